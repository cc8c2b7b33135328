"""A policy's rule could not be judged.

Evaluating it failed for some entity, took too long or needed too much memory. Whatever it could not judge
counts as a violation: this finding stands for all of these entities, and each further one makes it a new
finding.

## Why it matters

An expression that fails would otherwise be one that never objects. A policy is kept when somebody has looked,
not when nobody could.

## Bad

```yaml title="policies/service-management.yaml"
spec:
  manual: null
  rules:
    - name: not-called-as-a-team
      match: {kind: Service}
      expression: "self.metadata.title != team('sales').metadata.title"
      message: A service has a name of its own
  tests:
    - rule: not-called-as-a-team
      expect: pass
      self: {kind: Service, metadata: {name: demo, title: Orders}}
      given: [{kind: Team, metadata: {name: sales, title: Sales}}]
    - rule: not-called-as-a-team
      expect: fail
      self: {kind: Service, metadata: {name: demo, title: Sales}}
      given: [{kind: Team, metadata: {name: sales, title: Sales}}]
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

A rule that does not read (POL004) or is mistyped (POL005) is not judged at all.

## Source

The tool: policies as code. Expressions run in a process of their own, with 1 GiB of memory and one second of
processor time each.

## Fix

By hand: mend the expression. `itsm policy try` judges one without a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.finding import Severity
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, Failure, FailureRule, Fault, Pointer

_SHOWN = 3
"""How many of the entities are shown."""


def check(failure: Failure, context: Context) -> Iterator[Fault]:
    """One fault for a rule that failed; another entity that it cannot judge makes it another one."""
    rules = failure.policy.entity.spec.rules
    index = next(index for index, rule in enumerate(rules) if rule.name == failure.rule)
    refs = [finding.entity or "" for finding in failure.findings]
    first = failure.findings[0]
    number = text.count(len(refs), "entity", "entities")
    records = [record for ref in refs[:_SHOWN] if (record := context.catalog.get(ref)) is not None]
    yield Fault(
        f"The rule {failure.rule} could not be judged for {number}, such as {first.entity}: {first.message}",
        Pointer(failure.policy, ("spec", "rules", index, "expression")),
        related=tuple(name_of(record, "cannot be judged") for record in records),
        about=hashlib.blake2b("\0".join(refs).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
    )


RULE = FailureRule(
    code="POL009",
    name="policy-rule-not-judged",
    severity=Severity.ERROR,
    check=check,
    help="Mend the expression.",
)
