"""`itsm show`: an entity with all its relations, both ways."""

from __future__ import annotations

import datetime as dt
import sys

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.errors import UserError


@click.command("show", short_help=VERBS["show"].help)
@click.argument("ref")
@click.option(
    "--derivation",
    is_flag=True,
    help="For a service or an SLA: whether its promises can be kept, with the working.",
)
@options.as_of
@options.format_choice("text", "json", "markdown")
@options.color
def command(*, ref: str, derivation: bool, today: dt.date, format_: str, color: str) -> None:
    """Show an entity with all its relations, both ways.

    REF is its reference, such as service:email or sla:retail. The name alone will do where only one entity
    has it.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report.entity import render_json, render_text
    from itsm_as_code.report.style import COLOURED, PLAIN

    catalog = api.load(root)
    style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
    if derivation:
        from itsm_as_code.report import derivation as report
        from itsm_as_code.report.derivation_json import render_json as derivation_json

        found = api.derivation(catalog, ref, today)
        if format_ == "json":
            streams.write(derivation_json(found))
        elif format_ == "markdown":
            streams.write(report.render_markdown(catalog, found))
        else:
            streams.write(report.render_text(catalog, found, style))
    elif format_ == "json":
        streams.write(render_json(catalog, api.find(catalog, ref)))
    elif format_ == "markdown":
        raise UserError("Markdown is written of a derivation only.", "Add --derivation.")
    else:
        streams.write(render_text(catalog, api.find(catalog, ref), style, output.width()))
