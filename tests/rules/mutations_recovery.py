"""REC: what one change to the sample does to the way back."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCEDURES = "catalog/procedures"
SERVICES = "catalog/services"
CONTRACTS = "catalog/contracts"
PROCESSES = "catalog/business-processes"

ROWS = (
    Row(
        "the platform takes longer to come back",
        (
            "REC001 catalog/services/platform.yaml: recoveryTime: «2h»",
            "REC001 catalog/services/point-of-sale.yaml: recoveryTime: «4h»",
            "REC001 catalog/services/webshop.yaml: recoveryTime: «4h»",
        ),
        edits={f"{SERVICES}/platform.yaml": (("  recovery: 30m", "  recovery: 200m"),)},
    ),
    Row(
        "shops cannot bear to stand still so long",
        (
            "REC002 catalog/services/point-of-sale.yaml: recoveryTime: «4h»",
            "REC002 catalog/services/webshop.yaml: recoveryTime: «4h»",
        ),
        edits={
            f"{PROCESSES}/retail-sales.yaml": (
                ("maximumTolerableDowntime: 8h", "maximumTolerableDowntime: 270m"),
            )
        },
    ),
    Row(
        "the cloud saves data less often",
        (
            "REC003 catalog/services/identity.yaml: recoveryPoint: «30m»",
            "REC003 catalog/services/platform.yaml: recoveryPoint: «30m»",
            "REC003 catalog/services/point-of-sale.yaml: recoveryPoint: «30m»",
            "REC003 catalog/services/webshop.yaml: recoveryPoint: «30m»",
        ),
        edits={f"{CONTRACTS}/cloud.yaml": (("recovery-point, atMost: 15m", "recovery-point, atMost: 45m"),)},
    ),
    Row(
        "shops cannot bear to lose so much",
        (
            "REC003 catalog/services/identity.yaml: recoveryPoint: «30m»",
            "REC003 catalog/services/platform.yaml: recoveryPoint: «30m»",
            "REC003 catalog/services/point-of-sale.yaml: recoveryPoint: «30m»",
            "REC003 catalog/services/webshop.yaml: recoveryPoint: «30m»",
        ),
        edits={f"{PROCESSES}/retail-sales.yaml": (("recoveryPoint: 1h", "recoveryPoint: 25m"),)},
    ),
    Row(
        "the tills are saved less often",
        ("REC004 catalog/services/point-of-sale.yaml: backup: {interval: «30m», lag: 5m}",),
        edits={f"{SERVICES}/point-of-sale.yaml": (("interval: 15m, lag: 5m", "interval: 30m, lag: 5m"),)},
    ),
    Row(
        "nothing says how to bring purchasing back",
        ("REC005 catalog/services/eprocurement.yaml: recoveryTime: «8h»",),
        absent=(f"{PROCEDURES}/restore-eprocurement.yaml",),
    ),
    Row(
        "bringing mail back takes too long",
        ("REC005 catalog/procedures/restore-communication.yaml: takes: «285m»",),
        edits={
            f"{PROCEDURES}/restore-communication.yaml": (
                ("\n  takes: 90m", "\n  takes: 285m"),
                ("takes: 45m", "takes: 4h"),
            )
        },
    ),
    Row(
        "the intranet was last restored over a year ago",
        (f"REC006 {PROCEDURES}/restore-intranet.yaml: lastTested: «2025-06-16»",),
        edits={
            f"{PROCEDURES}/restore-intranet.yaml": (("lastTested: 2026-06-15", "lastTested: 2025-06-16"),)
        },
    ),
    Row(
        "nobody ever tried to restore the intranet",
        (
            "REC006 catalog/procedures/restore-intranet.yaml: «spec»:",
            "POL/keep-promises-recoverable/recovery-was-tested catalog/procedures/restore-i"
            "ntranet.yaml: type: «recovery»",
        ),
        edits={f"{PROCEDURES}/restore-intranet.yaml": (("  lastTested: 2026-06-15\n", ""),)},
    ),
    Row(
        "the exercise of the intranet falls due",
        (f"REC006 {PROCEDURES}/restore-intranet.yaml: lastTested: «2025-12-01»",),
        edits={
            f"{PROCEDURES}/restore-intranet.yaml": (("lastTested: 2026-06-15", "lastTested: 2025-12-01"),)
        },
    ),
)
