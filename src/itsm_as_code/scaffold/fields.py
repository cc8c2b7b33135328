"""Fields as people name them, and where their values stand in plain data."""

from __future__ import annotations

from typing import Any

from itsm_as_code import text as words
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import Kind
from itsm_as_code.model.structure import Anything, Either, ListOf, MapOf, Nested, Node, fields_of


def metadata_model(kind: Kind) -> type[Model]:
    """The model of a kind's metadata."""
    return _model_of(fields_of(kind.entity)["metadata"].node)


def spec_model(kind: Kind) -> type[Model]:
    """The model of a kind's own facts."""
    return _model_of(fields_of(kind.entity)["spec"].node)


def _model_of(node: Node) -> type[Model]:
    assert isinstance(node, Nested)
    return node.model


def field_called(kind: Kind, written: str) -> tuple[FieldPath, Node]:
    """The path and the node of a field as people name it: `spec.` and `metadata.` may be left out.

    Raises:
        UserError: When the kind has no such field; the hint names the nearest.
    """
    steps: list[str | int] = []
    for step in written.split("."):
        name, *indexes = step.replace("]", "").split("[")
        steps += [name, *(int(index) if index.isdigit() else index for index in indexes)]
    if steps[0] not in ("metadata", "spec"):
        steps.insert(0, "spec" if steps[0] in fields_of(spec_model(kind)) else "metadata")
        if steps[1] not in fields_of(metadata_model(kind)) and steps[0] == "metadata":
            steps[0] = "spec"
    node: Node = Nested(kind.entity)
    for number, part in enumerate(steps):
        below = _below(node, part)
        if below is None:
            raise _no_field(kind, node, words.field_path(tuple(steps[:number])), part)
        node = below
    return tuple(steps), node


def _below(node: Node, step: str | int) -> Node | None:
    match node:
        case Nested(model) if step in fields_of(model):
            return fields_of(model)[str(step)].node
        case ListOf(item) if isinstance(step, int):
            return item
        case MapOf(_, value) if isinstance(step, str):
            return value
        case Anything():
            return node
        case Either(options):
            return next((found for option in options if (found := _below(option, step))), None)
        case _:
            return None


def _no_field(kind: Kind, node: Node, above: str, step: str | int) -> UserError:
    shown = words.printable(str(step))
    if isinstance(node, ListOf):
        item = f"{above}[{shown}]" if shown.isdigit() else f"{above}[0].{shown}"
        return UserError(f"{above} is a list.", f"Say which item: {item}.")
    fields = list(fields_of(node.model)) if isinstance(node, Nested) else []
    hint = words.did_you_mean(str(step), fields) or (
        f"The fields there are {words.all_of(sorted(fields))}." if fields else None
    )
    return UserError(f"{kind.plural} have no field {above}.{shown}.", hint)


def put(value: dict[str, Any], path: FieldPath, item: Any) -> None:
    """Set a value in plain mappings and lists, making those on the way.

    Raises:
        UserError: When an item of a list is set before those that come first.
    """
    place: Any = value
    for step, following in zip(path, (*path[1:], None), strict=True):
        last = following is None
        fresh = item if last else [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if step > len(place):
                raise UserError(f"{words.field_path(path)} stands behind items that are not there.")
            if step == len(place):
                place.append(fresh)
            elif last:
                place[step] = fresh
        elif last or step not in place:
            place[step] = fresh
        place = place[step]


def value_at(value: Any, path: FieldPath) -> Any:
    """What stands at a path; `None` where nothing does."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value
