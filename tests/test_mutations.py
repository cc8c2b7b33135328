"""From the clean sample, one change adds exactly the findings that its row lists."""

from __future__ import annotations

import datetime as dt
import functools
import importlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from itsm_as_code.catalog import Catalog, load, loading
from itsm_as_code.document import parse
from itsm_as_code.finding import Finding
from itsm_as_code.lint import lint
from itsm_as_code.rules.registry import BY_CODE, RULES
from itsm_as_code.transition import plan
from itsm_as_code.tree import MemoryTree, WorkingTree
from tests.rules.mutating import Row
from tests.rules.overlays import RULES as FIXTURES
from tests.rules.overlays import TODAY

TABLES = sorted(path.stem for path in FIXTURES.glob("mutations_*.py"))
ROWS: Sequence[Row] = [
    row for table in TABLES for row in importlib.import_module(f"tests.rules.{table}").ROWS
]


@pytest.fixture(scope="module", autouse=True)
def _read_each_file_once() -> Iterable[None]:
    """Nearly all files are the same in each of the many catalogues here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "parse", functools.cache(parse))
        yield


@pytest.fixture(scope="module")
def files(root: Path) -> Mapping[str, bytes]:
    """The sample's files by path."""
    tree = WorkingTree(root)
    paths = [entry.path for entry in tree.entries(("itsm.yaml", "catalog", "policies"))]
    return {path: tree.read(path) for path in paths}


@pytest.fixture(scope="module")
def sample(files: Mapping[str, bytes]) -> Catalog:
    """The sample as it stands."""
    return load(MemoryTree(files))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_change_adds_exactly_its_findings(row: Row, files: Mapping[str, bytes], sample: Catalog) -> None:
    today = row.today or TODAY
    head = load(MemoryTree(row.applied(files)))
    found = plan(sample, head, today).new if row.change else lint(head, today).findings
    known = _known(sample, today)
    assert tuple(_shown(finding, head, sample) for finding in found if finding.fingerprint not in known) == (
        row.expected
    )


@functools.cache
def _known(sample: Catalog, today: dt.date) -> frozenset[str]:
    return frozenset(finding.fingerprint for finding in lint(sample, today).findings)


def _shown(finding: Finding, head: Catalog, sample: Catalog) -> str:
    """The finding as rows write it, its line shown with the place between « and »."""
    path, span = finding.location.path, finding.location.span
    file = head.file(path) or sample.file(path)
    if span is None or file is None or file.document is None:
        return f"{finding.code} {path}"
    line = file.document.line(span.start_line)
    end = span.end_column - 1 if span.end_line == span.start_line else len(line)
    start = span.start_column - 1
    return f"{finding.code} {path}: {line[:start].lstrip()}«{line[start:end]}»{line[end:]}"


def test_every_row_has_a_name_of_its_own_and_proves_something() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert [row.name for row in ROWS if not row.expected] == []
    codes = {line.partition(" ")[0] for row in ROWS for line in row.expected}
    assert {code for code in codes if "/" not in code} <= BY_CODE.keys()


def test_a_table_has_a_row_for_each_rule_of_its_family() -> None:
    codes = {line.partition(" ")[0] for row in ROWS for line in row.expected}
    families = {BY_CODE[code].family for code in codes if "/" not in code}
    assert [rule.code for rule in RULES if rule.family in families and rule.code not in codes] == []
