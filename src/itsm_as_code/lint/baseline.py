"""Baselines: what was found when an organisation began, so that it is held to what comes after.

A baseline records findings by their fingerprints, which survive moved lines and reworded messages. It
shrinks as faults are mended and never grows by itself. Findings that do not hold yet are not recorded: a
baseline excuses the past, not the future.

The file is JSON (`schema/baseline.schema.json`) with one finding on each line, so that two branches that
mend different faults merge without a conflict.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from itsm_as_code.errors import UserError
from itsm_as_code.finding import Finding
from itsm_as_code.lint.result import Entry, LintResult, Recorded

_FINGERPRINT = re.compile("[0-9a-f]{32}")


def record(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """What a baseline of some findings holds: those that hold already, by code, entity and path."""
    held = [finding for finding in findings if finding.due is None]
    numbers = Counter(finding.fingerprint for finding in held)
    entries = {
        finding.fingerprint: Entry(
            fingerprint=finding.fingerprint,
            code=finding.code,
            rule=finding.rule,
            entity=finding.entity,
            path=finding.location.path,
            number=numbers[finding.fingerprint],
        )
        for finding in held
    }
    return tuple(sorted(entries.values(), key=_order))


def _order(entry: Entry) -> tuple[str, str, str, str]:
    return entry.code, entry.entity or "", entry.path, entry.fingerprint


def compared(result: LintResult, entries: Sequence[Entry], file: str, *, whole: bool = True) -> LintResult:
    """A result without what a baseline records.

    Args:
        result: What was found.
        entries: What the baseline records.
        file: The baseline, as the user names it.
        whole: Whether everything was judged; otherwise what the baseline records may be gone or not.
    """
    left = Counter({entry.fingerprint: entry.number for entry in entries})
    kept = []
    for finding in result.findings:
        if finding.due is None and left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    stale = [
        replace(entry, number=left[entry.fingerprint]) for entry in entries if left[entry.fingerprint] > 0
    ]
    known = len(result.findings) - len(kept)
    return replace(
        result, findings=tuple(kept), recorded=Recorded(file, known, tuple(stale) if whole else ())
    )


def pruned(entries: Sequence[Entry], stale: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of a baseline without those that are gone."""
    gone = {entry.fingerprint: entry.number for entry in stale}
    left = (replace(entry, number=entry.number - gone.get(entry.fingerprint, 0)) for entry in entries)
    return tuple(entry for entry in left if entry.number > 0)


def render(entries: Sequence[Entry]) -> str:
    """The file that holds some entries."""
    lines = ",\n".join(f"    {json.dumps(_object(entry))}" for entry in entries)
    findings = f"[\n{lines}\n  ]" if entries else "[]"
    return f'{{\n  "apiVersion": "itsm/v1",\n  "kind": "Baseline",\n  "findings": {findings}\n}}\n'


def _object(entry: Entry) -> dict[str, object]:
    return {
        "code": entry.code,
        "rule": entry.rule,
        "entity": entry.entity,
        "path": entry.path,
        "number": entry.number,
        "fingerprint": entry.fingerprint,
    }


def read(data: bytes, file: str) -> tuple[Entry, ...]:
    """The entries that a file holds.

    Args:
        data: The bytes of the file.
        file: The file, as the user names it.

    Raises:
        UserError: When it is no baseline, or holds one finding twice.
    """
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{file} is no baseline: it is not JSON ({error}).", _HINT) from error
    if not isinstance(content, Mapping) or content.get("kind") != "Baseline":
        raise UserError(f"{file} is no baseline.", _HINT)
    findings = content.get("findings")
    if content.get("apiVersion") != "itsm/v1" or not isinstance(findings, list):
        raise UserError(f"{file} is a baseline of a form that this version does not know.", _HINT)
    entries = tuple(_entry(item, number, file) for number, item in enumerate(findings, 1))
    twice = [each for each, times in Counter(entry.fingerprint for entry in entries).items() if times > 1]
    if twice:
        raise UserError(f"{file} records the finding {twice[0]} twice.", "Strike one of the two lines.")
    return entries


_HINT = "'itsm lint --baseline FILE --update-baseline' writes one where there is no file yet."


def _entry(item: object, number: int, file: str) -> Entry:
    match item:
        case {
            "fingerprint": str(fingerprint),
            "code": str(code),
            "rule": str(rule),
            "entity": None | str() as entity,
            "path": str(path),
            "number": int(times),
        } if _FINGERPRINT.fullmatch(fingerprint) and type(times) is int and times > 0:
            return Entry(fingerprint, code, rule, entity, path, times)
    raise UserError(f"{file} is broken at its finding {number}.", "Restore the file from the history.")
