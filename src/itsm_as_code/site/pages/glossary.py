"""The words we use: all terms on one page, and one page for each."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.model.term import Term
from itsm_as_code.site import linked_data, urls
from itsm_as_code.site.context import Here, Site, meaning
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity
from itsm_as_code.site.trail import index_of, trail


def pages(site: Site) -> Iterator[Page]:
    """The glossary, where there is a term."""
    found = site.of(Term)
    if not found:
        return
    path, title = index_of("Term")
    here = Here(site, path)
    letters: dict[str, list[object]] = {}
    for record in found:
        first = record.title[:1].upper()
        letter = first if first.isalpha() else "#"
        spec = record.entity.spec
        letters.setdefault(letter, []).append(
            (record.name, here.link(record.ref), here.inline(spec.definition), spec.synonyms)
        )
    view = {"trail": trail(here), "letters": sorted(letters.items())}
    text = "What the words mean that IT uses."
    yield Page(path, title, "glossary.html", view, text, navigation=True, contents=False, searched=False)
    for record in found:
        place = urls.page_of(record.ref)
        there = Here(site, place)
        spec = record.entity.spec
        detail = {
            **entity.frame(there, record),
            "definition": there.rich(spec.definition),
            "synonyms": spec.synonyms,
            "avoid": spec.deprecated_synonyms,
            "source": spec.source or "",
        }
        data = linked_data.script(linked_data.term(site, record))
        yield Page(place, record.title, "term.html", detail, meaning(record), data=data)
