"""Options that several verbs share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from itsm_as_code.cli import clock

F = TypeVar("F", bound=Callable[..., Any])
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date:
    """A calendar date as YYYY-MM-DD (ISO 8601); today when nobody says."""
    if value is None:
        return clock.today()
    if not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not a date of the form YYYY-MM-DD.", ctx, param)
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"There is no day {value}.", ctx, param) from error


def as_of(function: F) -> F:
    """`--as-of`: the date for which to judge, from ITSM_AS_OF where the flag is absent."""
    return click.option(
        "--as-of",
        "today",
        metavar="DATE",
        callback=_date,
        envvar="ITSM_AS_OF",
        help="Judge as on this day, written YYYY-MM-DD (default: that of ITSM_AS_OF, else today in UTC).",
    )(function)


def no_cache(function: F) -> F:
    """`--no-cache`: without what was remembered of earlier runs."""
    return click.option(
        "--no-cache", is_flag=True, help="Judge every file anew, and remember nothing for the next time."
    )(function)


def color(function: F) -> F:
    """`--color`: when to colour, from ITSM_COLOR where the flag is absent."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        envvar="ITSM_COLOR",
        help="Colour the output: on a terminal (auto), always or never.",
    )(function)


def format_choice(*formats: str) -> Callable[[F], F]:
    """`--format` for one report on standard output, in the first of these formats by default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to show it.",
    )


def formats(known: tuple[str, ...]) -> Callable[[F], F]:
    """`--format FORMAT[=FILE]`, as often as wanted; the first format on standard output by default."""

    def parsed(
        ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
    ) -> tuple[tuple[str, Path | None], ...]:
        targets = tuple(_target(ctx, param, value, known) for value in values or (known[0],))
        if sum(file is None for _, file in targets) > 1:
            raise click.BadParameter(
                "Only one report can go to standard output; give the others a file, as in json=report.json.",
                ctx,
                param,
            )
        return targets

    return click.option(
        "--format",
        "targets",
        multiple=True,
        metavar="FORMAT[=FILE]",
        callback=parsed,
        help=f"How to report: {', '.join(known[:-1])} or {known[-1]}; with =FILE, into that file. "
        "May be repeated.",
    )


def _target(
    ctx: click.Context, param: click.Parameter, value: str, known: tuple[str, ...]
) -> tuple[str, Path | None]:
    name, equals, file = value.partition("=")
    if name not in known:
        raise click.BadParameter(f"{name!r} is none of {', '.join(known)}.", ctx, param)
    if equals and not file:
        raise click.BadParameter("No file is named behind the equals sign.", ctx, param)
    return name, Path(file) if file else None


def words(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Words from an option that takes a list: repeated, or with commas between."""
    return tuple(word for value in values for word in value.replace(",", " ").split())


def at_least_one(ctx: click.Context, param: click.Parameter, value: int) -> int:
    """A whole number from 1."""
    if value < 1:
        raise click.BadParameter("It must be at least 1.", ctx, param)
    return value
