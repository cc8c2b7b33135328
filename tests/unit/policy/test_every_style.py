"""Every sort of mistake is found at its exact place in every style in which an expression can be written."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code import api
from itsm_as_code.tree import MemoryTree

_HEAD = """\
apiVersion: itsm/v1
kind: Policy
metadata: {name: ours, title: Ours}
spec:
  owner: boss
  statements: [We keep to it.]
  rules:
    - name: kept
      match: {kind: Service}
      message: It is not kept
"""
_STYLES = {
    "plain": "      expression: {}\n",
    "single quotes": "      expression: '{}'\n",
    "double quotes": '      expression: "{}"\n',
    "folded": "      expression: >-\n        true &&\n        {}\n",
    "literal": "      expression: |-\n        true &&\n        {}\n",
}
_MISTAKES = {
    "field": ('self.spec.stat == r""', "stat", "There is no field stat in spec of Service (rule kept)"),
    "type": ("self.spec.state == 1.0", "==", "'==' does not go with a text and a number (rule kept)"),
    "function": ("minuts(self.spec.state) > 1.0", "minuts", "There is no function minuts (rule kept)"),
    "value": ('self.spec.state == r"liv"', 'r"liv"', "self.spec.state is never 'liv' (rule kept)"),
}


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("mistake", _MISTAKES)
def test_a_mistake_is_found_where_it_stands(mistake: str, style: str) -> None:
    expression, part, message = _MISTAKES[mistake]
    if style == "double quotes":
        expression, part = (text.replace('"', '\\"') for text in (expression, part))
    text = _HEAD + _STYLES[style].format(expression)
    files = {"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n", "policies/ours.yaml": text}
    found = api.lint(MemoryTree(files), dt.date(2026, 11, 20), select=("POL005",)).findings
    before = text[: text.rindex(expression) + expression.index(part)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert [(each.message, each.location.span) for each in found] == [
        (message, (line, column, line, column + len(part)))
    ]
