"""The faults that reading survives, in words: each is noted where it stands and reading goes on."""

from __future__ import annotations

from itsm_as_code.document.characters import value_fault
from itsm_as_code.document.core_schema import LARGEST_WHOLE_NUMBER
from itsm_as_code.document.source import Source
from itsm_as_code.document.strictness import INDICATORS, is_indented, overlong_blank
from itsm_as_code.document.surface import PROPERTY, end_of_separation
from itsm_as_code.finding import Problem, Span
from itsm_as_code.text import printable, shortened

Stretch = tuple[int, int]
"""Start and end index into the text."""

_WRITE_OUT = "Write the value out; put it in quotes if text is meant."


class Faults:
    """The problems met in one text.

    Attributes:
        problems: In the order met.
        path: The field that is being read; the reader keeps it current.
    """

    __slots__ = ("path", "problems", "source", "text")

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self.problems: list[Problem] = []
        self.path: list[str | int] = []

    def note(self, rule: str, message: str, stretch: Stretch, help_: str, *, at_key: bool = False) -> None:
        """Add a problem at the current field."""
        self.problems.append(
            Problem(rule, printable(message), self.source.span(*stretch), tuple(self.path), at_key, help_)
        )

    def add_final(self, problem: Problem) -> None:
        """Add what ended the reading; other syntax errors at the same place mean the same slip and go."""
        self.problems[:] = [other for other in self.problems if not _same_slip(problem, other)]
        self.problems.append(problem)

    def nothing_here(self) -> None:
        """The file has no content."""
        self.problems.append(
            Problem(
                "not-one-document", "The file is empty", Span(1, 1, 1, 1), help="It should hold one entity."
            )
        )

    def second_document(self, stretch: Stretch) -> None:
        """A further document begins at `stretch`."""
        help_ = "One file holds one entity: move what follows to a file of its own."
        self.note("not-one-document", "A second document begins here", stretch, help_)

    def alias(self, stretch: Stretch) -> None:
        """`*name` instead of a value."""
        shown = self._shown(stretch)
        message = f"The alias {shown} repeats a value from elsewhere"
        self.note("anchor-or-alias", message, stretch, _WRITE_OUT)

    def merge(self, stretch: Stretch) -> None:
        """`<<` as a key."""
        message = "The merge key << copies fields from elsewhere"
        self.note("anchor-or-alias", message, stretch, "Write the fields out.", at_key=True)

    def properties(self, start: int) -> int:
        """Note the anchor and the tag that begin at `start`; the index at which the value itself begins."""
        while found := PROPERTY.match(self.text, start):
            shown = self._shown(found.span())
            if found.group()[0] == "&":
                message = f"The anchor {shown} names this value for use elsewhere"
                self.note("anchor-or-alias", message, found.span(), "Remove it; put text in quotes.")
            else:
                message = f"The tag {shown} gives this value another type"
                self.note("tag", message, found.span(), "Remove it; put text in quotes.")
            start = end_of_separation(self.text, found.end())
        return start

    def duplicate(self, name: str, stretch: Stretch, earlier: Stretch) -> None:
        """A key that its mapping has already."""
        first = self.source.span(*earlier)
        self.problems.append(
            Problem(
                "duplicate-key",
                f"The key {shortened(printable(name))} stands here a second time",
                self.source.span(*stretch),
                tuple(self.path),
                at_key=True,
                help="Keep one of the two.",
                related=((first, "first here"),),
            )
        )

    def number(self, written: str, stretch: Stretch) -> None:
        """A number that cannot be held."""
        message = f"{shortened(written, 40)} is not a number that every program keeps exactly"
        help_ = (
            f"Whole numbers go up to {LARGEST_WHOLE_NUMBER:,}, and none is infinite;"
            " put an identifier in quotes."
        )
        self.note("syntax-error", message, stretch, help_)

    def indicator(self, written: str, stretch: Stretch) -> None:
        """A dash or the like alone where text should be."""
        if written in INDICATORS:
            help_ = "Put it in quotes, or remove it."
            self.note("syntax-error", f"“{written}” alone is no value", stretch, help_)

    def question(self, key: str, start: int, end: int) -> None:
        """`?` right before a text inside brackets."""
        if self.text.startswith("?", start - 1) and start > 0:
            message = f"“?{shortened(key, 40)}” means different things to different programs"
            self.note("syntax-error", message, (start - 1, end), "Put it in quotes.", at_key=True)

    def missing_key(self, start: int) -> None:
        """A colon, or a question mark, with no key."""
        self.note("syntax-error", "A key is missing here", (start, start + 1), "Write one before the colon.")

    def no_key(self, stretch: Stretch) -> None:
        """A collection where a key should be."""
        start, end = stretch
        outer = len(self.text[:start].rstrip(" ")) - 1
        if self.text.startswith("{", start) and self.text.startswith("{", outer) and outer >= 0:
            line_end = self.text.find("\n", end)
            end += len(self.text[end : None if line_end < 0 else line_end].rstrip())
            message = "Text that begins with “{{” needs quotes"
            self.note("syntax-error", message, (outer, end), "Put it in quotes.")
            return
        message = "A mapping or a list stands where a key should be"
        self.note("syntax-error", message, stretch, "A key is plain text.")
        if len(self.problems) > 1 and _same_slip(*self.problems[-2:]):
            self.problems.pop()

    def escapes(self, value: str, stretch: Stretch) -> None:
        """Escapes that write what must not be written."""
        if "\\" in self.text[slice(*stretch)]:
            fault = value_fault(value)
            if fault is not None:
                message = f"An escape in this text writes {fault}"
                self.note("forbidden-character", message, stretch, "Remove it.")

    def indentation(self, stretch: Stretch, indent: int, *, flow: bool) -> None:
        """A further line of a quoted text or bracketed collection that is not indented enough."""
        source = self.source
        first, last = source.position(stretch[0])[0], source.position(stretch[1])[0]
        for number in range(first + 1, last + 1):
            line = source.line(number)
            if not is_indented(line, indent, flow=flow):
                begin = source.starts[number - 1]
                blanks = len(line) - len(line.lstrip())
                what = "What stands in brackets" if flow else "A text in quotes"
                self.note(
                    "syntax-error",
                    f"{what} must be indented more than its key, on every line",
                    (begin + blanks, begin + len(line.rstrip())),
                    "Indent this line further, with spaces.",
                )
                return

    def blank_lines(self, start: int, indent: int) -> None:
        """A block scalar at `start` whose first lines are blank and too long."""
        stretch = overlong_blank(self.text, start, indent)
        if stretch is not None:
            message = "This blank line is indented more than the text that follows"
            self.note("syntax-error", message, stretch, "Remove its spaces.")

    def glued_comment(self, stretch: Stretch) -> None:
        """A comment with no blank before it."""
        help_ = "Put a space before the #, or the text in quotes."
        self.note("syntax-error", "A comment begins right after another character", stretch, help_)

    def _shown(self, stretch: Stretch) -> str:
        return shortened(self.text[slice(*stretch)], 40)


def _same_slip(one: Problem, other: Problem) -> bool:
    """Whether two syntax errors lie one in the other."""
    if one.rule != other.rule or one.rule != "syntax-error" or one.span is None or other.span is None:
        return False
    starts = one.span[:2] <= other.span[:2], other.span[:2] <= one.span[:2]
    ends = other.span[2:] <= one.span[2:], one.span[2:] <= other.span[2:]
    return (starts[0] and ends[0]) or (starts[1] and ends[1])
