"""One lint of a whole repository: from what is remembered, as far as that holds, else from its files."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from dataclasses import dataclass

from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.results import Answer, Question, recall, remember
from itsm_as_code.lint.result import LintResult
from itsm_as_code.tree import Tree

SETTINGS = "itsm.yaml"

_TEXTS = 1024
"""Texts of files that are kept for a report, which asks for that of each finding."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A repository, judged.

    Attributes:
        answer: What was found, and in which files.
        source: Gives the text of a file, for reports that show it; empty where the file is no text.
    """

    answer: Answer
    source: Callable[[str], str]

    def within(self, paths: Collection[str]) -> LintResult:
        """What was found in some files and folders; everything when none are named."""
        return self.answer.within(paths)


def judge(tree: Tree, question: Question, folder: Folder | None = None) -> Judged:
    """Judge a repository. With or without a memory, the answer is the same.

    Args:
        tree: Its files.
        question: The day and the rules.
        folder: What is remembered about it; nothing is when absent.

    Raises:
        UserError: When there is no `itsm.yaml`, or it cannot be read, or a code is unknown.
    """
    contents = Contents(tree)
    answer = recall(folder, contents, SETTINGS, question) if folder is not None else None
    if answer is None:
        from itsm_as_code.lint.cache import lints

        answer = lints.answer(contents, question, folder)
        if folder is not None and answer.lasting:
            remember(folder, contents, SETTINGS, question, answer)
    return Judged(answer, functools.lru_cache(maxsize=_TEXTS)(lambda path: _text(contents, path)))


def _text(contents: Contents, path: str) -> str:
    from itsm_as_code.document import parse

    data = contents.read(path) if path == SETTINGS else contents.data(path)
    return parse(data).text if isinstance(data, bytes) else ""
