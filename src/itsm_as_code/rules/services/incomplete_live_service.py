"""A live customer-facing service is not described.

It lacks its outcome (what the business gets out of it), its utility (what it does) or its warranty (how
well). One finding names all that is missing. The hours are never missing: a service that names none is
provided in the organisation's (`office`).

## Why it matters

Outcome, utility and warranty are what a customer buys. Without them nobody can agree on a service level, a
user cannot tell whether the service is what he needs, and every outage begins with a quarrel about what was
promised.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  utility: null
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  outcome: Everyone reaches customers and suppliers in writing.
  utility: A mailbox, a calendar and shared folders on every device.
  warranty: {availability: 99.0}
```

## What it leaves alone

Supporting services, whose operational level agreement says as much; services of the pipeline, which are
described as they go; a warranty that says only a part, such as availability without capacity.

## Source

ITIL 4 (service: outcome, utility, warranty); FitSM-1, PR1 (the catalogue describes services).

## Fix

By hand: describe it in the words of those who use it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service, Warranty
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import all_of


def check(service: Record[Service], _context: Context) -> Iterator[Fault]:
    """One fault that names all that is missing."""
    spec = service.entity.spec
    if not is_live(service) or spec.type != "customer-facing":
        return
    parts = {
        "outcome": spec.outcome is not None,
        "utility": spec.utility is not None,
        "warranty": spec.warranty is not None and spec.warranty != Warranty(),
    }
    missing = [f"no {part}" for part, there in parts.items() if not there]
    if missing:
        yield Fault(
            message=f"{service.name} is {spec.state} and customer-facing, but has {all_of(missing)}",
            at=Pointer(service, ("spec",), at_key=True),
        )


RULE = EntityRule(
    code="SVC002",
    name="incomplete-live-service",
    severity=Severity.ERROR,
    check=check,
    kinds=("Service",),
    help="Say what the business gets out of it, what it does and how well.",
)
