"""What explains, carries or concerns a promise, as a small catalogue states it."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.feasibility.from_catalog.calendars import calendar_named
from itsm_as_code.feasibility.from_catalog.concerned import concerned
from itsm_as_code.feasibility.from_catalog.days import settled, standing
from itsm_as_code.feasibility.from_catalog.derivations import derivations
from itsm_as_code.feasibility.from_catalog.explanations import planned_work, too_long
from itsm_as_code.feasibility.from_catalog.figures import stated_below
from itsm_as_code.feasibility.from_catalog.judged import Judged, Shortfall, judged, repairs_of
from itsm_as_code.feasibility.from_catalog.misfits import hours_unknown, is_broken, misfit
from itsm_as_code.feasibility.from_catalog.needs import Agreed, first_gap, needs, parts, up_hours
from itsm_as_code.feasibility.from_catalog.outages import longest_within
from itsm_as_code.feasibility.from_catalog.promises import availability_promises
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, Source, Unresolved, resolutions
from itsm_as_code.feasibility.instants import Interval, instant_of
from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from tests.feasibility.test_from_catalog import (
    DAY,
    SHOP,
    agreement,
    availability_target,
    catalog,
    contract,
    entity,
    sla,
)

SURE = ["contract:fibre", "contract:lte"]
"""What could be made better for the tills to be sure of their promise, the cheapest first."""


def in_utc(*moment: int) -> int:
    return instant_of(dt.datetime(*moment, tzinfo=dt.UTC))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("today", "plain", "sales"),
    [
        (dt.date(2025, 6, 1), dt.date(2026, 1, 1), dt.date(2026, 1, 1)),
        (DAY, DAY, DAY),
        (dt.date(2028, 1, 1), dt.date(2028, 1, 1), None),
    ],
)
def test_the_day_for_which_an_agreement_is_judged(
    today: dt.date, plain: dt.date | None, sales: dt.date | None
) -> None:
    assert standing(sla("plain"), today) == plain
    assert standing(sla("sales"), today) == sales


def test_days_between_which_no_agreement_turns_are_one() -> None:
    found = catalog(
        contract("early", availability_target(99.0), validFrom="2025-01-01", validTo="2026-07-01"),
        contract("late", availability_target(99.0), validFrom="2026-01-01"),
    )
    days = {
        day: settled(found, dt.date.fromisoformat(day)) for day in ("2024-12-31", "2025-12-31", "2026-06-30")
    }
    assert days == {
        "2024-12-31": dt.date.min,
        "2025-12-31": dt.date(2025, 1, 1),
        "2026-06-30": dt.date(2026, 1, 1),
    }
    assert settled(found, dt.date(2099, 1, 1)) == dt.date(2026, 7, 1)
    assert settled(catalog(), DAY) == dt.date.min


def test_what_a_service_needs() -> None:
    assert [
        (need.holder, [member.ref for member in need.group.members])
        for need in needs(SHOP, "service:tills", DAY)
    ] == [
        ("service:tills", ["service:network"]),
        ("service:tills", ["ci:rack"]),
        ("service:network", ["contract:fibre", "contract:lte"]),
    ]
    assert parts(SHOP, "service:tills", DAY) == ("service:tills", "service:network", "ci:rack")
    assert list(needs(SHOP, "service:mail", DAY)) == []  # the OLA speaks for what is below
    assert up_hours(SHOP, "service:tills", DAY) is calendar_named(SHOP, "store")
    assert up_hours(SHOP, "ci:line", DAY) is calendar_named(SHOP, "always")


def test_the_first_gap_in_agreed_hours() -> None:
    start, end = in_utc(2026, 11, 16), in_utc(2026, 11, 23)
    always, store, office = (calendar_named(SHOP, name) for name in ("always", "store", "office"))
    agreed = Agreed(store, (), start, end)
    assert first_gap(SHOP, agreed, (always,), 1) is None
    assert first_gap(SHOP, agreed, (office,), 1) == Interval(
        in_utc(2026, 11, 16, 17), in_utc(2026, 11, 16, 20)
    )
    assert first_gap(SHOP, agreed, (office, always), 1) is None
    assert first_gap(SHOP, agreed, (office, always), 2) == Interval(
        in_utc(2026, 11, 16, 17), in_utc(2026, 11, 16, 20)
    )


def test_the_longest_outage_within_agreed_hours() -> None:
    store, office, always = (calendar_named(SHOP, name) for name in ("store", "office", "always"))
    assert longest_within(SHOP, always, always, 90) == 90
    # Begun on Friday at 16:01, it lacks a minute at 17:00, which is done on Monday before the store opens.
    assert longest_within(SHOP, store, office, 60) == 239 + 11 * 60
    assert longest_within(SHOP, office, always, 60) == 60


def test_windows_below_that_are_too_long() -> None:
    found = catalog(
        entity(
            "Service", "shop", state="operational", intrinsicAvailability=99.99, requires=["contract:line"]
        ),
        contract("line", availability_target(99.9)),
        agreement(
            "ServiceLevelAgreement",
            "monthly",
            availability_target(99.0, per="1mo"),
            customer="sales",
            services=["shop"],
            validTo="2027-01-01",
        ),
    )
    promise = next(availability_promises(found, _sla(found, "monthly")))
    (long,) = too_long(found, promise, DAY)
    # 0.1 % of 8,760 hours may all fall into the office hours of February: 8.76 of 20 days of 9 hours.
    assert long.stated.component == "contract:line"
    assert long.worth == pytest.approx(1 - 8.76 / 180)
    assert planned_work(found, promise, DAY) is None


def test_planned_work_that_alone_breaks_a_promise() -> None:
    found = catalog(
        entity("Calendar", "night", weekly={"sun": ["02:00-04:00"]}),
        entity(
            "Service",
            "shop",
            state="operational",
            intrinsicAvailability=99.99,
            maintenance="night",
            serviceHours="always",
        ),
        agreement(
            "ServiceLevelAgreement",
            "strict",
            availability_target(99.5),
            availability_target(98.0, per="1mo"),
            customer="sales",
            services=["shop"],
            validTo="2027-01-01",
        ),
    )
    strict, loose = availability_promises(found, _sla(found, "strict"))
    work = planned_work(found, strict, DAY)
    assert work is not None
    # 52 Sundays; on one of them the clock skips from one to two o'clock, which is no maintenance.
    assert (work.minutes, work.sources) == (52 * 120, ("service:shop",))
    assert planned_work(found, loose, DAY) is None


def test_a_promise_in_its_windows_and_what_would_keep_it() -> None:
    (tills, *_) = judged(SHOP, sla("sales"), DAY)
    assert isinstance(tills, Judged)
    assert tills.shortfall is Shortfall.UNGUARANTEED
    assert tills.judgement is not None
    assert set(tills.judgement.downtimes) == {
        each.component for each in stated_below(SHOP, DAY, "service:tills")
    }
    exact, sure = repairs_of(SHOP, tills, DAY)
    assert isinstance(exact, tuple)
    assert isinstance(sure, tuple)
    assert exact == ()
    assert [each.component for each in sure] == SURE
    # A promise without a window is judged around the clock.
    (plain,) = judged(SHOP, sla("plain"), DAY)
    assert isinstance(plain, Judged)
    assert (plain.frame, plain.judgement, plain.guaranteed) == (None, None, plain.figures.guaranteed)
    assert repairs_of(SHOP, plain, DAY) == ((), ())


def test_resolution_times() -> None:
    tills, mail = resolutions(SHOP, sla("sales"), DAY)
    assert isinstance(tills, Resolution)
    assert (tills.service, tills.priority, tills.promised, tills.worst.work) == ("service:tills", 1, 240, 430)
    assert tills.sources == (
        Source("sla:sales", ("spec", "escalation", 0, "handoff")),
        Source("ola:inside", ("spec", "targets", 2, "atMost")),
        Source("sla:sales", ("spec", "escalation", 1, "handoff")),
        Source("contract:fibre", ("spec", "targets", 2, "atMost")),
    )
    assert isinstance(mail, Resolution)
    assert mail.service == "service:mail"
    assert resolutions(SHOP, sla("silent"), DAY) == ()
    nobody = catalog(
        entity("Service", "mail", state="operational"),
        agreement(
            "ServiceLevelAgreement",
            "lonely",
            {"metric": "resolution-time", "priority": 2, "atMost": "4h"},
            customer="sales",
            services=["mail"],
            escalation=[{"to": "team:desk"}],
        ),
    )
    message = "team:desk has no OLA in force that covers service:mail"
    why = NotComputable(Reason.NO_FIGURE, message, ("team:desk",))
    assert resolutions(nobody, _sla(nobody, "lonely"), DAY) == (Unresolved("service:mail", 2, 240, why),)


def test_derivations() -> None:
    tills, mail = derivations(SHOP, sla("sales"), DAY)
    assert (tills.service.ref, mail.service.ref) == ("service:tills", "service:mail")
    assert tills.weakest is not None
    assert tills.weakest.component == "service:network"
    assert [each.component for each in tills.components][:3] == [
        "contract:lte",
        "contract:fibre",
        "service:network",
    ]
    assert [(ref, each.service) for ref, each in tills.resolutions] == [("sla:sales", "service:tills")]
    (promise,) = tills.promises
    assert promise.sure_repair is not None
    assert (promise.hours, promise.exact_repair, promise.sure_repair.component) == ("store", None, SURE[0])
    assert promise.allowance is not None
    assert promise.yearly_allowance is not None
    assert promise.allowance == pytest.approx(promise.yearly_allowance, rel=0.01)
    assert derivations(SHOP, SHOP.records["ci:rack"], DAY) == ()


def test_whose_figures_an_entity_concerns() -> None:
    expected = {
        "ci:rack": {"service:tills", "service:mail", "service:unknown"},
        "ci:mast": {"service:tills", "service:network"},  # measured for the contract that covers it
        "contract:fibre": {"service:tills", "service:network", "service:mail"},  # promised and escalated to
        "ola:inside": {"service:tills", "service:mail", "service:unknown"},
        "sla:plain": {"service:mail"},
        "calendar:night": {"service:tills", "service:mail", "service:network", "service:unknown"},
        "role:boss": set(),
        "service:nobody": {"service:nobody"},
    }
    assert {ref: concerned(SHOP, [ref]) for ref in expected} == expected
    everything = {record.ref for record in SHOP.of_kind("Service")}
    assert concerned(SHOP, ["organization:shop"]) == everything


def test_what_cannot_be_relied_on() -> None:
    assert misfit(SHOP, "service:tills", "requires") == ""
    assert misfit(SHOP, "service:nobody", "requires") == ""
    assert hours_unknown(SHOP, "service:tills", "contract:fibre") is None
    assert not is_broken(SHOP, "service:tills", ("spec", "requires"))
    assert not is_broken(SHOP, "service:nobody", ("spec",))


def _sla(found: Catalog, name: str) -> Record[ServiceLevelAgreement]:
    record = found.find(ServiceLevelAgreement, name)
    assert record is not None
    return record
