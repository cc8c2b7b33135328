"""ORG: what one change to the sample does to functions, roles and contacts."""

from __future__ import annotations

from tests.rules.mutating import Row

FUNCTIONS, PROCESSES, ROLES = "catalog/functions", "catalog/processes", "catalog/roles"
SERVICES, STAKEHOLDERS, TEAMS = "catalog/services", "catalog/stakeholders", "catalog/teams"
ARCHIVIST = """\
apiVersion: itsm/v1
kind: Role
metadata: {name: archivist, title: Archivist}
spec:
  within: function:technical-management
  heldBy: [user:nseabra]
"""

ROWS = (
    Row(
        "the network team answers for none of its processes",
        (f"ORG001 {FUNCTIONS}/technical-management.yaml: name: «technical-management»",),
        edits={
            f"{PROCESSES}/{name}.yaml": (
                ("function: technical-management", "function: application-management"),
            )
            for name in ("monitoring-and-event-management",)
        },
    ),
    Row(
        "nobody is head of marketing",
        (f"ORG002 {ROLES}/head-of-marketing.yaml: «spec»:",),
        edits={
            f"{ROLES}/head-of-marketing.yaml": (
                (
                    "  heldBy:\n    - {name: Miguel Falcão, email: miguel.falcao@modaviva.example}\n",
                    "",
                ),
            )
        },
    ),
    Row(
        "whoever kept the archive has left",
        (f"ORG002 {ROLES}/archivist.yaml: heldBy: «[user:otto]»",),
        files={f"{ROLES}/archivist.yaml": ARCHIVIST.replace("nseabra", "otto")},
    ),
    Row(
        "users may call the analysts",
        (f"ORG003 {SERVICES}/webshop.yaml: leadsTo: «application-management»",),
        edits={
            f"{SERVICES}/webshop.yaml": (
                (
                    "leadsTo: application-management\n      askedBy: service-desk\n",
                    "leadsTo: application-management\n",
                ),
            )
        },
    ),
    Row(
        "the chat reaches the network team",
        ("ORG003 catalog/organization.yaml: leadsTo: «technical-management»",),
        edits={
            "catalog/organization.yaml": (
                (
                    '.example/chat"\n        hours: desk\n',
                    '.example/chat"\n        hours: desk\n        leadsTo: technical-management\n',
                ),
            )
        },
    ),
    Row(
        "nobody speaks with the lessor",
        (f"ORG004 {STAKEHOLDERS}/leasing.yaml: «spec»:",),
        edits={f"{STAKEHOLDERS}/leasing.yaml": (("  contact: supplier-manager\n", ""),)},
    ),
    Row(
        "the desk speaks with retail",
        (f"ORG004 {STAKEHOLDERS}/retail.yaml: contact: «service-desk-lead»",),
        edits={f"{STAKEHOLDERS}/retail.yaml": (("contact: customer-manager", "contact: service-desk-lead"),)},
    ),
    Row(
        "three are left for the nights",
        (
            "ORG005 catalog/olas/application.yaml: supportHours: «always»",
            "POL/record-every-incident/rota-large-enough catalog/teams/applications.yaml: «"
            "- {handle: pesteves, name: Paula Esteves, email: paula.esteves@modaviva.exampl"
            "e}»",
        ),
        edits={
            f"{TEAMS}/applications.yaml": (
                (
                    "    - {handle: vnobrega, name: Vasco Nóbrega, email: vasco.nobrega@modaviva.example}\n",
                    "",
                ),
            )
        },
    ),
)
