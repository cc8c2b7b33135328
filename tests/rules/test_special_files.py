"""Files that no fixture can hold on every machine: links, huge files, names that some computers confuse."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.document.limits import MAX_BYTES, MAX_NODES
from itsm_as_code.errors import ReadError
from itsm_as_code.finding import Finding
from itsm_as_code.lint import lint
from itsm_as_code.tree import Entry, EntryType, MemoryTree
from tests.rules.overlays import TODAY, base, findings, line_of

PRINTER = b"""\
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text on paper.
"""


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (EntryType.SYMLINK, "A symbolic link stands where a file is expected"),
        (EntryType.SUBMODULE, "A submodule stands where files are expected"),
        (EntryType.OTHER, "This is no file or folder that can be read"),
    ],
)
def test_what_is_no_file_is_misplaced(kind: EntryType, message: str) -> None:
    entry = Entry("catalog/terms/printer.yaml", kind)
    found = lint(load(MemoryTree(base(), [entry])), TODAY).findings
    assert [line_of(finding) for finding in found] == [f"catalog/terms/printer.yaml REF003 {message}"]


def test_a_file_in_place_of_the_whole_catalogue() -> None:
    files = {"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n", "catalog": "Everything we have\n"}
    found = lint(load(MemoryTree(files)), TODAY, select=["REF003"]).findings
    assert [(line_of(finding), finding.help) for finding in found] == [
        ("catalog REF003 A file stands where a folder is expected", "Put a folder of this name in its place.")
    ]


def test_a_file_that_cannot_be_read() -> None:
    class Locked(MemoryTree):
        def read_many(self, paths: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | ReadError]]:
            for path, data in super().read_many(paths, limit):
                locked = path == "catalog/terms/printer.yaml"
                yield path, ReadError(path, "permission denied") if locked else data

    found = lint(load(Locked({**base(), "catalog/terms/printer.yaml": PRINTER})), TODAY).findings
    assert [(line_of(finding), finding.help) for finding in found] == [
        (
            "catalog/terms/printer.yaml SYN001 The file cannot be read: permission denied",
            "Give it rights that let you read it, or fetch it anew.",
        )
    ]


def test_a_file_of_too_many_bytes() -> None:
    comment = b"#" * (MAX_BYTES - len(PRINTER) - 1)
    assert _lines({"catalog/terms/printer.yaml": PRINTER + comment + b"\n"}) == []
    assert _lines({"catalog/terms/printer.yaml": PRINTER + comment + b"#\n"}) == [
        "catalog/terms/printer.yaml SYN008 The file has 1,048,577 bytes; 1,048,576 is the most"
    ]


def test_a_file_of_too_many_values() -> None:
    before = b"metadata: {name: printer, title: Printer, extensions: {acme: {list: ["
    data = PRINTER.replace(b"metadata: {name: printer, title: Printer}", before + b"%s]}}}")
    fits = MAX_NODES - 26  # the keys and values around the list's items
    assert _lines({"catalog/terms/printer.yaml": data % (b"0," * fits)}) == []
    column = len(before) + 2 * (MAX_NODES - 17) + 1  # seventeen of them stand before the items
    assert _lines({"catalog/terms/printer.yaml": data % (b"0," * MAX_NODES)}) == [
        f"catalog/terms/printer.yaml:3:{column}-3:{column + 1} "
        "SYN008 The file holds more than 100,000 keys and values"
    ]


def test_names_that_differ_in_capitals_alone() -> None:
    capital = PRINTER.replace(b"name: printer", b"name: Printer")
    found = findings({"catalog/terms/printer.yaml": PRINTER, "catalog/terms/Printer.yaml": capital})
    assert [line_of(finding) for finding in found if finding.code != "SCH006"] == [
        "catalog/terms/printer.yaml:3:18-3:25 REF002 "
        "The name printer differs from that of the term Printer in its capitals alone"
    ]
    assert _related(found[-1]) == ["catalog/terms/Printer.yaml:3:18 the other one"]


def test_files_that_differ_in_capitals_alone() -> None:
    found = findings({"catalog/terms/printer.yaml": PRINTER, "catalog/Terms/printer.yaml": PRINTER})
    assert [line_of(finding) for finding in found] == [
        "catalog/Terms/printer.yaml REF003 No kind has its files in catalog/Terms",
        "catalog/terms/printer.yaml:1:1-1:11 REF002 "
        "Many computers take this file and catalog/Terms/printer.yaml for one",
    ]
    assert _related(found[1]) == ["catalog/Terms/printer.yaml the other one"]


def test_files_that_differ_in_how_an_accent_is_composed() -> None:
    composed = "docs/café.md"
    decomposed = unicodedata.normalize("NFD", composed)
    assert _lines({composed: b"", decomposed: b""}) == [], "outside the roots"
    composed, decomposed = composed.replace("docs", "policies"), decomposed.replace("docs", "policies")
    assert _lines({composed: b"", decomposed: b""}) == [
        f"{decomposed} REF003 Only .yaml files belong here",
        f"{composed} REF002 Many computers take this file and {decomposed} for one",
        f"{composed} REF003 Only .yaml files belong here",
    ]


def _lines(overlay: dict[str, bytes]) -> list[str]:
    return [line_of(finding) for finding in findings(overlay)]


def _related(finding: Finding) -> list[str]:
    return [f"{related.location} {related.message}" for related in finding.related]
