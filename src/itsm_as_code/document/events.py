"""The one door to the YAML parser: libyaml's events through PyYAML.

The pure Python parser of PyYAML is no substitute: it is thirty times slower and differs in detail, so that
two machines would judge one file differently.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from itsm_as_code.errors import UserError

try:
    from yaml._yaml import CParser
except ImportError as error:  # pragma: no cover (every wheel of PyYAML has it)
    raise UserError(
        "PyYAML is installed without its C parser.",
        hint="Run 'pip install --force-reinstall --only-binary :all: pyyaml'.",
    ) from error

__all__ = [
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "end_of",
    "events_of",
    "start_of",
]

Event = Any
"""An event of PyYAML; its marks are `yaml._yaml.Mark`, which counts index and column in code points."""


def events_of(text: str) -> Callable[[], Event]:
    """What gives the next event of `text` at each call, and raises `YAMLError` where it cannot be read.

    A last line without its line feed gets one: libyaml would drop blanks at the end of a block scalar.
    """
    get: Callable[[], Event] = CParser(text if text.endswith("\n") else f"{text}\n").get_event
    return get


def start_of(event: Event) -> int:
    """The index, in code points, at which an event's text begins."""
    index: int = event.start_mark.index
    return index


def end_of(event: Event) -> int:
    """The index, in code points, after an event's text."""
    index: int = event.end_mark.index
    return index
