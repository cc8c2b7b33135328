"""What the made-up organisation has once: functions, processes, policies, shared services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bench.layout import Value
from bench.words import Author, Entity

SHARED_SERVICES = (
    "network", "identity", "hosting", "database-hosting", "message-bus", "file-store", "mail-relay", "backup",
    "monitoring", "printing", "telephony", "remote-access",
)  # fmt: skip
"""Services that every branch stands on, the most used first."""

BASE = frozenset({"network", "hosting"})
"""Those that require no other shared service."""

TOPICS = ("selling", "making", "workplace", "communication", "access", "behind-the-scenes")

TERMS = ("agreement", "availability", "backup", "branch", "incident", "outage", "probe", "problem", "release")


class Post(NamedTuple):
    """A role of the head office."""

    name: str
    function: str
    team: str


POSTS = (
    Post("it-director", "it-steering-group", "steering"),
    Post("portfolio-manager", "it-steering-group", "steering"),
    Post("process-owner", "service-management-office", "management-office"),
    Post("change-manager", "service-management-office", "management-office"),
    Post("continuity-manager", "service-management-office", "management-office"),
    Post("customer-manager", "customer-management", "customer-care"),
    Post("service-level-manager", "customer-management", "customer-care"),
    Post("supplier-manager", "delivery-management", "delivery"),
    Post("delivery-manager", "delivery-management", "delivery"),
    Post("service-desk-lead", "service-desk", "service-desk"),
    Post("service-desk-agent", "service-desk", "service-desk"),
    Post("network-lead", "technical-management", "network"),
    Post("network-engineer", "technical-management", "network"),
    Post("application-lead", "application-management", "applications"),
    Post("application-analyst", "application-management", "applications"),
)
TEAMS = {post.team: post.function for post in POSTS}

_FUNCTIONS = {
    "it-steering-group": ("strategic", "The business"),
    "service-management-office": ("tactical", "Every function"),
    "customer-management": ("tactical", "Customers"),
    "delivery-management": ("tactical", "Suppliers"),
    "service-desk": ("operational", "Users"),
    "technical-management": ("operational", "The IT environment"),
    "application-management": ("operational", "The IT environment"),
}

_PROCESSES = (
    ("strategy-management", "strategy", "it-director", "strategic-plan"),
    ("service-portfolio-management", "strategy", "portfolio-manager", "service-charter"),
    ("service-financial-management", "strategy", "delivery-manager", "budget"),
    ("business-relationship-management", "relations", "customer-manager", "business-demand"),
    ("service-level-management", "relations", "service-level-manager", "agreement-draft"),
    ("supplier-management", "relations", "supplier-manager", "contract-draft"),
    ("service-catalogue-management", "relations", "service-level-manager", "catalogue-entry"),
    ("capacity-management", "delivery-control", "delivery-manager", "capacity-plan"),
    ("availability-management", "delivery-control", "application-lead", "availability-plan"),
    ("continuity-management", "delivery-control", "continuity-manager", "continuity-plan"),
    ("security-management", "delivery-control", "network-lead", "security-concept"),
    ("delivery-planning", "delivery-control", "delivery-manager", "service-specification"),
    ("change-enablement", "transition", "change-manager", "change-record"),
    ("release-management", "transition", "application-lead", "release-package"),
    ("configuration-management", "transition", "process-owner", "item-register"),
    ("event-management", "operation", "network-lead", "event-record"),
    ("incident-management", "operation", "service-desk-lead", "incident-record"),
    ("request-management", "operation", "service-desk-lead", "request-record"),
    ("problem-management", "operation", "application-lead", "known-error"),
    ("continual-improvement", "operation", "process-owner", "improvement-proposal"),
)
_POLICIES = (
    "agree-before-promise",
    "change-with-care",
    "know-suppliers",
    "record-everything",
    "stay-recoverable",
)


def title_of(name: str) -> str:
    """A name as people write it at the head of a page."""
    return name.replace("-", " ").capitalize()


def entities(author: Author, branches: int) -> Iterator[Entity]:
    """Everything that exists once.

    Args:
        author: Who writes.
        branches: How many branches the organisation has.
    """
    yield _organization(author, branches)
    yield from _people(author)
    yield from _why_and_what(author)
    yield from _shared(author)
    for name in TERMS:
        yield term(author, name, title_of(name))


def term(author: Author, name: str, title: str) -> Entity:
    """A word of the lexicon."""
    return author.entity("Term", name, title, {"definition": author.prose(3)})


def _organization(author: Author, branches: int) -> Entity:
    spec: dict[str, Value] = {
        "profile": "standard",
        "timezone": "Europe/Lisbon",
        "hours": {"mon-fri": ["08:00-18:00"]},
        "currency": "EUR",
        "language": "en",
        "staff": 90 * branches,
        "sites": branches,
        "maturity": 3,
        "topics": [{"name": name, "title": title_of(name)} for name in TOPICS],
        "priorities": [
            {"priority": 1, "title": "Nobody can work"},
            {"priority": 2, "title": "Many are slowed down"},
            {"priority": 3, "title": "One person is affected"},
        ],
        "serviceDesk": {
            "channels": [
                {"name": "Extension 1100", "type": "phone", "value": "+351 220 551 100", "hours": "always"},
                {"name": "Mail", "type": "mail", "value": "help@branches.example", "hours": "office"},
            ]
        },
        "feedback": "quality@branches.example",
        "featured": list(SHARED_SERVICES[:2]),
    }
    return author.entity("Organization", "organization", "Branches", spec, description=author.prose(2))


def _people(author: Author) -> Iterator[Entity]:
    for name, (level, facing) in _FUNCTIONS.items():
        spec: dict[str, Value] = {"purpose": author.prose(2), "level": level, "facing": facing}
        if name == "service-desk":
            spec["coordinates"] = ["technical-management", "application-management"]
        spec["responsibilities"] = [author.prose(1), author.prose(1)]
        yield author.entity("Function", name, title_of(name), spec, description=author.prose(1))
    for post in POSTS:
        spec = {
            "within": f"function:{post.function}",
            "heldBy": [f"team:{post.team}"],
            "responsibilities": [author.prose(1), author.prose(1)],
        }
        yield author.entity("Role", post.name, title_of(post.name), spec, description=author.prose(2))
    for team, function in TEAMS.items():
        yield team_of(author, team, title_of(team), function)
    yield author.owned("Stakeholder", "carrier", "Carrier", "supplier-manager", supplier(author))


def supplier(author: Author) -> dict[str, Value]:
    """The facts of a supplier."""
    return {
        "roles": ["supplier"],
        "organisation": "other",
        "contact": "supplier-manager",
        "evaluatedOn": "2026-06-15",
        "escalation": author.prose(2),
    }


def team_of(author: Author, name: str, title: str, function: str) -> Entity:
    """A team of five around the clock."""
    members: list[Value] = [
        {
            "handle": f"{name}-{number}",
            "name": f"{title} member {number}",
            "email": f"{name}-{number}@branches.example",
        }
        for number in range(1, 6)
    ]
    spec: dict[str, Value] = {"functions": [function], "hours": "always", "members": members}
    return author.entity("Team", name, title, spec, description=author.prose(1))


def _why_and_what(author: Author) -> Iterator[Entity]:
    yield author.owned("Objective", "steady-growth", "Steady growth", "it-director", objective(author, 12))
    for name in _POLICIES:
        spec: dict[str, Value] = {
            "approver": "it-director",
            "objectives": ["steady-growth"],
            "rationale": author.prose(3),
            "statements": [author.prose(1), author.prose(1), author.prose(1)],
            "manual": True,
            "version": "1.0",
        }
        yield author.owned("Policy", name, title_of(name), "process-owner", spec)
    functions = {post.name: post.function for post in POSTS}
    for number, (name, phase, role, artefact) in enumerate(_PROCESSES):
        before = _PROCESSES[number - 1][3]
        spec = {
            "phase": phase,
            "function": functions[role],
            "purpose": author.prose(2),
            "implements": [_POLICIES[number % len(_POLICIES)]],
            "consumes": [before],
            "produces": [artefact],
            "serves": "all",
            "assures": [("need", "available", "cost-effective")[number % 3]],
            "activities": [
                {
                    "name": f"{verb}-{artefact}",
                    "title": title_of(f"{verb}-{artefact}"),
                    "responsible": [role],
                    "accountable": role,
                    "consulted": ["delivery-manager", "application-analyst"],
                    "informed": ["service-desk-agent"],
                }
                for verb in ("prepare", "agree", "publish")
            ],
            "kpis": [{"name": title_of(f"{artefact}-in-time"), "target": 95, "unit": "%"}],
            "version": "1.1",
        }
        yield author.owned("Process", name, title_of(name), "process-owner", spec, sentences=1)
        yield author.owned(
            "Artefact",
            artefact,
            title_of(artefact),
            role,
            {"form": "document", "meaning": artefact},
        )
        yield term(author, artefact, title_of(artefact))
        yield author.owned(
            "Procedure", f"do-{name}", title_of(f"how-{name}-works"), role, _how(author, number)
        )


def objective(author: Author, target: int) -> dict[str, Value]:
    """The facts of an objective."""
    return {
        "statement": author.prose(2),
        "metric": "Turnover of the year against the one before",
        "target": target,
        "unit": "%",
        "by": "2028-12-31",
    }


def _how(author: Author, number: int) -> dict[str, Value]:
    name, _, role, artefact = _PROCESSES[number]
    return {
        "type": "administrative",
        "realises": [f"{name}/{verb}-{artefact}" for verb in ("prepare", "agree", "publish")],
        "trigger": "The month begins, or the branch asks for it.",
        "steps": steps(author, f"role:{role}", 3),
        "takes": "3h",
        "verification": "The result stands in the register, with its date.",
        "version": "1.2",
    }


def steps(author: Author, role: str, number: int, item: str | None = None) -> list[Value]:
    """Steps of one hour each, the first a technical one where it works on an item."""
    found: list[Value] = []
    for rank in range(number):
        step: dict[str, Value] = {"do": author.prose(1), "by": role}
        if rank == 0 and item is not None:
            step |= {"type": "technical", "takes": "1h", "item": item}
        else:
            step |= {"type": "coordination", "takes": "1h"}
        found.append(step)
    return found


def _shared(author: Author) -> Iterator[Entity]:
    yield author.owned("Calendar", "maintenance-window", "Maintenance", "change-manager", {
        "timezone": "Europe/Lisbon",
        "weekly": {"sun": ["01:00-05:00"]},
    })  # fmt: skip
    yield author.owned("Calendar", "closing-freeze", "Closing of the year", "change-manager", {
        "timezone": "Europe/Lisbon",
        "once": [{"from": "2026-12-20", "to": "2027-01-05", "title": "The books are closed"}],
        "freeze": True,
        "appliesTo": "all",
    })  # fmt: skip
    yield author.owned("ChangeModel", "routine", "Routine", "change-manager", {
        "type": "normal",
        "matches": {"kinds": ["ConfigurationItem"]},
        "risk": "low",
        "authority": "change-manager",
    })  # fmt: skip
    yield author.owned("UnderpinningContract", "lines", "Lines", "supplier-manager", {
        "supplier": "carrier",
        **contract(author, 60_000),
        "covers": ["service:network"],
    })  # fmt: skip
    for number, name in enumerate(SHARED_SERVICES):
        items = [f"ci:{name}-{letter}" for letter in "ab"]
        below = [f"service:{other}" for other in SHARED_SERVICES if other in BASE] if name not in BASE else []
        spec: dict[str, Value] = {
            "state": "operational",
            "type": "supporting",
            "topic": "behind-the-scenes",
            "criticality": "high",
            "outcome": author.prose(1),
            "intrinsicAvailability": 99.99,
            "recovery": "1h",
            "serviceHours": "always",
            "supportHours": "always",
            "maintenance": "maintenance-window",
            "cost": {"amount": 90_000 + number, "per": "1y"},
            "requires": [
                *below,
                *(["contract:lines"] if name == "network" else []),
                {"atLeast": 1, "of": items, "failover": "5m"},
            ],
            "provider": "team:network",
        }
        yield author.owned("Service", name, title_of(name), "network-lead", spec)
        for letter in "ab":
            yield author.owned(
                "ConfigurationItem", f"{name}-{letter}", f"{title_of(name)} {letter}",
                "network-lead", item(author, "team:network"),
            )  # fmt: skip
    yield author.owned("OperationalLevelAgreement", "shared", "Shared services", "delivery-manager", {
        "team": "network",
        "covers": [f"service:{name}" for name in SHARED_SERVICES],
        **underpinning("it-director"),
    })  # fmt: skip
    yield author.owned("Procedure", "restore-shared", "Restore what is shared", "network-lead", {
        "type": "recovery",
        "realises": ["incident-management/prepare-incident-record"],
        "trigger": "A shared service is down.",
        "restores": [f"service:{name}" for name in SHARED_SERVICES],
        "steps": steps(author, "role:service-desk-lead", 3, "service:network"),
        "takes": "3h",
        "verification": author.prose(1),
    })  # fmt: skip
    yield author.owned("Risk", "one-carrier", "One carrier", "network-lead", {
        "threat": author.prose(1), "scope": ["contract:lines", "service:network"], "likelihood": 2,
        "impact": 4, "treatment": "accept", "response": author.prose(1), "status": "accepted",
    })  # fmt: skip
    yield author.owned("Waiver", "restore-later", "Exercise postponed", "it-director", {
        "rule": "REC006", "scope": ["procedure:restore-shared"], "reason": author.prose(2),
        "compensatingControl": author.prose(2), "requestedBy": "role:network-lead",
        "approvedBy": "role:it-director", "granted": "2026-11-02", "expires": "2027-02-01",
        "risk": "one-carrier",
    })  # fmt: skip


def item(author: Author, provider: str) -> dict[str, Value]:
    """The facts of an item that is bought and looked after."""
    year = author.random.randrange(2021, 2026)
    return {
        "class": author.random.choice(("server", "switch", "database", "application", "storage")),
        "state": "live",
        "location": f"Room {author.random.randrange(1, 400)}, row {author.random.randrange(1, 30)}",
        "asset": {
            "cost": {"amount": author.random.randrange(900, 40_000)},
            "bought": f"{year}-05-15",
            "endOfSupport": f"{year + 8}-05-31",
        },
        "intrinsicAvailability": 99.9,
        "measuredAvailability": {
            "value": 99.93,
            "per": "1y",
            "source": "Probes of the monitoring, every minute",
        },
        "recovery": "1h",
        "maintenance": "maintenance-window",
        "provider": provider,
    }


def contract(author: Author, amount: int) -> dict[str, Value]:
    """The facts of a contract around the clock, long enough for every agreement."""
    return {
        "reference": f"C-{author.random.randrange(10_000, 99_999)}",
        "cost": {"amount": amount, "per": "1y"},
        "renewal": "renew",
        "autoRenew": True,
        **underpinning("it-director"),
        "remedy": author.prose(1),
    }


def underpinning(signatory: str) -> dict[str, Value]:
    """Term and targets of what lies under an SLA."""
    return {
        "hours": "always",
        "supportHours": "always",
        "validFrom": "2026-01-01",
        "validTo": "2029-01-01",
        "notice": "3mo",
        "targets": [
            availability(99.9),
            *times(("15m", "30m", "2h"), ("2h", "4h", "16h")),
            {"metric": "recovery-time", "atMost": "2h", "measuredBy": "Yearly exercise"},
        ],
        "approvals": [approval(signatory, "2025-12-08")],
    }


def availability(percentage: float) -> dict[str, Value]:
    """A target for availability."""
    return {
        "metric": "availability",
        "atLeast": percentage,
        "per": "1y",
        "measuredBy": "Probes, every minute",
    }


def times(responses: tuple[str, ...], resolutions: tuple[str, ...]) -> list[Value]:
    """Targets for response and resolution, by priority."""
    return [
        {"metric": metric, "priority": priority, "atMost": time, "measuredBy": "Records of the Service Desk"}
        for metric, bounds in (("response-time", responses), ("resolution-time", resolutions))
        for priority, time in enumerate(bounds, start=1)
    ]


def approval(role: str, date: str) -> dict[str, Value]:
    """A recorded agreement."""
    return {
        "role": role,
        "by": "Teresa Lobo",
        "date": date,
        "evidence": f"Minutes of {date}",
        "recordedBy": "service-level-manager",
    }
