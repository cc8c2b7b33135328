"""A catalogue with some values changed, which nobody has written."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.document import parse
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath, Finding
from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.lints import both
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.model.vocabulary import METRICS
from itsm_as_code.text import did_you_mean
from itsm_as_code.transition.moved import Moved, moved, side_of
from itsm_as_code.tree import OverlayTree, Tree

_FAMILIES = ("AVL", "TIM", "REC")
"""The families of the rules about promises."""

_ASSIGNMENT = re.compile(r"(?P<ref>[a-z-]+:[a-z0-9-]+)\.(?P<what>[^=]+)=(?P<value>.+)", re.DOTALL)
_PRIORITY = re.compile(r"(?P<metric>[a-z-]+)(?:\.P(?P<priority>[1-5]))?")
_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_OWN = {"availability": "intrinsicAvailability", "recovery-time": "recovery"}
"""The fields in which a service or an item states a metric itself."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What other values would do.

    Attributes:
        service: The service that is asked about, with its figures before and after, moved or not.
        others: The other services whose figures move, by reference.
        breaks: The findings about promises that the values bring.
        mends: Those that they would end.
    """

    service: Moved
    others: tuple[Moved, ...]
    breaks: tuple[Finding, ...]
    mends: tuple[Finding, ...]


def what_if(
    tree: Tree,
    find: Callable[[Catalog], Record[Any]],
    assignments: Sequence[str],
    today: dt.date,
    folder: Folder | None = None,
) -> WhatIf:
    """Try some values, and judge only what they concern.

    Args:
        tree: Where the catalogue stands.
        find: Gives the service that is asked about.
        assignments: `REF.METRIC=VALUE`, `REF.METRIC.P1=VALUE`, or `REF.FIELD=VALUE` with a field's path.
        today: The day for which to judge.
        folder: What is remembered about the repository; nothing is when absent.

    Raises:
        UserError: When one cannot be read, names what there is not or would not be valid, or a thing other
            than a service is asked about.
    """
    target = Contents(tree)
    files: dict[str, bytes] = {}

    def overlaid(catalog: Catalog) -> Contents:
        files.update(rewritten(catalog, assignments))
        return Contents(OverlayTree(tree, files), like=target)

    before, after = both(target, overlaid, Question(today), folder)
    base, head = before.catalog, after.catalog
    service = find(base)
    if service.kind.name != "Service":
        raise UserError(f"{service.ref} is no service.", "What is tried is told of a service.")
    for path in files:
        file = head.file(path)
        if file is not None and file.problems:
            raise UserError(f"{path} would not be valid: {file.problems[0].message}.")
    changed = [record.ref for record in base.records.values() if record.path in files]
    for ref in changed:
        known = base.records[ref].targets
        unknown = [each for each in head.named(ref) if each not in known and not head.exists(each)]
        if unknown:
            raise UserError(f"There is no entity {unknown[0]}.", did_you_mean(unknown[0], head.records))
    left, right = (_about_promises(side.result.findings) for side in (before, after))
    return WhatIf(
        Moved(service, side_of(base, service.ref, today), side_of(head, service.ref, today)),
        tuple(each for each in moved(base, head, changed, today) if each.service.ref != service.ref),
        tuple(finding for fingerprint, finding in right.items() if fingerprint not in left),
        tuple(finding for fingerprint, finding in left.items() if fingerprint not in right),
    )


def rewritten(catalog: Catalog, assignments: Sequence[str]) -> dict[str, bytes]:
    """The files with some values changed, by path.

    Raises:
        UserError: When an assignment cannot be read, or names what there is not.
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
        if record is None or not record.value:
            hint = did_you_mean(found["ref"], catalog.records)
            raise UserError(f"There is no entity {found['ref']}.", hint)
        value = values.setdefault(record.path, copy.deepcopy(dict(record.value)))
        parsed = parse(f"value: {found['value']}\n".encode()).value or {}
        if "value" not in parsed:
            raise UserError(f"'{found['value']}' is no value that a file could hold.")
        _set(value, path_of(record, found["what"]), parsed["value"], assignment)
    return {path: json.dumps(value, ensure_ascii=False, indent=2).encode() for path, value in values.items()}


def _about_promises(findings: Sequence[Finding]) -> dict[str, Finding]:
    return {each.fingerprint: each for each in findings if each.code.startswith(_FAMILIES)}


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
