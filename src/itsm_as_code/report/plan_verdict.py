"""The verdict of a plan as text for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from itsm_as_code.report import verdict as words
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable
from itsm_as_code.transition.table import Outcome
from itsm_as_code.transition.verdict import Requirement, Verdict

_TONES = {Outcome.PASS: Tone.GOOD, Outcome.HOLD: Tone.WARNING, Outcome.REFUSE: Tone.ERROR}


def blocks(verdict: Verdict, style: Style, width: int) -> Iterator[str]:
    """The verdict and what it rests on, block by block."""
    told = style.paint(words.headline(verdict), _TONES[verdict.outcome])
    yield f"{told}\n{printable(words.kind(verdict))}."
    if verdict.refusals:
        lines = [line for each in verdict.refusals for line in _wrapped(words.sentence(each), 2, width)]
        yield "\n".join([style.paint("What refuses it", Tone.STRONG), *lines])
    missing = verdict.missing
    if missing:
        lines = [line for each in missing for line in _missing(each, style, width)]
        yield "\n".join([style.paint("Who has to agree", Tone.STRONG), *lines])
    agreed = [each for each in verdict.requirements if each.given is not None]
    if agreed:
        lines = [line for each in agreed for line in _agreed(each, style, width)]
        yield "\n".join([style.paint("Who has agreed", Tone.STRONG), *lines])
    if verdict.notes:
        lines = [line for each in verdict.notes for line in _wrapped(each, 2, width)]
        yield "\n".join([style.paint("Worth knowing", Tone.STRONG), *lines])


def explained(verdict: Verdict, style: Style, width: int) -> Iterator[str]:
    """The row of every fact, the gravest first."""
    yield style.paint("How it was judged", Tone.STRONG)
    for each in verdict.reasons:
        yield from _wrapped(f"{each.row}: {words.sentence(each)}", 2, width)


def _missing(requirement: Requirement, style: Style, width: int) -> Iterator[str]:
    yield from _wrapped(words.title(requirement), 2, width)
    asking = words.asking(requirement)
    if asking:
        yield from _wrapped(asking, 4, width)
    for reason in words.reasons(requirement):
        yield from (style.paint(line, Tone.FAINT) for line in _wrapped(reason, 4, width))


def _agreed(requirement: Requirement, style: Style, width: int) -> Iterator[str]:
    yield from _wrapped(words.title(requirement), 2, width)
    yield from (style.paint(line, Tone.FAINT) for line in _wrapped(words.given(requirement), 4, width))


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(
        printable(text),
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
