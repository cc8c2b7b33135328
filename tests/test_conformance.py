"""What every rule and every kind has: a page, examples that prove it, fixtures, a schema."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.catalog.validation import read_entity
from itsm_as_code.cli.dev.generated import stale
from itsm_as_code.document import parse
from itsm_as_code.document.lookup import value_at
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.rules.pages import SECTIONS, summary
from itsm_as_code.rules.registry import RULES
from itsm_as_code.rules.rule import Rule
from itsm_as_code.scaffold import repository
from itsm_as_code.scaffold.answers import Answers
from itsm_as_code.tree import MemoryTree
from tests.rules.examples import MADE, example, judged, sections
from tests.rules.overlays import RULES as FIXTURES
from tests.rules.overlays import TODAY, base, findings, line_of, patched

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_codes_and_names_are_never_given_away() -> None:
    """`codes.txt` records every code that a release ever had; a line is added, never changed or removed."""
    recorded = (FIXTURES / "codes.txt").read_text(encoding="utf-8").splitlines()
    assert recorded == [f"{rule.code} {rule.name}" for rule in RULES]
    codes = [line.partition(" ")[0] for line in recorded]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    names = [line.partition(" ")[2] for line in recorded]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_family_is_one_package_that_says_what_it_guards() -> None:
    packages = {(rule.family, rule.module.rpartition(".")[0]) for rule in RULES}
    assert len(packages) == len({rule.family for rule in RULES})
    for family, package in packages:
        assert (import_module(package).__doc__ or "").startswith(f"{family}: ")


def test_every_module_of_a_rule_is_registered(root: Path) -> None:
    themes = {path.parent for path in (root / "src/itsm_as_code/rules").glob("*/__init__.py")}
    modules = {path for theme in themes for path in theme.glob("[!_]*.py")}
    declaring = {path for path in modules if "\nRULE = " in path.read_text(encoding="utf-8")}
    registered = {f"{rule.name.replace('-', '_')}.py" for rule in RULES}
    assert {path.name for path in declaring} == registered


@every_rule
def test_a_rule_is_well_declared(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.module.rpartition(".")[2] == rule.name.replace("-", "_")
    assert rule.help, "every finding says what to do"
    assert rule.fix in (None, "safe", "unsafe")


@every_rule
def test_a_rule_is_documented(rule: Rule) -> None:
    assert tuple(sections(rule)) == SECTIONS
    assert re.fullmatch(r"[A-Z`].+[^.]\.", summary(rule))
    for title, text in sections(rule).items():
        assert text.strip(), title


SHARED = {
    "Function": ("level", "coordinates"),
    "Process": ("phase", "function"),
    "Artefact": (),
}
"""The kinds of which the base has nothing that `itsm init --reference` does not write, with what agrees."""


@pytest.mark.parametrize("kind", SHARED)
def test_the_base_is_a_small_piece_of_the_reference_model(kind: str) -> None:
    """Few enough files to be read beside a fixture, yet the same functions, phases and flow."""
    answers = Answers(profile="standard", reference=True)
    reference = load(MemoryTree(repository.plan(answers, TODAY)))
    for record in load(MemoryTree(base())).of_kind(kind):
        model = reference.get(record.ref)
        assert model is not None, f"the reference model has no {record.ref}"
        for field in SHARED[kind]:
            path = ("spec", field)
            assert value_at(record.value, path) == value_at(model.value, path), f"{field} of {record.ref}"


@every_rule
def test_its_bad_example_adds_exactly_its_finding(rule: Rule) -> None:
    found = judged(rule, "Bad")
    assert [finding.code for finding in found] == [rule.code], [line_of(finding) for finding in found]


@every_rule
def test_its_good_example_adds_none(rule: Rule) -> None:
    assert 'title="' in sections(rule)["Good"]
    assert [line_of(finding) for finding in judged(rule, "Good")] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.regulated], ids=lambda rule: rule.code)
def test_regulated_raises_its_severity(rule: Rule) -> None:
    organization = "catalog/organization.yaml"
    regulated = patched(organization, b"spec: {profile: regulated}")
    found = findings({organization: regulated, **example(rule, "Bad")})
    assert {finding.severity for finding in found if finding.code == rule.code} == {rule.regulated}


@every_rule
def test_a_rule_has_fixtures(rule: Rule) -> None:
    folders = [path.name for path in (FIXTURES / rule.name).iterdir() if path.is_dir()]
    assert any(name.startswith("bad") for name in folders) or (rule.code, "Bad") in MADE
    assert any(name.startswith("good") for name in folders)


def test_every_folder_of_fixtures_belongs_to_a_rule() -> None:
    folders = {path.name for path in FIXTURES.iterdir() if path.is_dir() and path.name[0] not in "_."}
    assert folders == {rule.name for rule in RULES}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_schema_example_and_page(root: Path, kind: Kind) -> None:
    schema = json.loads((root / f"schema/{kind.short}.schema.json").read_bytes())
    assert schema["properties"]["kind"]["const"] == kind.name
    example = parse((root / f"src/itsm_as_code/model/examples/{kind.short}.yaml").read_bytes())
    assert example.problems == ()
    assert example.value is not None
    reading = read_entity(example.value)
    assert (reading.kind, reading.problems) == (kind, ())
    page = (root / f"docs/kinds/{kind.short}.md").read_text(encoding="utf-8")
    assert example.text.strip() in page


def test_every_generated_file_is_current(root: Path) -> None:
    assert [file.path for file in stale(root)] == []
