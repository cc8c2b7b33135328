"""The verbs of `itsm`: a table that is known without importing any of them, and the group that reads it."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from itsm_as_code import __version__
from itsm_as_code.errors import UserError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.

    Attributes:
        target: Where its click command is: `module:attribute`.
        help: What it does, in a few words; the same as its command's short help.
    """

    target: str
    help: str


VERBS = {
    "init": Verb("itsm_as_code.cli.init:command", "Begin a repository from a handful of answers."),
    "new": Verb("itsm_as_code.cli.new:command", "Write the file of a new entity."),
    "lint": Verb("itsm_as_code.cli.lint:command", "Find what is wrong, missing or contradictory."),
    "fmt": Verb("itsm_as_code.cli.fmt:command", "Lay every file out in one canonical way."),
    "rename": Verb("itsm_as_code.cli.rename:command", "Rename an entity, wherever it is named."),
    "next": Verb("itsm_as_code.cli.next:command", "Name the most useful next steps, and why."),
    "explain": Verb("itsm_as_code.cli.explain:command", "Say what a rule asks for, and why."),
    "show": Verb("itsm_as_code.cli.show:command", "Show an entity with all its relations, both ways."),
    "list": Verb("itsm_as_code.cli.list:command", "List the entities of one kind."),
    "graph": Verb("itsm_as_code.cli.graph:command", "Draw what an entity rests on and what rests on it."),
    "due": Verb("itsm_as_code.cli.due:command", "List what falls due: reviews, tests, notices, ends."),
    "query": Verb("itsm_as_code.cli.query:command", "List the entities for which an expression holds."),
    "policy": Verb(
        "itsm_as_code.cli.policy:command", "Test the rules of policies, and see how they are kept."
    ),
    "coverage": Verb(
        "itsm_as_code.cli.coverage:command", "Show how far policies, processes and requirements are covered."
    ),
    "diff": Verb("itsm_as_code.cli.diff:command", "Show what differs between two states of the catalogue."),
    "plan": Verb(
        "itsm_as_code.cli.plan:command", "Say what a proposed change means, and whether it may go ahead."
    ),
    "codeowners": Verb(
        "itsm_as_code.cli.codeowners:command", "Write CODEOWNERS: whom the git host asks for a review."
    ),
    "what-if": Verb("itsm_as_code.cli.what_if:command", "Say what other values would do to promises."),
    "build": Verb("itsm_as_code.cli.build:command", "Publish the catalogue as a web site."),
    "serve": Verb("itsm_as_code.cli.serve:command", "Show the web site on this machine while you edit."),
}
"""Every verb, in the order of the help."""


class VerbGroup(click.Group):
    """A group that imports a verb when it is called, and lists them all without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names of the verbs, in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb; `None` when there is no such verb."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        module, _, attribute = verb.target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        _name_in_environment(command, cmd_name)
        if isinstance(command, click.Group):
            for name, below in command.commands.items():
                _name_in_environment(below, f"{cmd_name}_{name}")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the first word names.

        Raises:
            UserError: When there is no such verb; the hint names the nearest.
        """
        word = args[0]
        if word not in VERBS and not word.startswith("-") and not ctx.resilient_parsing:
            from itsm_as_code.text import did_you_mean, printable

            hint = did_you_mean(word, VERBS) or "'itsm --help' lists the verbs."
            raise UserError(f"There is no verb {printable(word)}.", hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of verbs into a help page."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, verb.help) for name, verb in VERBS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Verbs and options that begin with a text, without importing a verb."""
        from click.shell_completion import CompletionItem

        verbs = [
            CompletionItem(name, help=verb.help)
            for name, verb in VERBS.items()
            if name.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]


def _name_in_environment(command: click.Command, verb: str) -> None:
    """Let `ITSM_VERB_OPTION` stand for each option that no variable stands for yet."""
    for option in command.params:
        if isinstance(option, click.Option) and option.envvar is None and not option.is_eager:
            flag = max(option.opts, key=len)
            option.envvar = f"ITSM_{verb}_{flag.removeprefix('--')}".upper().replace("-", "_")


_EPILOG = """
Every option can be given in the environment too: the date of judgement as ITSM_AS_OF, colour as ITSM_COLOR,
any other as ITSM_VERB_OPTION, such as ITSM_LINT_FAIL_ON. A flag beats the environment, which beats itsm.yaml.

Exit codes: 0 all is well; 1 there are findings, or a plan is refused; 2 the command, the settings or the
repository need mending; 3 itsm itself has a fault.

\b
To complete verbs and options with the Tab key, put this into ~/.bashrc:
  eval "$(_ITSM_COMPLETE=bash_source itsm)"
For zsh and fish write zsh_source and fish_source.
"""


@click.group(
    cls=VerbGroup,
    name="itsm",
    epilog=_EPILOG,
    subcommand_metavar="VERB …",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="itsm %(version)s", help="Show the version.")
@click.option(
    "-C",
    "--directory",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    envvar="ITSM_DIRECTORY",
    help="Work as if itsm had been started in this folder.",
)
def itsm(directory: str | None) -> None:
    """IT service management as code.

    Services, agreements, processes and policies are files in a git repository. itsm checks them, shows how
    they hang together, says what a change means for whom, and publishes them as a web site.

    'itsm VERB --help' explains a verb.
    """
    if directory is not None:
        os.chdir(directory)
