"""The figures as a table, with the targets and whether each is met."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.measure import Run

CHECK_JSONSCHEMA, AJV = "check-jsonschema", "ajv-cli"
_Cells = tuple[str, ...]

LEVEL = 1.1
"""Two tools are level when neither takes a tenth longer than the other."""

REFERENCE = 30.6 / 10_000
"""Processor seconds of check-jsonschema for one such file where the targets in seconds were set."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run of the benchmark measured.

    Attributes:
        machine: What it ran on, in general terms.
        entities: How many entities there were.
        megabytes: How large their files were together (10⁶ bytes).
        runs: How many runs of itsm each figure is the median of.
        tasks: What was measured of itsm, by key.
        peers: What the other tools did, or why they did not.
        results: The medians, by the key of the task, the name of the tool, or a size.
    """

    machine: str
    entities: int
    megabytes: float
    runs: int
    tasks: Mapping[str, str]
    peers: Mapping[str, str]
    results: Mapping[str, Run]

    def plain(self) -> dict[str, object]:
        """The figures and the judgement, for JSON."""
        targets = [dataclasses.asdict(target) for target in targets_of(self)]
        return {**dataclasses.asdict(self), "targets": targets}


@dataclass(frozen=True, slots=True)
class Target:
    """A target.

    Attributes:
        what: What is measured.
        limit: The most, or with `least` the least.
        value: What was measured; `None` when it was not.
        unit: `s`, `MB`, `×` or nothing.
        least: Whether more is better.
        here: The limit for the machine that was measured on, of a target in seconds; it is what counts.
    """

    what: str
    limit: float
    value: float | None
    unit: str = ""
    least: bool = False
    here: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether it is met; `None` when that is not known."""
        if self.value is None:
            return None
        if self.least:
            return self.value >= self.limit
        return self.value <= (self.limit if self.here is None else self.here)


def targets_of(figures: Figures) -> Iterator[Target]:
    """The targets of the project, for 10,000 entities; ratios are of processor seconds."""
    results = figures.results

    def cpu(key: str) -> float | None:
        return results[key].cpu if key in results else None

    def ratio(one: str, other: str) -> float | None:
        above, below = cpu(one), cpu(other)
        return above / below if above is not None and below is not None else None

    reference = cpu(CHECK_JSONSCHEMA)

    def seconds(what: str, limit: float, value: float | None) -> Target:
        here = None if reference is None else limit * (reference / (REFERENCE * figures.entities))
        return Target(what, limit, value, "s", here=here)

    yield Target(
        "check-jsonschema ÷ cold lint of schema and references",
        25,
        ratio(CHECK_JSONSCHEMA, "fast"),
        "×",
        True,
    )
    yield Target("cold lint of schema and references ÷ ajv-cli", LEVEL, ratio("fast", AJV), "×")
    yield Target("cold lint of everything ÷ of schema and references", 2.5, ratio("all", "fast"), "×")
    yield Target("check-jsonschema ÷ cold lint of everything", 10, ratio(CHECK_JSONSCHEMA, "all"), "×", True)
    for key, limit in (("same", 0.3), ("prose", 0.4), ("figure", 0.4), ("link", 0.4), ("hook", 0.3)):
        yield seconds(f"{figures.tasks[key]}, on the clock", limit, results[key].wall)
    yield seconds("plan of three files, on the clock", 1.0, results["plan"].wall)
    for key in ("version", "help"):
        yield seconds(f"{figures.tasks[key]}, processor", 0.06, cpu(key))
    yield seconds("availability of all services, processor", 1.0, cpu("availability"))
    yield seconds("rules of the sample's policies, processor", 0.3, cpu("policies"))
    yield Target("peak memory of a cold lint", 400, results["all"].peak, "MB")
    yield from _growth(figures)


def _growth(figures: Figures) -> Iterator[Target]:
    sizes = sorted(int(key) for key in figures.results if key.isdecimal())
    known = [(size, figures.results[str(size)].cpu) for size in sizes]
    known.append((figures.entities, figures.results["all"].cpu))
    known.sort()
    for (few, less), (many, more) in itertools.pairwise(known):
        start = figures.results["least"].cpu
        exponent = math.log((more - start) / (less - start)) / math.log(many / few)
        yield Target(f"growth from {few:,} to {many:,} entities, exponent", 1.05, exponent)


def render(figures: Figures) -> str:
    """Both tables as text."""
    head = (
        f"{figures.entities:,} entities in {figures.megabytes:.1f} MB of YAML; "
        f"medians of {figures.runs} runs; {figures.machine}"
    )
    names = figures.tasks
    rows: list[_Cells] = [("", "processor", "clock", "memory")]
    rows += [_row(f"itsm: {title}", figures.results[key]) for key, title in names.items()]
    for name, does in figures.peers.items():
        if name in figures.results:
            rows.append(_row(f"{name}: {does}", figures.results[name]))
        else:
            rows.append((f"{name}: {does}", "", "", ""))
    for key, run in figures.results.items():
        if key.isdecimal():
            rows.append(_row(f"itsm: cold lint of {int(key):,} entities", run))
    goals: list[_Cells] = [("target", "", "here", "measured", "met")]
    goals += [_goal(target) for target in targets_of(figures)]
    return "\n".join(["", head, "", *_columns(rows), "", *_columns(goals)])


def _row(name: str, run: Run) -> _Cells:
    return name, f"{run.cpu:.2f} s", f"{run.wall:.2f} s", f"{run.peak:.0f} MB"


def _goal(target: Target) -> _Cells:
    sign = "≥" if target.least else "≤"
    here = "" if target.here is None else f"{sign} {target.here:.2f} {target.unit}"
    value = "—" if target.value is None else f"{target.value:.2f} {target.unit}".strip()
    met = {True: "yes", False: "NO", None: "not measured"}[target.met]
    return target.what, f"{sign} {target.limit:g} {target.unit}".strip(), here, value, met


def _columns(rows: list[_Cells]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *rest = row
        cells = [
            first.ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)),
        ]
        yield "  ".join(cells).rstrip()
