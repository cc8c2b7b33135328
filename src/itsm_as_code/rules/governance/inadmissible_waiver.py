"""A waiver is approved by its requester, or waives what cannot be waived.

Whoever asks for a waiver does not grant it, be it in another role. The rules of SYN, SCH, REF, GOV and CHG
(but CHG003, the freeze) cannot be waived, nor can a policy's rule that is `strict`; a rule that does not
exist cannot be waived either, and the nearest is suggested. Such a waiver suppresses nothing.

## Why it matters

A waiver is a decision to live with a risk. Where the person who is late with the work decides that it may
be late, nobody has decided anything. Where broken files or the rules of the gate could be waived, every
other rule could be.

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
  compensatingControl: A backup is read back every Friday.
  requestedBy: role:service-desk-lead
  approvedBy: role:service-desk-lead
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

A rule named by its name instead of its code; a requester and an approver from one team; two roles of which
the requester holds one and shares the other with somebody else.

## Source

Separation of duties: ISO/IEC 27001:2022, A.5.3. Governance, risk and compliance: exceptions are approved by
whoever bears the risk.

## Fix

By hand: have somebody else approve it, or correct the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.people import people_of
from itsm_as_code.finding import Severity
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer, Rule

_UNWAIVABLE = frozenset({"SYN", "SCH", "REF", "GOV", "CHG"})
_FREEZE = "CHG003"
_POLICY = "POL/"


def check(waiver: Record[Waiver], context: Context) -> Iterator[Fault]:
    """The approver who is the requester, then the rule that cannot be waived."""
    spec = waiver.entity.spec
    if _one_person(context.catalog, spec.requested_by, spec.approved_by):
        yield Fault(
            message=f"The waiver {waiver.name} is approved by its requester",
            at=Pointer(waiver, ("spec", "approvedBy")),
            related=(Pointer(waiver, ("spec", "requestedBy"), "the requester"),),
            help="Have somebody else approve it, who bears the risk.",
        )
    at = Pointer(waiver, ("spec", "rule"))
    if spec.rule.startswith(_POLICY):
        yield from _policy_rule(context.catalog, spec.rule, at)
        return
    rule = named(context.rules, spec.rule)
    if rule is None:
        words = [word for each in context.rules if not each.is_own for word in (each.code, each.name)]
        near = text.did_you_mean(spec.rule, words)
        yield Fault(
            message=f"There is no rule {spec.rule} to be waived",
            at=at,
            help=near or "The rules are listed by 'itsm explain'.",
        )
    elif rule.family in _UNWAIVABLE and rule.code != _FREEZE:
        yield Fault(message=f"{rule.code} {rule.name} cannot be waived", at=at, help="Mend what it finds.")


def named(rules: Sequence[Rule], word: str) -> Rule | None:
    """The rule with a code or name, among some; a policy's own goes by its code alone."""
    return next(
        (rule for rule in rules if word == rule.code or (word == rule.name and not rule.is_own)), None
    )


def _one_person(catalog: Catalog, requester: str, approver: str) -> bool:
    people = people_of(catalog, requester)
    return requester == approver or (len(people) == 1 and people == people_of(catalog, approver))


def _policy_rule(catalog: Catalog, written: str, at: Pointer) -> Iterator[Fault]:
    """A rule that a policy writes itself; what the reading of the policy brought to light is not repeated."""
    _, name, rule_name = written.split("/")
    record = catalog.get(f"policy:{name}")
    if record is None:
        policies = [each.name for each in catalog.of_kind("Policy")]
        yield Fault(
            message=f"There is no policy {name} whose rule could be waived",
            at=at,
            help=text.did_you_mean(name, policies),
        )
        return
    policy = catalog.find(Policy, name)
    if policy is None or any(path[:2] == ("spec", "rules") for path in policy.broken):
        return
    rules = {rule.name: index for index, rule in enumerate(policy.entity.spec.rules)}
    if rule_name not in rules:
        yield Fault(
            message=f"The policy {name} has no rule {rule_name} to be waived",
            at=at,
            help=text.did_you_mean(rule_name, rules),
        )
    elif policy.entity.spec.rules[rules[rule_name]].enforcement == "strict":
        yield Fault(
            message=f"The rule {rule_name} of the policy {name} is strict: it cannot be waived",
            at=at,
            related=(Pointer(policy, ("spec", "rules", rules[rule_name], "enforcement"), "strict"),),
            help="Mend what it finds.",
        )


RULE = EntityRule(
    code="GOV003",
    name="inadmissible-waiver",
    severity=Severity.ERROR,
    check=check,
    kinds=("Waiver",),
    help="Have somebody else approve it, or correct the rule.",
)
