from __future__ import annotations

import subprocess
import sys

import pytest

from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind, Roots, kind_of_path

TABLE = """
Organization               organization      catalog/organization.yaml
Objective                  objective         catalog/objectives/<name>.yaml
BusinessProcess            business-process  catalog/business-processes/<name>.yaml
Service                    service           catalog/services/<name>.yaml
ConfigurationItem          ci                catalog/configuration-items/<name>.yaml
ServiceLevelAgreement      sla               catalog/slas/<name>.yaml
OperationalLevelAgreement  ola               catalog/olas/<name>.yaml
UnderpinningContract       contract          catalog/contracts/<name>.yaml
ServiceReport              report            catalog/service-reports/<name>.yaml
Improvement                improvement       catalog/improvements/<name>.yaml
Stakeholder                stakeholder       catalog/stakeholders/<name>.yaml
Function                   function          catalog/functions/<name>.yaml
Role                       role              catalog/roles/<name>.yaml
Team                       team              catalog/teams/<name>.yaml
Policy                     policy            policies/<name>.yaml
Process                    process           catalog/processes/<name>.yaml
Procedure                  procedure         catalog/procedures/<name>.yaml
Artefact                   artefact          catalog/artefacts/<name>.yaml
Calendar                   calendar          catalog/calendars/<name>.yaml
ChangeModel                change-model      catalog/change-models/<name>.yaml
Risk                       risk              catalog/risks/<name>.yaml
Waiver                     waiver            policies/waivers/<name>.yaml
Term                       term              catalog/terms/<name>.yaml
"""

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.short)


def test_names_and_places() -> None:
    rows = [line.split() for line in TABLE.strip().splitlines()]
    assert [[kind.name, kind.short, kind.pattern] for kind in KINDS.values()] == rows
    assert list(BY_SHORT) == [row[1] for row in rows]


def test_every_kind_but_five_has_an_owner() -> None:
    assert {kind.name for kind in KINDS.values() if not kind.owned} == {
        "Organization",
        "Function",
        "Role",
        "Team",
        "Term",
    }


@every_kind
def test_the_table_and_the_model_agree(kind: Kind) -> None:
    fields = kind.entity.model_fields
    spec, metadata = fields["spec"].annotation, fields["metadata"].annotation
    assert kind.entity.__name__ == kind.name
    assert ("owner" in getattr(spec, "model_fields", {})) is kind.owned
    assert getattr(metadata, "model_fields", {})["visibility"].default == kind.visibility


@every_kind
def test_a_file_has_the_kind_of_its_place(kind: Kind) -> None:
    name = "organization" if kind.name == "Organization" else "retail"
    assert kind_of_path(kind.path_of(name)) is kind
    moved = Roots("it/catalog", "it/policies")
    assert kind_of_path(kind.path_of(name, moved), moved) is kind
    assert kind_of_path(kind.path_of(name), moved) is None


@pytest.mark.parametrize(
    "path",
    [
        "catalog/services/email.yml",
        "catalog/services/.yaml",
        "catalog/services/mail/email.yaml",
        "catalog/email.yaml",
        "catalog/service/email.yaml",
        "catalog/waivers/email.yaml",
        "policies/services/email.yaml",
        "services/email.yaml",
        "email.yaml",
        "itsm.yaml",
    ],
)
def test_elsewhere_there_is_no_kind(path: str) -> None:
    assert kind_of_path(path) is None


def test_references_are_written_with_the_short_name() -> None:
    assert KINDS["ServiceLevelAgreement"].ref_of("retail") == "sla:retail"


def test_the_tables_need_no_pydantic() -> None:
    script = (
        "import sys; from itsm_as_code.model import KINDS, kind_of_path, vocabulary;"
        "print('pydantic' in sys.modules); KINDS['Term'].entity; print('pydantic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["False", "True"]
