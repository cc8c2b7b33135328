"""The documentation pages of the rules, made from their modules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from itsm_as_code.rules.rule import ChangeRule, Rule

SECTIONS = (
    "Why it matters",
    "Bad",
    "Good",
    "What it leaves alone",
    "Source",
    "Fix",
)
"""The sections of every page, in their order."""

_INTRODUCTION = """\
# The rules

Each rule has a permanent code, a name and a page. The severity is the one under the profile `standard`;
`starter` makes a warning of every error outside SYN, SCH, REF, CAL, GOV and CHG, and `regulated` makes
errors of the warnings whose page says so. `itsm.yaml` can change a severity, always with a reason. `itsm
explain CODE` shows a page in the terminal.

The examples on the pages are whole files, or excerpts of an entity that is otherwise in order; a `null` in
an excerpt means that the field is absent.
"""


def summary(rule: Rule) -> str:
    """The first sentence of a rule's page."""
    return rule.page.partition("\n")[0]


def page(rule: Rule) -> str:
    """The page of one rule (Markdown)."""
    _, _, body = rule.page.partition("\n")
    return f"# {rule.code} {rule.name}\n\n{summary(rule)}\n\n{_facts(rule)}\n\n{body.strip()}\n"


def index(rules: Sequence[Rule]) -> str:
    """The table of all rules, by family (Markdown)."""
    parts = [_INTRODUCTION]
    for family, members in groupby(rules, key=lambda rule: rule.family):
        listed = list(members)
        rows = [
            f"| [{rule.code}]({file_name(rule)}) | {rule.name} | {rule.severity.value} | {summary(rule)} |"
            for rule in listed
        ]
        parts.append(f"## {family}\n\n{listed[0].guards}\n\n{_HEAD}\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


_HEAD = "| code | rule | severity | reports |\n| --- | --- | --- | --- |"


def file_name(rule: Rule) -> str:
    """The name of a rule's page: `SYN003-duplicate-key.md`."""
    return f"{rule.code}-{rule.name}.md"


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Every page of `docs/rules/` by file name, the index among them."""
    return {"index.md": index(rules), **{file_name(rule): page(rule) for rule in rules}}


def _facts(rule: Rule) -> str:
    """Severity, time and fix in one line."""
    severity = rule.severity.value
    if rule.regulated is not None:
        severity += f" ({rule.regulated.value} under `regulated`)"
    facts = [f"Severity: {severity}", f"Fix: {rule.fix or 'by hand'}"]
    if isinstance(rule, ChangeRule):
        facts.append("Judged by `itsm plan`, for each change")
    if rule.timed:
        facts.append("Judged for today and for thirty days ahead")
    return " · ".join(facts)
