"""`itsm what-if`: what other values would do to the promises."""

from __future__ import annotations

import datetime as dt
import json
import sys

import click

from itsm_as_code.cli import options, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("what-if", short_help=VERBS["what-if"].help)
@click.argument("ref")
@click.option(
    "--set",
    "assignments",
    metavar="REF.METRIC[.P1]=VALUE",
    multiple=True,
    required=True,
    help="A value to try, as often as wanted; a field's path will do in place of a metric.",
)
@options.as_of
@options.format_choice("text", "json")
@options.color
def command(*, ref: str, assignments: tuple[str, ...], today: dt.date, format_: str, color: str) -> None:
    """Say what other values would do to the promises, without writing them anywhere.

    REF is a service. The values are tried in memory: its figures are given before and after, then what else
    moves, and which promises break or are mended.

    For example: itsm what-if service:email --set contract:mail.availability=99.5
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.errors import UserError
    from itsm_as_code.report import moved as report
    from itsm_as_code.report.style import COLOURED, PLAIN
    from itsm_as_code.report.what_if import render_text
    from itsm_as_code.transition.moved import Moved, moved, side_of
    from itsm_as_code.transition.what_if import broken, changed
    from itsm_as_code.tree import WorkingTree

    tree = WorkingTree(root)
    base = api.load(tree)
    service = api.find(base, ref)
    if service.kind.name != "Service":
        raise UserError(f"{service.ref} is no service.", "What is tried is told of a service.")
    head = changed(tree, base, assignments)
    own = Moved(service, side_of(base, service.ref, today), side_of(head, service.ref, today))
    others = [each for each in moved(base, head, today) if each.service.ref != service.ref]
    new, gone = broken(base, head, today)
    if format_ == "json":
        content = {
            "apiVersion": "itsm/v1",
            "kind": "WhatIf",
            "set": list(assignments),
            **report.moved_object(own),
            "others": [report.moved_object(each) for each in others],
            "breaks": [{"code": each.code, "message": each.message} for each in new],
            "mends": [{"code": each.code, "message": each.message} for each in gone],
        }
        streams.write(json.dumps(content, indent=2) + "\n")
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        streams.write(render_text(own, others, new, gone, style))
