"""The tree of an expression, read from the form in which the engine hands it out.

That form is `cel.expr.ParsedExpr` (cel-spec, proto/cel/expr/syntax.proto) in the binary encoding of Protocol
Buffers. Its fields are few and fixed, and no Python package brings the definitions along, so they are read
here by number.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_Fields = dict[int, list[int | bytes]]


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: a text, a number, a truth value, or nothing."""

    id: int
    value: str | bytes | int | float | bool | None
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """`operand.field`; with `test`, `has(operand.field)`."""

    id: int
    operand: Node
    field: str
    test: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function or an operator, on a target where it is a method."""

    id: int
    function: str
    target: Node | None
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    id: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A map or a message: its values, and its keys where they are expressions."""

    id: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """What the macros `all`, `exists`, `exists_one`, `map` and `filter` become."""

    id: int
    variables: tuple[str, ...]
    over: Node
    accumulator: str
    start: Node
    condition: Node
    step: Node
    result: Node


Node = Literal | Name | Select | Call | Items | Entries | Loop


@dataclass(frozen=True, slots=True)
class Tree:
    """An expression.

    Attributes:
        root: Its outermost part.
        places: Where each part stands: an index into the text, by the part's id. Of an operator, its sign;
            of a selection, its dot; of a call, its parenthesis.
    """

    root: Node
    places: dict[int, int] = field(default_factory=dict)


def read(data: bytes) -> Tree:
    """The tree in a serialised expression, as `Any` with a `ParsedExpr`."""
    parsed = _fields(_bytes(_fields(data), 2))
    places = {}
    for entry in _fields(_bytes(parsed, 3)).get(4, []):
        assert isinstance(entry, bytes)
        pair = _fields(entry)
        places[_int(pair, 1)] = _int(pair, 2)
    return Tree(_node(_bytes(parsed, 2)), places)


def children(node: Node) -> Iterator[Node]:
    """The parts directly below a part, in the order in which they are evaluated."""
    match node:
        case Select(operand=operand):
            yield operand
        case Call(target=target, arguments=arguments):
            if target is not None:
                yield target
            yield from arguments
        case Items(items=items):
            yield from items
        case Entries(parts=parts):
            yield from parts
        case Loop():
            yield from (node.over, node.start, node.condition, node.step, node.result)
        case _:
            return


def walk(node: Node) -> Iterator[Node]:
    """A part and everything below it."""
    pending = [node]
    while pending:
        each = pending.pop()
        yield each
        pending.extend(children(each))


def _node(data: bytes) -> Node:  # noqa: PLR0911 (one for each sort of part)
    fields = _fields(data)
    number = _int(fields, 2)
    if 3 in fields:
        return _literal(number, _fields(_bytes(fields, 3)))
    if 4 in fields:
        return Name(number, _text(_fields(_bytes(fields, 4)), 1))
    if 5 in fields:
        below = _fields(_bytes(fields, 5))
        return Select(number, _node(_bytes(below, 1)), _text(below, 2), bool(_int(below, 3)))
    if 6 in fields:
        below = _fields(_bytes(fields, 6))
        target = _node(_bytes(below, 1)) if 1 in below else None
        return Call(number, _text(below, 2), target, _nodes(below, 3))
    if 7 in fields:
        return Items(number, _nodes(_fields(_bytes(fields, 7)), 1))
    if 8 in fields:
        return Entries(number, tuple(_entries(_fields(_bytes(fields, 8)))))
    return _loop(number, _fields(_bytes(fields, 9)))


def _loop(number: int, fields: _Fields) -> Loop:
    variables = tuple(_text(fields, key) for key in (1, 8) if key in fields)
    over, start, condition, step, result = (_node(_bytes(fields, key)) for key in (2, 4, 5, 6, 7))
    return Loop(number, variables, over, _text(fields, 3), start, condition, step, result)


def _entries(fields: _Fields) -> Iterator[Node]:
    for entry in fields.get(2, []):
        assert isinstance(entry, bytes)
        below = _fields(entry)
        yield from (_node(_bytes(below, key)) for key in (3, 4) if key in below)


def _literal(number: int, fields: _Fields) -> Literal:
    kind = next(iter(fields), 1)
    if kind == 2:
        return Literal(number, bool(_int(fields, 2)))
    if kind in (3, 4):
        value = _int(fields, kind)
        return Literal(number, value - (1 << 64) if kind == 3 and value >> 63 else value, kind == 4)
    if kind == 5:
        return Literal(number, struct.unpack("<d", _int(fields, 5).to_bytes(8, "little"))[0])
    if kind == 6:
        return Literal(number, _text(fields, 6))
    return Literal(number, _bytes(fields, 7) if kind == 7 else None)


def _nodes(fields: _Fields, key: int) -> tuple[Node, ...]:
    return tuple(_node(each) for each in fields.get(key, []) if isinstance(each, bytes))


def _text(fields: _Fields, key: int) -> str:
    return _bytes(fields, key).decode("utf-8")


def _bytes(fields: _Fields, key: int) -> bytes:
    found = fields.get(key, [b""])[-1]
    assert isinstance(found, bytes)
    return found


def _int(fields: _Fields, key: int) -> int:
    found = fields.get(key, [0])[-1]
    assert isinstance(found, int)
    return found


def _fields(data: bytes) -> _Fields:
    """The fields of a message by number, in their order."""
    found: _Fields = defaultdict(list)
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        value: int | bytes
        if wire == _VARINT:
            value, at = _varint(data, at)
        elif wire == _LENGTH:
            size, at = _varint(data, at)
            value = data[at : at + size]
            at += size
        else:
            size = 8 if wire == _FIXED64 else 4
            assert wire in (_FIXED64, _FIXED32)
            value = int.from_bytes(data[at : at + size], "little")
            at += size
        found[key >> 3].append(value)
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
