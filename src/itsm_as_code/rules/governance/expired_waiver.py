"""A waiver has expired.

From the day in `expires` on it suppresses nothing: what it kept out of the report stands there again. During
the thirty days before, the finding is a warning that names the day.

## Why it matters

What was put off has come back, and somebody must now either mend it or ask anew. A folder of expired waivers
shows that nobody follows them up, and hides the few that still hold.

## Bad

```yaml title="policies/waivers/restore-email-test.yaml"
apiVersion: itsm/v1
kind: Waiver
metadata: {name: restore-email-test, title: The exercise of e-mail is put off}
spec:
  owner: service-desk-lead
  rule: REC006
  scope: [procedure:restore-email]
  reason: The mail host moves to another building in October.
  compensatingControl: A backup is read back every Friday.
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-09-01
  expires: 2026-11-01
```

## Good

The file is removed once the exercise is done; where it is not, a new waiver is asked for:

```yaml title="policies/waivers/restore-email-test.yaml"
apiVersion: itsm/v1
kind: Waiver
metadata: {name: restore-email-test, title: The exercise of e-mail is put off}
spec:
  owner: service-desk-lead
  rule: REC006
  scope: [procedure:restore-email]
  reason: The mail host has put its move off until January.
  compensatingControl: A backup is read back every Friday.
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-11-16
  expires: 2027-02-01
```

```yaml title="catalog/procedures/restore-email.yaml"
spec:
  lastTested: 2025-11-03
```

## What it leaves alone

A waiver on its last day: it holds until midnight (UTC) before the day in `expires`. One whose first day is
still to come.

## Source

Governance, risk and compliance: exceptions end.

## Fix

By hand: mend what the rule finds and remove the waiver, or have it granted anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(waiver: Record[Waiver], context: Context) -> Iterator[Fault]:
    """One fault from the day of its end on."""
    expires = waiver.entity.spec.expires
    if expires <= context.today:
        yield Fault(
            message=f"The waiver {waiver.name} suppresses nothing from {expires} on",
            at=Pointer(waiver, ("spec", "expires")),
        )


RULE = EntityRule(
    code="GOV002",
    name="expired-waiver",
    severity=Severity.ERROR,
    check=check,
    timed=True,
    kinds=("Waiver",),
    help="Mend what the rule finds and remove the waiver, or have it granted anew.",
)
