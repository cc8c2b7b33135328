"""An expression of a policy's rule speaks of what there is not, or compares what cannot be compared.

Expressions are held against the model: fields, functions and parameters that do not exist, types that do not
go together, values that a field never has, and optional fields that are read without asking `has()` first.

## Why it matters

A misspelt field makes a rule fail for every entity, or for none, and both look like a decision. It is found
here, when the rule is written, and not on the day on which it would have mattered.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  manual: null
  rules:
    - name: customers-know-what-for
      match:
        kind: Service
        where: "self.spec.state == 'operational' && self.spec.type == 'customer-facing'"
      expression: "has(self.spec.outcom)"
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

Fields below `metadata.extensions`, whose form the organisation sets itself, and fields that admit several
shapes.

## Source

The Common Expression Language (CEL): gradual type checking.

## Fix

By hand: the nearest name is suggested; the column is that of the fault inside the expression.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.rules.policies.expressions import complaints
from itsm_as_code.rules.rule import Context, EntityRule, Fault


def check(policy: Record[Policy], context: Context) -> Iterator[Fault]:
    """One fault for each name, type or value that cannot be."""
    if policy.entity.spec.rules:
        yield from complaints(policy, context, typed=True)


RULE = EntityRule(
    code="POL005",
    name="mistyped-expression",
    severity=Severity.ERROR,
    check=check,
    kinds=("Policy",),
    help="Correct the name, the type or the value.",
)
