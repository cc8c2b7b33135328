"""REC: what one change to the sample does to the way back."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCEDURES = "catalog/procedures"

ROWS = (
    Row(
        "the intranet was last restored over a year ago",
        (f"REC006 {PROCEDURES}/restore-intranet.yaml: lastTested: «2025-06-16»",),
        edits={
            f"{PROCEDURES}/restore-intranet.yaml": (("lastTested: 2026-06-15", "lastTested: 2025-06-16"),)
        },
    ),
    Row(
        "nobody ever tried to restore the intranet",
        (f"REC006 {PROCEDURES}/restore-intranet.yaml: «spec»:",),
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
