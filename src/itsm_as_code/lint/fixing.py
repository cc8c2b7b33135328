"""Applying fixes: as many as there are room for, then judging again, until nothing is left to mend.

Everything happens in memory; whoever asked writes the outcome, or shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from itsm_as_code.document import Document, parse
from itsm_as_code.document.edits import TextEdit, applied
from itsm_as_code.document.source import Source
from itsm_as_code.errors import ReadError
from itsm_as_code.finding import Edit, Finding, Fix
from itsm_as_code.tree import FileChange, OverlayTree, Tree

_MOST_ROUNDS = 50
"""Rounds after which fixes that undo each other are left alone."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing came to.

    Attributes:
        changes: What becomes of each file, by path.
        findings: How many findings were mended.
    """

    changes: tuple[FileChange, ...]
    findings: int


def fix(tree: Tree, find: Callable[[Tree], Iterable[Finding]], *, unsafe: bool = False) -> Fixed:
    """Mend what can be mended.

    Args:
        tree: The files.
        find: Judges a tree.
        unsafe: Whether to apply fixes that may not be what the author meant as well.
    """
    files: dict[str, bytes | None] = {}
    number = 0
    current = tree
    for _ in range(_MOST_ROUNDS):
        fixes = [finding.fix for finding in find(current) if finding.fix and (unsafe or finding.fix.safe)]
        done, changed = _Round(current).run(fixes)
        if not changed:
            break
        number += done
        files |= changed
        current = OverlayTree(tree, files)
    changes = (FileChange(path, _read(tree, path), data) for path, data in sorted(files.items()))
    return Fixed(tuple(each for each in changes if each.before != each.after), number)


@dataclass(slots=True)
class _Round:
    """One pass over all fixes: the first comes first, and none disturbs another.

    Attributes:
        tree: The files.
        taken: The edits of each file that will be made.
        moves: Files that go elsewhere, or go.
        documents: The files that were looked at.
    """

    tree: Tree
    taken: dict[str, list[Edit]] = field(default_factory=dict)
    moves: dict[str, str | None] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    def run(self, fixes: Sequence[Fix]) -> tuple[int, dict[str, bytes | None]]:
        """How many of the fixes were applied, and what becomes of files."""
        number = self._take_all(fixes)
        if not all(self._is_sound(path, edits) for path, edits in self.taken.items()):
            self.taken, self.moves = {}, {}
            number = self._take_all(fixes, one_by_one=True)
        changed: dict[str, bytes | None] = {
            path: _edited(self._document(path), edits).encode() for path, edits in self.taken.items()
        }
        for path, to in self.moves.items():
            if to is not None:
                changed[to] = _read(self.tree, path)
            changed[path] = None
        return number, changed

    def _take_all(self, fixes: Iterable[Fix], *, one_by_one: bool = False) -> int:
        """Make room for as many fixes as there is; `one_by_one`, prove each beside those before it."""
        return sum(self._take_moves(fix) if fix.moves else self._take(fix, one_by_one) for fix in fixes)

    def _take(self, fix: Fix, proved: bool) -> bool:
        """Make room for a fix, if there is; one that is like another comes with it."""
        wanted: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            path = edit.location.path
            taken = wanted.setdefault(path, list(self.taken.get(path, ())))
            if edit in taken:
                continue
            if path in self._moved() or any(_disturb(edit, other) for other in taken):
                return False
            taken.append(edit)
        if proved and not all(self._is_sound(path, edits) for path, edits in wanted.items()):
            return False
        self.taken |= wanted
        return True

    def _is_sound(self, path: str, edits: Sequence[Edit]) -> bool:
        """Whether some edits do not spoil a file together, as none of them does alone."""
        if len(edits) < 2:
            return True
        document = self._document(path)
        after = parse(_edited(document, edits).encode())
        return {problem.rule for problem in after.problems} <= {problem.rule for problem in document.problems}

    def _take_moves(self, fix: Fix) -> bool:
        targets = {move.to for move in fix.moves if move.to is not None}
        paths = {move.path for move in fix.moves} | targets
        if fix.edits or paths & (self._moved() | self.taken.keys()):
            return False
        if any(_read(self.tree, target) is not None for target in targets):
            return False
        self.moves |= {move.path: move.to for move in fix.moves}
        return True

    def _moved(self) -> set[str]:
        return {path for move in self.moves.items() for path in move if path is not None}

    def _document(self, path: str) -> Document:
        if path not in self.documents:
            self.documents[path] = parse(_read(self.tree, path) or b"")
        return self.documents[path]


def _disturb(one: Edit, other: Edit) -> bool:
    """Whether two edits of a file overlap or touch."""
    mine, theirs = one.location.span, other.location.span
    return mine is None or theirs is None or (mine[:2] <= theirs[2:] and theirs[:2] <= mine[2:])


def _edited(document: Document, edits: Sequence[Edit]) -> str:
    """The text of a file after some edits."""
    source = Source(document.text)
    found = [
        TextEdit(source.index(*span[:2]), source.index(*span[2:]), edit.text)
        if (span := edit.location.span)
        else TextEdit(0, len(document.text), edit.text)
        for edit in edits
    ]
    return applied(document.text, sorted(found))


def _read(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except ReadError:
        return None
