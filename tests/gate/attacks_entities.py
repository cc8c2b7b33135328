"""Attacks on entities: shedding the owner, becoming the owner, hiding, splitting, forging."""

from __future__ import annotations

import datetime as dt

from tests.gate.attack import EVERYBODY, Expected, Held, Refused, attack
from tests.gate.oakleaf import EMAIL, FREEZE, HEAD, NETWORK, SCANNING, SLA, WIKI
from tests.gate.pull_request import PullRequest

_THEME = "entities"
_ROLE = "catalog/roles/service-desk-lead.yaml"


def moved(pr: PullRequest, old: str, new: str, change: tuple[str, str] | None = None) -> None:
    """A file goes elsewhere, and a text in it becomes another."""
    text = (pr.path / old).read_text(encoding="utf-8")
    pr.repository.remove(old)
    pr.repository.write(new, text.replace(*change) if change else text)
    pr.repository.commit("Move")


@attack(_THEME, "renamed to shed the owner")
def _(pr: PullRequest) -> Expected:
    pr.change({"catalog/slas/shop.yaml": ("[wiki]", "[handbook]")})
    moved(pr, WIKI, "catalog/services/handbook.yaml", ("owner: service-desk-lead", "owner: it-manager"))
    text = (pr.path / "catalog/services/handbook.yaml").read_text(encoding="utf-8")
    pr.repository.write("catalog/services/handbook.yaml", text.replace("name: wiki", "name: handbook"))
    pr.repository.commit("Rename")
    for login in EVERYBODY:
        pr.approve(login)
    return Refused("service:wiki is deleted while operational, instead of retired")


@attack(_THEME, "the author becomes the owner and approves")
def _(pr: PullRequest) -> Expected:
    pr.author = "noor"
    pr.change({WIKI: ("owner: service-desk-lead", "owner: application-lead")})
    pr.approve("noor")
    return Held("role:service-desk-lead", "handed-over", "What noor said does not count")


@attack(_THEME, "the author gives themselves the role that decides")
def _(pr: PullRequest) -> Expected:
    pr.change({_ROLE: ("user:ida", "user:mallory"), EMAIL: "spec: {level: Gold}"})
    pr.approve("mallory")
    return Held("role:service-desk-lead", "handed-over")


@attack(_THEME, "the author gives an accomplice the role that decides")
def _(pr: PullRequest) -> Expected:
    pr.change({_ROLE: "spec: {heldBy: [user:eve]}", WIKI: "spec: {level: Gold}"})
    pr.approve("eve")
    return Held("role:service-desk-lead", "other-live")


@attack(_THEME, "the author joins the owning team in the change")
def _(pr: PullRequest) -> Expected:
    team = {"catalog/teams/network.yaml": "spec: {members: [{handle: tom}, {handle: eve}]}"}
    pr.change({**team, NETWORK: "spec: {level: Gold}"})
    pr.approve("eve")
    return Held("role:network-lead", "other-live")


@attack(_THEME, "a deputy is named in the change that needs one")
def _(pr: PullRequest) -> Expected:
    pr.author = "marta"
    pr.change({"catalog/roles/it-manager.yaml": "spec: {deputy: [user:eve]}"})
    pr.approve("eve")
    return Held("role:it-manager", "handed-over")


@attack(_THEME, "two entities of one name")
def _(pr: PullRequest) -> Expected:
    text = (pr.path / WIKI).read_text(encoding="utf-8")
    pr.change({"catalog/services/wiki2.yaml": text.replace("operational", "proposed")})
    return Refused("REF002")


@attack(_THEME, "moved out of the roots")
def _(pr: PullRequest) -> Expected:
    moved(pr, SLA, "archive/slas/sales.yaml")
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "a live service moved out of the roots")
def _(pr: PullRequest) -> Expected:
    moved(pr, WIKI, "archive/wiki.yaml")
    return Refused("service:wiki is deleted while operational")


@attack(_THEME, "the roots are moved to a weaker copy")
def _(pr: PullRequest) -> Expected:
    for path in list(pr.files()):
        if path.startswith("catalog/"):
            moved_to = path.replace("catalog/", "it/", 1)
            pr.repository.write(
                moved_to, (pr.path / path).read_bytes().replace(b"atLeast: 99.0", b"atLeast: 98.0")
            )
            pr.repository.remove(path)
    pr.change({"itsm.yaml": "roots: {catalog: it}"})
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "another kind under the same name")
def _(pr: PullRequest) -> Expected:
    pr.change({SLA: ("kind: ServiceLevelAgreement", "kind: OperationalLevelAgreement")})
    return Refused("REF003")


