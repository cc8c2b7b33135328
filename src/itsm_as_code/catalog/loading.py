"""From a tree of files to a catalogue. Content never raises: it becomes problems of its file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.files import SourceFile
from itsm_as_code.catalog.former_names import FormerNames
from itsm_as_code.catalog.records import Record
from itsm_as_code.catalog.references import references_of
from itsm_as_code.catalog.validation import read_entity, read_settings
from itsm_as_code.document import Document, parse
from itsm_as_code.document.limits import MAX_BYTES
from itsm_as_code.document.lookup import value_at
from itsm_as_code.errors import ReadError, UserError
from itsm_as_code.finding import Problem
from itsm_as_code.model.kinds import KINDS, SUFFIX, Kind, RootFolders, kind_of_path
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.values import NAME
from itsm_as_code.tree import Entry, EntryType, TooLargeError, Tree

SETTINGS_FILE = "itsm.yaml"

_MISPLACED = "misplaced-file"


def load(tree: Tree, known: Mapping[str, SourceFile] = MappingProxyType({})) -> Catalog:
    """Read a whole tree.

    Args:
        tree: Where `itsm.yaml` stands at the root.
        known: Files by path that were read before and have the same bytes and settings' roots here.

    Returns:
        The catalogue; every fault of content is a problem of its file.

    Raises:
        UserError: When there is no `itsm.yaml`, or its bytes cannot be read.
    """
    settings_file, settings = settings_file_of(tree)
    entries = tree.entries((settings.roots.catalog, settings.roots.policies))
    files = {entry.path: known.get(entry.path) or SourceFile(entry.path) for entry in entries}
    fresh = (entry for entry in entries if entry.path not in known)
    readable = [entry.path for entry in fresh if _placed(entry, files[entry.path], settings.roots)]
    for path, data in tree.read_many(readable, MAX_BYTES):
        _fill(files[path], data, settings.roots)
    catalog = Catalog(tree.name, settings, settings_file, [files[path] for path in sorted(files)])
    catalog.former_names = FormerNames(lambda: tree.history, settings.roots)
    if not catalog.of_kind("Organization"):
        settings_file.problems.append(_no_organization(settings.roots))
    return catalog


def settings_of(tree: Tree) -> Settings:
    """The settings of a tree alone, with defaults where `itsm.yaml` is silent or broken.

    Raises:
        UserError: As `load`.
    """
    return settings_file_of(tree)[1]


def settings_file_of(tree: Tree) -> tuple[SourceFile, Settings]:
    """`itsm.yaml` of a tree, with what is wrong with it, and the settings as `settings_of` has them.

    Raises:
        UserError: As `load`.
    """
    hint = "It has to be a file that can be read; 'itsm init' writes one where there is none."
    try:
        data = tree.read(SETTINGS_FILE)
    except ReadError as error:
        raise UserError(
            f"There is no usable {SETTINGS_FILE} in the {tree.name}: {error.reason}.", hint
        ) from error
    document = parse(data)
    settings, problems = read_settings(document.value)
    return SourceFile(SETTINGS_FILE, document, problems=[*document.problems, *problems]), settings


def _no_organization(roots: RootFolders) -> Problem:
    path = KINDS["Organization"].path_of("organization", roots)
    return Problem(
        "missing-field",
        f"The repository describes no organisation: {path} is missing",
        path=("kind",),
        help=f"Write {path} with kind: Organization, or let 'itsm init' write it.",
    )


def _placed(entry: Entry, file: SourceFile, roots: RootFolders) -> bool:
    """Whether a file may hold an entity; otherwise its problem says why not."""
    file.kind = kind_of_path(entry.path, roots)
    if file.kind is not None and entry.type is EntryType.FILE:
        return True
    message, help_text = _misplacement(entry, roots)
    file.problems.append(Problem(_MISPLACED, message, help=help_text))
    return False


_NOT_A_FILE = {
    EntryType.SYMLINK: ("A symbolic link stands where a file is expected", "Put the file itself here."),
    EntryType.SUBMODULE: (
        "A submodule stands where files are expected",
        "Put the files themselves into this repository.",
    ),
    EntryType.OTHER: (
        "This is no file or folder that can be read",
        "Give it rights that let you read it, or move it away.",
    ),
}


def _misplacement(entry: Entry, roots: RootFolders) -> tuple[str, str]:
    """What is wrong with a file that is there at all, and what to do."""
    path = PurePosixPath(entry.path)
    if entry.type in _NOT_A_FILE:
        return _NOT_A_FILE[entry.type]
    if entry.path in (roots.catalog, roots.policies):
        return "A file stands where a folder is expected", "Put a folder of this name in its place."
    if path.suffix != SUFFIX:
        if path.suffix.lower() in (".yml", ".yaml", ".json"):
            renamed = path.with_suffix(SUFFIX).name
            return f"The file's name must end in {SUFFIX}, not in {path.suffix}", f"Rename it to {renamed}."
        return f"Only {SUFFIX} files belong here", "Move it out of the roots of the catalogue."
    folders = ", ".join(sorted(kind.folder for kind in KINDS.values() if kind.folder))
    return f"No kind has its files in {path.parent}", f"The folders are {folders}."


def _fill(file: SourceFile, data: bytes | ReadError, roots: RootFolders) -> None:
    if isinstance(data, TooLargeError):
        message = f"The file has {data.size:,} bytes; {data.limit:,} is the most"
        file.problems.append(Problem("too-large", message))
        return
    if isinstance(data, ReadError):
        help_text = "Give it rights that let you read it, or fetch it anew."
        file.problems.append(Problem("encoding", f"The file cannot be read: {data.reason}", help=help_text))
        return
    document = file.document = parse(data)
    file.problems += document.problems
    value = document.value
    if value is None:
        return
    reading = read_entity(value, file.kind)
    file.problems += [problem for problem in reading.problems if not _explained(problem, document)]
    stem = file.path.rpartition("/")[2].removesuffix(SUFFIX)
    kind = reading.kind or file.kind
    if kind is None:
        return
    name = _declared_name(value) or stem
    file.problems += _disagreements(file, reading.kind, name, stem, roots)
    ref = f"{kind.short}:{name}"
    file.record = Record(
        file.path, kind, name, document, reading.entity, reading.broken, references_of(kind, ref, value)
    )


def _explained(problem: Problem, document: Document) -> bool:
    """Whether a value is missing for the schema only because it could not be read."""
    return any(problem.path == fault.path for fault in document.problems if fault.path) and (
        value_at(document.value, problem.path) is None
    )


def _declared_name(value: Mapping[str, object]) -> str | None:
    metadata = value.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) and NAME.matches(name) else None


def _disagreements(
    file: SourceFile, declared: Kind | None, name: str, stem: str, roots: RootFolders
) -> Iterator[Problem]:
    if declared is not None and declared is not file.kind:
        home = declared.path_of(name, roots)
        yield Problem(
            _MISPLACED,
            f"A {declared.title} does not belong in {PurePosixPath(file.path).parent}",
            path=("kind",),
            help=f"Move the file to {home}, or correct its kind.",
        )
    elif declared is not None and declared.folder and unicodedata.normalize("NFC", stem) != name:
        yield Problem(
            _MISPLACED,
            f"The file is called {stem}.yaml, but metadata.name is {name}",
            path=("metadata", "name"),
            help=f"Rename the file to {name}.yaml, or the entity to {stem}.",
        )
