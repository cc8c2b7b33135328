"""What the rules about escalations share: the worst of each target, with its timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.feasibility.from_catalog.days import standing
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, Unresolved, resolutions
from itsm_as_code.feasibility.wording import duration, local_time
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.rule import Context, Fault, Pointer


def faults(
    sla: Record[ServiceLevelAgreement],
    context: Context,
    exceeds: Callable[[Resolution], bool],
    say: Callable[[Resolution], str],
) -> Iterator[Fault]:
    """One fault for each target that the escalation exceeds, for the service for which it is worst.

    A target for a share of the cases is left alone: those that go all the way may be the others.

    Args:
        sla: The agreement.
        context: The judgement.
        exceeds: Whether an escalation takes too long.
        say: The message.
    """
    day = standing(sla, context.today)
    if day is None:
        return
    worst: dict[int, Resolution] = {}
    for found in resolutions(context.catalog, sla, day):
        if isinstance(found, Unresolved) or not exceeds(found):
            continue
        if sla.entity.spec.targets[found.index].share < 100:
            continue
        known = worst.get(found.index)
        if known is None or found.worst.minutes > known.worst.minutes:
            worst[found.index] = found
    for index, found in sorted(worst.items()):
        yield Fault(
            message=say(found),
            at=Pointer(sla, ("spec", "targets", index, "atMost")),
            related=tuple(_timeline(context.catalog, found)),
        )


def promised(found: Resolution) -> str:
    """What is promised: `service:email at priority 1 within 8 h`."""
    return f"{found.service} at priority {found.priority} within {duration(found.promised)}"


def _timeline(catalog: Catalog, found: Resolution) -> Iterator[Pointer]:
    zone = found.chain.hours.zone
    for step, source in zip(found.worst.timeline, found.sources, strict=True):
        words = f"{step.stage.name}: {duration(step.worked)}"
        if step.waited:
            words += f" of work, {duration(step.waited)} of waiting"
        yield Pointer(
            catalog.records[source.ref], source.field, f"{words}, done on {local_time(step.end, zone)}"
        )
