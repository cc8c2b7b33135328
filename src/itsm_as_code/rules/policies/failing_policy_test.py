"""An example of a policy does not come out as its author says.

The rule passes what has to fail, or fails what has to pass; or the example cannot be judged: its rule does
not exist, it names fields that there are not, or the rule does not concern it.

## Why it matters

The examples are what people agreed to. Where the rule disagrees with them, one of the two is wrong, and it
is the rule that everybody will be held to.

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
        spec: {state: operational, type: customer-facing, outcome: Orders come.}
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

Fields that an example leaves out, be they required in a file: it says as much as the rule needs.

## Source

The tool: policies as code.

## Fix

By hand: correct the rule or the example. `itsm policy test` judges them.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.policy import session as sessions
from itsm_as_code.policy import testing
from itsm_as_code.policy.batches import ANY_DAY
from itsm_as_code.policy.own import rules_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(policy: Record[Policy], context: Context) -> Iterator[Fault]:
    """One fault for each example that does not come out as it has to."""
    if not policy.entity.spec.tests:
        return
    timed = {rule.rule.name for rule in rules_of(policy) if rule.is_timed}
    asks = any(test.as_of is None and test.rule in timed for test in policy.entity.spec.tests)
    day = context.today if asks else ANY_DAY
    for outcome in testing.run(sessions.session(context.catalog), policy, day):
        if outcome.fault is not None and not outcome.is_of_faulty_rule:
            place = outcome.path[3:]
            yield Fault(
                outcome.fault,
                Pointer(policy, outcome.path),
                help=outcome.help,
                about=f"{outcome.test.rule} {outcome.index} {place}",
            )


RULE = EntityRule(
    code="POL008",
    name="failing-policy-test",
    severity=Severity.ERROR,
    check=check,
    kinds=("Policy",),
    help="Correct the rule or the example.",
)
