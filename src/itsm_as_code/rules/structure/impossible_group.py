"""A group of requirements cannot be.

It asks for fewer than one of its members, or for more than it has, or lists one of them twice.

## Why it matters

A group says how much of what is doubled has to work: one of two lines, two of three nodes. A group that asks
for none promises that nothing is needed; one that counts a line twice promises a second line that is not
there.

## Bad

```yaml title="catalog/configuration-items/packing-line.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: packing-line, title: Packing line}
spec:
  owner: network-lead
  requires:
    - {atLeast: 2, of: [ci:core-switch]}
```

## Good

```yaml title="catalog/configuration-items/packing-line.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: packing-line, title: Packing line}
spec:
  owner: network-lead
  requires:
    - {atLeast: 1, of: [ci:core-switch]}
```

## What it leaves alone

A group that needs all of its members; a group of one; one thing required in two groups, or in a group and by
itself.

## Source

Mathematics: k of n, with 1 ≤ k ≤ n.

## Fix

By hand: correct the number, or the members.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.demand import Group, Member, requirements
from itsm_as_code.finding import Severity
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import count


def check(holder: Record[Service | ConfigurationItem], _context: Context) -> Iterator[Fault]:
    """One fault for a wrong number, one for each member that is listed again."""
    for group in requirements(holder):
        if not 1 <= group.at_least <= len(group.members):
            yield Fault(
                message=f"{holder.name} asks for {count(group.at_least, 'member')} of a group of "
                f"{len(group.members)}",
                at=Pointer(holder, (*group.field, "atLeast")),
                help=f"Ask for 1 to {len(group.members)} of them." if group.members else "Name the members.",
            )
        yield from _repeated(holder, group)


def _repeated(holder: Record[Service | ConfigurationItem], group: Group) -> Iterator[Fault]:
    first: dict[str, Member] = {}
    for member in group.members:
        known = first.setdefault(member.ref, member)
        if known is not member:
            yield Fault(
                message=f"{holder.name} counts {member.ref} twice in one group",
                at=Pointer(holder, member.field),
                related=(Pointer(holder, known.field, "the first time"),),
                help="Strike it, or name the other one that was meant.",
            )


RULE = EntityRule(
    code="DEP002",
    name="impossible-group",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service", "ConfigurationItem"),
    help="Ask for at least one and at most all of the members, and list each once.",
)
