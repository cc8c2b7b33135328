"""`itsm explain`: what a rule asks for, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS

if TYPE_CHECKING:
    from itsm_as_code.rules.rule import Rule


@click.command("explain", short_help=VERBS["explain"].help)
@click.argument("rule", metavar="[CODE|NAME]", required=False)
@options.color
def command(*, rule: str | None, color: str) -> None:
    """Say what a rule asks for, why it matters, and how to satisfy it.

    Name the rule by its code, such as REF001, or by its name, such as dangling-reference. A rule that a
    policy of the repository writes goes by its code, POL/policy/rule. Without either, all rules are listed by
    family.
    """
    from itsm_as_code.report.rules import render_list, render_page
    from itsm_as_code.report.style import COLOURED, PLAIN
    from itsm_as_code.rules.registry import RULES, find

    style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
    report = (
        render_list(RULES, style, output.table_width())
        if rule is None
        else render_page(_own(rule) if "/" in rule else find(rule), style, output.width())
    )
    streams.write(report)


def _own(code: str) -> Rule:
    """The rule that a policy of the repository writes.

    Raises:
        UserError: When there is no repository here, or no such rule.
    """
    from itsm_as_code import api
    from itsm_as_code.policy.asking import rule_called
    from itsm_as_code.rules.policies.own import declared

    return declared(rule_called(api.load(workspace.find_root()), code))
