"""AVL: what one change to the sample does to the availability that is promised."""

from __future__ import annotations

from tests.rules.mutating import Row

SLAS = "catalog/slas"
SERVICES = "catalog/services"
CONTRACTS = "catalog/contracts"
CALENDARS = "catalog/calendars"

ROWS = (
    Row(
        "the acquirer promises less than the tills",
        (
            "AVL001 catalog/slas/retail.yaml: atLeast: «99.8»",
            "AVL001 catalog/slas/retail.yaml: atLeast: «99.8»",
        ),
        edits={f"{CONTRACTS}/acquirer.yaml": (("atLeast: 99.95", "atLeast: 99.7"),)},
    ),
    Row(
        "the web shop fails more often by itself",
        ("AVL002 catalog/slas/retail.yaml: atLeast: «99.8»",),
        edits={
            f"{SERVICES}/webshop.yaml": (("intrinsicAvailability: 99.98", "intrinsicAvailability: 99.9"),)
        },
    ),
    Row(
        "payroll is promised as if failures were independent",
        (
            "AVL003 catalog/slas/office.yaml: - {metric: availability, for: service:payroll, "
            "atLeast: «99.3», per: 1y, measuredBy: Supplier's report}",
        ),
        edits={
            f"{SLAS}/office.yaml": (
                ("for: service:payroll, atLeast: 99.0", "for: service:payroll, atLeast: 99.3"),
            ),
            f"{SERVICES}/payroll.yaml": (("availability: 99.0", "availability: 99.3"),),
        },
    ),
    Row(
        "mail is promised by the year and owed by the month",
        ("AVL004 catalog/slas/office.yaml: per: «1mo»",),
        edits={f"{CONTRACTS}/mail.yaml": (("atLeast: 99.9, per: 1mo", "atLeast: 99.9, per: 1y"),)},
    ),
    Row(
        "the lines of the web shop close at night",
        (
            "AVL005 catalog/slas/retail.yaml: services: [point-of-sale, «webshop»]",
            "AVL003 catalog/slas/retail.yaml: atLeast: «99.8»",
        ),
        edits={
            f"{CONTRACTS}/acquirer.yaml": (("hours: always\n  supportHours", "hours: store\n  supportHours"),)
        },
    ),
    Row(
        "the tills are maintained while shops are open",
        (
            "AVL006 catalog/slas/operations.yaml: atLeast: «99.0»",
            "AVL006 catalog/slas/retail.yaml: atLeast: «99.8»",
        ),
        edits={f"{CALENDARS}/maintenance.yaml": (("2026-01-04T02:00", "2026-01-04T12:00"),)},
    ),
    Row(
        "the intranet is counted by the month",
        ("AVL007 catalog/slas/office.yaml: atLeast: «99.5»",),
        edits={
            f"{SLAS}/office.yaml": (
                (
                    "for: service:intranet\n      atLeast: 99.5\n      per: 1y",
                    "for: service:intranet\n      atLeast: 99.5\n      per: 6mo",
                ),
            )
        },
    ),
    Row(
        "Retail is promised more than the tills offer",
        ("AVL008 catalog/slas/retail.yaml: atLeast: «99.8»",),
        edits={f"{SERVICES}/point-of-sale.yaml": (("availability: 99.8", "availability: 99.7"),)},
    ),
    Row(
        "Retail is promised a recovery that the tills do not offer",
        (
            "AVL008 catalog/slas/retail.yaml: - {metric: recovery-time, atMost: «3h», "
            "measuredBy: Yearly recovery exercise}",
            "AVL008 catalog/slas/retail.yaml: - {metric: recovery-time, atMost: «3h», "
            "measuredBy: Yearly recovery exercise}",
        ),
        edits={f"{SLAS}/retail.yaml": (("recovery-time, atMost: 4h", "recovery-time, atMost: 3h"),)},
    ),
)
