"""A plan as Markdown: the one comment on a pull request, which is updated in place.

The verdict and what is missing come first, then what it means in the words of the business, then findings,
and the facts in a fold. What comes from the change is shown and does nothing (`markdown.inert`); what has no
room is counted, the facts first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.catalog.changes import ABSENT, EntityChange, FieldChange, Verb
from itsm_as_code.finding import Finding
from itsm_as_code.report import verdict as words
from itsm_as_code.report.markdown import LIMIT, inert
from itsm_as_code.report.moved import sentences
from itsm_as_code.report.plan_text import totals, value_text
from itsm_as_code.text import count, shortened
from itsm_as_code.transition.judgement import Judgement
from itsm_as_code.transition.verdict import Verdict

MARK = "<!-- itsm plan -->"
"""The first line: by it the comment is found again."""

_LONGEST = 300
"""Characters of a line that come from the change, at most."""
_LAST_LINE = 60
"""Bytes of the line that counts what had no room, at most."""
_FOLD = "\n</details>\n"


def render_plan(judgement: Judgement, limit: int = LIMIT) -> str:
    """The comment, in so many bytes."""
    plan, verdict = judgement.plan, judgement.verdict
    head = [MARK, f"## {words.headline(verdict)}", ""]
    head.append(f"{_shown(words.kind(verdict))}. {_shown(plan.head)} against {_shown(plan.base)}, ")
    head[-1] += f"judged for {plan.today.isoformat()}."
    if not plan.changes and not verdict.reasons and not verdict.refusals:
        head[1:2] = ["## Nothing in the catalogue changes."]
    before = [*head, *_verdict(verdict), *_impact(judgement), *_findings(judgement)]
    facts = list(_facts(judgement))
    text, left = _fitted(before, limit - _LAST_LINE)
    if left:
        return f"{text}\n{count(left, 'more line')} {'has' if left == 1 else 'have'} no room here.\n"
    if not facts:
        return text
    opening = f"\n<details><summary>What changes: {totals(plan.changes)}</summary>\n\n"
    room = limit - _size(text) - _size(opening) - _size(_FOLD) - _LAST_LINE
    shown, left = _fitted(facts, room)
    more = f"\n{count(left, 'more line')} {'has' if left == 1 else 'have'} no room here.\n" if left else ""
    return f"{text}{opening}{shown}{more}{_FOLD}"


def _verdict(verdict: Verdict) -> Iterator[str]:
    if verdict.refusals:
        yield from _heading("What refuses it")
        yield from (f"- {_shown(words.sentence(each))}" for each in verdict.refusals)
    if verdict.missing:
        yield from _heading("Who has to agree")
        for each in verdict.missing:
            yield f"- **{_shown(words.title(each))}.** {_shown(words.asking(each))}"
            yield from (f"  - {_shown(reason)}" for reason in words.reasons(each))
    agreed = [each for each in verdict.requirements if each.given is not None]
    if agreed:
        yield from _heading("Who has agreed")
        yield from (f"- {_shown(words.title(each))}: {_shown(words.given(each))}" for each in agreed)
    if verdict.notes:
        yield from _heading("Worth knowing")
        yield from (f"- {_shown(each)}" for each in verdict.notes)


def _impact(judgement: Judgement) -> Iterator[str]:
    groups = judgement.plan.impact.groups
    if groups:
        yield from _heading("Whom and what it concerns")
        for label, members in groups.items():
            titles = ", ".join(_shown(member.record.title) for member in members)
            yield f"- {label}: {titles}"
    moves = [sentence for each in judgement.plan.moved for sentence in sentences(each)]
    if moves:
        yield from _heading("What it does to promises")
        yield from (f"- {_shown(each)}" for each in moves)


def _findings(judgement: Judgement) -> Iterator[str]:
    plan = judgement.plan
    for label, findings in (
        ("New findings", plan.new),
        ("Findings that were there before, on what the change touches", plan.standing),
        ("Findings mended", plan.gone),
    ):
        if findings:
            yield from _heading(f"{label}: {len(findings)}")
            yield from _table(findings, judgement.proposal.prefix)
    if plan.remaining:
        stay = "stays as it is" if plan.remaining == 1 else "stay as they are"
        yield ""
        yield f"{count(plan.remaining, 'finding')} elsewhere {stay}."


def _table(findings: Sequence[Finding], folder: str) -> Iterator[str]:
    yield "| Severity | Rule | Where | What |"
    yield "| --- | --- | --- | --- |"
    for each in sorted(findings, key=lambda finding: finding.severity.rank):
        where, rule = _shown(f"{folder}{each.location}"), _shown(f"{each.code} {each.rule}")
        yield f"| {each.severity.value} | {rule} | {where} | {_shown(each.message)} |"


def _facts(judgement: Judgement) -> Iterator[str]:
    changes = judgement.plan.changes
    for change in changes.entities:
        yield from _entity(change)
    if changes.settings:
        yield "- changed **itsm.yaml**"
        yield from (f"  - {_field(each)}" for each in changes.settings)
    for path in changes.other:
        yield f"- differs **{_shown(path)}**"


def _entity(change: EntityChange) -> Iterator[str]:
    was = f", was {_shown(change.was)}" if change.was else ""
    yield f"- {change.verb.value} **{_shown(change.ref)}** {_shown(change.record.title)}{was}"
    if change.verb is Verb.CHANGED:
        yield from (f"  - {_field(each)}" for each in change.fields)


def _field(fact: FieldChange) -> str:
    name = _shown(fact.field)
    if fact.before is ABSENT:
        return f"{name}: added {_shown(value_text(fact.after))}"
    if fact.after is ABSENT:
        return f"{name}: removed {_shown(value_text(fact.before))}"
    return f"{name}: {_shown(value_text(fact.before))} → {_shown(value_text(fact.after))}"


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield f"### {text}"
    yield ""


def _shown(text: str) -> str:
    return inert(shortened(text, _LONGEST))


def _fitted(lines: Sequence[str], room: int) -> tuple[str, int]:
    """As many lines, from the first, as fit into so many bytes; and how many have no room."""
    kept: list[str] = []
    for line in lines:
        room -= _size(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "".join(f"{line}\n" for line in kept), len(lines) - len(kept)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
