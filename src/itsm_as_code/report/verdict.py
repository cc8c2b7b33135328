"""A verdict in sentences, for all reports that people read: what stands in the way, whom to ask, and why."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.text import all_of, any_of, count
from itsm_as_code.transition.table import Outcome
from itsm_as_code.transition.verdict import Reason, Requirement, Source, Verdict

MOST_REASONS = 6
"""Reasons that are told of one agreement."""


def headline(verdict: Verdict) -> str:
    """The verdict in one sentence."""
    missing = count(len(verdict.missing), "agreement is missing", "agreements are missing")
    if verdict.outcome is Outcome.REFUSE and verdict.refusals:
        return f"Refused: {count(len(verdict.refusals), 'thing')} in it that nobody's agreement mends."
    if verdict.outcome is Outcome.REFUSE:
        return f"Refused until {_until(verdict)}."
    if verdict.outcome is Outcome.HOLD and verdict.enforced:
        return f"On hold: {missing}."
    if verdict.outcome is Outcome.HOLD:
        return f"May be merged, since this repository only reports: {missing}."
    if verdict.requirements:
        return "May be merged: everybody who has to agree has agreed."
    return "May be merged: nobody has to agree."


def _until(verdict: Verdict) -> str:
    who = [each.title for each in verdict.missing if each.until is Outcome.REFUSE]
    return f"{all_of(who)} {'agrees' if len(who) == 1 else 'agree'}"


def kind(verdict: Verdict) -> str:
    """The type and the risk: "Normal change, high risk"."""
    risk = f", {verdict.risk.value} risk" if verdict.risk is not None else ""
    incident = f", incident {verdict.emergency}" if verdict.emergency is not None else ""
    review = f", to be reviewed by {verdict.review_due.isoformat()}" if verdict.review_due is not None else ""
    return f"{verdict.type.value.capitalize()} change{risk}{incident}{review}"


def title(requirement: Requirement) -> str:
    """Who has to agree, and as what."""
    who = requirement.title[0].upper() + requirement.title[1:]
    return f"{who}: {all_of(list(requirement.capacity))}"


def asking(requirement: Requirement) -> str:
    """Whom to ask, and why it is they."""
    ask = (
        f"Ask {any_of([str(each) for each in requirement.ask])}."
        if requirement.ask
        else "There is nobody to ask."
    )
    if requirement.ask == () and requirement.authorities == ("anyone",):
        ask = ""
    return " ".join(part for part in (ask, requirement.note) if part)


def given(requirement: Requirement) -> str:
    """Who agreed, as what, when and where."""
    agreement = requirement.given
    assert agreement is not None
    day = agreement.at[:10]
    if agreement.source is Source.RECORD:
        return f"{agreement.by} on {day}, on record, confirmed by {agreement.confirmed}"
    if agreement.source is Source.AUTHOR:
        return f"{agreement.by}, by proposing the change"
    where = f" for {agreement.commit[:7]}" if agreement.commit else ""
    capacity = "" if agreement.capacity in requirement.authorities else f" as {agreement.capacity}"
    return f"{agreement.by} on {day}{where}{capacity}"


def reasons(requirement: Requirement) -> Iterator[str]:
    """Why somebody has to agree, each reason a sentence without its full stop."""
    yield from (sentence(each) for each in requirement.reasons[:MOST_REASONS])
    left = len(requirement.reasons) - MOST_REASONS
    if left > 0:
        yield f"and {count(left, 'further reason')}"


def sentence(reason: Reason) -> str:
    """A reason: what it is about, and what the change does to it."""
    return f"{reason.subject} {reason.text}"
