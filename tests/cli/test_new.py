"""`itsm new`: by flags, by prompts at a terminal, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Itsm
from tests.support.terminal import at_a_terminal


def test_flags_alone(itsm: Itsm, small: Path) -> None:
    run = itsm(
        "new", "service", "Pay roll", "--set=owner=it-manager", "-s", "state=proposed", cwd=small / "catalog"
    )
    assert (run.code, run.out, run.err) == (0, "catalog/services/pay-roll.yaml\n", "")
    text = (small / "catalog/services/pay-roll.yaml").read_text()
    assert text.startswith(
        "# What IT does for the business (ITIL 4: service; FitSM-0: service).\n"
        "apiVersion: itsm/v1\n"
        "kind: Service\n"
        "metadata:\n"
        "  name: pay-roll\n"
        "  title: Pay roll\n"
        '  description: "To be written: what people can do with it."\n'
        "spec:\n"
        "  owner: it-manager  # The role that answers for it.\n"
        "  state: proposed  # Where it is in its life (ITIL: service portfolio).\n"
        "  # What else can be said. Take the sign off a line, and put your own value in.\n"
        "  # type: customer-facing "
    )
    lint = itsm("lint", "catalog/services/pay-roll.yaml", "--select=SYN,SCH,REF", cwd=small)
    assert (lint.code, lint.out) == (0, "1 file, 1 entity: no findings\n")


def test_the_schema_is_named_where_there_is_one(itsm: Itsm, small: Path) -> None:
    (small / "schema").mkdir()
    (small / "schema/term.schema.json").write_text("{}")
    assert itsm("new", "term", "uptime", "--set=definition=It works.", cwd=small).code == 0
    words = ["-sowner=it-manager", "-sthreat=It burns.", "-sscope=service:email"]
    assert itsm("new", "risk", "fire", *words, cwd=small).code == 0
    term, risk = (
        (small / path).read_text() for path in ("catalog/terms/uptime.yaml", "catalog/risks/fire.yaml")
    )
    assert term.startswith("# yaml-language-server: $schema=../../schema/term.schema.json\n")
    assert "yaml-language-server" not in risk


@pytest.mark.parametrize(
    ("words", "path", "title"),
    [
        (["role", "desk-lead"], "catalog/roles/desk-lead.yaml", "Desk lead"),
        (["Roles", "desk-lead", "--set=title=Lead"], "catalog/roles/desk-lead.yaml", "Lead"),
        (["role", "--set=title=Desk lead"], "catalog/roles/desk-lead.yaml", "Desk lead"),
        (["role", "--set=metadata.name=desk-lead"], "catalog/roles/desk-lead.yaml", "Desk lead"),
    ],
)
def test_names_and_titles_are_made_of_each_other(
    itsm: Itsm, small: Path, words: list[str], path: str, title: str
) -> None:
    run = itsm("new", *words, cwd=small)
    assert (run.code, run.out, run.err) == (0, f"{path}\n", "")
    assert f"\n  name: desk-lead\n  title: {title}\n" in (small / path).read_text()


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (["servce", "x"], "There is no kind servce.", "Did you mean service?"),
        (["service"], "Nobody can be asked here, and the name is missing.", "Write it behind the kind."),
        (
            ["sla", "sales"],
            "Nobody can be asked here, and the schema asks for spec.owner, spec.customer, spec.services, "
            "spec.validFrom and spec.targets.",
            "Say it with --set, such as --set spec.owner=…",
        ),
        (
            ["calendar", "holidays", "--set=owner=it-manager"],
            "Nobody can be asked here, and the schema asks for "
            "spec.weekly, spec.always, spec.recurrences or spec.once.",
            "Say it with --set, such as --set spec.weekly=…",
        ),
        (
            ["service", "email", "--set=owner=it-manager", "--set=state=proposed"],
            "The service email exists already: catalog/services/email.yaml.",
            "Choose another name, or change the file.",
        ),
        (
            ["service", "a\x1b[31m", "--set=owner=it-manager"],
            "a\\x1b[31m holds a character that nobody can see.",
            None,
        ),
        (
            ["service", "new", "--set=owner"],
            "owner sets nothing.",
            "Write FIELD=VALUE, such as spec.owner=it-manager.",
        ),
    ],
)
def test_what_is_refused(itsm: Itsm, small: Path, words: list[str], error: str, hint: str | None) -> None:
    before = sorted(small.rglob("*"))
    run = itsm("new", *words, cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"error: {error}\n" + (f"hint: {hint}\n" if hint else "")
    assert sorted(small.rglob("*")) == before


def test_a_file_in_the_way_is_kept(itsm: Itsm, small: Path) -> None:
    """The file bears another name than it says, so that the name is free and the path is not."""
    (small / "catalog/roles/lead.yaml").write_text(
        "apiVersion: itsm/v1\nkind: Role\nmetadata: {name: other, title: Other}\nspec: {}\n"
    )
    run = itsm("new", "role", "lead", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"error: catalog/roles/lead.yaml exists already in {small}.\n"
        "hint: Nothing was written: what is there is never replaced.\n"
    )
    assert "name: other" in (small / "catalog/roles/lead.yaml").read_text()


def test_prompts_at_a_terminal(small: Path) -> None:
    (small / "catalog/stakeholders").mkdir()
    (small / "catalog/stakeholders/everyone.yaml").write_text(
        "apiVersion: itsm/v1\nkind: Stakeholder\nmetadata: {name: everyone, title: Everyone}\n"
        "spec: {owner: it-manager, roles: [customer, user]}\n"
    )
    code, said = at_a_terminal(
        ["new", "sla", "--set", "validFrom=2027-01-01"],
        [
            ("What is the service level agreement called? ", "Sales 2027"),
            ("spec.owner: The role that answers for it. (it-manager) ", "it-manger"),
            ("Error: There is no role it-manger. Did you mean it-manager?", "it-manager"),
            ("spec.customer: The customer to whom the promise is made. (everyone) ", "everyone"),
            ("spec.services: The services that it covers. (email; commas between several) ", "email"),
            ("throughput, satisfaction) ", "satisfaction"),
            ("spec.targets[0]: one of atLeast and atMost has to stand.", "atLeast"),
            ("or a clock time (30m). ", "4"),
        ],
        small,
    )
    assert code == 0
    assert said.endswith("\ncatalog/slas/sales-2027.yaml\n")
    text = (small / "catalog/slas/sales-2027.yaml").read_text()
    assert "  name: sales-2027\n  title: Sales 2027\n" in text
    assert (
        "  owner: it-manager  # The role that answers for it.\n"
        "  customer: everyone  # The customer to whom the promise is made.\n"
        "  services: [email]  # The services that it covers.\n"
        "  validFrom: 2027-01-01  # The first day on which it holds.\n"
        "  targets:  # What is promised.\n"
        "    - {metric: satisfaction, atLeast: 4}\n"
    ) in text


def test_yes_asks_nothing_at_a_terminal(small: Path) -> None:
    code, said = at_a_terminal(["new", "service", "payroll", "--yes"], [], small)
    assert code == 2
    assert "the schema asks for spec.owner and spec.state." in said


def test_many_names_are_not_listed(small: Path) -> None:
    for number in range(13):
        (small / f"catalog/roles/r{number}.yaml").write_text(
            f"apiVersion: itsm/v1\nkind: Role\nmetadata: {{name: r{number}, title: R}}\nspec: {{}}\n"
        )
    code, _ = at_a_terminal(
        ["new", "objective", "growth"],
        [
            ("spec.owner: The role that answers for it. (such as it-manager (a bare name)) ", "r99"),
            ("There is no role r99. Did you mean ", "r12"),
        ],
        small,
    )
    assert code == 0
    code, _ = at_a_terminal(
        ["new", "risk", "fire", "--set=owner=it-manager", "--set=threat=A fire in the server room"],
        [("(such as service:email; commas between several) ", "service:email")],
        small,
    )
    assert code == 0
