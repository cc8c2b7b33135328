"""`itsm explain`: what a rule asks for, and why."""

from __future__ import annotations

import sys

import click

from itsm_as_code.cli import options, output, streams
from itsm_as_code.cli.verbs import VERBS


@click.command("explain", short_help=VERBS["explain"].help)
@click.argument("rule", metavar="[CODE|NAME]", required=False)
@options.color
def command(*, rule: str | None, color: str) -> None:
    """Say what a rule asks for, why it matters, and how to satisfy it.

    Name the rule by its code, such as REF001, or by its name, such as dangling-reference. Without either, all
    rules are listed by family.
    """
    from itsm_as_code.report.rules import render_list, render_page
    from itsm_as_code.report.style import COLOURED, PLAIN
    from itsm_as_code.rules.registry import RULES, find

    style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
    report = (
        render_list(RULES, style, output.table_width())
        if rule is None
        else render_page(find(rule), style, output.width())
    )
    streams.write(report)
