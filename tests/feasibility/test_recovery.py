"""Recovery time and recovery point."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.feasibility.outcome import NotComputable, Reason
from itsm_as_code.feasibility.recovery import Recoverable, Recovery, RecoveryNode, RecoveryPoint, RecoveryTime
from itsm_as_code.feasibility.requirements import Group, every

POINT_OF_SALE = [
    Recoverable(
        "point-of-sale", 30, requires=every("network", "identity", "platform", "acquirer"), backup=15
    ),
    Recoverable("network", 15, requires=(Group(1, ("fibre", "lte")),)),
    Recoverable("identity", 20, requires=every("cloud"), backup=30),
    Recoverable("platform", 30, requires=every("cloud"), backup=20),
    Recoverable("cloud", 60, external=True),
    Recoverable("acquirer", 60, external=True),
    Recoverable("fibre", 480, external=True),
    Recoverable("lte", 120, external=True),
]


def recovered(components: list[Recoverable], name: str) -> RecoveryTime:
    found = Recovery(components).time(name)
    assert isinstance(found, RecoveryTime)
    return found


def test_the_point_of_sale_is_back_after_165_minutes_and_after_215_at_the_latest() -> None:
    found = recovered(POINT_OF_SALE, "point-of-sale")
    assert (found.effective, found.bound) == (165, 215)
    assert found.critical == ("point-of-sale", "network", "lte")
    assert found.nodes["network"] == RecoveryNode("network", 15, 135, "lte", ("lte",))
    assert found.nodes["platform"] == RecoveryNode("platform", 30, 90, "cloud", ("cloud",))
    assert found.nodes["cloud"] == RecoveryNode("cloud", 60, 60, None, ())
    assert "fibre" not in found.nodes


def test_a_group_waits_for_as_many_members_as_it_needs() -> None:
    nodes = [Recoverable(name, minutes) for name, minutes in zip("abcd", (10, 20, 30, 40), strict=True)]
    for k, slowest in enumerate((10, 20, 30, 40), 1):
        found = recovered([*nodes, Recoverable("s", 5, requires=(Group(k, ("d", "c", "b", "a")),))], "s")
        assert found.effective == 5 + slowest
        assert found.bound == 5 + sum((10, 20, 30, 40)[:k])


def test_what_nobody_states_is_said() -> None:
    components = [
        replace(each, recovery=None) if each.name in ("cloud", "lte") else each for each in POINT_OF_SALE
    ]
    assert Recovery(components).time("point-of-sale") == NotComputable(
        Reason.NO_FIGURE, "2 of 8 components have no recovery time", ("cloud", "lte")
    )
    # The fibre comes back, whenever the other line does.
    assert recovered(components, "network").effective == 15 + 480
    alone = Recovery([Recoverable("s", None)])
    assert alone.time("s") == NotComputable(Reason.NO_FIGURE, "1 of 1 component has no recovery time", ("s",))


def test_recovery_points() -> None:
    recovery = Recovery(POINT_OF_SALE)
    assert recovery.point("point-of-sale") == RecoveryPoint(30, "identity")
    assert recovery.point("identity") == RecoveryPoint(30, "identity")
    assert recovery.point("identity", own=False) is None
    assert recovery.point("platform") == RecoveryPoint(20, "platform")
    assert recovery.point("fibre") is None
    least = Recovery(
        [replace(each, backup=120 if each.name == "point-of-sale" else each.backup) for each in POINT_OF_SALE]
    )
    assert least.point("point-of-sale") == RecoveryPoint(120, "point-of-sale")
    assert least.point("point-of-sale", own=False) == RecoveryPoint(30, "identity")


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        (
            [Recoverable("s", 5, requires=every("a")), Recoverable("a", 5, requires=every("s"))],
            NotComputable(Reason.CYCLE, "a requires itself through s", ("a", "s")),
        ),
        (
            [Recoverable("s", 5, requires=(Group(1, ()),))],
            NotComputable(Reason.GROUP, "a group of s has no members", ("s",)),
        ),
        (
            [Recoverable("s", 5, requires=every("x"))],
            NotComputable(Reason.UNKNOWN, "s requires x, which does not exist", ("s",)),
        ),
        ([], NotComputable(Reason.UNKNOWN, "s does not exist", ("s",))),
    ],
)
def test_what_cannot_be_computed_says_why(components: list[Recoverable], expected: NotComputable) -> None:
    assert Recovery(components).time("s") == expected
    assert Recovery(components).point("s") == expected


@st.composite
def components(draw: st.DrawFn) -> list[Recoverable]:
    found: list[Recoverable] = []
    for index in range(draw(st.integers(1, 9))):
        requires = []
        for _ in range(draw(st.integers(0, min(index, 3)))):
            members = draw(st.lists(st.integers(0, index - 1), min_size=1, max_size=3, unique=True))
            requires.append(Group(draw(st.integers(1, len(members))), tuple(f"c{each}" for each in members)))
        found.append(Recoverable(f"c{index}", draw(st.integers(0, 90)), draw(st.booleans()), tuple(requires)))
    return found


@settings(max_examples=150, deadline=None)
@given(components())
def test_times_agree_with_their_definition_and_their_bound(graph: list[Recoverable]) -> None:
    effective: dict[str, int] = {}
    for each in graph:
        waits = [sorted(effective[m] for m in group.members)[group.at_least - 1] for group in each.requires]
        effective[each.name] = (each.recovery or 0) + max(waits, default=0)
        found = recovered(graph, each.name)
        assert found.effective == effective[each.name]
        assert found.effective == sum(found.nodes[name].own for name in found.critical)
        # Suppliers in the middle of a chain wait for others; then the bound of the formula is not one.
        if all(not other.external or not other.requires for other in graph):
            assert found.bound >= found.effective


def test_a_long_chain_is_no_trouble() -> None:
    chain = [Recoverable("c0", 1)]
    chain += [Recoverable(f"c{index}", 1, requires=every(f"c{index - 1}")) for index in range(1, 5000)]
    found = recovered(chain, "c4999")
    assert (found.effective, found.bound, len(found.critical)) == (5000, 5000, 5000)
