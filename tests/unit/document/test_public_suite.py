"""The public YAML test suite: inside the subset its values hold, outside of it there is a problem."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from itsm_as_code.document import characters, parse, thorough
from itsm_as_code.document.source import Source

# Valid YAML outside the subset, by the rules that report it.
OUTSIDE = {
    "anchor-or-alias": """
        26DV 3GZX 3R3P 6KGN 7BMT 7BUB CN3R E76Z FTA2 JS2J SKE5 U3XV V55R Y2GN ZH7C ZWK4""",
    "tag": """
        2AUY 2XXW 33X3 52DL 565N 57H4 6CK3 6JWB 735Y 74H7 7FWL 8MK2 CC74 EHF6 J7PZ L94M M5C3 P76L S4JQ U3C3
        UKK6/02 Z67P Z9M4""",
    "anchor-or-alias tag": "BU8L C4HZ CUP7 F2C7 HMQ5 LE5A UGM3",
    "anchor-or-alias not-one-document tag": "9KAX",
    "not-one-document": """
        6XDY 7Z25 8G76 98YD AVM7 DK95/07 HWV9 JHB9 KSS4 L383 M7A3 PUW8 QT73 RZT7 U9NS""",
    "not-one-document tag": "35KP",
    # Control characters written as escapes.
    "forbidden-character": "G4RS",
    # Directives other than %YAML 1.2.
    "syntax-error tag": "5TYM FH7J WZ62",
    "not-one-document syntax-error": "6ZKB 9DXL MUS6/02 MUS6/03 MUS6/04 MUS6/05 MUS6/06",
    "not-one-document syntax-error tag": "6WLZ 9WXW",
    # Keys that are mappings, lists or missing; directives; and what libyaml refuses: tabs for indentation,
    # colons and question marks without a space, texts that begin with a colon, keys over several lines.
    "syntax-error": """
        2JQS 2LFX 4ABK 4FJ6 4MUZ/00 4MUZ/01 4MUZ/02 58MP 5MUD 5T43 652Z 6BCT 6CA3 6LVF 6PBE 8XYN 96NN/00
        96NN/01 9MMW 9SA2 A2M4 BEC7 CFD4 DBG4 DFF7 DK3J DK95/00 DK95/03 DK95/04 FP8R FRK4 HM87/00 HM87/01
        K3WX KK5P LX3P M2N8/00 M2N8/01 M5DY NHX8 NJ66 NKF9 Q5MG Q9WF R4YG S3PD SBG9 SM9W/01 UKK6/00 UT92
        V9D5 VJP3/01 W4TN W5VH XLQ9 Y79Y/001 Y79Y/010""",
    "anchor-or-alias syntax-error": "2SXE 6BFJ 6M2F PW8X RZP5 X38W XW4D",
}
RULES = {case: rules.split() for rules, cases in OUTSIDE.items() for case in cases.split()}


@pytest.fixture(scope="module")
def cases(corpora: Path) -> list[dict[str, Any]]:
    lines = (corpora / "yaml-test-suite.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def reading(case: dict[str, Any]) -> tuple[list[str], Any]:
    """The rules broken, but for the one about the root's type, and the root value, whatever its type."""
    data = base64.b64decode(case["yaml"])
    rules = sorted({problem.rule for problem in parse(data).problems} - {"not-a-mapping"})
    clean = characters.decode(data).clean
    assert clean is not None
    root = thorough.read(clean, Source(clean)).root
    return rules, root.value if root else None


def test_every_invalid_case_is_a_problem(cases: list[dict[str, Any]]) -> None:
    assert [case["id"] for case in cases if case["invalid"] and not reading(case)[0]] == []


def test_every_case_outside_the_subset_is_reported_as_what_it_is(cases: list[dict[str, Any]]) -> None:
    found = {case["id"]: reading(case)[0] for case in cases if not case["invalid"]}
    assert {case: rules for case, rules in found.items() if rules} == RULES


def test_every_case_inside_the_subset_has_its_value(cases: list[dict[str, Any]]) -> None:
    inside = [case for case in cases if not case["invalid"] and case["id"] not in RULES]
    wrong = {case["id"]: reading(case)[1] for case in inside if reading(case)[1] != json.loads(case["json"])}
    assert wrong == {}
    assert len(inside) > 150
