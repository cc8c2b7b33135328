"""What is noted when somebody reads a catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from itsm_as_code import api
from itsm_as_code.catalog import Catalog, Record, reads
from itsm_as_code.catalog.derived import derived, fact
from itsm_as_code.catalog.reads import MANY, Reads
from itsm_as_code.model.organization import Organization
from itsm_as_code.model.service import Service
from itsm_as_code.tree import MemoryTree

ORGANISATION = "apiVersion: itsm/v1\nkind: Organization\nmetadata: {name: ours, title: Ours}\nspec: {}\n"
SERVICE = (
    "apiVersion: itsm/v1\nkind: Service\n"
    "metadata: {name: NAME, title: A service, externalIds: {cmdb: x-NAME}}\n"
    "spec: {owner: boss, state: operational, requires: [service:network]}\n"
)
MAIL, NETWORK = "catalog/services/mail.yaml", "catalog/services/network.yaml"
FILES = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": ORGANISATION,
    MAIL: SERVICE.replace("NAME", "mail"),
    NETWORK: SERVICE.replace("NAME", "network").replace(", requires: [service:network]", ""),
}


@pytest.fixture
def catalog() -> Catalog:
    return api.load(MemoryTree(FILES))


def noted(read: Callable[[], object], subject: str = "") -> list[str]:
    reader = Reads(subject)
    with reads.collected(reader):
        read()
    reader.condense()
    return sorted([*reader.particular(), *reader.everything])


CASES: dict[str, tuple[Callable[[Catalog], object], list[str]]] = {
    "get": (lambda catalog: catalog.get("service:mail"), ["x service:mail"]),
    "get nothing": (lambda catalog: catalog.get("service:none"), ["x service:none"]),
    "find": (lambda catalog: catalog.find(Service, "mail"), ["x service:mail"]),
    "find no name": (lambda catalog: catalog.find(Service, None), []),
    "exists": (lambda catalog: catalog.exists("service:mail"), ["x service:mail"]),
    "built in": (lambda catalog: catalog.exists("calendar:office"), []),
    "of": (lambda catalog: catalog.of(Service), ["of Service"]),
    "of_kind": (lambda catalog: catalog.of_kind("Service"), ["of Service"]),
    "names": (lambda catalog: catalog.names(["Service", "Role"]), ["of Role", "of Service"]),
    "organization": (lambda catalog: catalog.organization, ["of Organization"]),
    "profile": (
        lambda catalog: catalog.profile,
        ["of Organization", "v catalog/organization.yaml#spec.profile"],
    ),
    "incoming": (lambda catalog: catalog.incoming("service:network"), ["i service:network#"]),
    "incoming in fields": (
        lambda catalog: catalog.incoming("service:network", "requires", "uses"),
        ["i service:network#requires", "i service:network#uses"],
    ),
    "holders": (lambda catalog: catalog.holders("service:network"), ["i service:network#"]),
    "holders in a field": (
        lambda catalog: catalog.holders("service:network", "uses"),
        ["i service:network#uses"],
    ),
    "outgoing": (lambda catalog: catalog.outgoing("service:mail"), [f"r {MAIL}#", "x service:mail"]),
    "outgoing in a field": (
        lambda catalog: catalog.outgoing("service:mail", "owner"),
        [f"r {MAIL}#owner", "x service:mail"],
    ),
    "named": (lambda catalog: catalog.named("service:mail"), [f"r {MAIL}#", "x service:mail"]),
    "named in a field": (
        lambda catalog: catalog.named("service:mail", "owner"),
        [f"r {MAIL}#owner", "x service:mail"],
    ),
    "named by nothing": (lambda catalog: catalog.named("service:none", "owner"), ["x service:none"]),
    "records[…]": (lambda catalog: catalog.records["service:mail"], ["x service:mail"]),
    "in records": (lambda catalog: "service:mail" in catalog.records, ["x service:mail"]),
    "records.get": (lambda catalog: catalog.records.get("service:mail"), ["x service:mail"]),
    "all records": (lambda catalog: list(catalog.records), ["records"]),
    "keys": (lambda catalog: catalog.records.keys(), ["records"]),
    "values": (lambda catalog: catalog.records.values(), ["records"]),
    "items": (lambda catalog: catalog.records.items(), ["records"]),
    "number of records": (lambda catalog: len(catalog.records), ["records"]),
    "duplicates": (lambda catalog: catalog.duplicates, ["records"]),
    "files": (lambda catalog: catalog.files, ["paths"]),
    "file": (lambda catalog: catalog.file(MAIL), [f"c {MAIL}"]),
}


@pytest.mark.parametrize(("read", "tokens"), CASES.values(), ids=CASES)
def test_what_is_read_of_a_catalogue(
    read: Callable[[Catalog], object], tokens: list[str], catalog: Catalog
) -> None:
    assert noted(lambda: read(catalog)) == tokens


RECORD_CASES: dict[str, tuple[Callable[[Catalog], object], list[str]]] = {
    "identity": (lambda catalog: _mail(catalog).ref + _mail(catalog).path + _mail(catalog).name, []),
    "typed": (lambda catalog: isinstance(_mail(catalog).parsed, Service), []),
    "field": (lambda catalog: _mail(catalog).entity.spec.state, [f"v {MAIL}#spec.state"]),
    "title": (lambda catalog: _mail(catalog).title, [f"v {MAIL}#metadata.title"]),
    "written": (
        lambda catalog: _mail(catalog).written(("spec", "requires", 0)),
        [f"v {MAIL}#spec.requires"],
    ),
    "identifiers": (lambda catalog: _mail(catalog).identifiers, [f"v {MAIL}#metadata.externalIds"]),
    "broken": (lambda catalog: _mail(catalog).broken, [f"v {MAIL}#broken"]),
    "value": (lambda catalog: _mail(catalog).value, [f"v {MAIL}#"]),
    "document": (lambda catalog: _mail(catalog).document, [f"c {MAIL}"]),
    "references": (lambda catalog: _mail(catalog).references, [f"r {MAIL}#"]),
    "references in a field": (lambda catalog: _mail(catalog).references_in("owner"), [f"r {MAIL}#owner"]),
    "targets": (lambda catalog: _mail(catalog).targets, [f"r {MAIL}#"]),
    "targets in fields": (
        lambda catalog: _mail(catalog).targets_in("owner", "uses"),
        [f"r {MAIL}#owner", f"r {MAIL}#uses"],
    ),
}


def _mail(catalog: Catalog) -> Record[Service]:
    with reads.collected(None):
        found = catalog.find(Service, "mail")
    assert found is not None
    return found


@pytest.mark.parametrize(("read", "tokens"), RECORD_CASES.values(), ids=RECORD_CASES)
def test_what_is_read_of_a_record(
    read: Callable[[Catalog], object], tokens: list[str], catalog: Catalog
) -> None:
    assert noted(lambda: read(catalog)) == tokens
    assert noted(lambda: read(catalog), subject=_mail(catalog).path) == []


@pytest.mark.parametrize("name", ["document", "problems", "record"])
def test_what_is_read_of_a_file(name: str, catalog: Catalog) -> None:
    file = catalog.file(MAIL)
    assert noted(lambda: getattr(file, name)) == [f"c {MAIL}"]


def test_what_records_tell_without_a_collector_is_the_same(catalog: Catalog) -> None:
    mail = _mail(catalog)
    with reads.collected(Reads()):
        seen = mail.entity
        assert seen is mail.entity
    assert seen == mail.entity
    assert seen is not mail.entity
    assert mail.identifiers == {"cmdb": "x-mail"}
    assert list(mail.targets) == ["role:boss", "service:network"]
    assert catalog.incoming("service:network") == (mail.references[1],)
    assert catalog.incoming("service:network", "requires") == (mail.references[1],)
    assert catalog.incoming("service:network", "uses") == ()
    assert catalog.holders("service:network", "requires") == [mail]
    assert catalog.holders("service:network", "uses") == []
    assert catalog.outgoing("service:mail", "owner") == [mail.references[0]]
    assert catalog.named("service:mail", "uses", "requires") == ["service:network"]


def test_much_of_a_kind_counts_as_all_of_it() -> None:
    reader = Reads()
    few = [f"catalog/terms/{number}.yaml" for number in range(MANY - 1)]
    many = [f"catalog/services/{number}.yaml" for number in range(MANY)]
    reader.values["Term#spec.definition"].update(few)
    reader.values["Service#spec.state"].update(many)
    reader.references["Service#"].update(many)
    reader.contents.update(few[:1], many)
    reader.existence.update(f"role:{number}" for number in range(MANY))
    reader.incoming.update(["team:one#uses", *(f"service:{number}#requires" for number in range(MANY))])
    reader.condense()
    assert reader.everything == {
        "v* Service#spec.state", "r* Service#", "c* catalog/services", "x* role", "i* service#requires",
    }  # fmt: skip
    assert sorted(reader.particular()) == sorted(
        ["c catalog/terms/0.yaml", "i team:one#uses", *(f"v {path}#spec.definition" for path in few)]
    )
    reader.clear()
    assert not reader


calls: list[str] = []


@derived
def _requires(catalog: Catalog, ref: str) -> tuple[str, ...]:
    calls.append(ref)
    record = catalog.get(ref)
    assert record is not None
    assert isinstance(record.parsed, Service)
    return tuple(str(each) for each in record.parsed.spec.requires)


def test_a_derived_fact_is_found_once_and_its_reads_count_for_all_who_ask(catalog: Catalog) -> None:
    calls.clear()
    expected = [f"v {MAIL}#spec.requires", "x service:mail"]
    assert noted(lambda: _requires(catalog, "service:mail")) == expected
    assert noted(lambda: _requires(catalog, "service:mail")) == expected
    assert noted(lambda: _requires(catalog, ref="service:mail")) == expected
    assert _requires(catalog, "service:mail") == ("service:network",)
    assert calls == ["service:mail", "service:mail"]
    assert _requires(api.load(MemoryTree(FILES)), "service:network") == ()


def test_a_fact_that_nobody_noted_is_found_again_when_somebody_does(catalog: Catalog) -> None:
    calls.clear()
    _requires(catalog, "service:mail")
    _requires(catalog, "service:mail")
    assert calls == ["service:mail"]
    assert noted(lambda: _requires(catalog, "service:mail")) == [f"v {MAIL}#spec.requires", "x service:mail"]
    assert calls == ["service:mail"] * 2


@fact
def _state(record: Record[Service]) -> str:
    calls.append(record.ref)
    return record.entity.spec.state


def test_a_fact_of_a_record_is_found_once(catalog: Catalog) -> None:
    calls.clear()
    mail = _mail(catalog)
    assert noted(lambda: _state(mail)) == [f"v {MAIL}#spec.state"]
    assert noted(lambda: _state(mail)) == [f"v {MAIL}#spec.state"]
    assert noted(lambda: _state(mail), subject=mail.path) == []
    assert _state(mail) == "operational"
    assert calls == ["service:mail"]


def test_what_a_subject_tells_itself_is_told_to_others_with_its_reads(catalog: Catalog) -> None:
    mail = _mail(catalog)
    assert noted(lambda: _state(mail), subject=mail.path) == []
    assert noted(lambda: _state(mail)) == [f"v {MAIL}#spec.state"]


def test_collectors_nest(catalog: Catalog) -> None:
    outer, inner = Reads(), Reads()
    with reads.collected(outer):
        catalog.get("service:mail")
        with reads.collected(inner):
            catalog.of(Organization)
        catalog.get("service:network")
    catalog.get("role:boss")
    assert outer.existence == {"service:mail", "service:network"}
    assert inner.everything == {"of Organization"}
