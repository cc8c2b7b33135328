"""Whether the promises for a service can be kept, with the working: folded away, for IT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.derivations import Derivation, PromiseFacts, derivations
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, Unresolved
from itsm_as_code.feasibility.improvement import Repair, kept
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.recovery import RecoveryPoint
from itsm_as_code.feasibility.wording import duration, local_time, percent, stated_percent, window_text
from itsm_as_code.model.service import Service
from itsm_as_code.site import words
from itsm_as_code.site.context import Here

Row = tuple[Markup | str, str, Markup | str]
"""What it is, the figure, and a remark."""


@dataclass(frozen=True, slots=True)
class Working:
    """A part of the working: a table under a heading."""

    title: Markup | str
    rows: Sequence[Row]


def workings(here: Here, record: Record[Service]) -> list[Working]:
    """The working behind what is promised of a service; nothing where nobody states a figure."""
    found = [each for each in derivations(here.site.catalog, record, here.site.today) if _told(each)]
    return [working for each in found for working in _workings(here, each)]


def _told(found: Derivation) -> bool:
    """Whether there is more to show than that there is nothing."""
    figures = isinstance(found.figures, Figures) or bool(found.promises)
    return figures or bool(found.resolutions) or not isinstance(found.recovery, NotComputable)


def _workings(here: Here, found: Derivation) -> Iterator[Working]:
    if isinstance(found.figures, NotComputable):
        yield Working("Availability", [("Not computed", "", found.figures.message)])
    else:
        yield Working("Availability around the clock", list(_figures(here, found, found.figures)))
        yield Working("What that rests on, the weakest first", list(_components(here, found)))
    for promise in found.promises:
        title = Markup("{} in {}").format(stated_percent(promise.promise.promise), here.link(promise.sla))
        yield Working(title, list(_promise(here, promise)))
    for sla, resolution in found.resolutions:
        title = Markup("Priority {} works again within {}, in {}").format(
            resolution.priority, duration(resolution.promised), here.link(sla)
        )
        if isinstance(resolution, Unresolved):
            yield Working(title, [("Not computed", "", resolution.why.message)])
        else:
            yield Working(title, list(_resolution(here, resolution)))
    recovery = list(_recovery(here, found))
    if recovery:
        yield Working("Recovery when everything is lost at once", recovery)


def _figures(here: Here, found: Derivation, figures: Figures) -> Iterator[Row]:
    exact = percent(figures.exact.low)
    if not figures.exact.exact:
        exact = f"{exact} to {percent(figures.exact.high)}"
    bounds = "" if figures.exact.exact else "; too large to be exact, these are bounds"
    yield "If failures are independent", exact, f"each thing counts once{bounds}"
    weaker = "" if figures.complete else "; too large for all combinations, it may be better"
    yield "Guaranteed", percent(figures.guaranteed), f"however failures hang together{weaker}"
    yield "At best", percent(figures.best), "cannot be exceeded"
    yield "All figures multiplied", percent(figures.naive), "wrong: counts what is shared more than once"
    if found.weakest is not None:
        gain = f"{100 * found.weakest.gain:.3f} points"
        yield "Weakest", gain, Markup("more if {} never failed").format(here.link(found.weakest.component))


def _components(here: Here, found: Derivation) -> Iterator[Row]:
    for each in found.components:
        figure = f"{stated_percent(each.dependency.availability)} {window_text(each.dependency)}".rstrip()
        source = here.link(each.source) if each.source != each.component else Markup()
        origin = Markup("{}, {}").format(each.origin.value, source) if source else each.origin.value
        yield here.link(each.component), figure, origin


def _promise(here: Here, found: PromiseFacts) -> Iterator[Row]:
    outcome, promised = found.outcome, found.promise.promise
    if isinstance(outcome, NotComputable):
        yield "Not computed", "", outcome.message
        return
    yield (
        "If failures are independent",
        percent(outcome.exact.low, promised),
        _verdict(promised, outcome.exact.low),
    )
    yield "Guaranteed", percent(outcome.guaranteed, promised), _verdict(promised, outcome.guaranteed)
    if outcome.judgement is not None and found.allowance is not None:
        window = outcome.judgement.window
        remark = Markup("of downtime from {} to {}, the window most at risk of {}, in {}")
        hours = here.link(f"calendar:{found.hours}")
        among = remark.format(
            words.date(window.start), words.date(window.end), outcome.judgement.judged, hours
        )
        yield "Allowance", duration(found.allowance), among
    if found.yearly_allowance is not None:
        yield "Allowance", duration(found.yearly_allowance), "of downtime in a year"
    for label, repairs, share in (
        ("To keep it", found.exact_repairs, outcome.exact.low),
        ("To be sure of it", found.sure_repairs, outcome.guaranteed),
    ):
        if isinstance(repairs, tuple) and not kept(promised, share):
            first = repairs[0] if repairs else None
            needed = percent(first.needed, first.availability) if first else ""
            yield label, needed, _repair(here, first) if first else "no single change is enough"


def _verdict(promised: float, share: float) -> str:
    return "keeps the promise" if kept(promised, share) else "does not keep the promise"


def _repair(here: Here, repair: Repair) -> Markup:
    twin = ", or a second one beside it that is independent" if repair.twin else ""
    now = stated_percent(repair.availability)
    return Markup("of {} instead of {}{}").format(here.link(repair.component), now, twin)


def _resolution(here: Here, found: Resolution) -> Iterator[Row]:
    zone, worst = found.chain.hours.zone, found.worst
    verdict = "in time" if worst.minutes <= found.promised else "too late"
    yield "Work", duration(worst.work), "all stages together"
    yield "At worst", duration(worst.minutes), f"of the promised hours, {verdict}"
    yield "When it begins on", "", local_time(worst.start, zone)
    for step in worst.timeline:
        waited = f", after {duration(step.waited)} of waiting" if step.waited else ""
        yield (
            _stage(here, step.stage.name),
            duration(step.worked),
            f"done on {local_time(step.end, zone)}{waited}",
        )


def _stage(here: Here, name: str) -> Markup:
    """A stage: who works on it, or to whom it is handed."""
    handed, _, ref = name.rpartition(" ")
    link = here.link(ref)
    return (
        Markup("{} {}").format(handed.capitalize(), link) if handed and link else link or Markup.escape(name)
    )


def _recovery(here: Here, found: Derivation) -> Iterator[Row]:
    time = found.recovery
    if not isinstance(time, NotComputable):
        yield "Back after", duration(time.effective), "when all teams work at once"
        yield "At most", duration(time.bound), "when one team does everything, one after the other"
        for name in time.critical:
            node = time.nodes[name]
            yield here.link(name), duration(node.own), f"back after {duration(node.effective)}"
    if isinstance(found.point, RecoveryPoint):
        remark = Markup("at most, by the backup of {}").format(here.link(found.point.component))
        yield "Data lost", duration(found.point.minutes), remark
