"""A policy's rule concerns nothing in the catalogue.

No entity is of its kind, or none meets its condition `where`.

## Why it matters

A rule that never applies is always kept. Often its condition was right once, and a renamed state or a new
way of writing has taken everything out of its reach.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  manual: null
  rules:
    - name: customers-know-what-for
      match:
        kind: Service
        where: "self.spec.state == 'chartered'"
      expression: "has(self.spec.outcome)"
      message: A service for customers says what it is for
      at: spec.state
  tests:
    - rule: customers-know-what-for
      expect: pass
      self:
        kind: Service
        metadata: {name: demo}
        spec: {state: chartered, outcome: Orders arrive.}
    - rule: customers-know-what-for
      expect: fail
      self:
        kind: Service
        metadata: {name: demo}
        spec: {state: chartered}
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

A rule that concerns a single entity, and one that all entities keep. Of a rule with `operations`, the
condition is tried on what is there.

## Source

The tool: policies as code.

## Fix

By hand: correct the condition, or withdraw the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record, reads
from itsm_as_code.finding import Severity
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.views import EVERYTHING
from itsm_as_code.policy import session as sessions
from itsm_as_code.policy.batches import ANY_DAY
from itsm_as_code.policy.own import OwnRule, rules_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(policy: Record[Policy], context: Context) -> Iterator[Fault]:
    """One fault for each rule that concerns nothing."""
    for rule in rules_of(policy):
        if rule.rule.match.where and _is_faulty(rule, context):
            continue
        if not _concerns_something(rule, context):
            kind = KINDS[rule.kind]
            where = " that meets its condition" if rule.rule.match.where else ""
            yield Fault(
                f"The rule {rule.rule.name} concerns nothing: there is no {kind.title.lower()}{where}",
                Pointer(policy, (*rule.path, "match")),
            )


def _is_faulty(rule: OwnRule, context: Context) -> bool:
    return sessions.session(context.catalog).is_faulty(rule)


def _concerns_something(rule: OwnRule, context: Context) -> bool:
    """Whether there is an entity that a rule concerns; of all that is read, only what decides it is noted."""
    day = context.today if rule.is_timed else ANY_DAY
    session = sessions.session(context.catalog)
    with reads.collected(None):
        records = [record for record in context.catalog.of_kind(rule.kind) if record.is_typed]
        found = session.concerns(rule, records, day) if rule.rule.match.where else next(iter(records), None)
    if reads.current is not None:
        if found is None:
            reads.current.everything.update((f"of {rule.kind}", f"v* {rule.kind}#{EVERYTHING}"))
        else:
            reads.current.values[f"{rule.kind}#{EVERYTHING}"].add(found.path)
    return found is not None


RULE = EntityRule(
    code="POL006",
    name="rule-without-match",
    severity=Severity.WARNING,
    check=check,
    kinds=("Policy",),
    help="Correct its condition, or withdraw it.",
)
