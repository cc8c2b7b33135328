"""Words and places for targets, shared by the rules of agreements."""

from __future__ import annotations

from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.model.agreement import Target
from itsm_as_code.model.values import ClockTime
from itsm_as_code.model.vocabulary import METRICS
from itsm_as_code.rules.rule import Pointer


def title(target: Target) -> str:
    """What a target is about in the middle of a sentence: `resolution time of priority 1`."""
    name = METRICS[target.metric].title.lower()
    return f"{name} of priority {target.priority}" if target.priority else name


def bound(target: Target) -> str:
    """The figure of a target as people write it: `99.8 %`, `4h`, `200 Mbit/s`."""
    return value(target, target.bound)


def value(target: Target, figure: object) -> str:
    """A figure in the unit of a target."""
    if isinstance(figure, ClockTime):
        return figure.text
    unit = METRICS[target.metric].unit or target.unit
    shown = f"{figure:.10g}" if isinstance(figure, float) else str(figure)
    return f"{shown} {unit}" if unit else shown


def at_bound(agreement: Record[Any], index: int, message: str = "") -> Pointer:
    """The figure of a target, by the target's index."""
    side = "atLeast" if agreement.entity.spec.targets[index].at_least is not None else "atMost"
    return Pointer(agreement, ("spec", "targets", index, side), message)
