"""What must hold for any bytes and any value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from itsm_as_code.document import Document, characters, parse, quick, thorough
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Span
from itsm_as_code.text import printable

RULES = {
    "encoding",
    "syntax-error",
    "duplicate-key",
    "anchor-or-alias",
    "tag",
    "not-one-document",
    "forbidden-character",
    "too-large",
    "too-deep",
    "not-a-mapping",
}
SAMPLE = """\
# yaml-language-server: $schema=../../schema/service.schema.json
apiVersion: itsm/v1
kind: Service
metadata: {name: email, title: "E-mail: \\"all\\" of it", tags: [a, 'b''c']}
spec:
  description: |
    Mailbox, calendar.

    # no comment
  outcome: >-
    Everyone reaches
    customers.
  warranty: {availability: 99.95, capacity: [{metric: mailboxes, value: 1_000}]}
  requires:
  - service:directory
  - {atLeast: 1, of: [ci:a, ci:b]}
  enables: all   # remark
  empty:
"""
# Pieces that mean something to YAML, or to those who would hide something.
PIECES = [
    *":-?#&*!|>'\"%@`[]{},\n\r\t\\~=<\0\x1b\x85\u2028\u202e\u200b\ufeffé😀",
    *("--- ", "...\n", "<<: ", "{{", "? [", "\r\n", "  ", "\n\n", "0x", ".nan", "1e999", "null", "e\u0301"),
    *("%YAML 1.1\n", "%TAG ! x\n", "\\u202e", "\\0", "a: a\n", "- - ", "|2-\n", "&a ", "*a ", "!!t "),
]


def check(data: bytes) -> Document:
    """Hold a document to all its promises."""
    document = parse(data)
    lines = document.text.split("\n")
    last = Span(0, 0, 0, 0)
    for problem in document.problems:
        assert problem.rule in RULES
        assert problem.message
        assert problem.message == printable(problem.message)
        assert problem.span is not None
        assert problem.span[:2] <= problem.span[2:]
        assert problem.span[:2] >= last[:2]
        assert 1 <= problem.span.start_line <= problem.span.end_line <= len(lines)
        assert 1 <= problem.span.start_column <= len(lines[problem.span.start_line - 1]) + 1
        last = problem.span
    if document.value is None:
        assert document.problems
    else:
        json.dumps(document.value, allow_nan=False)
        assert visit(document, document.value, ()) == document.value
    assert all(comment.span.start_line == comment.span.end_line for comment in document.comments)
    return document


def visit(document: Document, value: Any, path: tuple[str | int, ...]) -> Any:
    """Ask for the place of everything; the value as rebuilt on the way."""
    assert document.has(path)
    for span in (document.span(path), document.key_span(path)):
        assert span[:2] <= span[2:]
    if isinstance(value, dict):
        return {key: visit(document, item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [visit(document, item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, str):
        places = [document.position_in(path, offset) for offset in range(len(value) + 1)]
        assert places == sorted(places)
    return value


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"a\0")
def test_any_bytes_are_read(data: bytes) -> None:
    check(data)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(["a", "b: 1", "c", " ", "\n"]), max_size=30))
def test_any_signs_are_read(pieces: list[str]) -> None:
    check("".join(pieces).encode())


@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 8), st.sampled_from(["", *PIECES])), max_size=4
    )
)
def test_any_mutation_of_a_real_file_is_read(edits: list[tuple[int, int, str]]) -> None:
    text = SAMPLE
    for at, removed, piece in edits:
        text = text[:at] + piece + text[at + removed :]
    document = check(text.encode())
    if not document.problems:
        assert_peers_agree(text, document)


def assert_peers_agree(text: str, document: Document) -> None:
    """A faultless file has the structure that PyYAML's own constructor finds in it."""
    theirs = yaml.CBaseLoader(text).get_single_data()
    assert as_text(document.value) == as_text(theirs)


def as_text(value: Any) -> Any:
    """The structure with every scalar that is no text left open."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    return [as_text(item) for item in value] if isinstance(value, list) else None


@given(st.lists(st.sampled_from([*PIECES, "a: 1\n", "b:\n", "  c: x\n", "- d\n", "e: [1]\n"]), max_size=12))
def test_both_readers_agree(pieces: list[str]) -> None:
    text = "".join(pieces)
    plain = characters.plain_text(text.encode())
    if plain is None:
        return
    reading = thorough.read(plain, Source(plain))
    try:
        value = quick.read(plain)
    except quick.Remarkable:
        return
    assert reading.problems == []
    assert reading.root is not None
    assert (reading.root.value, type(reading.root.value)) == (value, dict)


KEYS = st.text(alphabet="abc é😀'\"#:-?{", min_size=1, max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.sampled_from("abc é😀'\"#:-?{}[]&*!|>%@`,\n\t\\~=01.e"), max_size=30)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), st.booleans())
def test_json_is_read_as_json(value: dict[str, Any], spread: bool) -> None:
    text = json.dumps(value, indent=2 if spread else None, ensure_ascii=False)
    document = parse(text.encode())
    assert document.problems == ()
    assert document.value == value
    check(text.encode())


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(["a", "b", "c d", "é"]), VALUES, min_size=1),
    st.sampled_from([None, "'", '"', "|", ">"]),
)
def test_what_pyyaml_writes_is_read_back(value: dict[str, Any], style: str | None) -> None:
    text = yaml.safe_dump(value, default_style=style, allow_unicode=True, width=40, sort_keys=False)
    document = parse(text.encode())
    if any(problem.rule in ("tag", "anchor-or-alias") for problem in document.problems):
        return  # PyYAML marks numbers in quotes with tags, and repeated values with anchors
    if not document.problems:
        assert as_text(document.value) == as_text(value)
    check(text.encode())


def test_a_file_cut_short_anywhere_is_read() -> None:
    data = SAMPLE.encode()
    for length in range(len(data)):
        check(data[:length])


def test_the_naughty_strings_survive_quoting(corpora: Path) -> None:
    strings = json.loads((corpora / "blns.json").read_text(encoding="utf-8"))
    read = 0
    for text in strings:
        document = check(f"a: {json.dumps(text, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass"))
        if not document.problems:
            assert document.value == {"a": text}
            read += 1
    assert read > 480
