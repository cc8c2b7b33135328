"""What a document's value is after some changes: what an edit of its text has to amount to."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from itsm_as_code.document.edits.changes import (
    AppendItem,
    Change,
    Compose,
    InsertKey,
    Remove,
    RemoveRepeated,
    RenameKey,
    ReplaceText,
    SetValue,
)
from itsm_as_code.finding import FieldPath


class Impossible(Exception):  # noqa: N818 (no error: nobody could make this change exactly)
    """A change that the document has no place for, or no exact edit."""


def after(value: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """The value after some changes, all of which name places in the value before.

    Args:
        value: A document's value.
        changes: The changes.

    Raises:
        Impossible: When a change names a place that is not there, or one that is taken.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(value))
    for change in sorted(changes, key=_rank):
        changed = _apply(changed, change)
    return changed


def same(one: object, other: object) -> bool:
    """Whether two plain values are the same: types, and the order of keys, included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def position(keys: Sequence[str], name: str, order: Sequence[str]) -> int:
    """Where a key goes among others: behind the last of those that come before it.

    Args:
        keys: The keys there are.
        name: The key to come.
        order: All keys in the order in which they should stand.
    """
    if name not in order:
        return len(keys)
    before = set(order[: order.index(name)])
    return max((place for place, key in enumerate(keys, start=1) if key in before), default=0)


_RANKS: Mapping[type[Change], int] = {Compose: 1, Remove: 2, RenameKey: 3}


def _rank(change: Change) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Names and places change last, the innermost and hindmost first, so that every path still holds."""
    rank = _RANKS.get(type(change), 0)
    if isinstance(change, ReplaceText):
        return rank, ((-change.start, ""),)
    if not isinstance(change, RenameKey | Remove):
        return rank, ()
    steps = [(-step, "") if isinstance(step, int) else (1, step) for step in change.path]
    return rank, (*steps, (2, ""))


def _apply(value: dict[str, Any], change: Change) -> dict[str, Any]:
    match change:
        case SetValue(path, new):
            _at(value, path)
            _holder(value, path)[path[-1]] = copy.deepcopy(new)
        case ReplaceText(path, start, end, part):
            text = _at(value, path)
            if not isinstance(text, str) or not 0 <= start < end <= len(text):
                raise Impossible
            _holder(value, path)[path[-1]] = f"{text[:start]}{part}{text[end:]}"
        case RenameKey(path, name):
            _rename(_holder(value, path), path[-1], name)
        case InsertKey(path, new, order):
            _insert(value, path, new, order)
        case AppendItem(path, new):
            _append(value, path, new)
        case Remove(path):
            _at(value, path)
            del _holder(value, path)[path[-1]]
        case RemoveRepeated(path):
            _at(value, path)
        case Compose():
            composed = _composed(value)
            assert isinstance(composed, dict)
            return composed
    return value


def _at(value: Any, path: FieldPath) -> Any:
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError) as error:
            raise Impossible from error
    return value


def _holder(value: dict[str, Any], path: FieldPath) -> Any:
    """What holds the value at a path."""
    if not path:
        raise Impossible
    return _at(value, path[:-1])


def _rename(mapping: Any, old: str | int, name: str) -> None:
    if not isinstance(mapping, dict) or old not in mapping or name in mapping:
        raise Impossible
    items = [(name if key == old else key, item) for key, item in mapping.items()]
    mapping.clear()
    mapping.update(items)


def _insert(value: dict[str, Any], path: FieldPath, new: object, order: Sequence[str]) -> None:
    place: Any = value
    for step in path[:-1]:
        if isinstance(place, dict) and place.get(str(step)) is None:
            place[str(step)] = {}
        place = _at(place, (step,))
    name = path[-1] if path else 0
    if not isinstance(place, dict) or not isinstance(name, str) or name in place:
        raise Impossible
    items = list(place.items())
    items.insert(position(list(place), name, order), (name, copy.deepcopy(new)))
    place.clear()
    place.update(items)


def _append(value: dict[str, Any], path: FieldPath, new: object) -> None:
    holder = _holder(value, path)
    if isinstance(holder, dict) and holder.get(str(path[-1])) is None:
        holder[str(path[-1])] = []
    items = _at(value, path)
    if not isinstance(items, list):
        raise Impossible
    items.append(copy.deepcopy(new))


def _composed(value: object) -> object:
    if isinstance(value, dict):
        return {_composed(key): _composed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
