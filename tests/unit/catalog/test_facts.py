"""Agreements, people and demand: the questions that rules ask of a catalogue."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.agreements import agreements, covering, in_force, promising, targets_for
from itsm_as_code.catalog.demand import demanding, enabled, requirements
from itsm_as_code.catalog.people import held, provider_of, teams_of_role
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

EMAIL = "catalog/services/email.yaml"


def catalog(**replacements: tuple[str, str]) -> Catalog:
    """The base with one replacement a file; `roles_it_manager` stands for `catalog/roles/it-manager.yaml`."""
    files = dict(base())
    for word, (old, new) in replacements.items():
        folder, name = word.split("_", 1)
        path = f"catalog/{folder}/{name.replace('_', '-')}.yaml"
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode())
    return load(MemoryTree(files))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_term_is_half_open(day: str, expected: bool) -> None:
    found = catalog(slas_sales=("validFrom: 2026-01-01", "validFrom: 2026-01-01\n  validTo: 2027-01-01"))
    sla = found.find(ServiceLevelAgreement, "sales")
    assert sla is not None
    assert in_force(sla.entity.spec, dt.date.fromisoformat(day)) is expected


def test_agreements_of_a_service() -> None:
    found = catalog()
    day = dt.date(2026, 11, 20)
    assert [record.ref for record in agreements(found)] == ["sla:sales", "ola:network", "contract:mail"]
    assert [record.ref for record in promising(found, "service:email", day)] == ["sla:sales"]
    assert promising(found, "service:email", dt.date(2020, 1, 1)) == []
    assert [record.ref for record in covering(found, "service:network", day)] == ["ola:network"]


def test_targets_narrowed_to_another_entity_are_left_out() -> None:
    found = catalog(slas_sales=("{metric: availability,", "{metric: availability, for: service:network,"))
    sla = found.find(ServiceLevelAgreement, "sales")
    assert sla is not None
    assert [index for index, _ in targets_for(sla.entity.spec, "service:email")] == [1, 2]
    assert [index for index, _ in targets_for(sla.entity.spec, "service:network")] == [0, 1, 2]


def test_a_role_without_holder_is_not_held() -> None:
    assert held(catalog(), "it-manager")
    assert held(catalog(), "nobody-knows")
    emptied = load(MemoryTree({**base(), "catalog/roles/it-manager.yaml": b"""\
apiVersion: itsm/v1
kind: Role
metadata: {name: it-manager, title: IT manager}
spec: {heldBy: ["team:spare"]}
""", "catalog/teams/spare.yaml": b"""\
apiVersion: itsm/v1
kind: Team
metadata: {name: spare, title: Spare}
spec: {}
"""}))  # fmt: skip
    assert not held(emptied, "it-manager")
    assert teams_of_role(emptied, "it-manager") == ["team:spare"]


def test_the_provider_is_the_owner_s_team() -> None:
    found = catalog()
    for ref, provider in (
        ("service:email", "team:applications"),
        ("service:network", "team:network"),
        ("contract:mail", "stakeholder:mail-host"),
    ):
        record = found.get(ref)
        assert record is not None
        assert provider_of(found, record) == provider


def test_groups_and_who_cannot_do_without() -> None:
    found = catalog(
        services_email=(
            "    - service:network\n",
            "    - {atLeast: 1, of: [service:network, ci:core-switch], failover: 5m}\n",
        )
    )
    email = found.find(Service, "email")
    assert email is not None
    first, second = requirements(email)
    assert ([member.ref for member in first.members], first.at_least, first.essential) == (
        ["service:network", "ci:core-switch"],
        1,
        False,
    )
    assert first.members[1].field == ("spec", "requires", 0, "of", 1)
    assert second.essential
    assert demanding(found, "service:network") == []
    assert [record.ref for record in demanding(catalog(), "ci:core-switch")] == [
        "service:network",
        "service:email",
    ]


def test_enabling_all_is_an_essential_edge_to_every_business_process() -> None:
    found = catalog(services_email=("enables: [selling]", "enables: all"))
    email = found.find(Service, "email")
    assert email is not None
    assert [(edge.process.ref, edge.essential, edge.field) for edge in enabled(found, email)] == [
        ("business-process:selling", True, ("spec", "enables"))
    ]
