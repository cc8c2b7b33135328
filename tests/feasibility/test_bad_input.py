"""What is wrong in the sample is found once, where it stands: no figure rests on it, nothing is raised.

Each case changes the clean sample: what is written, the findings that this adds, and what the derivation of
the tills says instead of figures, with the first words of the sections that say so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from itsm_as_code import api
from itsm_as_code.catalog import Catalog, load
from itsm_as_code.lint import lint
from itsm_as_code.report.derivation import render_markdown, render_text
from itsm_as_code.report.derivation_json import render_json
from itsm_as_code.report.style import PLAIN
from itsm_as_code.tree import OverlayTree, WorkingTree

TODAY = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])
RULES = ("SYN", "SCH", "REF", "CAL001", "DEP", "AVL", "TIM", "REC", "AGR004", "AGR013")
Edit = tuple[str, str, str]
"""A file, what stands there (everything when empty), and what takes its place."""

TILLS, NETWORK, PLATFORM = (
    f"catalog/services/{name}.yaml" for name in ("point-of-sale", "network", "platform")
)
RETAIL, APPLICATION = "catalog/slas/retail.yaml", "catalog/olas/application.yaml"
FIBRE, STORE = "catalog/contracts/fibre.yaml", "catalog/calendars/store.yaml"
LINES = "{atLeast: 1, of: [contract:fibre, contract:lte], failover: 2m}"
CLOUD, FIGURE = "requires: [contract:cloud]", "intrinsicAvailability: 99.98"
WINDOW = "atLeast: 99.8\n      per: 1y"
NEVER = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {name: store, title: Shop hours}
spec:
  owner: customer-manager
  once: [{from: 2020-01-01T00:00, to: 2020-01-02T00:00}]
"""
WEEK = 'weekly:\n    mon-sat: ["09:00-20:00"]\n    sun: ["11:00-18:00"]\n'

