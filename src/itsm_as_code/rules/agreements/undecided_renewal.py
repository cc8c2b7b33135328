"""An agreement is about to end, and nobody has decided what then.

`renewal` is `undecided`, and the last day for notice is at most thirty days away, or has passed. Where no
`notice` is agreed, the thirty days before the end count.

## Why it matters

After the last day for notice the other side decides: the contract goes on for another term at its price, or
it stops on a day on which no other is ready. Thirty days are what a decision of two people takes.

## Bad

```yaml title="catalog/contracts/mail.yaml"
spec:
  validTo: 2027-01-01
  autoRenew: true
  renewal: undecided
  notice: 3mo
```

## Good

```yaml title="catalog/contracts/mail.yaml"
spec:
  validTo: 2027-01-01
  autoRenew: true
  renewal: renew
  notice: 3mo
```

## What it leaves alone

Agreements without an end, and those whose end is far off or past; a renewal that is decided either way.

## Source

ISO/IEC 20000-1:2018, 8.3.4 (contracts state their term and the transfer of services at their end).

## Fix

By hand: decide, and write `renewal: renew` or `renewal: end`.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.agreements import Agreement
from itsm_as_code.finding import Severity
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_TO_DECIDE = CalendarSpan.parse("30d")


def check(agreement: Record[Agreement], context: Context) -> Iterator[Fault]:
    """One fault for an agreement whose end is undecided when it should be decided."""
    spec = agreement.entity.spec
    end = spec.valid_to
    if end is None or spec.renewal != "undecided":
        return
    last_day = spec.notice.before(end) if spec.notice else end
    if not _TO_DECIDE.before(last_day) <= context.today < end:
        return
    if spec.notice is None:
        message = f"The agreement ends on {end}, and what then is undecided"
    elif context.today <= last_day:
        message = f"Notice for the end on {end} can be given until {last_day}, and nobody has decided"
    else:
        message = f"The last day for notice before the end on {end} was {last_day}, and nobody has decided"
    yield Fault(
        message=message,
        at=Pointer(agreement, ("spec", "renewal")),
        related=(Pointer(agreement, ("spec", "validTo"), "ends here"),),
    )


RULE = EntityRule(
    code="AGR007",
    name="undecided-renewal",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=AGREEMENT_KINDS,
    help="Decide, and write 'renewal: renew' or 'renewal: end'.",
)
