"""The page of an agreement in plain language, to be read, printed and signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import covered
from itsm_as_code.model.agreement import AgreementSpec, Approval, EvidenceDocument
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.site import evidence, markup, targets, urls, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity
from itsm_as_code.site.promise import ended

_KINDS = (ServiceLevelAgreement, OperationalLevelAgreement, UnderpinningContract)


def pages(site: Site) -> Iterator[Page]:
    """One page for each agreement, whatever its kind."""
    for kind in _KINDS:
        for record in site.of(kind):
            yield _page(site, record)


def _page(site: Site, record: Record[Any]) -> Page:
    path = urls.page_of(record.ref)
    here = Here(site, path)
    spec: Any = record.entity.spec
    other, covers = party(spec), covered(record)
    latest = next(iter(evidence.reports(site, record.ref)), None)
    achieved = list(evidence.results(spec, latest.entity)) if latest else []
    support = here.site.hours(spec.support_hours)
    view: dict[str, Any] = {
        **entity.frame(here, record),
        "terms": list(_terms(here, record, other)),
        "covered": here.links(covers),
        "lines": [
            (line, achieved[number] if achieved else None)
            for number, line in enumerate(targets.lines(here, spec, covers))
        ],
        "latest": here.link(latest.ref) if latest else "",
        "period": _period(latest) if latest else "",
        "support": support.text if support else "",
        "duties": getattr(spec, "customer_duties", ()),
        "remedy": here.rich(spec.remedy),
        "escalation": _escalation(here, spec),
        "reports": list(_reports(here, record)),
        "approvals": [_approval(here, each) for each in spec.approvals],
        "signatories": _signatories(here, other),
        "other": site.title_of(other) or "the other side",
    }
    view["relations"] = []
    return Page(path, record.title, "agreement.html", view, entity.summary(record))


def party(spec: AgreementSpec) -> str:
    """With whom an agreement is made, as a reference."""
    team, supplier = getattr(spec, "team", None), getattr(spec, "supplier", None)
    if team is not None:
        return f"team:{team}"
    return f"stakeholder:{supplier if supplier is not None else getattr(spec, 'customer', '')}"


def _terms(here: Here, record: Record[Any], other: str) -> Iterator[tuple[str, Markup | str]]:
    spec = record.entity.spec
    side = {"sla": "Customer", "ola": "Team", "contract": "Supplier"}[record.kind.short]
    yield side, here.link(other)
    yield "In force", in_force(here.site, spec)
    if spec.valid_to is not None:
        renewal = "goes on by itself" if spec.auto_renew else _RENEWALS[spec.renewal]
        yield "At its end", renewal
    if spec.notice is not None:
        yield "Notice", f"{words.span(spec.notice)} before its end"
    reference, cost = getattr(spec, "reference", None), getattr(spec, "cost", None)
    yield "Number", reference or ""
    if here.site.internal and cost is not None:
        yield "Cost", words.money(cost, here.site.organization.currency)


_RENEWALS = {
    "undecided": "what follows is not decided yet",
    "renew": "it is to be renewed",
    "end": "it is to end",
}


def in_force(site: Site, spec: AgreementSpec) -> str:
    """From when to when an agreement holds."""
    if spec.valid_to is None:
        return f"from {words.date(spec.valid_from)} until it is replaced"
    period = words.dates(spec.valid_from, spec.valid_to)
    return f"{period} (ended)" if ended(spec, site.today) else period


def _escalation(here: Here, spec: AgreementSpec) -> list[tuple[Markup, str]]:
    if not here.site.internal:
        return []
    return [
        (here.link(each.to), words.lasting(each.handoff.minutes) if each.handoff else "")
        for each in spec.escalation
    ]


def _period(report: Record[Any]) -> str:
    period = report.entity.spec.period
    return words.dates(period.from_, period.to)


def _reports(here: Here, record: Record[Any]) -> Iterator[tuple[Markup, str, str]]:
    for report in evidence.reports(here.site, record.ref):
        judged = [
            each.kept for each in evidence.results(record.entity.spec, report.entity) if each.kept is not None
        ]
        kept = sum(judged)
        yield here.link(report.ref), _period(report), f"{kept} of {len(judged)} promises kept"


def _approval(here: Here, approval: Approval) -> tuple[Markup | str, str, str, Markup]:
    found = approval.evidence
    if isinstance(found, EvidenceDocument):
        shown = Markup.escape(found.document)
    elif found and markup.safe_link(found):
        shown = here.contact(found)
    else:
        shown = Markup.escape(found or "")
    return here.link(f"role:{approval.role}"), approval.by, words.date(approval.date), shown


def _signatories(here: Here, other: str) -> Sequence[str]:
    """Who signs: the other side, then IT."""
    record = here.site.find(Stakeholder, other.partition(":")[2])
    signs = f"role:{record.entity.spec.signatory}" if record and record.entity.spec.signatory else ""
    title = here.site.title_of(signs) if signs else None
    return (title or here.site.title_of(other) or "The other side", "For IT")
