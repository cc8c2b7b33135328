"""The figures behind promises before and after a change, in sentences and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.judged import Judged, Shortfall
from itsm_as_code.feasibility.wording import duration, percent, stated_percent, yearly_hours
from itsm_as_code.report.derivation_json import figures_object
from itsm_as_code.transition.moved import Kept, Moved, Side

_LEAST_HOURS = 0.05

_WORDS = {
    None: "holds even if failures come together",
    Shortfall.UNGUARANTEED: "holds if failures are independent",
    Shortfall.UNLIKELY: "holds only in lucky years",
    Shortfall.IMPOSSIBLE: "cannot hold",
}


def sentences(found: Moved) -> Iterator[str]:
    """What a change does to one service, one sentence for each sort of figure."""
    parts = [*_availability(found), *_promises(found)]
    if parts:
        yield f"{found.service.title}: {'; '.join(parts)}"
    times = [*_resolutions(found), *_recovery(found)]
    if times:
        yield f"{found.service.title}: {'; '.join(times)}"


def _availability(found: Moved) -> Iterator[str]:
    before, after = found.before.figures, found.after.figures
    if before is None and after is None:
        return
    if before is None or after is None:
        if after is None:
            yield f"can no longer be computed: {found.after.obstacle}"
        else:
            yield f"can now be computed: guaranteed {percent(after.guaranteed)}"
        return
    moves = [
        f"{name} {_number(old, new)} → {percent(new, old)}{_hours(old, new)}"
        for name, old, new in (
            ("guaranteed", before.guaranteed, after.guaranteed),
            ("with independent failures", before.exact.low, after.exact.low),
        )
        if old != new
    ]
    yield from moves[:1]


def _number(old: float, new: float) -> str:
    return percent(old, new).removesuffix(" %")


def _hours(old: float, new: float) -> str:
    hours = yearly_hours(abs(old - new))
    if hours < _LEAST_HOURS:
        return ""
    shown = f"{int(hours):,}" if hours >= 10 else f"{hours:.1f}".removesuffix(".0")
    return f", {shown} {'more' if new < old else 'fewer'} hours a year"


def _promises(found: Moved) -> Iterator[str]:
    known = {_key(each): each for each in found.before.promises}
    for each in found.after.promises:
        before = known.get(_key(each))
        now, then = _words(each.judged), None if before is None else _words(before.judged)
        if before is not None and _figures(before.judged) == _figures(each.judged):
            continue
        share = stated_percent(each.judged.promise.promise)
        still = "now " if now != then and then is not None else "still " if then is not None else ""
        yield f"the promise to {each.customer} ({share}) {still}{now}"


def _key(found: Kept) -> tuple[str, int]:
    return found.sla, found.judged.promise.index


def _figures(found: Judged) -> tuple[object, ...]:
    return found.promise.promise, found.exact, found.guaranteed, found.figures


def _words(found: Judged) -> str:
    return _WORDS[found.shortfall]


def _resolutions(found: Moved) -> Iterator[str]:
    known = {(sla, each.priority): each for sla, each in found.before.resolutions}
    for sla, each in found.after.resolutions:
        before = known.get((sla, each.priority))
        if before is not None and before.worst.minutes != each.worst.minutes:
            verdict = "in time" if each.worst.minutes <= each.promised else f"late for {sla}"
            yield (
                f"priority {each.priority} resolved after {duration(before.worst.minutes)} → "
                f"{duration(each.worst.minutes)} at worst, {verdict}"
            )


def _recovery(found: Moved) -> Iterator[str]:
    before, after = found.before.recovery, found.after.recovery
    if before != after and before is not None and after is not None:
        yield f"back after {duration(before)} → {duration(after)} when everything is lost"


def moved_object(found: Moved) -> dict[str, object]:
    """One service with its figures on both sides."""
    return {
        "service": found.service.ref,
        "title": found.service.title,
        "sentences": list(sentences(found)),
        "before": _side(found.before),
        "after": _side(found.after),
    }


def _side(found: Side) -> dict[str, object]:
    return {
        "figures": figures_object(found.figures) if isinstance(found.figures, Figures) else None,
        "promises": [
            {
                "sla": each.sla,
                "promise": each.judged.promise.promise,
                "exact": each.judged.exact.low,
                "guaranteed": each.judged.guaranteed,
                "shortfall": each.judged.shortfall.name.lower() if each.judged.shortfall else None,
            }
            for each in found.promises
        ],
        "resolutions": [
            {"sla": sla, "priority": each.priority, "worstMinutes": each.worst.minutes}
            for sla, each in found.resolutions
        ],
        "recoveryMinutes": found.recovery,
    }
