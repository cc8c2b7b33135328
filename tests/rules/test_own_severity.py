"""Rules whose page says that some of their faults are graver or milder than the others."""

from __future__ import annotations

import pytest

from itsm_as_code.finding import Severity
from tests.rules.overlays import RULES, judged

AGREEMENT = "requirement-without-agreement"


@pytest.mark.parametrize(
    ("case", "severity"),
    [
        (f"{AGREEMENT}/bad", Severity.ERROR),
        (f"{AGREEMENT}/bad-through-item", Severity.ERROR),
        (f"{AGREEMENT}/bad-medium", Severity.WARNING),
        (f"{AGREEMENT}/bad-nobody-knows", Severity.WARNING),
    ],
)
def test_a_fault_has_the_severity_that_its_page_says(case: str, severity: Severity) -> None:
    assert [finding.severity for finding in judged(RULES / case)] == [severity]
