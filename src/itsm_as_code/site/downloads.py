"""The services as data, for those who want to count: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service
from itsm_as_code.site import urls
from itsm_as_code.site.context import Site
from itsm_as_code.site.pages.entity import summary
from itsm_as_code.site.promise import promises
from itsm_as_code.site.topics import topic_of

CSV, JSON = "services/services.csv", "services/services.json"
_FORMULA = ("=", "+", "-", "@", "\t")
"""What makes a spreadsheet take a text for a formula when it begins with it."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files, where there is a service."""
    rows = [_row(site, each) for each in site.of(Service)]
    if not rows:
        return
    yield JSON, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    yield CSV, table.getvalue().encode("utf-8-sig")


def _row(site: Site, service: Record[Service]) -> Mapping[str, str | float | None]:
    spec = service.entity.spec
    promised = [each.uptime for each in promises(site, service) if each.uptime and not each.begins]
    return {
        "name": service.name,
        "title": service.title,
        "summary": summary(service),
        "topic": topic_of(site, spec.topic).title,
        "state": spec.state,
        "level": spec.level,
        "promised availability": promised[0].value if promised else None,
        "hours": hours.text if (hours := site.hours(spec.service_hours)) else None,
        "page": f"{urls.page_of(service.ref)}/",
    }


def _cell(value: str | float | None) -> str | float:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
