"""From plain values to typed entities; what does not fit becomes problems, and the rest goes on.

The one module outside `model` that handles pydantic's errors.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from itsm_as_code import text
from itsm_as_code.catalog.faults import Fault, faults_of
from itsm_as_code.catalog.misfits import OTHER_KIND, shown
from itsm_as_code.finding import FieldPath, Problem
from itsm_as_code.model.base import Model
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.structure import Either, ListOf, MapOf, Nested, Node, fields_of
from itsm_as_code.model.vocabulary import API_VERSION

ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file's value turned out to be.

    Attributes:
        kind: Its kind; `None` when neither the file nor its place says.
        entity: The typed entity, without the fields in `broken`; `None` when too much is broken.
        broken: Fields of the file that `entity` lacks because they do not fit, and fields that a misspelt
            one was meant to be.
        problems: Every fault.
    """

    kind: Kind | None
    entity: Entity | None
    broken: frozenset[FieldPath]
    problems: tuple[Problem, ...]


def read_entity(value: Mapping[str, object], placed: Kind | None = None) -> Reading:
    """The entity that a file's value describes, as far as it fits.

    Args:
        value: Plain mappings, lists and scalars.
        placed: The kind that belongs where the file lies; it counts when the file names none that exists.
    """
    declared = value.get("kind")
    kind = KINDS.get(declared) if isinstance(declared, str) else None
    if kind is not None:
        try:
            return Reading(kind, kind.entity.model_validate(value), frozenset(), ())
        except ValidationError as error:
            return _partial(kind, value, error)
    misspelt = None if "kind" in value else _misspelt_kind(value)
    if misspelt is not None:
        head = _misspelt(misspelt)
    else:
        head = _unknown_kind(declared) if "kind" in value else _missing_kind(placed)
    if placed is None:
        return Reading(None, None, frozenset(), (head,))
    rest = {key: part for key, part in value.items() if key != misspelt}
    reading = read_entity({**rest, "kind": placed.name})
    return dataclasses.replace(reading, problems=(head, *reading.problems))


def read_settings(value: Mapping[str, object] | None) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that the value of `itsm.yaml` describes, as far as it fits; the rest takes its defaults.

    Args:
        value: Plain mappings, lists and scalars; `None` when the file holds no mapping.
    """
    head = {"apiVersion": API_VERSION, "kind": "Settings"}
    if value is None:
        return Settings.model_validate(head), ()
    try:
        return Settings.model_validate(value), ()
    except ValidationError as error:
        faults = _explained(Settings, value, error)
    settings, _ = _without(Settings, {**value, **head})
    problems = (fault.problem for fault in faults)
    return settings or Settings.model_validate(head), tuple(
        dataclasses.replace(problem, rule="bad-format") if problem.rule == OTHER_KIND else problem
        for problem in problems
    )


def read_model(model: type[ModelT], value: Mapping[str, object]) -> tuple[ModelT | None, tuple[Problem, ...]]:
    """What a value describes when all of it fits the model, else every fault.

    Args:
        model: What it is to be.
        value: Plain mappings, lists and scalars.
    """
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        return None, tuple(fault.problem for fault in _explained(model, value, error))


def _partial(kind: Kind, value: Mapping[str, object], error: ValidationError) -> Reading:
    faults = _explained(kind.entity, value, error)
    entity, broken = _without(kind.entity, {**value, "apiVersion": API_VERSION})
    problems = tuple(fault.problem for fault in faults if fault.problem.rule != OTHER_KIND)
    return Reading(kind, entity, broken, problems)


def _explained(model: type[Model], value: Mapping[str, object], error: ValidationError) -> list[Fault]:
    """Every fault of a value that the model refused.

    Raises:
        AssertionError: The model refuses what the walk over its structure accepts: a bug of ours, which
            must not pass for a clean file.
    """
    faults = list(faults_of(model, value))
    if not faults:
        raise AssertionError(f"{model.__name__} was refused without a fault: {error}")
    return faults


def _without(model: type[ModelT], value: Mapping[str, object]) -> tuple[ModelT | None, frozenset[FieldPath]]:
    """The value without its faulty fields, as far as it can do without them, and what was left out."""
    broken: set[FieldPath] = set()
    while faults := list(faults_of(model, value)):
        broken |= {fault.meant for fault in faults if fault.meant}
        found = {_droppable(model, value, fault.drop) for fault in faults}
        dropped = {path for path in found if path is not None}
        if len(dropped) < len(found):
            return None, frozenset(broken)
        broken |= dropped
        value = _pruned(value, dropped)
    return model.model_validate(value), frozenset(broken)


def _droppable(model: type[Model], value: object, path: FieldPath) -> FieldPath | None:
    """The innermost field on the way to `path` that its mapping can do without."""
    node: Node | None = Nested(model)
    found: FieldPath | None = None
    for length, step in enumerate(path, start=1):
        node = _chosen(node, value)
        if isinstance(node, Nested):
            definition = fields_of(node.model).get(str(step))
            if definition is None or not definition.required:
                found = path[:length]
            node = definition.node if definition else None
        elif isinstance(node, ListOf):
            node = node.item
        elif isinstance(node, MapOf):
            node = node.value
        value = value[step] if isinstance(value, dict | list) else None  # type: ignore[index]
    return found


def _chosen(node: Node | None, value: object) -> Node | None:
    if not isinstance(node, Either):
        return node
    wanted = ListOf if isinstance(value, list) else Nested
    return next((option for option in node.options if isinstance(option, wanted)), None)


def _pruned(value: Mapping[str, object], dropped: Iterable[FieldPath]) -> dict[str, object]:
    """A copy of the value without some fields."""
    return {
        key: _pruned_below(item, [path[1:] for path in dropped if path[0] == key])
        for key, item in value.items()
        if (key,) not in dropped
    }


def _pruned_below(value: object, dropped: list[FieldPath]) -> object:
    if not dropped:
        return value
    if isinstance(value, dict):
        return _pruned(value, dropped)
    if isinstance(value, list):
        return [
            _pruned_below(item, [path[1:] for path in dropped if path[0] == index])
            for index, item in enumerate(value)
        ]
    return value


def _misspelt_kind(value: Mapping[str, object]) -> str | None:
    """The key that was meant to be `kind`."""
    near = text.nearest("kind", [key for key in value if key not in fields_of(Entity)], limit=1)
    return near[0] if near else None


def _misspelt(key: str) -> Problem:
    return Problem(
        "unknown-field",
        f"The file has no field called {shown(key)}",
        path=(key,),
        at_key=True,
        help="Did you mean kind?",
        suggestion="kind",
    )


def _missing_kind(placed: Kind | None) -> Problem:
    help_text = f"Add kind: {placed.name}." if placed else "Add kind, such as kind: Service."
    return Problem("missing-field", "kind is missing", path=(), at_key=True, help=help_text)


def _unknown_kind(declared: object) -> Problem:
    kind = BY_SHORT.get(declared.lower()) if isinstance(declared, str) else None
    near = [kind.name] if kind else text.nearest(shown(declared), KINDS)
    message = "kind is empty" if declared is None else f"There is no kind called {shown(declared)}"
    return Problem(
        "unknown-kind",
        message,
        path=("kind",),
        help=f"Did you mean {near[0]}?" if near else f"The kinds are {text.all_of(list(KINDS))}.",
        suggestion=near[0] if len(near) == 1 else None,
    )
