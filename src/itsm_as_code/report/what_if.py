"""What other values would do to the promises, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.feasibility.wording import duration, percent
from itsm_as_code.finding import Finding
from itsm_as_code.report.moved import sentences
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable
from itsm_as_code.transition.moved import Moved


def render_text(
    own: Moved, others: Sequence[Moved], new: Sequence[Finding], gone: Sequence[Finding], style: Style
) -> str:
    """The whole answer, ended by a line break.

    Args:
        own: The service that is asked about.
        others: What else moves.
        new: The findings about promises that the values bring.
        gone: Those that they mend.
        style: Whether to colour.
    """
    title = style.paint(printable(own.service.title), Tone.STRONG)
    blocks = [f"{title}  {style.paint(printable(own.service.ref), Tone.CODE)}"]
    blocks[0] += "\n" + "\n".join(f"  {name:<10}  {before} → {after}" for name, before, after in _rows(own))
    said = [printable(sentence) for sentence in sentences(own)]
    blocks.append("\n".join(said) if said else "Nothing moves for it.")
    more = [printable(sentence) for each in others for sentence in sentences(each)]
    if more:
        blocks.append(
            "\n".join([style.paint("What else moves", Tone.STRONG), *(f"  {each}" for each in more)])
        )
    for label, findings in (("Promises that break", new), ("Promises that are mended", gone)):
        if findings:
            lines = [f"  {each.code}  {printable(each.message)}" for each in findings]
            blocks.append("\n".join([style.paint(label, Tone.STRONG), *lines]))
    if not new:
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
