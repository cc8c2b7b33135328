"""`docs/cli.md`: every verb and option, from click's own declarations."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

import click

from itsm_as_code.cli.verbs import VERBS, itsm

PATH = "docs/cli.md"


def page() -> str:
    """The reference of the command line as Markdown."""
    with click.Context(itsm, info_name="itsm", auto_envvar_prefix="ITSM") as context:
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
    with click.Context(command, parent, info_name=command.name) as context:
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        yield f"## itsm {command.name}"
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
    named = option.envvar or (option.allow_from_autoenv and _automatic(option, context))
    yield f"`{named}`" if isinstance(named, str) else ""


def _value(option: click.Option, context: click.Context) -> str:
    if isinstance(option.type, click.Choice):
        return ", ".join(f"`{choice}`" for choice in option.type.choices)
    return f"`{option.make_metavar(context)}`"


def _automatic(option: click.Option, context: click.Context) -> str | None:
    """The variable that click derives; none for options that show something and end."""
    if option.is_eager or option.name is None:
        return None
    return f"{context.auto_envvar_prefix}_{option.name.upper()}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
