from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.schema import NOT_IN_SCHEMA, schemas
from itsm_as_code.model.structure import Nested, fields_of

NAMES = [
    f"{name}.schema.json"
    for name in (*(kind.short for kind in KINDS.values()), "entity", "settings", "approvals")
]


def test_one_schema_per_kind_one_for_any_entity_one_for_the_settings_and_for_approvals() -> None:
    assert list(schemas()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_titled_and_needs_no_host(name: str) -> None:
    schema = json.loads(schemas()[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == name
    assert schema["title"]
    assert schema["description"].endswith(".")
    references = set(re.findall(r'"\$ref": "([^"]*)"', schemas()[name].decode()))
    assert {reference for reference in references if not reference.startswith("#/$defs/")} == set()
    assert {reference.removeprefix("#/$defs/") for reference in references} == schema["$defs"].keys()


@pytest.mark.parametrize("name", NAMES)
def test_patterns_are_read_alike_by_every_engine(name: str) -> None:
    for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schemas()[name].decode()):
        written = json.loads(pattern)
        assert not re.search(r"\(\?(?!:)|\\[dswDSWbBAZz]", written), written
        assert written.startswith("^") is written.endswith("$"), written


def test_two_models_of_one_name_would_hide_each_other() -> None:
    models: dict[str, type[Model]] = {}
    waiting: list[type[Model]] = [kind.entity for kind in KINDS.values()]
    for model in waiting:
        assert models.setdefault(model.__name__, model) is model
        waiting += [
            node.model
            for field in fields_of(model).values()
            if isinstance(node := field.node, Nested) and node.model not in waiting
        ]


def test_the_schema_of_a_kind_explains_its_fields() -> None:
    spec = json.loads(schemas()["sla.schema.json"])["$defs"]["ServiceLevelAgreementSpec"]
    assert spec["properties"]["notice"] == {
        "description": "How long before its end it has to be given up. A calendar span: 30d, 2w, 6mo or 1y.",
        "type": "string",
        "pattern": "^[1-9][0-9]{0,3}(?:d|w|mo|y)$",
    }
    assert spec["properties"]["renewal"]["default"] == "undecided"
    assert spec["required"] == ["owner", "validFrom", "targets", "customer", "services"]


def test_exclusive_fields_are_exclusive_in_the_schema() -> None:
    target = json.loads(schemas()["sla.schema.json"])["$defs"]["Target"]
    assert target["allOf"][0] == {"oneOf": [{"required": ["atLeast"]}, {"required": ["atMost"]}]}


def test_what_the_schemas_leave_out_names_the_rule_that_sees_it() -> None:
    assert [entry.rule for entry in NOT_IN_SCHEMA] == [
        "SCH006",
        "SCH006",
        "SCH005",
        "CAL001",
        "CAL001",
        "CAL001",
        "REF001",
        "REF003",
    ]
