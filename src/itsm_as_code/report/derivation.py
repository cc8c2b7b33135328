"""Whether the promises for a service can be kept, with the working: as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.from_catalog.derivations import Derivation, PromiseFacts
from itsm_as_code.feasibility.from_catalog.resolutions import Resolution, Unresolved
from itsm_as_code.feasibility.improvement import Repair, kept
from itsm_as_code.feasibility.outcome import NotComputable
from itsm_as_code.feasibility.recovery import RecoveryPoint, RecoveryTime
from itsm_as_code.feasibility.wording import duration, local_time, percent, stated_percent, window_text
from itsm_as_code.finding import Location
from itsm_as_code.report import cells
from itsm_as_code.report.markdown import inert
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable

Row = tuple[str, str, str]
"""What it is, the figure, and a remark."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading."""

    title: str
    rows: tuple[Row, ...]


def render_text(catalog: Catalog, found: Sequence[Derivation], style: Style) -> str:
    """The working as people read it, ended by a line break."""
    blocks = []
    for each in found:
        title = style.paint(printable(each.service.title), Tone.STRONG)
        blocks.append(f"{title}  {style.paint(printable(each.service.ref), Tone.CODE)}")
        blocks += ["\n".join(_text(section, style)) for section in _sections(catalog, each)]
    return "\n\n".join(blocks) + "\n"


def render_markdown(catalog: Catalog, found: Sequence[Derivation]) -> str:
    """The same as Markdown, for a pull request or a minute."""
    lines: list[str] = []
    for each in found:
        lines += [f"## {inert(each.service.title)} ({inert(each.service.ref)})", ""]
        for section in _sections(catalog, each):
            lines += [f"### {inert(section.title)}", "", "| | | |", "| --- | --- | --- |"]
            lines += [f"| {' | '.join(map(inert, row))} |" for row in section.rows]
            lines.append("")
    return "\n".join(lines)


