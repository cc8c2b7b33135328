"""The made-up organisation as files."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from bench import core
from bench.branch import SIZE, Branch
from bench.layout import document
from bench.words import Author, Entity

SEED = 20261120
SMALLEST = 300
"""The fewest entities that make an organisation with a branch or two."""

_SETTINGS = """\
apiVersion: itsm/v1
kind: Settings
target: main
gate:
  host: github
  owners: [role:change-manager, role:it-director]
waivers: {longest: 180d}
site: {title: Branches, audience: internal}
"""


def entities(size: int, seed: int = SEED) -> Iterator[Entity]:
    """An organisation of exactly so many entities; what no whole branch fills, words of the lexicon do.

    Args:
        size: How many, at least `SMALLEST`.
        seed: The same seed gives the same bytes.
    """
    if size < SMALLEST:
        raise ValueError(f"an organisation has at least {SMALLEST} entities")
    author = Author(seed)
    once = sum(1 for _ in core.entities(Author(seed), 1))
    branches = (size - once) // SIZE
    every = itertools.chain(
        core.entities(author, branches),
        *(Branch(author, number).entities() for number in range(1, branches + 1)),
        (core.term(author, f"word-{number:05}", f"Word {number}") for number in itertools.count(1)),
    )
    return itertools.islice(every, size)


def files(size: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Path and text of each file, `itsm.yaml` first."""
    yield "itsm.yaml", _SETTINGS
    for entity in entities(size, seed):
        yield entity.path, document(entity.content)


def write(root: Path, size: int, seed: int = SEED) -> None:
    """Write the files below a folder that is there."""
    folders: set[Path] = set()
    for path, text in files(size, seed):
        file = root / path
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_text(text, encoding="utf-8", newline="\n")
