"""The façade: load a catalogue, judge it. What programs, plugins and the command line share.

Raises `itsm_as_code.errors.UserError` for what the caller can mend; faults of content are findings.

```python
from datetime import date
from pathlib import Path

from itsm_as_code import api

catalog = api.load(Path("."))
for finding in api.lint(catalog, today=date(2026, 11, 20)).findings:
    print(finding.location, finding.code, finding.message)
```
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from itsm_as_code import catalog as _catalog
from itsm_as_code import lint as _lint
from itsm_as_code.catalog import BUILT_IN, Catalog, Record
from itsm_as_code.catalog.changes import ChangeSet
from itsm_as_code.errors import UserError
from itsm_as_code.lint import LintResult
from itsm_as_code.model.common import Entity
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.text import any_of, did_you_mean
from itsm_as_code.transition import Plan, compare, sides
from itsm_as_code.tree import Tree, WorkingTree

if TYPE_CHECKING:
    from itsm_as_code.catalog.canonical import Layouts
    from itsm_as_code.catalog.due import Due
    from itsm_as_code.catalog.renaming import Renamed
    from itsm_as_code.feasibility.from_catalog.derivations import Derivation
    from itsm_as_code.finding import Finding
    from itsm_as_code.lint.cache.folder import Folder
    from itsm_as_code.lint.fixing import Fixed
    from itsm_as_code.site.building import Built, Engine
    from itsm_as_code.transition.judgement import Judgement
    from itsm_as_code.transition.what_if import WhatIf

__all__ = [
    "Catalog",
    "ChangeSet",
    "LintResult",
    "Plan",
    "Tree",
    "build",
    "derivation",
    "diff",
    "due",
    "find",
    "fix",
    "fmt",
    "lint",
    "load",
    "plan",
    "rename",
    "source",
    "what_if",
]


def load(files: Path | Tree) -> Catalog:
    """Read a catalogue.

    Args:
        files: The folder that holds `itsm.yaml`, or any other tree of files.

    Raises:
        UserError: When there is no `itsm.yaml`, it cannot be read, or it wants another version of the tool.
    """
    tree = _tree(files)
    _catalog.require_this_tool(tree)
    return _catalog.load(tree)


def find(catalog: Catalog, word: str) -> Record[Entity]:
    """The entity that a person means.

    Args:
        catalog: Where to look.
        word: `kind:name`, or a name that only one entity has.

    Raises:
        UserError: When there is none, or several kinds share the name; the hint lists the candidates.
    """
    record = catalog.resolve(word)
    if record is not None:
        return record
    built_in = [ref for ref in BUILT_IN if word in (ref, ref.partition(":")[2])]
    if built_in:
        raise UserError(f"{built_in[0]} is built in and has no file.")
    same = [each.ref for each in catalog.records.values() if each.name == word]
    if same:
        raise UserError(f"{word} is the name of several entities.", f"Write {any_of(same)}.")
    records = catalog.records.values()
    near = did_you_mean(word, catalog.records if ":" in word else [each.name for each in records])
    raise UserError(f"There is no entity {word}.", near or "'itsm list KIND' lists the entities of a kind.")


def lint(
    what: Catalog | Path | Tree,
    today: dt.date,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> LintResult:
    """Judge a catalogue.

    Args:
        what: The catalogue, or where to read it.
        today: The day for which to judge.
        select: Codes of rules, or how they begin (`REF`); all when empty.
        ignore: Codes to leave out, likewise.
        paths: Report only what lies in these files and folders, relative to the root; all when empty.

    Raises:
        UserError: When the catalogue cannot be read or a code is unknown.
    """
    catalog = what if isinstance(what, Catalog) else load(what)
    return _lint.lint(catalog, today, select=select, ignore=ignore, paths=paths)


def due(catalog: Catalog, today: dt.date, until: dt.date) -> list[Due]:
    """What falls due up to a day, and what is overdue, by day.

    Args:
        catalog: The catalogue.
        today: The day from which to look ahead.
        until: The last day to look at.
    """
    from itsm_as_code.catalog.due import falls_due
    from itsm_as_code.feasibility.from_catalog.freezes import freezes

    found = [*falls_due(catalog, today, until), *freezes(catalog, today, until)]
    return sorted(found, key=lambda each: each.sort_key)


def plan(
    root: Path,
    today: dt.date,
    base: str | None = None,
    head: str = "HEAD",
    *,
    approvals: Path | None = None,
    folder: Folder | None = None,
) -> Judgement:
    """Judge a proposed change: the target as it would be with the change merged into it.

    Args:
        root: The folder that holds `itsm.yaml`, inside a git repository.
        today: The day for which to judge.
        base: The target that the change is for; when absent, `origin/<target>` of `itsm.yaml`, else
            `<target>`.
        head: The proposed revision, or `WORKTREE` for the files as they lie in the working directory.
        approvals: A file with what the git host says about the change, which a trusted job wrote; without
            it nobody has agreed yet.
        folder: What is remembered about the repository; nothing is when absent.

    Returns:
        The facts, the impact, the findings, and the verdict.

    Raises:
        UserError: When a side or the approvals cannot be read, git cannot merge the two, or one of them is
            for other versions of the tool.
    """
    from itsm_as_code.catalog.approvals import read_approvals
    from itsm_as_code.transition.judgement import judged

    given = read_approvals(_bytes(approvals), str(approvals)) if approvals is not None else None
    target = base or sides.target_of(root, head)
    return judged(root, today, target, head, approvals=given, folder=folder)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}.", "Check the path.") from error


def derivation(catalog: Catalog, word: str, today: dt.date) -> tuple[Derivation, ...]:
    """Whether the promises for a service, or for each service of an SLA, can be kept, with the working.

    Args:
        catalog: The catalogue.
        word: The service or the SLA: `kind:name`, or a name that only one entity has.
        today: The day for which it is asked; an agreement that begins later is judged for its first.

    Raises:
        UserError: When there is no such entity, or it is neither a service nor an SLA that fits its schema.
    """
    from itsm_as_code.feasibility.from_catalog.derivations import derivations

    record = find(catalog, word)
    found = derivations(catalog, record, today)
    if not found:
        hint = "Name a service or an SLA that fits its schema."
        raise UserError(f"Nothing can be derived for {record.ref}.", hint)
    return found


def what_if(
    files: Path | Tree,
    word: str,
    assignments: Sequence[str],
    today: dt.date,
    *,
    folder: Folder | None = None,
) -> WhatIf:
    """Say what other values would do to the figures of a service and to all promises; nothing is written.

    Args:
        files: The folder that holds `itsm.yaml`, or any other tree of files.
        word: The service: `kind:name`, or a name that only one entity has.
        assignments: What to try: `contract:fibre.availability=99.3`, `ola:desk.resolution-time.P1=2h`, or the
            path of a field, `service:email.spec.recovery=2h`.
        today: The day for which to judge.
        folder: What is remembered about the repository; nothing is when absent.

    Raises:
        UserError: When the catalogue cannot be read, there is no such service, or a value cannot be tried.
    """
    from itsm_as_code.transition import what_if as trials

    return trials.what_if(_tree(files), lambda catalog: find(catalog, word), assignments, today, folder)


def diff(root: Path, base: str, head: str = "HEAD") -> tuple[ChangeSet, Catalog, Catalog]:
    """The bare facts of what differs between two revisions, and both catalogues.

    Args:
        root: The folder that holds `itsm.yaml`, inside a git repository.
        base: A revision, or `WORKTREE`.
        head: Another.

    Raises:
        UserError: When a side cannot be read.
    """
    before, after = sides.catalogs(sides.tree_of(root, base), sides.tree_of(root, head))
    return compare(before, after), before, after


def build(
    root: Path,
    catalog: Catalog,
    result: LintResult,
    *,
    audience: Visibility | None = None,
    output: Path | None = None,
    offline: bool = False,
    engine: Engine = "mkdocs",
) -> Built:
    """Build the site of a catalogue, be there errors or not: what is broken has a page that says so.

    Args:
        root: The folder that holds `itsm.yaml`, and `mkdocs.yml` where there is one.
        catalog: The catalogue.
        result: What lint says of it; the site is built as on its day.
        audience: For whom; when absent, as `itsm.yaml` says.
        output: Where the site goes; when absent, the folder `site` at the root.
        offline: Whether it is to be read from disk.
        engine: What makes HTML of the pages: MkDocs, or Zensical where it is installed.

    Raises:
        UserError: When something cannot be read, written or built.
    """
    from itsm_as_code.site import building

    order = building.Order(root, result.today, audience, output, offline, engine)
    return building.build(order, catalog, result.findings)


def fix(
    files: Path | Tree,
    today: dt.date,
    *,
    unsafe: bool = False,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> Fixed:
    """Mend what the rules find, as far as they can; nothing is written.

    Args:
        files: The folder that holds `itsm.yaml`, or any other tree of files.
        today: The day for which to judge.
        unsafe: Whether to apply fixes that may not be what the author meant as well.
        select: As for `lint`.
        ignore: As for `lint`.
        paths: Mend only what lies in these files and folders; all when empty.

    Raises:
        UserError: As `lint`.
    """
    from itsm_as_code.lint import fixing

    def find(tree: Tree) -> tuple[Finding, ...]:
        return lint(tree, today, select=select, ignore=ignore, paths=paths).findings

    return fixing.fix(_tree(files), find, unsafe=unsafe)


def fmt(files: Path | Tree, paths: Collection[str] = ()) -> Layouts:
    """Lay files out in the canonical way; nothing is written.

    Args:
        files: The folder that holds `itsm.yaml`, or any other tree of files.
        paths: Files and folders to keep to, relative to the root; all when empty.

    Raises:
        UserError: When there is no `itsm.yaml`, it wants another version of the tool, or a path holds no file
            of the catalogue.
    """
    from itsm_as_code.catalog import canonical

    tree = _tree(files)
    _catalog.require_this_tool(tree)
    known = canonical.files_of(tree)
    chosen = set(known) if not paths or "." in paths else set()
    for path in paths:
        found = [file for file in known if path in (".", file) or file.startswith(f"{path}/")]
        if not found:
            raise UserError(f"{path} holds no YAML file of the catalogue.")
        chosen.update(found)
    return canonical.laid_out(tree, chosen)


def rename(files: Path | Tree, word: str, name: str) -> Renamed:
    """Give an entity another name, wherever it is named; nothing is written.

    Args:
        files: The folder that holds `itsm.yaml`, or any other tree of files.
        word: The entity: `kind:name`, or a name that only one entity has.
        name: The new name.

    Raises:
        UserError: When there is no such entity, the name is taken or is none, or a file cannot be changed.
    """
    from itsm_as_code.catalog import renaming

    tree = _tree(files)
    catalog = load(tree)
    return renaming.renamed(tree, catalog, find(catalog, word), name)


def _tree(files: Path | Tree) -> Tree:
    return WorkingTree(files) if isinstance(files, Path) else files


def source(catalog: Catalog) -> Callable[[str], str]:
    """Gives the text of a file of the catalogue, for reports that show it.

    Args:
        catalog: The catalogue.

    Returns:
        A function from path to text; the text is empty where the file is no text, or no file.
    """
    documents = {file.path: file.document for file in catalog.files}

    def text(path: str) -> str:
        document = documents.get(path)
        return document.text if document else ""

    return text
