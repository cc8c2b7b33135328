"""A waiver has no compensating control, or holds too long.

A waiver says what is done in place of the rule (`compensatingControl`), and it ends: from `granted` to
`expires` it may hold no longer than `waivers.longest` of `itsm.yaml`, which is 180 days where the file says
nothing. Until that is mended the waiver suppresses nothing.

## Why it matters

A rule that is not held to leaves a gap, and somebody has to stand in it. A waiver without a control is a
gap that everybody has agreed to look away from; one without a near end is a new rule that nobody decided.

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
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-11-02
  expires: 2027-02-01
```

## Good

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

A waiver that holds exactly as long as it may; one that is granted for a day to come; one that follows an
earlier waiver of the same rule, since a person approved it anew.

## Source

Governance, risk and compliance: an exception has an owner, a compensating control and an end. ISO/IEC
20000-1:2018, 10.1 (nonconformities are controlled).

## Fix

By hand: say what is done in place of the rule, and choose an earlier end.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_LONGEST = ("waivers", "longest")


def check(waiver: Record[Waiver], context: Context) -> Iterator[Fault]:
    """The missing control, then the end that lies too far off."""
    spec = waiver.entity.spec
    if spec.compensating_control is None:
        yield Fault(
            message=f"The waiver {waiver.name} has no compensating control",
            at=Pointer(waiver, ("spec", "compensatingControl")),
            help="Say in 'compensatingControl' what is done in place of the rule.",
        )
    longest = context.catalog.settings.waivers.longest
    last = longest.after(spec.granted)
    if spec.expires > last:
        settings = context.catalog.settings_file
        stated = settings.document is not None and settings.document.has(_LONGEST)
        yield Fault(
            message=f"The waiver {waiver.name} holds longer than {longest}: until {spec.expires}",
            at=Pointer(waiver, ("spec", "expires")),
            related=(Pointer(settings, _LONGEST, "the longest that a waiver may hold"),) if stated else (),
            help=f"Let it end on {last} at the latest.",
        )


RULE = EntityRule(
    code="GOV001",
    name="uncontrolled-waiver",
    severity=Severity.ERROR,
    check=check,
    kinds=("Waiver",),
    help="Say what is done in place of the rule, and choose an earlier end.",
)
