"""The formats of a lint report: a table from name to module, and what every one of them is given."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itsm_as_code.report.style import PLAIN, Style

if TYPE_CHECKING:
    from itsm_as_code.lint import LintResult

FORMATS = {
    "text": "itsm_as_code.report.text",
    "json": "itsm_as_code.report.json",
}
"""Each format's module, which has `render(report: Report) -> str` and is imported when it is asked for."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a format may show.

    Attributes:
        result: What the lint found.
        source: Gives the text of a file of the catalogue, empty where it could not be decoded.
        version: Version of the tool.
        width: Cells that a line of text may take.
        style: Whether to colour text.
        statistics: Whether text shall count by rule instead of listing findings.
    """

    result: LintResult
    source: Callable[[str], str]
    version: str
    width: int = 100
    style: Style = PLAIN
    statistics: bool = False


def render(name: str, report: Report) -> str:
    """The report in a format, ended by a line break.

    Args:
        name: A key of `FORMATS`.
        report: What to show.
    """
    module = importlib.import_module(FORMATS[name])
    rendered: str = module.render(report)
    return rendered