@attack(_THEME, "a suffix that other tools read: .yml")
def _(pr: PullRequest) -> Expected:
    moved(pr, SLA, "catalog/slas/sales.yml")
    return Refused("REF003")


@attack(_THEME, "a suffix that other tools read: .YAML")
def _(pr: PullRequest) -> Expected:
    moved(pr, SLA, "catalog/slas/sales.YAML")
    return Refused("REF003")


@attack(_THEME, "a suffix that other tools read: .json")
def _(pr: PullRequest) -> Expected:
    moved(pr, SLA, "catalog/slas/sales.json")
    return Refused("REF003")


@attack(_THEME, "one change split over several: an idea dies and comes back as a live service")
def _(pr: PullRequest) -> Expected:
    pr.on_main({"itsm.yaml": "gate: {baseline: 'baseline/*'}"})
    pr.repository.git("tag", "baseline/2026-11", "main")
    pr.on_main({SCANNING: None})
    pr.start_again()
    text = f"{HEAD}kind: Service\nmetadata: {{name: scanning, title: Scanning}}\nspec:\n"
    spec = "  owner: service-desk-lead\n  state: operational\n  adopted: 2020-01-01\n  type: supporting\n"
    pr.change({SCANNING: text + spec})
    return Refused("service:scanning goes from proposed to operational (compared with baseline/2026-11)")


@attack(_THEME, "one change split over several: a promise is left out, then made anew for less")
def _(pr: PullRequest) -> Expected:
    pr.on_main({"itsm.yaml": "gate: {baseline: 'baseline/*'}"})
    pr.repository.git("tag", "baseline/2026-11", "main")
    pr.on_main({"catalog/slas/shop.yaml": "spec: {remedy: null}"})
    pr.start_again()
    pr.change({"catalog/slas/shop.yaml": "spec: {remedy: A card.}"})
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "two steps of a service's life in one")
def _(pr: PullRequest) -> Expected:
    pr.change({SCANNING: ("state: proposed", "state: defined")})
    pr.change({SCANNING: ("state: defined", "state: built")})
    return Refused("service:scanning goes from proposed to built")


@attack(_THEME, "called a revert, it takes back what the customer was promised")
def _(pr: PullRequest) -> Expected:
    pr.on_main({SLA: ("atLeast: 99.0", "atLeast: 99.2")}, "Promise more")
    pr.start_again()
    pr.repository.git("revert", "--no-edit", "main")
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "a recorded agreement forged by the author")
def _(pr: PullRequest) -> Expected:
    forged = "{role: head-of-sales, by: Ana Ruiz, date: 2026-11-19, evidence: I was told so.}"
    signed = "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes}"
    pr.change({SLA: f"spec: {{approvals: [{signed}, {forged}]}}"})
    pr.change({SLA: ('"atLeast": 99.0', '"atLeast": 98.5')})
    pr.author = "lena"
    pr.approve("lena")
    return Held("role:head-of-sales", "sla-loosened", "one of these has to confirm it")


@attack(_THEME, "an old agreement on record is used again")
def _(pr: PullRequest) -> Expected:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 98.5")})
    for login in EVERYBODY:
        pr.approve(login)
    return Held("role:head-of-sales", "sla-loosened", "record it under approvals of sla:sales")


@attack(_THEME, "an agreement on record by somebody who does not sign")
def _(pr: PullRequest) -> Expected:
    forged = "{role: head-of-sales, by: Mallory, date: 2026-11-19, evidence: Minutes}"
    signed = "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes}"
    pr.change({SLA: f"spec: {{approvals: [{signed}, {forged}]}}"})
    pr.change({SLA: ('"atLeast": 99.0', '"atLeast": 98.5')})
    for login in EVERYBODY:
        pr.approve(login)
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "a general target hides behind a narrower, weaker one")
def _(pr: PullRequest) -> Expected:
    weaker = (
        "  targets:\n",
        "  targets:\n    - {metric: availability, for: service:email, atLeast: 98.2, per: 1y}\n",
    )
    pr.change({SLA: weaker})
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "the hours of a promise are cut from far away")
def _(pr: PullRequest) -> Expected:
    pr.change({"catalog/calendars/shop-hours.yaml": ("09:00-19:00", "10:00-11:00")})
    return Held("role:head-of-sales", "sla-loosened")


@attack(_THEME, "the freeze is lifted in the change that it should stop")
def _(pr: PullRequest) -> Expected:
    pr.today = dt.date(2026, 12, 22)
    pr.change({FREEZE: ("2026-12-20", "2026-12-30"), EMAIL: "spec: {level: Gold}"})
    for login in EVERYBODY:
        pr.approve(login)
    return Refused("calendar:year-end needs a pull request of its own")
