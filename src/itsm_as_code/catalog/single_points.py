"""Single points of failure: what alone, by failing, stops a service or an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itsm_as_code.catalog import reads
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import Group, requirements
from itsm_as_code.catalog.derived import derived

_REQUIRES = ("spec", "requires")


class Stopping:
    """What stops services, items and contracts, as far as anybody asked; sets of them are bits of a number.

    Attributes:
        alone: For each, what stops it by failing alone, itself included. `None` where that cannot be said: it
            rests on a cycle, on a group that cannot be, or on what is missing or broken.
        below: For each, itself and everything that it requires, directly or not.
    """

    def __init__(self) -> None:
        self.alone: dict[str, int | None] = {}
        self.below: dict[str, int] = {}
        self._names: list[str] = []

    def refs(self, bits: int) -> list[str]:
        """The entities in a set, sorted."""
        return sorted(self._refs(bits))

    def highest(self, bits: int) -> list[str]:
        """Those of a set that no other of it requires, sorted."""
        required = 0
        for ref in self._refs(bits):
            below = self.below[ref]
            required |= below ^ (1 << (below.bit_length() - 1))  # without itself, which comes last
        return self.refs(bits & ~required)

    def of_group(self, group: Group) -> int | None:
        """What stops a group by failing alone: so many of its members that too few are left."""
        members = {member.ref for member in group.members}
        masks = [mask for member in members if (mask := self.alone.get(member)) is not None]
        if len(masks) < len(group.members) or not 1 <= group.at_least <= len(masks):
            return None
        return in_so_many(len(masks) - group.at_least + 1, masks)

    def reach(self, catalog: Catalog, start: str) -> None:
        """Take in an entity and all that it requires."""
        waiting = [start]
        begun: set[str] = set()
        while waiting:
            ref = waiting[-1]
            if ref in self.alone:
                waiting.pop()
                continue
            required = _required(catalog, ref)
            if ref not in begun:
                begun.add(ref)
                unknown = [
                    each for each in _members(required) if each not in self.alone and each not in begun
                ]
                waiting += unknown
                if unknown:
                    continue
            bit = 1 << len(self._names)
            self._names.append(ref)
            stops = [None] if required is None else [self.of_group(group) for group in required]
            self.alone[ref] = None if None in stops else _union(bit, stops)
            self.below[ref] = _union(bit, [self.below.get(member, 0) for member in _members(required)])

    def _refs(self, bits: int) -> Iterator[str]:
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            yield self._names[lowest.bit_length() - 1]


def in_so_many(number: int, sets: Sequence[int]) -> int:
    """What lies in at least so many (1 or more) of some sets."""
    counts = [~0] + [0] * number
    for each in sets:
        for times in range(number, 0, -1):
            counts[times] |= counts[times - 1] & each
    return counts[number]


def stopping(catalog: Catalog, refs: Iterable[str]) -> Stopping:
    """What stops some services, items or contracts, and whatever they require.

    Exact, like the minimal cut sets of size one. Only what lies in their closures is read; ask no more of the
    result.

    Args:
        catalog: The catalogue.
        refs: Canonical references.
    """
    found = _stopping(catalog)
    for ref in refs:
        found.reach(catalog, ref)
        if reads.current is not None:
            _read(catalog, ref)
    return found


@derived
def _stopping(catalog: Catalog) -> Stopping:  # noqa: ARG001 (`derived` keys by it)
    return Stopping()


def _read(catalog: Catalog, start: str) -> None:
    """Note that all that an entity requires was read, whoever read it first."""
    seen = {start}
    waiting = [start]
    while waiting:
        new = set(_members(_required(catalog, waiting.pop()))) - seen
        seen |= new
        waiting += new


@derived
def _required(catalog: Catalog, ref: str) -> Sequence[Group] | None:
    """What an entity requires; `None` where it does not exist or does not say so properly."""
    record = catalog.get(ref)
    if record is None or record.parsed is None:
        return None
    broken = any(field[: len(_REQUIRES)] == _REQUIRES for field in record.broken)
    return None if broken else requirements(record)


def _members(groups: Sequence[Group] | None) -> list[str]:
    return [member.ref for group in groups or () for member in group.members]


def _union(bit: int, sets: Sequence[int | None]) -> int:
    for each in sets:
        bit |= each or 0
    return bit
