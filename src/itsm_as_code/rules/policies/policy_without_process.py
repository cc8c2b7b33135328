"""A policy is implemented by no process.

No process names it in `implements`: it is said why, but nobody does anything about it.

## Why it matters

A policy without a process is a poster. People sign it, auditors ask for it, and the day somebody relies on
it, it turns out that nothing was ever done differently because of it.

## Bad

```yaml title="policies/learn-from-faults.yaml"
apiVersion: itsm/v1
kind: Policy
metadata: {name: learn-from-faults, title: We learn from faults}
spec:
  owner: quality-manager
  approver: it-manager
  objectives: [growth]
  rationale: The same fault shall not cost a customer twice.
  statements:
    - Each fault that comes back has its cause found.
  manual: true
```

## Good

```yaml title="policies/learn-from-faults.yaml"
apiVersion: itsm/v1
kind: Policy
metadata: {name: learn-from-faults, title: We learn from faults}
spec:
  owner: quality-manager
  approver: it-manager
  objectives: [growth]
  rationale: The same fault shall not cost a customer twice.
  statements:
    - Each fault that comes back has its cause found.
  manual: true
```

```yaml title="catalog/processes/problem-management.yaml"
spec:
  implements: [service-management, learn-from-faults]
```

## What it leaves alone

A policy that several processes implement, and one that a single process does; a policy with machine-checked
rules needs a process as well, since somebody has to act on what they find.

## Source

Policy is why, process is what, procedure is how; ISO/IEC 20000-1:2018, 5.2; FitSM-1, GR1.

## Fix

By hand: name it in `implements` of the process that puts it into practice, or withdraw it.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(policy: Record[Policy], context: Context) -> Iterator[Fault]:
    """One fault for a policy that no process names."""
    if not context.catalog.holders(policy.ref, "implements"):
        yield Fault(message=f"No process implements the policy {policy.name}", at=name_of(policy))


RULE = EntityRule(
    code="POL001",
    name="policy-without-process",
    severity=Severity.ERROR,
    check=check,
    kinds=("Policy",),
    help="Name it in 'implements' of the process that puts it into practice, or withdraw it.",
)
