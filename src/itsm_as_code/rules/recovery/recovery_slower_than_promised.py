"""A service cannot be back as soon as its warranty says.

Everything is lost at once. The service comes back after its own recovery and that of the slowest thing it has
to wait for, and so on down; of a group it waits for as many members as it needs. That takes longer than the
recovery time of its warranty. The finding lists the chain that it waits for.

## Why it matters

Each team keeps its own recovery time and the whole is late: nobody can begin before what is below is back.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  recovery: 5h
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  recovery: 2h
```

## What it leaves alone

Services that are back exactly in time; those for which somebody below states no recovery time; the case in
which one team has to recover everything one after the other, which is shown beside it and not held against
the promise.

## Source

Mathematics: the longest path. ISO/IEC 20000-1:2018, 8.7.2.

## Fix

By hand: recover something on the chain faster, or promise a longer time.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.feasibility.from_catalog.days import settled
from itsm_as_code.feasibility.from_catalog.recovery import recovery, recovery_source
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.wording import duration
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.rules.recovery.promises import RECOVERY_TIME, recovery_time
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for a service whose effective recovery time exceeds what it promises."""
    promised = recovery_time(service)
    if promised is None or is_retired(service):
        return
    day = settled(context.catalog, context.today)
    found = recovery(context.catalog, day, service.ref).time(service.ref)
    if isinstance(found, NotComputable) or found.effective <= promised:
        return
    related = []
    for name in found.critical:
        source = recovery_source(context.catalog, name, day)
        if source is not None:
            own = f"{name}: {duration(found.nodes[name].own)} of its own"
            related.append(Pointer(*source, own))
    yield Fault(
        message=f"{service.ref} promises to be back within {duration(promised)}, but that takes "
        f"{duration(found.effective)} with what it waits for; {duration(found.bound)} if one team does all",
        at=Pointer(service, RECOVERY_TIME),
        related=tuple(related),
    )


RULE = EntityRule(
    code="REC001",
    name="recovery-slower-than-promised",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("Service",),
    help="Recover something on the chain faster, or promise a longer time.",
)
