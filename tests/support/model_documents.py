"""Hypothesis strategies for files of every kind: valid ones, and ones with something wrong in them."""

from __future__ import annotations

import copy
import functools
import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from itsm_as_code.document import parse
from itsm_as_code.model.examples import example
from itsm_as_code.model.schema import schemas

Json = Any

ODD: tuple[Json, ...] = (
    None,
    True,
    False,
    0,
    1,
    1.0,
    2.5,
    -1,
    5,
    6,
    99.9,
    100,
    10**12,
    10**400,
    "",
    " ",
    "\n",
    "a",
    "a\n",
    " a",
    "1",
    "true",
    "A-b",
    "a--b",
    "-a",
    "a" * 63,
    "a" * 64,
    "service:a",
    "service:a/b",
    "user:Ana.Ruiz",
    "user:",
    "ci:a\n",
    "a/b",
    "all",
    "4h",
    "4h00m",
    "0m",
    "1d",
    "6mo",
    "2027-02-28",
    "2027-02-30",
    "2027-13-01",
    "2027-02-28T24:00",
    "2027-02-28T23:59",
    "08:00-24:00",
    "24:00-08:00",
    "FREQ=DAILY",
    "FREQ=NEVER",
    "12.50",
    "-1",
    "EUR",
    "https://example.com",
    "ftp://example.com",
    "a@example.com",
    "mon-fri",
    "é",
    "\u2003",
    [],
    ["a"],
    [1],
    {},
    {"a": 1},
    {"name": "a"},
)
"""Values at and beyond the edges of what fields take."""


@functools.cache
def schema(name: str) -> Json:
    """A generated schema, read back from its bytes."""
    return json.loads(schemas()[f"{name}.schema.json"])


@functools.cache
def example_document(name: str) -> Json:
    """The example of a kind, or of the settings, as a value."""
    return parse(example(name).encode()).value


@functools.cache
def matching(name: str) -> SearchStrategy[Json]:
    """Files made from the schema; most break no more than a constraint between fields."""
    return _Builder(schema(name)).of(schema(name))


@st.composite
def files(draw: DrawFn, name: str) -> Json:
    """Files of a kind: the example or one made from the schema, with up to three things changed in it."""
    base = draw(st.just(example_document(name)) | matching(name))
    value = copy.deepcopy(base)
    for _ in range(draw(st.integers(0, 3))):
        _change(draw, value)
    return value


def _change(draw: DrawFn, value: Json) -> None:
    """Replace, remove, add or misspell something somewhere below the value."""
    places = _places(value)
    if not places:
        return
    holder, key = draw(st.sampled_from(places))
    what = draw(st.sampled_from(("replace", "replace", "replace", "remove", "add", "misspell", "repeat")))
    odd = copy.deepcopy(draw(st.sampled_from(ODD)))
    if what == "remove":
        del holder[key]
    elif isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]) if what == "repeat" else odd)
    elif what == "replace":
        holder[key] = odd
    elif what == "add":
        holder[draw(st.sampled_from(("name", "per", "always", "manual", "bogus", "mon", "priority")))] = odd
    elif what == "misspell":
        holder[key.upper()] = holder.pop(key)


def _places(value: Json) -> list[tuple[Json, Json]]:
    """Every key and index below the value, with the mapping or list that holds it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    found = [(value, key) for key in keys]
    for key in keys:
        found += _places(value[key])
    return found


class _Builder:
    """Strategies for what a schema describes."""

    def __init__(self, document: Json) -> None:
        self.definitions = document["$defs"]
        self.built: dict[str, SearchStrategy[Json]] = {}

    def of(self, node: Json) -> SearchStrategy[Json]:
        if "$ref" in node:
            return self.definition(node["$ref"].rpartition("/")[2])
        if "const" in node:
            return st.just(node["const"])
        if "enum" in node:
            return st.sampled_from(node["enum"])
        if "anyOf" in node and "type" not in node:
            return st.one_of([self.of(option) for option in node["anyOf"]])
        build = {
            "string": self.text,
            "integer": self.number,
            "number": self.number,
            "boolean": lambda _: st.booleans(),
            "array": self.items,
            "object": self.mapping,
        }
        return build[node["type"]](node) if "type" in node else st.sampled_from((1, "a", [True]))

    def definition(self, name: str) -> SearchStrategy[Json]:
        if name not in self.built:
            self.built[name] = self.of(self.definitions[name])
        return self.built[name]

    def text(self, node: Json) -> SearchStrategy[Json]:
        found = st.from_regex(node.get("pattern", ""), fullmatch=node.get("pattern", "").startswith("^"))
        return found.filter(lambda text: len(text) <= node.get("maxLength", 100))

    def number(self, node: Json) -> SearchStrategy[Json]:
        low = node.get("minimum", node.get("exclusiveMinimum"))
        high = node.get("maximum", node.get("exclusiveMaximum"))
        edges = st.sampled_from((low, high))
        if node["type"] == "integer":
            return st.integers(low, min(high, 20)) | edges
        return st.integers(low, high) | st.floats(low, high) | edges

    def items(self, node: Json) -> SearchStrategy[Json]:
        return st.lists(self.of(node["items"]), max_size=2)

    def mapping(self, node: Json) -> SearchStrategy[Json]:
        if "properties" not in node:
            keys = self.of(node["propertyNames"]) if "propertyNames" in node else st.just("a")
            extra = node.get("additionalProperties")
            return st.dictionaries(keys, self.of(extra) if extra else st.just("a"), max_size=2)
        fields = {name: self.of(field) for name, field in node["properties"].items()}
        required = {name: fields.pop(name) for name in node.get("required", ())}
        return st.fixed_dictionaries(required, optional=fields)
