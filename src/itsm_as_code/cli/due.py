"""`itsm due`: what falls due, as a table, for programs, and as a calendar to subscribe to."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS

_SPAN = re.compile(r"[1-9][0-9]{0,3}(?:d|w|mo|y)")


def _span(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A calendar span as the files write it."""
    if not _SPAN.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not a span such as 30d, 2w, 6mo or 1y.", ctx, param)
    return value


@click.command("due", short_help=VERBS["due"].help)
@click.option(
    "--within",
    metavar="SPAN",
    default="90d",
    show_default=True,
    callback=_span,
    help="How far to look ahead: 30d, 2w, 6mo, 1y.",
)
@options.as_of
@options.formats(("text", "json", "ics"))
@options.color
def command(*, within: str, today: dt.date, targets: tuple[tuple[str, Path | None], ...], color: str) -> None:
    """List what falls due, and what is overdue.

    Reviews, the yearly tests of recovery procedures, preventive maintenance, the last days for notice, ends
    of agreements and waivers, evaluations of suppliers, actions of improvements, retirements, ends of
    support and freezes.

    The format ics is iCalendar, for any calendar program; --format ics=due.ics writes it into a file.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.model.values import CalendarSpan
    from itsm_as_code.report import due_ical, due_json, due_text
    from itsm_as_code.report.style import COLOURED, PLAIN

    catalog = api.load(root)
    until = CalendarSpan.parse(within).after(today)
    found = api.due(catalog, today, until)
    for name, file in targets:
        if name == "json":
            report = due_json.render(found, today, until)
        elif name == "ics":
            title = (
                f"{catalog.organization.title}: what falls due" if catalog.organization else "What falls due"
            )
            report = due_ical.render(found, today, title)
        else:
            terminal = file is None and streams.coloured(sys.stdout, color)
            report = due_text.render(
                found,
                today,
                until,
                style=COLOURED if terminal else PLAIN,
                width=output.table_width() if file is None else None,
            )
        output.deliver(report, file)
