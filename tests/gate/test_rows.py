"""Every row of the table: a change, what it is, and exactly who has to agree and why.

Each case is a target (Oakleaf's files and what the case adds), a head, and the verdict: outcome, type, risk,
and each authority with the rows that ask for it. Nobody has agreed to anything yet.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from itsm_as_code.transition.table import ROWS
from tests.gate.judging import told, verdict
from tests.gate.oakleaf import (
    CONTRACT,
    EMAIL,
    FREEZE,
    GROWTH,
    HEAD,
    MODEL,
    NETWORK,
    OLA,
    ORGANIZATION,
    POLICY,
    SCANNING,
    SELLING,
    SLA,
    SWITCH,
    WAIVER,
    WIKI,
    Changes,
)
from tests.rules.overlays import TODAY

SHOP = "catalog/slas/shop.yaml"
HOURS = "catalog/calendars/shop-hours.yaml"
DESK = "catalog/procedures/replace-switch-port.yaml"
IN_THE_FREEZE = dt.date(2026, 12, 22)


class Case(NamedTuple):
    """One change and its verdict.

    Attributes:
        name: What the change does.
        head: The change.
        says: Outcome, type and risk, as in "hold normal high".
        rows: The rows that its facts make.
        asks: Each authority with the rows that ask for it.
        refused: The rows that refuse it, whoever agrees.
        base: What the target has beside Oakleaf's files.
        today: The day.
        trailers: What the commits claim.
    """

    name: str
    head: Changes
    says: str
    rows: list[str] = []  # noqa: RUF012 (never written to)
    asks: dict[str, list[str]] = {}  # noqa: RUF012 (never written to)
    refused: list[str] = []  # noqa: RUF012
    base: Changes = {}  # noqa: RUF012
    today: dt.date = TODAY
    trailers: tuple[tuple[str, str], ...] = ()


SIGNED = (
    "{role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes, recordedBy: customer-manager}"
)
SIGNED_TOO = (
    "{role: it-manager, by: Marta, date: 2025-12-16, evidence: Minutes, recordedBy: customer-manager}"
)


def entity(kind: str, name: str, title: str, spec: str) -> str:
    """A whole file."""
    return f"{HEAD}kind: {kind}\nmetadata: {{name: {name}, title: {title}}}\nspec: {spec}\n"


def service(name: str, spec: str) -> Changes:
    """A new service."""
    text = f"{HEAD}kind: Service\nmetadata: {{name: {name}, title: New}}\nspec:\n  owner: service-desk-lead\n"
    return {f"catalog/services/{name}.yaml": f"{text}  type: supporting\n  {spec}\n"}


CASES = (
    Case(
        "an address is corrected",
        {EMAIL: "metadata: {description: Mail.}"},
        "pass administrative",
        rows=["administrative"],
    ),
    Case(
        "a peer is asked for",
        {EMAIL: "metadata: {description: Mail.}"},
        "hold administrative",
        rows=["administrative-peer"],
        asks={"anyone": ["administrative-peer"]},
        base={"itsm.yaml": "gate: {peer: true}"},
    ),
    Case(
        "a term is added",
        {
            "catalog/terms/mailbox.yaml": entity(
                "Term", "mailbox", "Mailbox", "{definition: Where mail lies.}"
            )
        },
        "pass administrative",
        rows=["administrative"],
    ),
    Case(
        "a standard change",
        {SWITCH: ("Berlin, cellar", "Berlin, roof")},
        "pass standard low",
        rows=["standard"],
    ),
    Case(
        "a standard change by a model out of order",
        {SWITCH: ("Berlin, cellar", "Berlin, roof")},
        "hold normal medium",
        rows=["other-live"],
        asks={"role:network-lead": ["other-live"]},
        base={MODEL: ("success: true", "success: false")},
    ),
    Case(
        "a new idea",
        service("chat", "state: proposed"),
        "hold normal low",
        rows=["new-pipeline-service"],
        asks={"role:service-desk-lead": ["new-pipeline-service"]},
    ),
    Case(
        "a step towards the charter",
        {SCANNING: ("proposed", "defined")},
        "hold normal medium",
        rows=["charter"],
        asks={"role:it-manager": ["charter"]},
    ),
    Case(
        "the charter itself",
        {SCANNING: ("approved", "chartered")},
        "hold normal medium",
        rows=["charter"],
        asks={"role:it-manager": ["charter"]},
        base={SCANNING: ("proposed", "approved")},
    ),
    Case(
        "a step of design",
        {SCANNING: ("designed", "built")},
        "hold normal low",
        rows=["pipeline-step"],
        asks={"role:service-desk-lead": ["pipeline-step"]},
        base={SCANNING: ("proposed", "designed")},
    ),
    Case(
        "an idea is given up",
        {SCANNING: ("proposed", "retired")},
        "hold normal low",
        rows=["pipeline-step"],
        asks={"role:service-desk-lead": ["pipeline-step"]},
    ),
    Case(
        "a live service is recorded",
        service("chat", "state: operational\n  adopted: 2025-01-01"),
        "hold normal medium",
        rows=["adopted"],
        asks={"role:service-desk-lead": ["adopted"]},
    ),
    Case(
        "a service is created live",
        service("chat", "state: operational\n  acceptance: [{criterion: It works., met: true}]"),
        "hold normal high",
        rows=["go-live"],
        asks={"role:service-desk-lead": ["go-live"], "role:delivery-manager": ["go-live"]},
    ),
    Case(
        "go-live",
        {SCANNING: ("built", "operational")},
        "hold normal high",
        rows=["go-live"],
        asks={"role:service-desk-lead": ["go-live"], "role:delivery-manager": ["go-live"]},
        base={
            SCANNING: ("state: proposed", "state: built\n  acceptance: [{criterion: It works., met: true}]")
        },
    ),
    Case(
        "retirement of what customers use",
        {WIKI: "spec: {state: retiring, retireOn: 2027-12-31}"},
        "hold normal high",
        rows=["go-live", "other-live"],
        asks={
            "role:service-desk-lead": ["go-live", "other-live"],
            "role:head-of-sales": ["go-live"],
            "role:delivery-manager": ["go-live"],
        },
    ),
    Case(
        "transfer to another provider",
        {WIKI: ("team:service-desk", "team:applications")},
        "hold normal high",
        rows=["go-live"],
        asks={
            "role:service-desk-lead": ["go-live"],
            "role:head-of-sales": ["go-live"],
            "role:delivery-manager": ["go-live"],
        },
    ),
    Case(
        "retired while needed",
        {NETWORK: "spec: {state: retired}"},
        "refuse normal high",
        rows=["go-live", "still-needed"],
        asks={"role:network-lead": ["go-live"], "role:delivery-manager": ["go-live"]},
        refused=["still-needed", "unreadable"],
        base={NETWORK: "spec: {state: retiring, retireOn: 2026-11-19}"},
    ),
    Case(
        "a live service is deleted",
        {WIKI: None},
        "refuse normal",
        rows=["forbidden-step", "still-needed"],
        refused=["forbidden-step", "still-needed", "unreadable"],
    ),
    Case(
        "deleted while referred to",
        {SELLING: None},
        "refuse normal medium",
        rows=["business", "still-needed"],
        asks={
            "role:head-of-sales": ["business"],
            "role:application-lead": ["business"],
            "role:customer-manager": ["business"],
        },
        refused=["still-needed", "unreadable"],
    ),
    Case(
        "a state is mended that could not be read",
        {SCANNING: ("state: propsed", "state: proposed")},
        "hold normal low",
        rows=["new-pipeline-service"],
        asks={"role:service-desk-lead": ["new-pipeline-service"]},
        base={SCANNING: ("state: proposed", "state: propsed")},
    ),
    Case(
        "a step outside the table",
        {SCANNING: ("proposed", "built")},
        "refuse normal",
        rows=["forbidden-step"],
        refused=["forbidden-step", "unreadable"],
    ),
    Case(
        "a target is tightened",
        {SLA: ("atLeast: 99.0", "atLeast: 99.2")},
        "hold normal medium",
        rows=["sla-tightened"],
        asks={"role:application-lead": ["sla-tightened"], "role:customer-manager": ["sla-tightened"]},
    ),
    Case(
        "a target is loosened",
        {SLA: ("atLeast: 99.0", "atLeast: 98.5")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:application-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "a promise below what the policy asks for",
        {SLA: ("atLeast: 99.0", "atLeast: 97.0")},
        "refuse normal high",
        rows=["override", "sla-loosened"],
        asks={
            "role:it-manager": ["override"],
            "role:head-of-sales": ["sla-loosened"],
            "role:application-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "a time is loosened by its share",
        {SHOP: ("share: 90", "share: 80")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "a longer window",
        {SLA: ("atLeast: 99.0, per: 1y", "atLeast: 99.0, per: 2y")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:application-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "another way of measuring",
        {SLA: ("per: 1y, measuredBy: monitoring", "per: 1y, measuredBy: guessing")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:application-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "a target is struck",
        {
            SHOP: "spec: {targets: [{metric: response-time, priority: 2, atMost: 4h, share: 90, "
            "measuredBy: service desk}]}"
        },
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "hours are widened",
        {SHOP: ("hours: shop-hours", "hours: always")},
        "hold normal medium",
        rows=["sla-tightened"],
        asks={"role:service-desk-lead": ["sla-tightened"], "role:customer-manager": ["sla-tightened"]},
    ),
    Case(
        "hours are cut",
        {SHOP: ("hours: shop-hours", "hours: office")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "scope is cut",
        {SLA: "spec: {services: [email]}"},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:network-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
        base={SLA: "spec: {services: [email, network]}"},
    ),
    Case(
        "the remedy is weakened",
        {SHOP: ("A month without a bill.", "An apology.")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "the notice is shortened",
        {SHOP: ("notice: 3mo", "notice: 1mo")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "an agreement ends early",
        {SHOP: ("2027-06-01", "2027-01-01")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "an agreement is struck from the record",
        {SHOP: f"spec: {{approvals: [{SIGNED}]}}"},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
        base={SHOP: f"spec: {{approvals: [{SIGNED}, {SIGNED_TOO}]}}"},
    ),
    Case(
        "an agreement is renewed",
        {SHOP: ("2027-06-01", "2029-06-01")},
        "hold normal medium",
        rows=["sla-made"],
        asks={"role:head-of-sales": ["sla-made"], "role:customer-manager": ["sla-made"]},
    ),
    Case(
        "an agreement is made",
        {
            "catalog/slas/new.yaml": entity(
                "ServiceLevelAgreement",
                "new",
                "New",
                "{owner: customer-manager, customer: sales, services: [network], "
                "validFrom: 2027-01-01, notice: 6mo, nextReview: 2027-06-01, "
                "targets: [{metric: response-time, atMost: 4h, measuredBy: desk}]}",
            )
        },
        "hold normal medium",
        rows=["sla-made"],
        asks={"role:head-of-sales": ["sla-made"], "role:customer-manager": ["sla-made"]},
    ),
    Case(
        "an agreement in force is deleted",
        {SHOP: None},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "an OLA is tightened",
        {OLA: ("atMost: 2h", "atMost: 1h")},
        "hold normal medium",
        rows=["ola-changed"],
        asks={"role:network-lead": ["ola-changed"]},
    ),
    Case(
        "an OLA is loosened",
        {OLA: ("atMost: 2h", "atMost: 3h")},
        "hold normal high",
        rows=["ola-loosened"],
        asks={"role:network-lead": ["ola-loosened"]},
    ),
    Case(
        "a contract is tightened",
        {CONTRACT: ("atMost: 4h, measuredBy: service", "atMost: 3h, measuredBy: service")},
        "hold normal medium",
        rows=["contract-changed"],
        asks={"role:delivery-manager": ["contract-changed"]},
    ),
    Case(
        "a contract is loosened",
        {CONTRACT: ("atLeast: 99.9", "atLeast: 98.0")},
        "hold normal high",
        rows=["contract-loosened"],
        asks={"role:delivery-manager": ["contract-loosened"], "role:customer-manager": ["contract-loosened"]},
    ),
    Case(
        "another owner",
        {WIKI: ("owner: service-desk-lead", "owner: it-manager")},
        "hold normal high",
        rows=["handed-over"],
        asks={"role:service-desk-lead": ["handed-over"], "role:it-manager": ["handed-over"]},
    ),
    Case(
        "another customer",
        {SHOP: f"spec: {{customer: buying, approvals: [{SIGNED}, {SIGNED_TOO}]}}"},
        "hold normal high",
        rows=["handed-over", "other-live"],
        asks={
            "role:head-of-sales": ["handed-over"],
            "role:it-manager": ["handed-over"],
            "role:customer-manager": ["handed-over", "other-live"],
        },
        base={
            "catalog/stakeholders/buying.yaml": entity(
                "Stakeholder",
                "buying",
                "Buying",
                "{owner: customer-manager, roles: [customer], contact: customer-manager, "
                "signatory: it-manager}",
            )
        },
    ),
    Case(
        "another holder of a role",
        {"catalog/roles/service-desk-lead.yaml": "spec: {heldBy: [user:olga]}"},
        "hold normal high",
        rows=["handed-over"],
        asks={"role:service-desk-lead": ["handed-over"], "user:olga": ["handed-over"]},
    ),
    Case(
        "another accountable role",
        {
            "catalog/processes/strategy-management.yaml": (
                "accountable: it-manager",
                "accountable: quality-manager",
            )
        },
        "hold normal high",
        rows=["handed-over"],
        asks={"role:it-manager": ["handed-over"], "role:quality-manager": ["handed-over"]},
    ),
    Case(
        "a team gains a member",
        {"catalog/teams/network.yaml": "spec: {members: [{handle: tom}, {handle: eve}]}"},
        "hold normal medium",
        rows=["membership"],
        asks={"role:network-lead": ["membership"]},
    ),
    Case(
        "a requirement is added",
        {SCANNING: "spec: {requires: [service:network]}"},
        "hold normal medium",
        rows=["requirement"],
        asks={"role:service-desk-lead": ["requirement"], "role:network-lead": ["requirement"]},
    ),
    Case(
        "a requirement that breaks a promise",
        {EMAIL: "spec: {requires: [service:network, contract:mail, ci:old-server]}"},
        "hold normal high",
        rows=["requirement-breaks"],
        asks={"role:application-lead": ["requirement-breaks"]},
        base={
            "catalog/configuration-items/old-server.yaml": entity(
                "ConfigurationItem",
                "old-server",
                "Old server",
                "{owner: application-lead, state: live, intrinsicAvailability: 90, recovery: 1h, "
                "hours: always}",
            )
        },
    ),
    Case(
        "a criticality is raised",
        {WIKI: "spec: {criticality: high}"},
        "hold normal medium",
        rows=["business"],
        asks={"role:service-desk-lead": ["business"]},
    ),
    Case(
        "a warranty is changed",
        {EMAIL: ("availability: 99.5", "availability: 99.4")},
        "hold normal medium",
        rows=["business"],
        asks={"role:head-of-sales": ["business"], "role:application-lead": ["business"]},
    ),
    Case(
        "a tolerable downtime",
        {SELLING: ("24h", "26h")},
        "hold normal medium",
        rows=["business"],
        asks={
            "role:head-of-sales": ["business"],
            "role:application-lead": ["business"],
            "role:customer-manager": ["business"],
        },
    ),
    Case(
        "an objective",
        {GROWTH: ("target: 5", "target: 6")},
        "hold normal medium",
        rows=["business"],
        asks={
            "role:head-of-sales": ["business"],
            "role:application-lead": ["business"],
            "role:it-manager": ["business"],
        },
    ),
    Case(
        "a calendar tightens an agreement",
        {HOURS: ("09:00-19:00", "08:00-19:00")},
        "hold normal medium",
        rows=["sla-tightened"],
        asks={"role:service-desk-lead": ["sla-tightened"], "role:customer-manager": ["sla-tightened"]},
    ),
    Case(
        "a calendar loosens an agreement",
        {HOURS: ("09:00-19:00", "09:00-18:00")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
    ),
    Case(
        "the organisation's hours loosen agreements",
        {ORGANIZATION: ("08:00-17:00", "09:00-17:00")},
        "hold normal high",
        rows=["contract-loosened", "ola-loosened", "sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:application-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:network-lead": ["ola-loosened"],
            "role:delivery-manager": ["contract-loosened"],
        },
    ),
    Case(
        "a service's own hours loosen an agreement",
        {WIKI: ("serviceHours: always", "serviceHours: office")},
        "hold normal high",
        rows=["business", "sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["business", "sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
        base={SHOP: "spec: {hours: null}"},
    ),
    Case(
        "a calendar of nobody",
        {"catalog/calendars/idle.yaml": ("09:00", "10:00")},
        "hold normal low",
        rows=["other"],
        asks={"role:quality-manager": ["other"]},
        base={
            "catalog/calendars/idle.yaml": entity(
                "Calendar", "idle", "Idle", '{owner: quality-manager, weekly: {mon: ["09:00-10:30"]}}'
            )
        },
    ),
    Case(
        "a procedure's steps",
        {DESK: ("Patch the desk to a free port.", "Patch the desk.")},
        "hold normal low",
        rows=["procedure"],
        asks={"role:delivery-manager": ["procedure"]},
    ),
    Case(
        "a policy is tightened",
        {
            POLICY: "spec: {statements: [Every agreement promises at least 98 % availability., "
            "Every service says what it is for., Every service has an owner.]}"
        },
        "hold normal medium",
        rows=["policy-tightened"],
        asks={"role:customer-manager": ["policy-tightened"]},
    ),
    Case(
        "a policy is new",
        {
            "policies/new.yaml": entity(
                "Policy", "new", "New", "{owner: quality-manager, statements: [Be kind.], manual: true}"
            ),
            "catalog/processes/change-enablement.yaml": "spec: {implements: "
            "[service-management, promises, new]}",
        },
        "hold normal medium",
        rows=["other", "policy-tightened"],
        asks={"role:quality-manager": ["policy-tightened"], "role:delivery-manager": ["other"]},
    ),
    Case(
        "a policy's enforcement is lowered",
        {POLICY: ("enforcement: mandatory\n      overrideBy: it-manager", "enforcement: advisory")},
        "hold normal high",
        rows=["policy-weakened"],
        asks={"role:it-manager": ["policy-weakened"], "role:customer-manager": ["policy-weakened"]},
    ),
    Case(
        "a policy's parameter",
        {POLICY: ("least: 98.0", "least: 97.0")},
        "hold normal high",
        rows=["policy-weakened"],
        asks={"role:it-manager": ["policy-weakened"], "role:customer-manager": ["policy-weakened"]},
    ),
    Case(
        "a policy's expression",
        {POLICY: (">= params.least", "> params.least")},
        "hold normal high",
        rows=["policy-weakened"],
        asks={"role:it-manager": ["policy-weakened"], "role:customer-manager": ["policy-weakened"]},
    ),
    Case(
        "a policy's match",
        {
            POLICY: (
                "match: {kind: ServiceLevelAgreement}",
                "match: {kind: ServiceLevelAgreement, where: 'self.metadata.name != \"sales\"'}",
            )
        },
        "hold normal high",
        rows=["policy-weakened"],
        asks={"role:it-manager": ["policy-weakened"], "role:customer-manager": ["policy-weakened"]},
    ),
    Case(
        "a policy's test is struck",
        {POLICY: ("atLeast: 90.0", "atLeast: 91.0")},
        "hold normal high",
        rows=["policy-weakened"],
        asks={"role:it-manager": ["policy-weakened"], "role:customer-manager": ["policy-weakened"]},
    ),
    Case(
        "a policy is deleted",
        {
            POLICY: None,
            "catalog/processes/change-enablement.yaml": "spec: {implements: [service-management]}",
        },
        "hold normal high",
        rows=["other", "policy-weakened"],
        asks={
            "role:it-manager": ["policy-weakened"],
            "role:customer-manager": ["policy-weakened"],
            "role:delivery-manager": ["other"],
        },
    ),
    Case(
        "a waiver is prolonged",
        {WAIVER: ("2026-12-15", "2027-01-15")},
        "hold normal high",
        rows=["waiver"],
        asks={"role:it-manager": ["waiver"]},
    ),
    Case(
        "a waiver is shortened",
        {WAIVER: ("2026-12-15", "2026-12-01")},
        "hold normal low",
        rows=["other"],
        asks={"role:quality-manager": ["other"]},
    ),
    Case(
        "a waiver is new",
        {
            "policies/waivers/new.yaml": entity(
                "Waiver",
                "new",
                "New",
                "{owner: quality-manager, rule: AVL003, scope: [sla:sales], reason: We know., "
                "compensatingControl: We watch., requestedBy: role:service-desk-lead, "
                "approvedBy: role:customer-manager, granted: 2026-11-20, expires: 2026-12-20}",
            )
        },
        "hold normal high",
        rows=["waiver"],
        asks={"role:customer-manager": ["waiver"]},
    ),
    Case(
        "the settings",
        {"itsm.yaml": ("180d", "360d")},
        "hold normal high",
        rows=["gate"],
        asks={"role:it-manager": ["gate"]},
    ),
    Case(
        "the profile",
        {ORGANIZATION: ("profile: standard", "profile: starter")},
        "hold normal high",
        rows=["gate"],
        asks={"role:it-manager": ["gate"]},
    ),
    Case(
        "a freeze",
        {FREEZE: ("2027-01-03", "2027-01-02")},
        "hold normal high",
        rows=["gate"],
        asks={"role:it-manager": ["gate"]},
    ),
    Case(
        "a change model",
        {MODEL: ("fields: [spec.location]", "fields: [spec.location, spec.owner]")},
        "hold normal high",
        rows=["gate"],
        asks={"role:it-manager": ["gate"]},
    ),
    Case(
        "the pipeline",
        {".github/workflows/itsm.yml": "apiVersion: no\n"},
        "hold normal high",
        rows=["gate"],
        asks={"role:it-manager": ["gate"]},
    ),
    Case(
        "the owners of code",
        {"docs/CODEOWNERS": "apiVersion\n"},
        "hold normal high",
        rows=["gate"],
        asks={"role:it-manager": ["gate"]},
    ),
    Case(
        "the settings and something else",
        {"itsm.yaml": ("180d", "360d"), WIKI: "spec: {level: Gold}"},
        "refuse normal high",
        rows=["gate", "other-live"],
        asks={"role:service-desk-lead": ["other-live"], "role:it-manager": ["gate"]},
        refused=["mixed"],
    ),
    Case(
        "a rename that every reference follows",
        {
            WIKI: None,
            "catalog/services/handbook.yaml": entity(
                "Service",
                "handbook",
                "Wiki",
                "{owner: service-desk-lead, provider: team:service-desk, state: operational, "
                "adopted: 2025-01-01, type: supporting, serviceHours: always}",
            ),
            SHOP: ("[wiki]", "[handbook]"),
        },
        "hold normal low",
        rows=["renamed"],
        asks={"role:service-desk-lead": ["renamed"]},
    ),
    Case(
        "a rename that sheds the owner",
        {
            WIKI: None,
            "catalog/services/handbook.yaml": entity(
                "Service",
                "handbook",
                "Wiki",
                "{owner: it-manager, provider: team:service-desk, state: operational, "
                "adopted: 2025-01-01, type: supporting, serviceHours: always}",
            ),
            SHOP: ("[wiki]", "[handbook]"),
        },
        "refuse normal high",
        rows=["adopted", "forbidden-step", "sla-loosened", "sla-tightened"],
        asks={
            "role:it-manager": ["adopted", "sla-tightened"],
            "role:head-of-sales": ["sla-loosened"],
            "role:service-desk-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened", "sla-tightened"],
        },
        refused=["forbidden-step", "unreadable"],
    ),
    Case(
        "inside a freeze",
        {EMAIL: "spec: {level: Gold}"},
        "refuse normal medium",
        rows=["frozen", "other-live"],
        asks={"role:quality-manager": ["frozen"], "role:application-lead": ["other-live"]},
        today=IN_THE_FREEZE,
    ),
    Case(
        "inside a freeze, something that it rests on",
        {SWITCH: "spec: {class: router}"},
        "refuse normal medium",
        rows=["frozen", "other-live"],
        asks={"role:quality-manager": ["frozen"], "role:network-lead": ["other-live"]},
        today=IN_THE_FREEZE,
    ),
    Case(
        "inside a freeze, administrative",
        {EMAIL: "metadata: {description: Mail.}"},
        "pass administrative",
        rows=["administrative"],
        today=IN_THE_FREEZE,
    ),
    Case(
        "inside a freeze, an emergency",
        {EMAIL: "spec: {level: Gold}"},
        "hold emergency high",
        rows=["emergency"],
        asks={"role:delivery-manager": ["emergency"]},
        today=IN_THE_FREEZE,
        trailers=(("change-type", "emergency"), ("incident", "INC-7")),
    ),
    Case(
        "an emergency",
        {SLA: ("atLeast: 99.0", "atLeast: 98.5")},
        "hold emergency high",
        rows=["emergency"],
        asks={"role:delivery-manager": ["emergency"]},
        trailers=(("change-type", "emergency"), ("incident", "INC-7")),
    ),
    Case(
        "an emergency without an incident",
        {SLA: ("atLeast: 99.0", "atLeast: 98.5")},
        "hold normal high",
        rows=["sla-loosened"],
        asks={
            "role:head-of-sales": ["sla-loosened"],
            "role:application-lead": ["sla-loosened"],
            "role:customer-manager": ["sla-loosened"],
        },
        trailers=(("change-type", "emergency"),),
    ),
    Case(
        "an emergency beside a waiver",
        {WAIVER: ("2026-12-15", "2027-01-15"), EMAIL: "spec: {level: Gold}"},
        "hold emergency high",
        rows=["emergency", "waiver"],
        asks={"role:delivery-manager": ["emergency"], "role:it-manager": ["waiver"]},
        trailers=(("change-type", "emergency"), ("incident", "INC-7")),
    ),
    Case(
        "a claim that raises",
        {EMAIL: "metadata: {description: Mail.}"},
        "hold normal medium",
        rows=["other-live"],
        asks={"role:application-lead": ["other-live"]},
        trailers=(("change-type", "normal"),),
    ),
    Case(
        "anything else",
        {SCANNING: "spec: {level: Gold}"},
        "hold normal low",
        rows=["other"],
        asks={"role:service-desk-lead": ["other"]},
    ),
    Case(
        "anything else of what is live",
        {EMAIL: "spec: {level: Gold}"},
        "hold normal medium",
        rows=["other-live"],
        asks={"role:application-lead": ["other-live"]},
    ),
    Case(
        "what nobody owns",
        {"catalog/teams/network.yaml": "spec: {hours: always}"},
        "hold normal low",
        rows=["other"],
        asks={"role:it-manager": ["other"]},
    ),
    Case(
        "what cannot be read",
        {EMAIL: "apiVersion: [\n"},
        "refuse normal",
        rows=["forbidden-step", "still-needed"],
        refused=["forbidden-step", "still-needed", "unreadable"],
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_row(case: Case) -> None:
    found = verdict(case.head, case.base, today=case.today, trailers=case.trailers)
    risk = f" {found.risk.value}" if found.risk else ""
    assert f"{found.outcome.value} {found.type.value}{risk}" == case.says
    assert sorted({each.row for each in found.reasons}) == case.rows
    assert told(found) == case.asks
    assert sorted({each.row for each in found.refusals}) == case.refused


def test_every_row_has_a_case() -> None:
    seen = {row for case in CASES for row in (*case.rows, *case.refused)}
    assert [row.name for row in ROWS if row.name not in seen] == ["adoption"]


def test_a_weaker_policy_says_exactly_what_it_lets_through() -> None:
    base: Changes = {POLICY: ("least: 98.0", "least: 99.5")}
    found = verdict({POLICY: ("least: 99.5", "least: 98.5")}, base)
    (reason,) = found.reasons
    assert (reason.row, reason.text) == (
        "policy-weakened",
        "changes spec.params.least and lets through sla:sales",
    )


def test_a_stricter_rule_says_exactly_what_it_stops() -> None:
    rule = """
spec:
  rules:
    - name: least-availability
      enforcement: mandatory
      overrideBy: it-manager
      match: {kind: ServiceLevelAgreement}
      expression: "!hasTarget(self, 'availability') || target(self, 'availability') >= params.least"
      message: An agreement promises too little
      at: spec.targets
    - name: says-what-follows
      enforcement: advisory
      match: {kind: ServiceLevelAgreement}
      expression: "has(self.spec.remedy)"
      message: An agreement says what follows when it is broken
"""
    found = verdict({POLICY: rule})
    assert [(each.row, each.text) for each in found.reasons] == [
        ("policy-tightened", "asks for more: spec.rules[says-what-follows]; it newly stops sla:sales")
    ]
