"""`itsm graph`: what an entity rests on and what rests on it, as a drawing."""

from __future__ import annotations

import click

from itsm_as_code.cli import options, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("graph", short_help=VERBS["graph"].help)
@click.argument("ref")
@click.option(
    "--depth",
    type=int,
    callback=options.at_least_one,
    metavar="N",
    default=2,
    show_default=True,
    help="How many relations far to go.",
)
@click.option(
    "--direction",
    type=click.Choice(["up", "down", "both"]),
    default="both",
    show_default=True,
    help="Up to what rests on it, down to what it rests on, or both.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Follow owners, roles and other relations too, along which no outage or change is felt.",
)
@options.format_choice("mermaid", "dot", "json")
def command(*, ref: str, depth: int, direction: str, everything: bool, format_: str) -> None:
    """Draw what an entity rests on and what rests on it.

    REF is its reference, such as service:email. The name alone will do where only one entity has it. Mermaid
    diagrams show in most git hosts and editors; DOT is for Graphviz.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.catalog.neighbourhood import Direction, neighbourhood
    from itsm_as_code.report import graph

    catalog = api.load(root)
    start = api.find(catalog, ref).ref
    found = neighbourhood(catalog, start, depth, Direction(direction), everything=everything)
    if not found.edges and not everything:
        streams.complain(
            "note", f"Nothing rests on {start} and it rests on nothing; --all follows every relation."
        )
    renderers = {"mermaid": graph.render_mermaid, "dot": graph.render_dot, "json": graph.render_json}
    streams.write(renderers[format_](catalog, found))
