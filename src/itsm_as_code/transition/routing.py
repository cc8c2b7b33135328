"""Whom a git host asks to look at a change of a file: ownership as far as a list of paths can tell it.

A list of paths knows neither the old and the new owner nor what a change means, so it only routes; the
verdict decides.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.changes import ChangeSet
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.team import Team
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.transition.classification.case import PEER, Ask, Case, some
from itsm_as_code.transition.classification.gate import WATCHED, freezes, named_files
from itsm_as_code.transition.classification.policies import approver
from itsm_as_code.transition.holders import Directory

GATE = "the settings and the pipeline"


class Reach(enum.Enum):
    """What a rule is about."""

    FILE = "one file"
    FOLDER = "everything below a folder"
    NAME = "the files of one name in every folder"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom to ask about some files.

    Attributes:
        path: The file, or the folder ended by a slash, from the top of the repository; or the name.
        reach: What the path stands for.
        owners: Logins, and teams by their handles on the host, in alphabetical order; never empty.
    """

    path: str
    reach: Reach
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unrouted:
    """Somebody whom the host cannot ask.

    Attributes:
        authorities: Who has no account, as canonical references; any one of them would do.
        subjects: What they should be asked about: entities as canonical references, or `GATE`.
    """

    authorities: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routing:
    """Whom to ask about which files.

    Attributes:
        entities: Rules about entities, no two about the same file, by path.
        gate: Rules about what the gate rests on; they count more than the others.
        unrouted: Who cannot be asked.
    """

    entities: tuple[Rule, ...]
    gate: tuple[Rule, ...]
    unrouted: tuple[Unrouted, ...]


def routing(catalog: Catalog, team_of: Callable[[str], str | None], prefix: str = "") -> Routing:
    """Whom a host asks about which files.

    Args:
        catalog: The catalogue.
        team_of: Gives the handle of a team on the host by the `directory` of a team; `None` for none.
        prefix: The folder of the repository that the catalogue's paths start from; `""` for the top.
    """
    case = Case(catalog, catalog, ChangeSet((), (), ()), dt.date.min)
    directories = {each.entity.spec.directory for each in catalog.of(Team)} - {None}
    handles = ((directory, team_of(directory)) for directory in directories if directory)
    people = Directory(catalog, {directory: (handle,) for directory, handle in handles if handle})
    unrouted: dict[tuple[str, ...], list[str]] = {}
    files: dict[str, tuple[str, ...]] = {}
    for record in sorted(catalog.records.values(), key=lambda record: record.path):
        owners, missing = _answering(_asks(record, case), people)
        files[record.path] = owners
        if missing:
            unrouted.setdefault(missing, []).append(record.ref)
    owners, missing = _answering((case.gate_owners(),), people)
    if missing:
        unrouted.setdefault(missing, []).append(GATE)
    roots = catalog.settings.roots
    folders = tuple(f"{folder.rstrip('/')}/" for folder in (roots.catalog, roots.policies))
    return Routing(
        tuple(Rule(f"{prefix}{each.path}", each.reach, each.owners) for each in _grouped("", files, folders)),
        tuple(_gate(catalog, owners, prefix)) if owners else (),
        tuple(Unrouted(authorities, tuple(subjects)) for authorities, subjects in unrouted.items()),
    )


def _asks(record: Record[Any], case: Case) -> tuple[Ask, ...]:
    """Who has to agree to most changes of an entity."""
    entity = record.parsed
    if record.kind.name == "ChangeModel" or freezes(record):
        return (case.gate_owners(),)
    if isinstance(entity, Waiver):
        return approver(entity, case)
    owner = case.owner_of(record)
    if isinstance(entity, Policy) and entity.spec.approver is not None:
        return some(owner, Ask((f"role:{entity.spec.approver}",), f"approver of {record.ref}"))
    return some(owner)


def _answering(asks: Iterable[Ask], people: Directory) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those with an account whom to ask, and the authorities for whom nobody can be asked."""
    owners: set[str] = set()
    missing: dict[str, None] = {}
    for ask in asks:
        barred = {login.casefold() for role in ask.barred for login in people.people(role).logins}
        found = {login for authority in ask.authorities for login in _first(authority, barred, people)}
        owners |= found
        if not found and PEER not in ask.authorities:
            missing |= dict.fromkeys(ask.authorities)
    return tuple(sorted(owners, key=lambda owner: (owner.casefold(), owner))), tuple(missing)


def _first(authority: str, barred: set[str], people: Directory) -> list[str]:
    """Who can be asked for an authority: its holders, else their deputies, else the head of the function."""
    for step in people.way(authority):
        able = [login for login in step.people.logins if login.casefold() not in barred]
        if able:
            return able
    return []


def _grouped(folder: str, files: dict[str, tuple[str, ...]], roots: Sequence[str]) -> Iterator[Rule]:
    """A rule for each folder within the roots whose files share their owners, and for each other file."""
    found = set(files.values())
    if len(files) > 1 and len(found) == 1 and folder.startswith(tuple(roots)):
        owners = found.pop()
        if owners:
            yield Rule(folder, Reach.FOLDER, owners)
        return
    below: dict[str, dict[str, tuple[str, ...]]] = {}
    for path, owners in files.items():
        step, slash, _ = path[len(folder) :].partition("/")
        below.setdefault(f"{folder}{step}{slash}", {})[path] = owners
    for path, inside in below.items():
        if path.endswith("/"):
            yield from _grouped(path, inside, roots)
        elif inside[path]:
            yield Rule(path, Reach.FILE, inside[path])


def _gate(catalog: Catalog, owners: tuple[str, ...], prefix: str) -> Iterator[Rule]:
    """The rules about the files that the gate rests on, at the top of the repository and of the catalogue."""
    for each in WATCHED:
        if each.path.startswith("*/"):
            yield Rule(each.path[2:], Reach.NAME, owners)
            continue
        reach, end = (Reach.FOLDER, "/") if each.folder else (Reach.FILE, "")
        for top in dict.fromkeys(("", prefix)):
            yield Rule(f"{top}{each.path}{end}", reach, owners)
    for path in dict.fromkeys(named_files(catalog)):
        yield Rule(f"{prefix}{path}", Reach.FILE, owners)
