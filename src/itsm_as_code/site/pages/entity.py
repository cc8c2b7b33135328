"""The page of an entity of any kind that has no page of its own sort: its facts and its relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.graph import neighbours
from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.site import markup, people, source, urls, words
from itsm_as_code.site.audience import hidden_fields
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.facts import Fact, facts
from itsm_as_code.site.page import Page
from itsm_as_code.site.trail import index_of, trail

ABOUT_IT = ("owner", "lastReview", "nextReview")
"""Fields that stand at the end of the page of every kind."""


def page(site: Site, record: Record[Any], without: Sequence[str] = ()) -> Page:
    """The page of an entity.

    Args:
        site: The site.
        record: The entity, broken or not.
        without: Fields to leave out beyond those at its end.
    """
    path = urls.page_of(record.ref)
    here = Here(site, path)
    found: list[Fact] = []
    if record.parsed is not None:
        left_out = {*ABOUT_IT, *without, *hidden_fields(site, record.kind.name)}
        found = list(facts(here, record.parsed.spec, left_out))
    view = {
        **frame(here, record),
        "short": [fact for fact in found if not fact.wide],
        "long": [fact for fact in found if fact.wide],
    }
    return Page(path, record.title, "entity.html", view, summary(record))


def broken(site: Site) -> Iterator[Page]:
    """A page for each entity that does not fit its schema, so that links to it lead somewhere."""
    for record in site.catalog.records.values():
        if record.parsed is None and site.visible(record):
            yield page(site, record)


def frame(here: Here, record: Record[Any]) -> dict[str, Any]:
    """What the pages of all kinds have in common: the way to them, faults, relations, the end."""
    metadata = record.parsed.metadata if record.parsed else None
    return {
        "trail": trail(here, index_of(record.kind.name)),
        "kind": record.kind.title,
        "lead": here.inline(metadata.description) if metadata else "",
        "findings": here.site.faults.get(record.ref, ()),
        "advice": here.site.advice.get(record.ref, ()),
        "broken": record.parsed is None,
        "relations": relations(here, record.ref),
        "links": [
            markup.anchor(link.url, link.title)
            for link in (metadata.links if metadata else ())
            if markup.safe_link(link.url)
        ],
        "about": list(about(here, record)),
    }


def summary(record: Record[Any]) -> str:
    """An entity in one sentence, without marks."""
    description = record.parsed.metadata.description if record.parsed else None
    return markup.first_sentence(description) if description else ""


def relations(here: Here, ref: str) -> list[tuple[str, list[Markup]]]:
    """Who names an entity, and in what role, in the order of the catalogue."""
    found: dict[str, list[str]] = {}
    for link in neighbours(here.site.catalog, ref):
        if link.holder != ref:
            found.setdefault(link.phrase, []).append(link.other)
    shown = [(words.sentence(phrase)[:-1], here.links(refs)) for phrase, refs in found.items()]
    return [(phrase, links) for phrase, links in shown if links]


def about(here: Here, record: Record[Any]) -> Iterator[tuple[str, Markup | str]]:
    """Who answers for an entity, when it was checked, and where it is written."""
    spec = record.parsed.spec if record.parsed else None
    if isinstance(spec, OwnedSpec):
        yield "Owner", people.role_with_holders(here, spec.owner)
        checked = here.site.last_checked(record)
        yield "Last checked", words.date(checked) if checked else ""
        yield "Next review", words.date(spec.next_review) if spec.next_review else ""
    if here.site.internal:
        changed = here.site.last_commits.get(record.path)
        if changed is not None:
            day, commit = changed
            yield "Last change", Markup("{} ({})").format(words.date(day), source.commit(here, commit))
        yield "Source", source.links(here, record)
