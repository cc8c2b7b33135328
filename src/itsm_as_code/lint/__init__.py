"""Linting: runs the rules over a catalogue. Must not know formats, terminals or git.

Importing this package imports neither the rules nor the model: a lint that remembers its last result
(`cache`) needs none of them. Its names come when they are asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itsm_as_code.lint.engine import lint, lint_changes
    from itsm_as_code.lint.result import LintResult

__all__ = ["LintResult", "lint", "lint_changes"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from itsm_as_code.lint import engine

    return getattr(engine, name)
