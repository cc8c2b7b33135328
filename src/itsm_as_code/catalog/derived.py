"""What several rules ask of a catalogue is computed once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

from itsm_as_code.catalog import reads
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.reads import Reads

P = ParamSpec("P")
T = TypeVar("T")


def derived(function: Callable[Concatenate[Catalog, P], T]) -> Callable[Concatenate[Catalog, P], T]:
    """Remember what a function finds in each catalogue.

    For what many judgements ask in the same words: an index, a closure, the figures of a service. A cache of
    any other sort would hide from a lint what its rules have read, so that a later one would miss a change.

    Args:
        function: Its arguments beside the catalogue can be hashed. What it gives is never changed by those
            who get it, and is no iterator.
    """

    @functools.wraps(function)
    def remembered(catalog: Catalog, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, args, tuple(kwargs.items())) if kwargs else (function, args)
        known = catalog.memory.get(key)
        reader = reads.current
        if known is None or (reader is not None and known[1] is None):
            read = Reads() if reader is not None else None
            with reads.collected(read):
                known = (function(catalog, *args, **kwargs), read)
            if read is not None:
                read.condense()
            catalog.memory[key] = known
        found, read = known
        if reader is not None and read is not None:
            reader.include(read)
        return cast("T", found)

    return cast("Callable[Concatenate[Catalog, P], T]", remembered)
