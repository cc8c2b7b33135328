"""Attacks on policies, settings and waivers: disarming the gate in the change that it should stop."""

from __future__ import annotations

from tests.gate.attack import EVERYBODY, Held, Refused, Stopped, attack
from tests.gate.oakleaf import EMAIL, HEAD, MODEL, ORGANIZATION, POLICY, SLA, SWITCH, WAIVER
from tests.gate.pull_request import PullRequest

_THEME = "policies and settings"
_BACKWARDS = "spec: {validFrom: 2026-01-01, validTo: 2025-01-01}"
_WAIVER = f"""\
{HEAD}kind: Waiver
metadata: {{name: self-serving, title: For us}}
spec:
  owner: quality-manager
  rule: AGR004
  scope: [sla:sales]
  reason: We want to.
  compensatingControl: None.
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-11-20
  expires: 2026-12-20
"""


def everybody_approves(pr: PullRequest) -> None:
    for login in EVERYBODY:
        pr.approve(login)


@attack(
    _THEME,
    "a policy is loosened in the change that breaks it",
    Refused("policy:promises needs a pull request of its own, as any change of policies"),
)
def _(pr: PullRequest) -> None:
    pr.change({POLICY: ("least: 98.0", "least: 90.0"), SLA: ("atLeast: 99.0", "atLeast: 97.0")})
    everybody_approves(pr)


@attack(
    _THEME,
    "a policy is deleted in the change that breaks it",
    Refused("policy:promises needs a pull request of its own"),
)
def _(pr: PullRequest) -> None:
    implements = {"catalog/processes/change-enablement.yaml": "spec: {implements: [service-management]}"}
    pr.change({POLICY: None, SLA: ("atLeast: 99.0", "atLeast: 97.0"), **implements})
    everybody_approves(pr)


@attack(_THEME, "all policies are deleted, and the target's still judge", Held("role:it-manager", "override"))
def _(pr: PullRequest) -> None:
    pr.change({POLICY: None, SLA: ("atLeast: 99.0", "atLeast: 97.0")})


@attack(_THEME, "a rule is switched off in itsm.yaml in the change that breaks it", Refused("AGR004"))
def _(pr: PullRequest) -> None:
    pr.change({"itsm.yaml": "rules: {AGR004: {severity: 'off', reason: No.}}", SLA: _BACKWARDS})
    everybody_approves(pr)


@attack(_THEME, "the profile is lowered in the change that needs it", Refused("AGR004"))
def _(pr: PullRequest) -> None:
    pr.change({ORGANIZATION: ("profile: standard", "profile: starter"), SLA: _BACKWARDS})
    everybody_approves(pr)


@attack(
    _THEME,
    "the gate is told to report only, in the change that it should hold",
    Held("role:it-manager", "gate"),
)
def _(pr: PullRequest) -> None:
    pr.change({"itsm.yaml": ("mode: enforce", "mode: report")})


@attack(_THEME, "the author makes themselves a gate owner", Held("role:it-manager", "gate"))
def _(pr: PullRequest) -> None:
    pr.change({"itsm.yaml": ("owners: [role:it-manager]", "owners: ['user:mallory', 'user:eve']")})
    pr.approve("eve")


@attack(
    _THEME,
    "the target is renamed to a branch of the author's",
    Refused("itsm.yaml needs a pull request of its own"),
)
def _(pr: PullRequest) -> None:
    pr.change({"itsm.yaml": ("target: main", "target: change"), SLA: ("atLeast: 99.0", "atLeast: 97.0")})


@attack(_THEME, "a waiver is written for the fault that the change brings", Refused("AGR004"))
def _(pr: PullRequest) -> None:
    pr.change({"policies/waivers/self-serving.yaml": _WAIVER, SLA: _BACKWARDS})
    everybody_approves(pr)


@attack(_THEME, "a waiver is backdated and lasts for years", Refused("GOV001"))
def _(pr: PullRequest) -> None:
    text = _WAIVER.replace("2026-11-20", "2024-01-01").replace("2026-12-20", "2029-01-01")
    pr.change({"policies/waivers/self-serving.yaml": text})
    everybody_approves(pr)


