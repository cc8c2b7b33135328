"""The part of a service's page that is for IT: agreements, what lies beneath, risks, the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import binding_targets
from itsm_as_code.catalog.graph import required
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.change_model import ChangeModel
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.risk import Risk
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.site import contact, source, words
from itsm_as_code.site.context import Here
from itsm_as_code.site.pages.service_derivation import workings
from itsm_as_code.site.pages.service_structure import enabled
from itsm_as_code.site.promise import ended


def view(here: Here, record: Record[Service]) -> Mapping[str, Any]:
    """What IT wants to know of a service."""
    return {
        "facts": list(_facts(here, record)),
        "advice": here.site.advice.get(record.ref, ()),
        "agreements": list(_agreements(here, record)),
        "workings": workings(here, record),
        "lists": [(title, links) for title, links in _lists(here, record) if links],
    }


def _facts(here: Here, record: Record[Service]) -> Iterator[tuple[str, Markup | str]]:
    spec = record.entity.spec
    currency = here.site.organization.currency
    yield "Reference", record.ref
    yield "State", spec.state
    yield "Importance", spec.criticality
    yield "Because of", Markup(", ").join(_reasons(here, record))
    if spec.intrinsic_availability is not None:
        yield "Availability, own failures only", words.percent(spec.intrinsic_availability)
    if spec.measured_availability is not None:
        yield "Availability, measured", words.percent(spec.measured_availability.value)
    if spec.recovery is not None:
        yield "Recovery, once all it needs is back", words.lasting(spec.recovery.minutes)
    if spec.backup is not None:
        lag = f", safe after another {words.lasting(spec.backup.lag.minutes)}" if spec.backup.lag else ""
        yield "Backup", f"every {words.lasting(spec.backup.interval.minutes)}{lag}"
    yield "Cost", words.money(spec.cost, currency) if spec.cost else ""
    yield "Price", words.money(spec.price, currency) if spec.price else ""
    yield "Maintained", Markup(", ").join(here.named("Calendar", spec.maintenance))
    if spec.acceptance:
        met = sum(each.met for each in spec.acceptance)
        yield "Acceptance", f"{met} of {len(spec.acceptance)} criteria are met"
    yield "Source", source.links(here, record)


def _reasons(here: Here, record: Record[Service]) -> Iterator[Markup]:
    for ref, essential in enabled(here.site, record):
        process = here.site.get(ref)
        if process is not None and isinstance(process.parsed, BusinessProcess):
            depends = "cannot do without it" if essential else "uses it"
            yield Markup("{} ({}) {}").format(here.link(ref), process.parsed.spec.criticality, depends)


def _agreements(here: Here, record: Record[Service]) -> Iterator[tuple[Markup, Markup, str, str]]:
    site = here.site
    found: Sequence[tuple[Record[Any], str]] = [
        *(
            (each, f"stakeholder:{each.entity.spec.customer}")
            for each in site.sources(record.ref, ServiceLevelAgreement, "services")
        ),
        *(
            (each, f"team:{each.entity.spec.team}")
            for each in site.sources(record.ref, OperationalLevelAgreement, "covers")
        ),
    ]
    contracts = [ref for ref in required(site.catalog, record.ref) if ref.startswith("contract:")]
    covering = [each.ref for each in site.sources(record.ref, UnderpinningContract, "covers")]
    for ref in dict.fromkeys([*contracts, *covering]):
        contract = site.get(ref)
        if contract is not None and isinstance(contract.parsed, UnderpinningContract):
            found = [*found, (contract, f"stakeholder:{contract.parsed.spec.supplier}")]
    for agreement, other in found:
        spec = agreement.entity.spec
        yield here.link(agreement.ref), here.link(other), _availability(spec, record.ref), _term(here, spec)


def _availability(spec: AgreementSpec, ref: str) -> str:
    found = [target.bound for _, target in binding_targets(spec, ref) if target.metric == "availability"]
    return words.percent(found[0]) if found and isinstance(found[0], int | float) else ""


def _term(here: Here, spec: AgreementSpec) -> str:
    if ended(spec, here.site.today) and spec.valid_to:
        return f"ended on {words.date(spec.valid_to)}"
    until = f", until {words.date(spec.valid_to)}" if spec.valid_to else ""
    return f"since {words.date(spec.valid_from)}{until}"


def _lists(here: Here, record: Record[Service]) -> Iterator[tuple[str, list[Markup]]]:
    site, ref = here.site, record.ref
    yield "Recovery procedures", here.links(each.ref for each in site.sources(ref, Procedure, "restores"))
    yield "Risks", here.links(each.ref for each in site.sources(ref, Risk, "scope"))
    yield "Waivers", here.links(each.ref for each in site.sources(ref, Waiver, "scope"))
    yield "Change models", here.links(each.ref for each in site.sources(ref, ChangeModel, "matches"))
    policies = [
        each
        for each in site.of(Policy)
        if any(rule.match.kind == "Service" for rule in each.entity.spec.rules)
    ]
    yield "Policies that judge it", [_judged(here, each.ref, ref) for each in policies]
    yield (
        "Ways between teams",
        [
            Markup("{}: {} ({})").format(
                channel.name or way.verb, way.shown, here.link(f"team:{channel.asked_by}")
            )
            for channel, way in contact.between_teams(site, record)
        ],
    )


def _judged(here: Here, policy: str, ref: str) -> Markup:
    """A policy, and which of its rules a service keeps and breaks."""
    kept = here.site.governance.rules(policy) if here.site.governance else {}
    broken = [name for name, rule in kept.items() if ref in (*rule.violated, *rule.failed)]
    held = [name for name, rule in kept.items() if ref in rule.holds]
    told = [f"breaks {', '.join(broken)}"] if broken else []
    told += [f"keeps {', '.join(held)}"] if held else []
    return Markup("{}: {}").format(here.link(policy), "; ".join(told)) if told else here.link(policy)
