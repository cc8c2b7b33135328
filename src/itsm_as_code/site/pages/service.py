"""The page of a service: whom to call, what is promised, when, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.model.service import Service
from itsm_as_code.site import certainty, contact, linked_data, markup, offers, people, states, urls, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.history import History
from itsm_as_code.site.hours import Difference, Hours
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import service_for_it, service_structure
from itsm_as_code.site.promise import Promise, Row, Uptime, built_for, customer_of, promises
from itsm_as_code.site.topics import topic_of
from itsm_as_code.site.trail import index_of, trail


@dataclass(frozen=True, slots=True)
class Tiles:
    """The tiles below the title; one without data is absent."""

    help: contact.Way | None
    rows: Sequence[Row]
    begins: Any
    uptime: Uptime | None
    agreed: bool
    orders: bool

    @property
    def any(self) -> bool:
        """Whether there is a tile at all."""
        return bool(self.help or self.rows or self.uptime or self.orders)


def pages(site: Site) -> Iterator[Page]:
    """One page for each service."""
    history = History(site)
    for record in site.of(Service):
        yield _page(site, record, history)


def _page(site: Site, record: Record[Service], history: History) -> Page:
    spec, metadata = record.entity.spec, record.entity.metadata
    path = urls.page_of(record.ref)
    here = Here(site, path)
    promised = promises(site, record)
    ways = contact.ways(site, record) if spec.state != "retired" else []
    orders = offers.offers(site, record)
    topic = topic_of(site, spec.topic)
    lead = here.inline(metadata.description)
    view: dict[str, Any] = {
        "trail": trail(here, index_of("Service"), (f"topics/{topic.name}", topic.title)),
        "lead": lead,
        "pills": _pills(here, record, topic.title),
        "findings": site.faults.get(record.ref, ()),
        "notices": list(_notices(here, record)),
        "tiles": _tiles(site, record, promised, ways, bool(orders)),
        "more_ways": len(ways) > 1,
        "ways": ways if len(ways) > 1 else (),
        "sure": certainty.in_a_sentence(here, record, promised),
        "outcome": here.rich(spec.outcome),
        "utility": here.rich(spec.utility),
        "capacity": _capacity(record),
        "promises": [_told(here, promise) for promise in promised],
        "security": here.rich(spec.warranty.security if spec.warranty else None),
        "times": _times(site, record, promised),
        "structure": service_structure.structure(here, record),
        "offers": orders,
        "agreed": {offer.name: here.link(offer.agreed) for offer in orders if offer.agreed},
        "who": {offer.name: here.links(offer.users) for offer in orders},
        "how": {offer.name: here.link(offer.procedure) for offer in orders if offer.procedure},
        "hours_note": _hours_note(site, record, orders),
        "maintenance": _next_maintenance(site, record),
        "planned": history.planned_for(record.ref, 4),
        "calendars": _calendar_files(here, history, record),
        "changes": history.sentences(here, history.for_service(record.ref), 6),
        "responsible": list(_responsible(here, record)),
        "links": _links(metadata.links),
    }
    view["agreed"] = {offer.name: view["agreed"].get(offer.name, Markup()) for offer in orders}
    view["how"] = {offer.name: view["how"].get(offer.name, Markup()) for offer in orders}
    if site.internal:
        view["it"] = service_for_it.view(here, record)
    description = markup.first_sentence(metadata.description) if metadata.description else ""
    data = linked_data.script(linked_data.service(site, record, orders))
    return Page(path, record.title, "service.html", view, description, data=data)


def _pills(here: Here, record: Record[Service], topic: str) -> list[tuple[Markup | str, str]]:
    spec = record.entity.spec
    link = here.to(f"topics/{spec.topic}", topic)
    found: list[tuple[Markup | str, str]] = [(link, "")]
    if spec.level:
        found.append((f"{spec.level} service", "level"))
    found.append((states.STATES[spec.state], states.group(spec.state)))
    if spec.type == "supporting":
        found.append(("Works behind other services", ""))
    return found


def _notices(here: Here, record: Record[Service]) -> Iterator[Markup]:
    spec = record.entity.spec
    instead = here.named("Service", spec.replaced_by)
    if spec.state == "retired":
        since = f" since {words.date(spec.state_since)}" if spec.state_since else ""
        text = Markup("This service is no longer available{}.").format(since)
        yield text + (Markup(" Use {} instead.").format(instead[0]) if instead else "")
    elif spec.state == "retiring":
        until = f" on {words.date(spec.retire_on)}" if spec.retire_on else ""
        text = Markup("This service will be switched off{}.").format(until)
        yield text + (Markup(" {} takes its place.").format(instead[0]) if instead else "")
    elif states.group(spec.state) == "coming":
        yield Markup("You cannot use this service yet. {}").format(words.sentence(_COMING[spec.state]))


_COMING = {
    "proposed": "somebody has proposed it, and nothing is decided",
    "defined": "we are finding out what it would have to do",
    "approved": "it has been approved, and waits for its go-ahead",
    "chartered": "it has its go-ahead, and is being prepared",
    "designed": "it has been designed, and is being built",
    "built": "it has been built, and is being tried out",
}


def _tiles(
    site: Site,
    record: Record[Service],
    promised: Sequence[Promise],
    ways: Sequence[contact.Way],
    orders: bool,
) -> Tiles:
    first = promised[0] if promised else None
    rows = [row for row in first.rows if row.start] if first else []
    agreed = first.uptime if first else None
    return Tiles(
        help=ways[0] if ways else None,
        rows=[rows[-1], rows[0]] if len(rows) > 1 else rows,
        begins=first.begins if first else None,
        uptime=agreed or (built_for(site, record) if record.entity.spec.state != "retired" else None),
        agreed=agreed is not None,
        orders=orders,
    )


def _told(here: Here, promise: Promise) -> Mapping[str, Any]:
    customer = here.site.title_of(customer_of(promise.agreement)) or "you"
    begins = f" from {words.date(promise.begins)}" if promise.begins else ""
    sentences: list[Markup] = []
    if promise.support and promise.rows:
        sentences.append(Markup("These times run {}.").format(promise.support.text))
    if promise.recovery:
        loss = f", and you lose at most the last {promise.loss} of your work" if promise.loss else ""
        sentences.append(
            Markup("After a disaster it works again within {}{}.").format(promise.recovery, loss)
        )
    elif promise.loss:
        sentences.append(Markup("After a disaster you lose at most the last {} of it.").format(promise.loss))
    sentences.append(Markup("All of it in writing: {}.").format(here.link(promise.agreement.ref)))
    return {
        "heading": f"For {customer}{begins}",
        "begins": promise.begins,
        "rows": promise.rows,
        "starts": any(row.start for row in promise.rows),
        "ends": any(row.end for row in promise.rows),
        "sentences": sentences,
    }


@dataclass(frozen=True, slots=True)
class Week:
    """Hours as a table of seven days."""

    always: bool
    days: Sequence[tuple[str, str]]
    place: str
    zone: str


def _times(
    site: Site, record: Record[Service], promised: Sequence[Promise]
) -> list[tuple[str, Week, Sequence[Difference]]]:
    spec = record.entity.spec
    hours = (promised[0].hours if promised else None) or site.hours(spec.service_hours)
    support = (promised[0].support if promised else None) or site.hours(spec.support_hours)
    found: list[tuple[str, Hours | None]] = [("You can use it", hours), ("Somebody helps", support)]
    if hours is support:
        found = [("You can use it, and somebody helps", hours)]
    return [
        (title, Week(each.always, each.table, each.place, each.times.zone.name), each.differences(site.today))
        for title, each in found
        if each is not None and (each.weekly or each.always)
    ]


def _next_maintenance(site: Site, record: Record[Service]) -> str:
    hours = site.hours(record.entity.spec.maintenance)
    coming = hours.coming(site.today, 400, 1) if hours else ()
    return coming[0].text if coming else ""


def _capacity(record: Record[Service]) -> list[str]:
    warranty = record.entity.spec.warranty
    return [
        f"{each.metric}: {words.number(each.value)} {each.unit or ''}".strip()
        for each in (warranty.capacity if warranty else ())
    ]


def _hours_note(site: Site, record: Record[Service], orders: Sequence[offers.Offer]) -> str:
    support = site.hours(record.entity.spec.support_hours)
    if support is None or support.always or not any(offer.ready for offer in orders):
        return ""
    return f"Times run {support.text}."


def _calendar_files(here: Here, history: History, record: Record[Service]) -> list[Markup]:
    found = dict.fromkeys(each.calendar for each in history.planned_for(record.ref, 99))
    return [
        Markup('<a href="{}" type="text/calendar">{} for your calendar</a>').format(
            here.file(f"{urls.page_of(calendar.ref)}/calendar.ics"), calendar.title
        )
        for calendar in found
    ]


def _responsible(here: Here, record: Record[Service]) -> Iterator[tuple[str, Markup | str]]:
    spec: OwnedSpec = record.entity.spec
    state = record.entity.spec.state
    owner = people.role_with_holders(here, spec.owner)
    yield "Owner", owner
    if not owner:
        yield "Answered for by", people.home(here, spec.owner)
    yield "Provided by", people.provider(here, record.entity.spec.provider, spec.owner)
    feedback = here.site.organization.feedback
    yield "Praise or complain", here.contact(feedback) if feedback else ""
    if phases := states.phases(state):
        yield "Phase of its life", phases
    checked = here.site.last_checked(record)
    yield "Last checked", words.date(checked) if checked else ""
    yield "Next review", words.date(spec.next_review) if spec.next_review else ""


def _links(found: Sequence[Any]) -> list[Markup]:
    return [markup.anchor(link.url, link.title) for link in found if markup.safe_link(link.url)]
