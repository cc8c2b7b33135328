"""Whom a host asks about which files, and whom it cannot ask."""

from __future__ import annotations

from itsm_as_code.catalog import load
from itsm_as_code.transition.routing import GATE, Reach, Routing, Rule, Unrouted, routing
from itsm_as_code.tree import MemoryTree

SETTINGS = "apiVersion: itsm/v1\nkind: Settings\n"


def entity(kind: str, name: str, spec: str) -> bytes:
    """A file of one entity."""
    return f"apiVersion: itsm/v1\nkind: {kind}\nmetadata: {{name: {name}, title: T}}\nspec: {spec}\n".encode()


def role(name: str, spec: str) -> dict[str, bytes]:
    """The file of a role."""
    return {f"catalog/roles/{name}.yaml": entity("Role", name, spec)}


def objective(name: str, owner: str) -> dict[str, bytes]:
    """The file of an entity that has an owner."""
    spec = f"{{owner: {owner}}}"
    return {f"catalog/objectives/{name}.yaml": entity("Objective", name, spec)}


def routed(*files: dict[str, bytes], settings: str = "", prefix: str = "") -> Routing:
    """The routing of some files, where the host calls its teams `org/team`."""
    found = {"itsm.yaml": f"{SETTINGS}{settings}".encode()}
    for each in files:
        found |= each
    return routing(load(MemoryTree(found)), lambda name: name if "/" in name else None, prefix)


ANA = role("ana", "{heldBy: [user:ana]}")
BEA = role("bea", "{heldBy: [user:bea]}")


def test_a_folder_has_one_rule_where_its_files_share_their_owner() -> None:
    found = routed(ANA, BEA, objective("one", "ana"), objective("two", "ana"))
    assert found.entities == (Rule("catalog/objectives/", Reach.FOLDER, ("ana",)),)
    assert found.unrouted == ()


def test_files_of_different_owners_have_a_rule_each() -> None:
    found = routed(ANA, BEA, objective("one", "ana"), objective("two", "bea"))
    assert found.entities == (
        Rule("catalog/objectives/one.yaml", Reach.FILE, ("ana",)),
        Rule("catalog/objectives/two.yaml", Reach.FILE, ("bea",)),
    )


def test_a_whole_root_has_one_rule_where_everything_in_it_has_one_owner() -> None:
    found = routed(ANA, objective("one", "ana"), settings="gate: {owners: [user:ana]}\n", prefix="it/")
    assert found.entities == (Rule("it/catalog/", Reach.FOLDER, ("ana",)),)


def test_without_an_account_the_deputy_and_then_the_head_of_the_function_is_asked() -> None:
    desk = {"catalog/functions/desk.yaml": entity("Function", "desk", "{head: ana}")}
    deputed = role("deputed", "{heldBy: [{name: Carla}], deputy: [user:dora]}")
    headed = role("headed", "{heldBy: [{name: Carla}], within: function:desk}")
    found = routed(ANA, desk, deputed, headed, objective("one", "deputed"), objective("two", "headed"))
    assert found.entities == (
        Rule("catalog/objectives/one.yaml", Reach.FILE, ("dora",)),
        Rule("catalog/objectives/two.yaml", Reach.FILE, ("ana",)),
    )


def test_a_team_of_the_host_is_asked_as_a_team_and_any_other_by_its_members() -> None:
    teams = {
        "catalog/teams/crew.yaml": entity("Team", "crew", "{members: [{handle: Zoe}, {handle: eva}]}"),
        "catalog/teams/lines.yaml": entity("Team", "lines", "{directory: shop/lines}"),
        "catalog/teams/odd.yaml": entity("Team", "odd", "{directory: all of us}"),
    }
    roles = [role(name, f"{{heldBy: [team:{name}]}}") for name in ("crew", "lines", "odd")]
    owned = [objective(name, name) for name in ("crew", "lines", "odd")]
    found = routed(teams, *roles, *owned)
    assert found.entities == (
        Rule("catalog/objectives/crew.yaml", Reach.FILE, ("eva", "Zoe")),
        Rule("catalog/objectives/lines.yaml", Reach.FILE, ("shop/lines",)),
    )
    assert found.unrouted == (Unrouted(("role:odd",), ("objective:odd",)),)


def test_a_policy_goes_to_its_approver_too_and_a_waiver_to_whoever_grants_it_and_owns_nothing_in_it() -> None:
    policy = entity("Policy", "p", "{owner: ana, approver: bea, statements: [We agree.]}")
    waiver = entity(
        "Waiver",
        "w",
        "{owner: ana, rule: SVC001, scope: [objective:one], reason: Soon., requestedBy: role:ana, "
        "approvedBy: role:both, granted: 2026-11-01, expires: 2026-12-01}",
    )
    both = role("both", "{heldBy: [user:ana, user:bea]}")
    files = {"policies/p.yaml": policy, "policies/waivers/w.yaml": waiver}
    found = routed(ANA, BEA, both, objective("one", "ana"), files)
    assert found.entities == (
        Rule("catalog/objectives/one.yaml", Reach.FILE, ("ana",)),
        Rule("policies/p.yaml", Reach.FILE, ("ana", "bea")),
        Rule("policies/waivers/w.yaml", Reach.FILE, ("bea",)),
    )


def test_freezes_change_models_and_what_has_no_owner_go_to_the_gate_owners() -> None:
    calendars = {
        f"catalog/calendars/{name}.yaml": entity("Calendar", name, f"{{owner: ana, always: true, {freeze}}}")
        for name, freeze in (("desk", "freeze: false"), ("sale", "freeze: true, appliesTo: all"))
    }
    models = {"catalog/change-models/m.yaml": entity("ChangeModel", "m", "{owner: ana, type: normal}")}
    found = routed(ANA, calendars, models, settings="gate: {owners: [user:gil, user:fay]}\n")
    assert found.entities == (
        Rule("catalog/calendars/desk.yaml", Reach.FILE, ("ana",)),
        Rule("catalog/calendars/sale.yaml", Reach.FILE, ("fay", "gil")),
        Rule("catalog/change-models/m.yaml", Reach.FILE, ("fay", "gil")),
        Rule("catalog/roles/ana.yaml", Reach.FILE, ("fay", "gil")),
    )


def test_what_the_gate_rests_on_is_routed_at_the_top_of_the_repository_and_of_the_catalogue() -> None:
    settings = "gate: {owners: [user:gil]}\nrequirements: [lists/iso.csv]\n"
    rules = routed(settings=settings, prefix="it/").gate
    assert [
        rule for rule in rules if "itsm" in rule.path or "github" in rule.path or "CODE" in rule.path
    ] == [
        Rule("itsm.yaml", Reach.FILE, ("gil",)),
        Rule("it/itsm.yaml", Reach.FILE, ("gil",)),
        Rule("CODEOWNERS", Reach.NAME, ("gil",)),
        Rule(".github/", Reach.FOLDER, ("gil",)),
        Rule("it/.github/", Reach.FOLDER, ("gil",)),
    ]
    assert rules[-1] == Rule("it/lists/iso.csv", Reach.FILE, ("gil",))


def test_gate_owners_without_an_account_are_named_once_with_all_that_they_are_not_asked_about() -> None:
    found = routed(role("boss", "{heldBy: [{name: Gil}]}"), settings="gate: {owners: [role:boss]}\n")
    assert found == Routing((), (), (Unrouted(("role:boss",), ("role:boss", GATE)),))


def test_where_nobody_is_named_for_the_gate_anybody_may_decide_and_nobody_is_asked() -> None:
    assert routed(role("boss", "{}")) == Routing((), (), ())
