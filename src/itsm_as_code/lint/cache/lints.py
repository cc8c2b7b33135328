"""A lint that begins where the last one ended."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import NamedTuple

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
from itsm_as_code.lint.cache.summaries import MISPLACED, Forgotten, Recalled, Summary, summarise, value_of
from itsm_as_code.lint.result import LintResult
from itsm_as_code.tree import EntryType

Roots = tuple[str, str]


class Past(NamedTuple):
    """The state before, and the bodies that its summaries speak of."""

    state: State
    bodies: Bodies


def answer(contents: Contents, question: Question, folder: Folder | None) -> Answer:
    """Judge a repository.

    Args:
        contents: Its files.
        question: The day and the rules.
        folder: What is remembered about it; nothing is, and nothing will be, when absent.

    Raises:
        UserError: When there is no `itsm.yaml`, or it cannot be read, or a code is unknown.
    """
    if folder is None or tool() is None:
        return _anew(contents, question)
    settings = catalogs.settings_of(contents)
    roots = (settings.roots.catalog, settings.roots.policies)
    before = states.read(folder, roots)
    if before is not None:
        bodies = Bodies(folder, before)
        try:
            return _further(contents, question, folder, roots, Past(before, bodies))
        except Forgotten:
            pass
        finally:
            bodies.close()
    return _further(contents, question, folder, roots, None)


def _anew(contents: Contents, question: Question) -> Answer:
    catalog = catalogs.load(contents)
    return _answer(
        catalog, engine.lint(catalog, question.today, select=question.select, ignore=question.ignore)
    )


def _further(
    contents: Contents, question: Question, folder: Folder, roots: Roots, past: Past | None
) -> Answer:
    """Judge from the state before; leave a state behind."""
    before = past.state if past is not None else None
    known = _known(contents, roots, past) if past is not None else {}
    catalog = catalogs.load(contents, known)
    try:
        summaries, fresh = _summaries(contents, catalog, known, before)
    except UnicodeEncodeError:  # a file's name that is no text: nothing is kept
        return _anew(contents, question)
    ground = digest(contents.others[catalog.settings_file.path] + catalog.profile.encode())
    earlier = before.judgements if before is not None and before.ground == ground else None
    judge = Judge(
        None if catalog.duplicates else earlier,
        _changes(past, summaries, fresh),
    )
    result = engine.lint(
        catalog, question.today, select=question.select, ignore=question.ignore, finder=judge.findings
    )
    if earlier is None or earlier.found.keys() <= judge.found.keys():
        judgements = None if catalog.duplicates else judge.after()
        state = State(tool() or b"", roots, "", {}, summaries, ground, judgements)
        with contextlib.suppress(UnicodeEncodeError):
            states.write(folder, state, fresh, before)
    return _answer(catalog, result)


def _changes(past: Past | None, summaries: Mapping[str, Summary], fresh: Mapping[str, bytes]) -> Changes:
    if past is None:
        return Changes(frozenset(), frozenset())
    before, bodies = past.state.summaries, past.bodies

    def values(path: str) -> tuple[object, object]:
        old, new = before[path], summaries[path]
        return value_of(bodies.take(old), old), value_of(fresh[path], new)

    return changes(before, summaries, values)


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
            found[entry.path] = Recalled(entry.path, summary, past.bodies.take, contents.data).file()
    return found


def _summaries(
    contents: Contents, catalog: Catalog, known: Mapping[str, SourceFile], before: State | None
) -> tuple[dict[str, Summary], dict[str, bytes]]:
    """The summary of every file, and the bodies of those that are not known."""
    summaries: dict[str, Summary] = {}
    bodies: dict[str, bytes] = {}
    for file in catalog.files[1:]:
        if before is not None and file.path in known:
            summaries[file.path] = before.summaries[file.path]
        else:
            summaries[file.path], bodies[file.path] = summarise(file, contents.mark(file.path))
    return summaries, bodies
