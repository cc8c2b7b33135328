"""The change set: exact facts, with values and positions on both sides."""

from __future__ import annotations

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.changes import ABSENT, ChangeSet, FieldChange, Verb
from itsm_as_code.finding import Location, Span
from itsm_as_code.transition import compare
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

SLA = "catalog/slas/sales.yaml"
EMAIL = "catalog/services/email.yaml"


def catalog(**changes: tuple[str, str] | None) -> Catalog:
    """The base with one replacement a file; the words are `slas_sales` for `catalog/slas/sales.yaml`."""
    files = dict(base())
    for word, change in changes.items():
        path = f"catalog/{word.replace('_', '/', 1)}.yaml"
        if change is None:
            del files[path]
        else:
            assert change[0].encode() in files[path]
            files[path] = files[path].replace(change[0].encode(), change[1].encode())
    return load(MemoryTree(files))


def changes_of(**changes: tuple[str, str] | None) -> ChangeSet:
    return compare(catalog(), catalog(**changes))


def the_field(changes: ChangeSet) -> FieldChange:
    (entity,) = changes.entities
    assert entity.verb is Verb.CHANGED
    (field,) = entity.fields
    return field


def test_nothing_differs() -> None:
    changes = compare(catalog(), catalog())
    assert not changes
    assert changes == ChangeSet((), (), ())


def test_a_changed_target_is_named_by_its_metric() -> None:
    field = the_field(changes_of(slas_sales=("atLeast: 99.0", "atLeast: 98.5")))
    assert field == FieldChange(
        "spec.targets[availability].atLeast",
        ("spec", "targets", 0, "atLeast"),
        99.0,
        98.5,
        Location(SLA, Span(17, 39, 17, 43)),
        Location(SLA, Span(17, 39, 17, 43)),
    )


def test_a_field_that_appears_has_no_value_before() -> None:
    field = the_field(changes_of(slas_sales=("  notice: 6mo\n", "  notice: 6mo\n  autoRenew: true\n")))
    assert (field.field, field.before, field.after) == ("spec.autoRenew", ABSENT, True)
    assert field.base == Location(SLA, Span(6, 1, 6, 5))
    assert field.head == Location(SLA, Span(14, 14, 14, 18))


def test_a_field_that_goes_has_no_value_after() -> None:
    field = the_field(changes_of(slas_sales=("  notice: 6mo\n", "")))
    assert (field.field, field.before, field.after) == ("spec.notice", "6mo", ABSENT)
    assert field.base == Location(SLA, Span(13, 11, 13, 14))
    assert field.head == Location(SLA, Span(6, 1, 6, 5))


def test_a_member_that_joins_a_list_is_one_fact() -> None:
    field = the_field(
        changes_of(services_email=("    - contract:mail\n", "    - ci:core-switch\n    - contract:mail\n"))
    )
    assert (field.field, field.before, field.after) == (
        "spec.requires[ci:core-switch]",
        ABSENT,
        "ci:core-switch",
    )
    assert field.path == ("spec", "requires", 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    - service:network\n    - contract:mail\n", "    - contract:mail\n    - service:network\n"),
        ("availability: 99.5", "availability: 99.50"),
        ("title: E-mail", "title: 'E-mail'"),
        ("apiVersion: itsm/v1\n", "# A note.\napiVersion: itsm/v1\n"),
    ],
    ids=["order", "spelling of a number", "quotes", "comment"],
)
def test_what_means_the_same_is_no_change(old: str, new: str) -> None:
    assert not changes_of(services_email=(old, new))


def test_true_is_not_one() -> None:
    one = load(MemoryTree({**base(), EMAIL: base()[EMAIL] + b"  extra: 1\n"}))
    true = load(MemoryTree({**base(), EMAIL: base()[EMAIL] + b"  extra: true\n"}))
    field = the_field(compare(one, true))
    assert (field.before, field.after) == (1, True)


def test_an_entity_that_appears_and_one_that_goes() -> None:
    files = dict(base())
    del files["catalog/improvements/clearer-reports.yaml"]
    files["catalog/terms/mailbox.yaml"] = (
        b"apiVersion: itsm/v1\nkind: Term\nmetadata: {name: mailbox, title: Mailbox}\n"
        b"spec: {definition: Where mail lies.}\n"
    )
    changes = compare(catalog(), load(MemoryTree(files)))
    assert [(change.verb, change.ref) for change in changes.entities] == [
        (Verb.DELETED, "improvement:clearer-reports"),
        (Verb.CREATED, "term:mailbox"),
    ]


def test_a_new_name_alone_is_a_rename_and_the_references_are_changes() -> None:
    files = dict(base())
    files["catalog/roles/sales-director.yaml"] = files.pop("catalog/roles/head-of-sales.yaml").replace(
        b"name: head-of-sales", b"name: sales-director"
    )
    files[SLA] = files[SLA].replace(b"role: head-of-sales", b"role: sales-director")
    changes = compare(catalog(), load(MemoryTree(files)))
    renamed = [change for change in changes.entities if change.verb is Verb.RENAMED]
    assert [(change.was, change.ref) for change in renamed] == [("role:head-of-sales", "role:sales-director")]
    fields = [field.field for change in changes.entities for field in change.fields]
    assert "spec.approvals[head-of-sales].role" not in fields
    assert "spec.approvals[sales-director]" in fields


def test_settings_and_stray_files_are_told_apart_from_entities() -> None:
    files = {
        **base(),
        "itsm.yaml": base()["itsm.yaml"].replace(b"180d", b"90d"),
        "catalog/note.txt": b"hello",
    }
    changes = compare(catalog(), load(MemoryTree(files)))
    assert [(field.field, field.before, field.after) for field in changes.settings] == [
        ("waivers.longest", "180d", "90d")
    ]
    assert changes.other == ("catalog/note.txt",)
    assert changes.entities == ()


def test_everything_is_new_against_an_empty_catalogue() -> None:
    head = catalog()
    changes = compare(Catalog.empty("main (1a2b3c4)"), head)
    assert {change.verb for change in changes.entities} == {Verb.CREATED}
    assert len(changes.entities) == len(head.records)
    assert changes.settings == ()
