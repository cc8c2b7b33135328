"""Rules of policies that are broken and may be overridden: by the role that the rule names, on the record."""

from __future__ import annotations

from itsm_as_code.catalog import Catalog
from itsm_as_code.finding import Finding
from itsm_as_code.model.policy import Policy, PolicyRule
from itsm_as_code.transition.classification.case import Ask, Case, Found
from itsm_as_code.transition.table import OVERRIDE

_OWN = "POL"


def judge(finding: Finding, case: Case) -> Found | None:
    """The row of an error that a role may override; `None` for any other, and for a rule that is strict.

    Where target and head both have the rule, the target says who may override it.
    """
    family, _, rest = finding.code.partition("/")
    if family != _OWN or not rest:
        return None
    policy, _, name = rest.partition("/")
    rule = _rule(case.base, policy, name) or _rule(case.head, policy, name)
    if rule is None or rule.enforcement != "mandatory" or rule.override_by is None:
        return None
    ask = Ask((f"role:{rule.override_by}",), f"may override {policy}/{name}")
    subject = finding.entity or finding.location.path
    text = f"breaks the rule {policy}/{name}: {finding.message}"
    return Found(OVERRIDE, subject, text, (ask,), (), finding.location)


def _rule(catalog: Catalog, policy: str, name: str) -> PolicyRule | None:
    record = catalog.find(Policy, policy)
    rules = record.entity.spec.rules if record is not None else ()
    return next((rule for rule in rules if rule.name == name), None)
