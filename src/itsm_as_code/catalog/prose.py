"""Prose: which fields of an entity hold it, and what in it is word, what is code, link or marked term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from itsm_as_code.catalog.records import Record
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.structure import Either, ListOf, MapOf, Nested, Node, Scalar, fields_of

_MARKS = re.compile(
    r"""
      ^[ ]{0,3}(?P<fence>```++|~~~++)[^\n]*\n(?:.*?^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|.*)
    | (?<!`)(?P<code>`++).{1,2000}?(?<!`)(?P=code)(?!`)
    | \[\[[ \t]*(?P<term>[^\[\]\s][^\[\]\n]{0,119}?)[ \t]*\]\]
    | !?\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:\s+"[^"]{0,300}")?\)
    | <[a-z][a-z0-9+.-]*:[^<>\s]*>
    | https?://[^\s<>()]+
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""What is no plain word: code, marked terms, links, addresses."""

_BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Mark:
    """A term as a text marks it: `[[incident]]`.

    Attributes:
        word: What stands between the brackets.
        start: Where it starts in the text, in code points from 0.
        end: The place after it.
    """

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of prose.

    Attributes:
        path: The field.
        text: Its text (Markdown).
    """

    path: FieldPath
    text: str

    def marks(self) -> Iterator[Mark]:
        """The terms that it marks outside code and links, in their order."""
        if "[[" in self.text:
            for found in _MARKS.finditer(self.text):
                if found["term"] is not None:
                    yield Mark(found["term"], *found.span("term"))

    def words(self) -> str:
        """Its plain words where they stand, with code, links, addresses and marked terms blanked out."""
        return _MARKS.sub(lambda found: _BLANK * len(found[0]), self.text)


def passages(record: Record[Any]) -> Iterator[Passage]:
    """Every field of prose that an entity has, in the order of its file."""
    yield from _collected(_plan(record.kind.name), record.value, ())


class _Plan:
    """A part of a kind's structure that leads to prose.

    Attributes:
        prose: Whether the place itself may hold prose.
        items: What lies below the items of a list.
        values: What lies below the values of a mapping with keys of the author's own.
        below: What lies below the fields of a mapping.
    """

    __slots__ = ("below", "items", "prose", "values")

    def __init__(self) -> None:
        self.prose = False
        self.items: _Plan | None = None
        self.values: _Plan | None = None
        self.below: dict[str, _Plan] = {}

    def __bool__(self) -> bool:
        return self.prose or bool(self.items or self.values or self.below)


@cache
def _plan(kind: str) -> _Plan:
    plan = _Plan()
    _add(plan, Nested(KINDS[kind].entity))
    return plan


def _add(plan: _Plan, node: Node) -> None:
    match node:
        case Scalar(form):
            plan.prose |= bool(getattr(form, "prose", False))
        case ListOf(item):
            plan.items = plan.items or _Plan()
            _add(plan.items, item)
        case MapOf(_, value):
            plan.values = plan.values or _Plan()
            _add(plan.values, value)
        case Nested(model):
            for name, field in fields_of(model).items():
                part = plan.below.get(name) or _Plan()
                _add(part, field.node)
                if part:
                    plan.below[name] = part
        case Either(options):
            for option in options:
                _add(plan, option)
        case _:
            return


def _collected(plan: _Plan, value: object, path: FieldPath) -> Iterator[Passage]:
    if isinstance(value, str):
        if plan.prose:
            yield Passage(path, value)
    elif isinstance(value, dict):
        for key, part in value.items():
            below = plan.below.get(key, plan.values)
            if below is not None:
                yield from _collected(below, part, (*path, key))
    elif isinstance(value, list) and plan.items is not None:
        for index, part in enumerate(value):
            yield from _collected(plan.items, part, (*path, index))
