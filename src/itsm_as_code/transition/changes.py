"""Comparing two catalogues: the change set from one to the other, as neutral facts.

List items are compared by what they are (name, metric and priority, reference), so that a moved item is no
change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record, SourceFile
from itsm_as_code.catalog.changes import (
    ABSENT,
    Absent,
    ChangeSet,
    EntityChange,
    FieldChange,
    Value,
    Verb,
)
from itsm_as_code.finding import FieldPath, Location
from itsm_as_code.lint.identity import item_identity
from itsm_as_code.model.kinds import KINDS


def compare(base: Catalog, head: Catalog) -> ChangeSet:
    """The change set from one catalogue to another."""
    created = [record for ref, record in head.records.items() if ref not in base.records]
    deleted = [record for ref, record in base.records.items() if ref not in head.records]
    renamed = dict(_renames(deleted, created))
    changes = [
        EntityChange(Verb.RENAMED, head_record.ref, base_record.ref, base_record, head_record)
        for head_record, base_record in renamed.items()
    ]
    gone = set(renamed.values())
    changes += [
        EntityChange(Verb.CREATED, record.ref, None, None, record)
        for record in created
        if record not in renamed
    ]
    changes += [
        EntityChange(Verb.DELETED, record.ref, None, record, None) for record in deleted if record not in gone
    ]
    changes += _changed(base, head)
    order = {kind: index for index, kind in enumerate(KINDS)}
    changes.sort(key=lambda change: (order[change.record.kind.name], change.ref))
    return ChangeSet(tuple(changes), _settings_changes(base, head), _other_files(base, head))


def _renames(
    deleted: Sequence[Record[Any]], created: Sequence[Record[Any]]
) -> Iterator[tuple[Record[Any], Record[Any]]]:
    """Pairs (in the head, in the base) that are one entity under two names and otherwise the same."""
    left = list(deleted)
    for record in created:
        for candidate in left:
            if candidate.kind is record.kind and _nameless(candidate) == _nameless(record):
                left.remove(candidate)
                yield record, candidate
                break


def _nameless(record: Record[Any]) -> object:
    value = dict(record.document.value or {})
    metadata = value.get("metadata")
    if isinstance(metadata, dict):
        value["metadata"] = {key: item for key, item in metadata.items() if key != "name"}
    return value


def _changed(base: Catalog, head: Catalog) -> Iterator[EntityChange]:
    for ref, after in head.records.items():
        before = base.records.get(ref)
        if before is None or before is after:
            continue
        fields = tuple(_field_changes(before, after))
        if fields or before.path != after.path:
            yield EntityChange(Verb.CHANGED, ref, None, before, after, fields)


def _settings_changes(base: Catalog, head: Catalog) -> tuple[FieldChange, ...]:
    if base.settings_file.document is None:
        return ()
    return tuple(_field_changes(base.settings_file, head.settings_file))


def _other_files(base: Catalog, head: Catalog) -> tuple[str, ...]:
    """Files without an entity that are new, gone or different."""
    before = {file.path: _content(file) for file in base.files if file.record is None}
    after = {file.path: _content(file) for file in head.files if file.record is None}
    settings = base.settings_file.path
    return tuple(
        path for path in sorted({*before, *after} - {settings}) if before.get(path) != after.get(path)
    )


def _content(file: SourceFile) -> tuple[object, ...]:
    return file.document.text if file.document else None, tuple(problem.message for problem in file.problems)


@dataclass(frozen=True, slots=True)
class _Place:
    """A value on one side: its path there, or that of the nearest thing above where it is absent."""

    path: FieldPath
    value: Value | Absent

    def child(self, step: str | int | None) -> _Place:
        if step is None or isinstance(self.value, Absent):
            return _Place(self.path, ABSENT)
        return _Place((*self.path, step), self.value[step])


def _field_changes(
    before: Record[Any] | SourceFile, after: Record[Any] | SourceFile
) -> Iterator[FieldChange]:
    old = _Place((), before.document.value if before.document else ABSENT)
    new = _Place((), after.document.value if after.document else ABSENT)
    for field, base, head in _differences("", old, new):
        yield FieldChange(
            field,
            base.path if isinstance(head.value, Absent) else head.path,
            base.value,
            head.value,
            _location(before, base),
            _location(after, head),
        )


def _location(side: Record[Any] | SourceFile, place: _Place) -> Location:
    if side.document is None:
        return Location(side.path)
    absent = isinstance(place.value, Absent)
    return Location(side.path, (side.document.key_span if absent else side.document.span)(place.path))


def _differences(field: str, old: _Place, new: _Place) -> Iterator[tuple[str, _Place, _Place]]:
    """The smallest places that differ, in the order of the head, then what only the base has."""
    if isinstance(old.value, dict) and isinstance(new.value, dict):
        for key in [*new.value, *(key for key in old.value if key not in new.value)]:
            name = f"{field}.{key}" if field else str(key)
            yield from _differences(
                name,
                old.child(key if key in old.value else None),
                new.child(key if key in new.value else None),
            )
    elif isinstance(old.value, list) and isinstance(new.value, list):
        before, after = _items(old.value), _items(new.value)
        for item in [*after, *(item for item in before if item not in after)]:
            yield from _differences(
                f"{field}[{item}]", old.child(before.get(item)), new.child(after.get(item))
            )
    elif isinstance(old.value, bool) is not isinstance(new.value, bool) or old.value != new.value:
        yield field, old, new


def _items(values: Sequence[Value]) -> Mapping[str, int]:
    """The items of a list by what they are; a second one of the same identity is told apart by a number."""
    found: dict[str, int] = {}
    for index, value in enumerate(values):
        name = identity = item_identity(value, index)
        occurrence = 1
        while name in found:
            occurrence += 1
            name = f"{identity}#{occurrence}"
        found[name] = index
    return found
