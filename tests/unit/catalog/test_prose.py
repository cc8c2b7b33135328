"""Which fields hold prose, and what in it is plain word."""

from __future__ import annotations

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.catalog.prose import Mark, Passage, passages
from itsm_as_code.text import field_path
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base, patched


def _found(path: str, excerpt: str) -> dict[str, str]:
    catalog = load(MemoryTree({**base(), path: patched(path, excerpt.encode())}))
    record = next(record for record in catalog.records.values() if record.path == path)
    return {field_path(passage.path): passage.text for passage in passages(record)}


def test_the_prose_of_a_service() -> None:
    excerpt = "{metadata: {title: T}, spec: {warranty: {security: S}, needs: [N], level: L}}"
    assert _found("catalog/services/email.yaml", excerpt) == {
        "metadata.description": "Mailbox, calendar and shared folders.",
        "spec.outcome": "Everyone reaches customers and suppliers in writing.",
        "spec.utility": "A mailbox, a calendar and shared folders on every device.",
        "spec.warranty.security": "S",
    }


def test_the_prose_in_lists() -> None:
    assert _found("policies/service-management.yaml", "{}") == {
        "spec.rationale": "Whoever sells furniture shall not have to wait for a mailbox.",
        "spec.statements[0]": "Each live service has an agreement that its customer signed.",
        "spec.statements[1]": "Each [[incident]] is recorded at the Service Desk.",
    }
    assert _found("catalog/procedures/find-cause.yaml", "{}") == {
        "spec.steps[0].do": "Compare the incident records."
    }


def test_prose_of_a_wrong_type_is_passed_over() -> None:
    excerpt = "{metadata: {description: [a, {b: c}]}, spec: {statements: none, rationale: {why: so}}}"
    assert _found("policies/service-management.yaml", excerpt) == {}


def _marks(text: str) -> list[str]:
    return [mark.word for mark in Passage((), text).marks()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Each [[incident]] and [[service request]]s.", ["incident", "service request"]),
        ("[[ incident ]]", ["incident"]),
        ("[[]] [[ ]] [[a\nb]] [a] [[a]", []),
        ("`[[code]]` and ``[[more`code]]`` but [[term]]", ["term"]),
        ("a ` alone, [[term]]", ["term"]),
        ("```sh\n[[ -f x ]]\n```\n[[term]]", ["term"]),
        ("[[term]]\n~~~\n[[never]]\nclosed", ["term"]),
        ("[text](https://example.com/[[a]]) [[term]]", ["term"]),
        ("<https://example.com/[[a]]> [[term]]", ["term"]),
        ("[[[term]]]", ["term"]),
    ],
)
def test_marked_terms(text: str, words: list[str]) -> None:
    assert _marks(text) == words


def test_a_mark_knows_where_its_word_stands() -> None:
    text = "An [[ incident ]]"
    mark = next(Passage((), text).marks())
    assert mark == Mark("incident", 6, 14)
    assert text[mark.start : mark.end] == mark.word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Call the help desk.", "Call the help desk."),
        ("Call `the` desk.", "Call _____ desk."),
        ("The [[desk]]s.", "The ________s."),
        ("See [the desk](https://example.com).", "See _______________________________."),
        ("![a desk](desk.png) desk", "___________________ desk"),
        ("https://example.com/desk desk", "________________________ desk"),
        ("desk@example.com, desk", "________________, desk"),
        ("[desk] (desk)", "[desk] (desk)"),
        ("```\ndesk\n```\ndesk", "____________\ndesk"),
    ],
)
def test_plain_words_stay_where_they_are(text: str, words: str) -> None:
    shown = Passage((), text).words().replace("\x00", "_")
    assert len(shown) == len(text)
    assert shown == words


@pytest.mark.parametrize("unit", ["[", "[[", "`", "``` a\n", "~~~\n", "[a](", "<a:", "a@", "[[a", "`" * 3])
def test_hostile_texts_are_read_in_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(Passage((), text).words()) == len(text)
