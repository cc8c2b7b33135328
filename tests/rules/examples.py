"""The examples on the rules' pages as overlays on the base."""

from __future__ import annotations

import re
from collections.abc import Mapping

from itsm_as_code.document import parse
from itsm_as_code.rules.rule import Rule
from tests.rules.overlays import patched

_SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_FENCE = re.compile(
    r'^```(?P<language>\w+) title="(?P<path>[^"]+)"\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL
)

MADE: Mapping[tuple[str, str], dict[str, bytes]] = {
    ("SYN008", "Bad"): {
        "catalog/terms/dictionary.yaml": b"apiVersion: itsm/v1\nkind: Term\n# " + b"word " * 300_000
    },
}
"""Examples too large for a page: rule and section to overlay."""


def sections(rule: Rule) -> dict[str, str]:
    """The sections of a rule's page, by title, in their order."""
    parts = _SECTION.split(rule.page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def example(rule: Rule, section: str) -> dict[str, bytes]:
    """The overlay that a section shows."""
    if (rule.code, section) in MADE:
        return MADE[rule.code, section]
    return {
        found["path"]: _content(found["language"], found["path"], found["body"])
        for found in _FENCE.finditer(sections(rule)[section])
    }


def _content(language: str, path: str, body: str) -> bytes:
    if language == "hexdump":
        return b"".join(bytes.fromhex(line[10:58]) for line in body.splitlines())
    data = body.encode()
    value = parse(data).value
    # A file says what it is; an excerpt shows only the fields that matter.
    if value is not None and not {"apiVersion", "kind"} & value.keys():
        return patched(path, data)
    return data
