"""A step is done by somebody who has no part in the activity.

Whoever does a step is one of the roles that are responsible, accountable or consulted for an activity that
the procedure realises, or the team behind such a role; or a supplier with a contract that the restored
service requires.

## Why it matters

The process says who takes part, and people are trained, named in rotas and given rights accordingly. A
procedure that calls on somebody else fails at that step: he does not know of it, or may not do it.

## Bad

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  steps:
    - {do: Compare the incident records., by: role:network-lead, type: coordination, takes: 2h}
```

## Good

```yaml title="catalog/procedures/find-cause.yaml"
spec:
  steps:
    - {do: Compare the incident records., by: team:applications, type: coordination, takes: 2h}
```

## What it leaves alone

A team that holds such a role, or whose member does; consulted roles that do a step themselves; suppliers in
the recovery of what their contract carries, however deep below it. Roles that are only informed do nothing.
Where an activity names no role at all, PRC003 speaks.

## Source

RACI; a procedure says with which groups; FitSM-1, GR2.3.

## Fix

By hand: let somebody do it who takes part, or name the role in the activity.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.graph import required
from itsm_as_code.catalog.people import teams_of_role
from itsm_as_code.finding import Severity
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.model.process import Activity, Process
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_SUPPLIER = "stakeholder:"


def check(procedure: Record[Procedure], context: Context) -> Iterator[Fault]:
    """One fault for each step whose performer takes no part."""
    catalog = context.catalog
    activities = list(_activities(catalog, procedure))
    involved = {ref for _, _, activity in activities for ref in _involved(catalog, activity)}
    if not involved:
        return
    performers = [(index, step.by) for index, step in enumerate(procedure.entity.spec.steps) if step.by]
    if any(performer.startswith(_SUPPLIER) for _, performer in performers):
        involved.update(_suppliers(catalog, procedure))
    for index, performer in performers:
        if performer not in involved:
            yield Fault(
                message=f"Step {index + 1} of {procedure.name} is done by {performer}, who has no part in "
                f"{' or '.join(f'{process.name}/{activity.name}' for process, _, activity in activities)}",
                at=Pointer(procedure, ("spec", "steps", index, "by")),
                related=tuple(
                    Pointer(process, ("spec", "activities", place, "name"), "its roles stand here")
                    for process, place, _ in activities
                ),
            )


def _activities(
    catalog: Catalog, procedure: Record[Procedure]
) -> Iterator[tuple[Record[Process], int, Activity]]:
    """The activities that a procedure realises and that exist, each with its place in its process."""
    for written in procedure.entity.spec.realises:
        name, _, wanted = written.partition("/")
        process = catalog.find(Process, name)
        for place, activity in enumerate(process.entity.spec.activities if process else ()):
            if process and activity.name == wanted:
                yield process, place, activity


def _involved(catalog: Catalog, activity: Activity) -> Iterator[str]:
    """The roles that do, answer for or are asked about an activity, and their teams."""
    accountable = (activity.accountable,) if activity.accountable else ()
    for role in (*activity.responsible, *accountable, *activity.consulted):
        yield f"role:{role}"
        yield from teams_of_role(catalog, role)


def _suppliers(catalog: Catalog, procedure: Record[Procedure]) -> Iterator[str]:
    """Who supplies, by contract, what a restored service or item requires at any depth."""
    for restored in procedure.entity.spec.restores:
        for ref in required(catalog, restored):
            kind, _, name = ref.partition(":")
            contract = catalog.find(UnderpinningContract, name) if kind == "contract" else None
            if contract is not None:
                yield f"{_SUPPLIER}{contract.entity.spec.supplier}"


RULE = EntityRule(
    code="PRD003",
    name="outside-performer",
    severity=Severity.WARNING,
    check=check,
    kinds=("Procedure",),
    help="Let somebody do it who takes part, or name the role in the activity.",
)
