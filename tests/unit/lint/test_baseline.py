"""Baselines: what they record, what they keep out of the report, and what they refuse."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.finding import Finding, Location, Severity, Span
from itsm_as_code.lint import LintResult
from itsm_as_code.lint.baseline import compared, pruned, read, record, render
from itsm_as_code.lint.result import Entry

FILE = "baseline.json"


def finding(entity: str, code: str = "SVC003", due: str | None = None) -> Finding:
    """A finding about an entity."""
    path = f"catalog/{entity.replace(':', '/')}.yaml"
    return Finding(
        code, "a-rule", Severity.ERROR, "is wrong", Location(path, Span(1, 1, 1, 2)), entity, due=due
    )


EMAIL, NETWORK = finding("service:email"), finding("service:network")


def result(*findings: Finding) -> LintResult:
    """A lint that found these."""
    return LintResult(findings, files=3, entities=2, today=dt.date(2026, 11, 20))


def test_what_is_recorded_is_counted_and_left_out() -> None:
    found = compared(result(EMAIL, NETWORK), record([EMAIL]), FILE)
    assert found.findings == (NETWORK,)
    assert found.recorded is not None
    assert (found.recorded.file, found.recorded.known, found.recorded.stale) == (FILE, 1, ())


def test_moved_lines_and_other_words_are_the_same_finding() -> None:
    moved = replace(EMAIL, message="is still wrong", location=Location(EMAIL.location.path, Span(9, 1, 9, 2)))
    assert compared(result(moved), record([EMAIL]), FILE).findings == ()


def test_what_is_gone_is_stale() -> None:
    found = compared(result(NETWORK), record([EMAIL, NETWORK]), FILE)
    assert found.recorded is not None
    assert found.recorded.stale == record([EMAIL])


def test_of_a_part_nothing_is_called_stale() -> None:
    found = compared(result(NETWORK), record([EMAIL, NETWORK]), FILE, whole=False)
    assert found.recorded is not None
    assert (found.findings, found.recorded.known, found.recorded.stale) == ((), 1, ())


def test_equal_fingerprints_are_counted() -> None:
    twice = record([EMAIL, EMAIL])
    assert [entry.number for entry in twice] == [2]
    assert compared(result(EMAIL, EMAIL, EMAIL), twice, FILE).findings == (EMAIL,)
    found = compared(result(EMAIL), twice, FILE)
    assert found.recorded is not None
    assert [(entry.fingerprint, entry.number) for entry in found.recorded.stale] == [(EMAIL.fingerprint, 1)]
    assert pruned(twice, found.recorded.stale) == record([EMAIL])


def test_what_does_not_hold_yet_is_neither_recorded_nor_excused() -> None:
    soon = finding("service:email", due="2026-12-01")
    assert record([soon]) == ()
    found = compared(result(soon), record([EMAIL]), FILE)
    assert found.findings == (soon,)
    assert found.recorded is not None
    assert found.recorded.stale == record([EMAIL])


def test_pruning_keeps_the_rest() -> None:
    entries = record([EMAIL, NETWORK])
    assert pruned(entries, record([EMAIL])) == record([NETWORK])
    assert pruned(entries, ()) == entries


def test_a_file_has_one_finding_on_each_line(root: Path) -> None:
    broken = replace(finding("x"), entity=None, code="REF003")
    text = render(record([NETWORK, EMAIL, broken, EMAIL]))
    assert text == (
        "{\n"
        '  "apiVersion": "itsm/v1",\n'
        '  "kind": "Baseline",\n'
        '  "findings": [\n'
        '    {"code": "REF003", "rule": "a-rule", "entity": null, "path": "catalog/x.yaml", "number": 1, '
        f'"fingerprint": "{broken.fingerprint}"}},\n'
        '    {"code": "SVC003", "rule": "a-rule", "entity": "service:email", '
        f'"path": "catalog/service/email.yaml", "number": 2, "fingerprint": "{EMAIL.fingerprint}"}},\n'
        '    {"code": "SVC003", "rule": "a-rule", "entity": "service:network", '
        f'"path": "catalog/service/network.yaml", "number": 1, "fingerprint": "{NETWORK.fingerprint}"}}\n'
        "  ]\n"
        "}\n"
    )
    schema = json.loads((root / "schema/baseline.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(text))


@pytest.mark.parametrize("findings", [[], [EMAIL], [EMAIL, EMAIL, NETWORK]])
def test_what_is_written_is_read(findings: list[Finding]) -> None:
    entries = record(findings)
    assert read(render(entries).encode(), FILE) == entries


_GOOD = {
    "code": "SVC003",
    "rule": "a-rule",
    "entity": None,
    "path": "a.yaml",
    "number": 1,
    "fingerprint": "0" * 32,
}


def _file(*findings: object, **others: object) -> bytes:
    return json.dumps({"apiVersion": "itsm/v1", "kind": "Baseline", "findings": findings, **others}).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "baseline.json is no baseline: it is not JSON"),
        (b"\xff", "baseline.json is no baseline: it is not JSON"),
        (b"[" * 100_000, "baseline.json is no baseline: it is not JSON"),
        (b"[]", "baseline.json is no baseline."),
        (b'{"kind": "Findings"}', "baseline.json is no baseline."),
        (
            _file(apiVersion="itsm/v2"),
            "baseline.json is a baseline of a form that this version does not know.",
        ),
        (_file(findings={}), "baseline.json is a baseline of a form that this version does not know."),
        (_file(_GOOD, _GOOD), f"baseline.json records the finding {'0' * 32} twice."),
        (_file(_GOOD, 7), "baseline.json is broken at its finding 2."),
        (_file({**_GOOD, "number": 0}), "baseline.json is broken at its finding 1."),
        (_file({**_GOOD, "number": True}), "baseline.json is broken at its finding 1."),
        (_file({**_GOOD, "fingerprint": "0" * 31}), "baseline.json is broken at its finding 1."),
        (_file({**_GOOD, "entity": 7}), "baseline.json is broken at its finding 1."),
        (
            _file({key: _GOOD[key] for key in _GOOD if key != "entity"}),
            "baseline.json is broken at its finding 1.",
        ),
    ],
)
def test_what_is_no_baseline_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        read(data, FILE)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_an_entry_as_it_is_read() -> None:
    assert read(_file(_GOOD), FILE) == (Entry("0" * 32, "SVC003", "a-rule", None, "a.yaml", 1),)
