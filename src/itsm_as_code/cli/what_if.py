"""`itsm what-if`: what other values would do to the promises."""

from __future__ import annotations

import datetime as dt
import sys

import click

from itsm_as_code.cli import memory, options, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("what-if", short_help=VERBS["what-if"].help)
@click.argument("ref")
@click.option(
    "--set",
    "assignments",
    metavar="REF.METRIC[.P1]=VALUE",
    multiple=True,
    required=True,
    help="A value to try, as often as wanted; a field's path will do in place of a metric.",
)
@options.as_of
@options.no_cache
@options.format_choice("text", "json")
@options.color
def command(
    *, ref: str, assignments: tuple[str, ...], today: dt.date, no_cache: bool, format_: str, color: str
) -> None:
    """Say what other values would do to the promises, without writing them anywhere.

    REF is a service. The values are tried in memory: its figures are given before and after, then what else
    moves, and which promises break or are mended.

    For example: itsm what-if service:email --set contract:mail.availability=99.5
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report import what_if as report
    from itsm_as_code.report.style import COLOURED, PLAIN

    folder = None if no_cache else memory.folder(root)
    found = api.what_if(root, ref, assignments, today, folder=folder)
    if format_ == "json":
        streams.write(report.render_json(found, assignments))
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        streams.write(report.render_text(found, style))
