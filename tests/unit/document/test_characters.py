"""Characters that the subset refuses, and those that it must not."""

from __future__ import annotations

import re
import unicodedata

import pytest

from itsm_as_code.document import characters, parse
from itsm_as_code.finding import Span

BIDIRECTIONAL = "It makes the text read differently from what it says: delete it."
SEPARATOR = "Some programs take it for a line break: use a line feed, or delete it."
INVISIBLE = "It cannot be seen: delete it."


@pytest.mark.parametrize(
    ("character", "name", "help_"),
    [
        ("\0", "NUL (U+0000)", INVISIBLE),
        ("\x07", "BEL (U+0007)", INVISIBLE),
        ("\x0b", "LINE TABULATION (U+000B)", INVISIBLE),
        ("\x0c", "FORM FEED (U+000C)", INVISIBLE),
        ("\x1b", "ESCAPE (U+001B)", INVISIBLE),
        ("\x1f", "U+001F", INVISIBLE),
        ("\x7f", "DELETE (U+007F)", INVISIBLE),
        ("\x80", "U+0080", INVISIBLE),
        ("\x85", "NEXT LINE (U+0085)", SEPARATOR),
        ("\u2028", "LINE SEPARATOR (U+2028)", SEPARATOR),
        ("\u2029", "PARAGRAPH SEPARATOR (U+2029)", SEPARATOR),
        ("\u202a", "LEFT-TO-RIGHT EMBEDDING (U+202A)", BIDIRECTIONAL),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)", BIDIRECTIONAL),
        ("\u2066", "LEFT-TO-RIGHT ISOLATE (U+2066)", BIDIRECTIONAL),
        ("\u2069", "POP DIRECTIONAL ISOLATE (U+2069)", BIDIRECTIONAL),
        ("\u200b", "ZERO WIDTH SPACE (U+200B)", INVISIBLE),
        ("\u2060", "WORD JOINER (U+2060)", INVISIBLE),
        ("\u2063", "INVISIBLE SEPARATOR (U+2063)", INVISIBLE),
        ("\u206f", "NOMINAL DIGIT SHAPES (U+206F)", INVISIBLE),
        ("\u3164", "HANGUL FILLER (U+3164)", INVISIBLE),
        ("\ufeff", "BYTE ORDER MARK (U+FEFF)", INVISIBLE),
        ("\ufff9", "INTERLINEAR ANNOTATION ANCHOR (U+FFF9)", INVISIBLE),
        ("\ufffe", "U+FFFE", INVISIBLE),
        ("\ufdd0", "U+FDD0", INVISIBLE),
        ("\U0001ffff", "U+1FFFF", INVISIBLE),
        ("\U0010fffe", "U+10FFFE", INVISIBLE),
        ("\U000e0041", "TAG LATIN CAPITAL LETTER A (U+E0041)", INVISIBLE),
    ],
)
@pytest.mark.parametrize(
    "place", ["a: 1\nb: x{}y\n", "a: 1\n#    {}\nb: 2\n", 'a: 1\nb: "{}"\n', "a: 1\nb: |\n  {}\n"]
)
def test_a_forbidden_character_is_named_and_located(
    place: str, character: str, name: str, help_: str
) -> None:
    text = place.format(character)
    document = parse(text.encode())
    (problem,) = document.problems
    assert (problem.rule, problem.message) == ("forbidden-character", f"The text contains {name}")
    assert problem.help == help_
    assert problem.span is not None
    line = text.split("\n")[problem.span.start_line - 1]
    assert line[problem.span.start_column - 1 : problem.span.end_column - 1] == character
    assert document.value is not None
    assert document.value["a"] == 1
    assert document.text == text


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",  # Persian, with a zero-width non-joiner
        "👩\u200d💻 and 🏳️\u200d🌈",  # emoji joined and varied
        "שלום \u200fabc\u200e",  # direction marks
        "Fern\u00adwartung",  # soft hyphen
        "Ångström, naïve, Straße, ελληνικά, 日本語, हिन्दी, 한국어",
        "\u00a0\u202f — “quotes” … ½ ™ \ue000",
        "\ufffd",
    ],
)
def test_what_languages_need_is_admitted(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text)
    document = parse(f"a: {text}\n# {text}\n".encode())
    assert document.problems == ()
    assert document.value == {"a": text.strip(" ")}


def test_a_run_of_forbidden_characters_is_one_problem() -> None:
    (problem,) = parse("é: x\0\x01\u200by\n".encode()).problems
    assert problem.message == "The text contains NUL (U+0000) and 2 more such characters"
    assert problem.span == Span(1, 5, 1, 8)


