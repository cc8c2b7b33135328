"""Who acts: the people behind a role or a login."""

from __future__ import annotations

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.catalog.people import people_of
from itsm_as_code.tree import MemoryTree

ROLE = "apiVersion: itsm/v1\nkind: Role\nmetadata: {{name: lead, title: Lead}}\nspec: {{heldBy: [{}]}}\n"
TEAM = "apiVersion: itsm/v1\nkind: Team\nmetadata: {{name: desk, title: Desk}}\nspec: {{{}}}\n"


@pytest.mark.parametrize(
    ("held_by", "team", "people"),
    [
        ("user:ana", "", {"ana"}),
        ("user:ana, user:rui", "", {"ana", "rui"}),
        ("{name: Ana Ruiz, email: ana@example.com}", "", {"ana@example.com"}),
        ("{name: Ana Ruiz}", "", {"Ana Ruiz"}),
        (
            "team:desk",
            "members: [{handle: ida}, {name: Tom, email: tom@example.com}]",
            {"ida", "tom@example.com"},
        ),
        ("team:desk, user:ana", "members: [{handle: ida}]", {"ida", "ana"}),
        ("team:desk, user:ana", "directory: oakleaf/desk", set()),
        ("team:nowhere, user:ana", "", set()),
        ("", "", set()),
    ],
)
def test_the_people_behind_a_role(held_by: str, team: str, people: set[str]) -> None:
    files = {
        "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
        "catalog/roles/lead.yaml": ROLE.format(held_by),
        "catalog/teams/desk.yaml": TEAM.format(team),
    }
    assert people_of(load(MemoryTree(files)), "role:lead") == people


def test_a_login_is_a_person_and_an_unknown_role_is_nobody() -> None:
    catalog = load(MemoryTree({"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n"}))
    assert people_of(catalog, "user:ana") == {"ana"}
    assert people_of(catalog, "role:nobody") == frozenset()
