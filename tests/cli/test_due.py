"""`itsm due` as people and machines run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm
from tests.support import icalendar

REVIEW = "  nextReview: 2027-02-01\n"


@pytest.fixture
def reviewed(small: Path) -> Path:
    """The small repository with a review that falls due."""
    service = small / "catalog/services/email.yaml"
    service.write_text(service.read_text(encoding="utf-8") + REVIEW, encoding="utf-8")
    return small


def test_a_table(itsm: Itsm, reviewed: Path) -> None:
    run = itsm("due", cwd=reviewed)
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "due         when        what    entity         owner\n"
        "2027-02-01  in 73 days  Review  service:email  role:it-manager\n"
        "\n"
        "1 thing falls due up to 2027-02-18\n"
    )


@pytest.mark.parametrize(
    ("within", "until", "number"),
    [("10w", "2027-01-29", 0), ("73d", "2027-02-01", 1), ("3mo", "2027-02-20", 1), ("1y", "2027-11-20", 1)],
)
def test_how_far_ahead(itsm: Itsm, reviewed: Path, within: str, until: str, number: int) -> None:
    run = itsm("due", f"--within={within}", "--format=json", cwd=reviewed)
    found = json.loads(run.out)
    assert (run.code, found["until"], len(found["due"])) == (0, until, number)


def test_another_day(itsm: Itsm, reviewed: Path) -> None:
    run = itsm("due", "--as-of=2027-02-08", "--within=1d", cwd=reviewed)
    assert run.out.splitlines()[1].startswith("2027-02-01  7 days late  Review")


def test_a_calendar_in_a_file(itsm: Itsm, reviewed: Path) -> None:
    run = itsm("due", "--format=text", "--format=ics=due.ics", cwd=reviewed)
    assert (run.code, run.out.count("\n"), run.err) == (0, 4, "")
    calendar = icalendar.read((reviewed / "due.ics").read_bytes())
    assert calendar["NAME"] == "Our company: what falls due"
    assert [part["DTSTART"] for part in calendar.parts] == ["20270201"]


def test_a_calendar_on_standard_output(itsm: Itsm, reviewed: Path) -> None:
    run = itsm("due", "--format=ics", cwd=reviewed)
    assert icalendar.read(run.out.encode()).parts[0]["SUMMARY"] == "Review: Correo electrónico"


@pytest.mark.parametrize("within", ["0d", "90", "90m", "-1d", "d", "12345d", ""])
def test_what_is_no_span_is_refused(itsm: Itsm, small: Path, within: str) -> None:
    run = itsm("due", f"--within={within}", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert f"{within!r} is not a span such as 30d, 2w, 6mo or 1y." in run.err


def test_without_an_organisation(itsm: Itsm, reviewed: Path) -> None:
    (reviewed / "catalog/organization.yaml").unlink()
    run = itsm("due", "--format=ics", cwd=reviewed)
    assert icalendar.read(run.out.encode())["NAME"] == "What falls due"
