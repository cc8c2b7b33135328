"""The judgement: from the rows of a change and what was given for it to one verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from itsm_as_code.catalog import Catalog
from itsm_as_code.finding import Finding
from itsm_as_code.model.approvals import Approvals
from itsm_as_code.transition.approving import given
from itsm_as_code.transition.classification import gate, other, overrides
from itsm_as_code.transition.classification.case import Ask, Case, Found, plain
from itsm_as_code.transition.classification.classify import classify
from itsm_as_code.transition.classification.models import emergency_authority
from itsm_as_code.transition.classification.policies import Effects
from itsm_as_code.transition.holders import Directory
from itsm_as_code.transition.requirement import reason_of, requirements
from itsm_as_code.transition.table import (
    ADMINISTRATIVE,
    ADOPTION,
    EMERGENCY,
    FROZEN,
    MIXED,
    OVERRIDE,
    PEER,
    STANDARD,
    UNREADABLE,
    Apart,
    ChangeType,
    Outcome,
    Risk,
)
from itsm_as_code.transition.verdict import Reason, Requirement, Verdict
from itsm_as_code.tree import Branch, FileDelta

REVIEW_DAYS = 7
"""Days within which an emergency is reviewed (FitSM-1 PR12.5)."""

_NO_INCIDENT = "It claims to be an emergency and names no incident, so it is judged as any other."
_FREE = (ADMINISTRATIVE, PEER)
_IN_ADVANCE = (ADMINISTRATIVE, STANDARD)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is beside the two catalogues.

    Attributes:
        deltas: Every file of the repository that differs.
        prefix: The folder that the catalogue's paths start from; `""` for the top.
        conflicts: Files that do not merge by themselves.
        commit: The commit that is judged; `None` where it is no commit yet.
        claims: What its commits claim; `None` where there are none.
        approvals: What the host says; `None` where nobody asked it.
        effects: What changed policies let through and stop.
        errors: The errors that the change brings or touches.
        further: Rows that a comparison with an earlier state brings to light.
    """

    deltas: Sequence[FileDelta] = ()
    prefix: str = ""
    conflicts: Sequence[str] = ()
    commit: str | None = None
    claims: Branch | None = None
    approvals: Approvals | None = None
    effects: Effects = field(default_factory=Effects)
    errors: Sequence[Finding] = ()
    further: Sequence[Found] = ()


def judge(case: Case, evidence: Evidence) -> Verdict:
    """The verdict on a change.

    Args:
        case: The change and both its sides; the base alone says who may decide.
        evidence: What else there is.
    """
    adoption = not case.base.settings_file.path
    governing = case.head if adoption else case.base
    found = _rows(case, evidence, adoption=adoption)
    notes: list[str] = []
    incident = _incident(evidence, notes)
    if "normal" in _types(evidence):
        found = _raised(found, case)
    if incident is not None and found:
        found = _in_an_emergency(found, case, incident)
    teams = evidence.approvals.teams if evidence.approvals is not None else {}
    people = Directory(governing, teams)
    said = given(evidence.approvals, evidence.commit, evidence.claims, people)
    needed = requirements(found, case, said, people)
    errors = [each for each in evidence.errors if adoption or overrides.judge(each, case) is None]
    refusals = tuple(_refusals(found, evidence.conflicts, errors, adoption=adoption))
    if evidence.claims is not None and not evidence.claims.complete:
        notes.append("The change has more commits than are read; their authors are not all known.")
    return Verdict(
        outcome=_outcome(refusals, needed),
        type=_type(found, incident),
        risk=_risk(found),
        reasons=tuple(reason_of(each) for each in sorted(found, key=_gravity)),
        requirements=needed,
        refusals=refusals,
        notes=(*notes, *said.notes),
        enforced=_enforced(governing),
        adoption=adoption,
        emergency=incident,
        review_due=case.today + dt.timedelta(days=REVIEW_DAYS) if incident is not None else None,
    )


def _rows(case: Case, evidence: Evidence, *, adoption: bool) -> tuple[Found, ...]:
    if adoption:
        what = f"{len(case.changes.entities)} entities come under the gate for the first time"
        return (Found(ADOPTION, "itsm.yaml", what, (case.gate_owners(),)),)
    rows = classify(case, evidence.effects)
    broken = (overrides.judge(finding, case) for finding in evidence.errors)
    files = gate.files(case, evidence.deltas, evidence.prefix)
    return (*rows, *files, *evidence.further, *(each for each in broken if each is not None))


def _types(evidence: Evidence) -> tuple[str, ...]:
    claims = evidence.claims
    return tuple(value.casefold() for value in claims.claims("Change-Type")) if claims is not None else ()


