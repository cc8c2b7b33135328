"""`itsm list`: the entities of one kind."""

from __future__ import annotations

import sys

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("list", short_help=VERBS["list"].help)
@click.argument("kind")
@click.option(
    "--where",
    "conditions",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Keep to entities whose field has this value, or with != has not. May be repeated; all must hold.",
)
@click.option(
    "--columns",
    multiple=True,
    metavar="FIELDS",
    callback=options.words,
    help="The fields to show beside reference and title, such as state,owner.",
)
@options.format_choice("text", "json", "csv")
@options.color
def command(
    *, kind: str, conditions: tuple[str, ...], columns: tuple[str, ...], format_: str, color: str
) -> None:
    """List the entities of one kind.

    KIND is its name, one or many: service, slas, BusinessProcess, "configuration items".

    Fields are written as in the files, with dots between: warranty.availability. A field that a file leaves
    out has its default. Of a field that holds a list, one item with the value is enough.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.catalog import query
    from itsm_as_code.report import listing
    from itsm_as_code.report.style import COLOURED, PLAIN

    wanted = query.kind_called(kind)
    required = [query.condition(wanted, written) for written in conditions]
    fields = [query.field_called(wanted, name) for name in columns or listing.telling_fields(wanted)]
    catalog = api.load(root)
    everything = catalog.of_kind(wanted.name)
    records = [record for record in everything if all(each.holds(query.plain(record)) for each in required)]
    if format_ == "json":
        streams.write(listing.render_json(records))
    elif format_ == "csv":
        streams.write(listing.render_csv(records, fields))
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        streams.write(
            listing.render_text(
                wanted, records, len(everything), fields, style=style, width=output.table_width()
            )
        )
    unread = sum(file.kind is wanted and file.record is None for file in catalog.files)
    if unread:
        left_out = (
            "1 file is left out, since it" if unread == 1 else f"{unread:,} files are left out, since they"
        )
        streams.complain("note", f"{left_out} cannot be read; 'itsm lint' says why.")
