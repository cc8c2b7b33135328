"""Which profile is proposed, and with which reasons."""

from __future__ import annotations

import pytest

from itsm_as_code.scaffold.advice import Facts, propose


@pytest.mark.parametrize(
    ("facts", "profile", "reasons"),
    [
        (Facts(), "starter", ("The size of the organisation is not known, and starter asks least.",)),
        (
            Facts(staff=1),
            "starter",
            ("1 person works here: everybody knows whom to ask, so little has to be written down.",),
        ),
        (
            Facts(staff=49, sites=2),
            "starter",
            (
                "49 people work here: everybody knows whom to ask, so little has to be written down.",
                "The work is done at 2 places, so people can talk.",
            ),
        ),
        (
            Facts(staff=50, sites=2),
            "standard",
            ("50 people work here: not everybody knows everybody, so promises have to be written down.",),
        ),
        (
            Facts(staff=20, devices=150),
            "standard",
            ("150 devices need records, processes and somebody who answers for them.",),
        ),
        (
            Facts(staff=2400, sites=30),
            "standard",
            ("Maturity and culture are not known, and standard is enough to begin with.",),
        ),
        (
            Facts(staff=2400, maturity=4, culture="formal"),
            "regulated",
            (
                "2,400 people work here: nobody can overlook it all, so evidence has to stand in for trust.",
                "Maturity 4 of 5: people are used to showing that they keep the rules.",
                "The culture is formal: people expect that rules are kept and proved.",
            ),
        ),
        (
            Facts(staff=2400, maturity=4, culture="informal"),
            "standard",
            ("The culture is informal: more than the standard rules would be written for nobody.",),
        ),
        (
            Facts(staff=2400, maturity=1),
            "starter",
            ("Maturity 1 of 5: begin with little, and keep it.",),
        ),
        (
            Facts(staff=80, maturity=2, culture="balanced"),
            "standard",
            (
                "80 people work here: not everybody knows everybody, so promises have to be written down.",
                "Maturity 2 of 5: processes exist, and the rules can hold people to them.",
            ),
        ),
        (
            Facts(maturity=5, culture="formal"),
            "starter",
            ("The size of the organisation is not known, and starter asks least.",),
        ),
    ],
)
def test_proposals(facts: Facts, profile: str, reasons: tuple[str, ...]) -> None:
    proposal = propose(facts)
    assert (proposal.profile, proposal.reasons) == (profile, reasons)


@pytest.mark.parametrize("culture", [None, "informal", "balanced", "formal"])
@pytest.mark.parametrize("maturity", [None, 0, 2, 5])
@pytest.mark.parametrize("staff", [None, 5, 500, 5000])
def test_there_is_always_a_reason(staff: int | None, maturity: int | None, culture: str | None) -> None:
    assert propose(Facts(staff=staff, maturity=maturity, culture=culture)).reasons
