"""A branch of the made-up organisation: 94 entities, from its business down to its cabinets."""

from __future__ import annotations

from collections.abc import Iterator

from bench import core
from bench.layout import Value
from bench.words import PLACES, Author, Entity

SIZE = 94
"""How many entities a branch has."""

_CUSTOMER_FACING = 10
_SUPPORTING = 8
_PIPELINE = ("proposed", "designed")
_ITEMS = 30
_PROCESSES = ("sales", "orders", "stock", "accounts")
_SERVICES = (
    "shop", "till", "web-orders", "invoices", "warehouse", "deliveries", "customers", "reports",
    "staff", "desk",
)  # fmt: skip
_PARTS = ("ledger", "prices", "search", "labels", "archive", "gateway", "planning", "exchange")


class Branch:
    """The entities of one branch.

    Attributes:
        name: Such as `porto-0016`; begins the names of its entities.
        title: Such as `Porto 16`.
    """

    def __init__(self, author: Author, number: int) -> None:
        place = PLACES[number % len(PLACES)]
        ascii_place = place.translate(str.maketrans("áÉéú", "aEeu")).lower()
        self.name = f"{ascii_place}-{number:04}"
        self.title = f"{place} {number}"
        self.number = number
        self._author = author
        self._prose = author.prose

    def entities(self) -> Iterator[Entity]:
        """All of them."""
        yield from self._people()
        yield from self._business()
        yield from self._services()
        yield from self._parts()
        yield from self._items()
        yield from self._agreements()
        yield from self._records()
        yield from self._procedures()
        for word in ("ledger", "round", "token", "badge", "shift", "tray", "docket", "tally"):
            yield core.term(self._author, self._named(f"{word}-term"), f"{word.capitalize()} of {self.title}")

    def _named(self, name: str) -> str:
        return f"{self.name}-{name}"

    def _owned(
        self, kind: str, name: str, owner: str, spec: dict[str, Value], *, sentences: int = 2
    ) -> Entity:
        title = f"{core.title_of(name)} in {self.title}"
        return self._author.owned(kind, self._named(name), title, owner, spec, sentences=sentences)

    @property
    def _team(self) -> str:
        return f"team:{self._named('it')}"

    @property
    def _owner(self) -> str:
        return self._named("service-owner")

    def _people(self) -> Iterator[Entity]:
        yield core.team_of(self._author, self._named("it"), f"IT of {self.title}", "application-management")
        roles: tuple[tuple[str, str, list[Value]], ...] = (
            ("service-owner", "function:application-management", [self._team]),
            ("item-owner", "function:technical-management", [self._team]),
            ("head", f"stakeholder:{self.name}",
             [{"name": f"Head of {self.title}", "email": f"head@{self.name}.example"}]),
        )  # fmt: skip
        for name, within, holders in roles:
            yield self._author.entity(
                "Role", self._named(name), f"{core.title_of(name)} of {self.title}",
                {"within": within, "heldBy": holders, "responsibilities": [self._prose(1), self._prose(1)]},
                description=self._prose(2),
            )  # fmt: skip
        yield self._author.owned("Stakeholder", self.name, self.title, "customer-manager", {
            "roles": ["customer", "user"], "organisation": "ours", "contact": "customer-manager",
            "signatory": self._named("head"), "sponsor": True, "count": 20 + self.number % 70,
        }, sentences=3)  # fmt: skip
        yield self._owned("Stakeholder", "counter-staff", "customer-manager", {
            "roles": ["user"], "organisation": "ours", "contact": "customer-manager",
            "count": 5 + self.number % 20, "partOf": self.name,
        }, sentences=3)  # fmt: skip
        for name in ("line-supplier", "software-supplier"):
            yield self._owned(
                "Stakeholder", name, "supplier-manager", core.supplier(self._author), sentences=3
            )

    def _business(self) -> Iterator[Entity]:
        objective = core.objective(self._author, 3 + self.number % 9)
        yield self._owned("Objective", "growth", self._named("head"), objective, sentences=3)
        for rank, name in enumerate(_PROCESSES):
            yield self._owned("BusinessProcess", name, self._named("head"), {
                "businessOwner": self.name,
                "type": "core" if rank < 3 else "support",
                "criticality": "medium" if rank < 2 else "low",
                "supports": [self._named("growth"), "steady-growth"],
                "hours": "office",
                "maximumTolerableDowntime": "120h", "workRecovery": "8h", "recoveryPoint": "48h",
            }, sentences=3)  # fmt: skip

    def _services(self) -> Iterator[Entity]:
        states = [*["operational"] * (_CUSTOMER_FACING - len(_PIPELINE)), *_PIPELINE]
        for rank, (name, state) in enumerate(zip(_SERVICES, states, strict=True)):
            live = state == "operational"
            spec: dict[str, Value] = {
                "state": state,
                "topic": core.TOPICS[rank % 5],
                "criticality": "high" if rank < 3 else "medium",
                "needs": [f"I need the {name} of my branch", f"The {name} is slow today"],
                "outcome": self._prose(1),
                "utility": self._prose(1),
                "warranty": {
                    "availability": 98.5, "recoveryTime": "72h", "recoveryPoint": "24h",
                    "security": self._prose(1),
                },
                "intrinsicAvailability": 99.98,
                "recovery": "1h",
                "backup": {"interval": "12h", "lag": "1h"},
                "serviceHours": "office", "supportHours": "office", "maintenance": "maintenance-window",
                "cost": {"amount": 20_000 + 10 * rank, "per": "1y"},
                "enables": [
                    self._named(_PROCESSES[rank % 4]),
                    {"process": self._named(_PROCESSES[(rank + 1) % 4]), "essential": False},
                ],
                "requires": self._required(rank, live=live),
                "uses": [f"service:{self._shared()}"],
                "users": [self.name, self._named("counter-staff")],
                "provider": self._team,
            }  # fmt: skip
            if live:
                spec["offerings"] = [{
                    "name": "access", "title": f"Access to {name}", "fulfilment": "16h",
                    "agreedBy": self._named("head"), "procedure": self._named("give-access"),
                }]  # fmt: skip
            else:
                spec["stateSince"] = "2026-09-14"
            yield self._owned("Service", name, self._owner, spec, sentences=1)

    def _required(self, rank: int, *, live: bool) -> list[Value]:
        """Two parts of the branch and two shared services, of which the first ones are used most."""
        if not live:
            return []
        parts = sorted({_PARTS[rank % _SUPPORTING], _PARTS[(rank + 3) % _SUPPORTING]})
        shared = sorted({self._shared(), self._shared()})
        return [*(f"service:{self._named(part)}" for part in parts), *(f"service:{name}" for name in shared)]

    def _shared(self) -> str:
        ranks = len(core.SHARED_SERVICES)
        weights = [1 / rank for rank in range(1, ranks + 1)]
        return self._author.random.choices(core.SHARED_SERVICES, weights)[0]

    def _parts(self) -> Iterator[Entity]:
        for rank, name in enumerate(_PARTS):
            one, other, single = (f"ci:{self._named(f'item-{3 * rank + number:02}')}" for number in range(3))
            spec: dict[str, Value] = {
                "state": "operational", "type": "supporting", "topic": "behind-the-scenes",
                "criticality": "high",
                "outcome": self._prose(1),
                "intrinsicAvailability": 99.98, "recovery": "1h",
                "backup": {"interval": "6h", "lag": "30m"},
                "serviceHours": "always", "supportHours": "always", "maintenance": "maintenance-window",
                "cost": {"amount": 15_000 + 10 * rank, "per": "1y"},
                "requires": [
                    *(f"service:{shared}" for shared in sorted({"hosting", self._shared()})),
                    {"atLeast": 1, "of": [one, other], "failover": "5m"},
                    single,
                    *([f"contract:{self._named('lines')}"] if rank == 5 else []),
                ],
                "provider": self._team,
            }  # fmt: skip
            yield self._owned("Service", name, self._owner, spec, sentences=1)

    def _items(self) -> Iterator[Entity]:
        for number in range(_ITEMS):
            spec = core.item(self._author, self._team)
            below = f"ci:{self._named(f'item-{number - 20:02}')}"
            spec["requires"] = ["service:network" if number < 3 * _SUPPORTING else below]
            yield self._owned(
                "ConfigurationItem",
                f"item-{number:02}",
                self._named("item-owner"),
                spec,
                sentences=3,
            )

    def _agreements(self) -> Iterator[Entity]:
        live = _SERVICES[: _CUSTOMER_FACING - len(_PIPELINE)]
        for name, services in (("counter", live[:3]), ("back-office", live[3:6]), ("office", live[6:])):
            yield self._owned("ServiceLevelAgreement", name, "service-level-manager", {
                "customer": self.name,
                "services": [self._named(service) for service in services],
                "excludesMaintenance": True,
                "validFrom": "2026-01-01", "validTo": "2028-01-01", "renewal": "renew", "notice": "6mo",
                "targets": [
                    core.availability(98.0),
                    *core.times(("1h", "2h", "8h"), ("24h", "48h", "80h")),
                    {
                        "metric": "recovery-time", "for": f"service:{self._named(services[0])}",
                        "atMost": "72h", "measuredBy": "Yearly exercise",
                    },
                ],
                "escalation": [{"to": self._team, "handoff": "30m"}],
                "approvals": [core.approval(self._named("head"), "2025-12-18")],
                "customerDuties": [self._prose(1)],
            })  # fmt: skip
        yield self._owned("OperationalLevelAgreement", "it", "delivery-manager", {
            "team": self._named("it"),
            "covers": [f"service:{self._named(name)}" for name in (*live, *_PARTS)],
            **core.underpinning("it-director"),
        })  # fmt: skip
        yield self._owned("UnderpinningContract", "lines", "supplier-manager", {
            "supplier": self._named("line-supplier"),
            **core.contract(self._author, 4_800),
            "costShares": {self._named(_PARTS[5]): 100},
        })  # fmt: skip
        yield self._owned("UnderpinningContract", "software", "supplier-manager", {
            "supplier": self._named("software-supplier"),
            **core.contract(self._author, 9_600),
            "covers": [f"service:{self._named(name)}" for name in ("till", "invoices")],
            "costShares": {self._named("till"): 60, self._named("invoices"): 40},
        })  # fmt: skip

    def _records(self) -> Iterator[Entity]:
        for rank, kind in enumerate(("sla:{}-counter", "sla:{}-office", "ola:{}-it", "contract:{}-lines")):
            agreement = kind.format(self.name)
            yield self._owned("ServiceReport", f"report-{rank}", "service-level-manager", {
                "agreement": agreement,
                "period": {"from": "2026-01-01", "to": "2026-10-01"},
                "results": [
                    {"metric": "availability", "value": 99.95, "source": "Probes, since 1 January"},
                    {"metric": "response-time", "priority": 1, "value": "12m", "source": self._prose(1)},
                ],
                "agreedWith": f"Head of {self.title}, review of 14 October 2026",
            })  # fmt: skip
        for rank, name in enumerate(_SERVICES[:3]):
            yield self._owned("Improvement", f"better-{name}", self._owner, {
                "finding": self._prose(2), "source": "review", "action": self._prose(1),
                "due": f"2027-0{rank + 3}-29", "status": "open",
                "concerns": [f"service:{self._named(name)}", f"ci:{self._named(f'item-0{rank}')}"],
            })  # fmt: skip
            yield self._owned("Risk", f"{name}-overload", self._owner, {
                "threat": self._prose(1), "scope": [f"service:{self._named(name)}"],
                "likelihood": 1 + rank, "impact": 3, "treatment": "mitigate", "response": self._prose(2),
                "status": "open",
            })  # fmt: skip
        yield self._owned("Calendar", "opening-hours", self._named("head"), {
            "timezone": "Europe/Lisbon",
            "weekly": {"mon-fri": ["08:00-12:30", "14:00-18:00"], "sat": ["09:00-13:00"]},
            "exceptions": [
                {"from": "2026-12-25", "to": "2026-12-26", "title": "Christmas Day", "closed": True},
                {"from": "2026-12-24", "to": "2026-12-25", "hours": ["09:00-13:00"]},
            ],
        })  # fmt: skip
        yield self._owned("ChangeModel", "price-list", "change-manager", {
            "type": "normal", "risk": "low", "authority": self._named("head"),
            "matches": {"kinds": ["Service"], "entities": [f"service:{self._named('till')}"]},
        })  # fmt: skip

    def _procedures(self) -> Iterator[Entity]:
        record, request, change = (
            f"{process}/prepare-{artefact}"
            for process, artefact in (
                ("incident-management", "incident-record"),
                ("request-management", "request-record"),
                ("change-enablement", "change-record"),
            )
        )
        for name, services in (("restore-services", _SERVICES[:3]), ("restore-parts", _PARTS)):
            yield self._procedure(name, "recovery", record, f"service:{self._named(services[0])}", {
                "restores": [f"service:{self._named(service)}" for service in services],
                "verification": self._prose(1), "lastTested": "2026-05-20",
            })  # fmt: skip
        yield self._procedure("give-access", "request", request, None, {})
        yield self._procedure("answer-questions", "request", request, None, {})
        yield self._procedure("update-software", "change", change, f"service:{self._named('ledger')}", {
            "verification": self._prose(1), "rollback": self._prose(1),
        })  # fmt: skip
        for name in ("clean-cabinets", "check-copies"):
            yield self._procedure(name, "maintenance", record, f"ci:{self._named('item-00')}", {
                "every": "6mo", "lastDone": "2026-09-12",
            })  # fmt: skip

    def _procedure(
        self, name: str, type_: str, activity: str, item: str | None, more: dict[str, Value]
    ) -> Entity:
        return self._owned("Procedure", name, self._owner, {
            "type": type_,
            "realises": [activity],
            "trigger": "Somebody of the branch asks for it, or a probe does.",
            "steps": core.steps(self._author, "role:application-analyst", 3, item),
            "takes": "3h",
            "version": "1.0",
            **more,
        })  # fmt: skip
