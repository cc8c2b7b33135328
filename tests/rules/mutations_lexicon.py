"""LEX: what one change to the sample does to its words."""

from __future__ import annotations

from tests.rules.mutating import Row

FUNCTIONS, ITEMS, PROCEDURES, TERMS = (
    "catalog/functions",
    "catalog/configuration-items",
    "catalog/procedures",
    "catalog/terms",
)

ROWS = (
    Row(
        "a marked word has a typing error",
        (
            f"LEX001 {ITEMS}/backup-store.yaml: Keeps every [[«bakcup»]] for 35 days where nobody can change "
            "or delete it, away from the cloud supplier.",
        ),
        edits={f"{ITEMS}/backup-store.yaml": (("[[backup]]", "[[bakcup]]"),)},
    ),
    Row(
        "a marked word is changed that goes on over the end of a line",
        (
            "LEX001 catalog/processes/change-enablement.yaml: Let useful changes through quickly and harmful "
            "ones not at all: judge the risk of each [[«desire for»",
        ),
        edits={"catalog/processes/change-enablement.yaml": (("request for\n", "desire for\n"),)},
    ),
    Row(
        "a synonym belongs to another term",
        (f"LEX002 {TERMS}/rollback.yaml: synonyms: [«back-up»]",),
        edits={
            f"{TERMS}/backup.yaml": (("  definition: >-\n", "  synonyms: [Back up]\n  definition: >-\n"),),
            f"{TERMS}/rollback.yaml": (("[back-out]", "[back-up]"),),
        },
    ),
    Row(
        "a deprecated word is the title of another term",
        (f"LEX002 {TERMS}/workaround.yaml: deprecatedSynonyms: [«failover»]",),
        edits={
            f"{TERMS}/workaround.yaml": (
                ("  definition: >-\n", "  deprecatedSynonyms: [failover]\n  definition: >-\n"),
            ),
        },
    ),
    Row(
        "the Service Desk goes by its old name",
        (
            f"LEX003 {FUNCTIONS}/service-desk.yaml: Extension 1100 for the whole company. The «helpdesk» "
            "sits in the Porto head office from 08:00 to 20:00; at",
        ),
        edits={f"{FUNCTIONS}/service-desk.yaml": (("The desk sits", "The helpdesk sits"),)},
    ),
    Row(
        "a procedure marks a word that is out of use",
        (
            f"LEX003 {PROCEDURES}/restore-webshop.yaml: - do: Open a priority 1 [[«trouble ticket»]], put up "
            'the "back soon" page and tell the head of marketing.',
        ),
        edits={f"{PROCEDURES}/restore-webshop.yaml": (("[[incident]]", "[[trouble ticket]]"),)},
    ),
)
