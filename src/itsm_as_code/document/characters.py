"""From bytes to text: encoding, line ends, and the characters that the YAML subset refuses.

Everything here happens before a YAML parser sees the text, because a parser would either stop at such a
character without naming it or, worse, read it in a way that no person does: libyaml takes U+0085, U+2028
and U+2029 for line breaks, so that what an editor shows as one comment may end in a key.

What is refused, and why:

- control characters but tab and line feed (a carriage return only before a line feed): invisible, and some
  terminals act on them;
- U+0085, U+2028, U+2029: line breaks to some readers and not to others;
- bidirectional embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069): a reviewer sees
  another text than the machine reads;
- characters with no shape (zero-width space, word joiner, byte order mark, invisible operators, fillers,
  tags): two names that look the same would differ;
- noncharacters;
- text that is not in Normalisation Form C: the same word in two spellings.

Joiners (U+200C, U+200D), direction marks (U+200E, U+200F, U+061C), soft hyphens and variation selectors
stay allowed: Persian, Arabic, Hebrew, Indic scripts and emoji cannot be written well without them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from itsm_as_code.document.limits import MOST_PROBLEMS
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Problem, Span
from itsm_as_code.text import count

REPLACEMENT = "\ufffd"
_LONGEST_CLUSTER = 32

FORBIDDEN_CLASS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufdd0-\ufdef"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
    + r"\U000e0000-\U000e007f"
)
_FORBIDDEN = re.compile(f"[{FORBIDDEN_CLASS}]+")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_PRINTABLE_ASCII = bytes([0x09, 0x0A, *range(0x20, 0x7F)])

_NAMES = {
    0x00: "NUL",
    0x07: "BEL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
    0xFEFF: "BYTE ORDER MARK",
}
_FILLERS = frozenset("\u3164\uffa0")
"""Forbidden characters that Unicode counts among the letters, and Python among the printable."""
_LINE_SEPARATORS = frozenset("\x85\u2028\u2029")
_BIDIRECTIONAL = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

_SAVE_AS_UTF8 = "Save the file as UTF-8 without a byte order mark."
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, as it stands and as a parser may read it.

    Attributes:
        text: The decoded text; empty when the bytes are no text at all. Bytes that are not UTF-8 show as
            U+FFFD.
        clean: The same text, code point for code point, with what would break a parser replaced by U+FFFD;
            `None` when parsing would make no sense.
        problems: What is wrong with the characters.
    """

    text: str
    clean: str | None
    problems: tuple[Problem, ...]


def plain_text(data: bytes) -> str | None:
    """The text, line ends as line feeds, when nothing at all is wrong with its characters, else `None`."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if data.isascii():
        return data.decode("ascii") if not data.translate(None, _PRINTABLE_ASCII) else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not _is_visible(text) and _FORBIDDEN.search(text):
        return None
    return text if unicodedata.is_normalized("NFC", text) else None


def _is_visible(text: str) -> bool:
    """Whether all but line feeds can be seen; then nothing forbidden is in it. Quicker than a search."""
    return text.replace("\n", "").isprintable() and _FILLERS.isdisjoint(text)


def decode(data: bytes) -> Decoded:
    """The text of `data` with everything that is wrong with its characters."""
    foreign = _foreign_encoding(data)
    if foreign is not None:
        return Decoded("", None, (foreign,))
    problems: list[Problem] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            Problem(
                "encoding",
                "The file begins with a byte order mark (U+FEFF)",
                Span(1, 1, 1, 1),
                help=_SAVE_AS_UTF8,
                suggestion="",
            )
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        problems.append(_not_utf8(data, error))
    source = Source(text)
    problems += _forbidden(text, source)
    problems += _not_composed(text, source)
    clean = None if _LONE_RETURN.search(text) else _FORBIDDEN.sub(_blank, text)
    return Decoded(text, clean, tuple(problems))


def value_fault(value: str) -> str | None:
    """What is wrong with a value that escapes were used to write, such as `a control character`."""
    if value.isascii() and value.isprintable():
        return None
    found = _FORBIDDEN.search(value)
    if found:
        return name_of(found.group()[0])
    if not unicodedata.is_normalized("NFC", value):
        return "text that is not in Normalisation Form C"
    return None


def name_of(character: str) -> str:
    """A character by name and number, such as `ZERO WIDTH SPACE (U+200B)`."""
    code = ord(character)
    name = _NAMES.get(code) or unicodedata.name(character, "")
    number = f"U+{code:04X}"
    return f"{name} ({number})" if name else number


def _blank(found: re.Match[str]) -> str:
    run = found.group()
    return run if run == "\r" else REPLACEMENT * len(run)


def _foreign_encoding(data: bytes) -> Problem | None:
    name = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if name is None and b"\0" in data:
        name = _encoding_without_mark(data)
        if name is None and not _is_utf8(data):
            return Problem(
                "encoding",
                "The file is not text",
                Span(1, 1, 1, 1),
                help="Only YAML files in UTF-8 belong here.",
            )
    if name is None:
        return None
    return Problem(
        "encoding", f"The file is encoded in {name}, not in UTF-8", Span(1, 1, 1, 1), help=_SAVE_AS_UTF8
    )


def _encoding_without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by the zero bytes that mostly Western text has in them."""
    head = data[:4]
    if len(head) == 4:
        zeros = tuple(byte == 0 for byte in head)
        if zeros in ((False, True, True, True), (True, True, True, False)):
            return "UTF-32"
        if zeros in ((False, True, False, True), (True, False, True, False)):
            return "UTF-16"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start].decode("utf-8")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    byte = data[error.start]
    guess = bytes([byte]).decode("cp1252", "ignore")
    likely = f"; in Windows-1252 it would be “{guess}”" if guess.isprintable() and guess else ""
    return Problem(
        "encoding",
        f"The file is not UTF-8: byte 0x{byte:02X} begins no character{likely}",
        Span(line, column, line, column + 1),
        help=_SAVE_AS_UTF8,
    )


