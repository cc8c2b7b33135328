"""The examples on the rules' pages as overlays on the base."""

from __future__ import annotations

import re
from collections.abc import Mapping

from itsm_as_code.document import parse
from itsm_as_code.finding import Finding
from itsm_as_code.rules.rule import ChangeRule, Rule
from tests.rules.overlays import Files, base, change, findings, laid_over, patched

_SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_FENCE = re.compile(
    r'^```(?P<language>\w+) title="(?P<path>[^" ]+)(?P<before> \(before\))?"\n(?P<body>.*?)^```$',
    re.MULTILINE | re.DOTALL,
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


def judged(rule: Rule, section: str) -> tuple[Finding, ...]:
    """What is found in the overlay that a section shows, or in the change from its files before."""
    if isinstance(rule, ChangeRule):
        before = example(rule, section, before=True)
        target = laid_over(before)
        after = example(rule, section, files=target)
        absent = "\n".join(path for path in before if path not in after)
        return change(before, {**after, "absent.txt": absent.encode()})
    return findings(example(rule, section))


def example(
    rule: Rule, section: str, files: Files | None = None, *, before: bool = False
) -> dict[str, bytes]:
    """The overlay that a section shows.

    Args:
        rule: The rule.
        section: The title of the section.
        files: What excerpts are merged into; the base when absent.
        before: Whether the files from before a change are meant.
    """
    if (rule.code, section) in MADE:
        return MADE[rule.code, section]
    return {
        found["path"]: _content(
            found["language"], found["path"], found["body"], base() if files is None else files
        )
        for found in _FENCE.finditer(sections(rule)[section])
        if bool(found["before"]) is before
    }


def _content(language: str, path: str, body: str, files: Files) -> bytes:
    if language == "hexdump":
        return b"".join(bytes.fromhex(line[10:58]) for line in body.splitlines())
    data = body.encode()
    value = parse(data).value
    # A file says what it is; an excerpt shows only the fields that matter.
    if value is not None and not {"apiVersion", "kind"} & value.keys():
        return patched(path, data, files)
    return data
