"""Words for targets, shared by the rules of agreements."""

from __future__ import annotations

from itsm_as_code.model.agreement import Target
from itsm_as_code.model.values import ClockTime
from itsm_as_code.model.vocabulary import METRICS


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
