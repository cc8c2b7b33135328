"""Attacks on policies, settings and waivers: disarming the gate in the change that it should stop."""

from __future__ import annotations

from tests.gate.attack import EVERYBODY, Expected, Held, Refused, Stopped, attack
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


@attack(_THEME, "a policy is loosened in the change that breaks it")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: ("least: 98.0", "least: 90.0"), SLA: ("atLeast: 99.0", "atLeast: 97.0")})
    everybody_approves(pr)
    return Refused("policy:promises needs a pull request of its own, as any change of policies")


@attack(_THEME, "a policy is deleted in the change that breaks it")
def _(pr: PullRequest) -> Expected:
    implements = {"catalog/processes/change-enablement.yaml": "spec: {implements: [service-management]}"}
    pr.change({POLICY: None, SLA: ("atLeast: 99.0", "atLeast: 97.0"), **implements})
    everybody_approves(pr)
    return Refused("policy:promises needs a pull request of its own")


@attack(_THEME, "all policies are deleted, and the target's still judge")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: None, SLA: ("atLeast: 99.0", "atLeast: 97.0")})
    return Held("role:it-manager", "override")


@attack(_THEME, "a rule is switched off in itsm.yaml in the change that breaks it")
def _(pr: PullRequest) -> Expected:
    pr.change({"itsm.yaml": "rules: {AGR004: {severity: 'off', reason: No.}}", SLA: _BACKWARDS})
    everybody_approves(pr)
    return Refused("AGR004")


@attack(_THEME, "the profile is lowered in the change that needs it")
def _(pr: PullRequest) -> Expected:
    pr.change({ORGANIZATION: ("profile: standard", "profile: starter"), SLA: _BACKWARDS})
    everybody_approves(pr)
    return Refused("AGR004")


@attack(_THEME, "the gate is told to report only, in the change that it should hold")
def _(pr: PullRequest) -> Expected:
    pr.change({"itsm.yaml": ("mode: enforce", "mode: report")})
    return Held("role:it-manager", "gate")


@attack(_THEME, "the author makes themselves a gate owner")
def _(pr: PullRequest) -> Expected:
    pr.change({"itsm.yaml": ("owners: [role:it-manager]", "owners: ['user:mallory', 'user:eve']")})
    pr.approve("eve")
    return Held("role:it-manager", "gate")


@attack(_THEME, "the target is renamed to a branch of the author's")
def _(pr: PullRequest) -> Expected:
    pr.change({"itsm.yaml": ("target: main", "target: change"), SLA: ("atLeast: 99.0", "atLeast: 97.0")})
    return Refused("itsm.yaml needs a pull request of its own")


@attack(_THEME, "a waiver is written for the fault that the change brings")
def _(pr: PullRequest) -> Expected:
    pr.change({"policies/waivers/self-serving.yaml": _WAIVER, SLA: _BACKWARDS})
    everybody_approves(pr)
    return Refused("AGR004")


@attack(_THEME, "a waiver is backdated and lasts for years")
def _(pr: PullRequest) -> Expected:
    text = _WAIVER.replace("2026-11-20", "2024-01-01").replace("2026-12-20", "2029-01-01")
    pr.change({"policies/waivers/self-serving.yaml": text})
    everybody_approves(pr)
    return Refused("GOV001")


@attack(_THEME, "a waiver holds for everything by a wildcard")
def _(pr: PullRequest) -> Expected:
    pr.change({"policies/waivers/self-serving.yaml": _WAIVER.replace("sla:sales", "'sla:*'")})
    everybody_approves(pr)
    return Refused("SCH006")


@attack(_THEME, "a waiver is approved by whoever owns what it is for")
def _(pr: PullRequest) -> Expected:
    text = _WAIVER.replace("approvedBy: role:it-manager", "approvedBy: role:customer-manager")
    pr.change({"policies/waivers/self-serving.yaml": text})
    everybody_approves(pr)
    return Held("role:customer-manager", "waiver", "lena answers for what it is about")


@attack(_THEME, "a waiver is approved by whoever asked for it")
def _(pr: PullRequest) -> Expected:
    text = _WAIVER.replace("requestedBy: role:service-desk-lead", "requestedBy: role:it-manager")
    pr.change({"policies/waivers/self-serving.yaml": text})
    everybody_approves(pr)
    return Refused("GOV003")


@attack(_THEME, "a waiver grows day by day")
def _(pr: PullRequest) -> Expected:
    pr.change({WAIVER: ("expires: 2026-12-15", "expires: 2026-12-16")})
    return Held("role:it-manager", "waiver")


@attack(_THEME, "the tests of a policy are gutted")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: ("atLeast: 90.0", "atLeast: 97.9")})
    return Held("role:it-manager", "policy-weakened")


@attack(_THEME, "a policy's match is narrowed")
def _(pr: PullRequest) -> Expected:
    where = "match: {kind: ServiceLevelAgreement, where: \"self.metadata.name != 'sales'\"}"
    pr.change({POLICY: ("match: {kind: ServiceLevelAgreement}", where)})
    return Held("role:it-manager", "policy-weakened")


@attack(_THEME, "an expression swallows its errors")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: (">= params.least", ">= params.least || true")})
    return Held("role:it-manager", "policy-weakened")


@attack(_THEME, "a rule of a policy is renamed")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: ("least-availability", "fair-availability")})
    return Held("role:it-manager", "policy-weakened")


@attack(_THEME, "the name of a rule is used for a weaker one")
def _(pr: PullRequest) -> Expected:
    pr.change({POLICY: ("target(self, 'availability') >= params.least", "params.least > 0.0")})
    return Held("role:it-manager", "policy-weakened")


@attack(_THEME, "the version of the tool is moved")
def _(pr: PullRequest) -> Expected:
    pr.change({"itsm.yaml": "tool: '>=0.1'"})
    return Held("role:it-manager", "gate")


@attack(_THEME, "the judge is a version that the target refuses")
def _(pr: PullRequest) -> Expected:
    pr.on_main({"itsm.yaml": "tool: '>=99'"})
    pr.start_again()
    pr.change({"itsm.yaml": "tool: '>=0.1'"})
    return Stopped("This repository is for itsm >=99")


@attack(_THEME, "a change model is added and used at once")
def _(pr: PullRequest) -> Expected:
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
    return Refused("change-model:anything needs a pull request of its own")


@attack(_THEME, "a standard model is stretched over what it was not made for")
def _(pr: PullRequest) -> Expected:
    pr.change({SWITCH: "spec: {location: 'Berlin, roof', intrinsicAvailability: 10}"})
    return Held("role:network-lead", "other-live")


@attack(_THEME, "a standard model is asked to loosen a promise")
def _(pr: PullRequest) -> Expected:
    pr.on_main({MODEL: "spec: {matches: {kinds: [ServiceLevelAgreement], fields: null}}"})
    pr.start_again()
    pr.change({SLA: ("atLeast: 99.0", "atLeast: 97.0")})
    return Held("role:head-of-sales", "sla-loosened")
