"""What rules read of an entity, how entities become plain data, and what expressions compute themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.policy import targets
from itsm_as_code.policy.own import fields_read
from itsm_as_code.policy.values import anything, mapping
from itsm_as_code.policy.wire import Definition


@pytest.mark.parametrize(
    ("expression", "fields"),
    [
        ("self.spec.state == 'operational'", ("spec.state",)),
        ("self\n  . spec .state == 'x' && has(self.metadata.title)", ("metadata.title", "spec.state")),
        ("self.spec.owner.startsWith('a')", ("spec.owner",)),
        ("size(self.spec.targets[0].metric) > 2", ("spec.targets",)),
        ("slasOf(self).exists(s, true) && closure( self ).size() > 1", ()),
        ("hasTarget(self, 'availability')", ("spec.targets",)),
        ("has(self.spec)", ("spec",)),
        ("self.spec.all(k, k != '')", ("spec",)),
        ("self.metadata['title'] == ''", ("metadata",)),
        ("self['spec'].state == ''", ("",)),
        ("self == self", ("",)),
        ("size(self) > 1 && self.spec.state == ''", ("",)),
        ("waived('REC006', self)", ("",)),
        ("myself.spec.state == ''", ()),
    ],
)
def test_the_fields_that_a_rule_reads_are_told_from_its_text(
    expression: str, fields: tuple[str, ...]
) -> None:
    assert fields_read(Definition("Service", False, None, (), expression, None, {})) == fields


def test_every_part_of_a_rule_counts() -> None:
    variables = (("a", "self.spec.a"),)
    rule = Definition("Service", False, "self.spec.w", variables, "self.spec.e", "self.spec.m", {})
    assert fields_read(rule) == ("spec.a", "spec.e", "spec.m", "spec.w")


def test_an_entity_has_the_defaults_of_its_kind_and_doubles() -> None:
    written = {
        "metadata": {"title": "Mail", "labels": {"cost-centre": 12}},
        "spec": {"criticality": "high", "cost": {"amount": "12.50", "per": "1y"}, "acceptance": None},
    }
    found = mapping(KINDS["Service"], "email", written)
    assert found["kind"] == "Service"
    assert found["metadata"] == {
        "name": "email",
        "title": "Mail",
        "labels": {"cost-centre": 12.0},
        "visibility": "business",
    }
    assert found["spec"]["cost"] == {"amount": 12.5, "per": "1y"}
    assert found["spec"]["serviceHours"] == "office"
    assert "acceptance" not in found["spec"]
    assert "requires" not in found["spec"]


_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text(st.characters(exclude_characters="\0")),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_characters="\0"), max_size=3), below, max_size=3)
    ),
    max_leaves=8,
)


@given(_PLAIN)
def test_plain_data_holds_neither_whole_numbers_nor_nothing(value: Any) -> None:
    def sound(found: Any) -> bool:
        if isinstance(found, dict):
            return all(isinstance(key, str) and sound(item) for key, item in found.items())
        if isinstance(found, list):
            return all(map(sound, found))
        return isinstance(found, bool | float | str)

    assert value is None or sound(anything(value))


@pytest.mark.parametrize(("text", "length"), [("0m", 0), ("15m", 15), ("4h", 240), ("2h30m", 150)])
def test_minutes(text: str, length: float) -> None:
    assert targets.minutes(text) == length


@pytest.mark.parametrize("text", ["", "1d", "2w", "h", "30"])
def test_what_is_no_clock_time_has_no_minutes(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration on the clock such as 2h30m"):
        targets.minutes(text)


def test_dates_are_instants_in_utc() -> None:
    assert targets.date("2027-03-31") == dt.datetime(2027, 3, 31, tzinfo=dt.UTC)
    assert targets.date("2027-03-31T08:30") == dt.datetime(2027, 3, 31, 8, 30, tzinfo=dt.UTC)
    with pytest.raises(ValueError, match="'soon' is no date such as 2027-03-31"):
        targets.date("soon")


AGREEMENT = {
    "metadata": {"name": "office"},
    "spec": {
        "targets": [
            {"metric": "availability", "atLeast": 99.8},
            {"metric": "availability", "atLeast": 99.5},
            {"metric": "response-time", "atMost": "15m", "priority": 1.0},
            {"metric": "response-time", "atMost": "4h"},
        ]
    },
}


def test_of_several_targets_the_weakest_counts() -> None:
    assert targets.target(AGREEMENT, "availability") == 99.5
    assert targets.target(AGREEMENT, "response-time") == 240
    assert targets.target(AGREEMENT, "response-time", 1.0) == 240
    assert targets.target(AGREEMENT, "response-time", 2.0) == 240
    assert targets.has_target(AGREEMENT, "response-time", 3.0)
    assert not targets.has_target(AGREEMENT, "satisfaction")
    with pytest.raises(ValueError, match="office has no target for satisfaction of priority 2"):
        targets.target(AGREEMENT, "satisfaction", 2.0)
