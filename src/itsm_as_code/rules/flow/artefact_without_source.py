"""An artefact is consumed, but neither produced nor from outside.

A process needs it, no process produces it, and its `from` names nobody outside who hands it in.

## Why it matters

A process that waits for something nobody writes either stands still or works without it. Both look well on
paper: the drawing of the flow has the arrow, only that nothing ever comes along it.

## Bad

```yaml title="catalog/artefacts/user-contact.yaml"
spec:
  from: null
```

## Good

```yaml title="catalog/artefacts/user-contact.yaml"
spec:
  from: users
```

## What it leaves alone

Artefacts that nobody consumes; an artefact that comes from outside and is produced inside as well; a
process that consumes what it produces itself, such as a register that it keeps.

## Source

Functions and processes link into one flow; FitSM-1, GR2.2 (inputs and outputs of processes).

## Fix

By hand: name the artefact in `produces` of the process that writes it, or say in `from` who hands it in.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.flow import consumers, producers
from itsm_as_code.finding import Severity
from itsm_as_code.model.artefact import Artefact
from itsm_as_code.rules.flow.places import in_processes
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(artefact: Record[Artefact], context: Context) -> Iterator[Fault]:
    """One fault for an artefact that processes wait for in vain."""
    catalog = context.catalog
    needed = consumers(catalog, artefact.ref)
    if needed and artefact.entity.spec.from_ is None and not producers(catalog, artefact.ref):
        yield Fault(
            message=f"Nobody produces {artefact.name}, and it comes from nobody outside",
            at=name_of(artefact),
            related=in_processes(catalog, needed, "consumed here"),
        )


RULE = EntityRule(
    code="FLW001",
    name="artefact-without-source",
    severity=Severity.ERROR,
    check=check,
    kinds=("Artefact",),
    help="Name it in 'produces' of the process that writes it, or say in 'from' who hands it in.",
)