def _incident(evidence: Evidence, notes: list[str]) -> str | None:
    """The incident, where the commits claim an emergency and name one."""
    notes += [
        f"“{claimed}” is no type of change; standard, normal and emergency are."
        for claimed in dict.fromkeys(_types(evidence))
        if claimed not in ("emergency", "normal", "standard")
    ]
    if "emergency" not in _types(evidence):
        return None
    incidents = evidence.claims.claims("Incident") if evidence.claims is not None else ()
    if not incidents:
        notes.append(_NO_INCIDENT)
        return None
    return incidents[0]


def _raised(found: Iterable[Found], case: Case) -> tuple[Found, ...]:
    """The rows of a change that asks to be judged as a normal one: nothing in it is free."""
    changes = {change.ref: change for change in case.changes.entities}
    return tuple(
        other.judge(changes[each.subject], each.fields, case)
        if each.row in _IN_ADVANCE and each.subject in changes
        else each
        for each in found
    )


def _in_an_emergency(found: Sequence[Found], case: Case, incident: str) -> tuple[Found, ...]:
    """One emergency authority for all others, but where a row lasts; refusals stand, freezes do not."""
    kept: list[Found] = []
    authority: Ask | None = None
    changes = {change.ref: change for change in case.changes.entities}
    for each in found:
        if each.row is FROZEN or (each.row.until is Outcome.HOLD and not each.row.lasting):
            authority = authority or emergency_authority(changes.get(each.subject), case)
        else:
            kept.append(each)
    if authority is None:
        return tuple(kept)
    held = next(each for each in found if each not in kept)
    text = f"is an emergency (incident {incident})"
    return (Found(EMERGENCY, held.subject, text, (authority,), location=held.location), *kept)


def _refusals(
    found: Sequence[Found], conflicts: Sequence[str], errors: Sequence[Finding], *, adoption: bool
) -> Iterator[Reason]:
    for path in conflicts:
        yield Reason(UNREADABLE.name, path, "does not merge with the target by itself")
    for each in found:
        if each.row.until is Outcome.REFUSE and not each.asks:
            yield reason_of(each)
    for finding in errors:
        subject = finding.entity or finding.location.path
        yield Reason(UNREADABLE.name, subject, f"{finding.code}: {finding.message}", finding.location)
    if not adoption:
        yield from _mixed(found)


def _mixed(found: Sequence[Found]) -> Iterator[Reason]:
    """Changes that need a pull request of their own, beside others."""
    themes: dict[str, Apart | None] = {}
    for each in found:
        if each.row not in (*_FREE, OVERRIDE):
            own = each.row.apart or (Apart.POLICY if _of_policies(each) else None)
            themes[each.subject] = themes.get(each.subject) or own
    apart = {each.row.apart: each for each in found if each.row.apart is not None}
    for theme, each in apart.items():
        beside = next((subject for subject, own in themes.items() if own is not theme), None)
        if beside is not None and theme is not None:
            text = (
                f"needs a pull request of its own, as any change of {theme.value}; {beside} changes as well"
            )
            yield Reason(MIXED.name, each.subject, text, each.location)


def _of_policies(found: Found) -> bool:
    """Whether a row is about a policy, or about nothing but who implements one."""
    implements = bool(found.fields) and all(
        plain(each).startswith("spec.implements.") for each in found.fields
    )
    return implements or found.subject.startswith("policy:")


def _outcome(refusals: Sequence[Reason], needed: Sequence[Requirement]) -> Outcome:
    if refusals:
        return Outcome.REFUSE
    missing = [each.until for each in needed if each.given is None]
    return max(missing, key=lambda outcome: outcome.rank, default=Outcome.PASS)


def _type(found: Sequence[Found], incident: str | None) -> ChangeType:
    if incident is not None and any(each.row is EMERGENCY for each in found):
        return ChangeType.EMERGENCY
    types = [each.row.type or ChangeType.NORMAL for each in found]
    return max(types, key=lambda type_: type_.rank, default=ChangeType.ADMINISTRATIVE)


def _risk(found: Sequence[Found]) -> Risk | None:
    risks = [each.row.risk for each in found if each.row.risk is not None]
    return max(risks, key=lambda risk: risk.rank, default=None)


def _gravity(found: Found) -> tuple[int, int, int]:
    """Sorts the gravest row first."""
    row = found.row
    risk = row.risk.rank if row.risk is not None else -1
    return -row.until.rank, -risk, -(row.type.rank if row.type is not None else 9)


def _enforced(catalog: Catalog) -> bool:
    """Whether a missing agreement stands in the way: as `gate.mode` says, else as the profile has it."""
    mode = catalog.settings.gate.mode
    return mode == "enforce" if mode is not None else catalog.profile != "starter"
