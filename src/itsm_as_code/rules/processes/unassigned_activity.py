"""Nobody is responsible or accountable for an activity.

An activity needs roles that do it (`responsible`) and the one role that answers for it (`accountable`). A
role that nobody holds does not count: of the responsible roles at least one is held, and the accountable
role is.

## Why it matters

Work that belongs to everybody is done by nobody. An incident that three teams look at and none is
responsible for is the one that takes all day.

## Bad

```yaml title="catalog/processes/problem-management.yaml"
spec:
  activities:
    - {name: find-cause, title: Find the cause, responsible: [application-lead]}
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  activities:
    - name: find-cause
      title: Find the cause
      responsible: [application-lead]
      accountable: application-lead
```

## What it leaves alone

One role that is both responsible and accountable; activities without consulted or informed roles; a vacant
role beside another that is responsible too (ORG002 speaks of the vacancy); a role held by a team whose
members the git host knows.

## Source

RACI; FitSM-1, GR2.2 and GR4.

## Fix

By hand: name the role, or let somebody hold it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.people import held
from itsm_as_code.finding import FieldPath, Severity
from itsm_as_code.model.process import Activity, Process
from itsm_as_code.model.role import Role
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(process: Record[Process], context: Context) -> Iterator[Fault]:
    """At most two faults for each activity: nobody does it, nobody answers for it."""
    for index, activity in enumerate(process.entity.spec.activities):
        yield from _undone(context.catalog, process, activity, ("spec", "activities", index, "responsible"))
        yield from _unanswered(
            context.catalog, process, activity, ("spec", "activities", index, "accountable")
        )


def _undone(
    catalog: Catalog, process: Record[Process], activity: Activity, field: FieldPath
) -> Iterator[Fault]:
    if not activity.responsible:
        yield Fault(
            message=f"No role is responsible for {process.name}/{activity.name}",
            at=Pointer(process, field),
            help="Name in 'responsible' the roles that do it.",
        )
    elif not any(held(catalog, role) for role in activity.responsible):
        yield Fault(
            message=f"Nobody is responsible for {process.name}/{activity.name}: "
            f"{_vacant(activity.responsible)}",
            at=Pointer(process, field),
            related=tuple(_roles(catalog, activity.responsible)),
            help="Say in 'heldBy' who holds the role, or name another.",
        )


def _unanswered(
    catalog: Catalog, process: Record[Process], activity: Activity, field: FieldPath
) -> Iterator[Fault]:
    role = activity.accountable
    if role is None:
        yield Fault(
            message=f"No role is accountable for {process.name}/{activity.name}",
            at=Pointer(process, field),
            help="Name in 'accountable' the one role that answers for it.",
        )
    elif not held(catalog, role):
        yield Fault(
            message=f"Nobody is accountable for {process.name}/{activity.name}: {_vacant((role,))}",
            at=Pointer(process, field),
            related=tuple(_roles(catalog, (role,))),
            help="Say in 'heldBy' who holds the role, or name another.",
        )


def _vacant(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"the role {names[0]} is vacant"
    return f"the roles {text.all_of(names)} are vacant"


def _roles(catalog: Catalog, names: tuple[str, ...]) -> Iterator[Pointer]:
    for name in names:
        role = catalog.find(Role, name)
        if role is not None:
            yield name_of(role, "held by nobody")


RULE = EntityRule(
    code="PRC003",
    name="unassigned-activity",
    severity=Severity.ERROR,
    check=check,
    kinds=("Process",),
    help="Name the roles that do it and the one that answers for it.",
)
