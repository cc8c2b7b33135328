"""`itsm fmt`, in real processes on real files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itsm_as_code.catalog.canonical import canonical
from itsm_as_code.document import parse
from tests.cli.conftest import SMALL, Itsm

EMAIL = "catalog/services/email.yaml"
UNTIDY = """\
# yaml-language-server: $schema=x.json
kind: Service
apiVersion: itsm/v1
metadata:
    title: 'Correo electrónico'
    name: email   # as people know it
spec:
    criticality: high


    owner: it-manager
    state: operational
"""
TIDY = """\
# yaml-language-server: $schema=x.json
apiVersion: itsm/v1
kind: Service
metadata:
  name: email   # as people know it
  title: Correo electrónico
spec:
  owner: it-manager
  state: operational
  criticality: high
"""


def test_the_handbook_shows_what_it_does(root: Path) -> None:
    page = (root / "docs/changing-files.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r'```yaml title="(before|after)"\n(.*?)```\n', page, re.DOTALL))
    assert canonical(parse(shown["before"].encode())) == shown["after"].encode()
    assert canonical(parse(shown["after"].encode())) == shown["after"].encode()


@pytest.fixture
def untidy(small: Path) -> Path:
    (small / EMAIL).write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    return small


def test_files_are_laid_out_and_named(itsm: Itsm, untidy: Path) -> None:
    run = itsm("fmt", cwd=untidy)
    assert (run.code, run.out, run.err) == (0, f"{EMAIL}\n", "note: 1 of 4 files was laid out anew.\n")
    assert (untidy / EMAIL).read_bytes().decode() == TIDY
    run = itsm("fmt", cwd=untidy)
    assert (run.code, run.out, run.err) == (0, "", "note: 0 of 4 files were laid out anew.\n")


def test_a_check_writes_nothing(itsm: Itsm, untidy: Path) -> None:
    before = (untidy / EMAIL).read_bytes()
    run = itsm("fmt", "--check", cwd=untidy)
    assert (run.code, run.out, run.err) == (1, f"{EMAIL}\n", "note: 1 of 4 files would be laid out anew.\n")
    assert (untidy / EMAIL).read_bytes() == before
    (untidy / EMAIL).write_bytes(TIDY.encode())
    assert itsm("fmt", "--check", cwd=untidy).code == 0


def test_a_diff_shows_what_would_change(itsm: Itsm, untidy: Path) -> None:
    (untidy / EMAIL).write_bytes(TIDY.replace("  state", "    \n  state").encode())
    run = itsm("fmt", "--diff", cwd=untidy)
    assert (run.code, run.err) == (1, "note: 1 of 4 files would be laid out anew.\n")
    assert run.out == (
        f"--- a/{EMAIL}\n"
        f"+++ b/{EMAIL}\n"
        "@@ -6,6 +6,6 @@\n"
        "   title: Correo electrónico\n"
        " spec:\n"
        "   owner: it-manager\n"
        "-    \n"
        "+\n"
        "   state: operational\n"
        "   criticality: high\n"
    )


def test_only_what_is_named_is_laid_out(itsm: Itsm, untidy: Path) -> None:
    run = itsm("fmt", "catalog/roles", "itsm.yaml", cwd=untidy)
    assert (run.code, run.out, run.err) == (0, "", "note: 0 of 2 files were laid out anew.\n")
    run = itsm("fmt", "email.yaml", cwd=untidy / "catalog/services")
    assert (run.code, run.out) == (0, f"{EMAIL}\n")
    (untidy / "notes.yaml").write_bytes(b"a:   1\n")
    run = itsm("fmt", "notes.yaml", cwd=untidy)
    assert (run.code, run.err) == (2, "error: notes.yaml holds no YAML file of the catalogue.\n")


def test_a_file_with_faults_of_syntax_is_left_and_named(itsm: Itsm, untidy: Path) -> None:
    (untidy / "catalog/roles/it-manager.yaml").write_bytes(b"a:   1\na:   2\n")
    run = itsm("fmt", cwd=untidy)
    assert (run.code, run.out) == (1, f"{EMAIL}\n")
    assert run.err == (
        "warning: catalog/roles/it-manager.yaml has faults of syntax and is left as it is.\n"
        "note: 1 of 4 files was laid out anew.\n"
    )
    assert (untidy / "catalog/roles/it-manager.yaml").read_bytes() == b"a:   1\na:   2\n"


def test_faults_of_the_schema_do_not_matter(itsm: Itsm, untidy: Path) -> None:
    (untidy / EMAIL).write_bytes(b"spec:   {a: 1}\nkind:   Servise\n")
    run = itsm("fmt", cwd=untidy)
    assert (run.code, run.out) == (0, f"{EMAIL}\n")
    assert (untidy / EMAIL).read_bytes() == b"kind: Servise\nspec: {a: 1}\n"


def test_outside_of_a_repository(itsm: Itsm) -> None:
    assert itsm("fmt").code == 2


def test_the_small_repository_is_in_order(itsm: Itsm, small: Path) -> None:
    assert itsm("fmt", "--check", cwd=small).code == 0
    assert {path: (small / path).read_text(encoding="utf-8") for path in SMALL} == SMALL
