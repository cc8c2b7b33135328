"""What is over, and what goes on by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.catalog.lifecycle import is_over
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base, patched

DAY = dt.date(2026, 11, 20)
WAIVER = b"""\
apiVersion: itsm/v1
kind: Waiver
metadata: {name: later, title: Later}
spec:
  owner: it-manager
  rule: REC006
  scope: [procedure:restore-email]
  reason: The move.
  requestedBy: role:network-lead
  approvedBy: role:it-manager
  granted: 2026-10-01
  expires: 2026-11-20
"""


@pytest.mark.parametrize(
    ("path", "excerpt", "expected"),
    [
        ("services/email", "state: retiring", False),
        ("services/email", "state: retired", True),
        ("configuration-items/core-switch", "state: planned", False),
        ("configuration-items/core-switch", "state: retired", True),
        ("risks/one-switch", "status: accepted", False),
        ("risks/one-switch", "status: closed", True),
        ("improvements/clearer-reports", "status: open", False),
        ("improvements/clearer-reports", "status: done", True),
        ("improvements/clearer-reports", "status: rejected", True),
        ("slas/sales", "validTo: 2026-11-21", False),
        ("slas/sales", "validTo: 2026-11-20", True),
        ("olas/network", "{validTo: 2026-11-20, autoRenew: true}", False),
        ("contracts/mail", "{validTo: 2026-11-20, autoRenew: true, renewal: end}", True),
        ("roles/it-manager", "{}", False),
    ],
)
def test_what_is_over(path: str, excerpt: str, expected: bool) -> None:
    file = f"catalog/{path}.yaml"
    spec = excerpt if excerpt.startswith("{") else f"{{{excerpt}}}"
    catalog = load(MemoryTree({**base(), file: patched(file, f"spec: {spec}".encode())}))
    record = next(record for record in catalog.records.values() if record.path == file)
    assert is_over(record, DAY) is expected


@pytest.mark.parametrize(("day", "expected"), [(DAY - dt.timedelta(days=1), False), (DAY, True)])
def test_a_waiver_is_over_on_the_day_it_expires(day: dt.date, expected: bool) -> None:
    catalog = load(MemoryTree({**base(), "policies/waivers/later.yaml": WAIVER}))
    assert is_over(catalog.records["waiver:later"], day) is expected
