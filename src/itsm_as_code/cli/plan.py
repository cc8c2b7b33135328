"""`itsm plan`: what a proposed change means, and whether it may go ahead."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

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
@click.option(
    "--approvals",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What the git host says about the change, as a trusted job fetched it (JSON). Without it nobody has "
    "agreed yet.",
)
@click.option("--explain", is_flag=True, help="Name the row of the table that each fact falls into.")
@options.as_of
@options.no_cache
@options.formats(("text", "json", "markdown", "github", "sarif"))
@options.color
def command(  # noqa: PLR0917 (one argument for each option)
    base: str | None,
    head: str,
    approvals: Path | None,
    explain: bool,
    today: dt.date,
    no_cache: bool,
    targets: tuple[tuple[str, Path | None], ...],
    color: str,
) -> int:
    """Say what a proposed change means for the business, who has to agree, and whether it may go ahead.

    What is judged is the target as it would be with the change merged into it. The plan begins with the
    verdict and with what is missing: whom to ask, and why. Then it says whom the change concerns, up to
    customers, business processes and objectives, what it does to promises, which findings it brings or mends,
    and what changes with the values before and after.

    Who may decide, and which rules hold, the target alone says: a change cannot choose its own judge.

    The exit code is 0 when the change may be merged, and 1 when it is refused or an agreement is missing.
    Where 'gate.mode' in itsm.yaml is 'report', a missing agreement is told and does not stand in the way.
    Errors elsewhere than in the change, and on what it touches, do not stand in its way either.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report import plan_formats
    from itsm_as_code.report.style import COLOURED, PLAIN

    folder = None if no_cache else memory.folder(root)
    judgement = api.plan(root, today, base, head, approvals=approvals, folder=folder)
    style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
    for name, file in targets:
        shown = PLAIN if file is not None else style
        order = plan_formats.Order(shown, output.width(), explain, api.source)
        output.deliver(plan_formats.render(name, judgement, order), file)
        if name == "github":
            _summarise(plan_formats.render("markdown", judgement, order))
    return int(not judgement.verdict.may_merge)


def _summarise(report: str) -> None:
    """Add the plan to the summary of the step, where GitHub Actions names a file for it."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        output.add(report, Path(file))