CASES: dict[str, tuple[list[Edit], list[str], tuple[str, set[str]]]] = {
    "a cycle": (
        [(PLATFORM, CLOUD, "requires: [contract:cloud, service:point-of-sale]")],
        ["services/platform.yaml:42:30 DEP001"],
        (
            "Availability Promised Recovery",
            {"service:platform requires itself through service:point-of-sale"},
        ),
    ),
    "a service that requires itself": (
        [(PLATFORM, CLOUD, "requires: [service:platform]")],
        ["services/platform.yaml:42:14 DEP001"],
        ("Availability Promised Recovery", {"service:platform requires itself"}),
    ),
    "a group of none": (
        [(NETWORK, LINES, "{atLeast: 1, of: []}")],
        ["services/network.yaml:59:17 DEP002"],
        ("Availability Promised Recovery", {"a group of service:network has no members"}),
    ),
    "more than there are": (
        [(NETWORK, LINES, "{atLeast: 3, of: [contract:fibre, contract:lte]}")],
        ["services/network.yaml:59:17 DEP002"],
        ("Availability Promised Recovery", {"a group of service:network asks for 3 of 2 members"}),
    ),
    "fewer than one": (
        [(NETWORK, LINES, "{atLeast: 0, of: [contract:fibre, contract:lte]}")],
        ["services/network.yaml:59:17 DEP002"],
        ("Availability Promised Recovery", {"a group of service:network asks for 0 of 2 members"}),
    ),
    "one line twice": (
        [(NETWORK, LINES, "{atLeast: 1, of: [contract:fibre, contract:fibre]}")],
        ["services/network.yaml:59:41 DEP002"],
        ("Availability Promised Recovery", {"a group of service:network lists contract:fibre twice"}),
    ),
    "a line that is not there": (
        [(NETWORK, "contract:lte", "contract:nobody")],
        ["services/network.yaml:59:41 REF001"],
        (
            "Availability Promised Recovery",
            {"service:network requires contract:nobody, which does not exist"},
        ),
    ),
    "requirements that cannot be read": (
        [(PLATFORM, CLOUD, "requires: [17]")],
        ["services/platform.yaml:42:14 SCH004"],
        ("Availability Promised Recovery", {"'requires' of service:platform does not fit its schema"}),
    ),
    "a promise of 100 %": (
        [(RETAIL, "atLeast: 99.8\n", "atLeast: 100\n")],
        ["slas/retail.yaml:31:16 SCH005"],
        ("", set()),
    ),
    "a promise of nothing": (
        [(RETAIL, "atLeast: 99.8\n", "atLeast: 0\n")],
        ["slas/retail.yaml:31:16 SCH005"],
        ("", set()),
    ),
    "a figure of 100 %": (
        [(PLATFORM, FIGURE, "intrinsicAvailability: 100")],
        ["services/platform.yaml:36:26 SCH005"],
        ("Availability Promised", {"'intrinsicAvailability' of service:platform does not fit its schema"}),
    ),
    "a figure of nothing": (
        [(PLATFORM, FIGURE, "intrinsicAvailability: 0")],
        ["services/platform.yaml:36:26 SCH005"],
        ("Availability Promised", {"'intrinsicAvailability' of service:platform does not fit its schema"}),
    ),
    "a figure that is no number": (
        [(PLATFORM, FIGURE, "intrinsicAvailability: .nan")],
        ["services/platform.yaml:36:26 SYN002"],
        ("Availability Promised", {"'intrinsicAvailability' of service:platform does not fit its schema"}),
    ),
    "a contract of 100 %": (
        [(FIBRE, "atLeast: 99.5", "atLeast: 100")],
        ["contracts/fibre.yaml:22:39 SCH005"],
        ("Availability Promised Recovery", {"contract:fibre does not fit its schema"}),
    ),
    "a contract without a beginning": (
        [(FIBRE, "validFrom: 2026-01-01", "validFrom: soon")],
        ["contracts/fibre.yaml:17:14 SCH006"],
        ("Availability Promised Recovery", {"contract:fibre does not fit its schema"}),
    ),
    "a window of no length": (
        [(RETAIL, WINDOW, "atLeast: 99.8\n      per: 0d")],
        ["slas/retail.yaml:32:12 SCH006"],
        ("Promised", {"the target in sla:retail does not fit its schema"}),
    ),
    "a window longer than the agreement": (
        [(RETAIL, WINDOW, "atLeast: 99.8\n      per: 10y")],
        [],
        ("", set()),
    ),
    "an agreement that ends before it begins": (
        [(RETAIL, "validTo: 2028-01-01", "validTo: 2025-01-01")],
        ["slas/retail.yaml:19:12 AGR004"],
        ("", set()),
    ),
    "an agreement of no length": (
        [(RETAIL, "validTo: 2028-01-01", "validTo: 2026-01-01")],
        ["slas/retail.yaml:19:12 AGR004"],
        ("", set()),
    ),
    "hours that are not there": (
        [(TILLS, "serviceHours: store", "serviceHours: nowhere")],
        ["services/point-of-sale.yaml:55:17 REF001"],
        ("Promised Resolution Resolution Resolution", {"calendar:nowhere does not exist"}),
    ),
    "hours that cannot be read": (
        [(STORE, WEEK, "weekly: often\n")],
        ["calendars/store.yaml:14:11 SCH004"],
        ("Promised Resolution Resolution Resolution", {"calendar:store does not fit its schema"}),
    ),
    "hours in no time zone": (
        [(STORE, "Europe/Lisbon", "Europe/Atlantis")],
        ["calendars/store.yaml:13:13 CAL001"],
        ("", set()),
    ),
    "hours that never open": (
        [(STORE, "", NEVER)],
        ["slas/operations.yaml:29:16 AGR013", "slas/retail.yaml:31:16 AGR013"],
        ("Promised", {"the agreed hours never open from 2026-01-01 to 2028-01-01"}),
    ),
    "a time that cannot be read": (
        [
            (
                APPLICATION,
                "resolution-time, priority: 1, atMost: 45m",
                "resolution-time, priority: 1, atMost: often",
            )
        ],
        ["olas/application.yaml:33:54 SCH006"],
        ("Resolution Resolution Resolution", {"ola:application does not fit its schema"}),
    ),
    "an escalation to nobody": (
        [(RETAIL, "ola:application, handoff", "ola:nobody, handoff")],
        ["slas/retail.yaml:60:12 REF001"],
        (
            "Resolution Resolution Resolution",
            {
                "ola:nobody states no resolution time for priority 1",
                "ola:nobody states no resolution time for priority 3",
                "ola:nobody states no resolution time for priority 2",
            },
        ),
    ),
    "a recovery that cannot be read": (
        [(TILLS, "recovery: 30m", "recovery: soon")],
        ["services/point-of-sale.yaml:53:13 SCH006"],
        ("Recovery", {"'recovery' of service:point-of-sale does not fit its schema"}),
    ),
}


@pytest.fixture(scope="module")
def sample(root: Path) -> Catalog:
    return load(WorkingTree(root))


@pytest.fixture(scope="module")
def known(sample: Catalog) -> frozenset[str]:
    return frozenset(finding.fingerprint for finding in lint(sample, TODAY, select=RULES).findings)


@pytest.mark.parametrize("case", CASES)
def test_one_fault_one_finding(case: str, root: Path, sample: Catalog, known: frozenset[str]) -> None:
    edits, findings, unknown = CASES[case]
    files: dict[str, str] = {}
    for path, old, new in edits:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        files[path] = text.replace(old, new, 1) if old else new
    tree = OverlayTree(WorkingTree(root), {path: text.encode() for path, text in files.items()})
    catalog = load(tree, {file.path: file for file in sample.files[1:] if file.path not in files})
    found = lint(catalog, TODAY, select=RULES).findings
    told = [f"{each.location} {each.code}" for each in found if each.fingerprint not in known]
    assert [each.removeprefix("catalog/") for each in told] == findings
    derived = api.derivation(catalog, "service:point-of-sale", TODAY)
    sections = [section.splitlines() for section in render_text(catalog, derived, PLAIN).split("\n\n")]
    rows = [(title.split()[0], row.split(None, 2)) for title, *rows in sections for row in rows[:1]]
    missing = [(word, words[2]) for word, words in rows if words[:2] == ["not", "computed"]]
    assert (" ".join(word for word, _ in missing), {reason for _, reason in missing}) == unknown
    content = render_json(derived)
    assert "NaN" not in content
    assert json.loads(content)["services"][0]["service"] == "service:point-of-sale"
    assert render_markdown(catalog, derived).count("not computed") == len(missing)
