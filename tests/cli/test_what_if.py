"""`itsm what-if`: values that nobody has written, and what they do to the promises of the sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from itsm_as_code.cli import main

FIBRE = """\
Tills and card payments  service:point-of-sale
  naive       99.77 % → 99.76 %
  exact       99.82 % → 99.81 %
  guaranteed  99.32 % → 99.12 %
  best        99.95 % → 99.95 %
  recovery    2 h 45 min → 2 h 45 min

Tills and card payments: guaranteed 99.32 → 99.12 %, 17 more hours a year; the promise to Retail (99.8 %) \
still holds if failures are independent

What else moves
"""


@pytest.fixture(autouse=True)
def _in_the_sample(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def tried(capsys: pytest.CaptureFixture[str], *words: str, ref: str = "point-of-sale") -> str:
    assert main(["what-if", f"service:{ref}", *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_a_worse_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "catalog/contracts/fibre.yaml").read_bytes()
    out = tried(capsys, "--set", "contract:fibre.availability=99.3")
    assert out.startswith(FIBRE)
    assert out.endswith("\n\nNo promise breaks.\n")
    assert (root / "catalog/contracts/fibre.yaml").read_bytes() == before


def test_promises_that_break(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--set=contract:acquirer.resolution-time.P1=4h", "--set=service:point-of-sale.spec.recovery=2h"]
    found = json.loads(tried(capsys, *words, "--format=json"))
    assert found["set"] == [word.removeprefix("--set=") for word in words]
    assert found["sentences"] == [
        "Tills and card payments: priority 1 resolved after 3 h → 5 h at worst, late for sla:retail; "
        "back after 2 h 45 min → 4 h 15 min when everything is lost"
    ]
    assert [each["code"] for each in found["breaks"]] == ["REC001", "TIM002"]
    assert found["mends"] == []


def test_a_promise_that_is_mended(capsys: pytest.CaptureFixture[str]) -> None:
    out = tried(capsys, "--set=sla:office.targets[1].atLeast=97", ref="intranet")
    assert "Promises that are mended\n  AVL003  service:intranet is promised 99.5 %;" in out


@pytest.mark.parametrize(
    ("assignment", "reason"),
    [
        (
            "service:platform.requires=[service:webshop]",
            "service:platform requires itself through service:webshop",
        ),
        ("service:platform.requires=[{atLeast: 1, of: []}]", "a group of service:platform has no members"),
    ],
)
def test_what_can_no_longer_be_computed_says_why(
    assignment: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tried(capsys, f"--set={assignment}", ref="webshop")
    assert "  exact       99.84 % → not computed\n" in out
    assert f"\n\nWeb shop: can no longer be computed: {reason}\n\n" in out
    assert "No promise breaks." not in out


def test_nothing_moves(capsys: pytest.CaptureFixture[str]) -> None:
    out = tried(capsys, "--set=service:webshop.spec.criticality=high")
    assert out.endswith("\n\nNothing moves for it.\n\nNo promise breaks.\n")


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        (
            "contract:fibre",
            "error: 'contract:fibre' does not say what is to change.\n"
            "hint: Write contract:fibre.availability=99.3, for example.\n",
        ),
        (
            "contract:fiber.availability=99",
            "error: There is no entity contract:fiber.\nhint: Did you mean contract:fibre?\n",
        ),
        (
            "contract:fibre.availability.P1=99",
            "error: contract:fibre has no target of availability.P1.\n",
        ),
        (
            "service:webshop.throughput=9",
            "error: service:webshop has no target of throughput.\n",
        ),
        (
            "service:webshop.warranty[0].x=9",
            "error: 'service:webshop.warranty[0].x=9' names a field that is not there.\n",
        ),
        (
            "service:webshop.serviceHours=stor",
            "error: There is no entity calendar:stor.\nhint: Did you mean calendar:store?\n",
        ),
        (
            "contract:fibre.availability=0",
            "error: catalog/contracts/fibre.yaml would not be valid: spec.targets[0].atLeast takes a "
            "percentage between 0 and 100, both excluded, not 0.\n",
        ),
        (
            "sla:retail.targets[0].per=0d",
            "error: catalog/slas/retail.yaml would not be valid: “0d” is not a calendar span.\n",
        ),
        (
            "contract:fibre.availability=100",
            "error: catalog/contracts/fibre.yaml would not be valid: spec.targets[0].atLeast takes a "
            "percentage between 0 and 100, both excluded, not 100.\n",
        ),
    ],
)
def test_what_cannot_be_tried(assignment: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["what-if", "service:webshop", "--set", assignment]) == 2
    assert capsys.readouterr() == ("", message)


def test_only_services_are_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["what-if", "sla:retail", "--set=contract:fibre.availability=99.3"]) == 2
    assert capsys.readouterr().err == (
        "error: sla:retail is no service.\nhint: What is tried is told of a service.\n"
    )
