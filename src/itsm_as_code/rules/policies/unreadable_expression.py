"""An expression of a policy's rule does not read.

The finding points to the place inside the text where reading it came to an end, in any style of YAML.

## Why it matters

A rule that nobody can read holds nobody to anything, and the people who signed the policy believe that a
machine watches over it.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  manual: null
  rules:
    - name: customers-know-what-for
      match:
        kind: Service
        where: "self.spec.state == 'operational' && self.spec.type == 'customer-facing'"
      expression: "has(self.spec.outcome) &&"
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

What an expression means, and whether the fields that it names exist (POL005).

## Source

The Common Expression Language (CEL): github.com/cel-expr/cel-spec, language definition.

## Fix

By hand: mend the expression. `itsm policy try` judges one without a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.policies.expressions import complaints
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(policy: Record[Policy], context: Context) -> Iterator[Fault]:
    """One fault for each expression that does not read."""
    if policy.entity.spec.rules:
        yield from complaints(policy, context, typed=False)


RULE = EntityRule(
    code="POL004",
    name="unreadable-expression",
    severity=Severity.ERROR,
    check=check,
    kinds=("Policy",),
    help="Mend the expression; the page of policies says how they are written.",
)
