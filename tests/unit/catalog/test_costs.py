"""What contracts cost, and which services bear it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.agreements import covering
from itsm_as_code.catalog.costs import contract_costs, yearly
from itsm_as_code.catalog.people import supplier_of
from itsm_as_code.model.common import Money
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

DAY = dt.date(2026, 11, 20)
MAIL = "catalog/contracts/mail.yaml"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"amount": 100, "per": "1y"}, "100"),
        ({"amount": "10.50", "per": "1mo"}, "126.00"),
        ({"amount": 70, "per": "1w"}, "3650"),
        ({"amount": 30, "per": "3mo", "currency": "EUR"}, "120"),
        ({"amount": 100}, None),
        ({"amount": 100, "per": "1y", "currency": "USD"}, None),
    ],
)
def test_amounts_come_to_a_year(written: dict[str, object], expected: str | None) -> None:
    found = yearly(Money.model_validate(written), "EUR")
    assert found == (None if expected is None else Decimal(expected))


def test_no_amount_is_no_cost() -> None:
    assert yearly(None, "EUR") is None


def catalog(*changes: tuple[str, str], **files: str) -> Catalog:
    """The base with replacements in its contract, and items by name."""
    text = base()[MAIL].decode()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    made = {
        f"catalog/configuration-items/{name}.yaml": (
            f"apiVersion: itsm/v1\nkind: ConfigurationItem\nmetadata: {{name: {name}, title: Item}}\n"
            f"spec: {{owner: network-lead, requires: [{required}]}}\n"
        ).encode()
        for name, required in files.items()
    }
    return load(MemoryTree({**base(), MAIL: text.encode(), **made}))


COVERS = "  covers: [service:email]\n"


def costs(found: Catalog) -> dict[str, Decimal]:
    return {ref: cost for ref, cost in contract_costs(found, DAY, "EUR").items() if cost}


def test_it_is_split_equally_over_what_it_covers() -> None:
    found = catalog((COVERS, "  covers: [service:email, service:network]\n"))
    assert costs(found) == {"service:email": Decimal(3000), "service:network": Decimal(3000)}


def test_shares_go_before() -> None:
    found = catalog((COVERS, COVERS + "  costShares: {email: 12.5, network: 80}\n"))
    assert costs(found) == {"service:email": Decimal(750), "service:network": Decimal(4800)}


def test_without_covers_what_requires_it_bears_it() -> None:
    assert costs(catalog((COVERS, ""))) == {"service:email": Decimal(6000)}


def test_the_part_of_an_item_goes_to_what_requires_it() -> None:
    found = catalog((COVERS, "  covers: [ci:core-switch, ci:shelf]\n"), rack="ci:core-switch", shelf="")
    assert costs(found) == {"service:network": Decimal(1500)}
    assert sum(costs(catalog((COVERS, "  covers: [ci:core-switch]\n"))).values()) == 6000


def test_a_cycle_of_items_bears_nothing() -> None:
    found = catalog((COVERS, "  covers: [ci:a, service:email]\n"), a="ci:b", b="ci:a")
    assert costs(found) == {"service:email": Decimal(3000)}


def test_a_contract_that_has_ended_costs_nothing() -> None:
    assert costs(catalog(("validFrom: 2026-01-01", "validFrom: 2025-01-01\n  validTo: 2026-11-20"))) == {}


def test_a_contract_without_covers_covers_what_requires_it() -> None:
    assert [each.ref for each in covering(catalog((COVERS, "")), "service:email", DAY)] == ["contract:mail"]
    assert [each.ref for each in covering(catalog(), "service:email", DAY)] == ["contract:mail"]
    other = catalog((COVERS, "  covers: [service:network]\n"))
    assert covering(other, "service:email", DAY) == []


def test_the_supplier_behind_something() -> None:
    found = catalog()
    records = (found.records[ref] for ref in ("contract:mail", "service:email", "role:it-manager"))
    assert [supplier_of(record) for record in records] == ["stakeholder:mail-host", None, None]
    text = base()["catalog/services/email.yaml"] + b"  provider: stakeholder:mail-host\n"
    provided = load(MemoryTree({**base(), "catalog/services/email.yaml": text}))
    assert supplier_of(provided.records["service:email"]) == "stakeholder:mail-host"
