"""`itsm next`: the most useful next steps, and why."""

from __future__ import annotations

import datetime as dt
import sys

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("next", short_help=VERBS["next"].help)
@options.as_of
@options.format_choice("text", "json")
@options.color
def command(*, today: dt.date, format_: str, color: str) -> None:
    """Name the five most useful next steps, and why.

    They come from what 'itsm lint' finds, from rules that sleep because the catalogue has nothing for them,
    and from what nobody wrote down yet. What weighs most for the business comes first: grave findings, and
    those below critical services and business processes.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.lint.next_steps import next_steps
    from itsm_as_code.report import next_json, next_text
    from itsm_as_code.report.style import COLOURED, PLAIN

    catalog = api.load(root)
    steps = next_steps(catalog, api.lint(catalog, today))
    if format_ == "json":
        report = next_json.render(steps, today)
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        title = catalog.organization.title if catalog.organization else "the organisation"
        report = next_text.render(title, steps, today, style, output.width())
    output.deliver(report, None)
