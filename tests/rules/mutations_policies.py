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
    Row(
        "an expression ends too early",
        ('POL004 policies/know-your-suppliers.yaml: expression: "has(self.spec.notice) &«&»"',),
        edits={
            "policies/know-your-suppliers.yaml": (
                ('expression: "has(self.spec.notice)"', 'expression: "has(self.spec.notice) &&"'),
            )
        },
    ),
    Row(
        "a field of a rule is misspelt",
        ('POL005 policies/know-your-suppliers.yaml: expression: "has(self.spec.«notce»)"',),
        edits={
            "policies/know-your-suppliers.yaml": (
                ('expression: "has(self.spec.notice)"', 'expression: "has(self.spec.notce)"'),
            )
        },
    ),
    Row(
        "a rule concerns nothing any longer",
        (
            "POL006 policies/know-your-suppliers.yaml: match: «{kind: Risk, where: "
            "\"has(self.spec.treatment) && self.spec.treatment == 'avoid'\"}»",
        ),
        edits={
            "policies/know-your-suppliers.yaml": (
                ("self.spec.treatment == 'accept'", "self.spec.treatment == 'avoid'"),
                (
                    "treatment: accept, response: Sell by hand.",
                    "treatment: avoid, response: Sell by hand.",
                ),
                ("{threat: A storm., treatment: accept}", "{threat: A storm., treatment: avoid}"),
            )
        },
    ),
    Row(
        "a rule loses its failing example",
        ("POL007 policies/know-your-suppliers.yaml: - name: «contract-can-be-left»",),
        edits={
            "policies/know-your-suppliers.yaml": (
                (
                    "    - rule: contract-can-be-left\n      expect: fail\n"
                    "      self: {kind: UnderpinningContract, metadata: {name: demo}, "
                    "spec: {supplier: demo}}\n",
                    "",
                ),
            )
        },
    ),
    Row(
        "an example that has to fail is mended instead of the rule",
        ("POL008 policies/know-your-suppliers.yaml: expect: «fail»",),
        edits={
            "policies/know-your-suppliers.yaml": (
                (
                    "spec: {roles: [supplier], evaluatedOn: 2026-10-14}\n",
                    "spec: {roles: [supplier], evaluatedOn: 2026-10-14, escalation: The director.}\n",
                ),
            )
        },
    ),
    Row(
        "a rule asks for a team that there is not",
        (
            'POL009 policies/know-your-suppliers.yaml: expression: «"has(self.spec.notice) && '
            "(self.spec.supplier == 'demo' || team('nobody').metadata.title != '')\"»",
        ),
        edits={
            "policies/know-your-suppliers.yaml": (
                (
                    'expression: "has(self.spec.notice)"',
                    "expression: \"has(self.spec.notice) && (self.spec.supplier == 'demo' || "
                    "team('nobody').metadata.title != '')\"",
                ),
            )
        },
    ),
    Row(
        "an accepted risk loses its answer, which a policy of the organisation asks for",
        (
            "POL/know-your-suppliers/accepted-risk-has-an-answer "
            "catalog/risks/single-cloud-and-acquirer.yaml: treatment: «accept»",
        ),
        edits={
            "catalog/risks/single-cloud-and-acquirer.yaml": (
                (
                    """\
  response: >-
    Accepted by the steering group on 6 October 2026. Tills sell off line for a day; the platform can be
    rebuilt in the supplier's second data centre; both suppliers report quarterly and are evaluated every
    year.
""",
                    "",
                ),
            )
        },
    ),
)
