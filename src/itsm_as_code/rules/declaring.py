"""Writes the table of declarations, so that rules are known before their modules are imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields

from itsm_as_code.finding import Severity
from itsm_as_code.rules.rule import Rule

_HEAD = '''\
"""Every rule, as its module declares it. Written by `python -m itsm_as_code.cli.dev generate`."""

# ruff: noqa: E501, I001
# fmt: off

from __future__ import annotations

'''


def module(rules: Sequence[Rule]) -> str:
    """The text of the module `declared`.

    Args:
        rules: Every rule, in order.
    """
    classes = sorted({type(rule).__name__ for rule in rules} | {"Deferred", "Rule"})
    imports = (
        "from itsm_as_code.finding import Severity\n"
        f"from itsm_as_code.rules.rule import {', '.join(classes)}\n\n"
    )
    lines = "".join(f"    {_declaration(rule)},\n" for rule in rules)
    table = f"RULES: tuple[Rule, ...] = (\n{lines})\n"
    return f'{_HEAD}{imports}{table}"""All rules in the order of their families."""\n'


def _declaration(rule: Rule) -> str:
    return f"{type(rule).__name__}({', '.join(_arguments(rule))})"


def _arguments(rule: Rule) -> Iterator[str]:
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name == "check":
            value = f'Deferred("{".".join(rule.module.split(".")[-2:])}")'
        elif isinstance(value, Severity):
            value = str(value)
        else:
            value = _literal(value)
        if field.default is MISSING:
            yield value
        elif getattr(rule, field.name) != field.default:
            yield f"{field.name}={value}"


def _literal(value: object) -> str:
    if isinstance(value, tuple):
        items = "".join(f"{_literal(item)}, " for item in value)
        return f"({items.rstrip() if len(value) == 1 else items.removesuffix(', ')})"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return repr(value)
