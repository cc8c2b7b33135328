"""The services as data."""

from __future__ import annotations

import json

from itsm_as_code.site import downloads
from tests.unit.site.catalogues import SMALLEST, service, site_of


def test_the_services_as_data() -> None:
    files = {**SMALLEST, **service("till", "level: '=Gold()', serviceHours: always")}
    found = dict(downloads.files(site_of(files)))
    assert found["services/services.csv"].decode("utf-8-sig") == (
        "name,title,summary,topic,state,level,promised availability,hours,page\r\n"
        'email,E-mail,"Mailbox, calendar and shared folders on every device.",Workplace,operational,,,'
        "Monday to Friday 08:00 to 17:00,services/email/\r\n"
        "till,Till,,Other services,operational,'=Gold(),,"
        '"day and night, every day of the year",services/till/\r\n'
    )
    assert [each["level"] for each in json.loads(found["services/services.json"])] == [None, "=Gold()"]


def test_nothing_to_count() -> None:
    assert list(downloads.files(site_of({"itsm.yaml": SMALLEST["itsm.yaml"]}))) == []
