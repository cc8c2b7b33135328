"""`itsm serve`: the site while somebody edits."""

from __future__ import annotations

import datetime as dt
import gc
import signal

import click

from itsm_as_code.cli import options, streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.model.vocabulary import Visibility


@click.command("serve", short_help=VERBS["serve"].help)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes any that is free.",
)
@click.option(
    "--audience",
    type=click.Choice(["business", "internal"]),
    help="For whom: without what is internal, or with everything (default: as itsm.yaml says).",
)
@options.as_of
def command(*, port: int, audience: Visibility | None, today: dt.date) -> None:
    """Show the site on this machine while you edit.

    Pages follow your files within about a second of saving, and load themselves anew in the browser. Errors
    do not stop it: entries with faults say so. The search over full texts keeps the words of the beginning,
    so publish with 'itsm build'.

    Ctrl-C ends it.
    """
    root = workspace.find_root()

    from itsm_as_code.site import preview

    gc.enable()  # it stays, and builds again and again
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what supervisors send ends it as Ctrl-C does
    preview.serve(root, today, audience=audience, port=port, say=streams.show_help)
