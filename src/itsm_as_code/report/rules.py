"""Rules for people: the page of one, and the list of all by family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_args

from itsm_as_code.finding import Severity
from itsm_as_code.lint.severity import usual_severity
from itsm_as_code.model.vocabulary import Profile
from itsm_as_code.report import cells, prose
from itsm_as_code.report.style import Style, Tone, tone_of
from itsm_as_code.rules.rule import ChangeRule, Rule
from itsm_as_code.text import count

_LINE = 80
"""Cells of a line of prose; longer ones are hard to read."""


def render_page(rule: Rule, style: Style, width: int) -> str:
    """The page of one rule: what it is called, how grave it is, and its documentation."""
    summary, _, body = rule.page.partition("\n\n")
    width = min(width, _LINE)
    lines = [
        f"{style.paint(rule.code, Tone.STRONG)} {style.paint(rule.name, Tone.STRONG)}",
        *prose.render(summary, style, width),
        "",
        *(f"  {style.paint(f'{label:<10}', Tone.FAINT)}{value}" for label, value in _facts(rule, style)),
        "",
        *prose.render(body, style, width),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _facts(rule: Rule, style: Style) -> Iterator[tuple[str, str]]:
    profiles = {profile: usual_severity(rule, profile) for profile in get_args(Profile)}
    if len(set(profiles.values())) == 1:
        yield "severity", f"{_word(rule.severity, style)} in every profile"
    else:
        shown = (f"{_word(severity, style)} in {profile}" for profile, severity in profiles.items())
        yield "severity", ", ".join(shown)
    if isinstance(rule, ChangeRule):
        yield "judged", "by 'itsm plan', for each change"
    if rule.timed:
        yield "timed", "judged for the day itself and for thirty days later"
    if rule.fix:
        yield (
            "fix",
            {"safe": "the tool can mend it", "unsafe": "the tool can mend it; look at the result"}[rule.fix],
        )


def _word(severity: Severity, style: Style) -> str:
    return style.paint(severity.value, tone_of(severity))


def render_list(rules: Sequence[Rule], style: Style, width: int | None) -> str:
    """Every rule with its severity and its summary, family by family.

    Args:
        rules: The rules, those of a family side by side.
        style: Whether to colour.
        width: Cells that a line may take; whatever it needs when absent.
    """
    names = max(len(rule.name) for rule in rules)
    lines = [f"{count(len(rules), 'rule')}. 'itsm explain CODE' shows the page of one."]
    for family, members in groupby(rules, key=lambda rule: rule.family):
        listed = list(members)
        lines += ["", f"{style.paint(family, Tone.STRONG)}  {listed[0].guards}"]
        for rule in listed:
            head = f"  {rule.code}  {rule.severity.value:<7}  {cells.padded(rule.name, names)}  "
            summary = _summary(rule)
            shown = cells.clipped(summary, max(width - len(head), 20)) if width else summary
            lines.append(head.replace(rule.severity.value, _word(rule.severity, style), 1) + shown)
    return "\n".join(lines) + "\n"


def _summary(rule: Rule) -> str:
    return " ".join(rule.page.partition("\n\n")[0].split())
