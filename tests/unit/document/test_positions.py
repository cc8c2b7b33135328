"""Where keys, values, items and comments stand, to the column."""

from __future__ import annotations

import pytest

from itsm_as_code.document import Comment, Document, parse
from itsm_as_code.finding import FieldPath, Span

TEXT = """\
# head
kind: Service   # what it is
"title": 'E-mail''s "own"'
é😀: 😀 x
spec:
  tags: [one, "two",
    {three: 3}]
  text: |+
    first
      second

    third


  # between
  folded: >-

    a
    b
  list:
  - plain text
    over lines
  - name: x
    value:
  - - deep
    - {}
  -
  empty:

last: &x !t
  - 1
"""


def words(document: Document, span: Span) -> str:
    """The text of a span."""
    lines = [document.line(number) for number in range(span.start_line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.start_column - 1 :]
    return "\n".join(lines)


VALUES: list[tuple[FieldPath, str]] = [
    (("kind",), "Service"),
    (("title",), "'E-mail''s \"own\"'"),
    (("é😀",), "😀 x"),
    (("spec", "tags"), '[one, "two",\n    {three: 3}]'),
    (("spec", "tags", 0), "one"),
    (("spec", "tags", 1), '"two"'),
    (("spec", "tags", 2), "{three: 3}"),
    (("spec", "tags", 2, "three"), "3"),
    (("spec", "text"), "|+\n    first\n      second\n\n    third"),
    (("spec", "folded"), ">-\n\n    a\n    b"),
    (("spec", "list", 0), "plain text\n    over lines"),
    (("spec", "list", 1), "name: x\n    value:"),
    (("spec", "list", 1, "value"), "value"),  # left empty: its key
    (("spec", "list", 2), "- deep\n    - {}"),
    (("spec", "list", 2, 0), "deep"),
    (("spec", "list", 2, 1), "{}"),
    (("spec", "list", 3), "-"),  # left empty: its dash
    (("spec", "empty"), "empty"),
    (("last",), "- 1"),
    (("last", 0), "1"),
    # What is not there: the nearest key above.
    ((), "kind"),
    (("nothing",), "kind"),
    (("nothing", "deeper", 3), "kind"),
    (("spec", "nothing"), "spec"),
    (("spec", "tags", 7), "tags"),
    (("spec", "tags", -1), "tags"),
    (("spec", "tags", "name"), "tags"),
    (("spec", "tags", 2, "four"), "three"),
    (("spec", "list", 1, "nothing", "deeper"), "name"),
    (("spec", "list", 2, 5), "deep"),
    (("kind", "deeper"), "kind"),
]

KEYS: list[tuple[FieldPath, str]] = [
    (("title",), '"title"'),
    (("é😀",), "é😀"),
    (("spec",), "spec"),
    (("spec", "tags", 2), "three"),
    (("spec", "tags", 2, "three"), "three"),
    (("spec", "list", 0), "plain text\n    over lines"),
    (("spec", "list", 1), "name"),
    (("spec", "list", 2), "deep"),
    (("spec", "list", 2, 1), "{}"),
    (("spec", "list", 3), "-"),
    (("last",), "last"),
]


@pytest.fixture(params=["\n", "\r\n"], ids=["lf", "crlf"])
def document(request: pytest.FixtureRequest) -> Document:
    return parse(TEXT.replace("\n", request.param).encode())


@pytest.mark.parametrize(("path", "text"), VALUES, ids=repr)
def test_a_value_is_found(document: Document, path: FieldPath, text: str) -> None:
    assert words(document, document.span(path)) == text


@pytest.mark.parametrize(("path", "text"), KEYS, ids=repr)
def test_a_key_is_found(document: Document, path: FieldPath, text: str) -> None:
    assert words(document, document.key_span(path)) == text


def test_columns_count_code_points() -> None:
    document = parse("é😀: [😀, x]\n".encode())
    assert document.key_span(("é😀",)) == Span(1, 1, 1, 3)
    assert document.span(("é😀", 1)) == Span(1, 9, 1, 10)


def test_a_collection_ends_with_its_last_value() -> None:
    document = parse(b"a:\n  b: |\n    x\n\n\n# c\n\nd:\n- e: >\n\n- f: # g\n\n# h\n")
    assert document.span(("a",)) == Span(2, 3, 3, 6)
    assert document.span(("d",)) == Span(9, 1, 11, 5)
    assert document.span(("d", 0)) == Span(9, 3, 9, 7)


def test_comments_are_found_between_scalars(document: Document) -> None:
    assert document.comments == (
        Comment(Span(1, 1, 1, 7), "head"),
        Comment(Span(2, 17, 2, 29), "what it is"),
        Comment(Span(15, 3, 15, 12), "between"),
    )


def test_what_looks_like_a_comment_in_a_scalar_is_none() -> None:
    text = "a: x#y\nb: '# no'\nc: | # yes\n  # no\nd: [\"#\", e] # also\n#\n"
    document = parse(text.encode())
    assert document.problems == ()
    assert [(str(comment.span), comment.text) for comment in document.comments] == [
        ("3:6-3:11", "yes"),
        ("5:13-5:19", "also"),
        ("6:1-6:2", ""),
    ]


def test_of_two_keys_the_first_is_found() -> None:
    document = parse(b"a: 1\nb: 2\na: 3\n")
    assert document.span(("a",)) == Span(1, 4, 1, 5)


def test_has_knows_what_is_written() -> None:
    document = parse(b"a: {b: null}\nc: [1]\n")
    there: list[FieldPath] = [(), ("a",), ("a", "b"), ("c",), ("c", 0)]
    not_there: list[FieldPath] = [
        ("b",),
        ("a", "b", "c"),
        ("a", 0),
        ("c", 1),
        ("c", -1),
        ("c", "0"),
        ("c", 0, 0),
    ]
    assert [path for path in there if not document.has(path)] == []
    assert [path for path in not_there if document.has(path)] == []
    assert not parse(b"- a\n").has(())


@pytest.mark.parametrize("data", [b"", b"\0\xff", b"@", b"\r", b"# c", b"[", b"- a"])
def test_a_file_without_a_mapping_still_has_positions(data: bytes) -> None:
    document = parse(data)
    assert document.span(("a", 0, "b")).start_line == 1
    assert document.key_span(()).start_line == 1
    assert document.position_in(("a",), 3)[0] == 1


def test_a_file_read_in_part_has_the_positions_of_that_part() -> None:
    document = parse(b"a: 1 # one\nb:\n  c: 2\nd: @\n")
    assert document.value is None
    assert document.span(("b", "c")) == Span(3, 6, 3, 7)
    assert document.span(("b",)) == Span(3, 3, 3, 7)
    assert document.span(("d",)) == Span(1, 1, 1, 2)
    assert [comment.text for comment in document.comments] == ["one"]


def test_lines_are_given_without_their_ends(document: Document) -> None:
    assert document.line(2) == "kind: Service   # what it is"
    assert [document.line(number) for number in (0, -1, 99)] == ["", "", ""]
