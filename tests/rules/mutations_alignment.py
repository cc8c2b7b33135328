"""ALN: what one change to the sample takes away from the way up to an objective."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCESSES = "catalog/business-processes"
SERVICES = "catalog/services"
ITEM = """\
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: show-room-screen, title: Screen in the show room}
spec:
  owner: application-lead
"""

ROWS = (
    Row(
        "a business process forgets its objectives",
        (f"ALN001 {PROCESSES}/procurement.yaml: «spec»:",),
        edits={f"{PROCESSES}/procurement.yaml": (("  supports: [profit]\n", ""),)},
    ),
    Row(
        "a business process has an empty list of objectives",
        (f"ALN001 {PROCESSES}/finance-hr.yaml: supports: «[]»",),
        edits={f"{PROCESSES}/finance-hr.yaml": (("supports: [profit]", "supports: []"),)},
    ),
    Row(
        "only a support process is left for an objective",
        ("ALN002 catalog/objectives/loyalty.yaml: name: «loyalty»",),
        edits={
            f"{PROCESSES}/retail-sales.yaml": (("supports: [profit, loyalty]", "supports: [profit]"),),
            f"{PROCESSES}/marketing.yaml": (("supports: [loyalty, profit]", "supports: [profit]"),),
            f"{PROCESSES}/finance-hr.yaml": (("supports: [profit]", "supports: [profit, loyalty]"),),
        },
    ),
    Row(
        "a service forgets which business process it enables",
        (f"ALN003 {SERVICES}/payroll.yaml: «spec»:",),
        edits={f"{SERVICES}/payroll.yaml": (("  enables: [finance-hr]\n", ""),)},
    ),
    Row(
        "a core business process has services of the pipeline alone",
        (f"ALN004 {PROCESSES}/franchising.yaml: metadata: {{name: «franchising», title: Franchising}}",),
        edits={
            f"{SERVICES}/loyalty-app.yaml": (("{process: marketing,", "{process: franchising,"),),
            f"{SERVICES}/identity.yaml": (("enables: all", "enables: [retail-sales]"),),
        },
        files={
            f"{PROCESSES}/franchising.yaml": """\
apiVersion: itsm/v1
kind: BusinessProcess
metadata: {name: franchising, title: Franchising}
spec:
  owner: head-of-retail
  supports: [profit]
"""
        },
    ),
    Row(
        "nobody uses remote access any longer",
        (f"ALN005 {SERVICES}/remote-access.yaml: name: «remote-access»",),
        edits={
            f"{SERVICES}/remote-access.yaml": (("  users: [head-office]\n", ""),),
            f"{SERVICES}/workplace.yaml": ((", service:remote-access", ""),),
        },
    ),
    Row(
        "the platform counts for less than the tills on it",
        (f"ALN006 {SERVICES}/platform.yaml: criticality: «high»",),
        edits={f"{SERVICES}/platform.yaml": (("criticality: mission-critical", "criticality: high"),)},
    ),
    Row(
        "a service counts for less than the process that it enables",
        (f"ALN006 {SERVICES}/communication.yaml: criticality: «medium»",),
        edits={f"{SERVICES}/communication.yaml": (("criticality: high", "criticality: medium"),)},
    ),
    Row(
        "a process stands still without a service that counts for less",
        (
            f"ALN006 {SERVICES}/printing.yaml: criticality: «medium»",
            f"REC002 {SERVICES}/printing.yaml: recoveryTime: «24h»",
        ),
        edits={
            f"{SERVICES}/printing.yaml": (
                ("{process: retail-sales, essential: false}", "{process: retail-sales}"),
            )
        },
    ),
    Row(
        "somebody maintains an item that nothing needs",
        ("ALN007 catalog/procedures/maintain-environment.yaml: item: «ci:show-room-screen»",),
        edits={
            "catalog/procedures/maintain-environment.yaml": (
                ("item: service:platform", "item: ci:show-room-screen"),
            )
        },
        files={"catalog/configuration-items/show-room-screen.yaml": ITEM},
    ),
    Row(
        "an objective has no date",
        ("ALN008 catalog/objectives/profit.yaml: «spec»:",),
        edits={"catalog/objectives/profit.yaml": (("  by: 2027-12-31\n", ""),)},
    ),
)
