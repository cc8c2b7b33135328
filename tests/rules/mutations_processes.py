"""PRC: what one change to the sample takes away from a process."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCESSES = "catalog/processes"

ROWS = (
    Row(
        "the two processes of the strategy move elsewhere",
        ("PRC001 catalog/organization.yaml: name: «modaviva»",),
        edits={
            f"{PROCESSES}/strategy-management.yaml": (("phase: strategy", "phase: relations"),),
            f"{PROCESSES}/service-portfolio-management.yaml": (("phase: strategy", "phase: relations"),),
        },
    ),
    Row(
        "no function answers for a process",
        (f"PRC002 {PROCESSES}/service-continuity-management.yaml: «spec»:",),
        edits={
            f"{PROCESSES}/service-continuity-management.yaml": (("  function: delivery-management\n", ""),)
        },
    ),
    Row(
        "a process takes nothing in",
        (f"PRC002 {PROCESSES}/capacity-and-performance-management.yaml: «spec»:",),
        edits={
            f"{PROCESSES}/capacity-and-performance-management.yaml": (
                ("  consumes: [business-requirement, service-measurement]\n", ""),
            )
        },
    ),
    Row(
        "a process hands nothing on",
        (
            "FLW001 catalog/artefacts/fulfilled-request.yaml: name: «fulfilled-request»",
            f"PRC002 {PROCESSES}/service-request-management.yaml: produces: «[]»",
        ),
        edits={
            f"{PROCESSES}/service-request-management.yaml": (
                ("produces: [fulfilled-request]", "produces: []"),
            )
        },
    ),
    Row(
        "an activity has nobody who does it",
        (f"PRC003 {PROCESSES}/service-financial-management.yaml: - «name»: report-cost",),
        edits={
            f"{PROCESSES}/service-financial-management.yaml": (
                (
                    """\
      responsible: [delivery-manager]
      accountable: delivery-manager
      consulted: [finance-director]
""",
                    "      accountable: delivery-manager\n      consulted: [finance-director]\n",
                ),
            )
        },
    ),
    Row(
        "an activity has nobody who answers for it",
        (f"PRC003 {PROCESSES}/supplier-management.yaml: - «name»: end-contract",),
        edits={
            f"{PROCESSES}/supplier-management.yaml": (
                (
                    """\
title: Renew or end
      responsible: [supplier-manager]
      accountable: supplier-manager
""",
                    "title: Renew or end\n      responsible: [supplier-manager]\n",
                ),
            )
        },
    ),
    Row(
        "the only role that is responsible becomes vacant",
        (f"PRC003 {PROCESSES}/availability-management.yaml: responsible: «[line-tester]»",),
        edits={
            f"{PROCESSES}/availability-management.yaml": (
                ("responsible: [network-engineer]", "responsible: [line-tester]"),
            )
        },
        files={
            "catalog/roles/line-tester.yaml": """\
apiVersion: itsm/v1
kind: Role
metadata: {name: line-tester, title: Line tester}
spec:
  within: function:technical-management
"""
        },
    ),
    Row(
        "a process forgets its policy",
        (f"PRC004 {PROCESSES}/availability-management.yaml: «spec»:",),
        edits={
            f"{PROCESSES}/availability-management.yaml": (
                ("  implements: [keep-promises-recoverable]\n", ""),
            )
        },
    ),
    Row(
        "the only procedure of a process is given up",
        ((f"PRC005 {PROCESSES}/availability-management.yaml: name: «availability-management»"),),
        absent=(
            "catalog/procedures/analyse-availability.yaml",
            "catalog/procedures/test-standby-line.yaml",
        ),
    ),
    Row(
        "a process has indicators without targets",
        (f"PRC006 {PROCESSES}/service-financial-management.yaml: «kpis»:",),
        edits={
            f"{PROCESSES}/service-financial-management.yaml": (
                ("      target: 95\n", ""),
                ("      target: 5\n", ""),
            )
        },
    ),
    Row(
        "a process works for its own function alone",
        ((f"PRC007 {PROCESSES}/gift-cards.yaml: metadata: {{name: «gift-cards», title: Gift cards}}"),),
        files={
            f"{PROCESSES}/gift-cards.yaml": """\
apiVersion: itsm/v1
kind: Process
metadata: {name: gift-cards, title: Gift cards}
spec:
  owner: delivery-manager
  phase: delivery-control
  function: delivery-management
  purpose: Order gift cards before they run out.
  implements: [value-for-money]
  consumes: [cost-report]
  produces: [gift-card-order]
  serves: [point-of-sale]
  assures: [need]
  activities:
    - {name: order-cards, title: Order cards, responsible: [delivery-manager], accountable: delivery-manager}
  kpis:
    - {name: Days without cards, target: 0, unit: days}
""",
            "catalog/procedures/order-gift-cards.yaml": """\
apiVersion: itsm/v1
kind: Procedure
metadata: {name: order-gift-cards, title: Order gift cards}
spec:
  owner: delivery-manager
  realises: [gift-cards/order-cards]
  trigger: A shop has fewer than fifty cards left.
  steps:
    - {do: Order a box., by: role:delivery-manager, type: coordination, takes: 10m}
""",
            "catalog/artefacts/gift-card-order.yaml": """\
apiVersion: itsm/v1
kind: Artefact
metadata: {name: gift-card-order, title: Order of gift cards}
spec:
  owner: delivery-manager
  to: printers
""",
        },
    ),
    Row(
        "a process says neither whom it serves nor what it assures",
        (
            f"PRC008 {PROCESSES}/release-and-deployment-management.yaml: «spec»:",
            f"PRC008 {PROCESSES}/release-and-deployment-management.yaml: «spec»:",
        ),
        edits={
            f"{PROCESSES}/release-and-deployment-management.yaml": (
                ("  serves: all\n  assures: [available]\n", ""),
            )
        },
    ),
)
