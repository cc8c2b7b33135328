"""Attacks on agreement: approvals that are one's own, another's, for something else, or none."""

from __future__ import annotations

import datetime as dt

from tests.gate.attack import EVERYBODY, Harmless, Held, Refused, attack
from tests.gate.oakleaf import EMAIL, NETWORK, SLA, WIKI
from tests.gate.pull_request import PullRequest

_THEME = "approvals"
_GOLD = "spec: {level: Gold}"
_LEAD, _ROW = "role:service-desk-lead", "other-live"


@attack(
    _THEME, "the author's own", Held(_LEAD, _ROW, "nobody agrees to a change that they opened or pushed to")
)
def _(pr: PullRequest) -> None:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("ida")


@attack(
    _THEME,
    "the author's own, in capitals",
    Held(_LEAD, _ROW, "nobody agrees to a change that they opened or pushed to"),
)
def _(pr: PullRequest) -> None:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("IDA")


@attack(_THEME, "the author's second account", Held(_LEAD, _ROW))
def _(pr: PullRequest) -> None:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("ida-2")


@attack(
    _THEME, "a pusher's own", Held(_LEAD, _ROW, "nobody agrees to a change that they opened or pushed to")
)
def _(pr: PullRequest) -> None:
    pr.pushers = ("ida",)
    pr.change({WIKI: _GOLD})
    pr.approve("ida")


@attack(_THEME, "a co-author's own", Held(_LEAD, _ROW, "the commits name them as an author or committer"))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD}, "Change\n\nCo-authored-by: Ida <12+ida@users.noreply.github.com>\n")
    pr.approve("ida")


@attack(
    _THEME,
    "a forged co-author hands the decision to a deputy",
    Held(_LEAD, _ROW, "Take those commits out of the change."),
)
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD}, "Change\n\nCo-authored-by: Ida <12+ida@users.noreply.github.com>\n")
    pr.approve("noor")


@attack(_THEME, "a program's", Held(_LEAD, _ROW, "it is a program's"))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", isBot=True)


@attack(_THEME, "given, then pushed again", Held(_LEAD, _ROW, "is judged"))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    pr.change({WIKI: "spec: {level: Platinum}"})


@attack(
    _THEME,
    "by somebody who may only read",
    Held(_LEAD, _ROW, "their permission is read, and write is needed"),
)
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", permission="read")


@attack(_THEME, "a comment that says so", Held(_LEAD, _ROW))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", verdict="commented")


@attack(
    _THEME,
    "a status that says so, held to no commit",
    Held(_LEAD, _ROW, "the host does not hold approvals to a commit"),
)
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", binding="none")


@attack(_THEME, "without a commit", Held(_LEAD, _ROW, "it is for no commit"))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", sha=None)


@attack(_THEME, "taken back afterwards", Held(_LEAD, _ROW, "it asks for changes"))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    pr.approve("ida", verdict="changes-requested", at="2026-11-19T11:00:00Z")


@attack(_THEME, "taken back afterwards, in another time zone", Held(_LEAD, _ROW))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", at="2026-11-19T23:30:00+14:00")
    pr.approve("ida", verdict="dismissed", at="2026-11-19T10:00:00-11:00")


@attack(_THEME, "by the wrong role", Held("role:customer-manager", "sla-tightened"))
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 99.2")})
    pr.approve("ida")


@attack(_THEME, "by a deputy while the holder could decide", Held(_LEAD, _ROW))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("noor")


@attack(
    _THEME,
    "by a deputy, since the holder proposes it",
    Harmless("the deputy decides where every holder took part"),
)
def _(pr: PullRequest) -> None:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("noor")


@attack(
    _THEME,
    "the only one who could agree proposes it",
    Held("role:network-lead", _ROW, "Name a deputy of role:network-lead"),
)
def _(pr: PullRequest) -> None:
    pr.author = "tom"
    pr.change({NETWORK: _GOLD})
    pr.approve("tom")


@attack(
    _THEME,
    "an emergency without an incident",
    Held("role:head-of-sales", "sla-loosened", "names no incident"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 98.5")}, "Now\n\nChange-Type: emergency\n")
    pr.approve("tom")


@attack(_THEME, "an emergency without its authority", Held("role:delivery-manager", "emergency"))
def _(pr: PullRequest) -> None:
    pr.change({EMAIL: _GOLD}, "Now\n\nChange-Type: emergency\nIncident: INC-1\n")
    for login in ("ida", "noor", "lena", "marta"):
        pr.approve(login)


@attack(_THEME, "an emergency that takes the gate with it", Held("role:it-manager", "gate"))
def _(pr: PullRequest) -> None:
    pr.change(
        {"itsm.yaml": ("mode: enforce", "mode: report")}, "Now\n\nChange-Type: emergency\nIncident: INC-1\n"
    )
    pr.approve("tom")


@attack(
    _THEME, "an emergency that breaks the catalogue", Refused("service:wiki is deleted while operational")
)
def _(pr: PullRequest) -> None:
    pr.change({WIKI: None}, "Now\n\nChange-Type: emergency\nIncident: INC-1\n")
    for login in EVERYBODY:
        pr.approve(login)


@attack(_THEME, "a commit dated after the freeze", Held("role:quality-manager", "frozen"))
def _(pr: PullRequest) -> None:
    pr.today = dt.date(2026, 12, 22)
    pr.change({EMAIL: _GOLD}, "Later\n\nSchedule: 2027-02-01\n")
    pr.approve("noor")


@attack(_THEME, "a claim that asks for less", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 98.5")}, "Typo\n\nChange-Type: standard\n")
    for login in EVERYBODY:
        pr.approve(login)


@attack(_THEME, "agreement in order", Harmless("whoever has to agree did, for this very commit"))
def _(pr: PullRequest) -> None:
    pr.change({WIKI: _GOLD})
    pr.approve("ida")


@attack(
    _THEME,
    "a customer's agreement on record, confirmed by Customer Management",
    Harmless("the signatory agreed with evidence, and somebody else confirms it"),
)
def _(pr: PullRequest) -> None:
    agreed = "{role: head-of-sales, by: Ana Ruiz, date: 2026-11-19, evidence: Minutes of 19 November}"
    signed = "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes}"
    pr.change({SLA: f"spec: {{approvals: [{signed}, {agreed}]}}"})
    pr.change({SLA: ('"atLeast": 99.0', '"atLeast": 98.5')})
    for login in ("lena", "noor"):
        pr.approve(login)
