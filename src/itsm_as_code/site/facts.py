"""Any entity as labels and values, read off its model: the page of kinds that need no page of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from itsm_as_code.model.base import Model
from itsm_as_code.model.common import Money
from itsm_as_code.model.formats import Format
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.references import PERSON, Reference
from itsm_as_code.model.structure import (
    Anything,
    Either,
    FieldNode,
    ListOf,
    MapOf,
    Nested,
    Node,
    Referring,
    Scalar,
    fields_of,
)
from itsm_as_code.model.values import CalendarSpan, ClockTime
from itsm_as_code.site import markup, words
from itsm_as_code.site.context import Here

_LABELS = {
    "class": "Sort",
    "by": "By",
    "function": "Answered for by",
    "kpis": "How its success is measured",
    "validTo": "Valid until (not included)",
    "to": "To",
    "for": "For",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value as HTML; `wide` for values that need the width of the page."""

    label: str
    value: Markup
    wide: bool


def label(name: str) -> str:
    """The name of a field as people read it: `validFrom` is `Valid from`."""
    if name in _LABELS:
        return _LABELS[name]
    spaced = re.sub(r"([A-Z])", lambda letter: f" {letter[1].lower()}", name)
    return spaced[:1].upper() + spaced[1:]


def facts(here: Here, spec: Model, without: Collection[str] = ()) -> Iterator[Fact]:
    """What a mapping says, field by field; empty fields and references that readers may not see are left out.

    Args:
        here: The page.
        spec: The mapping.
        without: Fields to leave out, as authors type them.
    """
    for name, field in fields_of(type(spec)).items():
        if name in without:
            continue
        value = value_of(spec, name)
        shown = _shown(here, field.node, value)
        if shown:
            yield Fact(label(name), shown, _wide(field, value))


def value_of(spec: Model, alias: str) -> Any:
    """The value of a field by the name that authors type."""
    fields = type(spec).model_fields
    name = next(name for name, info in fields.items() if (info.alias or name) == alias)
    return getattr(spec, name)


def _wide(field: FieldNode, value: Any) -> bool:
    if isinstance(field.node, Scalar):
        return isinstance(field.node.form, Format) and field.node.form.prose and len(value) > 80
    return isinstance(value, tuple | dict) and (len(value) > 3 or any(isinstance(x, Model) for x in value))


def _shown(here: Here, node: Node, value: Any) -> Markup:
    if value is None or value in ((), {}, ""):
        return Markup()
    match node:
        case Anything():
            shown = Markup()
        case Either(options):
            shown = _shown(here, _option(options, value), value)
        case Referring(reference):
            shown = here.link(_ref(reference, value))
        case ListOf(item):
            shown = _listed(here, item, value)
        case MapOf():
            shown = _mapped(here, node, value)
        case Nested():
            shown = _nested(here, value)
        case Scalar(Format(prose=True)):
            shown = here.inline(value)
        case _:
            shown = scalar(value)
    return shown


def _nested(here: Here, value: Model) -> Markup:
    if isinstance(value, Money):
        return Markup.escape(words.money(value, here.site.organization.currency))
    return _pairs(facts(here, value))


def _option(options: Sequence[Node], value: Any) -> Node:
    """The shape among several that a value has."""
    for option in options:
        if isinstance(option, ListOf) and isinstance(value, tuple):
            return option
        if isinstance(option, Nested) and isinstance(value, option.model):
            return option
        if isinstance(option, Referring) and isinstance(value, str) and ":" in _ref(option.reference, value):
            return option
    return next(
        (option for option in options if not isinstance(option, ListOf | Nested | Referring)), options[0]
    )


def _ref(reference: Reference, text: str) -> str:
    """The canonical reference that an author's text means."""
    if reference.prefixed or text.startswith(f"{PERSON}:"):
        return text
    return KINDS[reference.kinds[0]].ref_of(text)


def scalar(value: object) -> Markup:
    """A plain value in words."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, dt.date):
        text = words.date(value)
    elif isinstance(value, ClockTime | CalendarSpan):
        text = words.duration(value)
    elif isinstance(value, int | float | Decimal):
        text = words.number(value)
    else:
        text = str(value)
        address = markup.safe_link(text)
        if address is not None and "://" in address:
            return markup.anchor(address, address.partition("://")[2].rstrip("/"))
    return Markup.escape(text)


def _listed(here: Here, item: Node, values: Sequence[Any]) -> Markup:
    models = [value for value in values if isinstance(value, Model)]
    if models and len(models) == len(values) and len({type(model) for model in models}) == 1:
        return _table(here, models)
    shown = [part for value in values if (part := _shown(here, item, value))]
    if len(shown) < 2:
        return Markup().join(shown)
    items = Markup().join(Markup("<li>{}</li>\n").format(part) for part in shown)
    return Markup('<ul class="itsm-plain">\n{}</ul>').format(items)


def _table(here: Here, models: Sequence[Model]) -> Markup:
    rows = [{fact.label: fact.value for fact in facts(here, model)} for model in models]
    heads = [label(name) for name in fields_of(type(models[0]))]
    heads = [head for head in heads if any(head in row for row in rows)]
    if not heads:
        return Markup()
    top = Markup().join(Markup('<th scope="col">{}</th>').format(head) for head in heads)
    body = Markup().join(
        Markup("<tr>{}</tr>\n").format(
            Markup().join(Markup("<td>{}</td>").format(row.get(head, "")) for head in heads)
        )
        for row in rows
    )
    table = Markup('<table class="itsm-grid">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>')
    return Markup('<div class="itsm-table">{}</div>').format(table.format(top, body))


def _mapped(here: Here, node: MapOf, values: Mapping[Any, Any]) -> Markup:
    found = [
        Fact(name, shown, False)
        for key, value in values.items()
        if (name := _shown(here, node.key, key)) and (shown := _shown(here, node.value, value))
    ]
    return _pairs(found)


def _pairs(found: Iterator[Fact] | Sequence[Fact]) -> Markup:
    pairs = [Markup("<div><dt>{}</dt><dd>{}</dd></div>\n").format(fact.label, fact.value) for fact in found]
    return Markup('<dl class="itsm-pairs">\n{}</dl>').format(Markup().join(pairs)) if pairs else Markup()
