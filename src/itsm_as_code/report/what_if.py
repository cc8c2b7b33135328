"""What other values would do to the promises, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from itsm_as_code.feasibility.wording import duration, percent
from itsm_as_code.report.moved import moved_object, sentences
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable
from itsm_as_code.transition.moved import Moved
from itsm_as_code.transition.what_if import WhatIf


def render_json(found: WhatIf, assignments: Sequence[str]) -> str:
    """The whole answer as JSON, ended by a line break.

    Args:
        found: The answer.
        assignments: What was tried.
    """
    content = {
        "apiVersion": "itsm/v1",
        "kind": "WhatIf",
        "set": list(assignments),
        **moved_object(found.service),
        "others": [moved_object(each) for each in found.others],
        "breaks": [{"code": each.code, "message": each.message} for each in found.breaks],
        "mends": [{"code": each.code, "message": each.message} for each in found.mends],
    }
    return json.dumps(content, indent=2) + "\n"


def render_text(found: WhatIf, style: Style) -> str:
    """The whole answer as text, ended by a line break.

    Args:
        found: The answer.
        style: Whether to colour.
    """
    own = found.service
    title = style.paint(printable(own.service.title), Tone.STRONG)
    blocks = [f"{title}  {style.paint(printable(own.service.ref), Tone.CODE)}"]
    blocks[0] += "\n" + "\n".join(f"  {name:<10}  {before} → {after}" for name, before, after in _rows(own))
    said = [printable(sentence) for sentence in sentences(own)]
    blocks.append("\n".join(said) if said else "Nothing moves for it.")
    more = [printable(sentence) for each in found.others for sentence in sentences(each)]
    if more:
        blocks.append(
            "\n".join([style.paint("What else moves", Tone.STRONG), *(f"  {each}" for each in more)])
        )
    for label, findings in (("Promises that break", found.breaks), ("Promises that are mended", found.mends)):
        if findings:
            lines = [f"  {each.code}  {printable(each.message)}" for each in findings]
            blocks.append("\n".join([style.paint(label, Tone.STRONG), *lines]))
    if not found.breaks and not own.after.obstacle:
        blocks.append("No promise breaks.")
    return "\n\n".join(blocks) + "\n"


def _rows(own: Moved) -> Iterator[tuple[str, str, str]]:
    before, after = own.before.figures, own.after.figures
    for name in ("naive", "exact", "guaranteed", "best"):
        shares = [None if each is None else getattr(each, name) for each in (before, after)]
        numbers = [getattr(each, "low", each) for each in shares]
        yield name, _share(numbers[0], numbers[1]), _share(numbers[1], numbers[0])
    times = [own.before.recovery, own.after.recovery]
    shown = ["not computed" if each is None else duration(each) for each in times]
    yield "recovery", shown[0], shown[1]


def _share(share: float | None, beside: float | None) -> str:
    return "not computed" if share is None else percent(share, beside)
