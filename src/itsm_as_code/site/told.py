"""What the history of the repository tells, in business words: promises, hours, orders, who answers for it.

What is new or moves through its life, the catalogue itself knows with its own dates (`events`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from itsm_as_code.catalog.changes import EntityChange, Verb
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.service import Offering, Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.site import words
from itsm_as_code.site.context import Site
from itsm_as_code.site.events import Happening
from itsm_as_code.site.evidence import figure
from itsm_as_code.site.promise import priority_title

_PROMISES = {
    "availability": "{it} is now promised to work {new} of its hours",
    "response-time": "help with {it} now begins within {new}",
    "resolution-time": "{it} now works again within {new}",
    "fulfilment-time": "what is ordered from {it} is now ready within {new}",
    "recovery-time": "after a disaster {it} now works again within {new}",
    "recovery-point": "a disaster now takes at most the last {new} of the work with {it}",
    "throughput": "{it} is now promised to bear {new}",
    "satisfaction": "for {it} the aim is now {new}",
}


def happenings(site: Site) -> Iterator[Happening]:
    """What the history tells, the latest first; nothing of what readers may not see."""
    for day in site.past:
        for change in day.changes:
            commits = day.commits.get(change.record.path, ())
            for found in _told(site, day.day, change):
                if site.get(found.ref) is not None:
                    yield replace(found, commits=commits)


def _told(site: Site, day: dt.date, change: EntityChange) -> Iterator[Happening]:
    if change.verb is not Verb.CHANGED or change.before is None or change.after is None:
        return
    match change.before.parsed, change.after.parsed:
        case Service() as before, Service() as after:
            yield from _service(site, day, before, after)
        case ServiceLevelAgreement() as before, ServiceLevelAgreement() as after:
            yield from _agreement(site, day, before, after)
        case Calendar() as before, Calendar() as after:
            yield from _calendar(site, day, before, after)


def _service(site: Site, day: dt.date, before: Service, after: Service) -> Iterator[Happening]:
    ref = f"service:{after.metadata.name}"
    old, new = before.spec, after.spec

    def happened(text: str, **values: str) -> Happening:
        return Happening(day, ref, text, (ref,), values)

    def moved(text: str, link: str) -> Happening:
        return Happening(day, ref, text, (ref,), links={"new": link})

    if before.metadata.title != after.metadata.title and before.metadata.title:
        yield happened("{it} used to be called “{old}”", old=before.metadata.title)
    if old.service_hours != new.service_hours:
        yield moved("{it} has other hours now: {new}", f"calendar:{new.service_hours}")
    if old.support_hours != new.support_hours:
        yield moved("help with {it} has other hours now: {new}", f"calendar:{new.support_hours}")
    if new.maintenance and old.maintenance != new.maintenance:
        yield moved("{it} is now maintained in: {new}", f"calendar:{new.maintenance}")
    if old.channels != new.channels:
        yield happened("there are other ways now to get help with {it}")
    if old.level != new.level and new.level:
        yield happened("{it} has another level now: {new}", new=new.level)
    if old.price != new.price and new.price:
        price = words.money(new.price, site.organization.currency)
        yield happened("{it} now costs {new}", new=price)
    for text, offer in _offers(old.offerings, new.offerings):
        yield happened(text, new=offer.title)
    if old.owner != new.owner:
        yield moved("{new} now answers for {it}", f"role:{new.owner}")


def _offers(before: Sequence[Offering], after: Sequence[Offering]) -> Iterator[tuple[str, Offering]]:
    old, new = ({each.name: each for each in offers} for offers in (before, after))
    for name, offer in new.items():
        if name not in old:
            yield "“{new}” can be ordered from {it} now", offer
        elif (old[name].price, old[name].fulfilment) != (offer.price, offer.fulfilment):
            yield "“{new}”, which {it} offers, has another price or time now", offer
    for name, offer in old.items():
        if name not in new:
            yield "“{new}” can no longer be ordered from {it}", offer


def _agreement(
    site: Site, day: dt.date, before: ServiceLevelAgreement, after: ServiceLevelAgreement
) -> Iterator[Happening]:
    agreement = f"sla:{after.metadata.name}"
    covered = tuple(f"service:{name}" for name in after.spec.services)
    for name in after.spec.services:
        if name not in before.spec.services:
            ref = f"service:{name}"
            yield Happening(day, ref, "{it} is now covered by {new}", (ref,), links={"new": agreement})
    old, new = _targets(before.spec.targets), _targets(after.spec.targets)
    for key, target in new.items():
        was = old.get(key)
        if was is not None and was.bound == target.bound:
            continue
        text = _PROMISES[target.metric]
        values = {"new": figure(target, target.bound)}
        if was is not None:
            text += ", instead of {old}"
            values["old"] = figure(was, was.bound)
        if target.priority is not None:
            text += " ({case})"
            values["case"] = priority_title(site, target.priority).lower()
        yield _promised(day, agreement, target, covered, text=text, values=values)
    if after.spec.valid_to is not None and before.spec.valid_to != after.spec.valid_to:
        until = words.date(after.spec.valid_to - dt.timedelta(days=1))
        yield Happening(day, agreement, "the agreement {it} now holds until {new}", covered, {"new": until})


def _promised(
    day: dt.date,
    agreement: str,
    target: Target,
    covered: tuple[str, ...],
    *,
    text: str,
    values: Mapping[str, str],
) -> Happening:
    """What is promised of one service, or of everything that an agreement covers."""
    about = (target.for_,) if target.for_ else covered
    if len(about) == 1:
        return Happening(day, about[0], text, about, values)
    return Happening(day, agreement, text.replace("{it}", "everything in {it}"), about, values)


def _targets(targets: Sequence[Target]) -> dict[tuple[object, ...], Target]:
    return {(each.metric, each.priority, each.for_): each for each in targets}


def _calendar(site: Site, day: dt.date, before: Calendar, after: Calendar) -> Iterator[Happening]:
    if before.spec.weekly == after.spec.weekly:
        return
    ref = f"calendar:{after.metadata.name}"
    fields = ("serviceHours", "supportHours")
    about = dict.fromkeys(each.ref for name in fields for each in site.sources(ref, Service, name))
    if about:
        yield Happening(day, ref, "the hours have changed: {it}", tuple(about))
