"""GOV: what one change to the sample does to waivers, risks and improvements."""

from __future__ import annotations

from tests.rules.mutating import Row

WAIVER = "policies/waivers/restore-platform-test.yaml"
PROCEDURES = "catalog/procedures"

ROWS = (
    Row(
        "a waiver has no control",
        (
            f"REC006 {PROCEDURES}/restore-platform.yaml: lastTested: «2025-10-19»",
            "GOV001 policies/waivers/restore-platform-test.yaml: «spec»:",
        ),
        edits={
            WAIVER: (
                (
                    """\
  compensatingControl: >-
    Copies of all databases are read back into a test area every Sunday night, and the cloud supplier's
    engineer is on stand-by from 27 November to 2 January.
""",
                    "",
                ),
            )
        },
    ),
    Row(
        "a waiver holds for nine months",
        (
            f"REC006 {PROCEDURES}/restore-platform.yaml: lastTested: «2025-10-19»",
            "GOV001 policies/waivers/restore-platform-test.yaml: expires: «2027-08-02»",
        ),
        edits={WAIVER: (("expires: 2027-02-01", "expires: 2027-08-02"),)},
    ),
    Row(
        "a waiver has expired",
        (
            f"REC006 {PROCEDURES}/restore-platform.yaml: lastTested: «2025-10-19»",
            "GOV002 policies/waivers/restore-platform-test.yaml: expires: «2026-11-20»",
        ),
        edits={WAIVER: (("expires: 2027-02-01", "expires: 2026-11-20"),)},
    ),
    Row(
        "a waiver is about to expire",
        ("GOV002 policies/waivers/restore-platform-test.yaml: expires: «2026-12-01»",),
        edits={WAIVER: (("expires: 2027-02-01", "expires: 2026-12-01"),)},
    ),
    Row(
        "who asks for a waiver grants it",
        (
            f"REC006 {PROCEDURES}/restore-platform.yaml: lastTested: «2025-10-19»",
            ("GOV003 policies/waivers/restore-platform-test.yaml: approvedBy: «role:continuity-manager»"),
        ),
        edits={WAIVER: (("approvedBy: role:it-director", "approvedBy: role:continuity-manager"),)},
    ),
    Row(
        "a waiver names a rule that does not exist",
        (
            f"REC006 {PROCEDURES}/restore-platform.yaml: lastTested: «2025-10-19»",
            "GOV003 policies/waivers/restore-platform-test.yaml: rule: «REC066»",
        ),
        edits={WAIVER: (("rule: REC006", "rule: REC066"),)},
    ),
    Row(
        "a waiver names a rule that cannot be waived",
        (
            f"REC006 {PROCEDURES}/restore-platform.yaml: lastTested: «2025-10-19»",
            "GOV003 policies/waivers/restore-platform-test.yaml: rule: «dangling-reference»",
        ),
        edits={WAIVER: (("rule: REC006", "rule: dangling-reference"),)},
    ),
    Row(
        "a risk is left untreated",
        ("GOV004 catalog/risks/stolen-sign-in.yaml: «spec»:",),
        edits={"catalog/risks/stolen-sign-in.yaml": (("  treatment: mitigate\n", ""),)},
    ),
    Row(
        "nobody looks at a risk again",
        ("GOV004 catalog/risks/stolen-sign-in.yaml: «spec»:",),
        edits={"catalog/risks/stolen-sign-in.yaml": (("  nextReview: 2027-04-12\n", ""),)},
    ),
    Row(
        "the exercise was held and the waiver stays",
        ("GOV005 policies/waivers/restore-platform-test.yaml: name: «restore-platform-test»",),
        edits={
            f"{PROCEDURES}/restore-platform.yaml": (("lastTested: 2025-10-19", "lastTested: 2026-11-13"),)
        },
    ),
    Row(
        "a term is left as the template has it",
        ("GOV006 catalog/terms/asset.yaml: definition: «>-»",),
        edits={
            "catalog/terms/asset.yaml": (("  definition: >-\n    ", "  definition: >-\n    To be written: "),)
        },
    ),
    Row(
        "the second factor is late",
        ("GOV007 catalog/improvements/second-factor-head-office.yaml: due: «2026-11-19»",),
        edits={
            "catalog/improvements/second-factor-head-office.yaml": (("due: 2027-03-31", "due: 2026-11-19"),)
        },
    ),
)
