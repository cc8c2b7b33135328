"""A document: what a file says, what is wrong with it, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from itsm_as_code.document import characters, quick, thorough
from itsm_as_code.document.limits import MAX_BYTES
from itsm_as_code.document.source import Source
from itsm_as_code.finding import FieldPath, Problem, Span

_START = Span(1, 1, 1, 1)


class Document:
    """One file, read.

    Attributes:
        text: The decoded text; empty when the bytes are no text or too many.
        value: The mapping that the file holds as plain Python values, or `None` when it could not be read
            to its end or is no mapping. Of two keys with one name the first counts; an alias counts as null.
        problems: Everything that is wrong with it, in the order of the text.
    """

    __slots__ = ("_clean", "_reading", "_source", "problems", "text", "value")

    def __init__(
        self,
        text: str,
        value: Mapping[str, Any] | None,
        problems: tuple[Problem, ...],
        clean: str | None,
        reading: thorough.Reading | None = None,
    ) -> None:
        self.text = text
        self.value = value
        self.problems = problems
        self._clean = clean
        self._reading = reading
        self._source: Source | None = None

    def span(self, path: FieldPath) -> Span:
        """Where the value at `path` stands.

        For `()`, the first key of the document. For a value that is left empty, its key. For a path that
        does not exist, the key of the nearest ancestor that does, or a list item's first key.
        """
        if path:
            stretch = self._positions().values.get(path)
            if stretch is not None and stretch[0] < stretch[1]:
                return self._span(stretch)
        return self.key_span(path)

    def key_span(self, path: FieldPath) -> Span:
        """Where the key at `path` stands; for a list item its first key, or the item itself.

        For `()` and for paths that do not exist, as `span`.
        """
        keys = self._positions().keys
        for length in range(len(path), -1, -1):
            stretch = keys.get(path[:length])
            if stretch is not None:
                return self._span(stretch)
        return _START

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
        return value is not None or bool(path)

    def _positions(self) -> thorough.Reading:
        if self._reading is None:
            if self._clean is None:
                self._reading = thorough.Reading()
            else:
                self._reading = thorough.read(self._clean, self._lines())
        return self._reading

    def _lines(self) -> Source:
        if self._source is None:
            self._source = Source(self.text)
        return self._source

    def _span(self, stretch: tuple[int, int]) -> Span:
        return self._lines().span(*stretch)


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
        return Document("", None, (problem,), None)
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
    decoded = characters.decode(data)
    if decoded.clean is None:
        return Document(decoded.text, None, decoded.problems, None)
    source = Source(decoded.text)
    reading = thorough.read(decoded.clean, source)
    problems = [*decoded.problems, *reading.problems]
    value = reading.value
    if reading.complete and not isinstance(value, dict):
        problems.append(
            Problem(
                "not-a-mapping",
                "The file holds a list" if isinstance(value, list) else "The file holds a single value",
                source.span(*reading.values[()]),
                help="An entity is a mapping that begins with apiVersion, kind and metadata.",
            )
        )
        value = None
    problems.sort(key=lambda problem: problem.span or _START)
    return Document(decoded.text, value, tuple(problems), decoded.clean, reading)
