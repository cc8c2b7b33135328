"""A process serves no service, or assures nothing.

`serves` names the services that it is for, or `all`; `assures` says which of the three it takes care of:
that services are what is needed (`need`), there when needed (`available`), and worth their money
(`cost-effective`). Each that is absent or empty is a finding.

## Why it matters

Service management is not an end in itself. A process that serves no service, or does nothing for what the
business asks of services, is administration, and the first candidate when effort has to be saved.

## Bad

```yaml title="catalog/processes/problem-management.yaml"
spec:
  assures: null
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  assures: [available]
```

## What it leaves alone

Processes that assure one of the three; a process for a single service; a process for services that are
still in the pipeline.

## Source

The layers: IT service management supports IT services. Services must be what is needed, available when
needed, and cost-effective.

## Fix

By hand: say what the process is good for.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(process: Record[Process], _context: Context) -> Iterator[Fault]:
    """One fault for each of the two that is missing."""
    spec = process.entity.spec
    if not spec.serves:
        yield Fault(
            message=f"The process {process.name} serves no service",
            at=Pointer(process, ("spec", "serves")),
            help="Name in 'serves' the services that it is for, or write all.",
        )
    if not spec.assures:
        yield Fault(
            message=f"The process {process.name} assures neither need nor availability nor cost",
            at=Pointer(process, ("spec", "assures")),
            help="Say in 'assures' what it takes care of: need, available, cost-effective.",
        )


RULE = EntityRule(
    code="PRC008",
    name="process-without-benefit",
    severity=Severity.INFO,
    check=check,
    kinds=("Process",),
    help="Say in 'serves' and 'assures' what the process is good for.",
)
