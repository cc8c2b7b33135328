"""AGR: what one change to the sample does to its agreements."""

from __future__ import annotations

from tests.rules.mutating import Row

SLAS, OLAS, CONTRACTS = "catalog/slas", "catalog/olas", "catalog/contracts"
REPORTS, STAKEHOLDERS = "catalog/service-reports", "catalog/stakeholders"

LIGHTS = """\
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: christmas-lights, title: Lights for the shop windows}
spec:
  owner: supplier-manager
  supplier: print-partner
  validFrom: 2027-11-15
  validTo: 2028-01-15
  lastReview: 2026-11-02
  nextReview: 2027-11-01
  targets:
    - {metric: fulfilment-time, atMost: 16h, measuredBy: Our receipt of goods}
"""
SEASON = """\
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {name: office-season, title: What IT promises the office before Christmas}
spec:
  owner: service-level-manager
  customer: finance
  services: [payroll]
  validFrom: 2026-11-01
  lastReview: 2026-10-20
  nextReview: 2027-10-19
  targets:
    - {metric: response-time, priority: 1, atMost: 20m, measuredBy: Service Desk records}
  approvals:
    - {role: finance-director, by: Teresa Lobo, date: 2026-10-20, recordedBy: service-level-manager}
"""

ROWS = (
    Row(
        "a division is named as the supplier",
        (
            "AGR001 catalog/contracts/christmas-lights.yaml: supplier: «retail»",
            "POL/know-your-suppliers/contract-can-be-left catalog/contracts/christmas-light"
            "s.yaml: supplier: «retail»",
            "POL/value-for-money/contract-states-its-price catalog/contracts/christmas-ligh"
            "ts.yaml: supplier: «retail»",
        ),
        files={f"{CONTRACTS}/christmas-lights.yaml": LIGHTS.replace("print-partner", "retail")},
    ),
    Row(
        "finance is no customer any longer",
        (f"AGR001 {SLAS}/office.yaml: customer: «finance»",),
        edits={f"{STAKEHOLDERS}/finance.yaml": (("roles: [customer, user]", "roles: [user]"),)},
    ),
    Row(
        "somebody else signed for operations",
        (f"AGR002 {SLAS}/operations.yaml: «approvals»:",),
        edits={f"{SLAS}/operations.yaml": (("role: head-of-operations", "role: head-of-retail"),)},
    ),
    Row(
        "retail signed a week late",
        (f"AGR002 {SLAS}/retail.yaml: date: «2026-01-08»",),
        edits={f"{SLAS}/retail.yaml": (("date: 2025-12-11", "date: 2026-01-08"),)},
    ),
    Row(
        "nobody signs for finance",
        (f"AGR002 {SLAS}/office.yaml: customer: «finance»",),
        edits={f"{STAKEHOLDERS}/finance.yaml": (("  signatory: finance-director\n", ""),)},
    ),
    Row(
        "an agreement without a signature is about to begin",
        (
            "AGR002 catalog/slas/office-season.yaml: «spec»:",
            "POL/agree-before-promise/agreement-is-signed catalog/slas/office-season.yaml: "
            "validFrom: «2026-12-01»",
        ),
        files={
            f"{SLAS}/office-season.yaml": SEASON[: SEASON.index("  approvals:")]
            .replace("2026-11-01", "2026-12-01")
            .replace("atMost: 20m", "atMost: 30m")
        },
    ),
    Row(
        "retail pays for nothing",
        (f"AGR003 {SLAS}/retail.yaml: customer: «retail»",),
        edits={f"{STAKEHOLDERS}/retail.yaml": (("  sponsor: true\n", ""),)},
    ),
    Row(
        "a contract ends before it begins",
        (
            "POL/know-your-suppliers/contract-can-be-left catalog/contracts/christmas-light"
            "s.yaml: supplier: «print-partner»",
            "POL/value-for-money/contract-states-its-price catalog/contracts/christmas-ligh"
            "ts.yaml: supplier: «print-partner»",
            "AGR004 catalog/contracts/christmas-lights.yaml: validTo: «2027-05-15»",
        ),
        files={f"{CONTRACTS}/christmas-lights.yaml": LIGHTS.replace("2028-01-15", "2027-05-15")},
    ),
    Row(
        "a contract ends on the day it begins",
        (
            "POL/know-your-suppliers/contract-can-be-left catalog/contracts/christmas-light"
            "s.yaml: supplier: «print-partner»",
            "POL/value-for-money/contract-states-its-price catalog/contracts/christmas-ligh"
            "ts.yaml: supplier: «print-partner»",
            "AGR004 catalog/contracts/christmas-lights.yaml: validTo: «2027-11-15»",
        ),
        files={f"{CONTRACTS}/christmas-lights.yaml": LIGHTS.replace("2028-01-15", "2027-11-15")},
    ),
    Row(
        "the review of a service is late",
        ("AGR005 catalog/services/printing.yaml: nextReview: «2026-10-27»",),
        edits={"catalog/services/printing.yaml": (("nextReview: 2027-07-27", "nextReview: 2026-10-27"),)},
    ),
    Row(
        "the review of a stakeholder is near",
        (f"AGR005 {STAKEHOLDERS}/store-staff.yaml: nextReview: «2026-12-19»",),
        edits={f"{STAKEHOLDERS}/store-staff.yaml": (("nextReview: 2027-09-20", "nextReview: 2026-12-19"),)},
    ),
    Row(
        "the payroll bureau is under contract for too short a time",
        (f"AGR006 {CONTRACTS}/payroll.yaml: validTo: «2027-12-31»",),
        edits={f"{CONTRACTS}/payroll.yaml": (("validTo: 2028-07-01", "validTo: 2027-12-31"),)},
    ),
    Row(
        "the network team's promise ends before that to the customers",
        (f"AGR006 {OLAS}/technical.yaml: validTo: «2027-12-31»",),
        edits={
            f"{OLAS}/technical.yaml": (
                ("  validFrom: 2026-01-01\n", "  validFrom: 2026-01-01\n  validTo: 2027-12-31\n"),
            )
        },
    ),
    Row(
        "the last day for notice is near",
        (f"AGR007 {OLAS}/service-desk.yaml: «spec»:",),
        edits={f"{OLAS}/service-desk.yaml": (("validTo: 2028-01-01", "validTo: 2027-03-01"),)},
    ),
    Row(
        "the day on which to decide comes within a month",
        (f"AGR007 {CONTRACTS}/mail.yaml: «spec»:",),
        edits={f"{CONTRACTS}/mail.yaml": (("validTo: 2027-07-01", "validTo: 2027-04-15"),)},
    ),
    Row(
        "the exchange of orders takes long to give up",
        (f"AGR008 {SLAS}/operations.yaml: notice: «6mo»",),
        edits={f"{CONTRACTS}/edi.yaml": (("notice: 3mo", "notice: 9mo"),)},
    ),
    Row(
        "an availability has no window",
        (f"AGR009 {SLAS}/operations.yaml: - «metric»: availability",),
        edits={
            f"{SLAS}/operations.yaml": (("      atLeast: 99.0\n      per: 1y\n", "      atLeast: 99.0\n"),)
        },
    ),
    Row(
        "a satisfaction has no window",
        (f"AGR009 {SLAS}/office.yaml: - «metric»: satisfaction",),
        edits={f"{SLAS}/office.yaml": (("      per: 3mo\n", ""),)},
    ),
    Row(
        "a satisfaction has no unit",
        (f"AGR010 {SLAS}/office.yaml: - «metric»: satisfaction",),
        edits={f"{SLAS}/office.yaml": (('      unit: "% of callers satisfied"\n', ""),)},
    ),
    Row(
        "a time is counted in days",
        (
            f"AGR010 {SLAS}/operations.yaml: - {{metric: response-time, priority: 2, atMost: 1h, "
            "unit: «days», measuredBy: Service Desk records}",
        ),
        edits={f"{SLAS}/operations.yaml": (("atMost: 1h,", "atMost: 1h, unit: days,"),)},
    ),
    Row(
        "an order may take no less than so long",
        (
            f"AGR010 {CONTRACTS}/leasing.yaml: - {{metric: fulfilment-time, «atLeast»: 36h, share: 90, "
            "measuredBy: Our receipt of goods}",
        ),
        edits={f"{CONTRACTS}/leasing.yaml": (("atMost: 36h", "atLeast: 36h"),)},
    ),
    Row(
        "another agreement promises finance another time",
        (
            f"AGR011 {SLAS}/office-season.yaml: - {{metric: response-time, priority: 1, atMost: «20m», "
            "measuredBy: Service Desk records}",
        ),
        files={f"{SLAS}/office-season.yaml": SEASON},
    ),
    Row(
        "priority 2 is to be resolved before priority 1",
        (
            f"AGR012 {CONTRACTS}/fibre.yaml: - {{metric: resolution-time, priority: 2, atMost: «7h», "
            "measuredBy: Tickets with the supplier}",
        ),
        edits={f"{CONTRACTS}/fibre.yaml": (("priority: 2, atMost: 24h", "priority: 2, atMost: 7h"),)},
    ),
    Row(
        "the desk answers later than it has resolved",
        (
            f"AGR012 {OLAS}/service-desk.yaml: - {{metric: response-time, priority: 2, atMost: «7h», "
            "measuredBy: Telephone system}",
        ),
        edits={f"{OLAS}/service-desk.yaml": (("priority: 2, atMost: 30m", "priority: 2, atMost: 7h"),)},
    ),
    Row(
        "nobody knows how often the database fails",
        (f"AGR013 {SLAS}/operations.yaml: atLeast: «99.0»",),
        edits={"catalog/configuration-items/erp-database.yaml": (("  intrinsicAvailability: 99.98\n", ""),)},
    ),
    Row(
        "nobody knows how long the ERP takes to repair",
        (
            f"AGR013 {SLAS}/operations.yaml: - {{metric: recovery-time, atMost: «8h», "
            "measuredBy: Yearly recovery exercise}",
        ),
        edits={"catalog/configuration-items/erp.yaml": (("  recovery: 1h\n", ""),)},
    ),
    Row(
        "the lessor delivers later than IT does",
        (f"AGR013 {SLAS}/office.yaml: atMost: «45h»",),
        edits={f"{CONTRACTS}/leasing.yaml": (("atMost: 36h", "atMost: 54h"),)},
    ),
    Row(
        "nobody escalates the orders any longer",
        (
            f"AGR013 {SLAS}/operations.yaml: - {{metric: response-time, priority: 4, atMost: «8h»}}",
            f"AGR013 {SLAS}/operations.yaml: - {{metric: response-time, priority: 4, atMost: «8h»}}",
        ),
        edits={
            f"{SLAS}/operations.yaml": (
                (
                    "  escalation:\n    - {to: team:applications, handoff: 30m}\n"
                    "    - {to: contract:edi, handoff: 15m}\n",
                    "",
                ),
                ("  targets:\n", "  targets:\n    - {metric: response-time, priority: 4, atMost: 8h}\n"),
            )
        },
    ),
    Row(
        "nobody asks the shop managers in spring",
        (f"AGR014 {SLAS}/retail.yaml: per: «3mo»",),
        edits={
            f"{REPORTS}/retail-2026-q2.yaml": (
                ("    - {metric: satisfaction, value: 87, source: Questions to shop managers}\n", ""),
            )
        },
    ),
    Row(
        "the mail supplier's summer ends in August",
        (
            f"AGR014 {CONTRACTS}/mail.yaml: - {{metric: availability, atLeast: 99.9, per: «1mo», "
            "measuredBy: Supplier's report}",
        ),
        edits={f"{REPORTS}/mail-2026-q3.yaml": (("to: 2026-10-01", "to: 2026-09-01"),)},
    ),
    Row(
        "nothing follows from a miss",
        (
            f"AGR014 {REPORTS}/technical-2026-q3.yaml: - {{metric: resolution-time, priority: 2, "
            'value: «2h5m», source: "Service Desk records, slowest case"}',
        ),
        edits={f"{REPORTS}/technical-2026-q3.yaml": (("value: 1h50m", "value: 2h5m"),)},
    ),
    Row(
        "a contract is reviewed every other year",
        (f"AGR015 {CONTRACTS}/fibre.yaml: nextReview: «2028-10-11»",),
        edits={f"{CONTRACTS}/fibre.yaml": (("nextReview: 2027-10-11", "nextReview: 2028-10-11"),)},
    ),
    Row(
        "an agreement has no next review",
        (f"AGR015 {OLAS}/application.yaml: «spec»:",),
        edits={f"{OLAS}/application.yaml": (("  nextReview: 2027-07-06\n", ""),)},
    ),
)
