"""The results of the last lints, for as long as nothing at all has changed."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from itsm_as_code.errors import ReadError
from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.identity import digest, tool
from itsm_as_code.lint.result import LintResult

_NAME = "results"
_MOST = 4
"""How many results are kept: those of the options and days that a repository is judged with in turn."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a lint is asked.

    Attributes:
        today: The day for which to judge.
        select: Codes or prefixes of codes to keep; all when empty.
        ignore: Codes or prefixes to leave out.
    """

    today: dt.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lint of a whole repository found, and what it read.

    Attributes:
        result: What it found.
        roots: The folders of the catalogue and of the policies.
        files: The path of every file that was judged.
        entities: The path of every entity.
        lasting: Whether it rests on these files alone, and so holds for as long as they stay the same.
    """

    result: LintResult
    roots: tuple[str, str]
    files: tuple[str, ...]
    entities: tuple[str, ...]
    lasting: bool = True

    def within(self, paths: Collection[str]) -> LintResult:
        """The part of the result that lies in some files and folders; all of it when none are named."""
        return self.result.within(paths, self.files, self.entities)

    def places(self) -> frozenset[str]:
        """Every file that was judged, and every folder above one."""
        found = set(self.files)
        folders = {path.rpartition("/")[0] for path in self.files}
        while folders:
            found |= folders
            folders = {path.rpartition("/")[0] for path in folders} - found
        return frozenset(found | {"."})


class _Kept(msgspec.Struct, array_like=True):
    """One result.

    Attributes:
        key: A digest of the question and of all files.
        others: Digests of files beyond the roots that were read, by path.
        bare: Files that hold no entity.
        result: The result.
    """

    key: bytes
    others: dict[str, bytes]
    bare: tuple[str, ...]
    result: msgspec.Raw


class _Results(msgspec.Struct, array_like=True):
    """The file.

    Attributes:
        tool: The tool that wrote it.
        settings: Digest of `itsm.yaml`.
        roots: The folders that it names.
        kept: The results, the latest first.
    """

    tool: bytes
    settings: bytes
    roots: tuple[str, str]
    kept: list[_Kept]


def recall(folder: Folder, contents: Contents, settings: str, question: Question) -> Answer | None:
    """The answer to a question that was asked before of the same files; `None` when it was not.

    Args:
        folder: Where it was kept.
        contents: The files.
        settings: The path of `itsm.yaml`.
        question: The question.
    """
    known = _read(folder)
    if known is None or known.settings != _digest_of(contents, settings):
        return None
    key = _key(contents, known.roots, question)
    for kept in known.kept:
        if kept.key == key and all(_digest_of(contents, path) == each for path, each in kept.others.items()):
            return _answer(kept, contents, settings, known.roots)
    return None


def remember(folder: Folder, contents: Contents, settings: str, question: Question, answer: Answer) -> None:
    """Keep an answer for the next time that the same is asked of the same files.

    Args:
        folder: Where to keep it.
        contents: The files, as they were read to find the answer.
        settings: The path of `itsm.yaml`.
        question: The question.
        answer: The answer.
    """
    own = tool()
    if own is None:
        return
    with contextlib.suppress(UnicodeEncodeError):  # a file's name that is no text: nothing is kept
        results = _Results(
            own, contents.others[settings], answer.roots, [_keep(contents, settings, question, answer)]
        )
        known = _read(folder)
        if known is not None and known.settings == results.settings:
            results.kept += [each for each in known.kept if each.key != results.kept[0].key][: _MOST - 1]
        folder.write(_NAME, msgspec.msgpack.encode(results))


def _keep(contents: Contents, settings: str, question: Question, answer: Answer) -> _Kept:
    entities = frozenset(answer.entities)
    return _Kept(
        _key(contents, answer.roots, question),
        {path: each for path, each in contents.others.items() if path != settings},
        tuple(path for path in answer.files if path not in entities),
        msgspec.Raw(msgspec.msgpack.encode(answer.result)),
    )


def _read(folder: Folder) -> _Results | None:
    """The file, when this very tool wrote it."""
    data = folder.read(_NAME)
    if data is None:
        return None
    try:
        known = msgspec.msgpack.decode(data, type=_Results)
    except msgspec.DecodeError:
        return None
    return known if known.tool == tool() else None


def _answer(kept: _Kept, contents: Contents, settings: str, roots: tuple[str, str]) -> Answer | None:
    try:
        result = msgspec.msgpack.decode(kept.result, type=LintResult)
    except msgspec.DecodeError:
        return None
    bare = frozenset(kept.bare)
    files = (settings, *(entry.path for entry in contents.entries(roots)))
    return Answer(result, roots, files, tuple(path for path in files if path not in bare))


def _digest_of(contents: Contents, path: str) -> bytes:
    if path not in contents.others:
        with contextlib.suppress(ReadError):
            contents.read(path)
    return contents.others[path]


def _key(contents: Contents, roots: Iterable[str], question: Question) -> bytes:
    asked = msgspec.msgpack.encode((question.today, question.select, question.ignore))
    return digest(asked + contents.fingerprint(tuple(roots)))
