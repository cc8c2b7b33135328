"""A policy lacks its rationale, its approver or its objective.

There is one finding for each of `rationale`, `approver` and `objectives` that is absent or empty.

## Why it matters

People keep to a rule whose reason they know, and look for a way round one whose reason they do not. Without
an approver nobody has the right to ask for it; without an objective nobody can say what it is worth.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  rationale: null
```

## Good

```yaml title="policies/service-management.yaml"
spec:
  rationale: Whoever sells furniture shall not have to wait for a mailbox.
```

## What it leaves alone

A policy whose owner approves it too; one that serves a single objective; one without a version, or without
external requirements that it satisfies.

## Source

ISO/IEC 20000-1:2018, 5.2.1 (a policy is appropriate to the purpose of the organisation, and established by
top management). Under `regulated` it is an error.

## Fix

By hand: say why it is so, who approved it and which objective it serves.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(policy: Record[Policy], _context: Context) -> Iterator[Fault]:
    """One fault for each part that is missing."""
    spec = policy.entity.spec
    parts = (
        ("rationale", spec.rationale, "gives no reason", "Say in 'rationale' why it is so."),
        ("approver", spec.approver, "names nobody who approves it", "Name in 'approver' the role."),
        ("objectives", spec.objectives, "serves no objective", "Name in 'objectives' what it serves."),
    )
    for field, value, phrase, advice in parts:
        if not value:
            yield Fault(
                message=f"The policy {policy.name} {phrase}",
                at=Pointer(policy, ("spec", field)),
                help=advice,
            )


RULE = EntityRule(
    code="POL002",
    name="incomplete-policy",
    severity=Severity.WARNING,
    regulated=Severity.ERROR,
    check=check,
    kinds=("Policy",),
    help="Say why it is so, who approves it and which objective it serves.",
)
