"""SVC: what one change to the sample leaves without owner, description, agreement, users or money."""

from __future__ import annotations

from tests.rules.mutating import Row

SERVICES = "catalog/services"
ITEMS = "catalog/configuration-items"
INTRANET = f"{SERVICES}/intranet.yaml"
COSTS = {
    "communication": "82000",
    "eprocurement": "64000",
    "guest-wifi": "11500",
    "identity": "58000",
    "intranet": "46000",
    "loyalty-app": "54000",
    "network": "128000",
    "payroll": "52000",
    "platform": "236000",
    "point-of-sale": "142000",
    "printing": "61000",
    "remote-access": "9800",
    "self-checkout": "38000",
    "stock-management": "97000",
    "webshop": "168000",
    "workplace": "148000",
}

ROWS = (
    Row(
        "the role of a service's owner is vacant",
        (f"SVC001 {INTRANET}: owner: «intranet-editor»",),
        edits={INTRANET: (("owner: application-lead", "owner: intranet-editor"),)},
        files={
            "catalog/roles/intranet-editor.yaml": """\
apiVersion: itsm/v1
kind: Role
metadata: {name: intranet-editor, title: Editor of the intranet}
spec:
  within: function:application-management
  deputy: [user:pesteves]
"""
        },
    ),
    Row(
        "a live service does not say what it does",
        (f"SVC002 {INTRANET}: «spec»:",),
        edits={
            INTRANET: (
                (
                    "  utility: >-\n    Pages by shop and department, search, rotas, window plans, forms "
                    "with approval, and news that can be\n    marked as read.\n",
                    "",
                ),
            )
        },
    ),
    Row(
        "payroll falls out of the agreement of the office",
        (f"SVC003 {SERVICES}/payroll.yaml: name: «payroll»",),
        edits={
            "catalog/slas/office.yaml": (
                ("workplace, printing, payroll]", "workplace, printing]"),
                (
                    "    - {metric: availability, for: service:payroll, atLeast: 99.0, per: 1y, "
                    "measuredBy: Supplier's report}\n",
                    "",
                ),
            ),
        },
    ),
    Row(
        "the network team has promised nothing for the switches of head office",
        (f"SVC004 {ITEMS}/head-office-switches.yaml: name: «head-office-switches»",),
        edits={"catalog/olas/technical.yaml": (("    - ci:head-office-switches\n", ""),)},
    ),
    Row(
        "nobody can tell who provides the office printers",
        (f"SVC004 {ITEMS}/office-printers.yaml: «spec»:",),
        edits={
            f"{ITEMS}/office-printers.yaml": (
                ("  provider: stakeholder:print-partner\n", ""),
                ("owner: service-desk-lead", "owner: head-of-operations"),
            ),
            "catalog/contracts/printing.yaml": ((", ci:office-printers", ""),),
        },
    ),
    Row(
        "a live service has no users",
        (f"SVC005 {SERVICES}/payroll.yaml: «spec»:",),
        edits={
            f"{SERVICES}/payroll.yaml": (
                ("  users: [store-staff, head-office, operations-staff, finance]\n", ""),
            )
        },
    ),
    Row(
        "all services together are said to cost less than the contracts",
        ("SVC006 catalog/organization.yaml: name: «modaviva»",),
        edits={
            f"{SERVICES}/{name}.yaml": (
                (f"cost: {{amount: {cost}, per: 1y}}", "cost: {amount: 1000, per: 1y}"),
            )
            for name, cost in COSTS.items()
        },
    ),
    Row(
        "a customer outside pays less than the service costs",
        (
            f"SVC006 {SERVICES}/eprocurement.yaml: price: «{{amount: 5900, per: 1y}}»",
            f"SVC006 {SERVICES}/stock-management.yaml: price: «{{amount: 7400, per: 1mo}}»",
        ),
        edits={
            f"{SERVICES}/eprocurement.yaml": (
                ("price: {amount: 5900, per: 1mo}", "price: {amount: 5900, per: 1y}"),
            ),
            "catalog/stakeholders/operations.yaml": (("organisation: ours", "organisation: other"),),
        },
    ),
)
