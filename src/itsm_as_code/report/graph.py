"""A neighbourhood as a drawing: Mermaid, DOT (Graphviz) and JSON."""

from __future__ import annotations

import json

from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.neighbourhood import Neighbourhood
from itsm_as_code.text import printable


def render_mermaid(catalog: Catalog, graph: Neighbourhood) -> str:
    """A Mermaid flowchart, what rests on others above them."""
    lines = ["flowchart TD"]
    for ref in graph.nodes:
        label = "<br/>".join(map(_mermaid_text, _label(catalog, ref)))
        lines.append(f'    {_identifier(ref)}["{label}"]')
    lines += [
        f'    {_identifier(edge.above)} -->|"{_mermaid_text(edge.phrase)}"| {_identifier(edge.below)}'
        for edge in graph.edges
    ]
    lines.append(f"    style {_identifier(graph.start)} stroke-width:3px")
    return "\n".join(lines) + "\n"


def _identifier(ref: str) -> str:
    """A node's name of letters, digits and underscores, different for different references."""
    return "".join(
        character
        if character.isascii() and character.isalnum()
        else _REPLACED.get(character) or f"_{ord(character):x}_"
        for character in ref
    )


_REPLACED = {"-": "_", ":": "__"}


def _mermaid_text(text: str) -> str:
    """Text inside a quoted Mermaid label: everything that could mean something as an entity code."""
    return "".join(
        character if character.isalnum() or character in " .,-:/" else f"#{ord(character)};"
        for character in printable(text)
    )


def render_dot(catalog: Catalog, graph: Neighbourhood) -> str:
    """A directed graph in the DOT language of Graphviz, what rests on others above them."""
    lines = ["digraph itsm {", '    node [shape=box, style=rounded, fontname="sans-serif"]']
    lines.append('    edge [fontname="sans-serif", fontsize=10]')
    for ref in graph.nodes:
        label = "\\n".join(map(_dot_text, _label(catalog, ref)))
        bold = ", penwidth=3" if ref == graph.start else ""
        lines.append(f'    "{_dot_text(ref)}" [label="{label}"{bold}]')
    lines += [
        f'    "{_dot_text(edge.above)}" -> "{_dot_text(edge.below)}" [label="{_dot_text(edge.phrase)}"]'
        for edge in graph.edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _dot_text(text: str) -> str:
    """Text inside a quoted DOT string; the backslash would begin an escape there."""
    return printable(text).replace("\\", "\\\\").replace('"', '\\"')


def _label(catalog: Catalog, ref: str) -> tuple[str, ...]:
    record = catalog.get(ref)
    return (record.title, ref) if record else (ref,)


def render_json(catalog: Catalog, graph: Neighbourhood) -> str:
    """Nodes and edges as one JSON object."""
    content = {
        "apiVersion": "itsm/v1",
        "kind": "Graph",
        "start": graph.start,
        "nodes": [_node(catalog, ref) for ref in graph.nodes],
        "edges": [{"from": edge.above, "relation": edge.phrase, "to": edge.below} for edge in graph.edges],
    }
    return json.dumps(content, indent=2) + "\n"


def _node(catalog: Catalog, ref: str) -> dict[str, str | None]:
    record = catalog.get(ref)
    if record is None:
        return {"ref": ref, "kind": None, "title": None, "path": None}
    return {"ref": ref, "kind": record.kind.name, "title": record.title, "path": record.path}
