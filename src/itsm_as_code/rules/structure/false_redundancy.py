"""The members of a group fail together.

Of a group fewer members have to work than it has, but so many of them share a component, or one supplier,
that its failure takes the whole group with it. A component that the holder of the group requires anyway does
not count.

Where the availability of all parts is known, it is computed twice, exactly and as if the members shared
nothing; the group is reported when the two differ by a thousandth of a per cent or more.

## Why it matters

A second line, node or supplier is paid for so that one may fail. When both lines lie in one trench, the
money is spent and the outage comes all the same, with a promise on top that was computed with two.

## Bad

```yaml title="catalog/configuration-items/file-store.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: file-store, title: File store}
spec:
  owner: network-lead
  intrinsicAvailability: 99.99
  requires:
    - {atLeast: 1, of: [ci:node-a, ci:node-b]}
```

```yaml title="catalog/configuration-items/node-a.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: node-a, title: Node A}
spec:
  owner: network-lead
  intrinsicAvailability: 99.9
  requires: [ci:host]
```

```yaml title="catalog/configuration-items/node-b.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: node-b, title: Node B}
spec:
  owner: network-lead
  intrinsicAvailability: 99.9
  requires: [ci:host]
```

```yaml title="catalog/configuration-items/host.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: host, title: Host}
spec:
  owner: network-lead
  intrinsicAvailability: 99.0
```

## Good

```yaml title="catalog/configuration-items/file-store.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: file-store, title: File store}
spec:
  owner: network-lead
  intrinsicAvailability: 99.99
  requires:
    - {atLeast: 1, of: [ci:node-a, ci:node-b]}
```

```yaml title="catalog/configuration-items/node-a.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: node-a, title: Node A}
spec:
  owner: network-lead
  intrinsicAvailability: 99.9
```

```yaml title="catalog/configuration-items/node-b.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: node-b, title: Node B}
spec:
  owner: network-lead
  intrinsicAvailability: 99.9
```

## What it leaves alone

Members that share what is required besides the group; members that share something redundant itself, or
something so reliable that the figure hardly moves; groups that need all of their members; two contracts with
different suppliers; two members of one team.

## Source

Mathematics: the structure function counts a shared component once. ISO/IEC 20000-1:2018, 8.7.1.

## Fix

By hand: let the members stand on different things, or stop paying for the second one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.demand import Group, requirements
from itsm_as_code.catalog.people import supplier_of
from itsm_as_code.catalog.single_points import Stopping, in_so_many, stopping
from itsm_as_code.feasibility.from_catalog.figures import availability
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.redundancy import Redundancy, redundancy
from itsm_as_code.feasibility.requirements import Group as Required
from itsm_as_code.finding import Severity
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.service import Service
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import all_of, some_of

_LEAST = 1e-5
"""The share of the time by which the figures have to differ."""

_NAMED = 3
"""How many shared components a message names."""


def check(holder: Record[Service | ConfigurationItem], context: Context) -> Iterator[Fault]:
    """One fault for each group whose members fail together."""
    groups = requirements(holder)
    spare = [group for group in groups if 1 <= group.at_least < len(group.members)]
    if not spare:
        return
    stops = stopping(context.catalog, [member.ref for group in groups for member in group.members])
    for group in spare:
        others = [stops.of_group(other) for other in groups if other is not group]
        if stops.of_group(group) is None or None in others:
            continue
        anyway = 0
        for each in others:
            anyway |= each or 0
        what, names = _component(group, stops, anyway, context)
        if not names:
            what, names = _supplier(group, stops, anyway, context)
        if names:
            members = f"{group.at_least} of {all_of([member.ref for member in group.members])}"
            yield Fault(
                message=f"{holder.name} counts on {members}, but {what}",
                at=Pointer(holder, (*group.field, "of")),
                related=tuple(_shared(context.catalog, names)),
            )


def _component(group: Group, stops: Stopping, anyway: int, context: Context) -> tuple[str, Sequence[str]]:
    """What the members share, as a clause and by reference; nothing when it does no harm."""
    shared = in_so_many(2, [stops.below[member.ref] for member in group.members]) & ~anyway
    if not shared:
        return "", ()
    points = (stops.of_group(group) or 0) & ~anyway
    names = stops.highest(points or shared)
    verb = "they share"
    if points:
        every = in_so_many(len(group.members), [stops.alone[member.ref] or 0 for member in group.members])
        verb = "they all stop with" if points & every == points else "too many of them stop with"
    what = f"{verb} {some_of(names, _NAMED)}"
    figures = _figures(group, stops.refs(anyway), context)
    if figures is None:
        return what, names if points else ()
    if figures.lost >= _LEAST:
        reached, apart = _percent(figures.together.high), _percent(figures.apart.low)
        return f"{what}: together they reach {reached}, not the {apart} of separate ones", names
    return what, names if points and figures.shared.isdisjoint(stops.refs(points)) else ()


def _percent(share: float) -> str:
    """Per cent; nothing is up all of the time."""
    return f"{min(100 * share, 99.999):.3f} %"


def _figures(group: Group, anyway: Sequence[str], context: Context) -> Redundancy | None:
    required = Required(group.at_least, tuple(member.ref for member in group.members))
    figures = availability(context.catalog, context.today, *required.members)
    found = redundancy(figures, required, anyway)
    return None if isinstance(found, NotComputable) else found


def _supplier(group: Group, stops: Stopping, anyway: int, context: Context) -> tuple[str, Sequence[str]]:
    """The supplier without whom too few members are left, as a clause and by reference."""
    known = _suppliers(context.catalog, stops.refs(anyway))
    behind = Counter(
        supplier
        for member in group.members
        for supplier in _suppliers(context.catalog, stops.refs(stops.alone[member.ref] or 0)) - known
    )
    spare = len(group.members) - group.at_least
    names = sorted(supplier for supplier, times in behind.items() if times > spare)
    number = f"{behind[names[0]]} of them" if names else ""
    return f"{number} rest on one supplier, {names[0]}" if names else "", names[:1]


def _suppliers(catalog: Catalog, refs: Sequence[str]) -> set[str]:
    suppliers = (supplier_of(record) for record in map(catalog.get, refs) if record is not None)
    return {supplier for supplier in suppliers if supplier is not None}


def _shared(catalog: Catalog, refs: Sequence[str]) -> Iterator[Pointer]:
    for record in map(catalog.get, refs[:_NAMED]):
        if record is not None:
            yield name_of(record, "this is what they share")


RULE = EntityRule(
    code="DEP003",
    name="false-redundancy",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("Service", "ConfigurationItem"),
    help="Let the members stand on different things, or stop counting on more than one.",
)
