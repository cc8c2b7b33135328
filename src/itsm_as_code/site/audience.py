"""What the business does not get to see: fields that are for IT, kind by kind.

Together with `metadata.visibility` this table decides what a site for the business contains. What it leaves
out is never written.
"""

from __future__ import annotations

from itsm_as_code.site.context import Site

INTERNAL_FIELDS: dict[str, frozenset[str]] = {
    "Organization": frozenset({"profile", "maturity", "culture", "devices"}),
    "BusinessProcess": frozenset({"manual"}),
    "Service": frozenset(
        {
            "acceptance",
            "adopted",
            "backup",
            "cost",
            "intrinsicAvailability",
            "measuredAvailability",
            "recovery",
        }
    ),
    "ServiceLevelAgreement": frozenset({"escalation"}),
    "ServiceReport": frozenset({"agreedWith"}),
    "Stakeholder": frozenset({"escalation", "evaluatedOn"}),
}


def hidden_fields(site: Site, kind: str) -> frozenset[str]:
    """The fields of a kind that the readers of a site do not see, as authors type them."""
    return frozenset() if site.internal else INTERNAL_FIELDS.get(kind, frozenset())
