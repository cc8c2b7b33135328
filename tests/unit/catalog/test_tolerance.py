"""What business processes can bear, carried down to what they cannot do without."""

from __future__ import annotations

import json

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.tolerance import (
    strictest_for_loss,
    strictest_for_outage,
    tolerated_loss,
    tolerated_outage,
)
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.tree import MemoryTree

FOLDERS = {
    "BusinessProcess": "business-processes",
    "Service": "services",
    "ConfigurationItem": "configuration-items",
}


def catalog(*entities: tuple[str, str, dict[str, object]]) -> Catalog:
    files = {"itsm.yaml": b"apiVersion: itsm/v1\nkind: Settings\n"}
    for kind, name, spec in entities:
        metadata = {"name": name, "title": name}
        value = {
            "apiVersion": "itsm/v1",
            "kind": kind,
            "metadata": metadata,
            "spec": {"owner": "boss", **spec},
        }
        files[f"catalog/{FOLDERS[kind]}/{name}.yaml"] = json.dumps(value).encode()
    return load(MemoryTree(files))


def process(name: str, **spec: object) -> tuple[str, str, dict[str, object]]:
    return "BusinessProcess", name, {"serves": [], **spec}


def service(name: str, **spec: object) -> tuple[str, str, dict[str, object]]:
    return "Service", name, {"state": "operational", **spec}


SELLING = process("selling", maximumTolerableDowntime="8h", workRecovery="2h", recoveryPoint="1h")
BUYING = process("buying", maximumTolerableDowntime="7h", recoveryPoint="30m")


@pytest.mark.parametrize(
    ("spec", "outage", "loss"),
    [
        ({}, None, None),
        ({"workRecovery": "2h"}, None, None),
        ({"maximumTolerableDowntime": "8h"}, 480, None),
        ({"maximumTolerableDowntime": "8h", "workRecovery": "2h", "recoveryPoint": "1h"}, 360, 60),
        ({"maximumTolerableDowntime": "1h", "workRecovery": "2h"}, -60, None),
    ],
)
def test_what_a_process_tolerates(spec: dict[str, object], outage: int | None, loss: int | None) -> None:
    found = catalog(process("selling", **spec)).find(BusinessProcess, "selling")
    assert found is not None
    assert (tolerated_outage(found.entity.spec), tolerated_loss(found.entity.spec)) == (outage, loss)


def test_the_strictest_limit_reaches_whatever_cannot_be_lost() -> None:
    found = catalog(
        SELLING,
        BUYING,
        process("easy"),
        service(
            "tills", enables=["selling"], requires=["service:network", {"atLeast": 1, "of": ["ci:a", "ci:b"]}]
        ),
        service(
            "shop", enables=["buying"], requires=["service:network", {"atLeast": 2, "of": ["ci:a", "ci:c"]}]
        ),
        service("wiki", enables=[{"process": "buying", "essential": False}]),
        service("old", state="retired", enables=["selling"]),
        service("idle", enables=["easy"]),
        service("network", requires=["service:tills", "ci:gone"]),
        *(("ConfigurationItem", name, {}) for name in "abc"),
    )
    refs = [
        record.ref
        for record in found.records.values()
        if record.kind.name in {"Service", "ConfigurationItem"}
    ]
    outage = {ref: each.name for ref in refs if (each := strictest_for_outage(found, ref))}
    assert outage == {
        "service:tills": "selling",
        "service:network": "selling",
        "service:shop": "buying",
        "ci:a": "buying",
        "ci:c": "buying",
    }
    loss = {ref: each.name for ref in refs if (each := strictest_for_loss(found, ref))}
    assert loss == {
        "service:tills": "buying",
        "service:network": "buying",
        "service:shop": "buying",
        "ci:a": "buying",
        "ci:c": "buying",
    }
    assert strictest_for_outage(found, "service:nobody") is None


def test_everything_enables_all() -> None:
    found = catalog(SELLING, BUYING, service("post", enables="all"))
    post = found.records["service:post"]
    assert (strictest_for_outage(found, "service:post") or post).name == "selling"
    assert (strictest_for_loss(found, "service:post") or post).name == "buying"