def _text(section: Section, style: Style) -> Iterator[str]:
    yield style.paint(printable(section.title), Tone.STRONG)
    rows = [[printable(cell) for cell in row] for row in section.rows]
    rooms = [max(map(cells.width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        label, figure, remark = map(cells.padded, row, rooms)
        yield f"  {label}  {figure}  {style.paint(remark.rstrip(), Tone.FAINT)}".rstrip()


def _sections(catalog: Catalog, found: Derivation) -> Iterator[Section]:
    if isinstance(found.figures, NotComputable):
        yield Section("Availability", (("not computed", "", found.figures.message),))
    else:
        yield Section("Availability around the clock", tuple(_figures(found, found.figures)))
        yield Section("What it rests on, the weakest first", tuple(_components(catalog, found)))
    for promise in found.promises:
        share = stated_percent(promise.promise.promise)
        yield Section(f"Promised in {promise.sla}: {share}", tuple(_promise(promise)))
    for sla, resolution in found.resolutions:
        words = f"Resolution in {sla}: priority {resolution.priority} within {duration(resolution.promised)}"
        if isinstance(resolution, Unresolved):
            yield Section(words, (("not computed", "", resolution.why.message),))
        else:
            yield Section(words, tuple(_resolution(resolution)))
    yield Section("Recovery when everything is lost at once", tuple(_recovery(found)))


def _figures(found: Derivation, figures: Figures) -> Iterator[Row]:
    exact = percent(figures.exact.low)
    if not figures.exact.exact:
        exact = f"{exact} to {percent(figures.exact.high)}"
    yield "naive", percent(figures.naive), "wrong, for comparison: counts what is shared more than once"
    bounds = "" if figures.exact.exact else "; too large to be exact, these are bounds"
    yield "exact", exact, f"when failures are independent{bounds}"
    weaker = "" if figures.complete else "; too large for all combinations, it may be better"
    yield "guaranteed", percent(figures.guaranteed), f"however failures hang together{weaker}"
    yield "best", percent(figures.best), "cannot be exceeded"
    if found.weakest is not None:
        gain = f"{100 * found.weakest.gain:.3f} points more if it never failed"
        yield "weakest", found.weakest.component, gain


def _components(catalog: Catalog, found: Derivation) -> Iterator[Row]:
    for each in found.components:
        source = catalog.records[each.source]
        place = Location(source.path, source.document.span(each.field))
        figure = f"{stated_percent(each.dependency.availability)} {window_text(each.dependency)}".rstrip()
        yield each.component, figure, f"{each.origin.value}, {place}"


def _promise(found: PromiseFacts) -> Iterator[Row]:
    outcome, promised = found.outcome, found.promise.promise
    if isinstance(outcome, NotComputable):
        yield "not computed", "", outcome.message
        return
    yield "exact", percent(outcome.exact.low, promised), _verdict(promised, outcome.exact.low)
    yield "guaranteed", percent(outcome.guaranteed, promised), _verdict(promised, outcome.guaranteed)
    if outcome.judgement is not None:
        window = outcome.judgement.window
        among = f"of {outcome.judgement.judged} windows, in calendar:{found.hours}"
        yield "most at risk", f"{window.start} to {window.end}", among
    if found.allowance is not None:
        yield "allowance", f"{found.allowance:,.0f} min", "of downtime in that window"
    if found.yearly_allowance is not None:
        yield "", f"{found.yearly_allowance:,.0f} min", "a year"
    for label, repairs, share in (
        ("to keep it", found.exact_repairs, outcome.exact.low),
        ("to be sure of it", found.sure_repairs, outcome.guaranteed),
    ):
        if isinstance(repairs, tuple) and not kept(promised, share):
            yield label, *(repair_words(repairs[0]) if repairs else ("", "no single change is enough"))


def _verdict(promised: float, share: float) -> str:
    return "keeps the promise" if kept(promised, share) else "does not keep the promise"


def repair_words(repair: Repair) -> tuple[str, str]:
    """A repair: what, and how much better it has to be."""
    now, needed = stated_percent(repair.availability), percent(repair.needed, repair.availability)
    twin = ", or a second one beside it that is independent" if repair.twin else ""
    return repair.component, f"{needed} instead of {now}{twin}"


def _resolution(found: Resolution) -> Iterator[Row]:
    zone, worst = found.chain.hours.zone, found.worst
    verdict = "in time" if worst.minutes <= found.promised else "too late"
    yield "work", duration(worst.work), "all stages together"
    yield "at worst", duration(worst.minutes), f"of the promised hours, {verdict}"
    yield "from", local_time(worst.start, zone), "the worst start"
    for step in worst.timeline:
        waited = f", after {duration(step.waited)} of waiting" if step.waited else ""
        yield step.stage.name, duration(step.worked), f"done on {local_time(step.end, zone)}{waited}"


def _recovery(found: Derivation) -> Iterator[Row]:
    time = found.recovery
    if isinstance(time, NotComputable):
        yield "not computed", "", time.message
    else:
        yield "back after", duration(time.effective), "when all teams work at once"
        yield "at most", duration(time.bound), "when one team does everything, one after the other"
        yield from _tree(time, found.service.ref, 0, set())
    if isinstance(found.point, RecoveryPoint):
        yield "data lost", duration(found.point.minutes), f"at most, by the backup of {found.point.component}"


def _tree(time: RecoveryTime, name: str, depth: int, seen: set[str]) -> Iterator[Row]:
    """What is waited for, below what waits for it; what was shown already is not opened again."""
    node = time.nodes[name]
    again = name in seen
    remark = f"back after {duration(node.effective)}" + (", see above" if again and node.uses else "")
    yield f"{'  ' * depth}{name}", duration(node.own), remark
    if not again:
        seen.add(name)
        for below in sorted(node.uses, key=lambda each: (-time.nodes[each].effective, each)):
            yield from _tree(time, below, depth + 1, seen)
