"""What the linter says to do about a reference that leads nowhere."""

from __future__ import annotations

import pytest

from tests.rules.overlays import findings

IMPROVEMENT = """\
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue}
spec:
  owner: %s
  finding: Callers wait nine minutes on Monday mornings.
  concerns: [%s]
"""


@pytest.mark.parametrize(
    ("owner", "concerned", "advice"),
    [
        ("qualtiy-manager", "sla:sales", "Did you mean quality-manager"),
        (
            "service-desk",
            "sla:sales",
            "service-desk is a function and a team, not a role. Did you mean service-desk-lead?",
        ),
        ("sales", "sla:sales", "sales is a service level agreement and a stakeholder, not a role."),
        ("zz", "sla:sales", "Correct the name, or write the entity that it names."),
        ("it-manager", "sla:sale", "Did you mean sla:sales?"),
        ("it-manager", "ola:sales", "sales is a service level agreement and a stakeholder"),
        ("it-manager", "calendar:offices", "Did you mean calendar:office?"),
        ("it-manager", "change-model:emergancy", "Did you mean change-model:emergency?"),
    ],
)
def test_the_nearest_is_named(owner: str, concerned: str, advice: str) -> None:
    found = findings({"catalog/improvements/shorter-queue.yaml": (IMPROVEMENT % (owner, concerned)).encode()})
    assert [finding.code for finding in found] == ["REF001"]
    assert found[0].help is not None
    assert found[0].help.startswith(advice)


def test_a_kind_without_entities_is_said_to_be_empty() -> None:
    found = findings({"absent.txt": b"catalog/objectives/growth.yaml\n"})
    assert [(finding.code, finding.location.path, finding.help) for finding in found] == [
        ("REF001", path, "There is no objective in the repository yet.")
        for path in ("catalog/business-processes/selling.yaml", "policies/service-management.yaml")
    ]
