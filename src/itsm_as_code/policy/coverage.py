"""Governance coverage: policy, process, procedure, last test; and what external requirements it answers."""

from __future__ import annotations

import csv
import datetime as dt
import enum
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.errors import UserError
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.process import Process
from itsm_as_code.policy.conformance import Conformance, conformance
from itsm_as_code.tree import Tree

RECENT = 365
"""So many days a test counts as evidence."""

_COLUMNS = ("id", "title", "text")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of a standard, a contract or a law.

    Attributes:
        id: What policies name in `satisfies`.
        title: What it is called.
        text: What it asks for.
        path: The file that lists it.
    """

    id: str
    title: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Described:
    """A procedure.

    Attributes:
        ref: The procedure.
        last: When it was last tested or done.
    """

    ref: str
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Practised:
    """A process that implements a policy.

    Attributes:
        ref: The process.
        procedures: What describes it.
    """

    ref: str
    procedures: tuple[Described, ...]


@dataclass(frozen=True, slots=True)
class Governed:
    """A policy with what puts it into practice.

    Attributes:
        policy: The policy.
        processes: The processes that implement it.
        kept: The rules that concern something and are kept by all of it.
        broken: The rules that are not.
    """

    policy: Record[Policy]
    processes: tuple[Practised, ...]
    kept: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def last(self) -> dt.date | None:
        """When a procedure of its processes was last tested or done."""
        days = [each.last for process in self.processes for each in process.procedures if each.last]
        return max(days, default=None)


class Stage(enum.Enum):
    """How far a requirement is met; each stage includes those before it."""

    OPEN = "open"
    """No policy says that it meets it."""
    MAPPED = "mapped"
    """A policy says so."""
    IMPLEMENTED = "implemented"
    """A process puts that policy into practice, and a procedure describes it."""
    EVIDENCED = "evidenced"
    """Something shows that it is done: a recent test, or a rule that a machine finds kept."""


@dataclass(frozen=True, slots=True)
class Met:
    """A requirement and what answers it.

    Attributes:
        requirement: The requirement.
        stage: How far it is met.
        policies: The policies that name it.
        evidence: What shows that it is done, in words.
    """

    requirement: Requirement
    stage: Stage
    policies: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far what IT does is governed.

    Attributes:
        policies: The policies, by path.
        undescribed: Processes that no procedure describes.
        unfounded: Processes that implement no policy.
        ungoverned: Kinds of which there are entities, and which no rule of a policy judges.
        requirements: The external requirements, in the order of their lists.
        unlisted: What policies say that they satisfy, and no list names.
    """

    policies: tuple[Governed, ...]
    undescribed: tuple[str, ...]
    unfounded: tuple[str, ...]
    ungoverned: tuple[str, ...]
    requirements: tuple[Met, ...]
    unlisted: tuple[str, ...]

    @property
    def idle(self) -> list[str]:
        """Policies that no process implements."""
        return [each.policy.ref for each in self.policies if not each.processes]


def requirements(tree: Tree, paths: Sequence[str]) -> list[Requirement]:
    """The requirements of some lists: CSV with the columns id, title and text.

    Args:
        tree: Where the lists lie.
        paths: Their paths, as `requirements` of `itsm.yaml` names them.

    Raises:
        UserError: When a list cannot be read, lacks a column, or names a requirement without an id or twice.
    """
    found: dict[str, Requirement] = {}
    for path in paths:
        for number, row in enumerate(_rows(tree, path), 2):
            id_ = (row["id"] or "").strip()
            if not id_:
                raise UserError(f"{path}: row {number} has no id.")
            if id_ in found:
                raise UserError(f"{path}: row {number} names {id_} a second time.")
            found[id_] = Requirement(id_, (row["title"] or "").strip(), (row["text"] or "").strip(), path)
    return list(found.values())


def _rows(tree: Tree, path: str) -> list[dict[str, str | None]]:
    try:
        text = tree.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is no text in UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UserError(f"{path} has no column {missing[0]}.", "Its first line is: id,title,text")
    return list(reader)


def coverage(catalog: Catalog, today: dt.date, listed: Sequence[Requirement]) -> Coverage:
    """How far what IT does is governed.

    Args:
        catalog: The catalogue.
        today: The day for which rules are judged and tests are recent.
        listed: The external requirements.
    """
    kept = conformance(catalog, today)
    described = {process.ref: _described(catalog, process) for process in catalog.of(Process)}
    governed = tuple(_governed(each, described) for each in kept)
    judged = {rule.rule.kind for each in kept for rule in each.rules}
    satisfied = _satisfied(catalog)
    known = {requirement.id for requirement in listed}
    return Coverage(
        governed,
        tuple(ref for ref, procedures in described.items() if not procedures),
        tuple(each.ref for each in catalog.of(Process) if not each.entity.spec.implements),
        tuple(name for name in KINDS if name not in judged and catalog.of_kind(name)),
        tuple(_met(requirement, satisfied, governed, today) for requirement in listed),
        tuple(id_ for id_ in satisfied if id_ not in known),
    )


def _described(catalog: Catalog, process: Record[Process]) -> tuple[Described, ...]:
    found = []
    for record in catalog.holders(process.ref, "realises"):
        if isinstance(record.parsed, Procedure):
            spec = record.parsed.spec
            days = [day for day in (spec.last_tested, spec.last_done) if day is not None]
            found.append(Described(record.ref, max(days, default=None)))
    return tuple(found)


def _governed(kept: Conformance, described: Mapping[str, tuple[Described, ...]]) -> Governed:
    judged = [rule for rule in kept.rules if rule.concerns]
    good = tuple(rule.rule.code for rule in judged if rule.concerns == len(rule.holds))
    return Governed(
        kept.policy,
        tuple(Practised(ref, described.get(ref, ())) for ref in kept.processes),
        good,
        tuple(rule.rule.code for rule in judged if rule.rule.code not in good),
    )


def _satisfied(catalog: Catalog) -> dict[str, list[str]]:
    """The policies that say they satisfy each requirement."""
    found: dict[str, list[str]] = {}
    for policy in catalog.of(Policy):
        for id_ in policy.entity.spec.satisfies:
            found.setdefault(id_, []).append(policy.ref)
    return found


def _met(
    requirement: Requirement,
    satisfied: Mapping[str, Sequence[str]],
    governed: Sequence[Governed],
    today: dt.date,
) -> Met:
    refs = satisfied.get(requirement.id, ())
    policies = [each for each in governed if each.policy.ref in refs]
    practised = [each for each in policies if any(process.procedures for process in each.processes)]
    evidence = [words for each in practised for words in _evidence(each, today)]
    stage = Stage.OPEN
    if policies:
        stage = Stage.MAPPED
    if practised:
        stage = Stage.IMPLEMENTED
    if evidence:
        stage = Stage.EVIDENCED
    return Met(requirement, stage, tuple(refs), tuple(evidence))


def _evidence(governed: Governed, today: dt.date) -> list[str]:
    """What shows that a policy is kept; a rule that is broken takes the word of the others away."""
    found = [
        f"{each.ref} tested or done on {each.last.isoformat()}"
        for process in governed.processes
        for each in process.procedures
        if each.last is not None and 0 <= (today - each.last).days <= RECENT
    ]
    if governed.kept and not governed.broken:
        found += [f"{code} is kept" for code in governed.kept]
    return found
