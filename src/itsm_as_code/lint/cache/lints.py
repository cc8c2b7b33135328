"""A lint that begins where the last one ended."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from itsm_as_code import catalog as catalogs
from itsm_as_code.catalog import Catalog, SourceFile
from itsm_as_code.lint import engine
from itsm_as_code.lint.cache import state as states
from itsm_as_code.lint.cache.changes import Changes, changes
from itsm_as_code.lint.cache.contents import Contents
from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.identity import digest, tool
from itsm_as_code.lint.cache.judgements import Judge
from itsm_as_code.lint.cache.results import Answer, Question
from itsm_as_code.lint.cache.state import Bodies, State
from itsm_as_code.lint.cache.summaries import (
    MISPLACED,
    Body,
    Forgotten,
    Recalled,
    Summary,
    body_of,
    summarise,
)
from itsm_as_code.lint.result import LintResult
from itsm_as_code.tree import EntryType

Roots = tuple[str, str]


class Past(NamedTuple):
    """A state, and what is needed to go on from it.

    Attributes:
        state: The state.
        bodies: The bodies that its summaries speak of.
        files: Its files, where they are at hand.
    """

    state: State
    bodies: Bodies
    files: Mapping[str, SourceFile] = MappingProxyType({})


class Sitting(NamedTuple):
    """A catalogue, judged.

    Attributes:
        catalog: The catalogue.
        result: What was found.
        state: What a later lint can go on from; `None` when that is nothing.
        fresh: The bodies that are not kept anywhere yet, by file.
    """

    catalog: Catalog
    result: LintResult
    state: State | None
    fresh: Mapping[str, bytes]


def answer(contents: Contents, question: Question, folder: Folder | None) -> Answer:
    """Judge a repository.

    Args:
        contents: Its files.
        question: The day and the rules.
        folder: What is remembered about it; nothing is, and nothing will be, when absent.

    Raises:
        UserError: When there is no `itsm.yaml`, it cannot be read or wants another version of the tool, or a
            code is unknown.
    """
    catalogs.require_this_tool(contents)
    sitting = _sit(contents, question, folder, _remembered(contents, folder))
    return _answer(sitting.catalog, sitting.result)


def both(
    base: Contents,
    head: Contents | Callable[[Catalog], Contents],
    question: Question,
    folder: Folder | None,
) -> tuple[Sitting, Sitting]:
    """Judge what a change begins with and what it leads to, the second as a proposal to replace the first.

    Args:
        base: The files before the change.
        head: The files after it, or what makes them of the catalogue before it.
        question: The day and the rules.
        folder: What is remembered about the repository.

    Raises:
        UserError: When one of them has no `itsm.yaml`, or it cannot be read, or a code is unknown.
    """
    before = _sit(base, question, folder, _remembered(base, folder), tracked=True)
    reached: Past | None = None
    if before.state is not None:
        files = {file.path: file for file in before.catalog.files[1:]}
        reached = Past(before.state, Bodies(folder, before.state, before.fresh), files)
    after = head if isinstance(head, Contents) else head(before.catalog)
    return before, _sit(after, question, None, reached, target=before.catalog)


def _remembered(contents: Contents, folder: Folder | None) -> Past | None:
    """The state that was left behind."""
    before = states.read(folder, _roots(contents)) if folder is not None and tool() is not None else None
    return Past(before, Bodies(folder, before)) if before is not None else None


def _sit(
    contents: Contents,
    question: Question,
    folder: Folder | None,
    past: Past | None,
    *,
    target: Catalog | None = None,
    tracked: bool = False,
) -> Sitting:
    """Judge from the state before, as far as that holds; leave a state behind in the folder.

    Args:
        contents: The files.
        question: The day and the rules.
        folder: Where to leave the state behind, if anywhere.
        past: The state before.
        target: The catalogue that this one is to replace.
        tracked: Whether a state is needed even where none is left behind.
    """
    if past is not None or tracked or (folder is not None and tool() is not None):
        for each in (past, None) if past is not None else (None,):
            with contextlib.suppress(Forgotten):
                return _further(contents, question, folder, each, target)
    catalog = catalogs.load(contents)
    return Sitting(catalog, _lint(catalog, question, target), None, {})


def _further(
    contents: Contents,
    question: Question,
    folder: Folder | None,
    past: Past | None,
    target: Catalog | None,
) -> Sitting:
    roots = _roots(contents)
    past = past if past is not None and past.state.roots == roots else None
    before = past.state if past is not None else None
    known = _known(contents, roots, past) if past is not None else {}
    catalog = catalogs.load(contents, known)
    try:
        summaries, fresh = _summaries(contents, catalog, known, before)
    except UnicodeEncodeError:  # a file's name that is no text: nothing is kept
        return Sitting(catalog, _lint(catalog, question, target), None, {})
    ground = digest(contents.others[catalog.settings_file.path] + catalog.profile.encode())
    earlier = before.judgements if before is not None and before.ground == ground else None
    judge = Judge(None if catalog.duplicates else earlier, _changes(past, summaries, fresh))
    result = _lint(catalog, question, target, judge.findings)
    if not result.fixes_sought:  # which fixes there are depends on the order: judge everything, keep nothing
        if past is not None:
            raise Forgotten
        return Sitting(catalog, result, None, {})
    if earlier is not None and not _ours(earlier.found) <= _ours(judge.found):
        return Sitting(catalog, result, None, {})
    judgements = None if catalog.duplicates else judge.after()
    state = State(tool() or b"", roots, "", {}, summaries, ground, judgements)
    if folder is not None and (before is None or fresh or not _same(state, before)):
        with contextlib.suppress(UnicodeEncodeError):
            states.write(folder, state, fresh, before)
    return Sitting(catalog, result, state, fresh)


def _same(state: State, before: State) -> bool:
    """Whether one state, without new bodies, says nothing that the one before it does not."""
    old, new = before.judgements, state.judgements
    return (
        state.ground == before.ground
        and state.summaries == before.summaries
        and old is not None
        and new is not None
        and (new.today, new.found.keys()) == (old.today, old.found.keys())
    )


def _ours(keys: Iterable[str]) -> set[str]:
    """Keys of the tool's own rules: those of policies come and go with what their authors write."""
    return {key for key in keys if "/" not in key}


