"""Hostile texts in every free text field of every kind, and what becomes of them on the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from itsm_as_code.catalog import load
from itsm_as_code.model.formats import Format
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.structure import Either, ListOf, MapOf, Nested, Node, Scalar, fields_of
from itsm_as_code.site.blocks import Blocks
from itsm_as_code.site.context import Site
from itsm_as_code.site.generate import generate
from itsm_as_code.tree import MemoryTree, WorkingTree
from tests.unit.site.catalogues import TODAY

PAYLOADS = (
    "<script>window.X=1</script>",
    "<img src=x onerror=window.X=1>",
    "</div></details><svg onload=window.X=1>",
    "[click me](javascript:window.X=1)",
    "\"' onmouseover='window.X=1' x=\"",
    "# heading {: onclick=window.X=1 }",
    "</title><base href=//evil.example/>",
    "<a href=//evil.example>x</a> ![x](//evil.example/x.png)",
    "<h2>forged</h2> <form action=//evil.example><input></form>",
    "{{ config }} {% raw %} --- ``` [[<b>x</b>]] \\",
)
RICH = {"a", "abbr", "b", "blockquote", "br", "code", "del", "em", "hr", "i", "kbd", "pre", "s", "sub", "sup"}
ANCHORED = {("a", "rel"), ("a", "title"), ("ol", "start"), ("th", "align"), ("td", "align"), ("a", "href")}


@pytest.fixture(scope="module")
def sample(root: Path) -> Mapping[str, bytes]:
    """The sample's files by path."""
    tree = WorkingTree(root)
    return {each.path: tree.read(each.path) for each in tree.entries(("itsm.yaml", "catalog", "policies"))}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        data = tag == "script" and attrs == [("type", "application/ld+json")]
        self.tags.add("data for machines" if data else tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                self.addresses.add(value or "")


def read(files: Mapping[str, bytes]) -> Page:
    page = Page()
    converter = Markdown(extensions=["toc", "tables", "fenced_code", Blocks()])
    for path, data in files.items():
        if path.endswith(".md"):
            page.feed(converter.reset().convert(data.decode().split("\n---\n", 1)[1]))
    page.close()
    return page


EVERYWHERE = {
    "annotations": {"note": "x"},
    "externalIds": {"note": "x"},
    "labels": {"note": "x"},
    "links": [{"title": "x", "url": "https://example.com"}],
}
APPROVAL = {
    "role": "it-director",
    "by": "x",
    "date": "2026-01-02",
    "evidence": {"document": "x", "sha256": "0" * 64},
}
SELDOM: dict[str, dict[str, Any]] = {
    "OperationalLevelAgreement": {"remedy": "x"},
    "Policy": {"params": {"note": "x", "notes": ["x"]}},
}
"""What the sample leaves out, so that every text of every kind is there to be attacked."""


def filled(value: dict[str, Any], kind: str) -> dict[str, Any]:
    """An entity with every field that takes texts."""
    known = fields_of(KINDS[kind].entity.model_fields["metadata"].annotation)  # type: ignore[arg-type]
    more = {name: each for name, each in EVERYWHERE.items() if name in known}
    metadata = {"description": "x", **more, **value["metadata"]}
    spec = {**SELDOM.get(kind, {}), **value["spec"]}
    if kind == "OperationalLevelAgreement":
        spec["approvals"] = [*spec.get("approvals", ()), APPROVAL]
    if value["metadata"]["name"] == "network" and kind == "Team":
        del spec["members"]  # a team has members or a directory
        spec["directory"] = "x"
    if "tests" in spec:
        spec["tests"] = [{"title": "x", **each} for each in spec["tests"]]
    return {**value, "metadata": metadata, "spec": spec}


def texts(node: Node, path: str, models: tuple[type, ...] = ()) -> Iterator[str]:
    """Every field that takes any text."""
    match node:
        case Scalar(Format() as form) if form.matches("any <text>"):
            yield path
        case ListOf(item):
            yield from texts(item, f"{path}[]", models)
        case MapOf(_, below):
            yield from texts(below, f"{path}{{}}", models)
        case Either(options):
            for option in options:
                yield from texts(option, path, models)
        case Nested(model) if model not in models:
            for name, field in fields_of(model).items():
                yield from texts(field.node, f"{path}.{name}", (*models, model))


def held(node: Node, value: Any, path: str) -> Iterator[str]:
    """The fields that take any text and have one."""
    match node:
        case Scalar(Format() as form) if isinstance(value, str) and form.matches("any <text>"):
            yield path
        case ListOf(item) if isinstance(value, list):
            for each in value:
                yield from held(item, each, f"{path}[]")
        case MapOf(_, below) if isinstance(value, dict):
            for each in value.values():
                yield from held(below, each, f"{path}{{}}")
        case Nested(model) if isinstance(value, dict):
            known = fields_of(model)
            for name, each in value.items():
                if name in known:
                    yield from held(known[name].node, each, f"{path}.{name}")
        case Either(options):
            for option in options:
                yield from held(option, value, path)


def attacked(sample: Mapping[str, bytes], payloads: Sequence[str], start: int) -> dict[str, bytes]:
    """The sample with a payload in each text that takes any."""
    numbers = count(start)

    def hostile(form: Format, value: str) -> str:
        payload = payloads[next(numbers) % len(payloads)]
        fits = [each for each in (payload, " ".join(payload.split())) if each and form.matches(each)]
        return fits[0] if fits and form.matches("any <text>") else value

    def changed(node: Node, value: Any) -> Any:
        match node:
            case Scalar(Format() as form) if isinstance(value, str):
                return hostile(form, value)
            case ListOf(item) if isinstance(value, list):
                return [changed(item, each) for each in value]
            case MapOf(_, below) if isinstance(value, dict):
                return {key: changed(below, each) for key, each in value.items()}
            case Nested(model) if isinstance(value, dict):
                known = fields_of(model)
                return {
                    key: changed(known[key].node, each) if key in known else each
                    for key, each in value.items()
                }
            case Either(options):
                return next((found for each in options if (found := changed(each, value)) != value), value)
        return value

    found = dict(sample)
    for record in load(MemoryTree(sample)).records.values():
        value = filled(json.loads(json.dumps(record.value, default=str)), record.kind.name)
        found[record.path] = json.dumps(changed(Nested(KINDS[record.kind.name].entity), value)).encode()
    return found


def faults(page: Page, clean: Page) -> Iterator[str]:
    """What no page may have."""
    yield from sorted(f"element {tag}" for tag in page.tags - clean.tags - RICH)
    yield from sorted(
        f"attribute {name} of {tag}" for tag, name in page.attributes - clean.attributes - ANCHORED
    )
    for address in sorted(page.addresses - clean.addresses):
        within = not address.startswith("//") and ":" not in address
        if (
            not (within or address.startswith(("https://", "http://", "mailto:", "tel:")))
            or "evil" in address
        ):
            yield f"address {address}"


def test_every_text_of_every_kind_is_attacked(sample: Mapping[str, bytes]) -> None:
    wanted = {path for name, kind in KINDS.items() for path in texts(Nested(kind.entity), name)}
    found: set[str] = set()
    for record in load(MemoryTree(sample)).records.values():
        name = record.kind.name
        value = filled(json.loads(json.dumps(record.value, default=str)), name)
        found.update(held(Nested(KINDS[name].entity), value, name))
    assert len(wanted) > 200
    assert sorted(wanted - found) == []


def test_texts_stay_texts(sample: Mapping[str, bytes]) -> None:
    clean = read(generate(Site(load(MemoryTree(sample)), TODAY)))
    for start in range(3):
        catalog = load(MemoryTree(attacked(sample, PAYLOADS, start)))
        broken = [ref for ref, record in catalog.records.items() if record.parsed is None]
        assert broken == []
        files = generate(Site(catalog, TODAY))
        assert list(faults(read(files), clean)) == []
        everything = b"".join(files.values())
        assert everything.count(b"window.X=1") > 500  # the texts are there, as texts


def test_hostile_texts_of_public_lists(sample: Mapping[str, bytes], corpora: Path) -> None:
    payloads = list(json.loads((corpora / "markup-payloads.json").read_text("utf-8")).values())
    payloads += json.loads((corpora / "blns.json").read_text("utf-8"))
    clean = read(generate(Site(load(MemoryTree(sample)), TODAY)))
    for start in range(0, 200, 67):
        catalog = load(MemoryTree(attacked(sample, payloads, start)))
        assert list(faults(read(generate(Site(catalog, TODAY))), clean)) == []
