"""PRD: what one change to the sample takes away from a procedure."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCEDURES = "catalog/procedures"

ROWS = (
    Row(
        "a procedure forgets its activity",
        (f"PRD001 {PROCEDURES}/reset-password.yaml: «spec»:",),
        edits={
            f"{PROCEDURES}/reset-password.yaml": (
                ("  realises: [service-request", "  # realises: [service-request"),
            )
        },
    ),
    Row(
        "a procedure does not say when it starts",
        (f"PRD002 {PROCEDURES}/publish-service-report.yaml: «spec»:",),
        edits={f"{PROCEDURES}/publish-service-report.yaml": (("  trigger: A quarter has ended.\n", ""),)},
    ),
    Row(
        "nobody takes the middle step",
        (
            (
                f"PRD002 {PROCEDURES}/publish-service-report.yaml: "
                "- «do»: Explain missed targets and agree an action with the lead of the team."
            ),
        ),
        edits={f"{PROCEDURES}/publish-service-report.yaml": (("      by: role:application-lead\n", ""),)},
    ),
    Row(
        "a step goes to a role that is informed alone",
        (f"PRD003 {PROCEDURES}/publish-service-report.yaml: by: «role:it-director»",),
        edits={
            f"{PROCEDURES}/publish-service-report.yaml": (
                ("      by: role:application-lead\n", "      by: role:it-director\n"),
            )
        },
    ),
    Row(
        "a supplier helps where no contract of his is needed",
        (f"PRD003 {PROCEDURES}/restore-intranet.yaml: by: «stakeholder:acquirer»",),
        edits={
            f"{PROCEDURES}/restore-intranet.yaml": (
                (
                    """\
      by: team:applications
      type: technical
      takes: 30m
""",
                    """\
      by: stakeholder:acquirer
      type: technical
      takes: 30m
""",
                ),
            )
        },
    ),
    Row(
        "a change has no way back",
        (
            "CHG004 catalog/change-models/price-update.yaml: procedure: «price-update»",
            f"PRD004 {PROCEDURES}/price-update.yaml: «spec»:",
        ),
        edits={f"{PROCEDURES}/price-update.yaml": (("  rollback: Load", "  # rollback: Load"),)},
    ),
    Row(
        "a recovery is over when somebody says so",
        (f"PRD004 {PROCEDURES}/restore-intranet.yaml: «spec»:",),
        edits={
            f"{PROCEDURES}/restore-intranet.yaml": (("  verification: Rotas", "  # verification: Rotas"),)
        },
    ),
    Row(
        "a procedure is quicker than its steps",
        (f"PRD005 {PROCEDURES}/publish-service-report.yaml: takes: «4h»",),
        edits={f"{PROCEDURES}/publish-service-report.yaml": (("  takes: 5h\n", "  takes: 4h\n"),)},
    ),
    Row(
        "the standby lines were not tested last quarter",
        (f"PRD006 {PROCEDURES}/test-standby-line.yaml: lastDone: «2026-07-12»",),
        edits={f"{PROCEDURES}/test-standby-line.yaml": (("lastDone: 2026-10-11", "lastDone: 2026-07-12"),)},
    ),
    Row(
        "the standby lines fall due within a month",
        (f"PRD006 {PROCEDURES}/test-standby-line.yaml: lastDone: «2026-09-06»",),
        edits={f"{PROCEDURES}/test-standby-line.yaml": (("lastDone: 2026-10-11", "lastDone: 2026-09-06"),)},
    ),
)
