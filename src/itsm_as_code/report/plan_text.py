"""A plan, or a bare change set, as text for people: what changes, what it means, what it breaks or mends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.changes import ABSENT, ChangeSet, EntityChange, FieldChange, Verb
from itsm_as_code.finding import Location
from itsm_as_code.report import plan_verdict
from itsm_as_code.report.moved import sentences
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.report.text import block
from itsm_as_code.text import count, printable, shortened
from itsm_as_code.transition import Plan
from itsm_as_code.transition.judgement import Judgement

_TONES = {
    Verb.CREATED: Tone.GOOD,
    Verb.DELETED: Tone.ERROR,
    Verb.RENAMED: Tone.INFO,
    Verb.CHANGED: Tone.WARNING,
}


def render_changes(changes: ChangeSet, base: str, head: str, style: Style) -> str:
    """The facts alone, ended by a line break."""
    if not changes:
        return f"Nothing differs between {base} and {head}.\n"
    blocks = [f"From {base} to {head}: {totals(changes)}", *_facts(changes, style)]
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the text of a file comes from, on either side.

    Attributes:
        base: From path to text in the base.
        head: From path to text in the head.
    """

    base: Callable[[str], str]
    head: Callable[[str], str]

    def proposed(self, path: str) -> str:
        """The text of a file in the head, or of one that the change deletes."""
        return self.head(path) or self.base(path)


def render_plan(
    judgement: Judgement, texts: Texts, style: Style, width: int, *, explain: bool = False
) -> str:
    """The whole plan, ended by a line break: the verdict first, then what it means, then its grounds.

    Args:
        judgement: The judgement.
        texts: The files that the findings are about.
        style: Whether to colour.
        width: Cells that a line may take.
        explain: Whether to name the row of every fact.
    """
    plan, verdict = judgement.plan, judgement.verdict
    title = f"Plan of {plan.head} against {plan.base}, judged for {plan.today.isoformat()}"
    blocks = [style.paint(printable(title), Tone.STRONG)]
    if not plan.changes and not verdict.reasons and not verdict.refusals:
        return "\n\n".join([*blocks, "Nothing in the catalogue changes."]) + "\n"
    blocks += plan_verdict.blocks(verdict, style, width)
    if explain and verdict.reasons:
        blocks.append("\n".join(plan_verdict.explained(verdict, style, width)))
    if plan.impact.groups:
        blocks.append("\n".join(_impact(plan, style)))
    moves = [printable(sentence) for each in plan.moved for sentence in sentences(each)]
    if moves:
        head = style.paint("What it does to promises", Tone.STRONG)
        blocks.append("\n".join([head, *(f"  {each}" for each in moves)]))
    blocks += _findings(plan, texts, style, width)
    if plan.changes:
        blocks.append(f"{style.paint('What changes', Tone.STRONG)}: {totals(plan.changes)}")
        blocks += _facts(plan.changes, style)
    return "\n\n".join(blocks) + "\n"


def totals(changes: ChangeSet) -> str:
    """How many entities, settings and files differ, by what became of them."""
    numbers = [
        f"{sum(change.verb is verb for change in changes.entities)} {verb.value}"
        for verb in Verb
        if any(change.verb is verb for change in changes.entities)
    ]
    if changes.settings:
        numbers.append(f"{count(len(changes.settings), 'setting')} changed")
    if changes.other:
        numbers.append(f"{count(len(changes.other), 'other file')} changed")
    return ", ".join(numbers)


def _facts(changes: ChangeSet, style: Style) -> Iterator[str]:
    for change in changes.entities:
        yield "\n".join(_entity(change, style))
    if changes.settings:
        head = (
            f"{style.paint('changed', Tone.WARNING)}  {style.paint('itsm.yaml', Tone.STRONG)}  the settings"
        )
        yield "\n".join([head, *_fields(changes.settings, style)])
    if changes.other:
        yield "\n".join(
            f"{style.paint('differs', Tone.WARNING)}  {printable(path)}" for path in changes.other
        )


def _entity(change: EntityChange, style: Style) -> Iterator[str]:
    record = change.record
    verb = style.paint(f"{change.verb.value:<7}", _TONES[change.verb])
    title = f"  {printable(record.title)}" if record.title != record.name else ""
    yield f"{verb}  {style.paint(printable(change.ref), Tone.STRONG)}{title}"
    if change.verb is Verb.RENAMED:
        yield f"  was {printable(change.was or '')}"
    elif change.verb is Verb.CHANGED:
        if change.before and change.before.path != record.path:
            yield f"  moved from {printable(change.before.path)}"
        yield from _fields(change.fields, style)
        return
    yield f"  {style.paint(printable(record.path), Tone.FAINT)}"


def _fields(fields: tuple[FieldChange, ...], style: Style) -> Iterator[str]:
    for field in fields:
        name = printable(field.field)
        if field.before is ABSENT:
            yield f"  {name}: {style.paint('+', Tone.GOOD)} {value_text(field.after)}"
        elif field.after is ABSENT:
            yield f"  {name}: {style.paint('-', Tone.ERROR)} {value_text(field.before)}"
        else:
            yield f"  {name}: {value_text(field.before)} → {value_text(field.after)}"
        yield f"    {style.paint(_places(field), Tone.FAINT)}"


def _places(field: FieldChange) -> str:
    """Where it stands now, and where it stood when that is another place."""
    now, then = _place(field.head), _place(field.base)
    if field.after is ABSENT:
        return f"was {then}"
    return now if field.before is ABSENT or now == then else f"{now}, was {then}"


def _place(location: Location | None) -> str:
    return printable(str(location)) if location else ""


def value_text(value: Any) -> str:  # any plain YAML value
    """A value on one line, as an author would write it, shortened."""
    return shortened(printable(_flow(value)), 100)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def _impact(plan: Plan, style: Style) -> Iterator[str]:
    yield style.paint("Whom and what it concerns", Tone.STRONG)
    indent = max(len(label) for label in plan.impact.groups) + 4
    for label, members in plan.impact.groups.items():
        for index, member in enumerate(members):
            shown = f"  {label}" if index == 0 else ""
            yield f"{shown:<{indent}}{printable(member.record.title)}"
            because = f"{member.record.ref}: {member.through} {member.because.phrase} it"
            yield f"{'':<{indent}}{style.paint(printable(because), Tone.FAINT)}"


def _findings(plan: Plan, texts: Texts, style: Style, width: int) -> Iterator[str]:
    sides = (
        ("New findings", plan.new, texts.proposed),
        ("Findings that were there before, on what the change touches", plan.standing, texts.proposed),
        ("Findings mended", plan.gone, texts.base),
    )
    for label, findings, source in sides:
        if findings:
            yield f"{style.paint(label, Tone.STRONG)}: {len(findings)}"
            for finding in findings:
                yield "\n".join(block(finding, source, style, width))
    if plan.remaining:
        stay = "stays as it is" if plan.remaining == 1 else "stay as they are"
        yield f"{count(plan.remaining, 'finding')} elsewhere {stay}."
