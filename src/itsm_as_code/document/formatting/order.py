"""In which order the keys of a mapping stand; told by whoever knows what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Order:
    """The order of keys in one place of a document.

    Attributes:
        names: The keys of a mapping, in their order; others stay behind the key that they stand behind.
        below: What holds for the values of a mapping's keys.
        values: What holds for the values of keys that are the author's own.
        items: What holds for the items of a list.
        always_open: Whether a mapping spreads over lines even where it would fit on one.
    """

    names: tuple[str, ...] = ()
    below: Mapping[str, Order] = field(default_factory=lambda: MappingProxyType({}))
    values: Order | None = None
    items: Order | None = None
    always_open: bool = False

    def of(self, key: str | None) -> Order:
        """What holds below a key; for the items of a list, below `None`."""
        found = self.items if key is None else self.below.get(key, self.values)
        return found or ANY_ORDER

    def sorted(self, keys: list[str]) -> list[int]:
        """The places of some keys, in their order."""
        ranks = {name: rank for rank, name in enumerate(self.names)}
        rank = -1
        ranked = []
        for place, key in enumerate(keys):
            rank = ranks.get(key, rank)
            ranked.append((rank, key not in ranks, place))
        return [place for *_, place in sorted(ranked)]


ANY_ORDER = Order()
"""Keys stay as they stand."""
