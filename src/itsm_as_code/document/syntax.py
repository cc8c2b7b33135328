"""Syntax errors in words that help the person who made them."""

from __future__ import annotations

from itsm_as_code.document.events import YAMLError
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Problem


def explain(error: YAMLError, source: Source) -> Problem:
    """The problem that a parser's error stands for."""
    mark = getattr(error, "problem_mark", None)
    index = min(mark.index, len(source.text)) if mark is not None else 0
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None)
    message = f"{context}: {problem}" if context else problem
    return Problem("syntax-error", f"The YAML cannot be read: {message}", source.span(index, index + 1))
