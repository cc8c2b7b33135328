"""STK: what one change to the sample does to its stakeholders."""

from __future__ import annotations

from tests.rules.mutating import Row

STAKEHOLDERS = "catalog/stakeholders"


def _stakeholder(name: str, role: str, contact: str) -> str:
    return (
        f"apiVersion: itsm/v1\nkind: Stakeholder\nmetadata: {{name: {name}, title: {name.capitalize()}}}\n"
        f"spec:\n  owner: customer-manager\n  roles: [{role}]\n  contact: {contact}\n"
    )


ROWS = (
    Row(
        "a courier drives without a contract",
        (
            "POL/know-your-suppliers/supplier-is-known catalog/stakeholders/courier.yaml: r"
            "oles: «[supplier]»",
            "STK001 catalog/stakeholders/courier.yaml: roles: [«supplier»]",
        ),
        files={f"{STAKEHOLDERS}/courier.yaml": _stakeholder("courier", "supplier", "supplier-manager")},
    ),
    Row(
        "a franchise has been promised nothing",
        (f"STK001 {STAKEHOLDERS}/franchise.yaml: roles: [«customer»]",),
        files={f"{STAKEHOLDERS}/franchise.yaml": _stakeholder("franchise", "customer", "customer-manager")},
    ),
    Row(
        "the cleaners use nothing",
        (f"STK001 {STAKEHOLDERS}/cleaners.yaml: roles: [«user»]",),
        files={f"{STAKEHOLDERS}/cleaners.yaml": _stakeholder("cleaners", "user", "service-desk-lead")},
    ),
    Row(
        "the last look at the fibre company is over a year old",
        (f"STK002 {STAKEHOLDERS}/telco.yaml: evaluatedOn: «2025-11-12»",),
        edits={f"{STAKEHOLDERS}/telco.yaml": (("evaluatedOn: 2026-10-12", "evaluatedOn: 2025-11-12"),)},
    ),
    Row(
        "nobody has ever evaluated the lessor",
        (
            "STK002 catalog/stakeholders/leasing.yaml: «spec»:",
            "POL/know-your-suppliers/supplier-is-known catalog/stakeholders/leasing.yaml: r"
            "oles: «[supplier]»",
        ),
        edits={f"{STAKEHOLDERS}/leasing.yaml": (("  evaluatedOn: 2026-09-28\n", ""),)},
    ),
)
