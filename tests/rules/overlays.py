"""Repositories made of the base and what a test lays over it."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from itsm_as_code.catalog import load
from itsm_as_code.document import parse
from itsm_as_code.finding import Finding, Location
from itsm_as_code.lint import lint
from itsm_as_code.lint.fixing import fix
from itsm_as_code.rules.registry import BY_NAME
from itsm_as_code.rules.rule import Rule, WaiverRule
from itsm_as_code.transition import plan
from itsm_as_code.tree import MemoryTree, Tree

RULES = Path(__file__).parent
TODAY = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])

EXPECTED = "expected.txt"
"""What a bad fixture expects; see `report_of`."""

ABSENT = "absent.txt"
"""Files that an overlay takes away."""

Files = Mapping[str, bytes]
"""Path within the repository to content."""


def cases() -> list[Path]:
    """Every fixture: the folders `bad`, `good` and `bad-…`, `good-…` of each rule."""
    return sorted(
        folder
        for folder in RULES.glob("[!_]*/*")
        if folder.is_dir() and folder.name.partition("-")[0] in ("bad", "good")
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path within it, with forward slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@functools.cache
def base() -> Files:
    """The repository that every fixture is laid over; it lints clean."""
    return files_in(RULES / "_base")


def patched(path: str, excerpt: bytes, files: Files | None = None) -> bytes:
    """A file, of the base unless others are given, with an excerpt merged into it.

    Mappings merge, `null` takes away.
    """
    value = parse((base() if files is None else files)[path]).value
    change = parse(excerpt).value
    assert value is not None, f"{path} is not in the base"
    assert change is not None, f"the excerpt of {path} cannot be read"
    return json.dumps(_merged(value, change), ensure_ascii=False, indent=2).encode()


def _merged(value: object, change: object) -> object:
    if not isinstance(change, Mapping):
        return change
    kept = dict(value) if isinstance(value, Mapping) else {}
    for key, part in change.items():
        if part is None:
            kept.pop(key, None)
        else:
            kept[key] = _merged(kept.get(key), part)
    return kept


def laid_over(overlay: Files, files: Files | None = None) -> dict[str, bytes]:
    """Files, the base unless others are given, with an overlay.

    Files that the overlay's `absent.txt` lists are gone.
    """
    files = {**(base() if files is None else files), **overlay}
    for path in files.pop(ABSENT, b"").decode().splitlines():
        del files[path]
    return files


def findings(overlay: Files, today: dt.date = TODAY) -> tuple[Finding, ...]:
    """What linting the base with an overlay finds."""
    return lint(load(MemoryTree(laid_over(overlay))), today).findings


def change(before: Files, after: Files, today: dt.date = TODAY) -> tuple[Finding, ...]:
    """What a plan finds new in a change: `after` is laid over the base with `before`."""
    target = laid_over(before)
    return plan(load(MemoryTree(target)), load(MemoryTree(laid_over(after, target))), today).new


def judged(folder: Path) -> tuple[Finding, ...]:
    """What is found in a fixture: an overlay, or the two sides of a change in `base` and `head`."""
    if (folder / "head").is_dir():
        return change(files_in(folder / "base"), files_in(folder / "head"))
    return findings(overlay(folder))


def overlay(folder: Path) -> dict[str, bytes]:
    """The files that a fixture lays over the base."""
    files = files_in(folder)
    files.pop(EXPECTED, None)
    return files


def bad_of(folder: Path) -> Path:
    """The bad fixture that a folder `fixed` belongs to."""
    return folder.with_name(folder.name.replace("fixed", "bad", 1))


def finder(rule: Rule) -> Callable[[Tree], Iterable[Finding]]:
    """What finds the faults of one rule; whether a waiver is needed, all rules together tell."""
    select = () if isinstance(rule, WaiverRule) else (rule.code,)
    return lambda tree: (
        finding for finding in lint(load(tree), TODAY, select=select).findings if finding.code == rule.code
    )


def fixed(folder: Path) -> dict[str, bytes]:
    """The files that the fixes of its own rule change in a bad fixture; `absent.txt` lists those that go."""
    rule = BY_NAME[folder.parent.name]
    if rule.fix is None:
        return {}
    changes = fix(MemoryTree(laid_over(overlay(folder))), finder(rule), unsafe=True).changes
    files = {change.path: change.after for change in changes if change.after is not None}
    gone = [change.path for change in changes if change.after is None]
    return {**files, **({ABSENT: "".join(f"{path}\n" for path in gone).encode()} if gone else {})}


def line_of(finding: Finding) -> str:
    """A finding on one line: `path:line:col-line:col CODE message`."""
    return f"{_place(finding.location)} {finding.code} {finding.message}"


def report_of(found: Sequence[Finding]) -> str:
    """Findings as `expected.txt` holds them: a line each, then one for each related place, indented."""
    lines = []
    for finding in found:
        lines.append(line_of(finding))
        lines += [f"  {_place(related.location)} {related.message}" for related in finding.related]
    return "".join(f"{line}\n" for line in lines)


def _place(location: Location) -> str:
    return location.path if location.span is None else f"{location.path}:{location.span}"
