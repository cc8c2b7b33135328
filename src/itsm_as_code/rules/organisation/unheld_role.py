"""Nobody holds a role, or whoever held it has left.

A role is held by a person, or by a team with members. It counts as left when it has no deputy, its function
has teams that list their members, and none of its holders is a member of any team.

## Why it matters

Whatever needs this role's approval, answer or repair waits. That shows on the day it is needed: the alarm
rings at the desk of somebody who left in spring.

## Bad

```yaml title="catalog/roles/head-of-sales.yaml"
spec:
  heldBy: null
```

## Good

```yaml title="catalog/roles/head-of-sales.yaml"
spec:
  heldBy: [{name: Ana Ruiz, email: ana.ruiz@example.com}]
```

## What it leaves alone

One person in many roles; people without a login, whom no team lists; roles outside the functions, such as a
director's; teams whose members the git host alone knows (`directory`); a role with a deputy. A vacant role
that owns a live service is SVC001's matter, one that an activity waits for PRC003's.

## Source

FitSM-3 (roles are assigned); ISO/IEC 20000-1:2018, 5.3.

## Fix

By hand: say who holds it now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.catalog.people import held
from itsm_as_code.catalog.relations import field_name
from itsm_as_code.finding import Severity
from itsm_as_code.model.common import Person
from itsm_as_code.model.process import Process
from itsm_as_code.model.role import Role
from itsm_as_code.model.team import Team
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_USER = "user:"


def check(role: Record[Role], context: Context) -> Iterator[Fault]:
    """One fault for a role without holder, or whose holders are in no team any longer."""
    spec = role.entity.spec
    if not held(context.catalog, role.name):
        if _is_missed(context.catalog, role):
            return
        what = "only by teams without members" if spec.held_by else "by nobody"
        yield Fault(message=f"The role {role.name} is held {what}", at=Pointer(role, ("spec", "heldBy")))
        return
    left = _logins(spec.held_by)
    if not left or spec.deputy or not _has_listed_teams(context.catalog, spec.within):
        return
    if not any(_is_member(context.catalog, login) for login in left):
        verb = "belongs" if len(left) == 1 else "belong"
        yield Fault(
            message=f"The role {role.name} is held by {text.all_of(left)}, who {verb} to no team, "
            "and has no deputy",
            at=Pointer(role, ("spec", "heldBy")),
        )


def _is_missed(catalog: Catalog, role: Record[Role]) -> bool:
    """Whether a graver rule reports that nobody holds the role: for a live service, or for an activity."""
    for reference in catalog.incoming(role.ref, "accountable", "owner", "responsible"):
        holder = catalog.records[reference.source]
        field = field_name(reference.definition)
        if field == "accountable" or (field == "owner" and holder.kind.name == "Service" and is_live(holder)):
            return True
        if field == "responsible" and isinstance(holder.parsed, Process):
            for activity in holder.parsed.spec.activities:
                does = activity.responsible
                if role.name in does and not any(held(catalog, other) for other in does):
                    return True
    return False


def _logins(holders: Sequence[str | Person]) -> list[str]:
    """The holders by login; none where a team or somebody without a login is among them."""
    if all(isinstance(holder, str) and holder.startswith(_USER) for holder in holders):
        return [str(holder).removeprefix(_USER) for holder in holders]
    return []


def _has_listed_teams(catalog: Catalog, home: str | None) -> bool:
    """Whether a function has teams, all of which list their members."""
    teams = [
        catalog.find(Team, holder.name) for holder in (catalog.holders(home, "functions") if home else ())
    ]
    return bool(teams) and all(team is not None and team.entity.spec.members for team in teams)


def _is_member(catalog: Catalog, login: str) -> bool:
    """Whether a team lists a person, or may do so on the git host alone."""
    return any(
        team.entity.spec.directory or any(member.handle == login for member in team.entity.spec.members)
        for team in catalog.of(Team)
    )


RULE = EntityRule(
    code="ORG002",
    name="unheld-role",
    severity=Severity.WARNING,
    check=check,
    kinds=("Role",),
    help="Say in 'heldBy' who holds it, and name a deputy.",
)
