"""What the rules about unreachable availability share: one fault for each promise, with its derivation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.feasibility.from_catalog.days import settled, standing
from itsm_as_code.feasibility.from_catalog.explanations import planned_work, too_long
from itsm_as_code.feasibility.from_catalog.figures import stated_below
from itsm_as_code.feasibility.from_catalog.judged import Judged, Shortfall, judged
from itsm_as_code.feasibility.improvement import kept
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.wording import duration, percent, stated_percent, window_text
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, Fault, Pointer


def faults(
    sla: Record[ServiceLevelAgreement], context: Context, shortfall: Shortfall, say: Callable[[Judged], str]
) -> Iterator[Fault]:
    """One fault for each promise of an agreement with a certain shortfall as its gravest.

    Args:
        sla: The agreement.
        context: The judgement.
        shortfall: The shortfall.
        say: The message.
    """
    day = standing(sla, context.today)
    if day is None:
        return
    day = settled(context.catalog, day)
    for found in judged(context.catalog, sla, day):
        if isinstance(found, NotComputable) or found.shortfall is not shortfall:
            continue
        if not _explained(context.catalog, found, day):
            yield Fault(
                message=say(found),
                at=target_of(sla, found),
                related=tuple(derivation(context.catalog, found, day)),
                about=found.promise.service,
            )


def _explained(catalog: Catalog, found: Judged, day: dt.date) -> bool:
    """Whether AVL004 or AVL006 reports the same fault: a window that is too long, or planned work alone."""
    if found.shortfall is Shortfall.IMPOSSIBLE or not kept(found.promise.promise, found.figures.exact.high):
        return False
    if planned_work(catalog, found.promise, day) is not None:
        return True
    return found.shortfall is Shortfall.UNGUARANTEED and bool(too_long(catalog, found.promise, day))


def target_of(sla: Record[ServiceLevelAgreement], found: Judged) -> Pointer:
    """The figure that is promised."""
    return Pointer(sla, ("spec", "targets", found.promise.index, "atLeast"))


def window_of(found: Judged) -> str:
    """The worst window in the middle of a sentence: ` from 2026-01-01 to 2027-01-01`."""
    if found.judgement is None:
        return ""
    return f" from {found.judgement.window.start} to {found.judgement.window.end}"


def derivation(catalog: Catalog, found: Judged, day: dt.date) -> Iterator[Pointer]:
    """Every component that a figure rests on, with its figure and the file that states it; weakest first."""
    for each in stated_below(catalog, day, found.promise.service):
        name, record = each.component, catalog.get(each.source)
        if record is None:
            continue
        words = (
            f"{name}: {stated_percent(each.dependency.availability)} {window_text(each.dependency)}".rstrip()
        )
        here = found.judgement.downtimes.get(name) if found.judgement is not None else None
        if here is not None:
            words += f", down up to {duration(here.minutes)} of the agreed time"
        yield Pointer(record, each.field, words)


def promised(found: Judged) -> str:
    """The service and what is promised of it: `service:email is promised 99.8 %`."""
    return f"{found.promise.service} is promised {stated_percent(found.promise.promise)}"


def shown(found: Judged, share: float) -> str:
    """A figure beside the promise."""
    return percent(share, found.promise.promise)
