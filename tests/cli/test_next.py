"""`itsm next` as people and programs read it: whole outputs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Itsm


def test_text(itsm: Itsm, small: Path) -> None:
    (small / "catalog/services/email.yaml").unlink()
    run = itsm("next", cwd=small / "catalog")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "What is most useful next for Our company, on 2026-11-20\n"
        "\n"
        "1. Write down the service that would be missed first.\n"
        "   now    The catalogue holds no service.\n"
        "   why    Everything else hangs on it: who answers for it, what is promised, and what it costs.\n"
        "   begin  itsm new service\n"
    )


def test_findings_name_their_rule(itsm: Itsm, small: Path) -> None:
    service = small / "catalog/services/email.yaml"
    service.write_text(service.read_text(encoding="utf-8").replace("owner: it-manager", "owner: it-manger"))
    run = itsm("next", cwd=small)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(
        "What is most useful next for Our company, on 2026-11-20\n"
        "\n"
        "1. Correct it. Did you mean it-manager?\n"
        "   now    There is no role called it-manger [REF001]\n"
        "   why    References carry the whole catalogue: who owns, who pays, what breaks when this\n"
        "          breaks. It concerns Correo electrónico, which is of high criticality.\n"
        "   begin  itsm lint --select REF001\n"
        "\n"
        "2. "
    )
    assert "\n5. " in run.out
    assert "\n6. " not in run.out


def test_json(itsm: Itsm, small: Path) -> None:
    (small / "catalog/services/email.yaml").unlink()
    run = itsm("next", "--format=json", "--as-of=2027-03-01", cwd=small)
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out) == {
        "apiVersion": "itsm/v1",
        "kind": "NextSteps",
        "asOf": "2027-03-01",
        "steps": [
            {
                "do": "Write down the service that would be missed first.",
                "now": "The catalogue holds no service.",
                "why": "Everything else hangs on it: "
                "who answers for it, what is promised, and what it costs.",
                "begin": "itsm new service",
                "source": "absent",
                "codes": [],
                "entities": [],
                "findings": 0,
                "effect": 900,
            }
        ],
    }
