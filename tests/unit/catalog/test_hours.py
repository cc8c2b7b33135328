"""Hours that never close."""

from __future__ import annotations

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.hours import around_the_clock
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base, patched

CALENDAR = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {{name: shift, title: Shift}}
spec:
  owner: it-manager
  {form}
"""


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("always: true", True),
        ('weekly: {mon-sun: ["00:00-24:00"]}', True),
        ('weekly: {sat-fri: ["12:00-24:00", "00:00-12:00"]}', True),
        ('weekly: {mon-fri: ["00:00-24:00"], sat: ["00:00-24:00"]}', False),
        ('weekly: {mon-sun: ["00:00-23:59"]}', False),
        ('weekly: {mon-sun: ["00:01-24:00"]}', False),
        ('weekly: {mon-sun: ["00:00-11:00", "12:00-24:00"]}', False),
        ("once: [{from: 2026-12-01, to: 2026-12-02}]", False),
    ],
)
def test_a_calendar_never_closes(form: str, expected: bool) -> None:
    catalog = load(
        MemoryTree({**base(), "catalog/calendars/shift.yaml": CALENDAR.format(form=form).encode()})
    )
    assert around_the_clock(catalog, "shift") is expected


@pytest.mark.parametrize(
    ("hours", "expected"), [('{mon-sun: ["00:00-24:00"]}', True), ('{mon-fri: ["08:00-17:00"]}', False)]
)
def test_the_hours_of_the_office(hours: str, expected: bool) -> None:
    path = "catalog/organization.yaml"
    catalog = load(MemoryTree({**base(), path: patched(path, f"spec: {{hours: {hours}}}".encode())}))
    assert around_the_clock(catalog, "office") is expected


def test_calendars_without_a_file() -> None:
    catalog = Catalog.empty("nothing")
    assert [around_the_clock(catalog, name) for name in ("always", "office", "nowhere")] == [
        True,
        False,
        False,
    ]
