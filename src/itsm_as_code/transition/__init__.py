"""Transition: comparing two states, the impact of a change and its judgement.

Must not know formats or terminals.
"""

from itsm_as_code.transition.changes import compare
from itsm_as_code.transition.plan import Plan, plan, plan_trees

__all__ = ["Plan", "compare", "plan", "plan_trees"]
