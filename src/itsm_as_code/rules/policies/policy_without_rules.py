"""A policy has neither rules nor `manual: true`.

Either a machine can hold to what the policy states, and then it has `rules`; or only people can, and then
it says `manual: true`.

## Why it matters

What a machine holds to is held to on every change, at no cost, and on the Friday before Christmas too. Where
that is impossible, it should be said, so that somebody looks instead.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  manual: null
```

## Good

```yaml title="policies/service-management.yaml"
spec:
  manual: true
```

## What it leaves alone

A policy with a single rule for several statements; a policy that is `manual` because its matter is one of
judgement.

## Source

The tool: policies as code.

## Fix

By hand: write a rule, or say `manual: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(policy: Record[Policy], _context: Context) -> Iterator[Fault]:
    """One fault for a policy that leaves it open."""
    spec = policy.entity.spec
    if not spec.rules and not spec.manual:
        yield Fault(
            message=f"The policy {policy.name} has no rule that a machine holds to, and is not manual",
            at=Pointer(policy, ("spec", "rules")),
        )


RULE = EntityRule(
    code="POL003",
    name="policy-without-rules",
    severity=Severity.INFO,
    check=check,
    kinds=("Policy",),
    help="Write a rule, or 'manual: true' where only people can hold to it.",
)
