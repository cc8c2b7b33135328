"""What a single value may look like: texts of an exact form, numbers within bounds, closed choices.

An instance stands in an `Annotated` type. It tells pydantic how to validate (in Rust wherever the form is a
pattern), JSON Schema what to say, and people what is expected. Patterns keep to what Rust, ECMAScript and
Python read alike: no look-around, no classes that depend on Unicode, both ends anchored.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

LARGEST = 10**12
"""Numbers without a bound of their own stay within plus and minus this, so that every reader keeps them."""

BAD_FORMAT = "bad_format"
"""Type of the pydantic error for a text that lacks its form."""


@dataclass(frozen=True, slots=True)
class Format:
    """A text of an exact form.

    Attributes:
        phrase: What it is, completing "expected": `a date`.
        example: How to write it: `2027-03-31`, or several ways in words.
        pattern: Regular expression of the whole text; an unanchored one asks for a part.
        longest: The most characters (Unicode code points), where bounded.
        parse: Makes the value out of the text; raises `ValueError` for what the pattern cannot refuse.
        native: Gives the schema of pydantic-core that makes the value in Rust, in place of `parse`.
        otherwise: What is wrong with a text that fits the pattern and yet is refused, completing "`x` …".
        prose: Whether the text is Markdown.
    """

    phrase: str
    example: str
    pattern: str
    longest: int | None = None
    parse: Callable[[str], Any] | None = None
    native: Callable[[], CoreSchema] | None = None
    otherwise: str | None = None
    prose: bool = False

    shape = "text"

    @property
    def shapes(self) -> tuple[str, ...]:
        """The sorts of value that it takes: text alone."""
        return ("text",)

    def matches(self, text: str) -> bool:
        """Whether the text has the form, as JSON Schema judges it."""
        if self.longest is not None and len(text) > self.longest:
            return False
        return _compiled(self.pattern).search(text) is not None

    def accepts(self, value: object) -> bool:
        """Whether a value is a text of this form."""
        return isinstance(value, str) and self.matches(value) and self._readable(value)

    def _readable(self, text: str) -> bool:
        """Whether the text means something beyond fitting the pattern."""
        if self.otherwise is None or self.parse is None:
            return True
        try:
            self.parse(text)
        except ValueError:
            return False
        return True

    def json(self) -> dict[str, object]:
        """The JSON Schema of the text."""
        found: dict[str, object] = {"type": "string"}
        if self.pattern:
            found["pattern"] = self.pattern
        if self.longest is not None:
            found["maxLength"] = self.longest
        return found

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text, pattern, then the value; any fault is one error of type `bad_format`."""
        schema: CoreSchema = core_schema.str_schema(
            pattern=self.pattern, max_length=self.longest, strict=True
        )
        if self.native is not None:
            schema = core_schema.chain_schema([schema, self.native()])
        elif self.parse is not None:
            schema = core_schema.no_info_after_validator_function(self.parse, schema)
            schema["serialization"] = core_schema.to_string_ser_schema(when_used="json")
        return core_schema.custom_error_schema(
            schema, custom_error_type=BAD_FORMAT, custom_error_message="form"
        )


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern for Python, where `$` would also match before a final line break."""
    return re.compile(f"{pattern[:-1]}\\Z" if pattern.endswith("$") else pattern, re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds; NaN and the infinities never are.

    Attributes:
        phrase: What it is, completing "expected": `a percentage between 0 and 100`.
        minimum: The least, itself allowed unless `open_below`.
        maximum: The most, itself allowed unless `open_above`.
        whole: Whether it has no fraction; `2.0` is whole, as in JSON Schema.
        example: One that fits.
    """

    phrase: str = "a number"
    minimum: float = -LARGEST
    maximum: float = LARGEST
    open_below: bool = False
    open_above: bool = False
    whole: bool = False
    example: str = "12"

    shape = "number"

    @property
    def shapes(self) -> tuple[str, ...]:
        """The sorts of value that it takes: numbers alone."""
        return ("number",)

    def accepts(self, value: object) -> bool:
        """Whether a value is such a number."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        low = value > self.minimum if self.open_below else value >= self.minimum
        high = value < self.maximum if self.open_above else value <= self.maximum
        return low and high and not (self.whole and value != int(value))

    def json(self) -> dict[str, object]:
        """The JSON Schema of the number."""
        return {
            "type": "integer" if self.whole else "number",
            "exclusiveMinimum" if self.open_below else "minimum": _plain(self.minimum),
            "exclusiveMaximum" if self.open_above else "maximum": _plain(self.maximum),
        }

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A strict number (no text, no truth value) within the bounds."""
        bounds: dict[str, float] = {
            "gt" if self.open_below else "ge": self.minimum,
            "lt" if self.open_above else "le": self.maximum,
        }
        number = core_schema.float_schema(strict=True, allow_inf_nan=False, **bounds)  # type: ignore[arg-type]
        if not self.whole:
            return number
        return core_schema.chain_schema([number, core_schema.int_schema(strict=False)])


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


class AmountFormat(Format):
    """An exact decimal: a text, or a number taken as it prints."""

    __slots__ = ()

    @property
    def shapes(self) -> tuple[str, ...]:
        """The sorts of value that it takes."""
        return ("text", "number")

    def accepts(self, value: object) -> bool:
        """Whether a value is an exact amount within bounds."""
        if isinstance(value, str):
            return self.matches(value)
        return Number(minimum=0).accepts(value)

    def json(self) -> dict[str, object]:
        """The JSON Schema of the amount."""
        number = {"type": "number", "minimum": 0, "maximum": LARGEST}
        return {"anyOf": [number, {"type": "string", "pattern": self.pattern}]}

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text of the pattern, or a number; then the exact decimal."""
        number = core_schema.float_schema(strict=True, allow_inf_nan=False, ge=0, le=LARGEST)
        text = core_schema.str_schema(strict=True, pattern=self.pattern)
        either = core_schema.union_schema([text, number], mode="left_to_right")
        schema = core_schema.no_info_after_validator_function(
            _decimal, either, serialization=core_schema.to_string_ser_schema(when_used="json")
        )
        return core_schema.custom_error_schema(
            schema, custom_error_type=BAD_FORMAT, custom_error_message="form"
        )


def _decimal(value: str | float) -> Decimal:
    if isinstance(value, str):
        return Decimal(value)
    return Decimal(int(value)) if value == int(value) else Decimal(repr(value))


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words, for vocabularies that are computed rather than written as a `Literal`."""

    words: tuple[str, ...]

    shape = "text"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The words as a literal."""
        return core_schema.literal_schema(list(self.words))


@dataclass(frozen=True, slots=True)
class Affirmed:
    """`true`, where `false` would say nothing; a plain literal would take 1 for it."""

    words: tuple[bool, ...] = (True,)

    shape = "flag"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A truth value that is true."""
        return core_schema.chain_schema([core_schema.bool_schema(strict=True), handler(source)])


@dataclass(frozen=True, slots=True)
class Free:
    """Anything that YAML can say; with `mapping`, any mapping."""

    mapping: bool = False

    @property
    def shape(self) -> str:
        """`mapping`, or `any`."""
        return "mapping" if self.mapping else "any"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """No validation below the mapping's keys, which are text."""
        if not self.mapping:
            return core_schema.any_schema()
        return core_schema.dict_schema(
            core_schema.str_schema(strict=True), core_schema.any_schema(), strict=True
        )
