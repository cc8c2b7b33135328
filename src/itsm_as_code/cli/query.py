"""`itsm query`: ask the catalogue in the language of policies."""

from __future__ import annotations

import datetime as dt
import sys

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("query", short_help=VERBS["query"].help)
@click.argument("expression")
@click.option("--kind", required=True, metavar="KIND", help="The kind of entities that are asked about.")
@click.option(
    "--columns",
    multiple=True,
    metavar="FIELDS",
    callback=options.words,
    help="The fields to show beside reference and title, such as state,owner.",
)
@options.as_of
@options.format_choice("text", "json", "csv")
@options.color
def command(
    *, expression: str, kind: str, columns: tuple[str, ...], today: dt.date, format_: str, color: str
) -> None:
    """List the entities of one kind for which an expression holds.

    EXPRESSION is written in the Common Expression Language, as the rules of policies are; the entity is
    'self', the day of judgement 'today'.

    For example: itsm query "size(slasOf(self)) == 0" --kind service
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.catalog import query
    from itsm_as_code.policy.asking import ask
    from itsm_as_code.report import listing
    from itsm_as_code.report.style import COLOURED, PLAIN

    wanted = query.kind_called(kind)
    fields = [query.field_called(wanted, name) for name in columns or listing.telling_fields(wanted)]
    catalog = api.load(root)
    found = ask(catalog, wanted, expression, today)
    if format_ == "json":
        streams.write(listing.render_json(found.records))
    elif format_ == "csv":
        streams.write(listing.render_csv(found.records, fields))
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        width, of = output.table_width(), len(catalog.of_kind(wanted.name))
        streams.write(listing.render_text(wanted, found.records, of, fields, style=style, width=width))
    for record, reason in found.failed:
        streams.complain("note", f"{record.ref} cannot be asked: {reason}")
