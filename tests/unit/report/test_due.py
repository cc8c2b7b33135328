"""What falls due, in every format: whole outputs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest

from itsm_as_code import api
from itsm_as_code.catalog import load
from itsm_as_code.catalog.due import Due
from itsm_as_code.report import due_ical, due_json, due_text
from itsm_as_code.report.style import COLOURED, PLAIN
from itsm_as_code.tree import MemoryTree
from tests.support import icalendar

TODAY = dt.date(2026, 11, 20)
UNTIL = dt.date(2027, 2, 18)

FILES = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": """\
apiVersion: itsm/v1
kind: Organization
metadata: {name: ours, title: Bäckerei Sonnenschein}
spec: {}
""",
    "catalog/calendars/christmas.yaml": """\
apiVersion: itsm/v1
kind: Calendar
metadata: {name: christmas, title: Christmas freeze}
spec:
  owner: baker
  freeze: true
  appliesTo: all
  once: [{from: 2026-12-20, to: 2026-12-27, title: Stollen}]
""",
    "catalog/improvements/oven.yaml": """\
apiVersion: itsm/v1
kind: Improvement
metadata: {name: oven, title: "Order screen; in the bakery, not the shop"}
spec:
  owner: baker
  finding: Flour in the keyboard.
  due: 2026-11-18
  nextReview: 2026-11-20
""",
    "catalog/contracts/flour.yaml": """\
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: flour, title: Flour}
spec:
  owner: baker
  supplier: mill
  validFrom: 2026-01-01
  validTo: 2027-02-01
  notice: 2mo
  targets: [{metric: throughput, atLeast: 9, unit: sacks, per: 1mo}]
""",
}


@pytest.fixture(scope="module")
def found() -> list[Due]:
    files = {path: text.encode() for path, text in FILES.items()}
    return api.due(load(MemoryTree(files)), TODAY, UNTIL)


def test_text(found: list[Due]) -> None:
    assert (
        due_text.render(found, TODAY, UNTIL, style=PLAIN)
        == """\
due         when         what                                   entity              owner
2026-11-18  2 days late  Improvement                            improvement:oven    role:baker
2026-11-20  today        Review                                 improvement:oven    role:baker
2026-12-01  in 11 days   Notice, ends on 2027-02-01, undecided  contract:flour      role:baker
2026-12-20  in 30 days   Freeze, Stollen (until 2026-12-26)     calendar:christmas  role:baker
2027-02-01  in 73 days   End of agreement                       contract:flour      role:baker

5 things fall due up to 2027-02-18, 1 is overdue
"""
    )


def test_nothing() -> None:
    assert due_text.render([], TODAY, UNTIL, style=PLAIN) == "Nothing falls due up to 2027-02-18\n"


def test_colour_and_width(found: list[Due]) -> None:
    shown = due_text.render(found[:1], TODAY, UNTIL, style=COLOURED, width=80)
    assert shown.splitlines()[1].startswith("\x1b[36m2026-11-18\x1b[0m  2 days late  Improvement")
    assert shown.endswith("\n\n1 thing falls due up to 2027-02-18\x1b[1;91m, 1 is overdue\x1b[0m\n")
    plain = due_text.render(found, TODAY, UNTIL, style=PLAIN, width=80)
    assert max(map(len, plain.splitlines())) == 80


@pytest.mark.parametrize(
    ("day", "words"),
    [(-1, "1 day late"), (-12, "12 days late"), (0, "today"), (1, "in 1 day"), (9, "in 9 days")],
)
def test_when(day: int, words: str) -> None:
    assert due_text.when(TODAY + dt.timedelta(days=day), TODAY) == words


def test_json(found: list[Due], root: Path) -> None:
    content = json.loads(due_json.render(found, TODAY, UNTIL))
    schema = json.loads((root / "schema/due.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(content)
    assert (content["asOf"], content["until"], len(content["due"])) == ("2026-11-20", "2027-02-18", 5)
    assert content["due"][0] == {
        "day": "2026-11-18",
        "overdue": True,
        "what": "action",
        "detail": None,
        "ends": None,
        "entity": "improvement:oven",
        "title": "Order screen; in the bakery, not the shop",
        "owner": "role:baker",
        "path": "catalog/improvements/oven.yaml",
        "field": "spec.due",
    }
    assert content["due"][3] == {
        "day": "2026-12-20",
        "overdue": False,
        "what": "freeze",
        "detail": "Stollen",
        "ends": "2026-12-27",
        "entity": "calendar:christmas",
        "title": "Christmas freeze",
        "owner": "role:baker",
        "path": "catalog/calendars/christmas.yaml",
        "field": "spec.once",
    }


def test_icalendar(found: list[Due]) -> None:
    written = due_ical.render(found, TODAY, "Bäckerei Sonnenschein: what falls due")
    assert written.startswith(
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//itsm-as-code//catalogue//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\n"
        "NAME:Bäckerei Sonnenschein: what falls due\r\n"
        "X-WR-CALNAME:Bäckerei Sonnenschein: what falls due\r\n"
        "BEGIN:VEVENT\r\n"
    )
    calendar = icalendar.read(written.encode())
    first = calendar.parts[0]
    assert first.properties == [
        ("UID", first["UID"]),
        ("DTSTAMP", "20261120T000000Z"),
        ("DTSTART;VALUE=DATE", "20261118"),
        ("DTEND;VALUE=DATE", "20261119"),
        ("SUMMARY", "Overdue: Improvement: Order screen\\; in the bakery\\, not the shop"),
        (
            "DESCRIPTION",
            "Entity: improvement:oven\\nOwner: role:baker\\nFile: catalog/improvements/oven.yaml",
        ),
        ("CATEGORIES", "Improvement"),
        ("TRANSP", "TRANSPARENT"),
    ]
    assert [
        (each["DTSTART"], each["DTEND"], icalendar.text(each["SUMMARY"])) for each in calendar.parts[1:]
    ] == [
        ("20261120", "20261121", "Review: Order screen; in the bakery, not the shop"),
        ("20261201", "20261202", "Notice: Flour"),
        ("20261220", "20261227", "Freeze: Christmas freeze"),
        ("20270201", "20270202", "End of agreement: Flour"),
    ]
    assert icalendar.text(calendar.parts[2]["DESCRIPTION"]).splitlines()[0] == "Ends on 2027-02-01, undecided"
    assert len({each["UID"] for each in calendar.parts}) == 5


def _uids(day: dt.date, **changes: str) -> list[str]:
    files = {path: text.encode() for path, text in FILES.items()}
    for old, new in changes.items():
        files["catalog/improvements/oven.yaml"] = files["catalog/improvements/oven.yaml"].replace(
            f"{old}: 2026-11".encode(), f"{old}: {new}".encode()
        )
    due = api.due(load(MemoryTree(files)), day, dt.date(2027, 12, 31))
    return sorted(each["UID"] for each in icalendar.read(due_ical.render(due, day, "x").encode()).parts)


def test_an_event_keeps_its_identity_when_its_day_moves() -> None:
    uids = _uids(TODAY)
    assert _uids(dt.date(2026, 11, 1)) == uids
    assert _uids(TODAY, due="2026-12", nextReview="2027-01") == uids
