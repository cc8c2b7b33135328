"""The options of `itsm lint` for fixes, and what comes of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from itsm_as_code.cli import streams

if TYPE_CHECKING:
    from itsm_as_code.finding import Finding
    from itsm_as_code.tree import FileChange, Tree

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants mended.

    Attributes:
        fix: Whether to apply fixes that are safe.
        unsafe: Whether to apply those that are not as well.
        diff: Whether to show what would change rather than to change it.
    """

    fix: bool = False
    unsafe: bool = False
    diff: bool = False

    def __bool__(self) -> bool:
        return self.fix or self.unsafe or self.diff


def options(function: F) -> F:
    """`--fix`, `--unsafe-fixes` and `--diff`."""
    for option in reversed(
        (
            click.option(
                "--fix", is_flag=True, help="Mend what can be mended safely, and report what is left."
            ),
            click.option(
                "--unsafe-fixes",
                is_flag=True,
                help="Mend what can be mended by a good guess as well; look at the result.",
            ),
            click.option(
                "--diff",
                "show_diff",
                is_flag=True,
                help="Show what --fix, or with it --unsafe-fixes, would change, and write nothing. The exit "
                "code is 1 when there is something.",
            ),
        )
    ):
        function = option(function)
    return function


def mend(
    root: Path, tree: Tree, find: Callable[[Tree], Iterable[Finding]], wish: Wish, color: str
) -> int | None:
    """Mend what is wrong with a repository, or show how.

    Args:
        root: The root of the repository.
        tree: Its files.
        find: Judges them.
        wish: What to mend.
        color: When to colour a diff.

    Returns:
        The exit code, when the wish was a diff and all is done; else `None`.

    Raises:
        UserError: When a file cannot be written; then none is.
    """
    from itsm_as_code.lint.fixing import fix
    from itsm_as_code.tree import write

    fixed = fix(tree, find, unsafe=wish.unsafe)
    if wish.diff:
        show(fixed.changes, color)
        streams.complain("note", f"Would fix {_counted(fixed.findings, fixed.changes)}.")
        return int(bool(fixed.changes))
    write(root, fixed.changes)
    streams.complain("note", f"Fixed {_counted(fixed.findings, fixed.changes)}.")
    return None


def show(changes: Iterable[FileChange], color: str) -> None:
    """Write changes to standard output as a diff."""
    from itsm_as_code.report.diff import render
    from itsm_as_code.report.style import COLOURED, PLAIN

    streams.write(render(changes, COLOURED if streams.coloured(sys.stdout, color) else PLAIN))


def _counted(findings: int, changes: tuple[FileChange, ...]) -> str:
    from itsm_as_code.text import count

    if not changes:
        return "nothing"
    return f"{count(findings, 'finding')} in {count(len(changes), 'file')}"
