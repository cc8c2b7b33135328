"""A document: what a file says, what is wrong with it, and where everything stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from itsm_as_code.document import characters, comments, quick
from itsm_as_code.document.comments import Comment
from itsm_as_code.document.inside import indexes
from itsm_as_code.document.limits import MAX_BYTES, MOST_PROBLEMS
from itsm_as_code.document.lookup import value_at
from itsm_as_code.document.positions import Positions
from itsm_as_code.document.source import Source
from itsm_as_code.finding import FieldPath, Problem, Span

_START = Span(1, 1, 1, 1)


class Document:
    """One file, read.

    Attributes:
        value: The mapping that the file holds as plain Python values, or `None` when it could not be read
            to its end or is no mapping. Of two keys with one name the first counts; an alias counts as null.
        problems: Everything that is wrong with it, in the order of the text.
    """

    __slots__ = ("_clean", "_data", "_places", "_source", "_text", "problems", "value")

    def __init__(
        self,
        text: str = "",
        value: Mapping[str, Any] | None = None,
        problems: tuple[Problem, ...] = (),
        clean: str = "",
    ) -> None:
        self._text: str | None = text
        self.value = value
        self.problems = problems
        self._clean = clean
        self._data: Callable[[], bytes] | None = None
        self._places: Positions | None = None
        self._source: Source | None = None

    @classmethod
    def known(cls, value: Mapping[str, Any], data: Callable[[], bytes]) -> Document:
        """The document of a plain file that was parsed before; its text is read when it is asked for.

        Args:
            value: The value of a document with `is_plain`.
            data: Gives the bytes that it was parsed from.
        """
        self = cls(value=value)
        self._text = None
        self._data = data
        return self

    @property
    def text(self) -> str:
        """The decoded text; empty when the bytes are no text or too many."""
        if self._text is None:
            assert self._data is not None
            self._text = self._clean = self._data().decode("utf-8")
        return self._text

    def span(self, path: FieldPath) -> Span:
        """Where the value at `path` stands.

        For `()`, the first key of the document. For a value that is left empty, its key. For a path that
        does not exist, the key of the nearest ancestor that does, or a list item's first key.
        """
        stretch = self._positions().value(path) if path else None
        return self.key_span(path) if stretch is None else self._span(stretch)

    def key_span(self, path: FieldPath) -> Span:
        """Where the key at `path` stands; for a list item its first key, or the item itself.

        For `()` and for paths that do not exist, as `span`.
        """
        stretch = self._positions().key(path)
        return _START if stretch is None else self._span(stretch)

    def has(self, path: FieldPath) -> bool:
        """Whether something is written at `path`, be it null."""
        value: Any = self.value
        for step in path:
            if isinstance(value, dict):
                if step not in value:
                    return False
            elif not isinstance(value, list) or not isinstance(step, int) or not 0 <= step < len(value):
                return False
            value = value[step]
        return bool(path) or value is not None

    @property
    def is_plain(self) -> bool:
        """Whether it holds a mapping without a fault, and all of its text counts."""
        return self.value is not None and not self.problems and self.text == self._counting()

    def position_in(self, path: FieldPath, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` (in code points, from 0) of the text at `path`.

        An offset at or beyond the end of the text gives the place right after its last character; a value
        that is no text, the place where it begins.
        """
        stretch = self._positions().value(path)
        value = value_at(self.value, path)
        if not isinstance(value, str) or stretch is None:
            return self.span(path)[:2]
        found = indexes(self.text, *stretch, value)
        return self._lines().position(found[max(0, min(offset, len(value)))])

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end; empty when there is no such line."""
        return self._lines().line(number)

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments, in the order of the text; when it could not be read to its end, the first of them."""
        stretches = comments.stretches(self._counting(), self._positions().scalars())
        return tuple(
            Comment(self._span(stretch), self.text[stretch[0] + 1 : stretch[1]].strip())
            for stretch in stretches
        )

    def _counting(self) -> str:
        """The text without what does not count, of the same length."""
        return self._clean if self.text else ""

    def _positions(self) -> Positions:
        if self._places is None:
            self._places = Positions(self._counting())
        return self._places

    def _lines(self) -> Source:
        if self._source is None:
            self._source = Source(self.text)
        return self._source

    def _span(self, stretch: tuple[int, int]) -> Span:
        start, end = stretch
        if start == end and start > 0:
            start -= 1  # nothing is written there: its dash, or whatever stands before
        return self._lines().span(start, end)


def parse(data: bytes) -> Document:
    """Read one file of the YAML subset; whatever the bytes are, nothing is raised.

    What is wrong becomes `Document.problems`, under the names of the rules SYN001 to SYN010.
    """
    if len(data) > MAX_BYTES:
        problem = Problem(
            "too-large",
            f"The file has {len(data):,} bytes; {MAX_BYTES:,} is the most",
            _START,
            help="Split it into several entities.",
        )
        return Document(problems=(problem,))
    text = characters.plain_text(data)
    if text is not None:
        try:
            value = quick.read(text)
        except quick.Remarkable:
            pass
        else:
            original = data.decode("utf-8") if b"\r" in data else text
            return Document(original, value, (), original)
    return _parse_thoroughly(data)


def _parse_thoroughly(data: bytes) -> Document:
    from itsm_as_code.document import thorough
    from itsm_as_code.document.directives import without_directives

    decoded = characters.decode(data)
    if decoded.clean is None:
        return Document(decoded.text, problems=_in_order(list(decoded.problems)))
    source = Source(decoded.text)
    clean, problems = without_directives(decoded.clean, source)
    reading = thorough.read(clean, source)
    problems = [*decoded.problems, *problems, *reading.problems]
    value = None
    if reading.root is not None:
        value = reading.root.value
        if not isinstance(value, dict):
            stretch = reading.root.start, reading.root.end
            problems.append(_no_mapping(value, source.span(*stretch)))
            value = None
    return Document(decoded.text, value, _in_order(problems), clean)


def _no_mapping(value: Any, span: Span) -> Problem:
    what = "a list" if isinstance(value, list) else "a single value"
    help_ = "An entity is a mapping that begins with apiVersion, kind and metadata."
    return Problem("not-a-mapping", f"The file holds {what}", span, help=help_)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems by position; of one kind, so many that a person would still read them."""
    problems.sort(key=lambda problem: problem.span or _START)
    numbers = Counter(problem.rule for problem in problems)
    seen: Counter[str] = Counter()
    kept = []
    for problem in problems:
        seen[problem.rule] += 1
        if seen[problem.rule] < MOST_PROBLEMS:
            kept.append(problem)
        elif seen[problem.rule] == MOST_PROBLEMS:
            more = numbers[problem.rule] - MOST_PROBLEMS
            message = (
                f"{problem.message} (and {more:,} more like it in this file)" if more else problem.message
            )
            kept.append(replace(problem, message=message))
    return tuple(kept)
