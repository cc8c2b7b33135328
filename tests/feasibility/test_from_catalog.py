"""What the mathematics is told by a catalogue."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from itsm_as_code.catalog import Catalog, Record, load
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.calendars import Calendar
from itsm_as_code.feasibility.chains import Stage, worst_case
from itsm_as_code.feasibility.definitions import (
    CalendarDefinition,
    ExceptionDays,
    Lasts,
    Once,
    Recurrence,
)
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named, window_of
from itsm_as_code.feasibility.from_catalog.figures import Origin, Stated, availability, stated
from itsm_as_code.feasibility.from_catalog.promises import (
    AvailabilityPromise,
    Chain,
    availability_promises,
    chain,
    framed,
    period_of,
    worst_start,
)
from itsm_as_code.feasibility.from_catalog.recovery import recovery
from itsm_as_code.feasibility.instants import instant_of
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.periods import Unit, Window
from itsm_as_code.feasibility.recovery import RecoveryPoint, RecoveryTime
from itsm_as_code.feasibility.windows import Dependency, Frame, Terms
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.tree import MemoryTree

DAY = dt.date(2026, 11, 20)
YEAR = Window(12, Unit.MONTHS)
Spec = dict[str, object]


def entity(kind: str, name: str, **spec: object) -> tuple[str, bytes]:
    folders = {
        "Calendar": "calendars",
        "Service": "services",
        "ConfigurationItem": "configuration-items",
        "UnderpinningContract": "contracts",
        "OperationalLevelAgreement": "olas",
        "ServiceLevelAgreement": "slas",
    }
    metadata = {"name": name, "title": name}
    value = {"apiVersion": "itsm/v1", "kind": kind, "metadata": metadata, "spec": {"owner": "boss", **spec}}
    return f"catalog/{folders[kind]}/{name}.yaml", json.dumps(value).encode()


def catalog(*files: tuple[str, bytes], timezone: str = "Europe/Lisbon") -> Catalog:
    organization = {
        "apiVersion": "itsm/v1",
        "kind": "Organization",
        "metadata": {"name": "shop", "title": "Shop"},
        "spec": {"timezone": timezone, "hours": {"mon-fri": ["08:00-17:00"]}},
    }
    found = load(
        MemoryTree(
            {
                "itsm.yaml": b"apiVersion: itsm/v1\nkind: Settings\n",
                "catalog/organization.yaml": json.dumps(organization).encode(),
                **dict(files),
            }
        )
    )
    assert [problem for file in found.files for problem in file.problems] == []
    return found


def availability_target(percentage: float, **more: object) -> Spec:
    return {"metric": "availability", "atLeast": percentage, "per": "1y", **more}


def agreement(kind: str, name: str, *targets: Spec, **spec: object) -> tuple[str, bytes]:
    return entity(kind, name, **{"validFrom": "2026-01-01", "targets": list(targets), **spec})


def contract(name: str, *targets: Spec, **spec: object) -> tuple[str, bytes]:
    return agreement("UnderpinningContract", name, *targets, supplier="telco", **spec)


def test_calendars() -> None:
    found = catalog(
        entity(
            "Calendar",
            "odd",
            weekly={"mon-fri": ["08:00-12:00", "13:00-17:00"], "sat": []},
            once=[{"from": "2026-12-24", "to": "2026-12-24T12:00"}],
            exceptions=[
                {"from": "2026-12-25", "closed": True},
                {"from": "2026-12-28", "to": "2026-12-31", "hours": ["08:00-12:00"]},
            ],
        ),
        entity(
            "Calendar",
            "work",
            timezone="Europe/Berlin",
            recurrences=[
                {"rrule": "FREQ=WEEKLY;BYDAY=SU", "start": "2026-01-04T02:00", "lasts": "2h"},
                {"rrule": "FREQ=YEARLY", "start": "2026-07-01", "lasts": "2w"},
            ],
        ),
        entity("Calendar", "open", always=True),
    )
    assert calendar_named(found, "odd").definition == CalendarDefinition(
        "Europe/Lisbon",
        weekly=(("mon-fri", ("08:00-12:00", "13:00-17:00")), ("sat", ())),
        once=(Once(dt.datetime(2026, 12, 24), dt.datetime(2026, 12, 24, 12)),),
        exceptions=(
            ExceptionDays(dt.date(2026, 12, 25), dt.date(2026, 12, 26)),
            ExceptionDays(dt.date(2026, 12, 28), dt.date(2026, 12, 31), ("08:00-12:00",)),
        ),
    )
    assert calendar_named(found, "work").definition == CalendarDefinition(
        "Europe/Berlin",
        recurrences=(
            Recurrence("FREQ=WEEKLY;BYDAY=SU", dt.datetime(2026, 1, 4, 2), Lasts(minutes=120)),
            Recurrence("FREQ=YEARLY", dt.datetime(2026, 7, 1), Lasts(days=14)),
        ),
    )
    office = CalendarDefinition("Europe/Lisbon", weekly=(("mon-fri", ("08:00-17:00",)),))
    assert calendar_named(found, "office").definition == office
    around = CalendarDefinition("Europe/Lisbon", always=True)
    for name in ("always", "open", "no-such-calendar"):
        assert calendar_named(found, name).definition == around
    assert calendar_named(found, "office") is calendar_named(found, "office")
    assert calendar_named(Catalog.empty("nothing"), "always").definition == CalendarDefinition(always=True)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("1y", YEAR),
        ("3mo", Window(3, Unit.MONTHS)),
        ("2w", Window(2, Unit.WEEKS)),
        ("14d", Window(14, Unit.DAYS)),
    ],
)
def test_windows(text: str, window: Window) -> None:
    assert window_of(CalendarSpan.parse(text)) == window
    assert window_of(CalendarSpan.parse(text), rolling=True) == Window(window.number, window.unit, True)
    assert window_of(None) is None


SHOP = catalog(
    entity("Calendar", "night", weekly={"sun": ["02:00-04:00"]}),
    entity("Calendar", "store", weekly={"mon-sat": ["09:00-20:00"]}),
    entity(
        "Service",
        "tills",
        state="operational",
        intrinsicAvailability=99.98,
        serviceHours="store",
        supportHours="store",
        maintenance="night",
        recovery="30m",
        backup={"interval": "15m", "lag": "5m"},
        requires=["service:network", "ci:rack"],
    ),
    entity(
        "Service",
        "network",
        state="operational",
        serviceHours="always",
        intrinsicAvailability=99.9,
        recovery="15m",
        requires=[{"atLeast": 1, "of": ["contract:fibre", "contract:lte"]}],
    ),
    entity("Service", "mail", state="operational", requires=["ci:rack"]),
    entity("Service", "wiki", state="operational", measuredAvailability={"value": 99.1, "per": "1mo"}),
    entity("Service", "unknown", state="operational", requires=["service:mail", "ci:line"]),
    entity("ConfigurationItem", "rack", intrinsicAvailability=99.99, recovery="60m"),
    entity("ConfigurationItem", "line", maintenance="night"),
    entity("ConfigurationItem", "mast", measuredAvailability={"value": 98.5}),
    contract(
        "fibre",
        availability_target(99.5, per="1mo", rolling=True),
        {"metric": "recovery-time", "atMost": "8h"},
        {"metric": "resolution-time", "atMost": "6h"},
        maintenance="night",
        excludesMaintenance=True,
    ),
    contract(
        "lte",
        availability_target(99.0),
        {"metric": "recovery-time", "atMost": "2h"},
        {"metric": "recovery-point", "atMost": "1h"},
        covers=["ci:mast"],
    ),
    agreement(
        "OperationalLevelAgreement",
        "inside",
        availability_target(99.7, **{"for": "service:mail"}),
        {"metric": "recovery-time", "for": "service:mail", "atMost": "3h"},
        {"metric": "resolution-time", "priority": 1, "atMost": "45m"},
        {"metric": "resolution-time", "atMost": "9h"},
        team="network",
        covers=["service:mail", "service:tills"],
        supportHours="office",
    ),
    agreement(
        "ServiceLevelAgreement",
        "sales",
        availability_target(99.8, **{"for": "service:tills", "excludesMaintenance": True}),
        availability_target(99.0),
        {"metric": "resolution-time", "priority": 1, "atMost": "4h"},
        customer="sales",
        services=["tills", "mail"],
        validTo="2028-01-01",
        escalation=[{"to": "team:network", "handoff": "15m"}, {"to": "contract:fibre", "handoff": "10m"}],
    ),
    agreement(
        "ServiceLevelAgreement",
        "plain",
        {"metric": "availability", "atLeast": 99.0},
        customer="sales",
        services=["mail"],
        supportHours="always",
        escalation=[{"to": "team:desk"}],
    ),
    agreement(
        "ServiceLevelAgreement",
        "silent",
        {"metric": "response-time", "atMost": "1h"},
        customer="sales",
        services=["mail"],
        escalation=[{"to": "contract:lte"}],
    ),
)
ALWAYS, OFFICE, STORE, NIGHT = (calendar_named(SHOP, name) for name in ("always", "office", "store", "night"))
FIRST = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("ref", "origin", "source", "field", "dependency"),
    [
        (
            "service:tills",
            Origin.INTRINSIC,
            "service:tills",
            ("spec", "intrinsicAvailability"),
            Dependency(99.98 / 100, STORE, None, (NIGHT,)),
        ),
        (
            "service:mail",
            Origin.PROMISED,
            "ola:inside",
            ("spec", "targets", 0, "atLeast"),
            Dependency(99.7 / 100, OFFICE, YEAR, (), False, FIRST),
        ),
        (
            "service:wiki",
            Origin.MEASURED,
            "service:wiki",
            ("spec", "measuredAvailability", "value"),
            Dependency(99.1 / 100, OFFICE, Window(1, Unit.MONTHS)),
        ),
        (
            "ci:rack",
            Origin.INTRINSIC,
            "ci:rack",
            ("spec", "intrinsicAvailability"),
            Dependency(99.99 / 100, ALWAYS),
        ),
        (
            "contract:fibre",
            Origin.PROMISED,
            "contract:fibre",
            ("spec", "targets", 0, "atLeast"),
            Dependency(99.5 / 100, ALWAYS, Window(1, Unit.MONTHS, True), (NIGHT,), True, FIRST),
        ),
        (
            "contract:lte",
            Origin.MEASURED,
            "ci:mast",
            ("spec", "measuredAvailability", "value"),
            Dependency(98.5 / 100, ALWAYS),
        ),
    ],
)
def test_who_states_a_figure(
    ref: str, origin: Origin, source: str, field: FieldPath, dependency: Dependency
) -> None:
    assert stated(SHOP, ref, DAY) == Stated(ref, origin, source, field, dependency)


def test_nobody_states_a_figure() -> None:
    assert stated(SHOP, "ci:line", DAY) is None
    assert stated(SHOP, "service:none", DAY) is None
    assert stated(SHOP, "service:mail", dt.date(2025, 1, 1)) is None


def test_availability_expands_what_is_intrinsic_and_stops_at_leaves() -> None:
    figures = availability(SHOP, DAY, "service:tills", "service:mail", "service:unknown")
    tills = figures.figures("service:tills")
    assert isinstance(tills, Figures)
    network = 0.999 * (1 - 0.005 * 0.015)
    assert tills.exact.low == pytest.approx(0.9998 * 0.9999 * network)
    mail = figures.figures("service:mail")
    assert isinstance(mail, Figures)
    assert mail.exact.low == pytest.approx(0.997)
    assert figures.figures("service:unknown") == NotComputable(
        Reason.NO_FIGURE, "2 of 3 components have no figure", ("ci:line", "service:unknown")
    )


def sla(name: str) -> Record[ServiceLevelAgreement]:
    found = SHOP.find(ServiceLevelAgreement, name)
    assert found is not None
    return found


def test_availability_promises() -> None:
    until = dt.date(2028, 1, 1)
    assert list(availability_promises(SHOP, sla("sales"))) == [
        AvailabilityPromise("service:tills", 0, 99.8 / 100, Terms(STORE, YEAR, FIRST, until, (NIGHT,))),
        AvailabilityPromise("service:mail", 1, 99.0 / 100, Terms(OFFICE, YEAR, FIRST, until)),
    ]
    assert list(availability_promises(SHOP, sla("plain"))) == [
        AvailabilityPromise("service:mail", 0, 0.99, None)
    ]
    windows = framed(SHOP, Terms(STORE, YEAR, FIRST, until, (NIGHT,)))
    assert isinstance(windows, Frame)
    assert len(windows.windows) == 2
    assert framed(SHOP, Terms(STORE, YEAR, FIRST, until, (NIGHT,))) is windows


def test_chains() -> None:
    assert chain(SHOP, sla("sales"), "service:tills", 1, DAY) == Chain(
        STORE,
        (
            Stage("hand-off to team:network", STORE, 15),
            Stage("team:network", OFFICE, 45),
            Stage("hand-off to contract:fibre", OFFICE, 10),
            Stage("contract:fibre", ALWAYS, 360),
        ),
        ("sla:sales", "ola:inside", "sla:sales", "contract:fibre"),
    )
    slower = chain(SHOP, sla("sales"), "service:mail", 2, DAY)
    assert isinstance(slower, Chain)
    assert [stage.minutes for stage in slower.stages] == [15, 540, 10, 360]
    assert slower.hours is OFFICE
    assert chain(SHOP, sla("plain"), "service:mail", 1, DAY) == NotComputable(
        Reason.NO_FIGURE, "team:desk has no OLA in force that covers service:mail", ("team:desk",)
    )
    assert chain(SHOP, sla("silent"), "service:mail", 1, DAY) == NotComputable(
        Reason.NO_FIGURE, "contract:lte states no resolution time for priority 1", ("contract:lte",)
    )
    assert chain(SHOP, sla("sales"), "service:tills", 1, dt.date(2025, 1, 1)) == NotComputable(
        Reason.NO_FIGURE, "team:network has no OLA in force that covers service:tills", ("team:network",)
    )


def test_the_worst_start_of_a_chain() -> None:
    found = chain(SHOP, sla("sales"), "service:tills", 1, DAY)
    assert isinstance(found, Chain)
    start, end = period_of(SHOP, sla("sales").entity.spec)
    assert (start, end) == tuple(instant_of(dt.datetime(year, 1, 1, tzinfo=dt.UTC)) for year in (2026, 2028))
    assert worst_start(SHOP, found, start, end) == worst_case(found.hours, found.stages, start, end)
    other = replace(found, stages=tuple(replace(each, name="other") for each in found.stages))
    assert worst_start(SHOP, other, start, end) == worst_case(other.hours, other.stages, start, end)
    never = replace(found, stages=(Stage("nobody", Calendar(CalendarDefinition()), 5),))
    assert worst_start(SHOP, never, start, end) == NotComputable(
        Reason.NEVER_OPEN, "the hours of nobody never give the 5 min that it takes", ("nobody",)
    )
    _, open_end = period_of(SHOP, sla("plain").entity.spec)
    assert open_end == instant_of(dt.datetime(2029, 1, 1, tzinfo=dt.UTC))


def test_recovery() -> None:
    found = recovery(SHOP, DAY, "service:tills").time("service:tills")
    assert isinstance(found, RecoveryTime)
    assert (found.effective, found.bound) == (30 + 15 + 120, 120 + 15 + 30 + 60)
    assert recovery(SHOP, DAY, "service:tills").point("service:tills") == RecoveryPoint(60, "contract:lte")
    mail = recovery(SHOP, DAY, "service:tills").time("service:mail")
    assert isinstance(mail, RecoveryTime)
    assert (mail.effective, mail.critical) == (180, ("service:mail",))
    assert recovery(SHOP, DAY, "service:tills").time("service:unknown") == NotComputable(
        Reason.NO_FIGURE, "2 of 3 components have no recovery time", ("ci:line", "service:unknown")
    )