@attack(_THEME, "a waiver holds for everything by a wildcard", Refused("SCH006"))
def _(pr: PullRequest) -> None:
    pr.change({"policies/waivers/self-serving.yaml": _WAIVER.replace("sla:sales", "'sla:*'")})
    everybody_approves(pr)


@attack(
    _THEME,
    "a waiver is approved by whoever owns what it is for",
    Held("role:customer-manager", "waiver", "lena answers for what it is about"),
)
def _(pr: PullRequest) -> None:
    text = _WAIVER.replace("approvedBy: role:it-manager", "approvedBy: role:customer-manager")
    pr.change({"policies/waivers/self-serving.yaml": text})
    everybody_approves(pr)


@attack(_THEME, "a waiver is approved by whoever asked for it", Refused("GOV003"))
def _(pr: PullRequest) -> None:
    text = _WAIVER.replace("requestedBy: role:service-desk-lead", "requestedBy: role:it-manager")
    pr.change({"policies/waivers/self-serving.yaml": text})
    everybody_approves(pr)


@attack(_THEME, "a waiver grows day by day", Held("role:it-manager", "waiver"))
def _(pr: PullRequest) -> None:
    pr.change({WAIVER: ("expires: 2026-12-15", "expires: 2026-12-16")})


@attack(_THEME, "the tests of a policy are gutted", Held("role:it-manager", "policy-weakened"))
def _(pr: PullRequest) -> None:
    pr.change({POLICY: ("atLeast: 90.0", "atLeast: 97.9")})


@attack(_THEME, "a policy's match is narrowed", Held("role:it-manager", "policy-weakened"))
def _(pr: PullRequest) -> None:
    where = "match: {kind: ServiceLevelAgreement, where: \"self.metadata.name != 'sales'\"}"
    pr.change({POLICY: ("match: {kind: ServiceLevelAgreement}", where)})


@attack(_THEME, "an expression swallows its errors", Held("role:it-manager", "policy-weakened"))
def _(pr: PullRequest) -> None:
    pr.change({POLICY: (">= params.least", ">= params.least || true")})


@attack(_THEME, "a rule of a policy is renamed", Held("role:it-manager", "policy-weakened"))
def _(pr: PullRequest) -> None:
    pr.change({POLICY: ("least-availability", "fair-availability")})


@attack(_THEME, "the name of a rule is used for a weaker one", Held("role:it-manager", "policy-weakened"))
def _(pr: PullRequest) -> None:
    pr.change({POLICY: ("target(self, 'availability') >= params.least", "params.least > 0.0")})


@attack(_THEME, "the version of the tool is moved", Held("role:it-manager", "gate"))
def _(pr: PullRequest) -> None:
    pr.change({"itsm.yaml": "tool: '>=0.1'"})


@attack(_THEME, "the judge is a version that the target refuses", Stopped("This repository is for itsm >=99"))
def _(pr: PullRequest) -> None:
    pr.on_main({"itsm.yaml": "tool: '>=99'"})
    pr.start_again()
    pr.change({"itsm.yaml": "tool: '>=0.1'"})


@attack(
    _THEME,
    "a change model is added and used at once",
    Refused("change-model:anything needs a pull request of its own"),
)
def _(pr: PullRequest) -> None:
    model = f"""\
{HEAD}kind: ChangeModel
metadata: {{name: anything, title: Anything}}
spec:
  owner: delivery-manager
  type: standard
  risk: low
  procedure: replace-switch-port
  matches: {{kinds: [Service]}}
  reviews: [{{date: 2026-09-02, success: true}}]
"""
    pr.change({"catalog/change-models/anything.yaml": model, EMAIL: "spec: {level: Gold}"})


@attack(
    _THEME,
    "a standard model is stretched over what it was not made for",
    Held("role:network-lead", "other-live"),
)
def _(pr: PullRequest) -> None:
    pr.change({SWITCH: "spec: {location: 'Berlin, roof', intrinsicAvailability: 10}"})


@attack(_THEME, "a standard model is asked to loosen a promise", Held("role:head-of-sales", "sla-loosened"))
def _(pr: PullRequest) -> None:
    pr.on_main({MODEL: "spec: {matches: {kinds: [ServiceLevelAgreement], fields: null}}"})
    pr.start_again()
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 97.0")})
