"""Transition: facts of a change, its impact and its judgement. Must not know formats or terminals."""

from itsm_as_code.transition.changes import ABSENT, ChangeSet, EntityChange, FieldChange, Verb, compare
from itsm_as_code.transition.plan import Plan, plan

__all__ = ["ABSENT", "ChangeSet", "EntityChange", "FieldChange", "Plan", "Verb", "compare", "plan"]
