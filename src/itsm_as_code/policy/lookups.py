"""What the functions of expressions find in the catalogue; what is read is noted as for any other rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.graph import named_by, required
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.policy import values
from itsm_as_code.policy.shapes import lookup_name
from itsm_as_code.policy.values import UnfitValueError

_KINDS = {lookup_name(kind): kind for kind in KINDS.values()}


def answer(catalog: Catalog, today: dt.date, function: str, arguments: tuple[str, ...]) -> Any:
    """What a function gives, as plain data.

    Args:
        catalog: Where to look.
        today: The day for which it is asked.
        function: A lookup of `shapes.model`.
        arguments: Texts; an entity as `Kind:name`.

    Raises:
        LookupError: When there is no answer; it says why.
    """
    try:
        if function in _KINDS:
            return _by_name(catalog, function, arguments[0])
        return _RELATIONS[function](catalog, today, *arguments)
    except UnfitValueError as error:
        raise LookupError(f"an entity that it asks for {error}") from error


def _by_name(catalog: Catalog, function: str, name: str) -> dict[str, Any]:
    kind = _KINDS[function]
    record = catalog.get(kind.ref_of(name))
    if record is None:
        raise LookupError(f"there is no {kind.short} {name}")
    return values.entity(record)


def _reference(written: str) -> str:
    """The canonical reference of an entity that an expression passes on."""
    kind, _, name = written.partition(":")
    if kind not in KINDS or not name:
        raise LookupError("what it passes to the function is no entity")
    return KINDS[kind].ref_of(name)


def _exists(catalog: Catalog, _today: dt.date, ref: str) -> bool:
    return catalog.exists(ref)


def _slas_of(catalog: Catalog, _today: dt.date, service: str) -> list[dict[str, Any]]:
    return [values.entity(record) for record in _namers(catalog, service, "services", "sla")]


def _dependents(catalog: Catalog, _today: dt.date, entity: str) -> list[str]:
    return [record.ref for record in _namers(catalog, entity, "requires")]


def _namers(catalog: Catalog, entity: str, field: str, kind: str | None = None) -> Iterator[Record[Any]]:
    """Who names an entity in a field, each once, by path."""
    found = {record.ref: record for record, _ in named_by(catalog, _reference(entity), field)}
    return (record for record in found.values() if kind in (None, record.kind.short))


def _closure(catalog: Catalog, _today: dt.date, entity: str) -> list[str]:
    return list(required(catalog, _reference(entity)))


def _enabled(catalog: Catalog, _today: dt.date, service: str) -> list[dict[str, Any]]:
    record = catalog.get(_reference(service))
    enables = values.entity(record)["spec"].get("enables") if record is not None else []
    if enables == "all":
        return [values.entity(process) for process in catalog.of_kind("BusinessProcess")]
    names = [each.get("process") if isinstance(each, dict) else each for each in enables or ()]
    found = [catalog.get(KINDS["BusinessProcess"].ref_of(str(name))) for name in names]
    return [values.entity(process) for process in found if process is not None]


def _waived(catalog: Catalog, today: dt.date, rule: str, entity: str) -> bool:
    """Whether a waiver for a rule, named by its code or its name, holds for an entity on the day."""
    ref, day = _reference(entity), today.isoformat()
    for waiver in catalog.of_kind("Waiver"):
        spec = waiver.value.get("spec")
        if not isinstance(spec, dict) or spec.get("rule") != rule or ref not in (spec.get("scope") or ()):
            continue
        if str(spec.get("granted", "9")) <= day < str(spec.get("expires", "")):
            return True
    return False


_RELATIONS: dict[str, Callable[..., Any]] = {
    "exists": _exists,
    "slasOf": _slas_of,
    "dependents": _dependents,
    "closure": _closure,
    "enabledProcesses": _enabled,
    "waived": _waived,
}
