"""The flow: which processes hand which artefacts to which others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Reference

_CONSUMES, _PRODUCES = "consumes", "produces"


def producers(catalog: Catalog, artefact: str) -> Sequence[Reference]:
    """Where processes say that they produce an artefact (canonical reference), by path."""
    return catalog.incoming(artefact, _PRODUCES)


def consumers(catalog: Catalog, artefact: str) -> Sequence[Reference]:
    """Where processes say that they consume an artefact (canonical reference), by path."""
    return catalog.incoming(artefact, _CONSUMES)


def partners(catalog: Catalog, process: str) -> Iterator[str]:
    """The processes that hand an artefact to a process or take one from it, itself left out.

    Args:
        catalog: The catalogue.
        process: Canonical reference of the process.

    Yields:
        Canonical references, some more than once.
    """
    for artefact in catalog.named(process, _CONSUMES):
        yield from (each.source for each in producers(catalog, artefact) if each.source != process)
    for artefact in catalog.named(process, _PRODUCES):
        yield from (each.source for each in consumers(catalog, artefact) if each.source != process)


def downstream(catalog: Catalog, starts: Iterable[str]) -> set[str]:
    """Some processes and all that the flow reaches from them (canonical references)."""
    found = set(starts)
    waiting = list(found)
    seen: set[str] = set()
    while waiting:
        for artefact in catalog.named(waiting.pop(), _PRODUCES):
            if artefact not in seen:
                seen.add(artefact)
                waiting += _new(found, consumers(catalog, artefact))
    return found


def parts(catalog: Catalog) -> list[list[str]]:
    """The processes (canonical references), parted where nothing passes either way.

    Returns:
        The parts and their processes in the order of the catalogue.
    """
    found: set[str] = set()
    parted: list[list[str]] = []
    order = {record.ref: index for index, record in enumerate(catalog.of_kind("Process"))}
    for ref in order:
        if ref not in found:
            parted.append(sorted(_connected(catalog, ref), key=lambda each: order[each]))
            found.update(parted[-1])
    return parted


def _connected(catalog: Catalog, start: str) -> set[str]:
    found = {start}
    waiting = [start]
    seen: set[str] = set()
    while waiting:
        process = waiting.pop()
        artefacts = {
            *catalog.named(process, _CONSUMES),
            *catalog.named(process, _PRODUCES),
        }
        for artefact in artefacts - seen:
            seen.add(artefact)
            waiting += _new(found, (*producers(catalog, artefact), *consumers(catalog, artefact)))
    return found


def _new(found: set[str], references: Iterable[Reference]) -> list[str]:
    """The holders of some references that were not found yet, which are found now."""
    fresh = list(dict.fromkeys(each.source for each in references if each.source not in found))
    found.update(fresh)
    return fresh
