"""Directives: the lines before `---` that begin with a percent sign."""

from __future__ import annotations

import re

from itsm_as_code.document.source import Source
from itsm_as_code.finding import Problem
from itsm_as_code.text import printable, shortened

_DIRECTIVE = re.compile(r"^%[^\n]*", re.MULTILINE)
_YAML_1_2 = re.compile(r"%YAML[ \t]+1\.2[ \t\r]*(?:[ \t]#.*)?")
_OBEYED = re.compile(r"%(?:TAG|YAML)\b")
_YAML = re.compile(r"%YAML[ \t]+([0-9.]+)")
_INSIGNIFICANT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")


def without_directives(text: str, source: Source) -> tuple[str, list[Problem]]:
    """The text with its directives turned into comments of the same length, and what is wrong with them.

    `%YAML 1.2` says what is so anyway and stays. Every other directive is a problem, and the parser does
    not see it: `%TAG` lines by the thousand would cost it seconds.
    """
    if not text.startswith("%") and "\n%" not in text:
        return text, []
    problems: list[Problem] = []
    silenced: list[int] = []
    at = _end_of(_INSIGNIFICANT, text, 0)
    versions = 0
    while directive := _DIRECTIVE.match(text, at):
        current = _YAML_1_2.fullmatch(directive.group()) is not None
        versions += current
        if not current or versions > 1:
            silenced.append(at)
            problems.append(_problem(directive, source))
        at = _end_of(_INSIGNIFICANT, text, min(directive.end() + 1, len(text)))
    later = [
        directive.start() for directive in _DIRECTIVE.finditer(text, at) if _OBEYED.match(directive.group())
    ]
    if later:
        span = source.span(later[0], later[0] + 1)
        message = "A directive stands where the document has already begun"
        problems.append(Problem("syntax-error", message, span, help="Remove the line."))
    silenced += later
    return _with_comments(text, silenced), problems


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _with_comments(text: str, places: list[int]) -> str:
    parts = []
    last = 0
    for place in places:
        parts += [text[last:place], "#"]
        last = place + 1
    return "".join([*parts, text[last:]])


def _problem(directive: re.Match[str], source: Source) -> Problem:
    line = directive.group().rstrip()
    span = source.span(directive.start(), directive.start() + len(line))
    version = _YAML.match(line)
    if version and version[1] != "1.2":
        return Problem(
            "syntax-error",
            f"The file asks to be read as YAML {version[1]}",
            span,
            help="Remove the line: files are read as YAML 1.2.",
        )
    shown = shortened(printable(line), 40)
    if line.startswith("%TAG"):
        return Problem("tag", f"The directive {shown} declares tags", span, help="Remove the line.")
    return Problem("syntax-error", f"The directive {shown} means nothing here", span, help="Remove the line.")
