"""POL: what one change to the sample takes away from a policy."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCESSES = "catalog/processes"

ROWS = (
    Row(
        "a policy is put into practice by no process any longer",
        ("POL001 policies/secure-by-default.yaml: name: «secure-by-default»",),
        edits={
            f"{PROCESSES}/information-security-management.yaml": (
                ("implements: [secure-by-default]", "implements: [no-unapproved-change]"),
            ),
            f"{PROCESSES}/service-configuration-management.yaml": (
                (
                    "implements: [no-unapproved-change, secure-by-default]",
                    "implements: [no-unapproved-change]",
                ),
            ),
        },
    ),
    Row(
        "a policy has no approver",
        ("POL002 policies/value-for-money.yaml: «spec»:",),
        edits={"policies/value-for-money.yaml": (("  approver: it-director\n", ""),)},
    ),
    Row(
        "a policy serves no objective",
        ("POL002 policies/value-for-money.yaml: objectives: «[]»",),
        edits={"policies/value-for-money.yaml": (("  objectives: [profit]\n", "  objectives: []\n"),)},
    ),
    Row(
        "a new policy is neither checked by a machine nor manual",
        ("POL003 policies/lock-your-screen.yaml: «spec»:",),
        edits={
            f"{PROCESSES}/information-security-management.yaml": (
                ("implements: [secure-by-default]", "implements: [secure-by-default, lock-your-screen]"),
            )
        },
        files={
            "policies/lock-your-screen.yaml": """\
apiVersion: itsm/v1
kind: Policy
metadata: {name: lock-your-screen, title: We lock our screens}
spec:
  owner: security-officer
  approver: it-director
  objectives: [loyalty]
  rationale: A shop is full of strangers.
  statements: [Whoever leaves a till locks it.]
"""
        },
    ),
)
