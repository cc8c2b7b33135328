"""Who feels a change: exactly these, each for the reason given."""

from __future__ import annotations

from itsm_as_code.catalog import load
from itsm_as_code.transition import compare
from itsm_as_code.transition.impact import impact_of
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

Felt = dict[str, list[tuple[str, str, str]]]


def felt(path: str, old: str, new: str, before: dict[str, bytes] | None = None) -> Felt:
    """Label to (entity, what the step came from, the relation) after one replacement."""
    start = before or dict(base())
    assert old.encode() in start[path]
    head = load(MemoryTree({**start, path: start[path].replace(old.encode(), new.encode())}))
    first = load(MemoryTree(start))
    groups = impact_of(compare(first, head), first, head).groups
    return {
        label: [(member.record.ref, member.through, member.because.phrase) for member in members]
        for label, members in groups.items()
    }


def test_a_lowered_promise_reaches_the_customer_and_the_objective() -> None:
    assert felt("catalog/slas/sales.yaml", "atLeast: 99.0", "atLeast: 98.0") == {
        "Objectives": [("objective:growth", "Selling", "supports")],
        "Business processes": [("business-process:selling", "E-mail", "enables")],
        "Customers": [("stakeholder:sales", "What IT promises Sales", "is agreed with")],
        "Users": [("stakeholder:sales-staff", "E-mail", "is used by")],
        "Services": [("service:email", "What IT promises Sales", "promises")],
    }


def test_what_lies_under_a_service_reaches_the_agreement_above_it() -> None:
    found = felt("catalog/contracts/mail.yaml", "atLeast: 99.9", "atLeast: 99.0")
    assert ("service:email", "Hosted mail", "covers") in found["Services"]
    assert ("sla:sales", "Hosted mail", "takes escalations of") in found["Service level agreements"]
    assert found["Objectives"] == [("objective:growth", "Selling", "supports")]


def test_a_target_for_one_service_leaves_the_others_alone() -> None:
    files = dict(base())
    files["catalog/slas/sales.yaml"] = (
        files["catalog/slas/sales.yaml"]
        .replace(b"services: [email]", b"services: [email, network]")
        .replace(
            b"{metric: availability, atLeast: 99.0",
            b"{metric: availability, for: service:network, atLeast: 99.0",
        )
    )
    found = felt("catalog/slas/sales.yaml", "atLeast: 99.0", "atLeast: 98.0", files)
    assert [ref for ref, *_ in found["Services"]] == ["service:network"]
    assert "Business processes" not in found
    both = felt("catalog/slas/sales.yaml", "notice: 6mo", "notice: 3mo", files)
    assert [ref for ref, *_ in both["Services"]] == ["service:email", "service:network"]


def test_a_term_concerns_nobody() -> None:
    assert felt("catalog/terms/incident.yaml", "definition: ", "definition: In short, ") == {}
