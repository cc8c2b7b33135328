"""What several rules ask of a catalogue, or of a record, is found once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from itsm_as_code.catalog import reads
from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.reads import Reads
from itsm_as_code.catalog.records import Record

P = ParamSpec("P")
T = TypeVar("T")


R = TypeVar("R", bound=Record[Any])


def fact(function: Callable[[R], T]) -> Callable[[R], T]:
    """Remember what a function finds in each record.

    As `derived`, for what many judgements ask of one entity and of nothing else.
    """

    @functools.wraps(function)
    def remembered(record: R) -> Any:
        reader = reads.current
        if reader is not None and reader.subject is record.path:
            reader = None  # a judgement may read its own subject
        known = record.memory.get(function)
        if known is None or (reader is not None and known[1] is None):
            read = Reads() if reader is not None else None
            with reads.collected(read):
                known = (function(record), read)
            record.memory[function] = known
        found: Any
        found, read = known
        if reader is not None and read is not None:
            reader.include(read)
        return found

    return cast("Callable[[R], T]", remembered)


def derived(function: Callable[Concatenate[Catalog, P], T]) -> Callable[Concatenate[Catalog, P], T]:
    """Remember what a function finds in each catalogue.

    For what many judgements ask in the same words: an index, a closure, the figures of a service. A cache of
    any other sort would hide from a lint what its rules have read, so that a later one would miss a change.

    Args:
        function: Its arguments beside the catalogue can be hashed. What it gives is never changed by those
            who get it, and is no iterator.
    """

    @functools.wraps(function)
    def remembered(catalog: Catalog, *args: P.args, **kwargs: P.kwargs) -> Any:
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
        found: Any
        found, read = known
        if reader is not None and read is not None:
            reader.include(read)
        return found

    return cast("Callable[Concatenate[Catalog, P], T]", remembered)
