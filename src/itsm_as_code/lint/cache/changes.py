"""What a change of files alters, in the words in which a judgement notes what it read (`catalog.reads`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from itsm_as_code.catalog.reads import folder_of, kind_of
from itsm_as_code.catalog.records import BROKEN
from itsm_as_code.catalog.relations import field_name
from itsm_as_code.lint.cache.summaries import PLAIN, Body, Summary
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.structure import Nested, fields_of
from itsm_as_code.model.views import EVERYTHING

_PARTS = ("metadata", "spec")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a repository.

    Attributes:
        paths: Files that are in one of them alone, or have other bytes.
        tokens: Everything that can be read and has another outcome.
    """

    paths: frozenset[str]
    tokens: frozenset[str]


Bodies = Callable[[str], tuple[Body | None, Body | None]]
"""Gives the body of a file that is in both states before and after, `None` where it is not known."""


def changes(before: Mapping[str, Summary], after: Mapping[str, Summary], bodies: Bodies) -> Changes:
    """What differs between two states.

    Args:
        before: The summary of every file.
        after: Likewise.
        bodies: Gives the bodies of a file.
    """
    paths = frozenset(
        path
        for path in before.keys() | after.keys()
        if path not in before or path not in after or before[path].content != after[path].content
    )
    tokens = {"paths"} if before.keys() != after.keys() else set()
    for path in paths:
        tokens.update(_tokens(path, before.get(path), after.get(path), bodies))
    return Changes(paths, frozenset(tokens))


def _tokens(path: str, old: Summary | None, new: Summary | None, bodies: Bodies) -> Iterator[str]:
    yield f"c {path}"
    yield f"c* {folder_of(path)}"
    summaries = [summary for summary in (old, new) if summary is not None and summary.kind]
    lasting = old is not None and new is not None and _identity(old) == _identity(new)
    before, after = bodies(path) if lasting else (None, None)
    if not lasting or old is None or new is None or old.meaning != new.meaning:
        plain = lasting and all(summary.form == PLAIN for summary in summaries)
        yield from _of_fields(path, summaries, _differences(before, after) if plain else None)
    if not lasting:
        for summary in summaries:
            yield from _of_entity("x", summary.ref)
            yield "records"
            yield f"of {summary.kind}"
    if old is None or new is None or not lasting or old.naming != new.naming:
        yield from _of_names(path, summaries, before, after)


def _of_fields(path: str, summaries: Sequence[Summary], differing: Sequence[str] | None) -> Iterator[str]:
    """The fields that differ, of an entity that says something else; all of them where that is not known."""
    for kind in {summary.kind for summary in summaries}:
        for field in (EVERYTHING, *(_all_fields(kind) if differing is None else differing)):
            yield f"v {path}#{field}"
            yield f"v* {kind}#{field}"


def _of_names(
    path: str, summaries: Sequence[Summary], before: Body | None, after: Body | None
) -> Iterator[str]:
    """The fields in which an entity names others than before, and whom; all where that is not known."""
    for summary in summaries:
        names = [field_name(field) for field in KINDS[summary.kind].references]
        differing = set(_named_otherwise(names, before, after)) if before and after else set(names)
        for field in (EVERYTHING, *differing):
            yield f"r {path}#{field}"
            yield f"r* {summary.kind}#{field}"
        for target, number in zip(summary.targets, summary.fields, strict=True):
            if names[number] in differing:
                for field in (EVERYTHING, names[number]):
                    yield f"i {target}#{field}"
                    yield f"i* {kind_of(target)}#{field}"


def _named_otherwise(names: Sequence[str], before: Body, after: Body) -> Iterator[str]:
    """The fields in which an entity names others than before, or in other places."""
    old, new = _by_field(names, before), _by_field(names, after)
    return (field for field in old.keys() | new.keys() if old.get(field) != new.get(field))


def _by_field(names: Sequence[str], body: Body) -> Mapping[str, list[object]]:
    found: dict[str, list[object]] = defaultdict(list)
    for path, target, number in body.naming:
        found[names[number]].append((path, target))
    return found


def _differences(before: Body | None, after: Body | None) -> list[str] | None:
    """The fields that differ; `None` where that is not known."""
    if before is None or after is None:
        return None
    return _differing(_decode(before.value), _decode(after.value))


def _differing(old: object, new: object) -> list[str] | None:
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
    yield f"{letter}* {kind_of(ref)}"
