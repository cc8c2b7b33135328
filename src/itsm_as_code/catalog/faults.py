"""What is wrong with a value that the model refuses, fault by fault, in words for people.

The model gives the verdict, fast; this module explains it by walking the value beside the structure of the
model. Every fault of the value is found, each once, at the exact field.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from itsm_as_code import text
from itsm_as_code.catalog import misfits
from itsm_as_code.finding import FieldPath, Problem
from itsm_as_code.model.base import Model
from itsm_as_code.model.constraints import (
    AtLeastOne,
    AtMostOne,
    Constraint,
    ExactlyOne,
    FormFollows,
    NeededWhen,
    OnlyWhen,
)
from itsm_as_code.model.structure import (
    Anything,
    Either,
    FieldNode,
    ListOf,
    MapOf,
    Nested,
    Node,
    Scalar,
    Words,
    fields_of,
)

_HEAD = (("apiVersion",), ("kind",))
_FEW_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, and the fields that cannot be relied on because of it.

    Attributes:
        problem: What to tell the author.
        drop: The field to leave out so that the rest can be used.
        meant: The field that a misspelt one stands for.
    """

    problem: Problem
    drop: FieldPath
    meant: FieldPath | None = None


def faults_of(model: type[Model], value: object) -> Iterator[Fault]:
    """Every fault of a value that a model refuses, in the order of the model.

    Args:
        model: The model of the whole file.
        value: The file's content as plain mappings, lists and scalars.
    """
    yield from _faults(Nested(model), value, ())


def _faults(node: Node, value: object, path: FieldPath) -> Iterator[Fault]:
    match node:
        case Nested(model) if isinstance(value, dict):
            yield from _Fields(model, value, path).faults()
        case ListOf() if isinstance(value, list):
            yield from _in_list(node, value, path)
        case MapOf(key, below) if isinstance(value, dict):
            for name, item in value.items():
                yield from _in_key(key, name, (*path, name))
                yield from _faults(below, item, (*path, name))
        case Anything(mapping) if isinstance(value, dict) or not mapping:
            return
        case Either(options):
            chosen = next((option for option in options if misfits.fits_shape(option, value)), None)
            if chosen is not None:
                yield from _faults(chosen, value, path)
            else:
                yield Fault(misfits.wrong_type(node, value, path), path)
        case _:
            if problem := misfits.misfit(node, value, path):
                yield Fault(problem, path)


def _in_key(node: Node, key: str, path: FieldPath) -> Iterator[Fault]:
    if problem := misfits.misfit(node, key, path):
        yield Fault(_at_key(problem), path)


def _in_list(node: ListOf, items: list[object], path: FieldPath) -> Iterator[Fault]:
    if len(items) < node.least:
        yield Fault(_too_short(path), path)
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        yield from _faults(node.item, item, (*path, index))
        name = item.get(node.unique) if node.unique and isinstance(item, dict) else None
        if isinstance(name, str) and first.setdefault(name, index) != index:
            yield Fault(_repeated(name, (*path, index, str(node.unique))), path)


