"""`itsm show --derivation`: whether the promises of the sample can be kept, with the working."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from itsm_as_code.cli import main

POINT_OF_SALE = """\
Tills and card payments  service:point-of-sale

Availability around the clock
  naive       99.77 %            wrong, for comparison: counts what is shared more than once
  exact       99.82 %            when failures are independent
  guaranteed  99.32 %            however failures hang together
  best        99.95 %            cannot be exceeded
  weakest     contract:acquirer  0.050 points more if it never failed

"""

RECOVERY = """\
Recovery when everything is lost at once
  back after             2 h 45 min  when all teams work at once
  at most                3 h 35 min  when one team does everything, one after the other
  service:point-of-sale  30 min      back after 2 h 45 min
    service:network      15 min      back after 2 h 15 min
      contract:lte       2 h         back after 2 h
    service:platform     30 min      back after 1 h 30 min
      contract:cloud     1 h         back after 1 h
    service:identity     20 min      back after 1 h 20 min
      contract:cloud     1 h         back after 1 h
    contract:acquirer    1 h         back after 1 h
  data lost              20 min      at most, by the backup of service:identity
"""


@pytest.fixture(autouse=True)
def _in_the_sample(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["show", *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_the_working_of_a_service_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "service:point-of-sale", "--derivation")
    assert out.startswith(POINT_OF_SALE)
    assert out.endswith(RECOVERY)
    assert "Promised in sla:retail: 99.8 %\n" in out
    assert "  guaranteed        98.52 %                   does not keep the promise\n" in out
    assert "  allowance         452 min                   of downtime in that window\n" in out


def test_the_working_of_an_agreement_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(shown(capsys, "sla:retail", "--derivation", "--format=json"))
    assert [each["service"] for each in found["services"]] == ["service:point-of-sale", "service:webshop"]
    tills, shop = found["services"]
    assert round(tills["figures"]["guaranteed"], 5) == 0.9932
    assert [each["shortfall"] for each in tills["promises"]] == ["unguaranteed"]
    assert [each["shortfall"] for each in shop["promises"]] == [None]
    assert [each["worstMinutes"] for each in tills["resolutions"]] == [180, 375, 2175]
    assert (tills["recovery"]["effectiveMinutes"], tills["recovery"]["boundMinutes"]) == (165, 215)


def test_the_working_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "sla:retail", "--derivation", "--format=markdown")
    assert out.startswith("## Tills and card payments (service:point-of-sale)\n\n### Availability around")
    assert "| guaranteed | 99.32 % | however failures hang together |\n" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["role:it-director", "--derivation"],
            "error: Nothing can be derived for role:it-director.\n"
            "hint: Name a service or an SLA that fits its schema.\n",
        ),
        (
            ["service:webshop", "--format=markdown"],
            "error: Markdown is written of a derivation only.\nhint: Add --derivation.\n",
        ),
    ],
)
def test_what_cannot_be_derived(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", *words]) == 2
    assert capsys.readouterr() == ("", message)
