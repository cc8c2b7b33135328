"""Policies and how they are kept, as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from itsm_as_code import text
from itsm_as_code.policy.conformance import Conformance, Kept
from itsm_as_code.report import table
from itsm_as_code.report.style import Style, Tone

Waived = Mapping[str, int]
"""How many findings of each rule are waived, by its code."""


_SHOWN = 3
"""How many processes are named."""


def render_text(found: Sequence[Conformance], waived: Waived, style: Style, width: int | None) -> str:
    """One block for each policy: what it states, who puts it into practice, how its rules are kept.

    Args:
        found: The policies.
        waived: What is waived.
        style: Whether to colour.
        width: Cells that a line may take; whatever it needs when absent.
    """
    if not found:
        return "There is no policy. 'itsm new policy' writes one.\n"
    blocks = ["\n".join(_policy(each, waived, style, width)) for each in found]
    rules = [rule for each in found for rule in each.rules]
    broken = sum(_broken(rule, waived) for rule in rules)
    summary = f"{text.count(len(found), 'policy', 'policies')}, {text.count(len(rules), 'rule')}, "
    summary += f"{text.count(broken, 'violation')}"
    return "\n\n".join([*blocks, style.paint(summary, Tone.FAINT)]) + "\n"


def _policy(found: Conformance, waived: Waived, style: Style, width: int | None) -> Iterator[str]:
    spec = found.policy.entity.spec
    yield f"{style.paint(found.policy.ref, Tone.CODE)}  {style.paint(found.policy.title, Tone.STRONG)}"
    processes = (
        f"implemented by {text.some_of(found.processes, _SHOWN)}"
        if found.processes
        else "implemented by nobody"
    )
    yield f"{text.count(len(spec.statements), 'statement')}, {processes}"
    if spec.manual:
        yield "only people can hold to it"
    if found.rules:
        columns = ["rule", "enforcement", "judges", "concerned", "kept", "waived", "violated"]
        rows = [_row(rule, waived) for rule in found.rules]
        yield table.render_text(columns, rows, style, width).rstrip("\n")


def _row(kept: Kept, waived: Waived) -> list[str]:
    rule = kept.rule.rule
    head = [rule.name, rule.enforcement]
    if kept.faulty:
        return [*head, "nothing: something is wrong with its text", "", "", "", ""]
    if rule.operations:
        return [*head, f"the {text.all_of(rule.operations)} of each {kept.rule.kind}", "", "", "", ""]
    spared = waived.get(kept.rule.code, 0)
    numbers = (kept.concerns, len(kept.holds), spared, _broken(kept, waived))
    return [*head, f"each {kept.rule.kind}", *map(str, numbers)]


def _broken(kept: Kept, waived: Waived) -> int:
    """Violations that nobody has waived, what could not be judged among them."""
    return len(kept.violated) + len(kept.failed) - waived.get(kept.rule.code, 0)


def render_json(found: Sequence[Conformance], waived: Waived) -> str:
    """The policies as a JSON array."""
    content = [
        {
            "ref": each.policy.ref,
            "title": each.policy.title,
            "path": each.policy.path,
            "statements": list(each.policy.entity.spec.statements),
            "manual": each.policy.entity.spec.manual,
            "implementedBy": list(each.processes),
            "rules": [_rule(rule, waived) for rule in each.rules],
        }
        for each in found
    ]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _rule(kept: Kept, waived: Waived) -> dict[str, object]:
    rule = kept.rule.rule
    return {
        "code": kept.rule.code,
        "enforcement": rule.enforcement,
        "overrideBy": rule.override_by,
        "kind": kept.rule.kind,
        "operations": list(rule.operations),
        "faulty": kept.faulty,
        "concerned": kept.concerns,
        "kept": len(kept.holds),
        "waived": waived.get(kept.rule.code, 0),
        "violatedBy": list(kept.violated),
        "notJudged": list(kept.failed),
    }