@dataclass(slots=True)
class _Fields:
    """The faults of one mapping."""

    model: type[Model]
    value: Mapping[str, object]
    path: FieldPath
    faulty: set[str] = field(default_factory=set)
    meant: set[str] = field(default_factory=set)

    def faults(self) -> Iterator[Fault]:
        fields = fields_of(self.model)
        unknown = [self._unknown(name, fields) for name in self.value if name not in fields]
        yield from unknown
        self.meant = {str(fault.meant[-1]) for fault in unknown if fault.meant}
        for name, definition in fields.items():
            found = list(self._in_field(name, definition))
            if found:
                self.faulty.add(name)
            yield from found
        for constraint in self.model.constraints:
            yield from self._broken(constraint)

    def _in_field(self, name: str, definition: FieldNode) -> Iterator[Fault]:
        if name in self.value:
            for fault in _faults(self._node(name, definition), self.value[name], (*self.path, name)):
                head = fault.problem.path in _HEAD and fault.problem.rule == "value-not-allowed"
                yield Fault(_unknown_kind(fault.problem), fault.drop) if head else fault
        elif definition.required and name not in self.meant:
            yield Fault(_missing(self.path, definition), self.path)

    def _node(self, name: str, definition: FieldNode) -> Node:
        """What the field may hold, given the fields that decide its form."""
        for constraint in self.model.constraints:
            if isinstance(constraint, FormFollows) and name in constraint.fields:
                form = constraint.form(self.value)
                if form is not None:
                    return Scalar(form)
        return definition.node

    def _unknown(self, name: str, fields: Mapping[str, FieldNode]) -> Fault:
        free = [candidate for candidate in fields if candidate not in self.value]
        near = text.nearest(name, free)
        where = text.field_path(self.path) or "The file"
        problem = _unknown_field(name, (*self.path, name), where, list(fields), near)
        return Fault(problem, (*self.path, name), (*self.path, near[0]) if near else None)

    def _broken(self, constraint: Constraint) -> Iterator[Fault]:
        """The fault of a constraint that does not hold, unless another fault already explains it."""
        present = {**self.value, **dict.fromkeys(self.meant)}
        if constraint.holds(present):
            return
        match constraint:
            case ExactlyOne(names) | AtMostOne(names) | AtLeastOne(names):
                found = [name for name in self.value if name in names]
                if len(found) > 1:
                    yield self._fault(
                        f"{text.all_of(found)} exclude each other", found[1], "Keep one of them."
                    )
                else:
                    yield self._fault(
                        f"{misfits.label(self.path)} needs {text.any_of(names)}", None, "Add one of them."
                    )
            case OnlyWhen(name, selector) | NeededWhen(name, selector) if not (
                {name, selector} & (self.faulty | self.meant)
            ):
                at = name if isinstance(constraint, OnlyWhen) else selector
                yield self._fault(_worded(constraint, self.value), at, None)
            case _:
                return

    def _fault(self, message: str, name: str | None, help_text: str | None) -> Fault:
        path = self.path if name is None else (*self.path, name)
        problem = Problem("conflicting-fields", message, path=path, at_key=True, help=help_text)
        return Fault(problem, self.path)


def _worded(constraint: OnlyWhen | NeededWhen, value: Mapping[str, object]) -> str:
    name, selector = constraint.field, constraint.selector
    if isinstance(constraint, NeededWhen):
        return f"{selector}: {misfits.shown(value[selector])} needs {name} beside it"
    if constraint.values == (False,):
        return f"{name} and {selector}: true exclude each other"
    allowed = text.any_of([misfits.shown(word) for word in constraint.values])
    return f"{name} goes only with {selector}: {allowed}"


def _missing(path: FieldPath, definition: FieldNode) -> Problem:
    """A field is absent that the mapping at `path` cannot do without."""
    lacking = text.field_path((*path, definition.name))
    help_text = f"Add {definition.name}: {definition.description[:1].lower()}{definition.description[1:]}"
    if isinstance(definition.node, Words):
        options = [misfits.shown(word) for word in definition.node.words]
        help_text = (
            f"Add {definition.name}: {options[0]}."
            if len(options) == 1
            else (f"{help_text} Write {text.any_of(options)}.")
        )
    return Problem("missing-field", f"{lacking} is missing", path=path, at_key=True, help=help_text)


def _unknown_field(name: str, path: FieldPath, where: str, fields: list[str], near: list[str]) -> Problem:
    """A mapping has a field that the model does not know."""
    if near:
        help_text = f"Did you mean {near[0]}?"
    elif len(fields) <= _FEW_FIELDS:
        help_text = f"Its fields are {text.all_of(fields)}."
    else:
        help_text = "Remove it, or put it under metadata.extensions."
    return Problem(
        "unknown-field",
        f"{where} has no field called {misfits.shown(name)}",
        path=path,
        at_key=True,
        help=help_text,
        suggestion=near[0] if len(near) == 1 else None,
    )


def _unknown_kind(problem: Problem) -> Problem:
    """The same problem as one of the file's kind or version."""
    return dataclasses.replace(problem, rule="unknown-kind")


def _at_key(problem: Problem) -> Problem:
    """The same problem, of a mapping's key."""
    return dataclasses.replace(problem, at_key=True)


def _too_short(path: FieldPath) -> Problem:
    """A list is empty that has to have an item."""
    message = f"{misfits.label(path)} is empty"
    return Problem("value-not-allowed", message, path=path, help="At least one item is needed.")


def _repeated(name: str, path: FieldPath) -> Problem:
    """An item has the name of an earlier one."""
    message = f"An earlier item is called “{misfits.shown(name)}” already"
    return Problem("value-not-allowed", message, path=path, help="Names are unique within the list.")
