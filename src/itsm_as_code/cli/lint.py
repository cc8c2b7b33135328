"""`itsm lint`: what is wrong, missing or contradictory, and where."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itsm_as_code import __version__
from itsm_as_code.cli import baseline, fixing, memory, options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.errors import UserError
from itsm_as_code.finding import Finding, Severity

if TYPE_CHECKING:
    from itsm_as_code.lint.cache.results import Answer
    from itsm_as_code.report.formats import Report
    from itsm_as_code.tree import Tree

_FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "markdown")
_IN_BRIEF = ("text", "github", "markdown")
"""The formats for people, which show one finding for many alike."""
_FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO, "never": None}
"""The mildest severity that makes the exit code 1."""


@click.command("lint", short_help=VERBS["lint"].help)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    callback=options.words,
    help="Judge by these rules alone: codes or their beginnings, such as REF,SYN003.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    callback=options.words,
    help="Leave these rules out: codes or their beginnings.",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAIL_ON)),
    default="error",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
@options.as_of
@fixing.options
@baseline.options
@options.no_cache
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@options.formats(_FORMATS)
@options.color
def command(
    *,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    today: dt.date,
    fix: bool,
    unsafe_fixes: bool,
    show_diff: bool,
    baseline_file: Path | None,
    update_baseline: bool,
    grow_baseline: bool,
    no_cache: bool,
    statistics: bool,
    targets: tuple[tuple[str, Path | None], ...],
    color: str,
) -> int:
    """Find what is wrong, missing or contradictory in the catalogue.

    The whole catalogue is read, since its files refer to each other. With PATHS, only what lies in those
    files and folders is reported. Paths in reports start at the folder that holds itsm.yaml.

    What a waiver of policies/waivers suppresses is counted, and listed with --statistics.

    Fixes change nothing but what is wrong: comments, order and quotes stay. All files are written, or none.
    What they mend is struck out of the baseline, too, unless only a part is judged.

    The exit code is 1 when there is a finding as grave as --fail-on says, or when a baseline records what is
    gone, else 0.
    """
    root = workspace.find_root()
    inside = workspace.inside(root, paths)

    from itsm_as_code.lint.cache.results import Question
    from itsm_as_code.lint.representatives import brief
    from itsm_as_code.lint.session import judge
    from itsm_as_code.report.formats import Report, render
    from itsm_as_code.report.style import COLOURED, PLAIN
    from itsm_as_code.tree import WorkingTree

    folder = None if no_cache else memory.folder(root)
    question = Question(today, select, ignore)
    judged = judge(WorkingTree(root), question, folder)
    _check(inside, judged.answer)
    mending = fixing.Wish(fix, unsafe_fixes, show_diff)
    whole = not (select or ignore or inside)
    wish = baseline.Wish(baseline_file, update_baseline, grow_baseline, prune=bool(mending))
    recorded = baseline.known(wish, whole=whole)
    if mending:

        def find(tree: Tree) -> Iterable[Finding]:
            return judge(tree, question, folder).within(inside).findings

        code = fixing.mend(root, WorkingTree(root), find, mending, color)
        if code is not None:
            return code
        judged = judge(WorkingTree(root), question, folder)
    result = baseline.applied(judged.within(inside), wish, recorded, whole=whole)
    shown = brief(result)
    for name, file in targets:
        terminal = file is None and streams.coloured(sys.stdout, color)
        report = Report(
            shown if name in _IN_BRIEF and not statistics else result,
            judged.source,
            __version__,
            width=output.width(),
            style=COLOURED if terminal else PLAIN,
            statistics=statistics,
            folder=workspace.folder_in_repository(root),
            fail_on=_FAIL_ON[fail_on],
            select=select,
            ignore=ignore,
        )
        output.deliver(render(name, report), file)
        if name == "github":
            _summarise(report)
    stale = result.recorded is not None and bool(result.recorded.stale)
    failed = any(report.fails(finding.severity) for finding in result.findings)
    return int(failed or (stale and report.fails(Severity.ERROR)))


def _summarise(report: Report) -> None:
    """Add the whole list to the summary of the step, where GitHub Actions names a file for it."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        from itsm_as_code.report import github

        output.add(github.summary(report), Path(file))


def _check(paths: Collection[str], answer: Answer) -> None:
    """Refuse a path that holds nothing of the catalogue: "no findings" would be a false comfort."""
    known = answer.places() if paths else frozenset()
    for path in paths:
        if path not in known:
            catalog, policies = answer.roots
            raise UserError(
                f"{path} holds no file of the catalogue.",
                f"The catalogue is itsm.yaml and what lies in {catalog} and {policies}.",
            )
