"""The example of each kind: valid, whole, and read by author and tool alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from itsm_as_code.catalog.validation import read_entity, read_settings
from itsm_as_code.document import parse
from itsm_as_code.model import plain, validate, validate_settings
from itsm_as_code.model.constraints import AtMostOne, NeededWhen, OnlyWhen
from itsm_as_code.model.examples import example
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.structure import Nested, fields_of

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.short)


@every_kind
def test_it_is_without_fault(kind: Kind) -> None:
    document = parse(example(kind.short).encode())
    assert document.problems == ()
    assert document.value is not None
    reading = read_entity(document.value)
    assert (reading.kind, reading.problems) == (kind, ())
    assert validate(kind, document.value) == reading.entity


@every_kind
def test_it_shows_every_field_that_can_stand_beside_the_others(kind: Kind) -> None:
    value = parse(example(kind.short).encode()).value
    spec = fields_of(kind.entity)["spec"].node
    assert value is not None
    assert isinstance(spec, Nested)
    excluded = set()
    for constraint in spec.model.constraints:
        if isinstance(constraint, AtMostOne):
            excluded |= set(constraint.fields)
        elif isinstance(constraint, OnlyWhen | NeededWhen):
            excluded |= {constraint.field, constraint.selector}
    shown = value["spec"]
    assert isinstance(shown, dict)
    assert fields_of(spec.model).keys() - shown.keys() - excluded == set()


def test_the_settings_show_every_field() -> None:
    value = parse(example("settings").encode()).value
    assert value is not None
    settings, problems = read_settings(value)
    assert problems == ()
    assert settings == validate_settings(value)
    assert value.keys() == fields_of(Settings).keys()


@every_kind
def test_plain_data_hold_what_the_author_wrote(kind: Kind) -> None:
    value = parse(example(kind.short).encode()).value
    assert value is not None
    assert list(_lacking(plain(validate(kind, value)), value)) == []


def _lacking(data: Any, value: Any, path: str = "") -> Iterator[str]:
    """The places where plain data do not hold what the file says; amounts of money are texts there."""
    if isinstance(value, dict):
        for key in value:
            if key in data:
                yield from _lacking(data[key], value[key], f"{path}.{key}")
            else:
                yield f"{path}.{key}"
    elif isinstance(value, list):
        for one, other in zip(data, value, strict=True):
            yield from _lacking(one, other, f"{path}[]")
    elif (Decimal(data) if path.endswith(".amount") and not isinstance(value, str) else data) != value:
        yield path


def test_plain_data_hold_defaults_too() -> None:
    value = {
        "apiVersion": "itsm/v1",
        "kind": "ConfigurationItem",
        "metadata": {"name": "switch", "title": "Switch"},
        "spec": {"owner": "network-manager", "class": "Switch", "recovery": "2h"},
    }
    data = plain(validate(KINDS["ConfigurationItem"], value))
    assert data["spec"] == {
        "owner": "network-manager",
        "class": "Switch",
        "recovery": "2h",
        "state": "live",
        "hours": "always",
        "requires": [],
    }
    assert data["metadata"]["visibility"] == "internal"  # type: ignore[index]


def test_an_entity_knows_its_reference() -> None:
    value = parse(example("sla").encode()).value
    assert value is not None
    assert validate(KINDS["ServiceLevelAgreement"], value).ref == "sla:retail"


SMALLEST = """
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {name: everyone, title: What IT promises everyone}
spec:
  owner: it-manager
  customer: everyone
  services: [email]
  validFrom: 2027-01-01
  approvals:
    - role: director
      by: Ana Ruiz
      date: 2026-12-15
      evidence: Minutes of 15 December
      recordedBy: it-manager
  targets:
    - {metric: response-time, priority: 1, atMost: 1h, share: 90}
    - {metric: resolution-time, priority: 1, atMost: 8h, share: 90}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, title: E-mail, description: "Mailbox, calendar and shared folders on every device."}
spec:
  owner: it-manager
  state: operational
  topic: workplace
  criticality: high
  outcome: Everyone reaches customers and suppliers in writing.
---
apiVersion: itsm/v1
kind: Organization
metadata: {name: small, title: A small company}
spec:
  profile: starter
  timezone: Europe/Madrid
  hours: {mon-fri: ["08:00-17:00"]}
  topics: [{name: workplace, title: Workplace}]
  serviceDesk: {channels: [{name: Help, type: mail, value: help@example.com}]}
---
apiVersion: itsm/v1
kind: Role
metadata: {name: it-manager, title: IT manager}
spec: {heldBy: [{name: Marta Lindqvist, email: marta@example.com}]}
---
apiVersion: itsm/v1
kind: Stakeholder
metadata: {name: everyone, title: Everyone}
spec: {owner: it-manager, roles: [customer, user], organisation: ours, signatory: director}
"""


@pytest.mark.parametrize(
    "text", SMALLEST.split("---\n"), ids=["sla", "service", "organization", "role", "user"]
)
def test_the_smallest_useful_files_are_enough(text: str) -> None:
    value = parse(text.encode()).value
    assert value is not None
    assert read_entity(value).problems == ()
