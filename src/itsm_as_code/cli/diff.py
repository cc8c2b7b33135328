"""`itsm diff`: what differs between two states of the catalogue, entity by entity."""

from __future__ import annotations

import sys

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("diff", short_help=VERBS["diff"].help)
@click.argument("base")
@click.argument("head", default="HEAD")
@options.format_choice("text", "json")
@options.color
def command(*, base: str, head: str, format_: str, color: str) -> int:
    """Show what differs between two states of the catalogue.

    BASE and HEAD are revisions such as main, HEAD~1 or a tag; WORKTREE means the files as they lie in the
    working directory. HEAD is the current commit unless you say otherwise.

    The facts alone are shown: entities created, deleted, renamed and changed, and for each changed field its
    value before and after with the place in the file. 'itsm plan' says what they mean.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report import plan_json, plan_text
    from itsm_as_code.report.style import COLOURED, PLAIN

    changes, before, after = api.diff(root, base, head)
    if format_ == "json":
        report = plan_json.render_changes(changes, before.name, after.name)
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        report = plan_text.render_changes(changes, before.name, after.name, style)
    output.deliver(report, None)
    return 0
