"""The options of `itsm lint` for a baseline, and reading and writing its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from itsm_as_code.cli import output, streams
from itsm_as_code.errors import UserError

if TYPE_CHECKING:
    from itsm_as_code.lint import LintResult
    from itsm_as_code.lint.result import Entry

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants of a baseline.

    Attributes:
        file: The baseline.
        update: Whether what is gone is to be struck out of it, and it is to be begun where it is not there.
        grow: Whether what is new is to be recorded in it as well.
        prune: Whether what is gone is to be struck out of it, since findings were mended.
    """

    file: Path | None
    update: bool = False
    grow: bool = False
    prune: bool = False


def options(function: F) -> F:
    """`--baseline`, `--update-baseline` and `--grow-baseline`."""
    for option in reversed(
        (
            click.option(
                "--baseline",
                "baseline_file",
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="FILE",
                help="Leave out what this file records, and count it. An entry of which nothing is left is "
                "an error; --fix strikes it out.",
            ),
            click.option(
                "--update-baseline",
                is_flag=True,
                help="Strike out of the baseline what is gone. Where there is no file yet, record all that "
                "is found.",
            ),
            click.option(
                "--grow-baseline",
                is_flag=True,
                help="Record in the baseline all that is found, new findings too.",
            ),
        )
    ):
        function = option(function)
    return function


def known(wish: Wish, *, whole: bool) -> tuple[Entry, ...] | None:
    """What the baseline records, before anything is changed; `None` where there is none.

    Args:
        wish: The baseline, and what is to be done with it.
        whole: Whether everything is judged and reported on.

    Raises:
        UserError: When the file cannot be read, is no baseline, or cannot be updated from a part.
        click.UsageError: When it is to be updated and none is named.
    """
    writes = wish.update or wish.grow
    if wish.file is None:
        if writes:
            raise click.UsageError("Name the file to update: --baseline FILE.")
        return None
    if writes and not whole:
        raise UserError(
            "A baseline is updated from all that there is to find.",
            "Leave out --select, --ignore and the paths.",
        )
    return _read(wish.file, begin=writes)


def applied(result: LintResult, wish: Wish, before: tuple[Entry, ...] | None, *, whole: bool) -> LintResult:
    """A result without what the baseline records, once that is brought up to date as wished.

    Args:
        result: What was found.
        wish: The baseline, and what is to be done with it.
        before: What it records.
        whole: Whether everything was judged and reported on.

    Raises:
        UserError: When the file cannot be written.
    """
    if wish.file is None:
        return result
    from itsm_as_code.lint import baseline

    file, name = wish.file, str(wish.file)
    entries = before or ()
    found = baseline.compared(result, entries, name, whole=whole)
    stale = found.recorded.stale if found.recorded else ()
    if wish.grow or before is None:
        kept = baseline.record(result.findings)
    elif wish.update or (wish.prune and stale):
        kept = baseline.pruned(entries, stale)
    else:
        return found
    if kept != before:
        output.deliver(baseline.render(kept), file)
    streams.complain("note", _note(name, entries, kept))
    return baseline.compared(result, kept, name)


def _read(file: Path, *, begin: bool) -> tuple[Entry, ...] | None:
    """What a file records; `None` where there is none yet and one is to be begun."""
    from itsm_as_code.lint import baseline

    try:
        return baseline.read(file.read_bytes(), str(file))
    except FileNotFoundError as error:
        if begin:
            return None
        raise UserError(f"There is no file {file}.", "With --update-baseline it is begun.") from error
    except OSError as error:
        raise UserError(f"{file} could not be read: {error.strerror}.") from error


def _note(name: str, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> str:
    """What became of the baseline."""
    from itsm_as_code.text import count

    old = {entry.fingerprint: entry.number for entry in before}
    new = {entry.fingerprint: entry.number for entry in after}
    added = sum(max(0, number - old.get(each, 0)) for each, number in new.items())
    struck = sum(max(0, number - new.get(each, 0)) for each, number in old.items())
    return (
        f"{name} records {count(sum(new.values()), 'finding')} now: {added:,} added, {struck:,} struck out."
    )
