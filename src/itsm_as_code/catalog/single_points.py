"""Single points of failure: what alone, by failing, stops a service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import Group, requirements
from itsm_as_code.catalog.records import Record
from itsm_as_code.model.service import Service

_REQUIRES = ("spec", "requires")


def single_points(
    catalog: Catalog, services: Iterable[Record[Service]]
) -> Mapping[str, Sequence[Record[Service]]]:
    """The leaves whose failure alone stops services.

    A leaf requires nothing: an item, a contract, or a service. It stops what requires it, and a group when so
    many members stop with it that too few are left. That is exact: the leaf is a minimal cut set of its own.

    Args:
        catalog: The catalogue.
        services: The services to ask for. Those that rest on a cycle, on a group that cannot be or on what is
            missing or broken are left out, since nothing can be said of them.

    Returns:
        Canonical reference of each leaf to the services that it stops, itself left out, in their order.
    """
    points = _Points(catalog)
    found: dict[str, list[Record[Service]]] = {}
    for service in services:
        mask = points.mask(service.ref) or 0
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            leaf = points.leaves[lowest.bit_length() - 1]
            if leaf != service.ref:
                found.setdefault(leaf, []).append(service)
    return found


class _Points:
    """For each entity the leaves that stop it, as the bits of a number.

    Attributes:
        leaves: The leaves, in the order of their bits.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._masks: dict[str, int | None] = {}
        self._groups: dict[str, tuple[Group, ...] | None] = {}
        self.leaves: list[str] = []

    def mask(self, ref: str) -> int | None:
        """The leaves that stop an entity; `None` where that cannot be said."""
        waiting = [ref]
        while waiting:
            current = waiting[-1]
            if current in self._masks:
                waiting.pop()
                continue
            begun = current in self._groups
            groups = self._groups.setdefault(current, self._required(current))
            members = [member.ref for group in groups or () for member in group.members]
            unknown = [member for member in members if member not in self._masks]
            if unknown and not begun:
                waiting += [member for member in unknown if member not in self._groups]
            if not unknown or begun:
                self._masks[current] = self._stopping(current, groups)
        return self._masks[ref]

    def _required(self, ref: str) -> tuple[Group, ...] | None:
        """What an entity requires; `None` where it does not exist or does not say so properly."""
        record: Record[Any] | None = self._catalog.get(ref)
        if record is None or record.parsed is None:
            return None
        broken = any(field[: len(_REQUIRES)] == _REQUIRES for field in record.broken)
        return None if broken else requirements(record)

    def _stopping(self, ref: str, groups: Sequence[Group] | None) -> int | None:
        if groups is None:
            return None
        if not groups:
            self.leaves.append(ref)
            return 1 << (len(self.leaves) - 1)
        stopping = 0
        for group in groups:
            masks = [mask for member in group.members if (mask := self._masks.get(member.ref)) is not None]
            if len(masks) < len(group.members) or not 1 <= group.at_least <= len(group.members):
                return None
            stopping |= _so_many(len(masks) - group.at_least + 1, masks)
        return stopping


def _so_many(number: int, masks: Sequence[int]) -> int:
    """The bits that are set in at least so many of the masks."""
    everywhere = ~0
    counts = [everywhere] + [0] * number
    for mask in masks:
        for times in range(number, 0, -1):
            counts[times] |= counts[times - 1] & mask
    return counts[number]
