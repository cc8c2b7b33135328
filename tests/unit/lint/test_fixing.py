"""Applying fixes: room for each, and round after round until nothing is left."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.document import Document
from itsm_as_code.document import edits as document_edits
from itsm_as_code.document.edits import Change, edits
from itsm_as_code.finding import Edit, Finding, Fix, Location, Move, Severity, Span
from itsm_as_code.lint import engine, lint
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.results import Question
from itsm_as_code.lint.fixing import Fixed, fix
from itsm_as_code.lint.session import judge
from itsm_as_code.tree import FileChange, MemoryTree, OverlayTree, Tree
from tests.cli.conftest import SMALL

TODAY = dt.date(2026, 11, 20)
EMAIL = "catalog/services/email.yaml"

TEN_FAULTS = """\
# yaml-language-server: $schema=../../schema/service.schema.json
apiVersion: itsm/v1
kind: Servise                      # the kind
metadata:
  name: email
  title: 2027
  # What people call it.
  tags: mail
  descripton: 'It''s Cafe\u0301 mail'
  # The same once more.
  title: 2027
spec:
  owner: it-manger                 # who answers
  state: operationl
  criticality: hihg
  provider: stakeholder:role:it
  intrinsicAvailability: "99.9 %"  # measured
  needs: I need mail
  warranty: {recoveryTim: 4h, availability: '99.5'}
  backup:
    interval: 1h
    lagg: 15m
"""

MENDED = """\
# yaml-language-server: $schema=../../schema/service.schema.json
apiVersion: itsm/v1
kind: Service                      # the kind
metadata:
  name: email
  title: "2027"
  # What people call it.
  tags: [mail]
  description: 'It''s Café mail'
spec:
  owner: it-manager                 # who answers
  state: operational
  criticality: high
  provider: stakeholder:role:it
  intrinsicAvailability: 99.9  # measured
  needs: [I need mail]
  warranty: {recoveryTime: 4h, availability: 99.5}
  backup:
    interval: 1h
    lag: 15m
