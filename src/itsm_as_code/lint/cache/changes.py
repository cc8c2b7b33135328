"""What a change of files alters, in the words in which a judgement notes what it read (`catalog.reads`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from itsm_as_code.catalog.reads import group_of
from itsm_as_code.catalog.records import BROKEN
from itsm_as_code.lint.cache.summaries import PLAIN, Summary
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.structure import Nested, fields_of
from itsm_as_code.model.views import EVERYTHING

_PARTS = ("metadata", "spec")
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a repository.

    Attributes:
        paths: Files that are in one of them alone, or have other bytes.
        tokens: Everything that can be read and has another outcome.
    """

    paths: frozenset[str]
    tokens: frozenset[str]


Values = Callable[[str], tuple[object, object]]
"""Gives the content of a plain file before and after, `None` where it is not known."""


def changes(before: Mapping[str, Summary], after: Mapping[str, Summary], values: Values) -> Changes:
    """What differs between two states.

    Args:
        before: The summary of every file.
        after: Likewise.
        values: Gives the contents of a file that is plain in both.
    """
    paths = frozenset(
        path
        for path in before.keys() | after.keys()
        if path not in before or path not in after or before[path].content != after[path].content
    )
    tokens = {"paths"} if before.keys() != after.keys() else set()
    for path in paths:
        tokens.update(_tokens(path, before.get(path), after.get(path), values))
    return Changes(paths, frozenset(tokens))


def _tokens(path: str, old: Summary | None, new: Summary | None, values: Values) -> Iterator[str]:
    yield f"c {path}"
    yield f"c* {group_of(path, '/')}"
    if old is None or new is None or old.meaning != new.meaning:
        yield from _fields(path, old, new, values)
    names_otherwise = old is None or new is None or old.naming != new.naming
    if names_otherwise:
        yield f"r {path}"
        yield from (f"r* {summary.kind}" for summary in (old, new) if summary is not None)
    renamed = _identity(old) != _identity(new)
    for summary in (old, new):
        if summary is None or not summary.kind:
            continue
        if renamed:
            yield from _of_entity("x", summary.ref)
            yield "records"
            yield f"of {summary.kind}"
        if renamed or names_otherwise:
            for target in summary.targets:
                yield from _of_entity("i", target)


def _fields(path: str, old: Summary | None, new: Summary | None, values: Values) -> Iterator[str]:
    """The fields that differ, of an entity that says something else; all of them where that is not known."""
    if old is not None and new is not None and old.kind == new.kind and old.form == new.form == PLAIN:
        fields = _differences(*values(path))
    else:
        fields = None
    for kind in {summary.kind for summary in (old, new) if summary is not None and summary.kind}:
        for field in (EVERYTHING, *(_all_fields(kind) if fields is None else fields)):
            yield f"v {path}#{field}"
            yield f"v* {kind}#{field}"


def _differences(old: object, new: object) -> list[str] | None:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    found = [key for key in old.keys() | new.keys() if key not in _PARTS and old.get(key) != new.get(key)]
    for part in _PARTS:
        one, other = old.get(part), new.get(part)
        if not isinstance(one, dict) or not isinstance(other, dict):
            return None
        found += [f"{part}.{key}" for key in one.keys() | other.keys() if not _equal(one, other, key)]
    return found


def _equal(one: dict[str, object], other: dict[str, object], key: str) -> bool:
    """Whether a field is the same in both, in value and type: `1`, `1.0` and `true` differ."""
    return key in one and key in other and _encode(one[key]) == _encode(other[key])


def _all_fields(kind: str) -> Iterator[str]:
    yield BROKEN
    for name, field in fields_of(KINDS[kind].entity).items():
        yield name
        if isinstance(field.node, Nested):
            yield from (f"{name}.{below}" for below in fields_of(field.node.model))


def _identity(summary: Summary | None) -> tuple[str, str, bool] | None:
    return (summary.kind, summary.name, summary.typed) if summary is not None else None


def _of_entity(letter: str, ref: str) -> Iterator[str]:
    yield f"{letter} {ref}"
    yield f"{letter}* {group_of(ref, ':')}"
