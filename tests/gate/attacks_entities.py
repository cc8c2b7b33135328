"""Attacks on entities: shedding the owner, becoming the owner, hiding, splitting, forging."""

from __future__ import annotations

import datetime as dt

from tests.gate.attack import EVERYBODY, Held, Refused, attack
from tests.gate.oakleaf import EMAIL, FREEZE, HEAD, MODEL, NETWORK, SCANNING, SLA, WAIVER, WIKI
from tests.gate.pull_request import PullRequest

_THEME = "entities"
_ROLE = "catalog/roles/service-desk-lead.yaml"


def moved(pr: PullRequest, old: str, new: str, change: tuple[str, str] | None = None) -> None:
    """A file goes elsewhere, and a text in it becomes another."""
    text = (pr.path / old).read_text(encoding="utf-8")
    pr.repository.remove(old)
    pr.repository.write(new, text.replace(*change) if change else text)
    pr.repository.commit("Move")


@attack(
    _THEME,
    "renamed to shed the owner",
    Refused("service:wiki is deleted while operational, instead of retired"),
)
def _(pr: PullRequest) -> None:
    pr.change({"catalog/slas/shop.yaml": ("[wiki]", "[handbook]")})
    moved(pr, WIKI, "catalog/services/handbook.yaml", ("owner: service-desk-lead", "owner: it-manager"))
    text = (pr.path / "catalog/services/handbook.yaml").read_text(encoding="utf-8")
    pr.repository.write("catalog/services/handbook.yaml", text.replace("name: wiki", "name: handbook"))
    pr.repository.commit("Rename")
    for login in EVERYBODY:
        pr.approve(login)


@attack(
    _THEME,
    "the author becomes the owner and approves",
    Held("role:service-desk-lead", "handed-over", "What noor said does not count"),
)
def _(pr: PullRequest) -> None:
    pr.author = "noor"
    pr.change({WIKI: ("owner: service-desk-lead", "owner: application-lead")})
    pr.approve("noor")


@attack(
    _THEME, "the author gives themselves the role that decides", Held("role:service-desk-lead", "handed-over")
)
def _(pr: PullRequest) -> None:
    pr.change({_ROLE: ("user:ida", "user:mallory"), EMAIL: "spec: {level: Gold}"})
    pr.approve("mallory")


@attack(
    _THEME,
    "the author gives an accomplice the role that decides",
    Held("role:service-desk-lead", "other-live"),
)
def _(pr: PullRequest) -> None:
    pr.change({_ROLE: "spec: {heldBy: [user:eve]}", WIKI: "spec: {level: Gold}"})
    pr.approve("eve")


@attack(_THEME, "the author joins the owning team in the change", Held("role:network-lead", "other-live"))
def _(pr: PullRequest) -> None:
    team = {"catalog/teams/network.yaml": "spec: {members: [{handle: tom}, {handle: eve}]}"}
    pr.change({**team, NETWORK: "spec: {level: Gold}"})
    pr.approve("eve")


@attack(_THEME, "a deputy is named in the change that needs one", Held("role:it-manager", "handed-over"))
def _(pr: PullRequest) -> None:
    pr.author = "marta"
    pr.change({"catalog/roles/it-manager.yaml": "spec: {deputy: [user:eve]}"})
    pr.approve("eve")


@attack(
    _THEME,
    "a function is given a head of the author's choice",
    Held("role:it-manager", "handed-over"),
)
def _(pr: PullRequest) -> None:
    pr.author = "ida"
    pr.change({"catalog/functions/technical-management.yaml": "spec: {head: service-desk-lead}"})
    pr.approve("noor")


@attack(_THEME, "a change model under another name", Held("role:it-manager", "gate"))
def _(pr: PullRequest) -> None:
    moved(pr, MODEL, "catalog/change-models/moving.yaml", ("name: desk-move", "name: moving"))
    pr.approve("tom")


@attack(_THEME, "a waiver under another name", Held("role:it-manager", "waiver"))
def _(pr: PullRequest) -> None:
    moved(pr, WAIVER, "policies/waivers/later.yaml", ("name: late-test", "name: later"))
    pr.approve("lena")


@attack(_THEME, "two entities of one name", Refused("REF002"))
def _(pr: PullRequest) -> None:
    text = (pr.path / WIKI).read_text(encoding="utf-8")
    pr.change({"catalog/services/wiki2.yaml": text.replace("operational", "proposed")})


@attack(_THEME, "moved out of the roots", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    moved(pr, SLA, "archive/slas/sales.yaml")


@attack(_THEME, "a live service moved out of the roots", Refused("service:wiki is deleted while operational"))
def _(pr: PullRequest) -> None:
    moved(pr, WIKI, "archive/wiki.yaml")


@attack(_THEME, "the roots are moved to a weaker copy", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    for path in list(pr.files()):
        if path.startswith("catalog/"):
            moved_to = path.replace("catalog/", "it/", 1)
            pr.repository.write(
                moved_to, (pr.path / path).read_bytes().replace(b"atLeast: 99.0", b"atLeast: 98.0")
            )
            pr.repository.remove(path)
    pr.change({"itsm.yaml": "roots: {catalog: it}"})


@attack(_THEME, "another kind under the same name", Refused("REF003"))
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("kind: ServiceLevelAgreement", "kind: OperationalLevelAgreement")})


