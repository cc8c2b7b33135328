"""What scalars mean: the YAML 1.2 core schema, and nothing of 1.1."""

from __future__ import annotations

import pytest

from itsm_as_code.document import parse
from itsm_as_code.document.core_schema import LARGEST_WHOLE_NUMBER
from itsm_as_code.finding import Span


def value(written: str) -> object:
    """The value of one field, read without a problem."""
    document = parse(f"field: {written}\n".encode())
    assert document.problems == ()
    assert document.value is not None
    return document.value["field"]


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_null(written: str) -> None:
    assert value(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [(word, word.lower() == "true") for word in ("true", "True", "TRUE", "false", "False", "FALSE")],
)
def test_booleans(written: str, meant: bool) -> None:
    assert value(written) is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0", 0),
        ("-0", 0),
        ("017", 17),
        ("+12", 12),
        ("-12", -12),
        ("0o17", 15),
        ("0xFf", 255),
        (str(LARGEST_WHOLE_NUMBER), LARGEST_WHOLE_NUMBER),
        (str(-LARGEST_WHOLE_NUMBER), -LARGEST_WHOLE_NUMBER),
        ("0" * 5000 + "1", 1),
        ("0o0000000000000000000000017", 15),
    ],
)
def test_whole_numbers(written: str, meant: int) -> None:
    assert value(written) == meant
    assert type(value(written)) is int


@pytest.mark.parametrize(
    ("written", "meant"),
    [("99.95", 99.95), (".5", 0.5), ("1.", 1.0), ("-1.5e3", -1500.0), ("1e3", 1000.0), ("+.5E-1", 0.05)],
)
def test_decimal_numbers(written: str, meant: float) -> None:
    assert value(written) == meant
    assert type(value(written)) is float


@pytest.mark.parametrize(
    "text",
    [
        # Booleans, octal, base 60, dates, numbers with underscores and signs of YAML 1.1.
        *("yes", "no", "on", "off", "y", "n", "Yes", "NO"),
        *("12:30:45", "08:00", "190:20:30.15", "2026-11-20", "2026-11-20T09:00:00Z", "1_000", "0b101"),
        *(
            "-0o17",
            "-0xff",
            "0x",
            "0o8",
            "1e",
            "+",
            ".",
            "..",
            "1.2.3",
            "-.",
            "e3",
            "tRUE",
            "nULL",
            "=",
            "²",
            "１",
        ),
        # What values of this model look like.
        *("4h", "2h30m", "1.5h", "30d", ".NaNs", "+34 900 000 000", "-a", "?x", ":x", "a:b", "a#b", "it's"),
        *("role:change-manager", "http://example.com/a#b", "R & D", "100%", "“quoted”", "a, b [c]"),
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize("written", ['"1"', "'true'", '"~"', "'.nan'", '""', "'<<'"])
def test_quotes_make_text(written: str) -> None:
    assert value(written) == written[1:-1]


@pytest.mark.parametrize(
    "written",
    [
        *(".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN", "1e999", "-1e400", "0xffffffffffffff"),
        *(str(LARGEST_WHOLE_NUMBER + 1), str(-LARGEST_WHOLE_NUMBER - 1), "9" * 5000, "-" + "9" * 100_000),
    ],
)
def test_numbers_that_json_cannot_hold_are_refused(written: str) -> None:
    document = parse(f"a: 1\nfield: {written}\n".encode())
    assert document.value == {"a": 1, "field": None}
    (problem,) = document.problems
    shown = written if len(written) <= 40 else f"{written[:39]}…"
    assert problem.rule == "syntax-error"
    assert problem.message == f"{shown} is not a number that every program keeps exactly"
    assert problem.span == Span(2, 8, 2, 8 + len(written))
    assert problem.path == ("field",)


def test_keys_are_the_text_that_is_written() -> None:
    text = (
        'on: 1\n017: 2\ntrue: 3\n~: 4\n1.0: 5\n"1": 6\n1: 7\n? null\n: 8\n"": 9\n"<<": 10\n2026-11-20: 11\n'
    )
    assert parse(text.encode()).value == {
        "on": 1,
        "017": 2,
        "true": 3,
        "~": 4,
        "1.0": 5,
        "1": 6,
        "null": 8,
        "": 9,
        "<<": 10,
        "2026-11-20": 11,
    }


def test_one_and_true_are_two_keys() -> None:
    document = parse(b"1: a\ntrue: b\n1.0: c\n")
    assert document.problems == ()
    assert document.value == {"1": "a", "true": "b", "1.0": "c"}


def test_a_number_and_its_text_are_one_key() -> None:
    document = parse(b'1: a\n"1": b\n')
    assert document.value == {"1": "a"}
    assert [problem.rule for problem in document.problems] == ["duplicate-key"]


def test_a_block_scalar_reads_alike_with_and_without_a_last_line_feed() -> None:
    assert parse(b"a: |\n  x").value == parse(b"a: |\n  x\n").value == {"a": "x\n"}


@pytest.mark.parametrize("head", ["", "%YAML 1.2\n", "%YAML 1.2 # why not\n", "# remark\n%YAML 1.2\n"])
def test_a_document_may_be_marked(head: str) -> None:
    document = parse(f"{head}---\na: 1\n...\n".encode())
    assert (document.problems, document.value) == ((), {"a": 1})


def test_line_ends_of_windows_are_line_ends() -> None:
    text = "a: |\n  one\n  two\nb: 'x\n\n  y'\nc: >\n  p\n  q\n"
    document = parse(text.replace("\n", "\r\n").encode())
    assert document.problems == ()
    assert document.value == parse(text.encode()).value == {"a": "one\ntwo\n", "b": "x\ny", "c": "p q\n"}
    assert document.text == text.replace("\n", "\r\n")
