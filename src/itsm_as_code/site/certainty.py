"""How sure a promise is: by what lies under it, and by what was achieved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.days import standing
from itsm_as_code.feasibility.from_catalog.judged import Judged, Shortfall, judged
from itsm_as_code.feasibility.from_catalog.promises import availability_promises
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.site import words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.evidence import reports, results
from itsm_as_code.site.promise import Promise

_GRAVEST: Sequence[Shortfall | None] = (*Shortfall, None)
_SENTENCES = {
    None: "we can keep this promise even if several things fail together",
    Shortfall.UNGUARANTEED: "we expect to keep this promise, unless several things fail together",
    Shortfall.UNLIKELY: "this promise holds only in good years",
    Shortfall.IMPOSSIBLE: "what this service rests on does not allow for this promise",
}
_WORDS = {
    None: "even if several things fail together",
    Shortfall.UNGUARANTEED: "unless several things fail together",
    Shortfall.UNLIKELY: "only in good years",
    Shortfall.IMPOSSIBLE: "cannot be kept",
}


def in_a_sentence(here: Here, service: Record[Service], promised: Sequence[Promise]) -> Markup:
    """How sure what is promised of a service is, in one sentence; empty where nothing is promised.

    Args:
        here: The page.
        service: The service.
        promised: What is promised of it.
    """
    if not promised:
        return Markup()
    first = promised[0]
    clauses: list[Markup] = []
    if first.begins:
        begins, link = words.date(first.begins), here.link(first.agreement.ref)
        clauses.append(Markup("the promise begins on {} ({})").format(begins, link))
    found = shortfalls(here.site, service, first.agreement)
    if found:
        clauses.append(Markup(_SENTENCES[found[0]]))
    achieved = next(_achieved(here, service, promised), None)
    if achieved is not None:
        clauses.append(achieved)
    elif not first.begins:
        measured = "nobody has measured it yet" if clauses else "nobody has measured yet how well it is kept"
        clauses.append(Markup(measured))
    told = Markup("; ").join(clauses)
    return Markup("{}{}.").format(Markup(told[:1].upper()), Markup(told[1:]))


def in_short(site: Site, service: Record[Service], promised: Sequence[Promise]) -> str:
    """The same in a few words, by what lies under it alone; empty where it cannot be worked out."""
    found = shortfalls(site, service, promised[0].agreement) if promised else []
    return _WORDS[found[0]] if found else ""


def shortfalls(
    site: Site, service: Record[Service], agreement: Record[ServiceLevelAgreement]
) -> list[Shortfall | None]:
    """How far the availability that an agreement promises of a service can be kept, the gravest first.

    `None` stands for a promise that even the guarantee keeps. Empty where no figure can be computed.
    """
    day = standing(agreement, site.today)
    if day is None:
        return []
    pairs = zip(
        availability_promises(site.catalog, agreement), judged(site.catalog, agreement, day), strict=True
    )
    found = {
        each.shortfall for about, each in pairs if about.service == service.ref and isinstance(each, Judged)
    }
    return sorted(found, key=_GRAVEST.index)


def _achieved(here: Here, service: Record[Service], promised: Sequence[Promise]) -> Iterator[Markup]:
    """What the latest report says of a service."""
    for promise in promised:
        for report in reports(here.site, promise.agreement.ref):
            found = [
                each
                for each in results(promise.agreement.entity.spec, report.entity)
                if each.kept is not None and each.target.for_ in (None, service.ref)
            ]
            if not found:
                continue
            period = report.entity.spec.period
            works = next((each.value for each in found if each.target.metric == "availability"), "")
            worked = f"it worked {works} of the time, and " if works else ""
            kept = sum(each.kept is True for each in found)
            yield Markup("from {} {}{} kept ({})").format(
                words.dates(period.from_, period.to),
                worked,
                _kept(kept, len(found)),
                here.link(report.ref, "the figures"),
            )


def _kept(kept: int, promised: int) -> str:
    if promised == 1:
        return "our promise was" if kept else "our promise was not"
    if kept == promised:
        return "all our promises were"
    return f"{kept or 'none'} of our {promised} promises {'was' if kept < 2 else 'were'}"