@attack(_THEME, "a suffix that other tools read: .yml", Refused("REF003"))
def _(pr: PullRequest) -> None:
    moved(pr, SLA, "catalog/slas/sales.yml")


@attack(_THEME, "a suffix that other tools read: .YAML", Refused("REF003"))
def _(pr: PullRequest) -> None:
    moved(pr, SLA, "catalog/slas/sales.YAML")


@attack(_THEME, "a suffix that other tools read: .json", Refused("REF003"))
def _(pr: PullRequest) -> None:
    moved(pr, SLA, "catalog/slas/sales.json")


@attack(
    _THEME,
    "one change split over several: an idea dies and comes back as a live service",
    Refused("service:scanning goes from proposed to operational (compared with baseline/2026-11)"),
)
def _(pr: PullRequest) -> None:
    pr.on_main({"itsm.yaml": "gate: {baseline: 'baseline/*'}"})
    pr.repository.git("tag", "baseline/2026-11", "main")
    pr.on_main({SCANNING: None})
    pr.start_again()
    text = f"{HEAD}kind: Service\nmetadata: {{name: scanning, title: Scanning}}\nspec:\n"
    spec = "  owner: service-desk-lead\n  state: operational\n  adopted: 2020-01-01\n  type: supporting\n"
    pr.change({SCANNING: text + spec})


@attack(
    _THEME,
    "one change split over several: a promise is left out, then made anew for less",
    Held("role:head-of-sales", "sla-loosened"),
)
def _(pr: PullRequest) -> None:
    pr.on_main({"itsm.yaml": "gate: {baseline: 'baseline/*'}"})
    pr.repository.git("tag", "baseline/2026-11", "main")
    pr.on_main({"catalog/slas/shop.yaml": "spec: {remedy: null}"})
    pr.start_again()
    pr.change({"catalog/slas/shop.yaml": "spec: {remedy: A card.}"})


@attack(
    _THEME, "two steps of a service's life in one", Refused("service:scanning goes from proposed to built")
)
def _(pr: PullRequest) -> None:
    pr.change({SCANNING: ("state: proposed", "state: defined")})
    pr.change({SCANNING: ("state: defined", "state: built")})


@attack(
    _THEME,
    "called a revert, it takes back what the customer was promised",
    Held("role:head-of-sales", "sla-loosened"),
)
def _(pr: PullRequest) -> None:
    pr.on_main({SLA: ("atLeast: 99.0", "atLeast: 99.2")}, "Promise more")
    pr.start_again()
    pr.repository.git("revert", "--no-edit", "main")


@attack(
    _THEME,
    "a recorded agreement forged by the author",
    Held("role:head-of-sales", "sla-loosened", "one of these has to confirm it"),
)
def _(pr: PullRequest) -> None:
    forged = "{role: head-of-sales, by: Ana Ruiz, date: 2026-11-19, evidence: I was told so.}"
    signed = "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes}"
    pr.change({SLA: f"spec: {{approvals: [{signed}, {forged}]}}"})
    pr.change({SLA: ('"atLeast": 99.0', '"atLeast": 98.5')})
    pr.author = "lena"
    pr.approve("lena")


@attack(
    _THEME,
    "an old agreement on record is used again",
    Held("role:head-of-sales", "sla-loosened", "record it under approvals of sla:sales"),
)
def _(pr: PullRequest) -> None:
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 98.5")})
    for login in EVERYBODY:
        pr.approve(login)


@attack(
    _THEME, "an agreement on record by somebody who does not sign", Held("role:head-of-sales", "sla-loosened")
)
def _(pr: PullRequest) -> None:
    forged = "{role: head-of-sales, by: Mallory, date: 2026-11-19, evidence: Minutes}"
    signed = "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes}"
    pr.change({SLA: f"spec: {{approvals: [{signed}, {forged}]}}"})
    pr.change({SLA: ('"atLeast": 99.0', '"atLeast": 98.5')})
    for login in EVERYBODY:
        pr.approve(login)


@attack(
    _THEME, "a general target hides behind a narrower, weaker one", Held("role:head-of-sales", "sla-loosened")
)
def _(pr: PullRequest) -> None:
    weaker = (
        "  targets:\n",
        "  targets:\n    - {metric: availability, for: service:email, atLeast: 98.2, per: 1y}\n",
    )
    pr.change({SLA: weaker})


@attack(_THEME, "the hours of a promise are cut from far away", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    pr.change({"catalog/calendars/shop-hours.yaml": ("09:00-19:00", "10:00-11:00")})


@attack(
    _THEME,
    "the freeze is lifted in the change that it should stop",
    Refused("calendar:year-end needs a pull request of its own"),
)
def _(pr: PullRequest) -> None:
    pr.today = dt.date(2026, 12, 22)
    pr.change({FREEZE: ("2026-12-20", "2026-12-30"), EMAIL: "spec: {level: Gold}"})
    for login in EVERYBODY:
        pr.approve(login)
