"""The house itself: locks, dependencies and their reasons, the one day, the length of modules."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

LOCKS = ("run", "dev", "bench", "lock")
# Installed for what they bring, not for what they are called in our code.
NEVER_IMPORTED = {
    "mkdocs-material",  # the theme, named in mkdocs.yml
    "tzdata",  # read by zoneinfo where the system has no time zones
}
# The other half of a dependency, which pins it to the very version.
PROVIDED = {"pydantic-core"}
LONGEST_MODULE = 400


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    """The normalised name of the distribution that a requirement asks for."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[._-]+", "-", found[0]).lower()


def names(requirements: Iterable[str]) -> set[str]:
    return {name_of(requirement) for requirement in requirements}


def pins(root: Path, lock: str) -> set[str]:
    """The pinned requirements of a lock, markers included."""
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return {line.removesuffix("\\").strip() for line in text.splitlines() if re.match(r"[a-z0-9]", line)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_address(root: Path, lock: str) -> None:
    text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    options = {line.strip().partition("=")[0] for line in text.splitlines() if line.strip().startswith("-")}
    assert options == {"--hash"}
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_locks_hold_what_the_project_asks_for(root: Path, project: dict[str, Any]) -> None:
    groups = project["dependency-groups"]
    wanted = {
        "run": names(project["project"]["dependencies"] + groups["build"]),
        "dev": names(project["project"]["dependencies"] + groups["build"] + groups["dev"]),
        "bench": names(project["project"]["dependencies"] + groups["build"] + groups["bench"]),
        "lock": names(groups["lock"]),
    }
    missing = {lock: wanted[lock] - names(pins(root, lock)) for lock in LOCKS}
    assert missing == {lock: set() for lock in LOCKS}


@pytest.mark.parametrize("larger", ["dev", "bench"])
def test_the_tools_never_move_what_the_product_runs_on(root: Path, larger: str) -> None:
    assert pins(root, "run") - pins(root, larger) == set()


def test_every_dependency_has_its_reason(root: Path, project: dict[str, Any]) -> None:
    text = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    groups = project["dependency-groups"].values()
    declared = names(project["project"]["dependencies"] + [line for group in groups for line in group])
    assert sorted(map(name_of, explained)) == sorted(declared)


def test_the_dependencies_are_exactly_what_the_code_imports(root: Path, project: dict[str, Any]) -> None:
    imported = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
    tops = {"ruamel.yaml" if name.startswith("ruamel.") else name.partition(".")[0] for name in imported}
    foreign = tops - sys.stdlib_module_names - {"itsm_as_code"}
    owners = importlib.metadata.packages_distributions()
    used = names(owners.get(name, [name])[0] for name in foreign)
    assert (used - PROVIDED) | NEVER_IMPORTED == names(project["project"]["dependencies"])


def test_an_import_outside_its_place_is_refused(root: Path, tmp_path: Path) -> None:
    """The contracts see what they forbid: each library, and an import upward, in the lowest layer."""
    libraries = [
        "cel_expr_python", "click", "git", "jinja2", "mkdocs", "multiprocessing", "pydantic", "ruamel.yaml",
        "subprocess", "yaml",
    ]  # fmt: skip
    shutil.copytree(root / "src", tmp_path / "src")
    shutil.copy(root / "pyproject.toml", tmp_path)
    with (tmp_path / "src" / "itsm_as_code" / "errors.py").open("a", encoding="utf-8") as module:
        module.writelines(f"import {library}\n" for library in [*libraries, "itsm_as_code.text"])
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    told = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    refused = set(re.findall(r"itsm_as_code\.errors -> (\S+)", told.stdout))
    assert refused == {library.partition(".")[0] for library in libraries} | {"itsm_as_code.text"}


def test_the_makefile_takes_its_day_from_the_project_file(root: Path, project: dict[str, Any]) -> None:
    told = subprocess.run(["make", "-pn", "help"], cwd=root, capture_output=True, text=True, check=True)
    assert f"ITSM_AS_OF := {project['tool']['itsm']['as-of']}\n" in told.stdout


def test_only_the_guard_knows_where_the_corpora_lie(root: Path) -> None:
    folder = "shared" + "/corpora"
    told = subprocess.run(["git", "grep", "-l", folder], cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == [".ci/run"]


def test_no_module_is_long(root: Path) -> None:
    lengths = {path: path.read_bytes().count(b"\n") for path in (root / "src").rglob("*.py")}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_MODULE} == {}
