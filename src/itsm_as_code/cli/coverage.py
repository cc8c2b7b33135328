"""`itsm coverage`: how far what IT does is governed, and which external requirements it meets."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("coverage", short_help=VERBS["coverage"].help)
@options.as_of
@options.formats(("text", "json", "csv"))
@options.color
def command(*, today: dt.date, targets: tuple[tuple[str, Path | None], ...], color: str) -> None:
    """Show how far what IT does is governed: from policy to process, procedure and last test, with the gaps.

    Requirements of standards, contracts and laws come from the tables that 'requirements' in itsm.yaml names
    (CSV with id, title and text); policies say in 'satisfies' which they meet. A requirement is mapped when a
    policy names it, implemented when a process with a procedure puts that policy into practice, and evidenced
    when a test within a year or a rule that is kept shows it.

    The format csv holds the requirements alone.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.policy.coverage import coverage, requirements
    from itsm_as_code.report import coverage as report
    from itsm_as_code.report.style import COLOURED, PLAIN
    from itsm_as_code.tree import WorkingTree

    tree = WorkingTree(root)
    catalog = api.load(tree)
    found = coverage(catalog, today, requirements(tree, catalog.settings.requirements))
    for name, file in targets:
        if name == "json":
            written = report.render_json(found)
        elif name == "csv":
            written = report.render_csv(found)
        else:
            style = COLOURED if file is None and streams.coloured(sys.stdout, color) else PLAIN
            written = report.render_text(found, style, output.table_width() if file is None else None)
        output.deliver(written, file)
