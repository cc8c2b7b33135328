"""What changed in a catalogue day by day, as the history of its repository has it.

What was written and reworked on one day counts as one change: an entity that is new keeps its first day to
itself, and what was taken back the same day never was.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from itsm_as_code.catalog import SETTINGS_FILE, Catalog, Record, load
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.document.limits import MAX_BYTES
from itsm_as_code.errors import UserError
from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.transition.changes import compare
from itsm_as_code.tree import MemoryTree, Step, contents, find_repository, prefix_of, resolve, steps

DAYS = 400
"""How many days back the history is told."""
_MOST_FILES = 300
"""Files of a day beyond which it is not told what changed: a catalogue was brought in, or laid out anew."""

_Ids = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Day:
    """What changed on a day.

    Attributes:
        day: The day.
        changes: The entities that changed, by kind and name.
        commits: The commits of the main line that changed each file, by path, the latest first.
    """

    day: dt.date
    changes: tuple[EntityChange, ...]
    commits: Mapping[str, tuple[str, ...]]


def past(root: Path, catalog: Catalog, today: dt.date) -> tuple[Day, ...]:
    """What changed in a catalogue up to a day, the latest first.

    Nothing outside a git repository, in a clone without its whole history, and before the first commit.

    Args:
        root: The folder that holds `itsm.yaml`.
        catalog: The catalogue as it is now; its settings say where entities lie.
        today: The last day to tell of.
    """
    repository = find_repository(root)
    if repository is None:
        return ()
    try:
        commit = resolve(repository, "HEAD")
        roots = catalog.settings.roots
        return _past(repository, commit, prefix_of(repository, root), (roots.catalog, roots.policies), today)
    except UserError:
        return ()


def last_commits(days: Sequence[Day]) -> dict[str, tuple[dt.date, str]]:
    """The last commit of the main line that changed each file, with its day, by path.

    Args:
        days: What changed day by day, the latest first.
    """
    found: dict[str, tuple[dt.date, str]] = {}
    for day in days:
        for path, commits in day.commits.items():
            found.setdefault(path, (day.day, commits[0]))
    return found


def checked(days: Sequence[Day]) -> dict[str, dt.date]:
    """The last day on which a change moved a date of review, by entity.

    Args:
        days: What changed day by day, the latest first.
    """
    found: dict[str, dt.date] = {}
    for day in days:
        for change in day.changes:
            before, after = _reviews(change.before), _reviews(change.after)
            if before is not None and after is not None and before != after:
                found.setdefault(change.ref, day.day)
    return found


def _reviews(record: Record[Any] | None) -> tuple[dt.date | None, dt.date | None] | None:
    spec = record.parsed.spec if record is not None and record.parsed is not None else None
    return (spec.last_review, spec.next_review) if isinstance(spec, OwnedSpec) else None


@lru_cache(maxsize=2)
def _past(
    repository: Path, commit: str, prefix: str, roots: tuple[str, ...], today: dt.date
) -> tuple[Day, ...]:
    first = today - dt.timedelta(days=DAYS)
    found = [each for each in steps(repository, commit, prefix, roots) if first <= each.day <= today]
    days = []
    for day, group in groupby(sorted(found, key=lambda each: each.day, reverse=True), lambda each: each.day):
        same = list(group)
        net = _net(same)
        days.append((day, same, net if len(net) <= _MOST_FILES else {}))
    oids = {oid for _, _, net in days for ids in net.values() for oid in ids if oid is not None}
    texts = contents(repository, sorted(oids), MAX_BYTES)
    named = {"catalog": roots[0], "policies": roots[1]}
    settings = json.dumps({"apiVersion": "itsm/v1", "kind": "Settings", "roots": named})
    return tuple(Day(day, _changes(settings, net, texts), _commits(same)) for day, same, net in days)


def _net(found: Sequence[Step]) -> dict[str, _Ids]:
    """What became of each file in some steps, the latest step first; without what was taken back."""
    net: dict[str, _Ids] = {}
    for step in found:
        for path, (before, after) in step.files.items():
            net[path] = (before, net[path][1] if path in net else after)
    return {path: ids for path, ids in net.items() if ids[0] != ids[1]}


def _commits(found: Sequence[Step]) -> dict[str, tuple[str, ...]]:
    commits: dict[str, tuple[str, ...]] = {}
    for step in found:
        for path in step.files:
            commits[path] = (*commits.get(path, ()), step.commit)
    return commits


def _changes(settings: str, net: Mapping[str, _Ids], texts: Mapping[str, bytes]) -> tuple[EntityChange, ...]:
    """The entities that differ between two small catalogues, which hold only what changed."""
    sides = []
    for side in (0, 1):
        files = dict(_files(net, texts, side))
        sides.append(load(MemoryTree({SETTINGS_FILE: settings.encode(), **files})))
    return compare(*sides).entities


def _files(net: Mapping[str, _Ids], texts: Mapping[str, bytes], side: int) -> Iterator[tuple[str, bytes]]:
    for path, ids in net.items():
        oid = ids[side]
        if oid is not None and oid in texts:
            yield path, texts[oid]
