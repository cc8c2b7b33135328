"""The state of a repository when it was last judged: a summary of every file, and every judgement."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import msgspec

from itsm_as_code.lint.cache.folder import Folder
from itsm_as_code.lint.cache.identity import tool
from itsm_as_code.lint.cache.judgements import Judgements
from itsm_as_code.lint.cache.summaries import Summary

_NAME = "state"
_BODIES = "bodies-"
_MOST_LOOSE = 500
"""So many bodies of changed files are kept beside the file of bodies before that is written anew."""


class State(msgspec.Struct, array_like=True):
    """What is remembered.

    Attributes:
        tool: The tool that wrote it.
        roots: The folders of the catalogue and of the policies.
        bodies: Name of the file of bodies.
        loose: Bodies that are not in that file, by their digest.
        summaries: What is known of each file, by path.
        ground: Digest of what every judgement rests on: the settings and the profile.
        judgements: Everything that was judged, where it can be judged again in part.
    """

    tool: bytes
    roots: tuple[str, str]
    bodies: str
    loose: dict[bytes, bytes]
    summaries: dict[str, Summary]
    ground: bytes
    judgements: Judgements | None


def read(folder: Folder, roots: tuple[str, str]) -> State | None:
    """The state that this very tool left behind for these roots; `None` when there is none."""
    data = folder.read(_NAME)
    if data is None:
        return None
    try:
        state = msgspec.msgpack.decode(data, type=State)
    except msgspec.DecodeError:
        return None
    return state if state.tool == tool() and state.roots == roots else None


class Bodies:
    """The bodies that a state's summaries speak of; their file is read when the first of them is asked for.

    Args:
        folder: Where they are kept, if anywhere.
        state: The state.
        fresh: Bodies of its files that may be kept nowhere.
    """

    def __init__(
        self, folder: Folder | None, state: State, fresh: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        self._loose = {**state.loose, **{state.summaries[path].body: body for path, body in fresh.items()}}
        self._path = folder.path / state.bodies if folder is not None else None
        self._kept: bytes | None = None

    def take(self, summary: Summary) -> bytes | None:
        """The body of a file; `None` when it cannot be had."""
        if summary.body in self._loose:
            return self._loose[summary.body]
        if self._kept is None:
            self._kept = self._read()
        start, length = summary.place
        return self._kept[start : start + length]

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes() if self._path is not None else b""
        except OSError:
            return b""


def write(folder: Folder, state: State, bodies: Mapping[str, bytes], before: State | None) -> None:
    """Leave a state behind.

    Args:
        folder: Where.
        state: The state; where the bodies of its summaries are kept is settled here.
        bodies: The new bodies, by file.
        before: The state that the other summaries come from.
    """
    if before is not None and len(before.loose) + len(bodies) <= _MOST_LOOSE:
        state.bodies = before.bodies
        state.loose = {**before.loose, **{state.summaries[path].body: body for path, body in bodies.items()}}
        folder.write(_NAME, msgspec.msgpack.encode(state))
        return
    state.bodies = f"{_BODIES}{os.urandom(8).hex()}"
    state.loose = {}
    folder.write_bare(state.bodies, b"".join(_placed(folder, state, bodies, before)))
    folder.write(_NAME, msgspec.msgpack.encode(state))
    folder.forget(_BODIES, state.bodies)


def _placed(
    folder: Folder, state: State, bodies: Mapping[str, bytes], before: State | None
) -> Iterator[bytes]:
    """Every body, new and old, in the order in which it is given its place."""
    old = Bodies(folder, before) if before is not None else None
    start = 0
    for path, summary in list(state.summaries.items()):
        body = bodies.get(path) or (old.take(summary) if old is not None else None)
        if body is None:
            del state.summaries[path]
            continue
        state.summaries[path] = msgspec.structs.replace(summary, place=(start, len(body)))
        start += len(body)
        yield body
