"""What another expression would do in place of a rule's own."""

from __future__ import annotations

import json
from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.policy.asking import Trial
from itsm_as_code.report import policy_tests
from itsm_as_code.report.style import Style, Tone


def render_text(trial: Trial, style: Style) -> str:
    """How many it concerns, whom it would refuse, what that changes, and its examples."""
    return "\n".join([*_lines(trial, style), "", policy_tests.render_text(trial.outcomes, style)])


def _lines(trial: Trial, style: Style) -> Iterator[str]:
    rule = trial.rule
    yield f"{style.paint(rule.code, Tone.CODE)}  {rule.rule.message}"
    if rule.definition.changes:
        yield f"It judges changes of each {rule.kind}: 'itsm plan' shows what it says of one."
        return
    number = text.count(trial.concerns, "entity is", "entities are")
    yield f"{number} concerned; {len(trial.refuses):,} of them would be refused."
    for allowed, phrase in ((True, "newly allowed"), (False, "newly refused")):
        refs = [each.entity for each in trial.differences if each.allowed is allowed]
        if refs:
            yield style.paint(f"{phrase}: {text.all_of(refs)}", Tone.STRONG)


def render_json(trial: Trial) -> str:
    """The same for programs."""
    content = {
        "code": trial.rule.code,
        "concerned": trial.concerns,
        "refused": list(trial.refuses),
        "newlyAllowed": [each.entity for each in trial.differences if each.allowed],
        "newlyRefused": [each.entity for each in trial.differences if not each.allowed],
        "examples": json.loads(policy_tests.render_json(trial.outcomes)),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
