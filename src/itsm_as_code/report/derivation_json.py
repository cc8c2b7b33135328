"""Whether the promises for a service can be kept, as JSON; shares of time are numbers from 0 to 1."""

from __future__ import annotations

import json
from collections.abc import Sequence

from itsm_as_code import text
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.derivations import Derivation, PromiseFacts
from itsm_as_code.feasibility.from_catalog.figures import Stated
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, Unresolved
from itsm_as_code.feasibility.improvement import Repair
from itsm_as_code.feasibility.instants import moment_of
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.recovery import RecoveryPoint, RecoveryTime
from itsm_as_code.feasibility.windows import JudgedWindow


def render_json(found: Sequence[Derivation]) -> str:
    """The working as one JSON object."""
    content = {
        "apiVersion": "itsm/v1",
        "kind": "Derivations",
        "services": [derivation_object(each) for each in found],
    }
    return json.dumps(content, indent=2) + "\n"


def derivation_object(found: Derivation) -> dict[str, object]:
    """One service."""
    weakest = found.weakest
    return {
        "service": found.service.ref,
        "figures": figures_object(found.figures),
        "components": [_component(each) for each in found.components],
        "weakest": None if weakest is None else {"ref": weakest.component, "gain": weakest.gain},
        "promises": [_promise(each) for each in found.promises],
        "resolutions": [{"sla": sla, **_resolution(each)} for sla, each in found.resolutions],
        "recovery": _recovery(found.recovery),
        "recoveryPoint": _point(found.point),
    }


def figures_object(figures: Figures | NotComputable) -> dict[str, object]:
    """The four figures, or why there are none."""
    if isinstance(figures, NotComputable):
        return _not_computed(figures)
    return {
        "naive": figures.naive,
        "exact": {"low": figures.exact.low, "high": figures.exact.high},
        "guaranteed": figures.guaranteed,
        "best": figures.best,
        "complete": figures.complete,
    }


def _not_computed(found: NotComputable) -> dict[str, object]:
    return {"notComputed": found.message, "reason": found.reason.value, "about": list(found.components)}


def _component(found: Stated) -> dict[str, object]:
    return {
        "ref": found.component,
        "availability": found.dependency.availability,
        "origin": found.origin.value,
        "source": found.source,
        "field": text.field_path(found.field),
    }


def _promise(found: PromiseFacts) -> dict[str, object]:
    outcome = found.outcome
    head: dict[str, object] = {
        "sla": found.sla,
        "promise": found.promise.promise,
        "target": found.promise.index,
        "hours": found.hours,
    }
    if isinstance(outcome, NotComputable):
        return {**head, **_not_computed(outcome)}
    window = outcome.judgement.window if outcome.judgement is not None else None
    return {
        **head,
        "exact": {"low": outcome.exact.low, "high": outcome.exact.high},
        "guaranteed": outcome.guaranteed,
        "shortfall": outcome.shortfall.name.lower() if outcome.shortfall is not None else None,
        "worstWindow": None if window is None else _window(window),
        "allowanceMinutes": found.allowance,
        "allowanceMinutesPerYear": found.yearly_allowance,
        "repair": _repair(found.exact_repair),
        "repairForGuarantee": _repair(found.sure_repair),
    }


def _window(found: JudgedWindow) -> dict[str, object]:
    start, end = found.start.isoformat(), found.end.isoformat()
    return {"start": start, "end": end, "agreedMinutes": found.agreed}


def _repair(found: Repair | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "ref": found.component,
        "availability": found.availability,
        "needed": found.needed,
        "secondOneWouldDo": found.twin,
    }


def _resolution(found: Resolution | Unresolved) -> dict[str, object]:
    promise = {"priority": found.priority, "promisedMinutes": found.promised}
    if isinstance(found, Unresolved):
        return {**promise, **_not_computed(found.why)}
    return {
        **promise,
        "workMinutes": found.worst.work,
        "worstMinutes": found.worst.minutes,
        "worstStart": moment_of(found.worst.start).isoformat(),
        "timeline": [
            {
                "stage": step.stage.name,
                "source": source.ref,
                "start": moment_of(step.start).isoformat(),
                "end": moment_of(step.end).isoformat(),
                "workedMinutes": step.worked,
                "waitedMinutes": step.waited,
            }
            for step, source in zip(found.worst.timeline, found.sources, strict=True)
        ],
    }


def _recovery(found: RecoveryTime | NotComputable) -> dict[str, object]:
    if isinstance(found, NotComputable):
        return _not_computed(found)
    return {
        "effectiveMinutes": found.effective,
        "boundMinutes": found.bound,
        "critical": list(found.critical),
        "components": [
            {
                "ref": node.name,
                "ownMinutes": node.own,
                "effectiveMinutes": node.effective,
                "waitsFor": node.waits_for,
                "uses": list(node.uses),
            }
            for node in found.nodes.values()
        ],
    }


def _point(found: RecoveryPoint | NotComputable | None) -> dict[str, object] | None:
    if found is None:
        return None
    if isinstance(found, NotComputable):
        return _not_computed(found)
    return {"minutes": found.minutes, "component": found.component}
