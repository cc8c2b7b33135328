"""`itsm show`, `itsm list`, `itsm graph` and `itsm explain`: what they refuse, and in which words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import pytest

from itsm_as_code.cli import main
from tests.cli.conftest import Run


class Itsm(Protocol):
    """Runs `itsm` with some words in a folder."""

    def __call__(self, *words: str, cwd: Path) -> Run: ...


@pytest.fixture
def itsm(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Itsm:
    """Runs `itsm` in this process, which is quicker; other tests see to the process."""

    def run(*words: str, cwd: Path) -> Run:
        monkeypatch.chdir(cwd)
        code = main(words)
        return Run(code, *capsys.readouterr())

    return run


@pytest.fixture
def twins(small: Path) -> Path:
    """The small repository with a team that has the name of the role."""
    team = small / "catalog/teams/it-manager.yaml"
    team.parent.mkdir()
    team.write_text(
        "apiVersion: itsm/v1\nkind: Team\nmetadata: {name: it-manager, title: The one-woman team}\nspec: {}\n"
    )
    return small


@pytest.mark.parametrize("verb", ["show", "graph"])
@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("emial", "error: There is no entity emial.\nhint: Did you mean email?\n"),
        ("sevice:email", "error: There is no entity sevice:email.\nhint: Did you mean service:email?\n"),
        ("xyz", "error: There is no entity xyz.\nhint: 'itsm list KIND' lists the entities of a kind.\n"),
        (
            "x\x1b[2J",
            "error: There is no entity x\\x1b[2J.\nhint: 'itsm list KIND' lists the entities of a kind.\n",
        ),
        ("always", "error: calendar:always is built in and has no file.\n"),
        (
            "it-manager",
            "error: it-manager is the name of several entities.\n"
            "hint: Write role:it-manager or team:it-manager.\n",
        ),
    ],
)
def test_entities_that_are_not_there(itsm: Itsm, twins: Path, verb: str, ref: str, message: str) -> None:
    run = itsm(verb, ref, cwd=twins)
    assert (run.code, run.out, run.err) == (2, "", message)


@pytest.mark.parametrize("ref", ["email", "service:email"])
def test_a_name_will_do_where_only_one_entity_has_it(itsm: Itsm, twins: Path, ref: str) -> None:
    run = itsm("show", ref, cwd=twins / "catalog")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "Correo electrónico  service:email\n"
        "Service in catalog/services/email.yaml\n"
        "\n"
        "state        operational\n"
        "criticality  high\n"
        "\n"
        "is owned by  role:it-manager  IT manager  line 7\n"
    )


@pytest.mark.parametrize("kind", ["service", "services", "Service", "SERVICES", "Services"])
def test_kinds_have_many_names(itsm: Itsm, small: Path, kind: str) -> None:
    run = itsm("list", kind, "--columns=state", cwd=small)
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "reference      title               state\n"
        "service:email  Correo electrónico  operational\n"
        "\n"
        "1 service\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["servces"], "error: There is no kind servces.\nhint: Did you mean service?\n"),
        (
            ["service", "--where=satte=operational"],
            "error: Services have no field satte.\nhint: Did you mean state?\n",
        ),
        (
            ["service", "--where=state=opertional"],
            "error: state is never opertional.\nhint: Did you mean operational?\n",
        ),
        (
            ["service", "--where=state"],
            "error: state is no condition.\n"
            "hint: Write FIELD=VALUE or FIELD!=VALUE, such as state=operational.\n",
        ),
        (
            ["service", "--columns=state,warranty.availabilty"],
            "error: Services have no field warranty.availabilty.\nhint: Did you mean availability?\n",
        ),
    ],
)
def test_lists_that_cannot_be_meant(itsm: Itsm, small: Path, words: list[str], message: str) -> None:
    run = itsm("list", *words, cwd=small)
    assert (run.code, run.out, run.err) == (2, "", message)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["state=operational"], True),
        (["spec.state=operational"], True),
        (["state!=operational"], False),
        (["state=retired"], False),
        (["serviceHours=office"], True),  # a default
        (["name=email", "criticality=high"], True),
        (["name=email", "criticality=low"], False),
        (["warranty.availability=99.5"], False),
        (["warranty.availability!=99.5"], True),
        (["metadata.labels.anything=x"], False),
    ],
)
def test_conditions(itsm: Itsm, small: Path, conditions: list[str], found: bool) -> None:
    words = [f"--where={condition}" for condition in conditions]
    run = itsm("list", "service", *words, "--format=json", cwd=small)
    assert run.code == 0
    assert [entity["ref"] for entity in json.loads(run.out)] == (["service:email"] if found else [])


def test_an_empty_list(itsm: Itsm, small: Path) -> None:
    assert itsm("list", "sla", cwd=small).out == "0 service level agreements\n"
    assert itsm("list", "service", "--where=state=retired", cwd=small).out == "0 of 1 service\n"
    assert (
        itsm("list", "sla", "--format=csv", cwd=small).out
        == "reference,title,customer,validFrom,validTo,path\n"
    )
    assert itsm("list", "sla", "--format=json", cwd=small).out == "[]\n"


def test_a_list_says_what_it_lacks(itsm: Itsm, small: Path) -> None:
    services = small / "catalog/services"
    (services / "broken.yaml").write_text("kind: [")
    run = itsm("list", "service", "--columns=state", cwd=small)
    assert run.code == 0
    assert run.out.endswith("\n\n1 service\n")
    assert run.err == "note: 1 file is left out, since it cannot be read; 'itsm lint' says why.\n"
    (services / "empty.yaml").write_text("")
    run = itsm("list", "service", "--format=json", cwd=small)
    assert (run.code, [each["ref"] for each in json.loads(run.out)]) == (0, ["service:email"])
    assert run.err == "note: 2 files are left out, since they cannot be read; 'itsm lint' says why.\n"
    assert itsm("list", "role", cwd=small).err == ""


def test_a_graph_of_nothing(itsm: Itsm, small: Path) -> None:
    run = itsm("graph", "email", cwd=small)
    assert run.code == 0
    assert run.out == (
        "flowchart TD\n"
        '    service__email["Correo electrónico<br/>service:email"]\n'
        "    style service__email stroke-width:3px\n"
    )
    assert run.err == (
        "note: Nothing rests on service:email and it rests on nothing; --all follows every relation.\n"
    )
    assert itsm("graph", "email", "--all", cwd=small).err == ""


def test_explain_needs_no_catalogue(itsm: Itsm, tmp_path: Path) -> None:
    listed = itsm("explain", cwd=tmp_path)
    assert (listed.code, listed.err) == (0, "")
    assert "\n  REF001  error    dangling-reference  " in listed.out
    page = itsm("explain", "ref001", cwd=tmp_path)
    assert page.out == itsm("explain", "dangling-reference", cwd=tmp_path).out
    assert page.out.startswith("REF001 dangling-reference\n")
    missing = itsm("explain", "REF01", cwd=tmp_path)
    assert (missing.code, missing.out) == (2, "")
    assert missing.err == "error: There is no rule REF01.\nhint: Did you mean REF001?\n"


def test_a_depth_that_goes_nowhere(itsm: Itsm, small: Path) -> None:
    run = itsm("graph", "email", "--depth=0", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: Invalid value for '--depth': It must be at least 1.\n"
        "hint: 'itsm graph --help' explains the options.\n"
    )
