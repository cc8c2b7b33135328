"""The targets: the seconds among them are those of the machine."""

from __future__ import annotations

from collections.abc import Mapping

from bench.measure import Run
from bench.table import CHECK_JSONSCHEMA, Figures, targets_of


def _figures(peers: Mapping[str, Run]) -> Figures:
    tasks = ("version", "help", "least", "fast", "all", "same", "prose", "figure", "link", "hook")
    ours = {key: Run(cpu=0.1, wall=0.45, peak=100) for key in (*tasks, "plan")}
    return Figures("", 5_000, 6.4, 1, {key: key for key in tasks}, {}, {**ours, **peers})


def test_a_target_in_seconds_follows_the_machine() -> None:
    twice_as_slow = Run(cpu=30.6, wall=31.0, peak=54)
    found = {target.what: target for target in targets_of(_figures({CHECK_JSONSCHEMA: twice_as_slow}))}
    edited = found["prose, on the clock"]
    assert (edited.limit, edited.here, edited.met) == (0.4, 0.8, True)
    memory = found["peak memory of a cold lint"]
    assert (memory.limit, memory.here, memory.met) == (400, None, True)


def test_without_the_other_tool_it_counts_as_it_was_set() -> None:
    found = {target.what: target for target in targets_of(_figures({}))}
    edited = found["prose, on the clock"]
    assert (edited.limit, edited.here, edited.met) == (0.4, None, False)
