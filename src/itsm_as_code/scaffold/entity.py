"""One new entity: what is said about it, whether that fits, and its file as people would write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from itsm_as_code import text as words
from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.references import references_of
from itsm_as_code.catalog.validation import read_entity
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import BY_SHORT, Kind
from itsm_as_code.model.placeholders import DESCRIPTIONS
from itsm_as_code.model.references import PERSON
from itsm_as_code.model.structure import ListOf, Node
from itsm_as_code.model.values import NAME
from itsm_as_code.model.vocabulary import API_VERSION
from itsm_as_code.scaffold.answers import name_for, one_line
from itsm_as_code.scaffold.fields import field_called, put, value_at
from itsm_as_code.scaffold.gaps import Gap, gaps
from itsm_as_code.scaffold.reading import read
from itsm_as_code.scaffold.repository import SCHEMAS
from itsm_as_code.scaffold.writing import text_of

_BEGUN: dict[str, dict[str, Any]] = {
    "Organization": {"profile": "starter"},
    "Function": {"responsibilities": []},
    "Role": {"heldBy": []},
    "Team": {"members": []},
}
"""What the file of a kind begins with whose schema asks for nothing: the field that makes it worth having."""


@dataclass(slots=True)
class Draft:
    """An entity in the making.

    Attributes:
        kind: Its kind.
        catalog: What exists already.
        value: The file's content as far as it goes.
    """

    kind: Kind
    catalog: Catalog
    value: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.value = {"apiVersion": API_VERSION, "kind": self.kind.name, "metadata": {}, "spec": {}}

    @property
    def name(self) -> str:
        """Its name, once there is one."""
        return str(self.value["metadata"].get("name", ""))

    @property
    def path(self) -> str:
        """Where its file belongs."""
        return self.kind.path_of(self.name, self.catalog.settings.roots)

    def call(self, typed: str) -> None:
        """Give it a name; what is no name is a title, of which the name is made.

        Raises:
            UserError: When it is neither, or the name is taken.
        """
        metadata = self.value["metadata"]
        if NAME.matches(typed):
            metadata["name"] = typed
        else:
            metadata.setdefault("title", one_line(typed))
            metadata["name"] = name_for(typed, self.kind.short)
        self._refuse_taken()

    def _refuse_taken(self) -> None:
        taken = self.catalog.get(self.kind.ref_of(self.name))
        if self.kind.name == "Organization":
            taken = taken or next(iter(self.catalog.of_kind("Organization")), None)
        if taken is not None:
            raise UserError(
                f"The {self.kind.title.lower()} {taken.name} exists already: {taken.path}.",
                "Choose another name, or change the file.",
            )

    def set(self, assignment: str) -> None:
        """Say what a field holds, as `spec.owner=it-manager`; what is said of a list again is added to it.

        Raises:
            UserError: When there is no such field, or it takes no such value.
        """
        written, equals, typed = assignment.partition("=")
        if not equals:
            raise UserError(
                f"{words.printable(assignment)} sets nothing.",
                "Write FIELD=VALUE, such as spec.owner=it-manager.",
            )
        path, node = field_called(self.kind, written.strip())
        self.fill(path, node, typed)

    def fill(self, path: FieldPath, node: Node, typed: str) -> None:
        """Say what a field holds, by its path and what it takes.

        Raises:
            UserError: When it takes no such value.
        """
        value = read(node, typed, path, self.catalog)
        if isinstance(node, ListOf) and not typed.lstrip().startswith("["):
            present = value_at(self.value, path)
            value = [*present, *value] if isinstance(present, list) else value
        put(self.value, path, value)
        if path == ("metadata", "name"):
            self._refuse_taken()

    def missing(self) -> Iterator[Gap]:
        """What the schema still asks for, in the order in which to say it."""
        return (gap for gap in gaps(self.kind.entity, self.value) if gap.path != ("metadata", "name"))

    def finish(self) -> None:
        """Add what the schema leaves open and a reader would miss; then judge the whole.

        Raises:
            UserError: When it does not fit its schema, or names what does not exist.
        """
        self.value["metadata"].setdefault("description", DESCRIPTIONS[self.kind.name])
        self.value["spec"] = self.value["spec"] or dict(_BEGUN.get(self.kind.name, {}))
        reading = read_entity(self.value, self.kind)
        for problem in reading.problems:
            raise UserError(f"{problem.message}.", problem.help)
        for reference in references_of(self.kind, self.kind.ref_of(self.name), self.value):
            known = reference.kind == PERSON or reference.target == self.kind.ref_of(self.name)
            if not known and not self.catalog.exists(reference.target):
                kind = BY_SHORT[reference.kind]
                where = words.field_path(reference.field)
                names = [each.name for each in self.catalog.of_kind(kind.name)]
                raise UserError(
                    f"{where}: There is no {kind.title.lower()} {reference.name}.",
                    words.did_you_mean(reference.name, names)
                    or f"Write it first: itsm new {kind.short} {reference.name}.",
                )

    def text(self, *, with_schema: bool) -> str:
        """The file.

        Args:
            with_schema: Whether the repository has the schemas that the first line names.

        Raises:
            UserError: When it says something that no file may hold.
        """
        up = "../" * self.path.count("/")
        schema = f"{up}{SCHEMAS}/{self.kind.short}.schema.json" if with_schema else None
        return text_of(self.kind, self.value, schema)
