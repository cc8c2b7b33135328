"""Words of the lexicon, in whatever form a text has them."""

from __future__ import annotations

import json

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.lexicon import Lexicon, lexicon
from itsm_as_code.catalog.prose import Passage
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base


def _term(name: str, title: str, **spec: object) -> bytes:
    metadata = {"name": name, "title": title}
    facts = {"definition": "So it is.", **spec}
    return json.dumps({"apiVersion": "itsm/v1", "kind": "Term", "metadata": metadata, "spec": facts}).encode()


def _catalog(*terms: bytes) -> Catalog:
    files = {f"catalog/terms/{json.loads(term)['metadata']['name']}.yaml": term for term in terms}
    return load(MemoryTree({**base(), **files}))


FULL = lexicon(
    _catalog(
        _term("off-line-mode", "Off-line mode", synonyms=["disconnected work"]),
        _term("policy", "Policy", deprecatedSynonyms=["directive"]),
        _term("service-desk", "Service Desk", deprecatedSynonyms=["help desk", "helpdesk"]),
        _term("help-desk-software", "Help-desk software"),
        _term("goals", "Business goals", deprecatedSynonyms=["target"]),
    )
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("incident", "incident"),
        ("INCIDENTS", "incident"),
        ("Disruption", "incident"),
        ("off line  mode", "off-line-mode"),
        ("Off-Line-Modes", "off-line-mode"),
        ("policies", "policy"),
        ("goals", "goals"),
        ("help desk", None),
        ("outage", None),
        ("", None),
    ],
)
def test_a_term_is_found(word: str, name: str | None) -> None:
    found = FULL.find(word)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("word", "known"), [("help desks", True), ("Policies", True), ("directive", True), ("outage", False)]
)
def test_words_that_are_known(word: str, known: bool) -> None:
    assert FULL.knows(word) is known


def test_a_title_comes_before_names_and_synonyms() -> None:
    found = lexicon(_catalog(_term("aaa", "First", synonyms=["Second"]), _term("zzz", "Second")))
    record = found.find("second")
    assert record is not None
    assert record.name == "zzz"


def _uses(text: str, words: Lexicon = FULL) -> list[tuple[str, str]]:
    return [(text[use.start : use.end], use.better) for use in words.uses(Passage((), text))]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("Call the help desk.", [("help desk", "Service Desk")]),
        ("HELP-DESK or help\ndesk", [("HELP-DESK", "Service Desk"), ("help\ndesk", "Service Desk")]),
        ("Both helpdesks", [("helpdesks", "Service Desks")]),
        ("A directive. Directives, directives.", [
            ("directive", "policy"), ("Directives", "Policies"), ("directives", "policies"),
        ]),
        ("Two targets", [("targets", "business goals")]),
        ("the help-desk software, the helpful desk, overtarget, re-target", []),
        ("[[help desk]]s and [[Directive]]", [("help desk", "Service Desk"), ("Directive", "Policy")]),
        ("`help desk` and [help desk](https://example.com)", []),
        ("no such word", []),
    ],
)  # fmt: skip
def test_deprecated_words(text: str, uses: list[tuple[str, str]]) -> None:
    assert _uses(text) == uses


def test_a_word_in_use_is_not_deprecated() -> None:
    """LEX002 reports that it is both."""
    words = lexicon(_catalog(_term("outage", "Outage", deprecatedSynonyms=["Incident"])))
    assert _uses("Many incidents, one [[incident]].", words) == []


def test_a_lexicon_without_deprecated_words_finds_none() -> None:
    assert _uses("An incident.", lexicon(_catalog())) == []


def test_a_lexicon_is_made_once() -> None:
    catalog = _catalog()
    assert lexicon(catalog) is lexicon(catalog)
