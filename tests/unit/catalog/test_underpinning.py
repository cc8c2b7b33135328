"""What stands under a promise, and which targets bind for what it covers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, cast

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.agreements import binding_targets, covered, ever_covering
from itsm_as_code.catalog.underpinning import beneath, standing_on, supported
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base


def _owned(kind: str, name: str, **spec: object) -> bytes:
    metadata = {"name": name, "title": name}
    return json.dumps(
        {"apiVersion": "itsm/v1", "kind": kind, "metadata": metadata, "spec": {"owner": "it-manager", **spec}}
    ).encode()


def _agreement(kind: str, name: str, **spec: object) -> bytes:
    target = {"metric": "response-time", "atMost": "1h"}
    return _owned(kind, name, **{"validFrom": "2026-01-01", "targets": [target], **spec})


def _catalog(files: Mapping[str, bytes]) -> Catalog:
    return load(MemoryTree({**base(), **{f"catalog/{path}.yaml": data for path, data in files.items()}}))


SHARED = _catalog(
    {
        "slas/shop": _agreement("ServiceLevelAgreement", "shop", customer="sales", services=["tills"]),
        "services/tills": _owned(
            "Service",
            "tills",
            state="operational",
            requires=["ci:rack", {"atLeast": 1, "of": ["service:network", "contract:line"]}],
        ),
        "configuration-items/rack": _owned("ConfigurationItem", "rack", requires=["service:tills"]),
        "contracts/line": _agreement("UnderpinningContract", "line", supplier="mail-host"),
        "contracts/cooling": _agreement(
            "UnderpinningContract", "cooling", supplier="mail-host", covers=["ci:rack", "service:email"]
        ),
    }
)


@pytest.mark.parametrize(
    ("ref", "refs"),
    [
        ("ola:network", ["service:network"]),
        ("contract:mail", ["service:email"]),
        ("contract:line", ["service:tills"]),
        ("contract:cooling", ["ci:rack", "service:email"]),
    ],
)
def test_what_an_agreement_supports(ref: str, refs: list[str]) -> None:
    assert supported(SHARED, cast("Any", SHARED.records[ref])) == refs


@pytest.mark.parametrize(
    ("ref", "slas"),
    [
        ("service:email", ["sla:sales"]),
        ("ci:core-switch", ["sla:sales", "sla:shop"]),
        ("role:it-manager", []),
        ("service:nowhere", []),
    ],
)
def test_promises_stand_on_what_is_required_alone(ref: str, slas: list[str]) -> None:
    """Also where things require each other in a circle."""
    assert [sla.ref for sla in standing_on(SHARED, ref)] == slas


def test_promises_go_round_every_circle() -> None:
    """Whichever member of it a promise enters by, and however often one leads into the next."""
    items = {
        f"configuration-items/{name}": _owned(
            "ConfigurationItem", name, requires=[f"ci:{other}" for other in below]
        )
        for name, below in {"a": "b", "b": "ca", "c": "db", "d": "e", "e": "dc"}.items()
    }
    services = {
        f"services/{name}": _owned("Service", name, state="operational", requires=[f"ci:{item}"])
        for name, item in {"one": "e", "two": "a"}.items()
    }
    slas = {
        f"slas/{name}": _agreement("ServiceLevelAgreement", name, customer="sales", services=[name])
        for name in ("one", "two")
    }
    found = _catalog({**items, **services, **slas})
    assert [[sla.name for sla in standing_on(found, f"ci:{name}")] for name in "abcde"] == [
        ["one", "two"]
    ] * 5


def test_an_agreement_covers_what_it_says() -> None:
    assert covered(SHARED.records["contract:cooling"]) == ("ci:rack", "service:email")
    assert covered(SHARED.records["sla:shop"]) == ("service:tills",)
    assert covered(SHARED.records["contract:line"]) == ()


def test_a_target_that_names_an_entity_beats_a_general_one() -> None:
    targets = [
        {"metric": "response-time", "priority": 1, "atMost": "1h"},
        {"metric": "response-time", "priority": 1, "atMost": "30m", "for": "service:email"},
        {"metric": "response-time", "priority": 2, "atMost": "2h"},
        {"metric": "response-time", "priority": 1, "atMost": "15m", "for": "service:tills"},
    ]
    found = _catalog(
        {
            "slas/shop": _agreement(
                "ServiceLevelAgreement", "shop", customer="sales", services=["email"], targets=targets
            )
        }
    )
    sla = found.find(ServiceLevelAgreement, "shop")
    assert sla is not None
    numbers = {
        ref: [index for index, _ in binding_targets(sla.entity.spec, ref)]
        for ref in ("service:email", "service:tills", "service:network", None)
    }
    assert numbers == {
        "service:email": [1, 2],
        "service:tills": [2, 3],
        "service:network": [0, 2],
        None: [0, 2],
    }


def test_agreements_that_cover_something_at_any_time() -> None:
    assert [record.ref for record in ever_covering(SHARED, "service:email")] == [
        "contract:cooling",
        "contract:mail",
    ]
    assert [record.ref for record in ever_covering(SHARED, "service:tills")] == ["contract:line"]


@pytest.mark.parametrize(
    ("service", "day", "expected"),
    [
        (
            "service:email",
            "2026-11-20",
            {
                "service:email": ["contract:cooling", "contract:mail"],
                "service:network": ["ola:network"],
                "contract:mail": [],
                "ci:core-switch": [],
            },
        ),
        (
            "service:tills",
            "2026-11-20",
            {
                "service:tills": ["contract:line"],
                "ci:rack": ["contract:cooling"],
                "service:network": ["ola:network"],
                "contract:line": [],
                "ci:core-switch": [],
            },
        ),
        ("service:network", "2025-11-20", {"service:network": [], "ci:core-switch": []}),
    ],
)
def test_what_a_service_stands_on_on_a_day(service: str, day: str, expected: dict[str, list[str]]) -> None:
    found = beneath(SHARED, service, dt.date.fromisoformat(day))
    assert {ref: [each.ref for each in agreements] for ref, agreements in found.items()} == expected
