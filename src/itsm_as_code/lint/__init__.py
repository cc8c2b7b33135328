"""Linting: runs the rules over a catalogue. Must not know formats, terminals or git."""

from itsm_as_code.lint.engine import LintResult, lint, lint_changes

__all__ = ["LintResult", "lint", "lint_changes"]
