"""A policy's rule lacks an example that passes, or one that fails.

Each rule has at least one test of each sort, beside it in `tests`.

## Why it matters

Whoever approves a policy can judge two examples, but seldom an expression. And a rule that never fails any
example may be one that cannot fail.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  manual: null
  rules:
    - name: customers-know-what-for
      match:
        kind: Service
        where: "self.spec.state == 'operational' && self.spec.type == 'customer-facing'"
      expression: "has(self.spec.outcome)"
      message: A service for customers says what it is for
      at: spec.state
  tests:
    - rule: customers-know-what-for
      expect: fail
      self:
        kind: Service
        metadata: {name: demo}
        spec: {state: operational, type: customer-facing}
```

## Good

```yaml title="policies/service-management.yaml"
spec:
  manual: null
  rules:
    - name: customers-know-what-for
      match:
        kind: Service
        where: "self.spec.state == 'operational' && self.spec.type == 'customer-facing'"
      expression: "has(self.spec.outcome)"
      message: A service for customers says what it is for
      at: spec.state
  tests:
    - rule: customers-know-what-for
      expect: pass
      self:
        kind: Service
        metadata: {name: demo}
        spec: {state: operational, type: customer-facing, outcome: Orders arrive.}
    - rule: customers-know-what-for
      expect: fail
      self:
        kind: Service
        metadata: {name: demo}
        spec: {state: operational, type: customer-facing}
```

## What it leaves alone

How many examples there are beyond these two, and what they show (POL008).

## Source

The tool: policies as code.

## Fix

By hand: write the example. `itsm policy test` judges them.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(policy: Record[Policy], _context: Context) -> Iterator[Fault]:
    """One fault for each rule without its two examples."""
    spec = policy.entity.spec
    tested = {(test.rule, test.expect) for test in spec.tests}
    if any(path[:2] == ("spec", "tests") for path in policy.broken):
        return  # what cannot be read may be the example that is missing
    for index, rule in enumerate(spec.rules):
        missing = [word for word in ("pass", "fail") if (rule.name, word) not in tested]
        if missing:
            words = " and no example that ".join(
                f"{word}es" if word == "pass" else f"{word}s" for word in missing
            )
            yield Fault(
                f"The rule {rule.name} has no example that {words}",
                Pointer(policy, ("spec", "rules", index, "name")),
                about=" ".join(missing),
            )


RULE = EntityRule(
    code="POL007",
    name="untested-policy-rule",
    severity=Severity.ERROR,
    check=check,
    kinds=("Policy",),
    help="Write the example under 'tests'.",
)
