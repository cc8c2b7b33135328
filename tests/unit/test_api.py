"""The façade: what programs call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from itsm_as_code import api
from itsm_as_code.errors import UserError
from itsm_as_code.feasibility.availability import Figures
from itsm_as_code.feasibility.bounds import Bounds
from itsm_as_code.tree import MemoryTree

TODAY = dt.date(2026, 11, 20)
FILES: dict[str, bytes | str] = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": (
        "apiVersion: itsm/v1\nkind: Organization\nmetadata: {name: ours, title: Ours}\nspec: {}\n"
    ),
    "catalog/terms/ast.yaml": (
        "apiVersion: itsm/v1\nkind: Term\nmetadata: {name: ast, title: AST}\nspec: {definiton: Hours.}\n"
    ),
    "catalog/terms/binary.yaml": b"\xff\xfe",
}


def found(result: api.LintResult) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.location)) for finding in result.findings]


FINDINGS = [
    ("SCH002", "catalog/terms/ast.yaml:4:8"),
    ("SYN001", "catalog/terms/binary.yaml:1:1"),
]


def test_lint_takes_a_tree_a_catalogue_or_a_folder(tmp_path: Path) -> None:
    tree = MemoryTree(FILES)
    for path, content in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    whats: list[api.Tree | api.Catalog | Path] = [tree, api.load(tree), tmp_path, api.load(tmp_path)]
    for what in whats:
        result = api.lint(what, TODAY, select=["SYN", "SCH"])
        assert found(result) == FINDINGS
        assert (result.files, result.entities, result.today) == (4, 2, TODAY)


def test_lint_hands_on_what_to_choose() -> None:
    tree = MemoryTree(FILES)
    assert found(api.lint(tree, TODAY, select=["S"], ignore=["SYN001"])) == FINDINGS[:1]
    assert found(api.lint(tree, TODAY, paths=["catalog/terms/binary.yaml"])) == FINDINGS[1:]


def test_fix_says_what_files_would_be() -> None:
    term = "apiVersion: itsm/v1\nkind: Term\nmetadata: {name: ast, title: 1}\nspec: {definiton: Hours.}\n"
    tree = MemoryTree({**FILES, "catalog/terms/ast.yaml": term})
    assert api.fix(tree, TODAY, select=["SCH002"]).changes == ()
    done = api.fix(tree, TODAY, unsafe=True, select=["SCH"], paths=["catalog/terms"])
    assert done.findings == 2
    assert [(change.path, change.after) for change in done.changes] == [
        (
            "catalog/terms/ast.yaml",
            term.replace("1}", '"1"}').replace("definiton", "definition").encode(),
        )
    ]


def test_fmt_says_what_files_would_be() -> None:
    layouts = api.fmt(MemoryTree(FILES))
    assert [(change.path, change.after) for change in layouts.changes] == [
        (
            "catalog/terms/ast.yaml",
            b"apiVersion: itsm/v1\nkind: Term\nmetadata: {name: ast, title: AST}\n"
            b"spec:\n  definiton: Hours.\n",
        ),
    ]
    assert (layouts.left, layouts.files) == (("catalog/terms/binary.yaml",), 4)
    assert api.fmt(MemoryTree(FILES), ["itsm.yaml", "catalog/organization.yaml"]).files == 2
    with pytest.raises(UserError, match="catalog/roles holds no YAML file of the catalogue"):
        api.fmt(MemoryTree(FILES), ["catalog/roles"])


def test_rename_says_what_files_would_be() -> None:
    files = {path: content for path, content in FILES.items() if "binary" not in path}
    renamed = api.rename(MemoryTree(files), "ast", "agreed-time")
    assert (renamed.before, renamed.after, renamed.path) == (
        "term:ast",
        "term:agreed-time",
        "catalog/terms/agreed-time.yaml",
    )
    assert [(change.path, change.after is None) for change in renamed.changes] == [
        ("catalog/terms/agreed-time.yaml", False),
        ("catalog/terms/ast.yaml", True),
    ]
    with pytest.raises(UserError, match="binary"):
        api.rename(MemoryTree(FILES), "ast", "agreed-time")


def test_a_tree_without_settings() -> None:
    with pytest.raises(UserError, match=r"itsm\.yaml"):
        api.load(MemoryTree({"catalog/terms/ast.yaml": ""}))


def test_find() -> None:
    catalog = api.load(MemoryTree(FILES))
    assert api.find(catalog, "ast").ref == "term:ast"
    assert api.find(catalog, "term:ast").path == "catalog/terms/ast.yaml"
    with pytest.raises(UserError) as caught:
        api.find(catalog, "office")
    assert (caught.value.message, caught.value.hint) == ("calendar:office is built in and has no file.", None)
    with pytest.raises(UserError) as caught:
        api.find(catalog, "atr")
    assert (caught.value.message, caught.value.hint) == ("There is no entity atr.", "Did you mean ast?")


def test_source() -> None:
    source = api.source(api.load(MemoryTree(FILES)))
    assert source("catalog/terms/ast.yaml") == FILES["catalog/terms/ast.yaml"]
    assert source("itsm.yaml") == FILES["itsm.yaml"]
    assert source("catalog/terms/gone.yaml") == ""


SERVICE = b"""apiVersion: itsm/v1
kind: Service
metadata: {name: mail, title: Mail}
spec: {owner: boss, state: operational, intrinsicAvailability: 99.9, recovery: 2h}
"""


def _alone(share: float) -> Figures:
    """The figures of what requires nothing."""
    return Figures(share, Bounds(share, share), 1.0 - (1.0 - share), share, True)


def test_a_derivation_and_what_if_are_there_for_programs() -> None:
    tree = MemoryTree(
        {
            "itsm.yaml": b"apiVersion: itsm/v1\nkind: Settings\n",
            "catalog/services/mail.yaml": SERVICE,
            "catalog/roles/boss.yaml": b"apiVersion: itsm/v1\nkind: Role\n"
            b"metadata: {name: boss, title: Boss}\nspec: {heldBy: [{name: Ana Ruiz}]}\n",
        }
    )
    today = dt.date(2026, 11, 20)
    (found,) = api.derivation(api.load(tree), "mail", today)
    assert found.figures == _alone(99.9 / 100)
    with pytest.raises(UserError, match="Nothing can be derived for role:boss"):
        api.derivation(api.load(tree), "role:boss", today)
    with pytest.raises(UserError, match="no entity fax"):
        api.derivation(api.load(tree), "fax", today)
    answer = api.what_if(tree, "mail", ["service:mail.availability=99.5", "service:mail.recovery=3h"], today)
    assert answer.service.after.figures == _alone(99.5 / 100)
    assert (answer.service.before.recovery, answer.service.after.recovery) == (120, 180)
    assert (answer.others, answer.breaks, answer.mends) == ((), (), ())
    with pytest.raises(UserError, match="role:boss is no service"):
        api.what_if(tree, "boss", ["service:mail.availability=99.5"], today)
