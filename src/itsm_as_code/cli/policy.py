"""`itsm policy`: test the rules of policies, list how they are kept, try another wording."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path

import click

from itsm_as_code.cli import options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.group("policy", short_help=VERBS["policy"].help, subcommand_metavar="test|list|try …")
def command() -> None:
    """Test the rules that policies write, and see how they are kept.

    'itsm policy COMMAND --help' explains each of the three.
    """


@command.command("test", short_help="Judge the examples beside the rules.")
@click.argument("name", required=False)
@options.as_of
@options.formats(("text", "json", "junit"))
@options.color
def test(
    *, name: str | None, today: dt.date, targets: tuple[tuple[str, Path | None], ...], color: str
) -> int:
    """Judge the examples beside the rules of a policy, or of every policy.

    The exit code is 1 when one does not come out as it has to.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.policy import testing
    from itsm_as_code.report import policy_tests
    from itsm_as_code.report.style import COLOURED, PLAIN

    outcomes = testing.run_all(api.load(root), today, name)
    for format_, file in targets:
        if format_ == "json":
            report = policy_tests.render_json(outcomes)
        elif format_ == "junit":
            report = policy_tests.render_junit(outcomes, today)
        else:
            terminal = file is None and streams.coloured(sys.stdout, color)
            report = policy_tests.render_text(outcomes, COLOURED if terminal else PLAIN)
        output.deliver(report, file)
    return int(any(outcome.fault is not None for outcome in outcomes))


@command.command("list", short_help="Show each policy, who implements it, and how its rules are kept.")
@options.as_of
@options.format_choice("text", "json")
@options.color
def list_(*, today: dt.date, format_: str, color: str) -> None:
    """Show each policy: what it states, who implements it, and how its rules are kept now.

    Of each rule: how many entities it concerns, how many keep it, how many violations are waived, and how
    many are not.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.policy.conformance import conformance
    from itsm_as_code.report import policies
    from itsm_as_code.report.style import COLOURED, PLAIN

    catalog = api.load(root)
    found = conformance(catalog, today)
    waived = Counter(each.finding.code for each in api.lint(catalog, today, select=("POL",)).waived)
    if format_ == "json":
        streams.write(policies.render_json(found, waived))
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        streams.write(policies.render_text(found, waived, style, output.table_width()))


@command.command("try", short_help="See what another expression would do in place of a rule's own.")
@click.argument("name")
@click.option("--expression", metavar="CEL", required=True, help="The expression to try.")
@options.as_of
@options.format_choice("text", "json")
@options.color
def try_(*, name: str, expression: str, today: dt.date, format_: str, color: str) -> int:
    """See what another expression would do in place of a rule's own; nothing is written.

    NAME is POLICY/RULE, or the name of a rule that only one policy has. Its condition, parameters and
    examples stay. The exit code is 1 when an example does not come out as it has to.

    For example: itsm policy try contract-can-be-left --expression "has(self.spec.notice)"
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.policy.asking import attempt
    from itsm_as_code.report import policy_trial
    from itsm_as_code.report.style import COLOURED, PLAIN

    trial = attempt(api.load(root), name, expression, today)
    if format_ == "json":
        streams.write(policy_trial.render_json(trial))
    else:
        style = COLOURED if streams.coloured(sys.stdout, color) else PLAIN
        streams.write(policy_trial.render_text(trial, style))
    return int(any(outcome.fault is not None for outcome in trial.outcomes))
