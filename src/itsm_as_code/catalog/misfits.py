"""The wording of faults: one value, what it should be, and what the author is to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itsm_as_code import text
from itsm_as_code.finding import FieldPath, Problem
from itsm_as_code.model.formats import Format, Number
from itsm_as_code.model.kinds import BY_SHORT, KINDS
from itsm_as_code.model.references import Reference
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
)
from itsm_as_code.model.values import CLOCK_TIME, NAME

OTHER_KIND = "dangling-reference"
"""Rule of the problem for a well-formed reference to a kind that the field does not admit.

For entities the rule over references (REF001) reports these, with what the reference leads to."""

_NUMBER = re.compile("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?")

FLAGS = {"yes": True, "no": False, "on": True, "off": False, "true": True, "false": False}
"""Words for yes and no, some of which YAML 1.1 took for truth values."""

_SCALE = 5
"""Whole numbers from the least to the most, beyond which they are not listed."""

MANY = 15
"""Lists of words longer than this are not spelt out."""


def misfit(node: Node, value: object, path: FieldPath) -> Problem | None:
    """The problem of a value that stands where `node` is expected; `None` when it fits."""
    if not fits_shape(node, value):
        return wrong_type(node, value, path)
    match node:
        case Scalar(Number() as form) if not form.accepts(value):
            return _out_of_bounds(form, value, path)
        case Scalar(Format() as form) if not form.accepts(value):
            return _bad_format(form, value, path)
        case Words(words) if value not in words:
            return _not_allowed(words, str(value), path)
        case Referring(reference) if not reference.format.accepts(value):
            return _bad_reference(reference, str(value), path)
        case _:
            return None


def fits_shape(node: Node, value: object) -> bool:
    """Whether the value is of the sort (text, number, yes or no, list, mapping) that `node` takes."""
    return (isinstance(node, Anything) and not node.mapping) or shape_of(value) in _shapes(node)


def shape_of(value: object) -> str:
    """The sort of a value: `text`, `number`, `flag`, `list`, `mapping` or `nothing`."""
    if isinstance(value, bool):
        return "flag"
    return {str: "text", int: "number", float: "number", list: "list", dict: "mapping"}.get(
        type(value), "nothing"
    )


def _shapes(node: Node) -> tuple[str, ...]:
    match node:
        case Scalar(form):
            return form.shapes
        case Words(words):
            return ("flag",) if isinstance(words[0], bool) else ("text",)
        case Either(options):
            return tuple(shape for option in options for shape in _shapes(option))
        case _:
            return (_SHAPES[type(node)],)


_SHAPES: dict[type, str] = {
    Referring: "text",
    Flag: "flag",
    ListOf: "list",
    MapOf: "mapping",
    Nested: "mapping",
    Anything: "mapping",
}


def expected(node: Node) -> str:
    """What `node` takes, for people: `a list`, `yes or no (true or false)`."""
    match node:
        case Scalar(form):
            return form.phrase
        case Referring(reference):
            return reference.format.phrase
        case Words(words):
            return (
                text.any_of([shown(word) for word in words]) if len(words) <= MANY else "one of certain words"
            )
        case Either(options):
            return ", or ".join(expected(option) for option in options)
        case _:
            return _SORTS[_SHAPES[type(node)]]


_SORTS = {"flag": "yes or no (true or false)", "list": "a list", "mapping": "a mapping of fields"}


def shown(value: object) -> str:
    """A scalar as a file would write it, made safe and short for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return text.printable(text.shortened(str(value)))


def _found(value: object) -> str:
    match shape_of(value):
        case "text":
            return f"the text “{shown(value)}”"
        case "number":
            return f"the number {shown(value)}"
        case "flag":
            return shown(value)
        case shape:
            return _SORTS[shape]


def _near_prefix(reference: Reference, prefix: str) -> list[str]:
    """The prefix that was meant, where the field takes prefixes at all."""
    admitted = [KINDS[kind].short for kind in reference.kinds]
    return text.nearest(prefix, admitted, limit=1) if reference.prefixed else []


def label(path: FieldPath) -> str:
    """The field at `path`, or the file, at the beginning of a sentence."""
    return text.field_path(path) or "The file"


def wrong_type(node: Node, value: object, path: FieldPath) -> Problem:
    """The value is of another sort than the field takes."""
    wanted = expected(node)
    if value is None:
        help_text = f"Write {wanted}, or remove the field."
        return Problem("wrong-type", f"{label(path)} is empty", path=path, help=help_text)
    message = f"{label(path)} takes {wanted}, not {_found(value)}"
    return Problem(
        "wrong-type", message, path=path, help=_conversion(node, value), wanted=_convertible(node, value)
    )


def _conversion(node: Node, value: object) -> str | None:
    """How to write the value so that it has the sort wanted, where that is easy to say."""
    shapes, shape = _shapes(node), shape_of(value)
    if shape in ("number", "flag") and _fits_as_text(node, value):
        return "Put it in quotes if it is meant as text."
    if "number" in shapes and isinstance(value, str):
        number = number_in(value)
        if number is not None:
            return f"Write {number}, without quotes or a sign."
    if "list" in shapes and shape in ("text", "number"):
        item = shown(value) if re.fullmatch("[A-Za-z][A-Za-z0-9 -]*", str(value)) else f'"{shown(value)}"'
        return f"Write it as a list: [{item}]."
    if shapes == ("flag",) and shape == "text":
        return "Write true or false, without quotes."
    return _by_example(node)


