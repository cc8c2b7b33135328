"""Giving an entity another name, wherever it is named."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.files import SourceFile
from itsm_as_code.catalog.lexicon import folded, lexicon
from itsm_as_code.catalog.prose import passages
from itsm_as_code.catalog.records import Record, Reference
from itsm_as_code.catalog.references import references_of_settings
from itsm_as_code.document import Document
from itsm_as_code.document.edits import (
    Change,
    Impossible,
    InsertKey,
    RenameKey,
    ReplaceText,
    SetValue,
    applied,
    edits,
)
from itsm_as_code.document.lookup import value_at
from itsm_as_code.errors import UserError
from itsm_as_code.model.artefact import Artefact
from itsm_as_code.model.common import Entity
from itsm_as_code.model.order import order_of
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.term import Term
from itsm_as_code.model.values import NAME
from itsm_as_code.model.waiver import Waiver
from itsm_as_code.text import all_of, printable
from itsm_as_code.tree import FileChange, Tree

_NAME = ("metadata", "name")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Renamed:
    """What renaming an entity comes to.

    Attributes:
        before: The canonical reference that it had.
        after: The one that it has.
        path: Where its file lies now.
        named: How many times each other file named it, by path.
        changes: What becomes of each file.
    """

    before: str
    after: str
    path: str
    named: tuple[tuple[str, int], ...]
    changes: tuple[FileChange, ...]


def renamed(tree: Tree, catalog: Catalog, record: Record[Entity], name: str) -> Renamed:
    """Give an entity another name.

    Its file is named after it, and every reference to it, every rule of a policy that a waiver or the
    settings name, and every `[[term]]` that means it by its name follow. Expressions of policies and their
    tests are left alone.

    Args:
        tree: The files.
        catalog: The catalogue of these files.
        record: The entity.
        name: The new name.

    Raises:
        UserError: When the name is none or taken, or a file cannot be read or changed.
    """
    path = _place(tree, catalog, record, name)
    _refuse_faults(catalog)
    renaming = _Renaming(catalog, record, name)
    changes = []
    for file, wanted in renaming.changes().items():
        data = tree.read(file)
        after = _edited(renaming.documents[file], wanted, file)
        if file == record.path and path != file:
            changes += [FileChange(file, data, None), FileChange(path, None, after)]
        else:
            changes.append(FileChange(file, data, after))
    named = sorted((file, len(wanted)) for file, wanted in renaming.elsewhere.items() if wanted)
    return Renamed(
        record.ref,
        record.kind.ref_of(name),
        path,
        tuple(named),
        tuple(sorted(changes, key=lambda change: change.path)),
    )


def _place(tree: Tree, catalog: Catalog, record: Record[Entity], name: str) -> str:
    """Where the file of the entity will lie.

    Raises:
        UserError: When the name is none, or taken.
    """
    if not NAME.accepts(name):
        raise UserError(f"{printable(name)} is not {NAME.phrase}.", f"Write it like this: {NAME.example}.")
    if name == record.name:
        raise UserError(f"{record.ref} has that name already.")
    if catalog.exists(record.kind.ref_of(name)):
        raise UserError(f"There is a {record.kind.title.lower()} called {name} already.")
    if any(other.ref == record.ref for other in catalog.duplicates):
        raise UserError(
            f"Several entities are called {record.ref}.", "'itsm lint --select REF002' shows them."
        )
    path = record.kind.path_of(name, catalog.settings.roots)
    if path != record.path and any(entry.path == path for entry in tree.entries((path,))):
        raise UserError(f"There is a file {path} already.")
    return path


def _refuse_faults(catalog: Catalog) -> None:
    """Make sure that every file can be read: a reference might stand in what cannot be.

    Raises:
        UserError: When one cannot be.
    """
    faulty = [
        file.path
        for file in catalog.files
        if (file.kind is not None or file is catalog.settings_file) and _is_faulty(file)
    ]
    if faulty:
        more = len(faulty) - _MOST_NAMED
        shown = [printable(path) for path in faulty[:_MOST_NAMED]]
        named = all_of([*shown, f"{more:,} more"] if more > 0 else shown)
        verb = "has" if len(faulty) == 1 else "have"
        raise UserError(
            f"{named} {verb} faults of syntax, and may name the entity.",
            "Mend them first: 'itsm lint --select SYN' shows them.",
        )


def _is_faulty(file: SourceFile) -> bool:
    return file.document is None or bool(file.document.problems)


def _edited(document: Document, wanted: list[Change], path: str) -> bytes:
    try:
        return applied(document.text, edits(document, wanted)).encode()
    except Impossible as error:
        raise UserError(
            f"{printable(path)} cannot be changed exactly.", "Change it by hand, and try again."
        ) from error


class _Renaming:
    """Collects what changes where.

    Attributes:
        documents: The files concerned.
        own: What changes in the entity's own file.
        elsewhere: What changes in others.
    """

    def __init__(self, catalog: Catalog, record: Record[Entity], name: str) -> None:
        self.catalog = catalog
        self.record = record
        self.name = name
        self.documents: dict[str, Document] = {record.path: record.document}
        self.own: list[Change] = []
        self.elsewhere: dict[str, list[Change]] = defaultdict(list)

    def changes(self) -> dict[str, list[Change]]:
        """Every change, by file."""
        if self.record.document.has(_NAME):
            self.own.append(SetValue(_NAME, self.name))
        for holder in (*self.catalog.records.values(), *self.catalog.duplicates):
            for reference in holder.references:
                self._follow(holder, reference)
        settings = self.catalog.settings_file
        for reference in references_of_settings(settings):
            self._follow(settings, reference)
        kind = self.record.kind.entity
        if kind is Policy:
            self._rules()
        if kind is Term:
            self._marks()
        if kind in (Term, Artefact):
            self._meanings()
        return {self.record.path: self.own, **self.elsewhere}

    def _add(self, holder: Record[Any] | SourceFile, change: Change) -> None:
        if holder.document is not None:
            self.documents[holder.path] = holder.document
            (self.own if holder.path == self.record.path else self.elsewhere[holder.path]).append(change)

    def _follow(self, holder: Record[Any] | SourceFile, reference: Reference) -> None:
        if reference.target != self.record.ref:
            return
        definition = reference.definition
        new = self.record.kind.ref_of(self.name) if definition.prefixed else self.name
        if definition.path[-1] == "{key}":
            self._add(holder, RenameKey(reference.field, new))
            return
        written = value_at(holder.document.value if holder.document else None, reference.field)
        _, slash, activity = str(written).partition("/") if definition.activity else ("", "", "")
        self._add(holder, SetValue(reference.field, f"{new}{slash}{activity}"))

    def _rules(self) -> None:
        """The rules of a policy, which waivers and the settings name."""
        old, new = f"POL/{self.record.name}/", f"POL/{self.name}/"
        for waiver in self.catalog.of(Waiver):
            rule = waiver.entity.spec.rule
            if rule.startswith(old):
                self._add(waiver, SetValue(("spec", "rule"), new + rule.removeprefix(old)))
        settings = self.catalog.settings_file
        rules = value_at(settings.document.value if settings.document else None, ("rules",))
        for rule in rules if isinstance(rules, dict) else ():
            if rule.startswith(old):
                self._add(settings, RenameKey(("rules", rule), new + rule.removeprefix(old)))

    def _marks(self) -> None:
        """The marked terms of prose that mean the entity by its name, not by its title or a synonym."""
        words = lexicon(self.catalog)
        for holder in (*self.catalog.records.values(), *self.catalog.duplicates):
            for passage in passages(holder):
                for mark in passage.marks():
                    entry = words.entry(mark.word)
                    if entry is not None and entry.term is self.record and entry.path == _NAME:
                        self._add(
                            holder, ReplaceText(passage.path, mark.start, mark.end, self._as(mark.word))
                        )

    def _as(self, word: str) -> str:
        """The new name in the form of a word: with blanks for hyphens, in the plural."""
        new = self.name if "-" in word else self.name.replace("-", " ")
        return new if folded(word) == folded(self.record.name) else f"{new}s"

    def _meanings(self) -> None:
        """An artefact whose term is the one of its own name, and so must say it once they differ."""
        old = self.record.name
        artefact, term = self.catalog.get(f"artefact:{old}"), self.catalog.get(f"term:{old}")
        path = ("spec", "meaning")
        if artefact is None or term is None or artefact.document.has(path):
            return
        order = order_of(artefact.kind).of("spec").names
        self._add(artefact, InsertKey(path, self.name if self.record is term else old, order))
