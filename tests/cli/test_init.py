"""`itsm init`: by flags, by prompts at a terminal, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm
from tests.support.terminal import at_a_terminal

PEOPLE = [
    "--title=Lindqvist Furniture",
    "--it-manager=Marta Lindqvist <marta@example.com>",
    "--director=Ana Ruiz",
]
WISHES = ["--objective=Customers come back", "--business=Selling furniture"]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_flags_alone_make_a_starter_that_lints(itsm: Itsm, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run = itsm("init", str(folder), *PEOPLE, "--desk=+46 8 123 4500", "--purpose=Mail.", "--outcome=Letters.")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        f"Lindqvist Furniture: 38 files in {folder}\n"
        "\n"
        "  .editorconfig\n"
        "  .github/                  1 file\n"
        "  .gitignore\n"
        "  .pre-commit-config.yaml\n"
        "  .vscode/                  2 files\n"
        "  catalog/                  6 files\n"
        "  itsm.yaml\n"
        "  README.md\n"
        "  schema/                   24 files\n"
        "\n"
        "The profile is starter.\n"
        "  The size of the organisation is not known, and starter asks least.\n"
        "\n"
        + itsm("lint", cwd=folder).out.partition("Found")[1]
        + itsm("lint", cwd=folder).out.partition("Found")[2]
        + "\n"
        "Next:\n"
        f"  cd {folder}\n"
        "  git init --initial-branch main\n"
        "  git add .\n"
        "  git commit -m Begin\n"
        "  itsm next\n"
    )
    lint = itsm("lint", "--format=json", cwd=folder)
    assert lint.code == 0
    codes = [finding["code"] for finding in json.loads(lint.out)["findings"]]
    assert codes == ["SVC003", "CAL002", "SVC002"]
    assert (folder / "catalog/roles/it-manager.yaml").read_text() == (
        "# yaml-language-server: $schema=../../schema/role.schema.json\n"
        "apiVersion: itsm/v1\n"
        "kind: Role\n"
        "metadata:\n"
        "  name: it-manager\n"
        "  title: IT manager\n"
        "spec:\n"
        "  heldBy: [{name: Marta Lindqvist, email: marta@example.com}]\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--yes"],
        ["--yes", "--reference"],
        ["--yes", "--profile=starter", "--reference", "--ci=gitlab"],
        ["--yes", "--profile=standard", "--ci=none"],
        [*PEOPLE, *WISHES, "--profile=standard"],
        [*PEOPLE, *WISHES, "--profile=regulated"],
    ],
)
def test_what_is_begun_lints_with_exit_0(itsm: Itsm, words: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    run = itsm("init", *words)
    assert (run.code, run.err) == (0, "")
    assert f"  cd {folder}" not in run.out
    lint = itsm("lint", "--no-cache")
    assert (lint.code, lint.err) == (0, "")
    assert ("--yes" in words) == ("GOV006" in lint.out)


def test_a_profile_is_proposed_with_its_reasons(itsm: Itsm) -> None:
    run = itsm("init", *PEOPLE, "--staff=85", "--sites=4", "--maturity=2")
    assert run.code == 0
    assert (
        "The profile is standard.\n"
        "  85 people work here: not everybody knows everybody, so promises have to be written down.\n"
        "  The work is done at 4 places, so agreements must travel better than talk does.\n"
        "  Maturity 2 of 5: processes exist, and the rules can hold people to them.\n"
    ) in run.out


def test_nobody_is_asked_without_a_terminal(itsm: Itsm, tmp_path: Path) -> None:
    run = itsm("init", "--director=Ana Ruiz")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: Nobody can be asked here, and answers are missing: --title, --it-manager.\n"
        "hint: Give them as flags, or say --yes to leave them to be written later.\n"
    )
    assert files(tmp_path / "empty") == set()


def test_regulated_takes_no_placeholders(itsm: Itsm, tmp_path: Path) -> None:
    run = itsm("init", "--yes", "--profile=regulated", "--title=Ours")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: Nobody can be asked here, and answers are missing: "
        "--it-manager, --director, --objective, --business.\n"
        "hint: Give them as flags: the profile regulated takes no placeholders.\n"
    )
    assert files(tmp_path / "empty") == set()


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (
            ["--timezone=Europe/Stokholm"],
            "--timezone: There is no time zone Europe/Stokholm.",
            "Did you mean Europe/Stockholm?",
        ),
        (
            ["--director=Ana <ana>"],
            "--director: ana is not an e-mail address, such as ana.ruiz@example.com.",
            None,
        ),
        (
            ["--hours=mon-fri 17:00-08:00"],
            "What would be written has a fault: catalog/organization.yaml:11:21: "
            "17:00-08:00 ends before it starts.",
            "Write a night as two periods, one of them to 24:00 and the other from 00:00 on the next day.",
        ),
        (["--currency=euro"], "--currency: There is no currency EURO.", "Write its code, such as EUR."),
        (
            ["--reference", "--service=E-mail", "--outcome=Mail"],
            "--service, --outcome cannot be given with the reference model: its catalogue is empty.",
            "'itsm new service' writes the first service afterwards.",
        ),
        (
            ["--objective=Growth"],
            "--objective cannot be given without the reference model.",
            "Add --reference.",
        ),
    ],
)
def test_answers_that_cannot_be_meant(
    itsm: Itsm, tmp_path: Path, words: list[str], error: str, hint: str | None
) -> None:
    run = itsm("init", "--yes", *words)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"error: {error}\n" + (f"hint: {hint}\n" if hint else "")
    assert files(tmp_path / "empty") == set()


def test_nothing_is_replaced(itsm: Itsm, small: Path, tmp_path: Path) -> None:
    before = {path: (small / path).read_bytes() for path in files(small)}
    run = itsm("init", "--yes", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"error: {small} holds a repository already: there is an itsm.yaml.\n"
        "hint: 'itsm next' says what is worth doing there.\n"
    )
    (small / "itsm.yaml").unlink()
    (small / "README.md").write_text("Mine.")
    run = itsm("init", "--yes", str(small))
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: README.md, catalog/organization.yaml, catalog/roles/it-manager.yaml exist already "
        f"in {small}.\nhint: Nothing was written: what is there is never replaced.\n"
    ).replace("organization.yaml, catalog", "organization.yaml and catalog")
    assert files(small) == {*before, "README.md"} - {"itsm.yaml"}
    assert (small / "README.md").read_text() == "Mine."


def test_a_folder_that_holds_other_things_will_do(itsm: Itsm, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    (folder / "notes.txt").write_text("Mine.")
    assert itsm("init", "--yes").code == 0
    assert (folder / "notes.txt").read_text() == "Mine."


def test_schemas_are_brought_up_to_date(itsm: Itsm, small: Path) -> None:
    (small / "schema").mkdir()
    (small / "schema/service.schema.json").write_text("{}")
    run = itsm("init", "--schemas", cwd=small / "catalog")
    assert (run.code, run.err) == (0, "")
    assert run.out == "24 schemas in schema/ are those of itsm 1.0.0.\n"
    assert json.loads((small / "schema/service.schema.json").read_text())["title"] == "Service"
    assert files(small) == {
        "itsm.yaml",
        *(path for path in files(small) if path.startswith(("catalog/", "schema/"))),
    }


def test_promptsat_a_terminal(itsm: Itsm, tmp_path: Path) -> None:
    code, said = at_a_terminal(
        ["init", "ours"],
        [
            ("How many people work in the organisation? [skip] ", "about 80"),
            ("Error: about 80 is no whole number.", "80"),
            ("At how many places? [skip] ", ""),
            ("With how many devices? [skip] ", ""),
            ("from 0 (none) to 5 (it improves itself)? [skip] ", "1"),
            ("informal, balanced or formal? [skip] ", "Informal"),
            ("Which profile shall it be? (starter, standard, regulated) [starter] ", ""),
            ("What is the organisation called? ", "Lindqvist Furniture"),
            ("such as Europe/Berlin? [UTC] ", "Europe/Stokholm"),
            (
                "Error: There is no time zone Europe/Stokholm. Did you mean Europe/Stockholm?",
                "Europe/Stockholm",
            ),
            ("[mon-fri 09:00-17:00] ", ""),
            ("Who runs IT? A name, or a name <and an e-mail address>. ", "Marta Lindqvist"),
            ("Who agrees for the business to what IT promises? ", "Ana Ruiz"),
            ("a web address. [not yet] ", "4357"),
            ("What is the first service called? [E-mail] ", "Telephone"),
            ("What do people do with it? [later] ", "They talk."),
            ("What comes of it for the business? [later] ", ""),
        ],
        tmp_path,
    )
    assert code == 0
    assert "Maturity 1 of 5: begin with little, and keep it." in said
    assert "Lindqvist Furniture: 38 files in " in said
    service = (tmp_path / "ours/catalog/services/telephone.yaml").read_text()
    assert "\n  title: Telephone\n  description: They talk.\n" in service
    assert '\n  outcome: "To be written: what comes of it for the business."\n' in service
    organization = (tmp_path / "ours/catalog/organization.yaml").read_text()
    assert "\n  timezone: Europe/Stockholm\n" in organization
    assert "\n  staff: 80\n  maturity: 1\n  culture: informal\n" in organization
    assert itsm("lint", cwd=tmp_path / "ours").code == 0


def test_whoever_leaves_while_asked_leaves_nothing(tmp_path: Path) -> None:
    code, _ = at_a_terminal(
        ["init"], [("How many people work in the organisation? [skip] ", "\x04")], tmp_path
    )
    assert code == 130
    assert files(tmp_path) == set()
