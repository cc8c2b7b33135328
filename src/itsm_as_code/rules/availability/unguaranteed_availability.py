"""A service level agreement promises more availability than is guaranteed.

The guarantee takes every promise under it at its word and assumes nothing else: outages may follow one
another instead of coming together, and those that a supplier's year allows may all fall into the agreed hours
of one window. When failures are independent the promise is kept, in an average year. The finding lists every
part with its figure and the file that states it.

## Why it matters

Suppliers keep their contracts and the customer's promise is missed all the same: nobody is in breach, and
nobody pays but the own organisation. That may be a fair risk. It should be one that somebody has taken.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  intrinsicAvailability: 99.4
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  intrinsicAvailability: 99.98
```

## What it leaves alone

A promise exactly as good as the guarantee; services for which somebody states no figure of a part; agreements
that are over. Of AVL001, AVL002 and this rule only the gravest is reported.

## Source

Mathematics: the bound of Boole and Fréchet, which holds whatever the dependence between failures.
ISO/IEC 20000-1:2018, 8.7.1.

## Fix

By hand: promise less, improve a part, agree the customer's hours and window with suppliers, or accept the
risk.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.feasibility.from_catalog.judged import Judged, Shortfall
from itsm_as_code.finding import Severity
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.rules.availability.shortfalls import faults, promised, shown, window_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(sla: Record[ServiceLevelAgreement], context: Context) -> Iterator[Fault]:
    """One fault for each promise above what is guaranteed."""
    yield from faults(sla, context, Shortfall.UNGUARANTEED, _message)


def _message(found: Judged) -> str:
    guaranteed, exact = shown(found, found.guaranteed), shown(found, found.exact.high)
    until = exact if found.exact.exact else f"up to {exact}"
    sure = f"no more than {guaranteed} is" if found.guaranteed > 0.0 else "nothing is"
    return f"{promised(found)}; independent failures leave {until}, but {sure} guaranteed{window_of(found)}"


RULE = EntityRule(
    code="AVL003",
    name="unguaranteed-availability",
    severity=Severity.INFO,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement",),
    help="Accept the risk, improve a part, or agree the customer's hours and window with suppliers.",
)
