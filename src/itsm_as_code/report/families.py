"""Families of rules as people call them: what a report says of those that sleep."""

from __future__ import annotations

from collections.abc import Iterable

from itsm_as_code.text import all_of

SUBJECTS = {
    "ALN": "business alignment",
    "AVL": "availability",
    "FLW": "flow of artefacts",
    "LEX": "lexicon",
    "ORG": "organisation",
    "POL": "policies",
    "PRC": "processes",
    "PRD": "procedures",
    "REC": "recovery",
}
"""What each family is about that can sleep; lint knows them by their codes, and needs no rule for that."""


def asleep(families: Iterable[str]) -> str:
    """What is not judged, and when it will be.

    Args:
        families: The families that sleep, by their codes.
    """
    subjects = all_of([SUBJECTS[family] for family in families])
    return (
        f"Not judged yet: {subjects}. "
        "These rules wake when the catalogue has something for them; 'itsm next' says what to add."
    )
