from __future__ import annotations

import re

import pytest

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.reference import pages

NAMES = [*(f"{kind.short}.md" for kind in KINDS.values()), "settings.md", "index.md"]


def test_every_kind_has_a_page() -> None:
    assert list(pages()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages(name: str) -> None:
    text = pages()[name].decode()
    targets = {target.partition("#")[0] for target in re.findall(r"\]\(([^)]*)\)", text)}
    assert targets <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_whole(name: str) -> None:
    rows = [line for line in pages()[name].decode().splitlines() if line.startswith("| ")]
    heads = {len(re.findall(r"(?<!\\)\|", row)) for row in rows if not row.startswith("| ---")}
    assert heads <= {3, 4, 5, 6}
    table = [row for row in rows if row.startswith("| `")]
    assert {row.count("|") for row in table} == ({5} if table else set())


def test_a_row_says_what_the_field_takes() -> None:
    sla, calendar = pages()["sla.md"].decode(), pages()["calendar.md"].decode()
    assert (
        "| `customer` * | [Stakeholder](stakeholder.md) |  | The customer to whom the promise is made. |"
        in sla
    )
    assert (
        "| `renewal` | `undecided`, `renew` or `end` | `undecided` | What is to happen at its end. |" in sla
    )
    assert "- Exactly one of `targets[].atLeast` and `targets[].atMost` stands." in sla
    assert "- `appliesTo` is needed where `freeze` is `true`." in calendar


def test_the_index_says_who_sees_a_kind() -> None:
    index = pages()["index.md"].decode()
    assert "| [Service](service.md) | `service` | `catalog/services/<name>.yaml` | yes | business |" in index
    assert "| [Team](team.md) | `team` | `catalog/teams/<name>.yaml` | no | internal |" in index
