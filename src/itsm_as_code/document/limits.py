"""How big a file may be; bounded before anything recurses."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 1024 * 1024
"""Largest file, in bytes."""

MAX_DEPTH: Final = 32
"""Collections inside one another, the root mapping being the first."""

MAX_NODES: Final = 100_000
"""Keys, scalars, mappings and sequences in one file."""

MOST_PROBLEMS: Final = 100
"""Problems of one kind that are reported one by one in one file."""
