"""What falls due: the days on which somebody has to do something, or on which something ends or begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from itsm_as_code.catalog.agreements import agreements, contracts_with, in_force
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.lifecycle import is_over, renews_itself
from itsm_as_code.catalog.records import Record
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.improvement import Improvement
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.service import Service
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.model.waiver import Waiver

What = Literal[
    "review",
    "test",
    "maintenance",
    "notice",
    "end",
    "evaluation",
    "action",
    "waiver",
    "retirement",
    "support",
    "freeze",
]

TITLES: dict[What, str] = {
    "review": "Review",
    "test": "Test",
    "maintenance": "Maintenance",
    "notice": "Notice",
    "end": "End of agreement",
    "evaluation": "Evaluation",
    "action": "Improvement",
    "waiver": "End of waiver",
    "retirement": "Retirement",
    "support": "End of support",
    "freeze": "Freeze",
}
"""What falls due, as people read it."""

_YEAR = CalendarSpan.parse("1y")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due.

    Attributes:
        day: The last day on which it is in time, or the day on which something ends or begins.
        what: Its sort.
        detail: What else there is to know, as a phrase; often nothing.
        record: The entity.
        field: Where its file says so.
        until: The first day after it, for what lasts.
    """

    day: dt.date
    what: What
    detail: str
    record: Record[Any]
    field: FieldPath
    until: dt.date | None = None

    @property
    def owner(self) -> str | None:
        """The role that answers for it (canonical reference)."""
        spec = self.record.entity.spec
        return f"role:{spec.owner}" if isinstance(spec, OwnedSpec) else None

    @property
    def sort_key(self) -> tuple[dt.date, int, str]:
        """By day, then by sort and entity."""
        return self.day, list(TITLES).index(self.what), self.record.ref


def falls_due(catalog: Catalog, today: dt.date, until: dt.date) -> list[Due]:
    """What falls due up to a day, and what is overdue, in its order.

    What is over (`lifecycle.is_over`) is left out, and so is what has ended already. What has to be repeated
    and was never done is due today. Freezes are not in it: `feasibility.from_catalog.freezes` finds them.

    Args:
        catalog: The catalogue.
        today: The day from which to look ahead.
        until: The last day to look at.
    """
    found = (each for each in _all(catalog, today) if each.day <= until)
    return sorted(found, key=lambda each: each.sort_key)


def _all(catalog: Catalog, today: dt.date) -> Iterator[Due]:
    yield from _reviews(catalog, today)
    for procedure in catalog.of(Procedure):
        yield from _tests(procedure, today)
        yield from _maintenance(procedure, today)
    for agreement in agreements(catalog):
        yield from _ends(agreement, today)
    for stakeholder in catalog.of(Stakeholder):
        yield from _evaluation(catalog, stakeholder, today)
    for improvement in catalog.of(Improvement):
        due = improvement.entity.spec.due
        if due is not None and not is_over(improvement, today):
            yield Due(due, "action", "", improvement, ("spec", "due"))
    for waiver in catalog.of(Waiver):
        facts = waiver.entity.spec
        yield Due(facts.expires, "waiver", f"{facts.rule} counts again", waiver, ("spec", "expires"))
    yield from _last_days(catalog)


def _reviews(catalog: Catalog, today: dt.date) -> Iterator[Due]:
    for record in catalog.records.values():
        spec = record.parsed.spec if record.parsed else None
        if isinstance(spec, OwnedSpec) and spec.next_review is not None and not is_over(record, today):
            yield Due(spec.next_review, "review", "", record, ("spec", "nextReview"))


def _tests(procedure: Record[Procedure], today: dt.date) -> Iterator[Due]:
    """The yearly test of a recovery procedure."""
    spec = procedure.entity.spec
    if spec.type == "recovery":
        tested = spec.last_tested
        detail = f"last tested on {tested}" if tested else "never tested"
        yield Due(_YEAR.after(tested) if tested else today, "test", detail, procedure, ("spec", "lastTested"))


def _maintenance(procedure: Record[Procedure], today: dt.date) -> Iterator[Due]:
    spec = procedure.entity.spec
    if spec.every is not None:
        done = spec.last_done
        detail = f"every {spec.every}, last done on {done}" if done else f"every {spec.every}, never done"
        yield Due(
            spec.every.after(done) if done else today, "maintenance", detail, procedure, ("spec", "lastDone")
        )


def _ends(agreement: Record[Any], today: dt.date) -> Iterator[Due]:
    """The last day for notice while nobody has decided or notice has to be given, then the end itself."""
    spec = agreement.entity.spec
    end = spec.valid_to
    if end is None or end < today:
        return
    if spec.notice is not None and (
        spec.renewal == "undecided" or (spec.renewal == "end" and spec.auto_renew)
    ):
        detail = f"ends on {end}, undecided" if spec.renewal == "undecided" else f"to end on {end}"
        yield Due(spec.notice.before(end), "notice", detail, agreement, ("spec", "notice"))
    detail = "renews itself" if renews_itself(spec) else ""
    yield Due(end, "end", detail, agreement, ("spec", "validTo"))


def _evaluation(catalog: Catalog, supplier: Record[Stakeholder], today: dt.date) -> Iterator[Due]:
    """The yearly evaluation of a supplier under contract."""
    spec = supplier.entity.spec
    contracts = contracts_with(catalog, supplier.ref) if "supplier" in spec.roles else []
    begun = [
        contract.entity.spec.valid_from for contract in contracts if in_force(contract.entity.spec, today)
    ]
    if not begun:
        return
    if spec.evaluated_on is not None:
        day, detail = _YEAR.after(spec.evaluated_on), f"last evaluated on {spec.evaluated_on}"
    else:
        day, detail = _YEAR.after(min(begun)), "never evaluated"
    yield Due(day, "evaluation", detail, supplier, ("spec", "evaluatedOn"))


def _last_days(catalog: Catalog) -> Iterator[Due]:
    """Services that are switched off, and items that their maker supports no longer."""
    for service in catalog.of(Service):
        spec = service.entity.spec
        if spec.retire_on is not None and spec.state != "retired":
            yield Due(spec.retire_on, "retirement", "", service, ("spec", "retireOn"))
    for item in catalog.of(ConfigurationItem):
        facts = item.entity.spec
        if facts.asset and facts.asset.end_of_support and facts.state != "retired":
            yield Due(facts.asset.end_of_support, "support", "", item, ("spec", "asset", "endOfSupport"))
