"""One finding for many, in reports for people."""

from __future__ import annotations

import datetime as dt

from itsm_as_code.finding import Finding, Location, Severity
from itsm_as_code.lint import LintResult
from itsm_as_code.lint.representatives import brief


def found(entity: str, code: str = "GOV006") -> Finding:
    return Finding(code, "a-rule", Severity.INFO, entity, Location(f"{entity}.yaml"), entity)


def test_the_first_of_each_kind_stands_for_the_others() -> None:
    many = ("term:a", "service:a", "term:b", "service:b", "term:c", "role:a")
    findings = [found("term:a", "REF001"), *map(found, many), found("term:b", "REF001")]
    result = LintResult(tuple(findings), 9, 9, dt.date(2026, 11, 20), once_per_kind=("GOV006",))
    assert [(each.code, each.message) for each in brief(result).findings] == [
        ("REF001", "term:a"),
        ("GOV006", "term:a (and in 2 more terms)"),
        ("GOV006", "service:a (and in 1 more service)"),
        ("GOV006", "role:a"),
        ("REF001", "term:b"),
    ]
