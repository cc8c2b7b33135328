"""A catalogue with some values changed, which nobody has written."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Sequence
from typing import Any

from itsm_as_code.catalog import Catalog, Record, load
from itsm_as_code.document import parse
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath, Finding
from itsm_as_code.lint import lint
from itsm_as_code.model.vocabulary import METRICS
from itsm_as_code.text import did_you_mean
from itsm_as_code.tree import OverlayTree, Tree

_FAMILIES = ("AVL", "TIM", "REC")
"""The families of the rules about promises."""

_ASSIGNMENT = re.compile(r"(?P<ref>[a-z-]+:[a-z0-9-]+)\.(?P<what>[^=]+)=(?P<value>.+)", re.DOTALL)
_PRIORITY = re.compile(r"(?P<metric>[a-z-]+)(?:\.P(?P<priority>[1-5]))?")
_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_OWN = {"availability": "intrinsicAvailability", "recovery-time": "recovery"}
"""The fields in which a service or an item states a metric itself."""


def changed(tree: Tree, catalog: Catalog, assignments: Sequence[str]) -> Catalog:
    """The catalogue with some values changed.

    Args:
        tree: Where the catalogue was read.
        catalog: The catalogue.
        assignments: `REF.METRIC=VALUE`, `REF.METRIC.P1=VALUE`, or `REF.FIELD=VALUE` with a field's path.

    Raises:
        UserError: When one cannot be read, or names what there is not.
    """
    values: dict[str, Any] = {}
    for assignment in assignments:
        found = _ASSIGNMENT.fullmatch(assignment)
        if found is None:
            raise UserError(
                f"'{assignment}' does not say what is to change.",
                "Write contract:fibre.availability=99.3, for example.",
            )
        record = catalog.get(found["ref"])
        if record is None or record.document.value is None:
            hint = did_you_mean(found["ref"], catalog.records)
            raise UserError(f"There is no entity {found['ref']}.", hint)
        value = values.setdefault(record.path, copy.deepcopy(dict(record.document.value)))
        parsed = parse(f"value: {found['value']}\n".encode()).value or {}
        if "value" not in parsed:
            raise UserError(f"'{found['value']}' is no value that a file could hold.")
        _set(value, path_of(record, found["what"]), parsed["value"], assignment)
    files = {path: json.dumps(value, ensure_ascii=False, indent=2).encode() for path, value in values.items()}
    head = load(OverlayTree(tree, files))
    for path in files:
        file = head.file(path)
        if file is not None and file.problems:
            raise UserError(f"{path} would not be valid: {file.problems[0].message}.")
    return head


def path_of(record: Record[Any], what: str) -> FieldPath:
    """The field that a metric of an entity, or a path, stands for.

    Raises:
        UserError: When the entity promises no such metric.
    """
    metric = _PRIORITY.fullmatch(what)
    if metric is not None and metric["metric"] in METRICS:
        name, priority = metric["metric"], int(metric["priority"]) if metric["priority"] else None
        targets = getattr(record.parsed.spec, "targets", None) if record.parsed is not None else None
        if targets is None:
            if name in _OWN and priority is None:
                return "spec", _OWN[name]
            raise UserError(f"{record.ref} has no target of {what}.")
        for index, target in enumerate(targets):
            if target.metric == name and priority in (None, target.priority):
                return "spec", "targets", index, "atMost" if target.at_least is None else "atLeast"
        raise UserError(f"{record.ref} has no target of {what}.")
    steps = tuple(int(each[1:-1]) if each[0] == "[" else each for each in _STEP.findall(what))
    return steps if steps and steps[0] in ("spec", "metadata") else ("spec", *steps)


def _set(value: Any, path: FieldPath, new: Any, assignment: str) -> None:
    try:
        for step in path[:-1]:
            value = value[step]
        if isinstance(path[-1], int) != isinstance(value, list):
            raise TypeError
        value[path[-1]] = new
    except (KeyError, IndexError, TypeError):
        raise UserError(f"'{assignment}' names a field that is not there.") from None


def broken(base: Catalog, head: Catalog, today: dt.date) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings about promises that a change brings, and those that it mends."""
    before, after = (lint(each, today, select=_FAMILIES).findings for each in (base, head))
    known = {finding.fingerprint for finding in before}
    left = {finding.fingerprint for finding in after}
    return (
        tuple(finding for finding in after if finding.fingerprint not in known),
        tuple(finding for finding in before if finding.fingerprint not in left),
    )
