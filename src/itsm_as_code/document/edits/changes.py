"""What may be changed in a document: facts about values, not yet about text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itsm_as_code.finding import FieldPath, Span

Value = Any
"""A plain value: a mapping, a list, text, a number, a truth value or `None`."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Write another value at a path; the way the old one is quoted stays where it can."""

    path: FieldPath
    value: Value


@dataclass(frozen=True, slots=True)
class Quote:
    """Put the number or truth value at a path in quotes, so that what is written there is text."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Write `text` instead of some characters of the text at a path.

    Attributes:
        path: The text.
        start: Its first character to go (code points, from 0).
        end: The one after the last.
        text: What stands there instead.
    """

    path: FieldPath
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Call the key at a path otherwise."""

    path: FieldPath
    name: str


@dataclass(frozen=True, slots=True)
class InsertKey:
    """Add a key with a value to a mapping; mappings above it that are missing are added with it.

    Attributes:
        path: Where the key will be.
        value: Its value.
        order: The mapping's keys in the order in which they should stand; at the end when it is not told.
    """

    path: FieldPath
    value: Value
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppendItem:
    """Add an item at the end of the list at a path; the list is added where it is missing."""

    path: FieldPath
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the key or list item at a path away, with the comments that are about it."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class RemoveRepeated:
    """Take away what repeats the key at a path with the same value further down in its mapping."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class Compose:
    """Write the whole text in Unicode's Normalisation Form C (Unicode Standard Annex 15)."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Write `text` at a place where the document cannot be read because of what stands there."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Resave:
    """Write the text as it is in UTF-8, without the byte order mark that it begins with."""


Change = (
    SetValue
    | Quote
    | ReplaceText
    | RenameKey
    | InsertKey
    | AppendItem
    | Remove
    | RemoveRepeated
    | Compose
    | Rewrite
    | Resave
)
"""One change of a document."""