def _lint(
    catalog: Catalog, question: Question, target: Catalog | None, finder: engine.Finder | None = None
) -> LintResult:
    return engine.lint(
        catalog,
        question.today,
        select=question.select,
        ignore=question.ignore,
        target=target,
        finder=finder,
    )


def _roots(contents: Contents) -> Roots:
    roots = catalogs.settings_of(contents).roots
    return roots.catalog, roots.policies


def _changes(past: Past | None, summaries: Mapping[str, Summary], fresh: Mapping[str, bytes]) -> Changes:
    if past is None:
        return Changes(frozenset(), frozenset())
    before, kept = past.state.summaries, past.bodies

    def bodies(path: str) -> tuple[Body | None, Body | None]:
        old, new = before[path], summaries[path]
        return body_of(kept.take(old), old), body_of(fresh[path], new)

    return changes(before, summaries, bodies)


def _answer(catalog: Catalog, result: LintResult) -> Answer:
    roots = catalog.settings.roots
    return Answer(
        result,
        (roots.catalog, roots.policies),
        tuple(file.path for file in catalog.files),
        tuple(record.path for record in catalog.records.values()),
        lasting=not catalog.history_was_read,
    )


def _known(contents: Contents, roots: Roots, past: Past) -> dict[str, SourceFile]:
    """The files that were read before and have the same bytes."""
    contents.recognise(
        {path: (each.oid, each.content) for path, each in past.state.summaries.items() if each.oid}
    )
    contents.fingerprint(roots)
    found = {}
    for entry in contents.entries(roots):
        summary = past.state.summaries.get(entry.path)
        if (
            summary is not None
            and summary.form != MISPLACED
            and entry.type is EntryType.FILE
            and summary.content == contents.digest(entry.path)
        ):
            file = past.files.get(entry.path)
            found[entry.path] = file or Recalled(entry.path, summary, past.bodies.take, contents.data).file()
    return found


def _summaries(
    contents: Contents, catalog: Catalog, known: Mapping[str, SourceFile], before: State | None
) -> tuple[dict[str, Summary], dict[str, bytes]]:
    """The summary of every file, and the bodies of those that are not known."""
    summaries: dict[str, Summary] = {}
    bodies: dict[str, bytes] = {}
    for file in catalog.files[1:]:
        if before is not None and file.path in known:
            summary = before.summaries[file.path]
        else:
            summary, bodies[file.path] = summarise(file, contents.mark(file.path))
        oid = contents.oid(file.path)
        if oid and oid != summary.oid:
            summary = replace(summary, oid=oid)
        summaries[file.path] = summary
    return summaries, bodies
