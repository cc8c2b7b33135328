"""JSON Schema, model and the walk that explains faults come to one verdict on every file."""

from __future__ import annotations

import copy
import functools
import operator
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError, validators
from pydantic import ValidationError as ModelError

from itsm_as_code.catalog.faults import faults_of
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.settings import Settings
from tests.support.model_documents import example_document, files, schema

MODELS: dict[str, type[Model]] = {kind.short: kind.entity for kind in KINDS.values()} | {"settings": Settings}

UNSAID = (
    "is no day of the calendar",
    "is no recurrence rule of RFC 5545",
    "An earlier item is called",
)
"""The faults that NOT_IN_SCHEMA lists and the model finds."""


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    """ECMAScript's meaning: `$` matches at the very end, not before a final line break."""
    ending = f"{pattern[:-1]}\\Z" if pattern.endswith("$") else pattern
    if isinstance(instance, str) and not re.search(ending, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("name", MODELS)
@given(data=st.data())
def test_one_verdict(name: str, data: st.DataObject) -> None:
    value = data.draw(files(name))
    said = Validator(schema(name)).is_valid(value)
    faults = [fault.problem for fault in faults_of(MODELS[name], value)]
    assert _accepted(MODELS[name], value) is (not faults)
    if said:
        assert [fault for fault in faults if not any(words in fault.message for words in UNSAID)] == []
    else:
        assert faults


@given(name=st.sampled_from([kind.short for kind in KINDS.values()]), data=st.data())
@example(name="service", data=None)
def test_the_schema_of_any_entity_says_what_that_of_the_kind_says(
    name: str, data: st.DataObject | None
) -> None:
    value = data.draw(files(name)) if data else {"apiVersion": "itsm/v1", "kind": "Servce"}
    declared = {kind.name: kind.short for kind in KINDS.values()}.get(_kind(value))
    expected = declared is not None and Validator(schema(declared)).is_valid(value)
    assert Validator(schema("entity")).is_valid(value) is expected


@pytest.mark.parametrize("name", MODELS)
def test_examples_are_accepted_by_both(name: str) -> None:
    assert list(Validator(schema(name)).iter_errors(example_document(name))) == []
    assert _accepted(MODELS[name], example_document(name))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused_though_json_cannot_write_it(number: float) -> None:
    for name, path in (("objective", ("target",)), ("service", ("cost", "amount")), ("risk", ("impact",))):
        value = copy.deepcopy(example_document(name))
        holder = functools.reduce(operator.getitem, path[:-1], value["spec"])
        holder[path[-1]] = number
        assert not _accepted(MODELS[name], value)
        assert [fault.problem.path for fault in faults_of(MODELS[name], value)] == [("spec", *path)]


def _kind(value: Any) -> str:
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _accepted(model: type[Model], value: object) -> bool:
    try:
        model.model_validate(value)
    except ModelError:
        return False
    return True
