"""A place where the parser gave up, with the lines around it: what explanations are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from itsm_as_code.document.source import Source
from itsm_as_code.finding import Problem, Span
from itsm_as_code.text import printable, shortened

_KEY_AND_VALUE = re.compile(
    r"""(?P<lead>[ \t]*(?:-[ \t]+)*)
    (?P<key>"[^"]*"|'[^']*'|[^\s"'\#\[{][^\#]*?)[ \t]*:[ \t]+
    (?P<value>[^\s\#].*)""",
    re.VERBOSE,
)
_LONGEST_LOOK = 2_000
_COMMENT = re.compile(r"(?:^|[ \t])#.*")


@dataclass(frozen=True, slots=True)
class Slip:
    """Where and why the parser stopped.

    Attributes:
        source: The text.
        at: Index of what it could not take.
        since: Index at which began what it was reading; `at` where it does not say.
        complaint: What the parser says, in its own words.
        activity: What it was reading, in its own words; may be empty.
    """

    source: Source
    at: int
    since: int
    complaint: str
    activity: str

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @property
    def character(self) -> str:
        """The character it could not take; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def line_number(self) -> int:
        """The line of `at`."""
        return self.source.position(self.at)[0]

    @property
    def before(self) -> str:
        """What stands on the line before `at`."""
        return self.text[self.source.starts[self.line_number - 1] : self.at]

    def start_of(self, line_number: int) -> int:
        """Index of the first character of a line that is not blank."""
        line = self.source.line(line_number)
        return self.source.starts[line_number - 1] + indent_of(line)

    def end_of(self, line_number: int) -> int:
        """Index after what a line says, without a comment."""
        return self.source.starts[line_number - 1] + len(significant(self.source.line(line_number)))

    def previous(self, line_number: int) -> int | None:
        """The nearest line above that says something."""
        return next((n for n in range(line_number - 1, 0, -1) if significant(self.source.line(n))), None)

    def end_of_value(self, start: int) -> int:
        """Index after the value that begins at `start`, as far as its line goes."""
        number = self.source.position(start)[0]
        line_start = self.source.starts[number - 1]
        end = max(self.end_of(number), start + 1)
        before = self.text[line_start:start]
        if sum(map(before.count, "[{")) > sum(map(before.count, "]}")):
            found = re.compile(r"[,\]}]").search(self.text, start + 1, end)
            end = found.start() if found else end
        return start + len(self.text[start:end].rstrip())

    def problem(
        self,
        message: str,
        start: int,
        end: int,
        help_: str,
        *,
        rule: str = "syntax-error",
        suggestion: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> Problem:
        """A problem about the text from `start` to `end`."""
        span = self.source.span(start, max(end, start + 1))
        return Problem(
            rule,
            printable(message),
            span,
            help=printable(help_),
            suggestion=suggestion,
            related=related,
        )

    def needs_quotes(self, start: int, opening: str | None = None) -> Problem:
        """A problem: the value at `start` begins with a sign that YAML keeps for itself."""
        end = self.end_of_value(start)
        value = self.text[start:end]
        sign = opening or value[:1]
        quoted = in_quotes(value)
        return self.problem(
            f"Text that begins with {shown(sign)} needs quotes",
            start,
            end,
            f"Write {shortened(quoted)}" if quoted else "Put it in quotes.",
            suggestion=quoted,
        )


def key_and_value(line: str) -> re.Match[str] | None:
    """A line that is a key with a value on it, taken apart; lines are looked at to a bounded length."""
    return _KEY_AND_VALUE.match(line[:_LONGEST_LOOK])


def in_quotes(value: str) -> str | None:
    """The value as a quoted text, or `None` where quoting needs thought."""
    if ": " in value or value.endswith(":"):
        return None
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else None


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" \t"))


def significant(line: str) -> str:
    """A line without its comment and the blanks at its end."""
    return _COMMENT.sub("", line, count=1).rstrip()


def shown(text: str) -> str:
    """A piece of the text, in quotation marks, fit for a message."""
    return f"“{shortened(text.strip(), 40)}”"
