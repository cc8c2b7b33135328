"""Attacks on agreement: approvals that are one's own, another's, for something else, or none."""

from __future__ import annotations

import datetime as dt

from tests.gate.attack import EVERYBODY, Expected, Harmless, Held, Refused, attack
from tests.gate.oakleaf import EMAIL, NETWORK, SLA, WIKI
from tests.gate.pull_request import PullRequest

_THEME = "approvals"
_GOLD = "spec: {level: Gold}"
_LEAD, _ROW = "role:service-desk-lead", "other-live"


@attack(_THEME, "the author's own")
def _(pr: PullRequest) -> Expected:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    return Held(_LEAD, _ROW, "nobody agrees to a change that they opened or pushed to")


@attack(_THEME, "the author's own, in capitals")
def _(pr: PullRequest) -> Expected:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("IDA")
    return Held(_LEAD, _ROW, "nobody agrees to a change that they opened or pushed to")


@attack(_THEME, "the author's second account")
def _(pr: PullRequest) -> Expected:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("ida-2")
    return Held(_LEAD, _ROW)


@attack(_THEME, "a pusher's own")
def _(pr: PullRequest) -> Expected:
    pr.pushers = ("ida",)
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    return Held(_LEAD, _ROW, "nobody agrees to a change that they opened or pushed to")


@attack(_THEME, "a co-author's own")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD}, "Change\n\nCo-authored-by: Ida <12+ida@users.noreply.github.com>\n")
    pr.approve("ida")
    return Held(_LEAD, _ROW, "the commits name them as an author or committer")


@attack(_THEME, "a forged co-author hands the decision to a deputy")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD}, "Change\n\nCo-authored-by: Ida <12+ida@users.noreply.github.com>\n")
    pr.approve("noor")
    return Held(_LEAD, _ROW, "Take those commits out of the change.")


@attack(_THEME, "a program's")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", isBot=True)
    return Held(_LEAD, _ROW, "it is a program's")


@attack(_THEME, "given, then pushed again")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    pr.change({WIKI: "spec: {level: Platinum}"})
    return Held(_LEAD, _ROW, "and")


@attack(_THEME, "by somebody who may only read")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", permission="read")
    return Held(_LEAD, _ROW, "their permission is read, and write is needed")


@attack(_THEME, "a comment that says so")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", verdict="commented")
    return Held(_LEAD, _ROW)


@attack(_THEME, "a status that says so, held to no commit")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", binding="none")
    return Held(_LEAD, _ROW, "the host does not hold approvals to a commit")


@attack(_THEME, "without a commit")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", sha=None)
    return Held(_LEAD, _ROW, "it is for no commit")


@attack(_THEME, "taken back afterwards")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    pr.approve("ida", verdict="changes-requested", at="2026-11-19T11:00:00Z")
    return Held(_LEAD, _ROW, "it asks for changes")


@attack(_THEME, "taken back afterwards, in another time zone")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida", at="2026-11-19T23:30:00+14:00")
    pr.approve("ida", verdict="dismissed", at="2026-11-19T10:00:00-11:00")
    return Held(_LEAD, _ROW)


@attack(_THEME, "by the wrong role")
def _(pr: PullRequest) -> Expected:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 99.2")})
    pr.approve("ida")
    return Held("role:customer-manager", "sla-tightened")


@attack(_THEME, "by a deputy while the holder could decide")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("noor")
    return Held(_LEAD, _ROW)


@attack(_THEME, "by a deputy, since the holder proposes it")
def _(pr: PullRequest) -> Expected:
    pr.author = "ida"
    pr.change({WIKI: _GOLD})
    pr.approve("noor")
    return Harmless("the deputy decides where every holder took part")


@attack(_THEME, "the only one who could agree proposes it")
def _(pr: PullRequest) -> Expected:
    pr.author = "tom"
    pr.change({NETWORK: _GOLD})
    pr.approve("tom")
    return Held("role:network-lead", _ROW, "Name a deputy of role:network-lead")


@attack(_THEME, "an emergency without an incident")
def _(pr: PullRequest) -> Expected:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 98.5")}, "Now\n\nChange-Type: emergency\n")
    pr.approve("tom")
    return Held("role:head-of-sales", "sla-loosened", "names no incident")


@attack(_THEME, "an emergency without its authority")
def _(pr: PullRequest) -> Expected:
    pr.change({EMAIL: _GOLD}, "Now\n\nChange-Type: emergency\nIncident: INC-1\n")
    for login in ("ida", "noor", "lena", "marta"):
        pr.approve(login)
    return Held("role:delivery-manager", "emergency")


@attack(_THEME, "an emergency that takes the gate with it")
def _(pr: PullRequest) -> Expected:
    pr.change(
        {"itsm.yaml": ("mode: enforce", "mode: report")}, "Now\n\nChange-Type: emergency\nIncident: INC-1\n"
    )
    pr.approve("tom")
    return Held("role:it-manager", "gate")


@attack(_THEME, "an emergency that breaks the catalogue")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: None}, "Now\n\nChange-Type: emergency\nIncident: INC-1\n")
    for login in EVERYBODY:
        pr.approve(login)
    return Refused("service:wiki is deleted while operational")


@attack(_THEME, "a commit dated after the freeze")
def _(pr: PullRequest) -> Expected:
    pr.today = dt.date(2026, 12, 22)
    pr.change({EMAIL: _GOLD}, "Later\n\nSchedule: 2027-02-01\n")
    pr.approve("noor")
    return Held("role:quality-manager", "frozen")


@attack(_THEME, "a claim that asks for less")
def _(pr: PullRequest) -> Expected:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 98.5")}, "Typo\n\nChange-Type: standard\n")
    for login in EVERYBODY:
        pr.approve(login)
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "agreement in order")
def _(pr: PullRequest) -> Expected:
    pr.change({WIKI: _GOLD})
    pr.approve("ida")
    return Harmless("whoever has to agree did, for this very commit")


@attack(_THEME, "a customer's agreement on record, confirmed by Customer Management")
def _(pr: PullRequest) -> Expected:
    agreed = "{role: head-of-sales, by: Ana Ruiz, date: 2026-11-19, evidence: Minutes of 19 November}"
    signed = "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes}"
    pr.change({SLA: f"spec: {{approvals: [{signed}, {agreed}]}}"})
    pr.change({SLA: ('"atLeast": 99.0', '"atLeast": 98.5')})
    for login in ("lena", "noor"):
        pr.approve(login)
    return Harmless("the signatory agreed with evidence, and somebody else confirms it")
