"""Single points of failure: what alone, by failing, stops a service or an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.demand import Group, requirements
from itsm_as_code.catalog.derived import derived

_KINDS = ("Service", "ConfigurationItem", "UnderpinningContract")
_REQUIRES = ("spec", "requires")


@dataclass(frozen=True, slots=True)
class Stopping:
    """What stops services, items and contracts; sets of them are the bits of a number.

    Attributes:
        names: Canonical references, in the order of the bits.
        alone: For each, what stops it by failing alone, itself included. `None` where that cannot be said: it
            rests on a cycle, on a group that cannot be, or on what is missing or broken.
        below: For each, itself and everything that it requires, directly or not.
    """

    names: tuple[str, ...]
    alone: Mapping[str, int | None]
    below: Mapping[str, int]

    def refs(self, bits: int) -> list[str]:
        """The entities in a set."""
        found = []
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            found.append(self.names[lowest.bit_length() - 1])
        return found

    def highest(self, bits: int) -> list[str]:
        """Those of a set that no other of it requires."""
        required = 0
        for ref in self.refs(bits):
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


def in_so_many(number: int, sets: Sequence[int]) -> int:
    """What lies in at least so many (1 or more) of some sets."""
    counts = [~0] + [0] * number
    for each in sets:
        for times in range(number, 0, -1):
            counts[times] |= counts[times - 1] & each
    return counts[number]


@derived
def stopping(catalog: Catalog) -> Stopping:
    """What stops each service, item and contract; exact, like the minimal cut sets of size one."""
    names: list[str] = []
    alone: dict[str, int | None] = {}
    below: dict[str, int] = {}
    found = Stopping((), alone, below)
    groups: dict[str, Sequence[Group] | None] = {}
    for start in (record.ref for kind in _KINDS for record in catalog.of_kind(kind)):
        waiting = [start]
        while waiting:
            ref = waiting[-1]
            if ref in alone:
                waiting.pop()
                continue
            begun = ref in groups
            required = groups.setdefault(ref, _required(catalog, ref))
            unknown = [each for each in _members(required) if each not in alone and each not in groups]
            if unknown and not begun:
                waiting += unknown
                continue
            bit = 1 << len(names)
            names.append(ref)
            stops = [None] if required is None else [found.of_group(group) for group in required]
            alone[ref] = None if None in stops else _union(bit, stops)
            below[ref] = _union(bit, [below.get(member, 0) for member in _members(required)])
    return Stopping(tuple(names), alone, below)


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
