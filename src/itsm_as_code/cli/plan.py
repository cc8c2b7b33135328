"""`itsm plan`: what a proposed change means, and whether it may go ahead."""

from __future__ import annotations

import datetime as dt
import sys

import click

from itsm_as_code.cli import memory, options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("plan", short_help=VERBS["plan"].help)
@click.option(
    "--base",
    metavar="REV",
    help="The target of the change (default: the branch that itsm.yaml names, of origin where it has it).",
)
@click.option(
    "--head",
    metavar="REV|WORKTREE",
    default="HEAD",
    show_default=True,
    help="What is proposed; WORKTREE means the files as they lie in the working directory.",
)
@options.as_of
@options.no_cache
@options.format_choice("text", "json")
@options.color
def command(*, base: str | None, head: str, today: dt.date, no_cache: bool, format_: str, color: str) -> int:
    """Say what a proposed change means for the business, and whether it may go ahead.

    What is judged is the target as it would be with the change merged into it. The plan names what changes
    with the values before and after, whom it concerns up to customers, business processes and objectives,
    and which findings it brings or mends.

    The change is refused, and the exit code 1, when it brings an error or touches an entity that has one.
    Errors elsewhere are not its own, so they do not stand in its way.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report import plan_json, plan_text
    from itsm_as_code.report.style import COLOURED, PLAIN

    folder = None if no_cache else memory.folder(root)
    plan, before, after = api.plan(root, today, base, head, folder=folder)
    if format_ == "json":
        report = plan_json.render_plan(plan)
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        texts = plan_text.Texts(api.source(before), api.source(after))
        report = plan_text.render_plan(plan, texts, style, output.width())
    output.deliver(report, None)
    return int(bool(plan.refusals))