def _by_example(node: Node) -> str | None:
    match node:
        case Scalar(Number() as form):
            return _number_help(form)
        case Scalar(Format() as form) if not _takes_any_text(node):
            return f"Write it like this: {form.example}."
        case _:
            return None


def _convertible(node: Node, value: object) -> str | None:
    """The sort that the value would surely have if it were written in another way."""
    shapes, shape = _shapes(node), shape_of(value)
    if "text" in shapes and shape in ("number", "flag") and _takes_any_text(node):
        return "text"
    if "number" in shapes and isinstance(value, str) and number_in(value) is not None:
        return "number"
    if isinstance(node, ListOf) and fits_shape(node.item, value) and "," not in str(value):
        return "list"
    return "flag" if "flag" in shapes and isinstance(value, str) and value.lower() in FLAGS else None


def number_in(written: str) -> str | None:
    """The number that a text consists of, but for blanks and a per cent sign behind it."""
    number = written.strip().rstrip("%").strip()
    return number if _NUMBER.fullmatch(number) else None


def _fits_as_text(node: Node, value: object) -> bool:
    return isinstance(node, Scalar) and isinstance(node.form, Format) and node.form.accepts(shown(value))


def _takes_any_text(node: Node) -> bool:
    return isinstance(node, Scalar) and node.form.phrase in ("text", "text on one line")


def _out_of_bounds(form: Number, value: object, path: FieldPath) -> Problem:
    broken = form.whole and isinstance(value, float) and not value.is_integer()
    rule = "wrong-type" if broken else "value-not-allowed"
    message = f"{label(path)} takes {form.phrase}, not {shown(value)}"
    return Problem(rule, message, path=path, help=_number_help(form))


def _number_help(form: Number) -> str:
    if form.whole and form.maximum - form.minimum <= _SCALE:
        steps = range(int(form.minimum), int(form.maximum) + 1)
        return f"Write {text.any_of([str(step) for step in steps])}."
    return f"Write a number such as {form.example}."


def _bad_format(form: Format, value: object, path: FieldPath) -> Problem:
    written = str(value)
    if not written.strip():
        message, help_text = f"{label(path)} is blank", f"Write {form.phrase}, or remove the field."
        return Problem("bad-format", message, path=path, help=help_text)
    if form.otherwise and form.matches(written):
        message = f"“{shown(value)}” {form.otherwise}"
    elif form.phrase == "text on one line" and ("\n" in written or "\r" in written):
        message = f"{label(path)} takes text on one line, not several"
    else:
        message = f"“{shown(value)}” is not {form.phrase}"
    return Problem(
        "bad-format", message, path=path, help=_form_help(form, written), suggestion=_slug(form, written)
    )


def _form_help(form: Format, written: str) -> str:
    days = re.fullmatch("([1-9][0-9]{0,2})d", written)
    if form == CLOCK_TIME and days:
        return f"A day of the calendar is not 24 hours; on the clock, write {24 * int(days[1])}h."
    return f"Write it like this: {form.example}."


def _slug(form: Format, written: str) -> str | None:
    if form != NAME:
        return None
    slug = re.sub("[^a-z0-9]+", "-", written.lower()).strip("-")
    return slug if NAME.matches(slug) else None


def _not_allowed(words: Sequence[str | bool], written: str, path: FieldPath) -> Problem:
    options = [shown(word) for word in words]
    near = text.nearest(written, options)
    parts = [f"Did you mean {near[0]}?"] if near and len(options) > 1 else []
    if len(options) <= MANY:
        parts.append(f"Write {text.any_of(options)}.")
    return Problem(
        "value-not-allowed",
        f"{label(path)} cannot be “{shown(written)}”",
        path=path,
        help=" ".join(parts) or None,
        suggestion=near[0] if len(near) == 1 else None,
    )


def _bad_reference(reference: Reference, written: str, path: FieldPath) -> Problem:
    prefix, colon, name = written.partition(":")
    forms = reference.format.example
    suggestion = None
    if colon and "/" in name and not reference.activity:
        message = f"“{shown(written)}” names a place in another catalogue, which is reserved for later"
        local = shown(f"{prefix}:{name.rpartition('/')[2]}")
        help_text = f"Name an entity of this repository: {local}."
    elif reference.prefixed and colon and prefix in BY_SHORT and NAME.matches(name):
        admitted = text.any_of([KINDS[kind].title.lower() for kind in reference.kinds])
        return Problem(
            OTHER_KIND,
            f"“{written}” is of another kind; {label(path)} takes {admitted}",
            path=path,
            help=f"Write {forms}.",
        )
    elif reference.prefixed and not colon and NAME.matches(written):
        message = f"“{written}” does not say of which kind it is"
        help_text = f"Write {forms}."
    elif not reference.prefixed and colon and prefix in BY_SHORT and NAME.matches(name):
        kind = KINDS[reference.kinds[0]]
        message = f"“{written}” has a prefix, where only the bare name of a {kind.title.lower()} is expected"
        suggestion = name if prefix == kind.short and not reference.activity else None
        help_text = f"Write {suggestion}." if suggestion else f"Write it like this: {forms}."
    else:
        message = f"“{shown(written)}” is not {reference.format.phrase}"
        near = _near_prefix(reference, prefix) if colon else []
        help_text = f"Did you mean {near[0]}:{shown(name)}?" if near else f"Write it like this: {forms}."
    return Problem("bad-format", message, path=path, help=help_text, suggestion=suggestion)
