"""What nobody wrote yet: families of rules that sleep for want of it, and relations that are nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.model.role import Role
from itsm_as_code.model.service import Service
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.vocabulary import CRITICALITIES


@dataclass(frozen=True, slots=True)
class Absence:
    """Something that is not there, and would be of use.

    Attributes:
        do: What to do.
        now: How things stand.
        why: What the business has from it.
        begin: The command to begin with; `{service}` stands for the most important service.
        effect: What it means for the business, on the scale of `next_steps`.
        codes: The families of rules that wake by it.
    """

    do: str
    now: str
    why: str
    begin: str
    effect: int
    codes: tuple[str, ...] = ()


_ASLEEP = (
    Absence(
        "Write down what the organisation lives from, as its first business process.",
        "No business process is written down.",
        "Only then can anyone tell which work stands still when a service fails, and what needs most care.",
        "itsm new business-process",
        540,
        ("ALN",),
    ),
    Absence(
        "Say in the warranty of your most important service how soon it has to work again.",
        "No service has a recovery time.",
        "Whether a backup or a spare is good enough is found out now, at a desk, or on the day it is needed.",
        "itsm show {service}",
        520,
        ("REC",),
    ),
    Absence(
        "Write down how one thing is done that only one person can do today.",
        "No procedure is written down.",
        "When that person is ill or leaves, the work goes on.",
        "itsm new procedure",
        500,
        ("PRD",),
    ),
    Absence(
        "Write down, for what your services stand on, how often it fails.",
        "Nothing has a figure for its availability.",
        "With figures it can be computed whether what you promise can be kept.",
        "itsm new ci",
        480,
        ("AVL",),
    ),
    Absence(
        "Write down the first process: how somebody who cannot work gets help.",
        "No process is written down.",
        "Who does what is agreed once, rather than anew with each call.",
        "itsm new process incident-management",
        460,
        ("FLW", "ORG", "PRC"),
    ),
    Absence(
        "Write down the first policy: what IT always does, or never, and why.",
        "No policy is written down.",
        "People keep a rule whose reason they know, and exceptions come before somebody who may grant them.",
        "itsm new policy",
        420,
        ("POL",),
    ),
    Absence(
        "Define the words over which people misunderstand each other.",
        "No term is defined.",
        "Customers and technicians mean the same when they sign the same.",
        "itsm new term",
        400,
        ("LEX",),
    ),
)
"""What wakes each family that can sleep, and what that is good for."""


def families_asleep(catalog: Catalog, families: Collection[str]) -> Iterator[Absence]:
    """What would wake the families that sleep.

    Args:
        catalog: The catalogue.
        families: The families that sleep, by their codes.
    """
    for absence in _ASLEEP:
        if set(absence.codes) & set(families) and (service := _most_important(catalog)):
            yield _about(absence, service)


def absences(catalog: Catalog) -> Iterator[Absence]:
    """What is nowhere in the catalogue, and no rule asks for."""
    service = _most_important(catalog)
    if service is None:
        yield _NO_SERVICE
        return
    for missing, absence in _NOWHERE:
        if missing(catalog):
            yield _about(absence, service)


def _about(absence: Absence, service: Record[Service]) -> Absence:
    begin = absence.begin.format(service=service.ref)
    return Absence(absence.do, absence.now, absence.why, begin, absence.effect, absence.codes)


def _most_important(catalog: Catalog) -> Record[Service] | None:
    """The most critical service, a live one before others; of equals, the first."""
    return max(
        catalog.of(Service),
        key=lambda record: (is_live(record), CRITICALITIES.index(record.entity.spec.criticality)),
        default=None,
    )


_NO_SERVICE = Absence(
    "Write down the service that would be missed first.",
    "The catalogue holds no service.",
    "Everything else hangs on it: who answers for it, what is promised, and what it costs.",
    "itsm new service",
    900,
)


def _no_requirements(catalog: Catalog) -> bool:
    services = catalog.of(Service)
    return len(services) > 1 and not any(record.entity.spec.requires for record in services)


def _no_offerings(catalog: Catalog) -> bool:
    return not any(record.entity.spec.offerings for record in catalog.of(Service))


def _no_supplier(catalog: Catalog) -> bool:
    return not any("supplier" in record.entity.spec.roles for record in catalog.of(Stakeholder))


def _no_deputy(catalog: Catalog) -> bool:
    return bool(catalog.of(Role)) and not any(record.entity.spec.deputy for record in catalog.of(Role))


def _none(kind: str) -> Callable[[Catalog], bool]:
    return lambda catalog: not catalog.of_kind(kind)


_NOWHERE: tuple[tuple[Callable[[Catalog], bool], Absence], ...] = (
    (
        _no_requirements,
        Absence(
            "Say for each service what it requires: other services, items and contracts.",
            "No service says what it stands on.",
            "When something fails, or is about to be changed, one sees at once who is hit.",
            "itsm show {service}",
            560,
        ),
    ),
    (
        _no_supplier,
        Absence(
            "Write down whom you buy from, and under which contract.",
            "No supplier is written down.",
            "What you promise is only as good as what was promised to you, and notice periods do not wait.",
            "itsm new stakeholder",
            440,
        ),
    ),
    (
        _no_deputy,
        Absence(
            "Name a deputy for each role that decides.",
            "Nobody has a deputy.",
            "A decision that waits for somebody's holiday costs more than asking somebody else.",
            "itsm list roles",
            430,
        ),
    ),
    (
        _no_offerings,
        Absence(
            "Say what people can ask for, how long it takes and who has to agree.",
            "No service offers anything to order.",
            "Whoever finds on the page how to get it need not call.",
            "itsm show {service}",
            410,
        ),
    ),
    (
        _none("Risk"),
        Absence(
            "Write down what keeps you awake, and what you would do.",
            "No risk is written down.",
            "A risk that is on paper can be accepted by those who would bear it, or ended.",
            "itsm new risk",
            380,
        ),
    ),
    (
        _none("Improvement"),
        Absence(
            "Write down the next complaint as an improvement, with a date.",
            "No improvement is under way.",
            "What people tell you once is worth more than what a survey tells you twice.",
            "itsm new improvement",
            340,
        ),
    ),
)
"""What is looked for, and what to say where it is nowhere."""
