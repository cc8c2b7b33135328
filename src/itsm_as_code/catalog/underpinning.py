"""What stands under a promise: the operational level agreements and contracts below each SLA."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import dependents, requirements
from itsm_as_code.catalog.records import Record
from itsm_as_code.catalog.relations import field_name
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.underpinning_contract import UnderpinningContract

Underpinning = OperationalLevelAgreement | UnderpinningContract


def underpinnings(catalog: Catalog) -> Iterator[Record[Underpinning]]:
    """Every OLA and contract that has its typed form."""
    yield from catalog.of(OperationalLevelAgreement)
    yield from catalog.of(UnderpinningContract)


def supported(catalog: Catalog, underpinning: Record[Underpinning]) -> list[str]:
    """What an OLA or a contract supports: what it covers, and what requires it; each once."""
    covered = [
        reference.target
        for reference in underpinning.references
        if field_name(reference.definition) == "covers"
    ]
    requiring = [record.ref for record, _ in dependents(catalog, underpinning.ref)]
    return list(dict.fromkeys((*covered, *requiring)))


class Promises:
    """Which of some SLAs stand on each entity, found in one walk down what is required.

    The walk keeps a set of SLAs for each entity as the bits of a number.
    """

    def __init__(self, catalog: Catalog, slas: Iterable[Record[ServiceLevelAgreement]]) -> None:
        self._catalog = catalog
        self._slas = tuple(slas)
        self._standing: dict[str, int] = {}
        queue: deque[str] = deque()
        for index, sla in enumerate(self._slas):
            for service in sla.entity.spec.services:
                self._add(f"service:{service}", 1 << index, queue)
        while queue:
            ref = queue.popleft()
            record = catalog.get(ref)
            if record is not None and record.parsed is not None:
                for below in _required(record):
                    self._add(below, self._standing[ref], queue)

    def _add(self, ref: str, slas: int, queue: deque[str]) -> None:
        known = self._standing.get(ref, 0)
        if known | slas != known:
            self._standing[ref] = known | slas
            queue.append(ref)

    def on(self, refs: Iterable[str]) -> list[Record[ServiceLevelAgreement]]:
        """The SLAs that stand on any of some services, items or contracts, in their order."""
        standing = 0
        for ref in refs:
            standing |= self._standing.get(ref, 0)
        return [sla for index, sla in enumerate(self._slas) if standing >> index & 1]

    def above(self, underpinning: Record[Underpinning]) -> list[Record[ServiceLevelAgreement]]:
        """The SLAs that stand on an OLA or a contract, in their order."""
        return self.on(supported(self._catalog, underpinning))


def _required(record: Record[Any]) -> Iterator[str]:
    return (member.ref for group in requirements(record) for member in group.members)
