"""From what people type to the values of fields, as the model has them."""

from __future__ import annotations

from typing import Any

from itsm_as_code import text as words
from itsm_as_code.catalog import Catalog
from itsm_as_code.catalog.misfits import misfit
from itsm_as_code.document import parse
from itsm_as_code.document.core_schema import UnboundedNumberError, plain_value
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath, Problem
from itsm_as_code.model.formats import Format
from itsm_as_code.model.kinds import BY_SHORT, KINDS
from itsm_as_code.model.references import PERSON, Reference
from itsm_as_code.model.structure import (
    Anything,
    Either,
    Flag,
    ListOf,
    MapOf,
    Nested,
    Node,
    Referring,
    Scalar,
    Words,
    fields_of,
)
from itsm_as_code.scaffold import answers

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def read(node: Node, typed: str, path: FieldPath, catalog: Catalog) -> Any:
    """The value that a person means.

    Lists may be typed with commas between their items, everything that has parts as YAML in brackets.

    Args:
        node: What the field takes.
        typed: What was typed.
        path: The field, for messages.
        catalog: What exists, for references.

    Raises:
        UserError: When it is no such value, or names what does not exist.
    """
    typed = typed.strip()
    match node:
        case ListOf(item):
            return _list(item, typed, path, catalog)
        case Either(options):
            return _either(options, typed, path, catalog)
        case Nested() | MapOf() | Anything():
            return _parts(node, typed)
        case _:
            return _single(node, typed, path, catalog)


def _single(node: Scalar | Words | Flag | Referring, typed: str, path: FieldPath, catalog: Catalog) -> Any:
    value: Any = typed
    match node:
        case Scalar(form) if not isinstance(form, Format) or form.shapes != ("text",):
            value = _number(typed)
        case Flag():
            value = _FLAGS.get(typed.lower(), typed)
        case Words(options) if options == (True,):
            value = _FLAGS.get(typed.lower(), typed)
        case _:
            pass
    problem = misfit(node, value, path)
    if problem is not None:
        raise _refusal(problem)
    if isinstance(node, Referring):
        _exists(node.reference, typed, catalog)
    return value


def _number(typed: str) -> Any:
    try:
        return plain_value(typed)
    except UnboundedNumberError:
        return typed


def _list(item: Node, typed: str, path: FieldPath, catalog: Catalog) -> list[Any]:
    if typed.startswith("["):
        value = _yaml(typed)
        if not isinstance(value, list):
            raise UserError(f"{words.printable(typed)} is no list.")
        return value
    if isinstance(item, Nested | MapOf):
        return [read(item, typed, (*path, 0), catalog)]
    split = isinstance(item, Referring | Words | Either) or (isinstance(item, Scalar) and not _is_free(item))
    parts = typed.split(",") if split else [typed]
    return [read(item, part, (*path, index), catalog) for index, part in enumerate(parts)]


def _is_free(node: Scalar) -> bool:
    """Whether a text may hold commas of its own."""
    return isinstance(node.form, Format) and node.form.phrase.startswith("text")


def _either(options: tuple[Node, ...], typed: str, path: FieldPath, catalog: Catalog) -> Any:
    """The value by the first of several shapes that it has; the fault of the likeliest when it has none."""
    faults = []
    for option in options:
        try:
            return read(option, typed, path, catalog)
        except UserError as error:
            faults.append(error)
    raise faults[-1] if typed.startswith(("{", "[")) else faults[0]


def _parts(node: Node, typed: str) -> Any:
    if isinstance(node, MapOf) and not typed.startswith("{"):
        return answers.hours(typed)  # the only mapping whose keys are days
    value = _yaml(typed)
    if not isinstance(value, dict):
        raise UserError(
            f"{words.printable(typed)} is no mapping of fields.",
            f"Write its fields in brackets: {_outline(node)}.",
        )
    return value


def _outline(node: Node) -> str:
    """What a mapping cannot do without, else its first field: `{do: …}`."""
    fields = fields_of(node.model) if isinstance(node, Nested) else {}
    names = [name for name, field in fields.items() if field.required] or list(fields)[:1]
    return f"{{{', '.join(f'{name}: …' for name in names)}}}"


def _yaml(typed: str) -> Any:
    document = parse(f"value: {typed}\n".encode())
    if document.problems or document.value is None:
        problem = document.problems[0]
        raise UserError(f"{words.printable(typed)} cannot be read: {problem.message}.", problem.help)
    return document.value["value"]


def _exists(reference: Reference, typed: str, catalog: Catalog) -> None:
    """Refuse a name that nothing bears; the hint names the nearest."""
    prefix, colon, rest = typed.partition(":")
    if colon and prefix == PERSON:
        return
    name = (rest if colon else typed).partition("/")[0]
    kind = BY_SHORT[prefix] if colon else KINDS[reference.kinds[0]]
    if not catalog.exists(kind.ref_of(name)):
        near = words.did_you_mean(typed, offered(reference, catalog))
        raise UserError(
            f"There is no {kind.title.lower()} {name}.",
            near or f"Write it first: itsm new {kind.short} {name}.",
        )


def offered(reference: Reference, catalog: Catalog) -> list[str]:
    """What a reference may name, as it would be written."""
    refs = catalog.names(reference.kinds)
    return refs if reference.prefixed else [ref.partition(":")[2] for ref in refs]


def _refusal(problem: Problem) -> UserError:
    return UserError(f"{problem.message}.", problem.help)
