"""The formats of a plan: a table from name to what renders it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from itsm_as_code import __version__
from itsm_as_code.catalog import Catalog
from itsm_as_code.report.style import Style
from itsm_as_code.transition.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Order:
    """How a plan is to be shown.

    Attributes:
        style: Whether to colour text.
        width: Cells that a line of text may take.
        explain: Whether to name the row of every fact.
        source: Gives, for a catalogue, the text of its files by path.
    """

    style: Style
    width: int
    explain: bool
    source: Callable[[Catalog], Callable[[str], str]]


def render(name: str, judgement: Judgement, order: Order) -> str:
    """A plan in one of the formats."""
    return _FORMATS[name](judgement, order)


def _text(judgement: Judgement, order: Order) -> str:
    from itsm_as_code.report import plan_text

    texts = plan_text.Texts(order.source(judgement.base), order.source(judgement.head))
    return plan_text.render_plan(judgement, texts, order.style, order.width, explain=order.explain)


def _json(judgement: Judgement, _order: Order) -> str:
    from itsm_as_code.report import plan_json

    return plan_json.render_plan(judgement)


def _markdown(judgement: Judgement, _order: Order) -> str:
    from itsm_as_code.report import plan_markdown

    return plan_markdown.render_plan(judgement)


def _github(judgement: Judgement, _order: Order) -> str:
    from itsm_as_code.report import github, plan_findings

    return github.render(plan_findings.report_of(judgement, __version__), verb="plan")


def _sarif(judgement: Judgement, _order: Order) -> str:
    from itsm_as_code.report import plan_findings, sarif

    return sarif.render(plan_findings.report_of(judgement, __version__))


_FORMATS: dict[str, Callable[[Judgement, Order], str]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
    "github": _github,
    "sarif": _sarif,
}

FORMATS: tuple[str, ...] = tuple(_FORMATS)
"""Their names, the usual one first."""
