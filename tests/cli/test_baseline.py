"""`itsm lint --baseline`: begin, hold, prune, grow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm

BAD_OWNER = "owner: it-manger"


@pytest.fixture
def faulty(small: Path) -> Path:
    """The small repository with an owner who does not exist."""
    _replace(small, "owner: it-manager", BAD_OWNER)
    return small


def _replace(root: Path, old: str, new: str) -> None:
    service = root / "catalog/services/email.yaml"
    service.write_text(service.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _codes(root: Path) -> list[str]:
    return [each["code"] for each in json.loads((root / "base.json").read_bytes())["findings"]]


def test_begun_held_pruned(itsm: Itsm, faulty: Path) -> None:
    begun = itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    number = len(_codes(faulty))
    assert number > 1
    assert begun.code == 0
    assert begun.err == f"note: base.json records {number} findings now: {number} added, 0 struck out.\n"
    assert begun.out == (
        "4 files, 3 entities: no findings beyond the baseline\n"
        f"Recorded in base.json: {number} findings\n"
        f"{_asleep(begun.out)}"
    )
    first = (faulty / "base.json").read_bytes()
    held = itsm("lint", "--baseline=base.json", cwd=faulty)
    assert (held.code, held.out, held.err) == (0, begun.out, "")

    _replace(faulty, BAD_OWNER, "owner: it-manager")
    gone = itsm("lint", "--baseline=base.json", cwd=faulty)
    assert (gone.code, gone.err) == (1, "")
    assert gone.out.splitlines()[1:4] == [
        f"Recorded in base.json: {number - 1} findings",
        "error: base.json records what is gone; --update-baseline strikes it out:",
        "  REF001 dangling-reference: service:email",
    ]
    assert itsm("lint", "--baseline=base.json", "--fail-on=never", cwd=faulty).code == 0
    assert (faulty / "base.json").read_bytes() == first

    pruned = itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    assert pruned.code == 0
    assert pruned.err == f"note: base.json records {number - 1} findings now: 0 added, 1 struck out.\n"
    assert "REF001" not in _codes(faulty)


def _asleep(out: str) -> str:
    """The line about rules that sleep."""
    return next(line for line in out.splitlines(keepends=True) if line.startswith("Not judged yet"))


def test_growth_is_refused_unless_it_is_asked_for(itsm: Itsm, small: Path) -> None:
    itsm("lint", "--baseline=base.json", "--update-baseline", cwd=small)
    before = (small / "base.json").read_bytes()
    _replace(small, "owner: it-manager", BAD_OWNER)
    refused = itsm("lint", "--baseline=base.json", "--update-baseline", cwd=small)
    assert refused.code == 1
    assert refused.out.startswith("catalog/services/email.yaml:7:10: error[REF001] ")
    assert (small / "base.json").read_bytes() == before
    grown = itsm("lint", "--baseline=base.json", "--grow-baseline", cwd=small)
    assert grown.code == 0
    assert grown.err.endswith("findings now: 1 added, 0 struck out.\n")
    assert "REF001" in _codes(small)


def test_a_part_is_held_to_it_but_calls_nothing_gone(itsm: Itsm, faulty: Path) -> None:
    itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    run = itsm("lint", "--baseline=base.json", "--select=REF", cwd=faulty)
    assert (run.code, run.out) == (
        0,
        "4 files, 3 entities: no findings beyond the baseline\nRecorded in base.json: 1 finding\n",
    )


@pytest.mark.parametrize("part", [["--select=REF"], ["--ignore=REF"], ["catalog"]])
@pytest.mark.parametrize("option", ["--update-baseline", "--grow-baseline"])
def test_it_is_not_updated_from_a_part(itsm: Itsm, small: Path, option: str, part: list[str]) -> None:
    run = itsm("lint", "--baseline=base.json", option, *part, cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: A baseline is updated from all that there is to find.\n")
    assert not (small / "base.json").exists()


def test_what_a_fix_mends_is_struck_out(itsm: Itsm, faulty: Path) -> None:
    itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    number = len(_codes(faulty))
    shown = itsm("lint", "--baseline=base.json", "--unsafe-fixes", "--diff", cwd=faulty)
    assert (shown.code, shown.err) == (1, "note: Would fix 1 finding in 1 file.\n")
    assert "REF001" in _codes(faulty)
    mended = itsm("lint", "--baseline=base.json", "--unsafe-fixes", cwd=faulty)
    assert (mended.code, mended.err) == (
        0,
        "note: Fixed 1 finding in 1 file.\n"
        f"note: base.json records {number - 1} findings now: 0 added, 1 struck out.\n",
    )
    assert "REF001" not in _codes(faulty)
    again = itsm("lint", "--baseline=base.json", "--fix", cwd=faulty)
    assert (again.code, again.out, again.err) == (0, mended.out, "note: Fixed nothing.\n")


def test_a_fix_of_a_part_leaves_the_baseline_alone(itsm: Itsm, faulty: Path) -> None:
    itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    before = (faulty / "base.json").read_bytes()
    run = itsm("lint", "--baseline=base.json", "--unsafe-fixes", "catalog/services", cwd=faulty)
    assert (run.code, run.err) == (0, "note: Fixed 1 finding in 1 file.\n")
    assert (faulty / "base.json").read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [["--baseline=base.json"], ["--update-baseline"], ["--baseline=base.json", "--grow-baseline", "catalog"]],
)
def test_nothing_is_mended_where_the_baseline_cannot_be_had(
    itsm: Itsm, faulty: Path, options: list[str]
) -> None:
    assert itsm("lint", "--unsafe-fixes", *options, cwd=faulty).code == 2
    assert BAD_OWNER in (faulty / "catalog/services/email.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["text", "json", "github", "gitlab", "junit", "sarif", "markdown"])
def test_every_format_says_what_is_gone(itsm: Itsm, faulty: Path, name: str) -> None:
    itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    _replace(faulty, BAD_OWNER, "owner: it-manager")
    run = itsm("lint", "--baseline=base.json", f"--format={name}", cwd=faulty)
    assert (run.code, run.err) == (1, "")
    assert "dangling-reference" in run.out.replace("\u200b", "")


def test_json_says_what_is_recorded(itsm: Itsm, faulty: Path) -> None:
    itsm("lint", "--baseline=base.json", "--update-baseline", cwd=faulty)
    number = len(_codes(faulty))
    run = itsm("lint", "--baseline=base.json", "--format=json", cwd=faulty)
    found = json.loads(run.out)
    assert (run.code, found["findings"]) == (0, [])
    assert found["baseline"] == {"file": "base.json", "recorded": number, "stale": []}


def test_no_file(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--baseline=base.json", cwd=small)
    assert (run.code, run.out, run.err) == (
        2,
        "",
        "error: There is no file base.json.\nhint: With --update-baseline it is begun.\n",
    )


def test_no_baseline(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--baseline=itsm.yaml", "--update-baseline", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: itsm.yaml is no baseline: it is not JSON")
    assert (small / "itsm.yaml").read_text(encoding="utf-8").startswith("apiVersion")


def test_none_named(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--update-baseline", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("error: Name the file to update: --baseline FILE.\n")
