"""Local time, minute by minute against zoneinfo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from itsm_as_code.feasibility.instants import instant_of, moment_of
from itsm_as_code.feasibility.zones import (
    LAST_YEAR,
    Zone,
    clock_moment,
    day_of,
    local_minute,
    year_of,
    zone_named,
    zone_names,
    zone_or_utc,
)

# Shifts at night, at midnight (both ways), of half an hour, across midnight, of a whole day, and none at all.
SHIFTS = {
    "Europe/Berlin": [date(2026, 3, 29), date(2026, 10, 25)],
    "America/Havana": [date(2024, 3, 10), date(2024, 11, 3)],
    "Africa/Cairo": [date(2026, 4, 24), date(2026, 10, 29)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],
    "America/St_Johns": [date(2006, 4, 2), date(2006, 10, 29)],
    "Pacific/Apia": [date(2011, 12, 30)],
    "Asia/Kolkata": [date(2026, 6, 1)],
}


def zone(name: str) -> Zone:
    found = zone_named(name)
    assert found is not None
    return found


def local(moment: datetime) -> int:
    return local_minute(moment)


@pytest.mark.parametrize("name", SHIFTS)
def test_openings_and_closings_are_what_a_wall_clock_shows(name: str) -> None:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        reference = ZoneInfo.from_file(stream)
    for day in SHIFTS[name]:
        start = instant_of(datetime(day.year, day.month, day.day, tzinfo=UTC)) - 2 * 1440
        shown = {}
        for instant in range(start, start + 4 * 1440):
            shown[instant] = local(moment_of(instant).astimezone(reference).replace(tzinfo=None))
            assert zone(name).local(instant) == shown[instant]
        for wall in range(local(datetime(day.year, day.month, day.day)) - 90, shown[start + 3 * 1440], 15):
            assert zone(name).opening(wall) == min(i for i, clock in shown.items() if clock >= wall)
            assert zone(name).closing(wall) == max(i for i, clock in shown.items() if clock < wall) + 1
            moment = clock_moment(wall).replace(tzinfo=reference)
            assert zone(name).instant(wall) == instant_of(moment.astimezone(UTC))


def test_the_hour_that_spring_skips_and_the_hour_that_autumn_repeats() -> None:
    berlin = zone("Europe/Berlin")
    spring = instant_of(datetime(2026, 3, 29, 1, tzinfo=UTC))
    assert berlin.opening(local(datetime(2026, 3, 29, 2, 30))) == spring
    assert berlin.closing(local(datetime(2026, 3, 29, 2, 30))) == spring
    assert berlin.instant(local(datetime(2026, 3, 29, 2, 30))) == spring + 30
    autumn = instant_of(datetime(2026, 10, 25, 1, tzinfo=UTC))
    assert berlin.opening(local(datetime(2026, 10, 25, 2, 30))) == autumn - 30
    assert berlin.closing(local(datetime(2026, 10, 25, 2, 30))) == autumn + 30
    assert berlin.instant(local(datetime(2026, 10, 25, 2, 30))) == autumn - 30


def test_years_beyond_those_computed_keep_the_offset() -> None:
    berlin = zone("Europe/Berlin")
    assert berlin.opening(local(datetime(9999, 12, 31))) == local(datetime(9999, 12, 31)) - 60
    assert berlin.local(local(datetime(1, 1, 1))) == local(datetime(1, 1, 1)) + 60
    assert year_of(local(datetime(9999, 12, 31))) == LAST_YEAR
    assert clock_moment(local(datetime(9999, 1, 1))) == datetime(LAST_YEAR, 12, 31, 23, 59)


def test_names() -> None:
    assert zone_named("Europe/Berlin") is zone_named("Europe/Berlin")
    for wrong in (
        "Europe",
        "Europe/Berlim",
        "europe/berlin",
        "../zones",
        "",
        "/etc/localtime",
        "zone1970.tab",
    ):
        assert zone_named(wrong) is None
    assert zone_or_utc("Nowhere").name == "UTC"
    assert {"UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Asia/Calcutta"} <= zone_names()


def test_every_zone_can_be_read() -> None:
    for name in zone_names():
        assert zone(name).stretches(2026)[0].end > 0


def test_days() -> None:
    assert day_of(date(1970, 1, 2)) == 1
    assert local_minute(date(1970, 1, 2)) == 1440
    assert local_minute(datetime(1970, 1, 2, 3, 4, 59)) == 1440 + 184
    assert clock_moment(1440 + 184) == datetime(1970, 1, 1) + timedelta(days=1, hours=3, minutes=4)
