"""`itsm show`: an entity with all its relations, both ways."""

from __future__ import annotations

import sys

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("show", short_help=VERBS["show"].help)
@click.argument("ref")
@options.format_choice("text", "json")
@options.color
def command(*, ref: str, format_: str, color: str) -> None:
    """Show an entity with all its relations, both ways.

    REF is its reference, such as service:email or sla:retail. The name alone will do where only one entity
    has it.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report.entity import render_json, render_text
    from itsm_as_code.report.style import COLOURED, PLAIN

    catalog = api.load(root)
    record = api.find(catalog, ref)
    if format_ == "json":
        streams.write(render_json(catalog, record))
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        streams.write(render_text(catalog, record, style, output.width()))
