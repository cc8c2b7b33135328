"""The made-up organisation of the benchmark has no fault that any rule would find."""

from __future__ import annotations

import datetime as dt

import pytest

from bench import corpus
from bench.layout import Value, document
from itsm_as_code import api
from itsm_as_code.document import parse
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.tree import MemoryTree

TODAY = dt.date(2026, 11, 20)


def test_it_has_the_size_asked_for_every_kind_and_no_findings() -> None:
    catalog = api.load(MemoryTree(dict(corpus.files(400))))
    assert [finding.message for finding in api.lint(catalog, TODAY).findings] == []
    assert len(catalog.records) == 400
    assert {record.kind.name for record in catalog.records.values()} == set(KINDS)


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert list(corpus.files(320, seed=1)) == list(corpus.files(320, seed=1))
    assert list(corpus.files(320, seed=1)) != list(corpus.files(320, seed=2))


def test_it_refuses_to_be_too_small() -> None:
    with pytest.raises(ValueError, match="at least 300"):
        next(corpus.entities(299))


def test_the_layout_is_what_people_write() -> None:
    value: dict[str, Value] = {
        "name": "a, b",
        "number": 1.5,
        "date": "2026-11-20",
        "looks": "12",
        "few": {"per": "1y", "tags": ["x", "y, z"]},
        "items": [{"do": "Write it down.", "more": f"{'x' * 60} {'y' * 60}"}],
        "long": f"{'x' * 60} {'y' * 60}",
    }
    assert document(value) == (
        "name: a, b\n"
        "number: 1.5\n"
        "date: 2026-11-20\n"
        'looks: "12"\n'
        'few: {per: 1y, tags: [x, "y, z"]}\n'
        "items:\n"
        "  - do: Write it down.\n"
        f"    more: >-\n      {'x' * 60}\n      {'y' * 60}\n"
        f"long: >-\n  {'x' * 60}\n  {'y' * 60}\n"
    )
    assert parse(document(value).encode()).value == value
