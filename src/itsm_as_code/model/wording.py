"""What fields take, as the reference of kinds says it: in Markdown, with links between the kinds' pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from itsm_as_code.model.constraints import (
    AtLeastOne,
    AtMostOne,
    Constraint,
    ExactlyOne,
    FormFollows,
    NeededWhen,
    OnlyWhen,
)
from itsm_as_code.model.formats import Format, Number
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.references import Reference
from itsm_as_code.model.structure import (
    Either,
    FieldNode,
    Flag,
    ListOf,
    MapOf,
    Nested,
    Node,
    Referring,
    Scalar,
    Words,
)
from itsm_as_code.text import all_of, any_of

_LONG = 25


def default(field: FieldNode) -> str:
    """The default of a field, as a file would write it; empty where it has none."""
    if field.default is None:
        return ""
    if isinstance(field.default, dict):
        shown = ", ".join(f"{key}: [{', '.join(value)}]" for key, value in field.default.items())
        return f"`{{{shown}}}`"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def takes(node: Node) -> str:
    """What a field takes."""
    match node:
        case Words(words):
            return _words(words)
        case Referring(reference):
            return _reference(reference)
        case Scalar(form):
            return _form(form)
        case Flag():
            return "`true` or `false`"
        case ListOf(item, least):
            return f"list{' of at least one' if least else ''}: {takes(item)}"
        case _:
            return _below(node)


def _below(node: Node) -> str:
    match node:
        case MapOf(key, value):
            return f"mapping: {takes(key)} → {takes(value)}"
        case Either(options):
            return "; or ".join(takes(option) for option in options)
        case Nested():
            return "fields, see below"
        case _:
            return "mapping of your own"


def _words(words: Iterable[str | bool]) -> str:
    shown = [f"`{str(word).lower() if isinstance(word, bool) else word}`" for word in words]
    return any_of(shown) if len(shown) <= _LONG else f"a code such as {shown[0]}"


def _form(form: Format | Number) -> str:
    if isinstance(form, Number):
        return form.phrase
    if form.prose:
        return "Markdown"
    if form.phrase.startswith("text") or len(form.example) > _LONG:
        return form.phrase
    return f"{form.phrase}, such as {form.example}"


def _reference(reference: Reference) -> str:
    if len(reference.kinds) == len(KINDS):
        return "any entity as `kind:…`"
    if reference.activity:
        return "`process/activity` of a [Process](process.md)"
    links = [f"[{name}]({KINDS[name].short}.md)" for name in reference.kinds]
    if reference.prefixed:
        links = [
            f"{link} as `{KINDS[name].short}:…`" for link, name in zip(links, reference.kinds, strict=True)
        ]
    return any_of([*links, "a person as `user:…`"] if reference.people else links)


def sentence(constraint: Constraint, prefix: str) -> str:
    """What a constraint asks of a mapping whose fields have `prefix` before them."""
    match constraint:
        case ExactlyOne(fields):
            return f"Exactly one of {all_of(_names(prefix, fields))} stands."
        case AtMostOne(fields):
            return f"No two of {all_of(_names(prefix, fields))} stand together."
        case AtLeastOne(fields):
            return f"At least one of {all_of(_names(prefix, fields))} stands."
        case OnlyWhen(field, selector, values):
            return f"`{prefix}{field}` stands only where `{prefix}{selector}` is {_words(values)}."
        case NeededWhen(field, selector, values):
            when = f"is {_words(values)}" if values else "stands"
            return f"`{prefix}{field}` is needed where `{prefix}{selector}` {when}."
        case FormFollows(fields, selector, forms):
            named = [f"for {all_of(values)} {_form(form)}" for form, values in _grouped(forms).items()]
            places = all_of(_names(prefix, fields))
            return f"`{prefix}{selector}` decides what {places} may be: {'; '.join(named)}."
        case _:
            raise TypeError(f"no words for {constraint!r}")


def _grouped(forms: Mapping[str, Format | Number]) -> dict[Format | Number, list[str]]:
    found: dict[Format | Number, list[str]] = {}
    for value, form in forms.items():
        found.setdefault(form, []).append(f"`{value}`")
    return found


def _names(prefix: str, fields: Iterable[str]) -> list[str]:
    return [f"`{prefix}{field}`" for field in fields]
