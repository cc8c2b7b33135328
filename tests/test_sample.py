"""The sample that the repository ships: clean as it stands, and exact about every fault put into it."""

from __future__ import annotations

import datetime as dt
import functools
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from itsm_as_code.catalog import Catalog, load, loading
from itsm_as_code.cli import main
from itsm_as_code.document import parse
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Finding, Severity
from itsm_as_code.lint import lint
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.tree import MemoryTree, WorkingTree
from tests.rules.mutations import Mutation, mutations
from tests.rules.overlays import line_of

TODAY = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])
FABRIC = ("SYN", "SCH", "REF")
WAIVED = [("REC006", "waiver:restore-platform-test")]
"""What the sample's waiver covers, until the exercise of January."""


@pytest.fixture(scope="module")
def files(root: Path) -> Mapping[str, bytes]:
    """The sample's files by path."""
    tree = WorkingTree(root)
    paths = [entry.path for entry in tree.entries(("itsm.yaml", "catalog", "policies"))]
    return {path: tree.read(path) for path in paths}


@pytest.fixture(scope="module", autouse=True)
def _read_each_file_once() -> Iterable[None]:
    """Nearly all files are the same in each of the many catalogues here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "parse", functools.cache(parse))
        yield


@pytest.fixture(scope="module")
def sample(files: Mapping[str, bytes]) -> Catalog:
    """The sample as it stands."""
    return load(MemoryTree(files))


def test_the_sample_is_clean(sample: Catalog) -> None:
    result = lint(sample, TODAY)
    assert [line_of(found) for found in result.findings if found.severity is not Severity.INFO] == []
    assert [(found.finding.code, found.waiver) for found in result.waived] == WAIVED


def test_the_readme_lists_what_the_linter_says_of_the_sample(sample: Catalog, root: Path) -> None:
    told = re.findall(
        r"^\| ([A-Z]{3}\d{3}) `(\S+)` \|", (root / "README.md").read_text("utf-8"), re.MULTILINE
    )
    found = [(finding.code, finding.location.path) for finding in lint(sample, TODAY).findings]
    assert sorted(told) == sorted(found)


def test_a_regulated_organisation_hears_one_info_as_a_warning(files: Mapping[str, bytes]) -> None:
    path = "catalog/organization.yaml"
    assert b"profile: standard" in files[path]
    strict = files[path].replace(b"profile: standard", b"profile: regulated")
    findings = lint(load(MemoryTree({**files, path: strict})), TODAY).findings
    assert [finding.code for finding in findings if finding.severity is Severity.ERROR] == []
    assert [finding.code for finding in findings if finding.severity is Severity.WARNING] == ["AVL007"]


def test_the_sample_has_every_kind(sample: Catalog) -> None:
    assert [kind for kind in KINDS if not sample.of_kind(kind)] == []


@pytest.fixture(scope="module")
def judged(
    sample: Catalog, files: Mapping[str, bytes]
) -> Mapping[str, Sequence[tuple[Mutation, Sequence[Finding]]]]:
    """Each mutation with the findings in its file, by kind; each field of a kind is broken once."""
    rounds = _rounds(sample)
    judged = defaultdict(list)
    for each in rounds:
        broken = {mutation.path: mutation.data for mutation in each.values()}
        found = defaultdict(list)
        for finding in lint(load(MemoryTree({**files, **broken})), TODAY, select=FABRIC).findings:
            found[finding.location.path].append(finding)
        assert found.keys() <= broken.keys(), "a fault in one file is reported in another"
        for kind, mutation in each.items():
            judged[kind].append((mutation, found[mutation.path]))
    return judged


def _rounds(sample: Catalog) -> list[dict[str, Mutation]]:
    """The mutations of all kinds side by side: one of each kind at a time."""
    by_kind: dict[str, list[Mutation]] = {}
    for kind in KINDS:
        chosen: dict[str, Mutation] = {}
        for record in sample.of_kind(kind):
            for mutation in mutations(record):
                chosen.setdefault(mutation.about, mutation)
        by_kind[kind] = list(chosen.values())
    length = max(len(each) for each in by_kind.values())
    return [
        {kind: each[index] for kind, each in by_kind.items() if index < len(each)} for index in range(length)
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["reference", "field", "type", "date", "twice"])
def test_one_fault_by_hand_is_found_where_it_is(
    judged: Mapping[str, Sequence[tuple[Mutation, Sequence[Finding]]]], kind: str, what: str
) -> None:
    cases = [case for case in judged[kind] if case[0].about.startswith(f"{what} ")]
    faults = [fault for mutation, findings in cases for fault in _unmet(mutation, findings)]
    assert faults == []
    assert bool(cases) is ((kind, what) not in _WITHOUT)


_WITHOUT = {
    ("Term", "reference"),
    *((kind, "date") for kind in ("Organization", "Function", "Role", "Team", "Term")),
}
"""What some kinds have no field for."""


def _unmet(mutation: Mutation, findings: Sequence[Finding]) -> list[str]:
    """What the findings of a mutated file leave to be desired."""
    shown = [line_of(finding) for finding in findings]
    if [finding.code for finding in findings] != [mutation.code]:
        return [f"{mutation.about}: {shown}"]
    finding = findings[0]
    span = finding.location.span
    assert span is not None
    line = Source(mutation.data.decode()).line(span.start_line)
    underlined = line[span.start_column - 1 : span.end_column - 1]
    if underlined != mutation.underlined:
        return [f"{mutation.about}: underlines {underlined} instead of {mutation.underlined}"]
    if mutation.nearest not in (finding.help or ""):
        return [f"{mutation.about}: does not suggest {mutation.nearest}: {finding.help}"]
    return [] if finding.severity is Severity.ERROR else [f"{mutation.about}: is no error"]


def test_every_fault_of_a_file_is_reported(sample: Catalog, files: Mapping[str, bytes]) -> None:
    record = sample.records["sla:retail"]
    text = record.document.text
    faults = [
        ("\n  owner: ", "\n  owner: nobody-called-", "REF001"),
        ("\n  customer: ", "\n  custommer: ", "SCH002"),
        ("\n  services: ", "\n  services: 17 # ", "SCH004"),
        ("\n  validFrom: ", "\n  validFrom: 2026-02-30 # ", "SCH006"),
        ("\n  notice: ", "\n  notice: 1mo\n  notice: ", "SYN003"),
    ]
    for old, new, _ in faults:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found = lint(load(MemoryTree({**files, record.path: text.encode()})), TODAY, select=FABRIC).findings
    assert sorted(finding.code for finding in found) == [code for _, _, code in faults]
    assert {finding.location.path for finding in found} == {record.path}


def test_the_command_underlines_each_fault(
    sample: Catalog, files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One reference of each kind is broken, or a field where there is none: exit code 1, and carets."""
    chosen = [_broken_reference(sample, kind) for kind in KINDS]
    for path, data in {**files, **{mutation.path: mutation.data for mutation in chosen}}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    assert main(["-C", str(tmp_path), "lint", "--select", ",".join(FABRIC)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [mutation.about for mutation in chosen if not _underlined(mutation, lines)] == []


def _broken_reference(sample: Catalog, kind: str) -> Mutation:
    found = [mutation for record in sample.of_kind(kind) for mutation in mutations(record)]
    references = [mutation for mutation in found if mutation.code == "REF001"]
    return (references or [mutation for mutation in found if mutation.code == "SCH002"])[0]


def _underlined(mutation: Mutation, lines: Sequence[str]) -> bool:
    """Whether the report shows the mutated file with carets below the offending text, and the right name."""
    pattern = re.compile(rf"{re.escape(mutation.path)}:\d+:\d+: error\[{mutation.code}\] ")
    index = next(number for number, line in enumerate(lines) if pattern.match(line))
    source, carets, advice = lines[index + 2], lines[index + 3], lines[index + 4 : index + 20]
    start = carets.index("^")
    help_line = next(line for line in advice if " = help: " in line)
    return source[start : start + carets.count("^")] == mutation.underlined and mutation.nearest in help_line
