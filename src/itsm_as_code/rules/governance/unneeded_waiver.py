"""A waiver suppresses nothing.

It is in force and in order, its rule was judged, and the rule finds nothing in the waiver's scope.

## Why it matters

Such a waiver is a hole that nobody needs: the day the fault comes back, nobody hears of it. Often it is the
good news that somebody has mended the fault and the waiver can go; sometimes its scope is misspelt or too
narrow.

## Bad

```yaml title="policies/waivers/restore-email-test.yaml"
apiVersion: itsm/v1
kind: Waiver
metadata: {name: restore-email-test, title: The exercise of e-mail is put off}
spec:
  owner: service-desk-lead
  rule: REC006
  scope: [procedure:restore-email]
  reason: The mail host moves to another building in November.
  compensatingControl: A backup is read back every Friday.
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-11-02
  expires: 2027-02-01
```

## Good

The waiver is removed once the exercise is done. Until then it is needed:

```yaml title="policies/waivers/restore-email-test.yaml"
apiVersion: itsm/v1
kind: Waiver
metadata: {name: restore-email-test, title: The exercise of e-mail is put off}
spec:
  owner: service-desk-lead
  rule: REC006
  scope: [procedure:restore-email]
  reason: The mail host moves to another building in November.
  compensatingControl: A backup is read back every Friday.
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-11-02
  expires: 2027-02-01
```

```yaml title="catalog/procedures/restore-email.yaml"
spec:
  lastTested: 2025-11-03
```

## What it leaves alone

A waiver whose first day is still to come, one that has expired and one that is not in order, for which other
rules speak; a waiver of a rule that is judged for changes alone; a waiver of what will only hold within
thirty days; every waiver of a rule that `--select` or `--ignore` leaves out.

## Source

The tool: a waiver is as narrow and as short as it can be.

## Fix

Unsafe: the waiver is removed. Perhaps its scope is to be corrected instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.finding import Move, Severity
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, Fault, Mend, WaiverRule, WaiverUse


def check(use: WaiverUse, _context: Context) -> Iterator[Fault]:
    """One fault for a waiver that keeps nothing out of the report."""
    if not use.suppressed:
        rule = use.waiver.entity.spec.rule
        yield Fault(
            message=f"The waiver {use.waiver.name} suppresses nothing: {rule} finds no fault in its scope",
            at=name_of(use.waiver),
            mend=Mend("Remove the waiver", use.waiver, moves=(Move(use.waiver.path, None),)),
        )


RULE = WaiverRule(
    code="GOV005",
    name="unneeded-waiver",
    severity=Severity.WARNING,
    check=check,
    fix="unsafe",
    help="Remove the waiver, or correct its scope.",
)
