"""A plan, or a bare change set, for programs: JSON (RFC 8259, ASCII only); same input, same bytes."""

from __future__ import annotations

import json
from typing import Any

from itsm_as_code.catalog.changes import ABSENT, ChangeSet, EntityChange, FieldChange
from itsm_as_code.finding import Location
from itsm_as_code.report.json import finding_object, location_object
from itsm_as_code.report.moved import moved_object
from itsm_as_code.transition.judgement import Judgement
from itsm_as_code.transition.verdict import Reason, Requirement, Verdict

_Object = dict[str, Any]  # JSON objects hold any plain value


def render_changes(changes: ChangeSet, base: str, head: str) -> str:
    """The facts as one JSON object."""
    return _text({"kind": "ChangeSet", "base": base, "head": head, **_changes(changes)})


def render_plan(judgement: Judgement) -> str:
    """The plan as one JSON object (`schema/plan.schema.json`)."""
    plan, verdict = judgement.plan, judgement.verdict
    return _text(
        {
            "kind": "Plan",
            "base": plan.base,
            "head": plan.head,
            "asOf": plan.today.isoformat(),
            "commit": judgement.proposal.commit,
            "target": judgement.proposal.target,
            **_verdict(verdict),
            **_changes(plan.changes),
            "impact": {
                label: [
                    {
                        "entity": member.record.ref,
                        "title": member.record.title,
                        "because": {
                            "entity": member.because.source,
                            "relation": member.because.phrase,
                        },
                    }
                    for member in members
                ]
                for label, members in plan.impact.groups.items()
            },
            "moved": [moved_object(each) for each in plan.moved],
            "findings": {
                "new": [finding_object(finding) for finding in plan.new],
                "standing": [finding_object(finding) for finding in plan.standing],
                "gone": [finding_object(finding) for finding in plan.gone],
                "remaining": plan.remaining,
            },
        }
    )


def _text(content: _Object) -> str:
    return json.dumps({"apiVersion": "itsm/v1", **content}, indent=2) + "\n"


def _changes(changes: ChangeSet) -> _Object:
    return {
        "entities": [_entity(change) for change in changes.entities],
        "settings": [_field(change) for change in changes.settings],
        "otherFiles": list(changes.other),
    }


def _entity(change: EntityChange) -> _Object:
    return {
        "change": change.verb.value,
        "entity": change.ref,
        "was": change.was,
        "title": change.record.title,
        "basePath": change.before.path if change.before else None,
        "headPath": change.after.path if change.after else None,
        "fields": [_field(field) for field in change.fields],
    }


def _field(change: FieldChange) -> _Object:
    """One field; a side on which it is absent has no `value`."""
    return {
        "field": change.field,
        "base": _side(change.before, change.base),
        "head": _side(change.after, change.head),
    }


def _side(value: object, location: Location | None) -> _Object:
    shown: _Object = {} if value is ABSENT else {"value": value}
    return shown | (location_object(location) if location else {"path": None, "span": None})


def _verdict(verdict: Verdict) -> _Object:
    return {
        "verdict": verdict.outcome.value,
        "mayMerge": verdict.may_merge,
        "enforced": verdict.enforced,
        "adoption": verdict.adoption,
        "type": verdict.type.value,
        "risk": verdict.risk.value if verdict.risk else None,
        "incident": verdict.emergency,
        "reviewDue": verdict.review_due.isoformat() if verdict.review_due else None,
        "refusals": [_reason(each) for each in verdict.refusals],
        "requirements": [_requirement(each) for each in verdict.requirements],
        "reasons": [_reason(each) for each in verdict.reasons],
        "notes": list(verdict.notes),
    }


def _reason(reason: Reason) -> _Object:
    place = location_object(reason.location) if reason.location else {"path": None, "span": None}
    return {"row": reason.row, "subject": reason.subject, "text": reason.text, **place}


def _requirement(requirement: Requirement) -> _Object:
    given = requirement.given
    return {
        "authorities": list(requirement.authorities),
        "title": requirement.title,
        "capacity": list(requirement.capacity),
        "until": requirement.until.value,
        "given": None
        if given is None
        else {
            "by": given.by,
            "capacity": given.capacity,
            "source": given.source.value,
            "at": given.at,
            "commit": given.commit,
            "confirmed": given.confirmed,
        },
        "ask": [{"login": each.login, "name": each.name} for each in requirement.ask],
        "note": requirement.note,
        "reasons": [_reason(each) for each in requirement.reasons],
    }
