"""Fields of one mapping that exclude or need each other, or decide each other's form.

A model lists its constraints. The model refuses what breaks one, the JSON Schema says the same, and the
validation of the catalogue words it for people: one statement, three readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from itsm_as_code.model.formats import Format, Number

Fields = Mapping[str, object]
"""The fields that are present, by the names that authors type."""


class Constraint(Protocol):
    """What every constraint can do."""

    def holds(self, present: Fields) -> bool:
        """Whether the fields keep it."""

    def json(self) -> dict[str, object]:
        """A JSON Schema that the mapping has to satisfy."""


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """One of the fields is present, and no more."""

    fields: tuple[str, ...]

    def holds(self, present: Fields) -> bool:
        """Whether exactly one is present."""
        return sum(name in present for name in self.fields) == 1

    def json(self) -> dict[str, object]:
        """`oneOf` over the fields' presence."""
        return {"oneOf": [{"required": [name]} for name in self.fields]}


@dataclass(frozen=True, slots=True)
class AtMostOne:
    """No two of the fields are present."""

    fields: tuple[str, ...]

    def holds(self, present: Fields) -> bool:
        """Whether at most one is present."""
        return sum(name in present for name in self.fields) <= 1

    def json(self) -> dict[str, object]:
        """Each pair is excluded."""
        pairs = [
            {"required": [one, other]}
            for rank, one in enumerate(self.fields)
            for other in self.fields[rank + 1 :]
        ]
        return {"not": {"anyOf": pairs} if len(pairs) > 1 else pairs[0]}


@dataclass(frozen=True, slots=True)
class AtLeastOne:
    """At least one of the fields is present."""

    fields: tuple[str, ...]

    def holds(self, present: Fields) -> bool:
        """Whether any is present."""
        return any(name in present for name in self.fields)

    def json(self) -> dict[str, object]:
        """`anyOf` over the fields' presence."""
        return {"anyOf": [{"required": [name]} for name in self.fields]}


@dataclass(frozen=True, slots=True)
class OnlyWhen:
    """The field makes sense only beside certain values of another.

    Attributes:
        field: The field that depends.
        selector: The field that decides.
        values: What the selector has to be.
        default: What the selector is where the author leaves it out.
    """

    field: str
    selector: str
    values: tuple[str | bool, ...]
    default: str | bool | None = None

    def holds(self, present: Fields) -> bool:
        """Whether the field is absent or the selector fits."""
        return self.field not in present or present.get(self.selector, self.default) in self.values

    def json(self) -> dict[str, object]:
        """`if` the field is there `then` the selector fits."""
        fits: dict[str, object] = {"properties": {self.selector: {"enum": list(self.values)}}}
        if self.default not in self.values:
            fits["required"] = [self.selector]
        return {"if": {"required": [self.field]}, "then": fits}


@dataclass(frozen=True, slots=True)
class NeededWhen:
    """The field is required beside certain values of another.

    Attributes:
        field: The field that is needed.
        selector: The field that decides.
        values: The selector's values that need it; none means whenever the selector is present.
    """

    field: str
    selector: str
    values: tuple[str | bool, ...] = ()

    def holds(self, present: Fields) -> bool:
        """Whether the field is there or nothing asks for it."""
        if self.field in present or self.selector not in present:
            return True
        return bool(self.values) and present[self.selector] not in self.values

    def json(self) -> dict[str, object]:
        """`dependentRequired`, or `if` the selector has such a value `then` the field."""
        if not self.values:
            return {"dependentRequired": {self.selector: [self.field]}}
        asks = {"properties": {self.selector: {"enum": list(self.values)}}, "required": [self.selector]}
        return {"if": asks, "then": {"required": [self.field]}}


@dataclass(frozen=True, slots=True)
class FormFollows:
    """The form of some fields depends on the value of another.

    Attributes:
        fields: The fields that depend.
        selector: The field that decides.
        forms: For each value of the selector that narrows the form, the form.
    """

    fields: tuple[str, ...]
    selector: str
    forms: Mapping[str, Format | Number]

    def form(self, present: Fields) -> Format | Number | None:
        """The form that the selector asks for, or `None`."""
        chosen = present.get(self.selector)
        return self.forms.get(chosen) if isinstance(chosen, str) else None

    def holds(self, present: Fields) -> bool:
        """Whether each of the fields that is present has the form."""
        form = self.form(present)
        if form is not None:
            for name in self.fields:
                if name in present and not form.accepts(present[name]):
                    return False
        return True

    def json(self) -> dict[str, object]:
        """For each form: `if` the selector has one of its values `then` the fields have it."""
        values: dict[Format | Number, list[str]] = {}
        for value, form in self.forms.items():
            values.setdefault(form, []).append(value)
        return {
            "allOf": [
                {
                    "if": {"properties": {self.selector: {"enum": chosen}}, "required": [self.selector]},
                    "then": {"properties": {name: form.json() for name in self.fields}},
                }
                for form, chosen in values.items()
            ]
        }
