"""JSON Schemas of the model (draft 2020-12), for editors and for other tools.

They say what the models say, in bytes that depend on the models alone. What they cannot say is listed in
`NOT_IN_SCHEMA`; patterns are ECMAScript's, in which `$` matches only at the very end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.model.approvals import Approvals
from itsm_as_code.model.base import Model
from itsm_as_code.model.formats import Format
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.structure import (
    Anything,
    Either,
    FieldNode,
    Flag,
    ListOf,
    MapOf,
    Nested,
    Node,
    Referring,
    Scalar,
    Words,
    fields_of,
    summary,
)
from itsm_as_code.model.vocabulary import API_VERSION

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_COMMENT = "Generated from the model of itsm; do not edit."
_PLAIN_TEXTS = frozenset({"text", "text on one line"})


class Unsaid(NamedTuple):
    """A check that JSON Schema cannot express.

    Attributes:
        check: What has to hold.
        where: The fields or values concerned.
        rule: The code of the rule that reports it.
    """

    check: str
    where: str
    rule: str


NOT_IN_SCHEMA: tuple[Unsaid, ...] = (
    Unsaid("The day exists: 2027-02-30 does not.", "every date, and every date and time", "SCH006"),
    Unsaid("The recurrence rule can be read (RFC 5545).", "`rrule` of a Calendar", "SCH006"),
    Unsaid(
        "No two items of the list have one name.",
        "`topics`, `offerings`, `activities`, `kpis`, `rules`, `variables`",
        "SCH005",
    ),
    Unsaid("The time zone exists (IANA).", "`timezone`", "CAL001"),
    Unsaid("Periods of a day end after they start and do not overlap.", "hours of every kind", "CAL001"),
    Unsaid("The recurrence happens at least once.", "`rrule` of a Calendar", "CAL001"),
    Unsaid("The entity that a reference names exists.", "every reference", "REF001"),
    Unsaid(
        "The name is that of the file, and the kind that of the folder.", "`metadata.name`, `kind`", "REF003"
    ),
)
"""What is checked after the schema, and by which rule."""


def json_schema(kind: Kind) -> Schema:
    """The schema of the files of one kind."""
    return _document(f"{kind.short}.schema.json", kind.title, kind.entity)


def settings_schema() -> Schema:
    """The schema of `itsm.yaml`."""
    return _document("settings.schema.json", "Settings", Settings)


def approvals_schema() -> Schema:
    """The schema of the approvals that `itsm plan` is given."""
    return _document("approvals.schema.json", "Approvals", Approvals)


def entity_schema() -> Schema:
    """The schema of a file of any kind: its `kind` chooses the rest."""
    definitions: dict[str, Schema] = {}
    choices: list[Schema] = []
    for kind in KINDS.values():
        definitions |= _definitions(kind.entity)
        chosen: Schema = {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]}
        choices.append({"if": chosen, "then": {"$ref": f"#/$defs/{kind.name}"}})
    return {
        "$schema": DIALECT,
        "$id": "entity.schema.json",
        "$comment": _COMMENT,
        "title": "Entity",
        "description": "A file of the repository: one entity of any kind.",
        "type": "object",
        "properties": {
            "apiVersion": {"const": API_VERSION, "description": "The version of this vocabulary."},
            "kind": {"enum": list(KINDS), "description": "The kind of entity."},
        },
        "required": ["apiVersion", "kind"],
        "allOf": choices,
        "$defs": definitions,
    }


def schemas() -> dict[str, bytes]:
    """Every published schema of the model by its file name."""
    found = {f"{kind.short}.schema.json": json_schema(kind) for kind in KINDS.values()}
    found["entity.schema.json"] = entity_schema()
    found["settings.schema.json"] = settings_schema()
    found["approvals.schema.json"] = approvals_schema()
    return {name: _bytes(schema) for name, schema in found.items()}


def _bytes(schema: Schema) -> bytes:
    return f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n".encode()


def _document(identifier: str, title: str, model: type[Model]) -> Schema:
    definitions = _definitions(model)
    top = definitions.pop(model.__name__)
    head: Schema = {"$schema": DIALECT, "$id": identifier, "$comment": _COMMENT, "title": title}
    return {**head, **top, "$defs": definitions}


def _definitions(model: type[Model]) -> dict[str, Schema]:
    """The schemas of a model and of every model below it, by class name."""
    found: dict[str, Schema] = {}
    waiting = [model]
    while waiting:
        current = waiting.pop(0)
        if current.__name__ not in found:
            found[current.__name__] = _mapping(current)
            waiting += [below for field in fields_of(current).values() for below in _models(field.node)]
    return found


def _models(node: Node) -> Iterator[type[Model]]:
    match node:
        case Nested(model):
            yield model
        case ListOf(item):
            yield from _models(item)
        case MapOf(_, value):
            yield from _models(value)
        case Either(options):
            for option in options:
                yield from _models(option)
        case _:
            return


def _mapping(model: type[Model]) -> Schema:
    fields = fields_of(model).values()
    schema: Schema = {
        "description": summary(model),
        "type": "object",
        "properties": {field.name: _field(field) for field in fields},
        "additionalProperties": False,
    }
    if required := [field.name for field in fields if field.required]:
        schema["required"] = required
    if model.constraints:
        schema["allOf"] = [constraint.json() for constraint in model.constraints]
    return schema


def _field(field: FieldNode) -> Schema:
    schema = {"description": _described(field), **_value(field.node)}
    if field.default is not None:
        schema["default"] = field.default
    return schema


def _described(field: FieldNode) -> str:
    """The description with the form to write, where the field's name does not give it away."""
    node = field.node.item if isinstance(field.node, ListOf) else field.node
    form = node.reference.format if isinstance(node, Referring) else None
    if isinstance(node, Scalar) and isinstance(node.form, Format) and node.form.phrase not in _PLAIN_TEXTS:
        form = node.form
    if form is None:
        return field.description
    return f"{field.description} {form.phrase[0].upper()}{form.phrase[1:]}: {form.example}."


def _value(node: Node) -> Schema:
    match node:
        case ListOf(item, least):
            found: Schema = {"type": "array", "items": _value(item)}
            return {**found, "minItems": least} if least else found
        case MapOf(key, value):
            return {"type": "object", "propertyNames": _value(key), "additionalProperties": _value(value)}
        case Nested(model):
            return {"$ref": f"#/$defs/{model.__name__}"}
        case Either(options):
            return {"anyOf": [_value(option) for option in options]}
        case _:
            return _leaf(node)


def _leaf(node: Scalar | Referring | Words | Flag | Anything) -> Schema:
    match node:
        case Scalar(form):
            return form.json()
        case Referring(reference):
            return reference.format.json()
        case Words(words):
            return {"const": words[0]} if len(words) == 1 else {"enum": list(words)}
        case Flag():
            return {"type": "boolean"}
        case Anything(mapping):
            return {"type": "object"} if mapping else {}