def test_every_place_is_reported_up_to_a_hundred() -> None:
    problems = parse(("a: [" + "'\0'," * 130 + "]").encode()).problems
    assert len(problems) == 100
    assert problems[0].span == Span(1, 6, 1, 7)
    assert problems[-1].message == "The text contains NUL (U+0000) (and 30 more places in this file)"


def test_a_lone_carriage_return_is_refused_and_a_line_end_of_windows_is_not() -> None:
    document = parse(b"a: 1\r\nb: 2\rc: 3\r\n")
    (problem,) = document.problems
    assert problem.message == "The text contains CARRIAGE RETURN (U+000D)"
    assert problem.span == Span(2, 5, 2, 6)
    assert problem.help == "End lines with a line feed, or with a carriage return and a line feed."
    assert document.value is None
    assert [p.span for p in parse(b"a: 1\r\r\nb: 2\0\r\n").problems] == [Span(1, 5, 1, 6), Span(2, 5, 2, 6)]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_line_separator_ends_no_comment(separator: str) -> None:
    """Else `owner` would be changed by what editors show as a comment."""
    document = parse(f"owner: ana\n# remark{separator}state: live\n".encode())
    assert document.value == {"owner": "ana"}
    assert [problem.span for problem in document.problems] == [Span(2, 9, 2, 10)]


# Normalisation


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("a: cafe\u0301s\n", Span(1, 7, 1, 9), "“é” is written as U+0065 U+0301 instead of U+00E9"),
        ("é: 1\n# \u212b\n", Span(2, 3, 2, 4), "“Å” is written as U+212B instead of U+00C5"),
        (
            "a: x\u0301\u0323y\n",
            Span(1, 4, 1, 7),
            "“x\u0323\u0301” is written as U+0078 U+0301 U+0323 instead of U+0078 U+0323 U+0301",
        ),
        ("a: \u1112\u1161\u11ab\n", Span(1, 4, 1, 6), "“하” is written as U+1112 U+1161 instead of U+D558"),
        ("a: |\n  one\n  u\u0308\n", Span(3, 3, 3, 5), "“ü” is written as U+0075 U+0308 instead of U+00FC"),
    ],
)
def test_text_that_is_not_composed_is_located_at_its_first_place(text: str, span: Span, message: str) -> None:
    (problem,) = parse(text.encode()).problems
    assert (problem.rule, problem.span, problem.message) == ("forbidden-character", span, message)
    assert problem.help == "Save the text in Unicode Normalisation Form C (NFC), as most editors write it."
    assert problem.suggestion is not None
    assert unicodedata.is_normalized("NFC", problem.suggestion)


def test_endless_marks_are_shown_in_part() -> None:
    (problem,) = parse(("a: e" + "\u0301\u0323" * 200_000).encode()).problems
    assert problem.span == Span(1, 4, 1, 36)


# Escapes


@pytest.mark.parametrize(
    ("escape", "fault"),
    [
        (r"\0", "NUL (U+0000)"),
        (r"\x1b", "ESCAPE (U+001B)"),
        (r"\r", "CARRIAGE RETURN (U+000D)"),
        (r"\N", "NEXT LINE (U+0085)"),
        (r"\L", "LINE SEPARATOR (U+2028)"),
        (r"\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        (r"\U000E0041", "TAG LATIN CAPITAL LETTER A (U+E0041)"),
        (r"e\u0301", "text that is not in Normalisation Form C"),
    ],
)
def test_an_escape_cannot_write_what_must_not_be_written(escape: str, fault: str) -> None:
    for text in (f'a: 1\nb: "x {escape} y"\n', f'a: 1\n"x {escape} y": 1\n'):
        (problem,) = parse(text.encode()).problems
        assert problem.rule == "forbidden-character"
        assert problem.message == f"An escape in this text writes {fault}"
        assert problem.span is not None
        assert problem.span.start_line == 2
        assert problem.span.end_column - problem.span.start_column == len(escape) + 6


def test_harmless_escapes_are_values() -> None:
    text = r'a: "\t\n\"\\\/\_é\x41\u00e9\U0001F600 \ "' + "\n"
    document = parse(text.encode())
    assert document.problems == ()
    assert document.value == {"a": '\t\n"\\/\xa0éAé😀  '}


def test_every_forbidden_character_is_seen_without_a_search() -> None:
    texts = (chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)
    forbidden = re.compile(f"[{characters.FORBIDDEN_CLASS}]")
    assert [
        ascii(text)
        for text in texts
        if forbidden.match(text) and text != "\r" and characters.plain_text(f"é{text}".encode()) is not None
    ] == []
