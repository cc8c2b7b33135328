"""The sample that the repository ships: clean as it stands, and exact about every fault put into it."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from itsm_as_code.catalog import Catalog, load, loading
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
    findings = lint(sample, TODAY).findings
    assert [line_of(finding) for finding in findings if finding.severity is not Severity.INFO] == []


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
    assert cases or (kind, what) in _WITHOUT


_WITHOUT = {("Term", "reference"), ("Term", "date")}
"""Kinds that have no such field."""


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
