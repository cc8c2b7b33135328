"""Words for the made-up organisation: places, sentences, and the frame that every entity stands in."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import NamedTuple

from bench.layout import Value
from itsm_as_code.model.kinds import KINDS

PLACES = (
    "Abrantes", "Bergen", "Cádiz", "Dublin", "Évora", "Faro", "Gdynia", "Haarlem", "Imola", "Jena", "Kaunas",
    "Lille", "Mons", "Nantes", "Odense", "Porto", "Quimper", "Riga", "Setúbal", "Tartu", "Udine", "Viseu",
    "Wels", "Ypres", "Zadar",
)  # fmt: skip

_SENTENCES = (
    "It was taken over from the former regional office and has been kept in step with the others since.",
    "People notice within minutes when it is slow, and call the desk before any probe has raised an alarm.",
    "The figures come from the monitoring of the last twelve months and are checked every spring.",
    "Two people know it well; the notes that they keep are reviewed whenever one of them is away.",
    "It carries more load in the last week of the quarter, when the books of every branch are closed.",
    "Nobody outside the branch uses it, and what it costs is charged to the branch alone.",
    "A second supplier was considered in 2025 and found to be dearer for the same hours.",
    "What it leaves to wish for stands in the list of improvements, with a date for each of them.",
    "Its parts are older than we should like; the budget of next year has room for half of them.",
    "Changes wait for the night from Saturday to Sunday, unless the branch asks for another time.",
    "The handbook says how to go on with paper and pencil for one day, which has been tried twice.",
    "Since the last exercise the order of the steps is printed on the cabinet door as well.",
    "Everything that the auditors asked about it in spring has been answered and written down here.",
    "It stands in two rooms with power of their own, so that one flood or one fire leaves the other.",
    "The number of people who depend on it has doubled in three years and is expected to grow further.",
    "Whoever changes it tells the branch a week ahead and stays until the first morning is over.",
    "Its data stay in the country; copies leave the building encrypted and are read back every month.",
    "The team keeps one spare part of each kind on the shelf and orders a new one the day it is used.",
)

_TAGS = (
    "audited",
    "branch",
    "core",
    "daily",
    "insured",
    "leased",
    "night",
    "on-site",
    "outsourced",
    "shared",
)

REVIEWS_UNTIL = dt.date(2026, 10, 30)


class Entity(NamedTuple):
    """One file to be.

    Attributes:
        path: Where it lies, from the root of the repository.
        content: The whole content.
    """

    path: str
    content: dict[str, Value]


class Author:
    """Writes entities; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._number = 0

    def prose(self, sentences: int) -> str:
        """Some sentences that fit anything."""
        return " ".join(self.random.sample(_SENTENCES, sentences))

    def entity(
        self, kind: str, name: str, title: str, spec: Mapping[str, Value], **metadata: Value
    ) -> Entity:
        """An entity that is not owned."""
        self._number += 1
        head: dict[str, Value] = {"name": name, "title": title, **metadata}
        content: dict[str, Value] = {"apiVersion": "itsm/v1", "kind": kind, "metadata": head, "spec": spec}
        return Entity(KINDS[kind].path_of(name), content)

    def owned(
        self,
        kind: str,
        name: str,
        title: str,
        owner: str,
        spec: Mapping[str, Value],
        *,
        sentences: int = 2,
    ) -> Entity:
        """An entity with owner, reviews, identifiers and labels."""
        reviewed = REVIEWS_UNTIL - dt.timedelta(days=self.random.randrange(210))
        return self.entity(
            kind,
            name,
            title,
            {
                "owner": owner,
                **spec,
                "lastReview": reviewed.isoformat(),
                "nextReview": (reviewed + dt.timedelta(days=340)).isoformat(),
            },
            description=self.prose(sentences),
            tags=self.random.sample(_TAGS, 3),
            labels={"cost-centre": f"cc-{self.random.randrange(1000, 9999)}", "wave": f"w{self._number % 7}"},
            links=[{"title": "Handbook", "url": f"https://intranet.branches.example/handbook/{name}"}],
            annotations={"notes.example/last-audit": self.prose(1)},
            externalIds={"servicenow": f"{self.random.getrandbits(96):024x}{self._number:08x}"},
        )
