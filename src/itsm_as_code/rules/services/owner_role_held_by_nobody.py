"""Nobody holds the role that owns a live service.

The role has no holder, or only teams without members hold it. A deputy decides when the holder cannot; he
does not take a holder's place.

## Why it matters

The owner is who is asked before the service changes, who answers when it fails and who speaks for it when
money is short. A role that nobody holds is an owner in name alone, and the questions wait.

## Bad

```yaml title="catalog/roles/archivist.yaml"
apiVersion: itsm/v1
kind: Role
metadata: {name: archivist, title: Archivist}
spec:
  within: function:application-management
  deputy: [user:noor]
```

```yaml title="catalog/services/archive.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: archive, title: Mail archive}
spec:
  owner: archivist
  state: operational
  adopted: 2026-01-01
  type: supporting
  users: [sales-staff]
```

## Good

```yaml title="catalog/roles/archivist.yaml"
apiVersion: itsm/v1
kind: Role
metadata: {name: archivist, title: Archivist}
spec:
  within: function:application-management
  heldBy: [user:noor]
```

```yaml title="catalog/services/archive.yaml"
apiVersion: itsm/v1
kind: Service
metadata: {name: archive, title: Mail archive}
spec:
  owner: archivist
  state: operational
  adopted: 2026-01-01
  type: supporting
  users: [sales-staff]
```

## What it leaves alone

A role that a team with members or a directory holds; one person who holds many roles; a person without an
account, by name and e-mail address; services of the pipeline and retired ones.

## Source

FitSM-3 (service owner: a role that is assigned to a person); ISO/IEC 20000-1:2018, 5.3 (roles are assigned).

## Fix

By hand: say in `heldBy` of the role who holds it, or name another role in `owner`.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.catalog.people import held
from itsm_as_code.finding import Severity
from itsm_as_code.model.role import Role
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a live service whose owner role nobody holds."""
    owner = service.entity.spec.owner
    role = context.catalog.find(Role, owner)
    if role is None or not is_live(service) or held(context.catalog, owner):
        return
    what = "its teams have no members" if role.entity.spec.held_by else "the role has no holder"
    yield Fault(
        message=f"Nobody answers for {service.name}: it is owned by {owner}, but {what}",
        at=Pointer(service, ("spec", "owner")),
        related=(Pointer(role, ("spec", "heldBy"), what),),
    )


RULE = EntityRule(
    code="SVC001",
    name="owner-role-held-by-nobody",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Say in 'heldBy' of the role who holds it, or name another owner.",
)
