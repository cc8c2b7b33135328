"""`itsm coverage`: policies, gaps and requirements, in each format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm
from tests.rules.overlays import laid_over

LIST = """\
id,title,text
FitSM-1 PR2,Service level management,"Levels are agreed, and kept."
FitSM-1 PR9,Incident management,Incidents are recorded.
FitSM-1 PR3,Reporting,Reports are agreed.
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The base of the rules' fixtures with a list of requirements and a policy that names some."""
    root = tmp_path / "repository"
    files = laid_over({})
    policy = files["policies/service-management.yaml"].decode()
    policy = policy.replace("  manual: true\n", '  manual: true\n  satisfies: [FitSM-1 PR2, "ISO 5.2"]\n')
    alone = policy.replace("name: service-management", "name: alone").replace("FitSM-1 PR2", "FitSM-1 PR9")
    files["policies/service-management.yaml"] = policy.encode()
    files["policies/alone.yaml"] = alone.encode()
    files["itsm.yaml"] += b"requirements: [lists/fitsm.csv]\n"
    files["lists/fitsm.csv"] = LIST.encode()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def test_each_requirement_has_its_stage(itsm: Itsm, repository: Path) -> None:
    run = itsm("coverage", "--format", "csv", cwd=repository)
    assert (run.code, run.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(row["requirement"], row["stage"], row["policies"]) for row in rows] == [
        ("FitSM-1 PR2", "evidenced", "policy:service-management"),
        ("FitSM-1 PR9", "mapped", "policy:alone"),
        ("FitSM-1 PR3", "open", ""),
    ]
    assert rows[0]["evidence"] == (
        "procedure:replace-switch-port tested or done on 2026-09-01; "
        "procedure:restore-email tested or done on 2026-09-01; "
        "procedure:test-alarm tested or done on 2026-10-01"
    )


def test_a_test_of_long_ago_is_no_evidence(itsm: Itsm, repository: Path) -> None:
    run = itsm("coverage", "--format", "csv", "--as-of", "2028-01-01", cwd=repository)
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [row["stage"] for row in rows] == ["implemented", "mapped", "open"]


def test_the_gaps_are_named(itsm: Itsm, repository: Path) -> None:
    gaps = json.loads(itsm("coverage", "--format", "json", cwd=repository).out)["gaps"]
    assert gaps["policiesWithoutProcess"] == ["policy:alone"]
    assert gaps["processesWithoutPolicy"] == []
    assert gaps["satisfiedButUnlisted"] == ["ISO 5.2"]
    assert "Service" in gaps["kindsWithoutRule"]


def test_the_text_says_what_the_stages_mean(itsm: Itsm, repository: Path) -> None:
    run = itsm("coverage", cwd=repository, environment={"COLUMNS": "300"})
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[0] == "Policies"
    assert "  policies that nobody implements: policy:alone" in lines
    assert lines[-3:] == [
        "3 requirements: 1 open, 1 mapped, 0 implemented and 1 evidenced.",
        "Mapped: a policy says so. Implemented: a process with a procedure puts it into practice. Evidenced: "
        "a test",
        "within a year, or a rule that is kept, shows it. None of these is an audit.",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,title\na,b\n", "lists/fitsm.csv has no column text.\nhint: Its first line is: id,title,text"),
        (b"id,title,text\n,b,c\n", "lists/fitsm.csv: row 2 has no id."),
        (b"id,title,text\na,b,c\na,b,c\n", "lists/fitsm.csv: row 3 names a a second time."),
        (b"id,title,text\n\xff,b,c\n", "lists/fitsm.csv is no text in UTF-8."),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(
    itsm: Itsm, repository: Path, content: bytes, message: str
) -> None:
    (repository / "lists/fitsm.csv").write_bytes(content)
    run = itsm("coverage", cwd=repository)
    assert (run.code, run.out, run.err) == (2, "", f"error: {message}\n")


def test_a_list_that_is_not_there_is_refused(itsm: Itsm, repository: Path) -> None:
    (repository / "lists/fitsm.csv").unlink()
    run = itsm("coverage", cwd=repository)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: lists/fitsm.csv cannot be read: ")
