"""CHG: what one change to the sample does to its change models."""

from __future__ import annotations

from tests.rules.mutating import Row

MODEL = "catalog/change-models/price-update.yaml"

ROWS = (
    Row(
        "a standard model is risky",
        (
            f"CHG004 {MODEL}: risk: «medium»",
            f"POL/no-unapproved-change/standard-change-is-safe {MODEL}: risk: «medium»",
        ),
        edits={MODEL: (("risk: low", "risk: medium"),)},
    ),
)
