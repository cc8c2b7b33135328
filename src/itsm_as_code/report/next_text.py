"""The most useful next steps for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from itsm_as_code.lint.next_steps import NextStep
from itsm_as_code.report import prose
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable

_LINE = 96
"""Cells of a line at most."""
_LABEL = 7


def render(title: str, steps: Sequence[NextStep], today: dt.date, style: Style, width: int) -> str:
    """The steps, numbered, each with how things stand, why it matters and where to begin.

    Args:
        title: What the organisation is called.
        steps: The steps, the most useful first.
        today: The day for which they were found.
        style: Whether to colour.
        width: Cells that a line may take.
    """
    if not steps:
        return style.paint(f"Nothing is left to do for {printable(title)} on {today}", Tone.GOOD) + "\n"
    head = style.paint(f"What is most useful next for {printable(title)}, on {today}", Tone.STRONG)
    blocks = [head]
    for number, step in enumerate(steps, start=1):
        blocks.append("\n".join(_step(number, step, style, min(width, _LINE))))
    return "\n\n".join(blocks) + "\n"


def _step(number: int, step: NextStep, style: Style, width: int) -> Iterator[str]:
    yield from _hanging(style.paint(f"{number}. ", Tone.STRONG), 3, printable(step.do), style, width)
    codes = f" [{', '.join(step.codes)}]" if step.source == "finding" else ""
    for label, text in (("now", f"{printable(step.now)}{codes}"), ("why", printable(step.why))):
        yield from _labelled(label, text, style, width)
    label = style.paint(f"{'begin':<{_LABEL}}", Tone.FAINT)
    yield f"   {label}{style.paint(printable(step.begin), Tone.CODE)}"


def _labelled(label: str, text: str, style: Style, width: int) -> Iterator[str]:
    head = f"   {style.paint(f'{label:<{_LABEL}}', Tone.FAINT)}"
    yield from _hanging(head, 3 + _LABEL, text, style, width)


def _hanging(head: str, indent: int, text: str, style: Style, width: int) -> Iterator[str]:
    """A text behind its head, its further lines below its first."""
    for index, line in enumerate(prose.render(text, style, width - indent)):
        yield (head if index == 0 else " " * indent) + line