"""


def found(tree: Tree) -> tuple[Finding, ...]:
    return lint(load(tree), TODAY, select=("SYN", "SCH", "REF")).findings


def fixed(files: dict[str, str], *, unsafe: bool = False) -> tuple[Fixed, dict[str, str]]:
    """What fixing comes to, and the files that changed."""
    done = fix(MemoryTree(files), found, unsafe=unsafe)
    return done, {change.path: (change.after or b"").decode() for change in done.changes}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_with_more_than_ten_faults_is_mended_at_once(newline: str) -> None:
    files = {**SMALL, EMAIL: TEN_FAULTS.replace("\n", newline)}
    before = found(MemoryTree(files))
    assert len(before) > 10
    done, changed = fixed(files, unsafe=True)
    assert changed == {EMAIL: MENDED.replace("\n", newline)}
    after = found(OverlayTree(MemoryTree(files), {EMAIL: changed[EMAIL].encode()}))
    assert [(finding.code, finding.field) for finding in after] == [("SCH006", "spec.provider")]
    assert Counter(finding.code for finding in after) <= Counter(finding.code for finding in before)
    again = fix(OverlayTree(MemoryTree(files), {EMAIL: changed[EMAIL].encode()}), found, unsafe=True)
    assert again == Fixed((), 0)
    assert done.findings == len(before) - len(after)


def test_safe_fixes_alone_are_made_unless_more_is_wished() -> None:
    _, changed = fixed({**SMALL, EMAIL: TEN_FAULTS})
    text = changed[EMAIL]
    for kept in ("kind: Servise", "descripton:", "owner: it-manger", "state: operationl", "recoveryTim:"):
        assert kept in text
    for mended in ('title: "2027"', "tags: [mail]", "99.9  # measured", "needs: [I need mail]", "Café"):
        assert mended in text


MANY = "".join(f"    - {{metric: throughput, atLeast: {n}, per: 1mo, unit: {n}}}\n" for n in range(1, 41))
"""Forty faults of one kind: each unit is a number where text belongs."""


def many(count: int) -> dict[str, str]:
    """So many files with forty equal faults each."""
    return {
        f"catalog/slas/many-{number}.yaml": "apiVersion: itsm/v1\nkind: ServiceLevelAgreement\n"
        f"metadata: {{name: many-{number}, title: Many}}\n"
        "spec:\n  owner: it-manager\n  customer: everyone\n  services: [email]\n  validFrom: 2027-01-01\n"
        f"  targets:\n{MANY}"
        for number in range(count)
    }


@pytest.mark.parametrize("wanted", [0, 7, 80, 100])
def test_a_fix_is_sought_for_as_many_of_equal_faults_as_the_effort_allows(
    wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = many(2)
    size = len(files["catalog/slas/many-0.yaml"])
    worked: list[int] = []
    real = edits

    def counted(document: Document, changes: Sequence[Change]) -> object:
        worked.append(len(document.text))
        return real(document, changes)

    monkeypatch.setattr(document_edits, "edits", counted)
    result = lint(load(MemoryTree({**SMALL, **files})), TODAY, select=("SCH",), effort=wanted * size)
    assert [finding.code for finding in result.findings] == ["SCH004"] * 80
    mended = [finding.fix is not None for finding in result.findings]
    assert mended == [number < wanted for number in range(80)]
    assert worked == [size] * min(wanted, 80)
    assert result.fixes_sought == (wanted >= 80)


def test_what_is_remembered_costs_as_if_it_were_found_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """References are judged from memory, all else in a faulty file anew; the order is that of the rules."""
    named = {
        f"catalog/objectives/o{number}.yaml": "apiVersion: itsm/v1\nkind: Objective\n"
        f"metadata: {{name: o{number}, title: One}}\nspec: {{owner: it-manger, statement: More.}}\n"
        for number in range(3)
    }
    size = len(named["catalog/objectives/o0.yaml"])
    bounded = partial(lint, effort=4 * size)
    monkeypatch.setattr(engine, "lint", bounded)
    folder = Folder(tmp_path, tmp_path)
    broken = {path: text.replace("title: One", "title: 111") for path, text in named.items()}
    for files in (
        named,
        broken,
        {**named, "catalog/objectives/o1.yaml": broken["catalog/objectives/o1.yaml"]},
    ):
        tree = MemoryTree({**SMALL, **files})
        anew = bounded(load(tree), TODAY)
        assert judge(tree, Question(TODAY), folder).answer.result == anew
        assert anew.fixes_sought == (files is not broken)
        assert len([finding for finding in anew.findings if finding.fix]) == (3 if files is named else 4)


def test_nothing_to_mend_changes_nothing() -> None:
    assert fixed(dict(SMALL), unsafe=True) == (Fixed((), 0), {})


def test_a_file_that_is_no_utf_8_is_left_alone() -> None:
    data = SMALL[EMAIL].encode() + b"  needs: Caf\xe9\n"
    tree = MemoryTree({**SMALL, EMAIL: data})
    assert [finding.code for finding in found(tree)] == ["SCH004", "SYN001"]
    assert fix(tree, found, unsafe=True) == Fixed((), 0)


def test_a_file_gets_its_ending_and_is_mended_further() -> None:
    files = {path: text for path, text in SMALL.items() if path != EMAIL}
    files["catalog/services/email.yml"] = SMALL[EMAIL].replace("operational", "operationl")
    done, _ = fixed(files, unsafe=True)
    assert done == Fixed(
        (
            FileChange(EMAIL, None, SMALL[EMAIL].encode()),
            FileChange("catalog/services/email.yml", files["catalog/services/email.yml"].encode(), None),
        ),
        2,
    )


A = "a.yaml"
TEXT = "a: 1\nb: 2\nc: 3\n"


def finding(number: int, *edits: Edit, moves: tuple[Move, ...] = (), safe: bool = True) -> Finding:
    return Finding(
        f"TST{number:03}", "test", Severity.ERROR, "", Location(A), fix=Fix("Mend", edits, safe, moves)
    )


def edit(line: int, start: int, end: int, text: str) -> Edit:
    return Edit(Location(A, Span(line, start, line, end)), text)


def once(*findings: Finding, files: dict[str, str] | None = None) -> dict[str, str | None]:
    """What one round of these findings makes of the files; there are none in the next."""
    rounds = iter([findings])

    def find(tree: Tree) -> Iterable[Finding]:
        return next(rounds, ())

    done = fix(MemoryTree(files or {A: TEXT}), find)
    return {change.path: None if change.after is None else change.after.decode() for change in done.changes}


def test_the_first_of_two_fixes_that_overlap_or_touch_is_made() -> None:
    assert once(finding(1, edit(1, 4, 5, "x")), finding(2, edit(1, 1, 5, "y: 1"))) == {
        A: "a: x\nb: 2\nc: 3\n"
    }
    assert once(finding(1, edit(1, 4, 5, "x")), finding(2, edit(1, 5, 5, "y"))) == {A: "a: x\nb: 2\nc: 3\n"}


def test_a_fix_is_made_with_all_of_its_edits_or_not_at_all() -> None:
    both = finding(2, edit(1, 4, 5, "y"), edit(3, 4, 5, "z"))
    assert once(finding(1, edit(1, 4, 5, "x")), both) == {A: "a: x\nb: 2\nc: 3\n"}
    assert once(finding(1, edit(2, 4, 5, "x")), both) == {A: "a: y\nb: x\nc: z\n"}


def test_like_fixes_are_made_once() -> None:
    assert once(finding(1, edit(1, 4, 5, "x")), finding(2, edit(1, 4, 5, "x"))) == {A: "a: x\nb: 2\nc: 3\n"}


def test_edits_that_spoil_a_file_together_are_not_made_together() -> None:
    assert once(finding(1, edit(1, 1, 2, "z")), finding(2, edit(3, 1, 2, "z"))) == {A: "z: 1\nb: 2\nc: 3\n"}


def test_a_whole_file_is_rewritten_alone() -> None:
    whole = finding(1, Edit(Location(A), "new: 1\n"))
    assert once(whole, finding(2, edit(1, 4, 5, "x"))) == {A: "new: 1\n"}


def test_files_that_move_are_not_edited_on_the_way() -> None:
    move = finding(1, moves=(Move(A, "b.yaml"),))
    assert once(move, finding(2, edit(1, 4, 5, "x"))) == {A: None, "b.yaml": TEXT}
    assert once(finding(2, edit(1, 4, 5, "x")), move) == {A: "a: x\nb: 2\nc: 3\n"}
    assert once(move, files={A: TEXT, "b.yaml": "there: 1\n"}) == {}
    assert once(move, finding(2, moves=(Move("c.yaml", "b.yaml"),)), files={A: TEXT, "c.yaml": ""}) == {
        A: None,
        "b.yaml": TEXT,
    }
    assert once(finding(1, moves=(Move(A, None),))) == {A: None}


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def find(tree: Tree) -> Iterable[Finding]:
        flipped = "2" if tree.read(A).startswith(b"a: 1") else "1"
        return [finding(1, edit(1, 4, 5, flipped))]

    assert fix(MemoryTree({A: TEXT}), find) == Fixed((), 50)
