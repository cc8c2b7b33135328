"""One entity with all its relations, both ways, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.graph import Link, neighbours
from itsm_as_code.finding import Location
from itsm_as_code.report import cells, prose
from itsm_as_code.report.json import location_object
from itsm_as_code.report.style import Style, Tone
from itsm_as_code.text import printable

_AnyRecord = Record[Any]
_LINE = 100
"""Cells of a line of prose at most."""

_TITLE = 40
"""Cells of a title beside its reference at most."""


def render_text(catalog: Catalog, record: _AnyRecord, style: Style, width: int) -> str:
    """The entity as people read it: what it is, what its file says, and how it hangs together with others."""
    title = style.paint(printable(record.title), Tone.STRONG)
    value = record.document.value or {}
    metadata = value.get("metadata")
    description = metadata.get("description") if isinstance(metadata, dict) else None
    lines = [
        f"{title}  {style.paint(printable(record.ref), Tone.CODE)}",
        f"{record.kind.title} in {style.paint(printable(record.path), Tone.FAINT)}",
    ]
    if isinstance(description, str):
        lines += ["", *prose.render(_safe(description), style, min(width, _LINE))]
    facts = list(_facts(_own(value.get("spec"), record), style, min(width, _LINE)))
    if facts:
        lines += ["", *facts]
    relations = list(_relations(catalog, record, style))
    if relations:
        lines += ["", *relations]
    return "\n".join(lines) + "\n"


def _safe(markdown: str) -> str:
    return "\n".join(printable(line) for line in markdown.split("\n"))


def _own(spec: Any, record: _AnyRecord) -> dict[str, Any]:
    """The facts that are not told by the relations: fields that hold more than references."""
    if not isinstance(spec, dict):
        return {}
    references = {reference.field for reference in record.references}

    def told(name: str, value: Any) -> bool:
        path = ("spec", name)
        items = [(*path, index) for index in range(len(value))] if isinstance(value, list) else [path]
        return bool(items) and references.issuperset(items)

    return {name: value for name, value in spec.items() if not told(name, value)}


def _facts(value: Mapping[str, Any], style: Style, width: int, indent: int = 0) -> Iterator[str]:
    """Fields and values, aligned; what does not fit on one line goes below its field."""
    names = {name: text.printable(str(name)) for name in value}
    room = max((cells.width(name) for name in names.values()), default=0)
    for name, item in value.items():
        label = " " * indent + style.paint(cells.padded(names[name], room), Tone.FAINT)
        start = indent + room + 2
        line = _flow(item)
        if isinstance(item, str):
            first, *rest = prose.render(_safe(item), style, max(width - start, 30)) if item else ("",)
            yield f"{label}  {first}".rstrip()
            yield from ((" " * start + more).rstrip() for more in rest)
        elif start + cells.width(line) <= width or not isinstance(item, dict | list):
            yield f"{label}  {line}"
        elif isinstance(item, dict):
            yield " " * indent + style.paint(names[name], Tone.FAINT)
            yield from _facts(item, style, width, indent + 2)
        else:
            yield from _items(item, label, start, style, width)


def _items(items: Sequence[Any], label: str, start: int, style: Style, width: int) -> Iterator[str]:
    for index, item in enumerate(items):
        head = label if index == 0 else " " * (start - 2)
        first, *rest = prose.render(
            f"- {_safe(item) if isinstance(item, str) else _flow(item)}", style, width - start
        )
        yield f"{head}{first}"
        yield from (" " * (start - 2) + more for more in rest)


def _flow(value: Any) -> str:
    """A value on one line, as an author would write it."""
    if isinstance(value, dict):
        return ", ".join(f"{printable(str(name))}: {_nested(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(_nested(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return printable("nothing" if value is None else str(value))


def _nested(value: Any) -> str:
    return f"({_flow(value)})" if isinstance(value, dict | list) else _flow(value)


def _relations(catalog: Catalog, record: _AnyRecord, style: Style) -> Iterator[str]:
    """The entities at the other end of each relation: those that this file names, then those that name it."""
    sides = {True: list[list[str]](), False: list[list[str]]()}
    for (outgoing, phrase), named in _grouped(catalog, record).items():
        for index, (ref, links) in enumerate(named.items()):
            title = cells.clipped(printable(_title(catalog, ref)), _TITLE)
            places = printable(_places(catalog, record, links))
            sides[outgoing].append(["" if index else phrase, printable(ref), title, places])
    rows = [row for side in sides.values() for row in side]
    rooms = [max(map(cells.width, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        if 0 < number == len(sides[True]):
            yield ""
        label, ref, title, places = map(cells.padded, row, rooms)
        yield (
            f"{style.paint(label, Tone.STRONG)}  {style.paint(ref, Tone.CODE)}  {title}  "
            f"{style.paint(places.rstrip(), Tone.FAINT)}"
        )


def _grouped(catalog: Catalog, record: _AnyRecord) -> dict[tuple[bool, str], dict[str, list[Link]]]:
    """The relations by direction and phrase, and then by the entity at the other end."""
    groups: dict[tuple[bool, str], dict[str, list[Link]]] = {}
    for link in neighbours(catalog, record.ref):
        named = groups.setdefault((link.holder == record.ref, link.phrase), {})
        named.setdefault(link.other, []).append(link)
    return groups


def _places(catalog: Catalog, record: _AnyRecord, links: Sequence[Link]) -> str:
    """Where the relation is written: the lines of this file, or of another that is named."""
    places = [_place(catalog, record, link) for link in links]
    lines = ", ".join(str(place.span.start_line) for place in places if place.span)
    if links[0].holder == record.ref:
        return f"line {lines}" if len(places) == 1 else f"lines {lines}"
    return f"{places[0].path}:{lines}"


def _title(catalog: Catalog, ref: str) -> str:
    other = catalog.get(ref)
    if other is not None:
        return other.title
    return "(built in)" if catalog.exists(ref) else "(not in the catalogue)"


def _place(catalog: Catalog, record: _AnyRecord, link: Link) -> Location:
    """Where the relation is written."""
    holder = record if link.holder == record.ref else catalog.records[link.holder]
    return Location(holder.path, holder.document.span(link.field))


def render_json(catalog: Catalog, record: _AnyRecord) -> str:
    """The entity as one JSON object: where it is, its file's content as it stands, and its relations."""
    content = {
        "apiVersion": "itsm/v1",
        "kind": "EntityView",
        "ref": record.ref,
        "title": record.title,
        "path": record.path,
        "content": record.document.value,
        "relations": [_relation(catalog, record, link) for link in neighbours(catalog, record.ref)],
    }
    return json.dumps(content, indent=2) + "\n"


def _relation(catalog: Catalog, record: _AnyRecord, link: Link) -> dict[str, object]:
    other = catalog.get(link.other)
    return {
        "relation": link.phrase,
        "ref": link.other,
        "title": other.title if other else None,
        "direction": "outgoing" if link.holder == record.ref else "incoming",
        "field": text.field_path(link.field),
        **location_object(_place(catalog, record, link)),
    }
