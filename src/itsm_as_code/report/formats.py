"""The formats of a lint report: a table from name to module, and what every one of them is given."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itsm_as_code.finding import Severity
from itsm_as_code.report.style import PLAIN, Style

if TYPE_CHECKING:
    from itsm_as_code.lint import LintResult

FORMATS = {
    "text": "itsm_as_code.report.text",
    "json": "itsm_as_code.report.json",
    "github": "itsm_as_code.report.github",
    "gitlab": "itsm_as_code.report.gitlab",
    "junit": "itsm_as_code.report.junit",
    "sarif": "itsm_as_code.report.sarif",
    "markdown": "itsm_as_code.report.markdown",
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
        folder: Where the catalogue lies in its git repository, ended by a slash; empty at the top. Formats
            that a git host reads name files from the top of the repository.
        fail_on: The mildest severity that fails; none does when absent.
        select: Codes or prefixes of codes that were judged; all when empty.
        ignore: Codes or prefixes that were left out.
    """

    result: LintResult
    source: Callable[[str], str]
    version: str
    width: int = 100
    style: Style = PLAIN
    statistics: bool = False
    folder: str = ""
    fail_on: Severity | None = Severity.ERROR
    select: Collection[str] = ()
    ignore: Collection[str] = ()

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity fails the run."""
        return self.fail_on is not None and severity.rank <= self.fail_on.rank


def render(name: str, report: Report) -> str:
    """The report in a format, ended by a line break.

    Args:
        name: A key of `FORMATS`.
        report: What to show.
    """
    module = importlib.import_module(FORMATS[name])
    rendered: str = module.render(report)
    return rendered
