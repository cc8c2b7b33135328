"""The most useful next steps for programs: JSON (RFC 8259, ASCII only); same input, same bytes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from itsm_as_code.lint.next_steps import NextStep


def render(steps: Sequence[NextStep], today: dt.date) -> str:
    """The steps as one JSON object, the most useful first."""
    content = {
        "apiVersion": "itsm/v1",
        "kind": "NextSteps",
        "asOf": today.isoformat(),
        "steps": [
            {
                "do": step.do,
                "now": step.now,
                "why": step.why,
                "begin": step.begin,
                "source": step.source,
                "codes": list(step.codes),
                "entities": list(step.entities),
                "findings": step.findings,
                "effect": step.effect,
            }
            for step in steps
        ],
    }
    return json.dumps(content, indent=2) + "\n"
