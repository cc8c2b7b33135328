"""The page of a service report: what was achieved beside what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code.catalog.agreements import covered
from itsm_as_code.model.agreement import AgreementSpec
from itsm_as_code.model.service_report import ServiceReport
from itsm_as_code.site import evidence, targets, urls, words
from itsm_as_code.site.audience import hidden_fields
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity


def pages(site: Site) -> Iterator[Page]:
    """One page for each report."""
    for record in site.of(ServiceReport):
        path = urls.page_of(record.ref)
        here = Here(site, path)
        spec = record.entity.spec
        promised = site.get(spec.agreement)
        terms = promised.parsed.spec if promised is not None and promised.parsed is not None else None
        rows: list[Any] = []
        if promised is not None and isinstance(terms, AgreementSpec):
            lines = targets.lines(here, terms, covered(promised))
            achieved = evidence.results(terms, record.entity)
            rows = [pair for pair in zip(lines, achieved, strict=True) if pair[1].value]
        view = {
            **entity.frame(here, record),
            "facts": [
                ("Agreement", here.link(spec.agreement)),
                ("Period", words.dates(spec.period.from_, spec.period.to)),
                ("Kept", _kept(rows)),
                (
                    "Discussed with",
                    "" if "agreedWith" in hidden_fields(site, "ServiceReport") else spec.agreed_with or "",
                ),
            ],
            "rows": rows,
            "actions": spec.actions,
        }
        view["relations"] = []
        yield Page(path, record.title, "report.html", view, entity.summary(record))


def _kept(rows: list[Any]) -> str:
    judged = [achieved.kept for _, achieved in rows if achieved.kept is not None]
    return f"{sum(judged)} of {len(judged)} promises" if judged else ""
