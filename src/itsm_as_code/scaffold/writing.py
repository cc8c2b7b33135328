"""The file of a new entity, as people would write it: each field with its meaning, and what else there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from itsm_as_code import text as words
from itsm_as_code.document import parse
from itsm_as_code.document.formatting import formatted
from itsm_as_code.document.scalars import WIDTH
from itsm_as_code.document.values import inline, lines
from itsm_as_code.errors import UserError
from itsm_as_code.model.examples import example
from itsm_as_code.model.kinds import Kind
from itsm_as_code.model.order import order_of
from itsm_as_code.model.structure import FieldNode, Words, summary
from itsm_as_code.model.vocabulary import API_VERSION
from itsm_as_code.scaffold.fields import metadata_model, spec_model
from itsm_as_code.scaffold.gaps import ordered

_ASIDE = re.compile(r" \([^()]*\)")
"""What stands in brackets in a description: standards, and the forms that editors know."""

_SAMPLE = 36
"""Characters of a field with its sample at most."""


def text_of(kind: Kind, value: Mapping[str, Any], schema: str | None) -> str:
    """The file of an entity.

    Args:
        kind: The kind.
        value: What the file says.
        schema: The path of the schema as seen from the file, where there is one.

    Raises:
        UserError: When it says something that no file may hold, such as a control character.
    """
    found = [f"# yaml-language-server: $schema={schema}"] if schema else []
    found += [f"# {summary(kind.entity)}", f"apiVersion: {API_VERSION}", f"kind: {kind.name}"]
    for part, model in (("metadata", metadata_model(kind)), ("spec", spec_model(kind))):
        found.append(f"{part}:")
        for each in ordered(model):
            if each.name in value[part]:
                found += _entry(each, value[part][each.name], explained=part == "spec")
    found += _others(kind, value["spec"])
    text = "\n".join(found) + "\n"
    for problem in parse(text.encode("utf-8", "surrogatepass")).problems:
        raise UserError(f"{problem.message}.", problem.help)
    text = formatted(text, order_of(kind))
    assert parse(text.encode()).value == value
    return text


def _entry(field: FieldNode, value: Any, *, explained: bool) -> list[str]:
    """A field with its value, and its meaning behind it where there is room."""
    spread = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    head, *rest = lines(f"{field.name}:", value, 2, spread=spread)
    first = f"  {head}"
    meaning = f"  # {field.description}"
    if explained and len(first) + len(meaning) <= WIDTH and not head.endswith((">", ">-", "|", "|-")):
        first += meaning
    return [first, *rest]


def _others(kind: Kind, present: Mapping[str, Any]) -> Iterator[str]:
    """The fields that are left out, each on a line of its own, with a sample and its meaning."""
    left = [each for each in ordered(spec_model(kind)) if each.name not in present]
    if not left:
        return
    value = parse(example(kind.short).encode()).value or {}
    samples = value.get("spec", {})
    rows = [(f"{each.name}: {_sample(each, samples)}", _ASIDE.sub("", each.description)) for each in left]
    width = min(max(len(row) for row, _ in rows), _SAMPLE) + 2
    yield "  # What else can be said. Take the sign off a line, and put your own value in."
    for row, description in rows:
        line = f"  # {row:<{width}}# {description}"
        yield words.shortened(line, WIDTH)


def _sample(field: FieldNode, samples: Mapping[str, Any]) -> str:
    """A value that the field could have, on one line."""
    value = samples.get(field.name, field.default)
    if value is None and isinstance(field.node, Words):
        value = field.node.words[0]
    shown = inline(value) if value is not None else "…"
    if len(field.name) + 2 + len(shown) <= _SAMPLE:
        return shown
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else "…"
