"""Plain values as YAML text, laid out as people lay it out: short things on one line, long texts folded."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]

_WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.;()'/%@+:_-]*")
_LOOKS_OTHERWISE = re.compile(r"[0-9.]+|true|false|null|.*(: |:$|[ ,:]$).*")
_FLOW_SIGNS = frozenset(",[]{}")


def document(value: Mapping[str, Value]) -> str:
    """A whole file."""
    return "\n".join(_mapping(value, 0)) + "\n"


def _mapping(value: Mapping[str, Value], indent: int) -> Iterator[str]:
    for key, item in value.items():
        yield from _entry(f"{' ' * indent}{key}:", item, indent)


def _entry(head: str, value: Value, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        line = f"{head} {_scalar(value)}"
        if len(line) <= _WIDTH:
            yield line
        else:
            yield f"{head} >-"
            margin = " " * (indent + 2)
            yield from textwrap.wrap(value, _WIDTH, initial_indent=margin, subsequent_indent=margin)
        return
    line = f"{head} {_flow(value)}"
    if len(line) <= _WIDTH and (not isinstance(value, Mapping) or len(value) <= 3):
        yield line
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + 2)
    elif isinstance(value, Sequence):
        yield head
        for item in value:
            yield from _item(item, indent + 2)
    else:
        yield line


def _item(value: Value, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    flow = f"{dash} {_flow(value)}"
    if isinstance(value, Mapping) and len(flow) > _WIDTH:
        first, *rest = _mapping(value, indent + 2)
        yield f"{dash} {first.lstrip()}"
        yield from rest
    elif isinstance(value, str):
        yield from _entry(dash, value, indent)
    else:
        yield flow


def _flow(value: Value) -> str:
    if isinstance(value, str):
        written = _scalar(value)
        return json.dumps(value) if _FLOW_SIGNS & set(written) and written[0] != '"' else written
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value)


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and not _LOOKS_OTHERWISE.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=False)
