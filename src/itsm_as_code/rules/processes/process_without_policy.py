"""A process implements no policy.

A policy says why, a process what, a procedure how. A process whose `implements` is absent or empty has no
why.

## Why it matters

What is done for no stated reason is done until somebody asks for it, and defended with "we have always done
so". When the process costs too much or hurts a customer, nobody can say what may be left out.

## Bad

```yaml title="catalog/processes/problem-management.yaml"
spec:
  implements: null
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  implements: [service-management]
```

## What it leaves alone

Several processes under one policy; a policy that is `manual`; a policy that does not exist, which REF001
reports.

## Source

Policy is why, process is what, procedure is how; ISO/IEC 20000-1:2018, 5.2; FitSM-1, GR1.

## Fix

By hand: name the policy that the process puts into practice, or give the process up.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.process import Process
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(process: Record[Process], _context: Context) -> Iterator[Fault]:
    """One fault for a process without a policy."""
    if not process.entity.spec.implements:
        yield Fault(
            message=f"The process {process.name} implements no policy",
            at=Pointer(process, ("spec", "implements")),
        )


RULE = EntityRule(
    code="PRC004",
    name="process-without-policy",
    severity=Severity.ERROR,
    check=check,
    kinds=("Process",),
    help="Name in 'implements' the policy that it puts into practice.",
)
