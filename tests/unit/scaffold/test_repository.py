"""The planned repository: clean under its profile, laid out as `itsm fmt` would, whatever people answer."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from itsm_as_code import api
from itsm_as_code.document import parse
from itsm_as_code.document.formatting import formatted
from itsm_as_code.errors import UserError
from itsm_as_code.finding import Severity
from itsm_as_code.model.kinds import KINDS, kind_of_path
from itsm_as_code.model.order import order_of, order_of_settings
from itsm_as_code.model.vocabulary import SEVEN_FUNCTIONS, Profile
from itsm_as_code.scaffold import repository
from itsm_as_code.scaffold.advice import Facts
from itsm_as_code.scaffold.answers import Answers, Channel, Host, Person, one_line
from itsm_as_code.tree import MemoryTree
from tests.support import first_repository

TODAY = dt.date(2026, 11, 20)
WHOLE = Answers(
    title="Lindqvist Furniture",
    timezone="Europe/Stockholm",
    currency="SEK",
    it_manager=Person("Marta Lindqvist", "marta@example.com"),
    director=Person("Ana Ruiz"),
    desk=Channel("phone", "+46 8 123 4500"),
    purpose="Mailbox and calendar on every device.",
    outcome="Everyone reaches customers in writing.",
    objective="Customers come back",
    business="Selling furniture",
    facts=Facts(staff=85, sites=4, maturity=2, culture="informal"),
)


def begun(
    profile: Profile, answers: Answers = WHOLE, *, reference: bool, ci: Host = "github"
) -> dict[str, bytes]:
    return repository.plan(replace(answers, profile=profile, reference=reference, ci=ci), TODAY)


def found(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Severity and code of each finding."""
    result = api.lint(MemoryTree(files), TODAY)
    return [(finding.severity.value, finding.code) for finding in result.findings]


def entities(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in files.items() if kind_of_path(path) is not None}


def value(data: bytes) -> Any:
    """What a file says; it has to be inside the YAML subset."""
    document = parse(data)
    assert document.problems == ()
    return document.value


def value_of_list(data: bytes) -> Any:
    """What a file says that holds a list, which no file of a catalogue does."""
    indented = b"".join(b"  " + line for line in data.splitlines(keepends=True))
    return value(b"list:\n" + indented)["list"]


def test_a_starter_teaches_the_next_steps() -> None:
    assert found(begun("starter", reference=False)) == [
        ("warning", "SVC003"),  # the agreement begins later
        ("warning", "CAL002"),
        ("warning", "SVC002"),
    ]


@pytest.mark.parametrize("profile", ["starter", "standard", "regulated"])
def test_the_reference_model_is_clean_under_every_profile(profile: Profile) -> None:
    assert found(begun(profile, reference=True)) == [("info", "ALN008")]  # no figure, no day: only they know


@pytest.mark.parametrize(
    ("profile", "reference"), [("starter", False), ("starter", True), ("standard", True)]
)
def test_placeholders_are_never_an_error(profile: Profile, reference: bool) -> None:
    codes = found(begun(profile, Answers(), reference=reference))
    assert ("info", "GOV006") in codes
    assert "error" not in {severity for severity, _ in codes}


def test_the_starter_has_the_files_of_the_page_for_newcomers() -> None:
    files = begun("starter", reference=False)
    written = {path for path in files if path == "itsm.yaml" or kind_of_path(path)}
    expected = {path.replace("email", "e-mail") for path in first_repository.files()}
    assert written == expected


def test_the_reference_model_holds_what_the_design_lists() -> None:
    catalog = api.load(MemoryTree(begun("standard", reference=True)))
    numbers = {kind: len(catalog.of_kind(kind)) for kind in KINDS if catalog.of_kind(kind)}
    assert {record.name for record in catalog.of_kind("Function")} == set(SEVEN_FUNCTIONS)
    assert numbers == {
        "Organization": 1,
        "Objective": 1,
        "BusinessProcess": 1,
        "Function": 7,
        "Role": 18,
        "Team": 4,
        "Policy": 7,
        "Process": 20,
        "Procedure": 28,
        "Artefact": 35,
        "Term": 71,
    }


def test_the_reference_model_is_about_nobody_in_particular() -> None:
    files = begun("standard", reference=True)
    told = "\n".join(entities(files).values()).lower()
    for word in ("modaviva", "shop", "fashion", "porto", "atelier", "store"):
        assert word not in re.findall("[a-z]+", told), word


@pytest.mark.parametrize("reference", [False, True])
def test_files_are_laid_out_as_fmt_would(reference: bool) -> None:
    files = begun("starter", reference=reference)
    for path, text in entities(files).items():
        kind = kind_of_path(path)
        assert kind is not None
        assert formatted(text, order_of(kind)) == text, path
        assert max(map(len, text.splitlines())) <= 110, path
    settings = files["itsm.yaml"].decode()
    assert formatted(settings, order_of_settings()) == settings


@pytest.mark.parametrize("reference", [False, True])
def test_each_file_names_its_schema(reference: bool) -> None:
    files = begun("starter", reference=reference)
    for path, text in {**entities(files), "itsm.yaml": files["itsm.yaml"].decode()}.items():
        match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert match, path
        steps = [*path.split("/")[:-1], *match[1].split("/")]
        while ".." in steps:
            index = steps.index("..")
            del steps[index - 1 : index + 1]
        schema = files["/".join(steps)]
        jsonschema.Draft202012Validator(json.loads(schema)).validate(value(text.encode()))


