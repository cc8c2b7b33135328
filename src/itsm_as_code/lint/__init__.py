"""Linting: runs the rules over a catalogue. Must not know formats, terminals or git."""

from itsm_as_code.lint.engine import LintResult, lint

__all__ = ["LintResult", "lint"]
