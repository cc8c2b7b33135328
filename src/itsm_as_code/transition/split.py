"""A change that was split over several: what an entity is now, compared with the last agreed baseline.

Each step of a split change may look harmless. So whatever the change touches is also compared with what it
was at the last tag that `gate.baseline` names, and a stricter row counts. Steps that the states of a service
demand anyway, and handing over, are left alone: each of them was agreed on its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from itsm_as_code.catalog import SETTINGS_FILE, Catalog, load
from itsm_as_code.catalog.changes import ChangeSet, EntityChange, Verb
from itsm_as_code.errors import ReadError
from itsm_as_code.transition.changes import compare
from itsm_as_code.transition.classification.case import Case, Found, plain
from itsm_as_code.transition.classification.classify import rows_of
from itsm_as_code.transition.classification.policies import Effects
from itsm_as_code.tree import READ_LIMIT, MemoryTree, Tree

_STEPS = ("spec.state.", "spec.stateSince.", "spec.owner.")


def further(case: Case, name: str, baseline: Tree) -> Iterator[Found]:
    """The rows that only a comparison with a baseline brings to light.

    Args:
        case: The change.
        name: What the baseline is called.
        baseline: Its files.
    """
    touched = {change.ref: change for change in case.changes.entities if change.verb is not Verb.DELETED}
    old = _as_it_was(case.base, touched, baseline)
    changes = compare(old, case.head)
    before = replace(case, base=old, changes=ChangeSet(changes.entities, (), ()))
    for change in changes.entities:
        step = touched.get(change.ref)
        if step is None or change.verb is not Verb.CHANGED:
            continue
        compared = _of_the_step(change, step)
        if compared is None:
            continue
        known = max((_weight(each) for each in rows_of(step, case, Effects())), default=(0, 0))
        for found in rows_of(compared, before, Effects()):
            if _weight(found) > known:
                yield replace(found, text=f"{found.text} (compared with {name})")


def _as_it_was(base: Catalog, touched: dict[str, EntityChange], baseline: Tree) -> Catalog:
    """The target with the touched entities as they were at the baseline."""
    paths = {side.path for change in touched.values() for side in (change.before, change.after) if side}
    contents = baseline.read_many(sorted(paths), READ_LIMIT)
    files = {path: data for path, data in contents if not isinstance(data, ReadError)}
    files[SETTINGS_FILE] = b"apiVersion: itsm/v1\nkind: Settings\n"
    read = load(MemoryTree(files))
    there = {file.path: file for file in read.files[1:]}
    kept = [file for file in base.files[1:] if file.path not in paths]
    merged = sorted((*kept, *there.values()), key=lambda file: file.path)
    return Catalog(base.name, base.settings, base.settings_file, merged)


def _of_the_step(change: EntityChange, step: EntityChange) -> EntityChange | None:
    """The part of a longer change that its last step is about; everything where that step made the entity."""
    if step.verb is not Verb.CHANGED:
        return change
    fields = {plain(fact) for fact in step.fields}
    facts = tuple(
        fact for fact in change.fields if plain(fact) in fields and not plain(fact).startswith(_STEPS)
    )
    return replace(change, fields=facts) if facts else None


def _weight(found: Found) -> tuple[int, int]:
    row = found.row
    return row.until.rank, row.risk.rank + 1 if row.risk is not None else 0
