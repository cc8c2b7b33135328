"""Families of rules as people call them."""

from __future__ import annotations

import datetime as dt

from itsm_as_code.catalog import load
from itsm_as_code.lint.sleep import sleeping
from itsm_as_code.report.families import SUBJECTS, asleep
from itsm_as_code.rules.rule import Context
from itsm_as_code.tree import MemoryTree

EMPTY = {"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n"}


def test_what_sleeps_is_said_for_people() -> None:
    assert asleep(["ALN", "PRC", "REC"]) == (
        "Not judged yet: business alignment, processes and recovery. "
        "These rules wake when the catalogue has something for them; 'itsm next' says what to add."
    )


def test_every_family_that_can_sleep_has_words() -> None:
    context = Context(load(MemoryTree(EMPTY)), dt.date(2026, 11, 20), "starter")
    assert sleeping(context) == frozenset(SUBJECTS)
