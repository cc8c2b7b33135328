"""The reference of kinds for the documentation: one page per kind, one for the settings, one for all.

Everything is derived from the model, so the pages cannot say anything else than the model does.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.model.base import Model, alias_of
from itsm_as_code.model.common import Metadata
from itsm_as_code.model.examples import example
from itsm_as_code.model.formats import Format
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.schema import NOT_IN_SCHEMA
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.structure import (
    Either,
    FieldNode,
    ListOf,
    MapOf,
    Nested,
    Node,
    Scalar,
    fields_of,
    summary,
)
from itsm_as_code.model.wording import default, sentence, takes

_NOTE = "<!-- Generated from the model; do not edit. -->"


def pages() -> dict[str, bytes]:
    """Every page by its file name."""
    found = {f"{kind.short}.md": _kind_page(kind) for kind in KINDS.values()}
    found["settings.md"] = _settings_page()
    found["index.md"] = _index()
    return {name: "\n".join(lines).encode() + b"\n" for name, lines in found.items()}


def _index() -> list[str]:
    rows = [
        f"| [{kind.name}]({kind.short}.md) | `{kind.short}` | `{kind.pattern}` "
        f"| {'yes' if kind.owned else 'no'} | {kind.visibility} |"
        for kind in KINDS.values()
    ]
    unsaid = [f"| {entry.check} | {entry.where} | {entry.rule} |" for entry in NOT_IN_SCHEMA]
    return [
        "# Kinds",
        "",
        _NOTE,
        "",
        "Every fact is an entity: one YAML file, one document, one entity of one of these kinds. Each page "
        "lists every field of the kind, what it takes and what it means. [Settings](settings.md) describes "
        "`itsm.yaml`.",
        "",
        "| Kind | In references | File | Needs an owner | Visible to, unless it says otherwise |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
        "## Fields of `metadata`",
        "",
        *_table(Nested(Metadata)),
        "",
        "## Values",
        "",
        "| What is expected | How to write it |",
        "| --- | --- |",
        *_values(),
        "",
        "## What the JSON Schemas cannot say",
        "",
        "The schemas in `schema/` let an editor check and complete the files. What they cannot express, "
        "`itsm lint` checks after them.",
        "",
        "| It has to hold that | Where | Rule |",
        "| --- | --- | --- |",
        *unsaid,
    ]


def _kind_page(kind: Kind) -> list[str]:
    return [
        f"# {kind.title}",
        "",
        _NOTE,
        "",
        summary(kind.entity),
        "",
        f"File: `{kind.pattern}` · in references: `{kind.ref_of('<name>')}` · visible to: {kind.visibility}",
        "",
        "## Example",
        "",
        *_fenced(example(kind.short)),
        "",
        "## Fields of `spec`",
        "",
        *_table(fields_of(kind.entity)["spec"].node),
        "",
        "See also: the [metadata](index.md#fields-of-metadata) of every kind, and "
        "[how values are written](index.md#values).",
    ]


def _settings_page() -> list[str]:
    return [
        "# Settings",
        "",
        _NOTE,
        "",
        f"{summary(Settings)} File: `itsm.yaml` at the root.",
        "",
        "## Example",
        "",
        *_fenced(example("settings")),
        "",
        "## Fields",
        "",
        *_table(Nested(Settings)),
    ]


def _fenced(text: str) -> list[str]:
    return ["```yaml", *text.rstrip("\n").split("\n"), "```"]


def _table(node: Node) -> list[str]:
    """The fields below `node`, nested ones under their whole path, then what binds them together."""
    rows = list(_rows(node, ""))
    bonds = list(_bonds(node, ""))
    lines = ["A field marked * cannot be left out.", "", "| Field | Takes | Default | Meaning |"]
    lines += ["| --- | --- | --- | --- |", *rows]
    return [*lines, "", *(f"- {bond}" for bond in bonds)] if bonds else lines


def _rows(node: Node, path: str) -> Iterator[str]:
    for model, prefix in _models(node, path):
        for field in _ordered(model):
            here = f"{prefix}{field.name}"
            mark = " *" if field.required else ""
            cells = (
                f"`{here}`{mark}",
                takes(field.node),
                default(field),
                field.description.replace(" (Markdown)", ""),
            )
            yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
            yield from _rows(field.node, here)


def _ordered(model: type[Model]) -> list[FieldNode]:
    """The owner first, then the model's own fields, then those that it shares with others."""
    own = {alias_of(name) for name in model.__annotations__}
    return sorted(fields_of(model).values(), key=lambda field: (field.name != "owner", field.name not in own))


def _values() -> list[str]:
    """Every form of text that some field takes, in alphabetical order."""
    forms = {node.form for node in _all_nodes() if isinstance(node, Scalar) and isinstance(node.form, Format)}
    rows = {form.phrase: form.example for form in forms if not form.phrase.startswith("text")}
    return [f"| {phrase} | {rows[phrase].replace('|', '&#124;')} |" for phrase in sorted(rows)]


def _all_nodes() -> Iterator[Node]:
    for kind in KINDS.values():
        yield from _nodes(Nested(kind.entity))
    yield from _nodes(Nested(Settings))


def _nodes(node: Node) -> Iterator[Node]:
    """The node and every node below it."""
    yield node
    match node:
        case Nested(model):
            below = [field.node for field in fields_of(model).values()]
        case ListOf(item):
            below = [item]
        case MapOf(key, value):
            below = [key, value]
        case Either(options):
            below = list(options)
        case _:
            below = []
    for each in below:
        yield from _nodes(each)


def _bonds(node: Node, path: str) -> Iterator[str]:
    for model, prefix in _models(node, path):
        for constraint in model.constraints:
            yield sentence(constraint, prefix)
        for field in fields_of(model).values():
            yield from _bonds(field.node, f"{prefix}{field.name}")


def _models(node: Node, path: str) -> Iterator[tuple[type[Model], str]]:
    """The models directly below `node`, each with what stands before its fields."""
    match node:
        case Nested(model):
            yield model, f"{path}." if path else ""
        case ListOf(item):
            yield from _models(item, f"{path}[]")
        case MapOf(_, value):
            yield from _models(value, f"{path}.<key>")
        case Either(options):
            for option in options:
                yield from _models(option, path)
        case _:
            return
