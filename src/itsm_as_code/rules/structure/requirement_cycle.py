"""Services or items require themselves in a circle.

Following `requires` from an entity leads back to it. Of entities that all require each other, one shortest
circle is reported; no availability or recovery is computed for what rests on it.

## Why it matters

In a circle nothing can be started first: after a power cut the directory waits for the network, and the
network for the directory. No figure for availability or recovery means anything above it.

## Bad

```yaml title="catalog/configuration-items/line-a.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: line-a, title: Packing line A}
spec:
  owner: network-lead
  requires: [ci:line-b]
```

```yaml title="catalog/configuration-items/line-b.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: line-b, title: Packing line B}
spec:
  owner: network-lead
  requires: [ci:line-a]
```

## Good

```yaml title="catalog/configuration-items/line-a.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: line-a, title: Packing line A}
spec:
  owner: network-lead
  requires: [ci:line-b]
```

```yaml title="catalog/configuration-items/line-b.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: line-b, title: Packing line B}
spec:
  owner: network-lead
```

## What it leaves alone

Two services that require the same thing; `uses`, by which services may well use each other.

## Source

Service configuration management (FitSM-1, PR11; ISO/IEC 20000-1:2018, 8.2.6): relations between items make
sense.

## Fix

By hand: say which of them comes first, and turn the requirement of that one into `uses` or strike it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.catalog import Catalog, Reference
from itsm_as_code.catalog.cycles import requirement_cycles
from itsm_as_code.finding import Severity
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer
from itsm_as_code.text import all_of

_MOST_NAMED = 5


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """One fault for each set of entities that all require each other."""
    for cycle in requirement_cycles(catalog):
        first, *others = (
            Pointer(catalog.records[reference.source], reference.field, f"requires {reference.target}")
            for reference in cycle
        )
        yield Fault(message=_message(cycle), at=first, related=tuple(others))


def _message(cycle: Sequence[Reference]) -> str:
    through = [reference.target for reference in cycle[:-1]]
    message = f"{cycle[0].source} requires itself"
    if len(through) > _MOST_NAMED:
        return f"{message} through {len(through)} others"
    return f"{message} through {all_of(through)}" if through else message


RULE = CatalogRule(
    code="DEP001",
    name="requirement-cycle",
    severity=Severity.ERROR,
    check=check,
    help="Strike one of these requirements, or turn it into 'uses'.",
)
