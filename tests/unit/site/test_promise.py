"""What is promised of a service, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.site import evidence
from itsm_as_code.site.promise import Row, built_for, promises
from tests.unit.site.catalogues import SMALLEST, service, site_of

STORE = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {name: store, title: Shop hours}
spec: {owner: it-manager, timezone: UTC, weekly: {mon-sat: ["09:00-20:00"], sun: ["11:00-18:00"]}}
"""
NIGHT = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {name: night, title: Night work}
spec:
  owner: it-manager
  timezone: UTC
  recurrences: [{rrule: "FREQ=WEEKLY;BYDAY=SU", start: 2026-01-04T02:00, lasts: 2h}]
"""


def agreement(terms: str) -> str:
    return f"""\
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {{name: shops, title: What IT promises the shops}}
spec:
  owner: it-manager
  customer: everyone
  services: [till]
  {terms}
"""


def files(service_spec: str, terms: str) -> Mapping[str, str]:
    return {
        **SMALLEST,
        **service("till", service_spec),
        "catalog/calendars/store.yaml": STORE,
        "catalog/calendars/night.yaml": NIGHT,
        "catalog/slas/shops.yaml": agreement(terms),
    }


@pytest.mark.parametrize(
    ("service_spec", "terms", "text"),
    [
        # 313 days of 11 hours and 52 of 7 in 2026: 3,807 hours, of which 0.2 %.
        (
            "serviceHours: store",
            "validFrom: 2026-01-01\n  targets: [{metric: availability, atLeast: 99.8, per: 1y}]",
            "at most 7_h 37_min a year within its hours",
        ),
        (
            "serviceHours: always",
            "validFrom: 2026-01-01\n  targets: [{metric: availability, atLeast: 99.8, per: 1y}]",
            "at most 17_h 31_min a year",
        ),
        # Planned work lies outside the shop's hours, so there is nothing to say of it.
        (
            "serviceHours: store, maintenance: night",
            "validFrom: 2026-01-01\n  excludesMaintenance: true\n"
            "  targets: [{metric: availability, atLeast: 99.8, per: 1y}]",
            "at most 7_h 37_min a year within its hours",
        ),
        # 52 nights of 2 hours are 104 hours, of which 0.2 % are 12 minutes.
        (
            "serviceHours: always, maintenance: night",
            "validFrom: 2026-01-01\n  excludesMaintenance: true\n"
            "  targets: [{metric: availability, atLeast: 99.8, per: 1y}]",
            "at most 17_h 19_min a year, planned work excepted",
        ),
        (
            "serviceHours: always, maintenance: night",
            "validFrom: 2026-01-01\n  targets: [{metric: availability, atLeast: 99.8, per: 3mo}]",
            "at most 4_h 25_min in 3 months, planned work included",
        ),
        (
            "serviceHours: nowhere",
            "validFrom: 2026-01-01\n  targets: [{metric: availability, atLeast: 99.8, per: 1y}]",
            "of its hours, measured over a year",
        ),
    ],
)
def test_minutes_come_from_the_agreed_hours(service_spec: str, terms: str, text: str) -> None:
    site = site_of(files(service_spec, terms))
    record = site.find(Service, "till")
    assert record is not None
    uptime = promises(site, record)[0].uptime
    assert uptime is not None
    assert uptime.text == text.replace("_", "\N{NO-BREAK SPACE}")


def test_rows_in_the_words_of_the_organisation() -> None:
    terms = """validFrom: 2026-01-01
  supportHours: office
  targets:
    - {metric: resolution-time, priority: 3, atMost: 27h, share: 95}
    - {metric: response-time, priority: 1, atMost: 15m}
    - {metric: response-time, priority: 1, atMost: 10m, for: "service:till"}
    - {metric: resolution-time, priority: 1, atMost: 4h}
    - {metric: response-time, priority: 3, atMost: 4h}
    - {metric: recovery-time, atMost: 4h}
    - {metric: recovery-point, atMost: 30m}"""
    site = site_of(files("supportHours: always", terms))
    record = site.find(Service, "till")
    assert record is not None
    [promise] = promises(site, record)
    assert promise.rows == (
        Row(1, "Nobody can work", "10 minutes", "4 hours"),
        Row(3, "One person is affected", "4 hours", "3 working days, in 95 of 100 cases"),
    )
    assert (promise.recovery, promise.loss, promise.begins) == ("4 hours", "30 minutes", None)


@pytest.mark.parametrize(
    ("terms", "begins"),
    [
        ("validFrom: 2027-03-01", [dt.date(2027, 3, 1)]),
        ("validFrom: 2025-01-01\n  validTo: 2026-01-01", []),
        ("validFrom: 2025-01-01\n  validTo: 2027-01-01", [None]),
    ],
)
def test_only_what_holds_or_will_hold(terms: str, begins: list[dt.date | None]) -> None:
    targets = "\n  targets: [{metric: response-time, atMost: 1h}]"
    site = site_of(files("", terms + targets))
    record = site.find(Service, "till")
    assert record is not None
    assert [promise.begins for promise in promises(site, record)] == begins


def test_what_it_is_made_for_where_nobody_agreed() -> None:
    site = site_of({**SMALLEST, **service("chat", "serviceHours: always, warranty: {availability: 99.5}")})
    record = site.find(Service, "chat")
    assert record is not None
    assert promises(site, record) == []
    uptime = built_for(site, record)
    assert uptime is not None
    assert uptime.text == "at most 43_h 48_min a year".replace("_", "\N{NO-BREAK SPACE}")


def test_promised_and_achieved() -> None:
    terms = """validFrom: 2026-01-01
  targets:
    - {metric: availability, atLeast: 99.8, per: 1y, for: "service:till"}
    - {metric: resolution-time, priority: 1, atMost: 4h}
    - {metric: resolution-time, priority: 2, atMost: 8h}
    - {metric: throughput, atLeast: 2400, unit: payments per hour, per: 1y}
    - {metric: satisfaction, atLeast: 85, unit: "% of callers satisfied", per: 1y}"""
    report = """\
apiVersion: itsm/v1
kind: ServiceReport
metadata: {name: q3, title: Third quarter}
spec:
  owner: it-manager
  agreement: sla:shops
  period: {from: 2026-07-01, to: 2026-10-01}
  results:
    - {metric: availability, value: 99.93, source: Monitoring}
    - {metric: resolution-time, priority: 1, value: 4h35m}
    - {metric: throughput, value: 2720}
    - {metric: satisfaction, value: 84}
"""
    site = site_of({**files("", terms), "catalog/service-reports/q3.yaml": report})
    promised = site.find(ServiceLevelAgreement, "shops")
    assert promised is not None
    [latest] = evidence.reports(site, "sla:shops")
    found = [
        (each.target.metric, each.value.replace("\N{NO-BREAK SPACE}", " "), each.kept)
        for each in evidence.results(promised.entity.spec, latest.entity)
    ]
    assert found == [
        ("availability", "99.93 %", True),
        ("resolution-time", "4 hours 35 minutes", False),
        ("resolution-time", "", None),
        ("throughput", "2,720 payments per hour", True),
        ("satisfaction", "84 % of callers satisfied", False),
    ]
