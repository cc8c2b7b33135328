"""How policies are kept and what they cover, worked out once for all pages of IT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.catalog import Catalog
from itsm_as_code.policy.conformance import Conformance, Kept, conformance
from itsm_as_code.policy.coverage import Coverage, coverage, requirements
from itsm_as_code.tree import WorkingTree


@dataclass(frozen=True, slots=True)
class Governance:
    """How what IT does is governed now.

    Attributes:
        policies: How each policy is kept, by canonical reference.
        coverage: How far policies, processes, procedures and requirements go together.
    """

    policies: Mapping[str, Conformance]
    coverage: Coverage

    def rules(self, policy: str) -> Mapping[str, Kept]:
        """How the rules of a policy are kept, by name."""
        found = self.policies.get(policy)
        return {kept.rule.rule.name: kept for kept in found.rules} if found else {}


def governance(root: Path, catalog: Catalog, today: dt.date) -> Governance:
    """Judge the policies of a catalogue.

    Args:
        root: The root of the repository, where the lists of requirements lie.
        catalog: The catalogue.
        today: The day for which to judge.

    Raises:
        UserError: When a list of requirements cannot be read.
    """
    kept = {each.policy.ref: each for each in conformance(catalog, today)}
    listed = requirements(WorkingTree(root), catalog.settings.requirements)
    return Governance(kept, coverage(catalog, today, listed))