def _forbidden(text: str, source: Source) -> list[Problem]:
    runs = [run for found in _FORBIDDEN.finditer(text) if (run := _run(text, *found.span()))]
    problems = [_about_run(text[start:end], source.span(start, end)) for start, end in runs[:MOST_PROBLEMS]]
    if len(runs) > MOST_PROBLEMS:
        more = f"{problems[-1].message} (and {len(runs) - MOST_PROBLEMS:,} more places in this file)"
        problems[-1] = replace(problems[-1], message=more)
    return problems


def _run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A run of forbidden characters without the carriage return of a line end; `None` when it was that."""
    if text[end - 1] == "\r" and text.startswith("\n", end):
        end -= 1
    return (start, end) if start < end else None


def _about_run(run: str, span: Span) -> Problem:
    message = f"The text contains {name_of(run[0])}"
    if len(run) > 1:
        message += f" and {count(len(run) - 1, 'more such character')}"
    return Problem("forbidden-character", message, span, help=_advice(run[0]))


def _advice(character: str) -> str:
    if character == "\r":
        return "End lines with a line feed, or with a carriage return and a line feed."
    if character in _LINE_SEPARATORS:
        return "Some programs take it for a line break: use a line feed, or delete it."
    if character in _BIDIRECTIONAL:
        return "It makes the text read differently from what it says: delete it."
    return "It cannot be seen: delete it."


def _not_composed(text: str, source: Source) -> list[Problem]:
    if unicodedata.is_normalized("NFC", text):
        return []
    start, end = _first_not_composed(text)
    written = text[start:end]
    meant = unicodedata.normalize("NFC", written)
    return [
        Problem(
            "forbidden-character",
            f"“{meant}” is written as {_numbers(written)} instead of {_numbers(meant)}",
            source.span(start, end),
            help="Save the text in Unicode Normalisation Form C (NFC), as most editors write it.",
            suggestion=meant,
        )
    ]


def _first_not_composed(text: str) -> tuple[int, int]:
    """The first character, with its marks, that NFC would write otherwise.

    Every prefix of a text in NFC is in NFC, so the place is found by bisection; normalising the whole text
    would take quadratic time for a hostile run of marks.
    """
    good, bad = 0, len(text)
    while bad - good > 1:
        middle = (good + bad) // 2
        if unicodedata.is_normalized("NFC", text[:middle]):
            good = middle
        else:
            bad = middle
    start, end = bad - 1, bad
    while (
        start > 0
        and end - start < _LONGEST_CLUSTER
        and (unicodedata.combining(text[start]) or unicodedata.is_normalized("NFC", text[start:end]))
    ):
        start -= 1
    while end < len(text) and end - start < _LONGEST_CLUSTER and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _numbers(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)