def test_the_first_agreement_leaves_time_to_agree() -> None:
    def begins(today: dt.date) -> str:
        files = repository.plan(WHOLE, today)
        (line,) = re.findall("validFrom: (.*)", files["catalog/slas/everyone.yaml"].decode())
        return str(line)

    assert begins(TODAY) == "2027-01-01"
    assert begins(dt.date(2026, 12, 1)) == "2027-01-01"
    assert begins(dt.date(2026, 12, 2)) == "2027-02-01"
    assert begins(dt.date(2028, 2, 29)) == "2028-04-01"


def test_editors_know_which_schema_goes_with_which_files() -> None:
    files = begun("starter", reference=False)
    associations = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert associations["./schema/settings.schema.json"] == ["/itsm.yaml"]
    assert associations["./schema/waiver.schema.json"] == ["/policies/waivers/*.yaml"]
    assert {name.removeprefix("./") for name in associations} == {
        path for path in files if path.startswith("schema/")
    }
    assert len(associations) == len(KINDS) + 1


@pytest.mark.parametrize(
    ("ci", "paths"),
    [("github", {".github/workflows/itsm.yml"}), ("gitlab", {".gitlab-ci.yml"}), ("none", set())],
)
def test_the_pipeline_of_the_host(ci: Host, paths: set[str]) -> None:
    files = begun("starter", reference=False, ci=ci)
    assert {path for path in files if path.startswith((".github/", ".gitlab"))} == paths
    settings = value(files["itsm.yaml"])
    assert settings["gate"] == {"owners": ["role:it-manager"]} | ({} if ci == "none" else {"host": ci})
    readme = files["README.md"].decode()
    assert ("merge request" in readme, "pull request" in readme) == (ci == "gitlab", ci != "gitlab")
    assert all(path in readme for path in paths)


def test_the_workflow_of_github() -> None:
    files = begun("starter", reference=False)
    workflow = value(files[".github/workflows/itsm.yml"])
    assert list(workflow["on"]) == ["pull_request", "push", "schedule", "workflow_dispatch"]
    assert workflow["permissions"] == {"contents": "read"}
    commands = {
        name: [step["run"] for step in job["steps"] if "run" in step]
        for name, job in workflow["jobs"].items()
    }
    install = 'python -m pip install "itsm-as-code>=1.0,<2"'
    assert commands == {
        "plan": [install, 'itsm plan --base "origin/$GITHUB_BASE_REF"'],
        "lint": [install, "itsm lint --format github"],
    }
    checkouts = [job["steps"][0]["with"] for job in workflow["jobs"].values()]
    assert checkouts == [
        {"fetch-depth": 0, "persist-credentials": False},
        {"persist-credentials": False},
    ]


def test_the_pipeline_of_gitlab() -> None:
    pipeline = value(begun("starter", reference=False, ci="gitlab")[".gitlab-ci.yml"])
    assert pipeline["itsm-plan"]["script"][-1] == "itsm plan --base origin/target"
    (lint,) = pipeline["itsm-lint"]["script"]
    reports = pipeline["itsm-lint"]["artifacts"]["reports"]
    for kind, format_ in (("codequality", "gitlab"), ("junit", "junit")):
        assert f"--format {format_}={reports[kind]}" in lint


def test_the_hooks(root: Path) -> None:
    """Those of a new repository do what those that this project offers do."""
    config = value(begun("starter", reference=False)[".pre-commit-config.yaml"])
    offered = value_of_list((root / ".pre-commit-hooks.yaml").read_bytes())
    (repository_,) = config["repos"]
    own = ("name", "description", "language")
    assert [{key: part for key, part in hook.items() if key not in own} for hook in repository_["hooks"]] == [
        {key: part for key, part in hook.items() if key not in own} for hook in offered
    ]
    fmt, lint = offered
    assert (fmt["entry"], lint["entry"]) == ("itsm fmt", "itsm lint")
    assert (lint["pass_filenames"], lint["always_run"]) == (False, True)
    files = re.compile(fmt["files"])
    for path in ("itsm.yaml", "catalog/organization.yaml", "policies/waivers/x.yaml"):
        assert files.search(path)
    for path in ("README.md", "docs/catalog/x.yaml", "site/itsm.yaml", "schema/sla.schema.json", "catalog/x"):
        assert not files.search(path)


def test_what_is_begun_twice_is_the_same() -> None:
    assert begun("standard", reference=True) == begun("standard", reference=True)


def test_hostile_answers(corpora: Path) -> None:
    """Whatever can be an answer at all stands in the files as it was given, and is no fault there."""
    kept = 0
    for text in json.loads((corpora / "blns.json").read_text(encoding="utf-8")):
        try:
            answer = one_line(text)
        except UserError:
            continue
        kept += 1
        answers = Answers(
            title=answer, it_manager=Person(answer), director=Person(answer), service=answer, outcome=answer
        )
        files = repository.plan(answers, TODAY)
        catalog = api.load(MemoryTree(files))
        errors = [
            finding
            for finding in api.lint(catalog, TODAY, select=("SYN", "SCH", "REF", "CAL")).findings
            if finding.severity is Severity.ERROR
        ]
        assert errors == [], text
        organization, service = catalog.of_kind("Organization")[0], catalog.of_kind("Service")[0]
        assert organization.title == service.title == answer
        assert service.value["spec"]["outcome"] == answer
    assert kept > 350
