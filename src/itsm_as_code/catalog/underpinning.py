"""What stands under a promise: the operational level agreements and contracts below each SLA."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from itsm_as_code.catalog.agreements import in_force
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import dependents
from itsm_as_code.catalog.derived import derived
from itsm_as_code.catalog.graph import required
from itsm_as_code.catalog.records import Record
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
    requiring = [record.ref for record, _ in dependents(catalog, underpinning.ref)]
    return list(dict.fromkeys((*underpinning.targets_in("covers"), *requiring)))


@derived
def _supporting(catalog: Catalog) -> Mapping[str, Sequence[Record[Underpinning]]]:
    """The OLAs and contracts by what they support, in force or not."""
    found: dict[str, list[Record[Underpinning]]] = defaultdict(list)
    for underpinning in underpinnings(catalog):
        for ref in supported(catalog, underpinning):
            found[ref].append(underpinning)
    return found


def beneath(catalog: Catalog, service: str, day: dt.date) -> dict[str, list[Record[Underpinning]]]:
    """What a service stands on, itself included, each with the OLAs and contracts in force that support it.

    Args:
        catalog: The catalogue.
        service: Canonical reference of the service.
        day: The day on which they have to be in force.
    """
    supporting = _supporting(catalog)
    return {
        ref: [each for each in supporting.get(ref, ()) if in_force(each.entity.spec, day)]
        for ref in (service, *required(catalog, service))
    }


class Promises:
    """Which SLAs stand on each entity, found in one walk down what is required.

    The walk keeps a set of SLAs for each entity as the bits of a number.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._slas = catalog.of(ServiceLevelAgreement)
        self._standing: dict[str, int] = defaultdict(int)
        for index, sla in enumerate(self._slas):
            for service in sla.entity.spec.services:
                self._standing[f"service:{service}"] |= 1 << index
        below: dict[str, Sequence[str]] = {}
        order = _from_above(catalog, list(self._standing), below)
        changed = True
        while changed:  # once, unless things require each other in a circle
            changed = False
            done: set[str] = set()
            for ref in order:
                done.add(ref)
                for under in below[ref]:
                    known = self._standing[under]
                    self._standing[under] = known | self._standing[ref]
                    changed |= under in done and self._standing[under] != known

    def on(self, refs: Iterable[str]) -> list[Record[ServiceLevelAgreement]]:
        """The SLAs that stand on any of some services, items or contracts, in their order."""
        standing = 0
        for ref in refs:
            standing |= self._standing.get(ref, 0)
        return [sla for index, sla in enumerate(self._slas) if standing >> index & 1]


@derived
def promises(catalog: Catalog) -> Promises:
    """Which SLAs of a catalogue stand on what."""
    return Promises(catalog)


def _from_above(catalog: Catalog, starts: list[str], below: dict[str, Sequence[str]]) -> list[str]:
    """Everything that some services require, whatever requires something before it save for circles.

    Args:
        catalog: The catalogue.
        starts: Canonical references of the services.
        below: Takes what each of them requires.
    """
    order: list[str] = []
    waiting = [(start, False) for start in starts]
    while waiting:
        ref, left = waiting.pop()
        if left:
            order.append(ref)
        elif ref not in below:
            below[ref] = catalog.named(ref, "requires")
            waiting.append((ref, True))
            waiting += [(under, False) for under in below[ref] if under not in below]
    order.reverse()
    return order
