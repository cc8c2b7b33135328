"""Asking for entities by what their fields say.

A field is written as its path, `spec.warranty.availability`; `spec.` and `metadata.` may be left out. Items
of lists need no index: a path leads to all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code import text
from itsm_as_code.catalog.records import Record
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind
from itsm_as_code.model.structure import Anything, Either, ListOf, MapOf, Nested, Node, Words, fields_of

_CONDITION = re.compile(r"\s*([^=!\s]+)\s*(!?=)(.*)", re.DOTALL)
_TOP = ("spec", "metadata")


def kind_called(word: str) -> Kind:
    """The kind that a person means: by name, short name, folder or title, one or many, in any case.

    Raises:
        UserError: When there is none; the hint names the nearest.
    """
    names = {
        _folded(name): kind
        for kind in KINDS.values()
        for name in (kind.name, kind.short, f"{kind.short}s", kind.folder, kind.title, kind.plural)
        if name
    }
    kind = names.get(_folded(word))
    if kind is None:
        near = text.nearest(_folded(word), names, limit=1)
        every = f"The kinds are {text.all_of([*BY_SHORT])}."
        hint = f"Did you mean {names[near[0]].short}?" if near else every
        raise UserError(f"There is no kind {word}.", hint)
    return kind


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]", "", word).casefold()


def field_called(kind: Kind, name: str) -> FieldPath:
    """The path of a field of a kind, from the top of the file.

    Raises:
        UserError: When the kind has no such field; the hint names the nearest.
    """
    return _field(kind, name)[0]


def _field(kind: Kind, name: str) -> tuple[tuple[str, ...], list[Node]]:
    """The path of a field and what it may hold."""
    steps = tuple(name.split("."))
    known, names, step = -1, list[str](), ""
    for path in [steps] if steps[0] in _TOP else [(top, *steps) for top in _TOP]:
        number, nodes = _followed(kind.entity, path)
        if number == len(path):
            return path, nodes
        if number > known:
            known, names, step = number, [], path[number]
        if number == known:
            names += [name for node in nodes if isinstance(node, Nested) for name in fields_of(node.model)]
    hint = text.did_you_mean(step, names)
    if hint is None and names:
        hint = f"The fields there are {text.all_of(sorted(names))}."
    raise UserError(f"{kind.plural} have no field {name}.", hint)


def _followed(model: type[Model], path: Sequence[str]) -> tuple[int, list[Node]]:
    """How many steps of a path the model knows, and what stands there."""
    nodes = [*_shapes(Nested(model))]
    for number, step in enumerate(path):
        below = [shape for node in nodes for child in _below(node, step) for shape in _shapes(child)]
        if not below:
            return number, nodes
        nodes = below
    return len(path), nodes


def _shapes(node: Node) -> Iterator[Node]:
    """What may stand at a place, whatever lists and alternatives are around it."""
    if isinstance(node, ListOf):
        yield from _shapes(node.item)
    elif isinstance(node, Either):
        for option in node.options:
            yield from _shapes(option)
    else:
        yield node


def _below(node: Node, step: str) -> Iterator[Node]:
    """What stands below a key of a mapping; anything where the content is the author's own."""
    if isinstance(node, Nested) and step in fields_of(node.model):
        yield fields_of(node.model)[step].node
    elif isinstance(node, MapOf):
        yield node.value
    elif isinstance(node, Anything):
        yield node


def plain(record: Record[Any]) -> Mapping[str, Any]:
    """What an entity says as JSON values, with the defaults of its kind; as written where it is broken."""
    if record.parsed is None:
        return record.document.value or {}
    values: dict[str, Any] = record.parsed.model_dump(mode="json", by_alias=True, exclude_none=True)
    return values


def values_at(value: Any, path: FieldPath) -> Iterator[Any]:
    """Everything at a path, through the items of lists."""
    if isinstance(value, list):
        for item in value:
            yield from values_at(item, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from values_at(value[path[0]], path[1:])


def shown(value: Any) -> str:
    """A value as conditions and tables write it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Condition:
    """`FIELD=VALUE` or `FIELD!=VALUE`.

    Attributes:
        field: The field, from the top of the file.
        value: What it is compared with.
        negated: Whether it must differ; for a list, whether every item must.
    """

    field: FieldPath
    value: str
    negated: bool

    def holds(self, value: Mapping[str, Any]) -> bool:
        """Whether an entity, as `plain` gives it, fulfils the condition."""
        return any(self._equals(found) for found in values_at(value, self.field)) is not self.negated

    def _equals(self, found: Any) -> bool:
        if isinstance(found, int | float) and not isinstance(found, bool):
            try:
                return float(self.value) == found
            except ValueError:
                return False
        return shown(found) == self.value


def condition(kind: Kind, written: str) -> Condition:
    """The condition that a person writes about entities of a kind.

    Raises:
        UserError: When it has not the form `FIELD=VALUE`, or the kind has no such field, or the field
            never has that value.
    """
    match = _CONDITION.fullmatch(written)
    if match is None:
        raise UserError(
            f"{written} is no condition.", "Write FIELD=VALUE or FIELD!=VALUE, such as state=operational."
        )
    path, nodes = _field(kind, match[1])
    value = match[3].strip()
    words = [shown(word) for node in nodes if isinstance(node, Words) for word in node.words]
    if words and value not in words and all(isinstance(node, Words) for node in nodes):
        near = text.did_you_mean(value, words) or f"It is {text.any_of(words)}."
        raise UserError(f"{match[1]} is never {value or 'empty'}.", near)
    return Condition(path, value, match[2] == "!=")
