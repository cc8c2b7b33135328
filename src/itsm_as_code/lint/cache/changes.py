"""What a change of files alters, in the words in which a judgement notes what it read (`catalog.reads`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from itsm_as_code.catalog.reads import group_of
from itsm_as_code.lint.cache.summaries import Summary


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a repository.

    Attributes:
        paths: Files that are in one of them alone, or have other bytes.
        tokens: Everything that can be read and has another outcome.
    """

    paths: frozenset[str]
    tokens: frozenset[str]


def changes(before: Mapping[str, Summary], after: Mapping[str, Summary]) -> Changes:
    """What differs between two states; each gives the summary of every file."""
    paths = frozenset(
        path
        for path in before.keys() | after.keys()
        if path not in before or path not in after or before[path].content != after[path].content
    )
    tokens = {"files"} if paths else set()
    for path in paths:
        tokens.update(_tokens(path, before.get(path), after.get(path)))
    return Changes(paths, frozenset(tokens))


def _tokens(path: str, old: Summary | None, new: Summary | None) -> Iterator[str]:
    yield from _of_file("c", path)
    if old is None or new is None or old.meaning != new.meaning:
        yield from _of_file("v", path)
    if old is None or new is None or old.naming != new.naming:
        yield from _of_file("r", path)
    identities = {_identity(old), _identity(new)}
    for summary in (old, new):
        if summary is None or not summary.kind:
            continue
        if len(identities) > 1:
            yield from _of_entity("x", summary.ref)
            yield "records"
            yield f"of {summary.kind}"
        if len(identities) > 1 or old is None or new is None or old.naming != new.naming:
            for target in summary.targets:
                yield from _of_entity("i", target)


def _identity(summary: Summary | None) -> tuple[str, str, bool] | None:
    return (summary.kind, summary.name, summary.typed) if summary is not None else None


def _of_file(letter: str, path: str) -> Iterator[str]:
    yield f"{letter} {path}"
    yield f"{letter}* {group_of(path, '/')}"


def _of_entity(letter: str, ref: str) -> Iterator[str]:
    yield f"{letter} {ref}"
    yield f"{letter}* {group_of(ref, ':')}"
