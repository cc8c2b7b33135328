"""`docs/cli.md`: every verb and option, from click's own declarations."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

import click

from itsm_as_code.cli.verbs import VERBS, itsm


def page() -> str:
    """The reference of the command line as Markdown."""
    with itsm.make_context("itsm", [], resilient_parsing=True) as context:
        blocks = [
            "<!-- Generated from the command line of itsm; do not edit. -->",
            "# The command line",
            *_prose(itsm.help),
            _options(context),
            "## Environment and exit codes",
            *_prose(itsm.epilog),
            "## Verbs",
            "\n".join(f"- [`itsm {name}`](#itsm-{name}): {verb.help}" for name, verb in VERBS.items()),
        ]
        for name in VERBS:
            command = itsm.get_command(context, name)
            if command is not None:
                blocks += _verb(command, context)
    return "\n\n".join(blocks) + "\n"


def _verb(command: click.Command, parent: click.Context) -> Iterator[str]:
    with command.make_context(command.name, [], parent, resilient_parsing=True) as context:
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        yield f"## itsm {command.name}"
        yield f"```text\n{usage}\n```"
        yield from _prose(command.help)
        yield _options(context)
        if isinstance(command, click.Group):
            for below in command.commands.values():
                yield from _below(below, context)


def _below(command: click.Command, parent: click.Context) -> Iterator[str]:
    """A command of a verb that has several."""
    with command.make_context(command.name, [], parent, resilient_parsing=True) as context:
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        yield f"### {context.command_path}"
        yield f"```text\n{usage}\n```"
        yield from _prose(command.help)
        yield _options(context)


def _prose(text: str | None) -> Iterator[str]:
    """Paragraphs; those that click must not wrap are shown as they are."""
    for paragraph in inspect.cleandoc(text or "").split("\n\n"):
        mark, _, rest = paragraph.partition("\n")
        yield f"```text\n{rest}\n```" if mark == "\b" else paragraph


def _options(context: click.Context) -> str:
    rows = [
        [", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts)), *_facts(option, context)]
        for option in context.command.get_params(context)
        if isinstance(option, click.Option)
    ]
    return _table(["Option", "Value", "Meaning", "Default", "Environment"], rows)


def _facts(option: click.Option, context: click.Context) -> Iterator[str]:
    """What the option takes, means, defaults to, and the variable that stands for it."""
    yield "" if option.is_flag else _value(option, context)
    yield _cell(option.help or "")
    yield f"`{option.default}`" if isinstance(option.default, str | int) and not option.is_flag else ""
    yield f"`{option.envvar}`" if isinstance(option.envvar, str) else ""


def _value(option: click.Option, context: click.Context) -> str:
    if isinstance(option.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in option.type.choices)
    return " or ".join(f"`{word}`" for word in option.make_metavar(context).split("|"))


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
