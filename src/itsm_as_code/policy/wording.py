"""The words for what is wrong with an expression: the engine's own are written for its makers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from itsm_as_code import text as words
from itsm_as_code.policy.engine import Fault
from itsm_as_code.policy.syntax import Call, Literal, Node, Select, Tree, walk
from itsm_as_code.policy.wire import Complaint

_FIELD = re.compile(r"undefined field '([^']+)' not found in struct 'itsm\.([^']+)'")
_NAME = re.compile(r"undeclared reference to '([^']+)'")
_OVERLOAD = re.compile(r"found no matching overload for '([^']+)' applied to '(.*)'\Z", re.DOTALL)
_TOKEN = re.compile(
    r"""[rRbB]{0,2}(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|[A-Za-z_][A-Za-z0-9_]*|[=!<>&|]+|.""", re.DOTALL
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATOR = re.compile(r"@?_?([^A-Za-z_@]+)_?\Z")
_TYPES = {
    "string": "a text",
    "double": "a number",
    "int": "a whole number without decimals",
    "uint": "a whole number without decimals",
    "bool": "yes or no",
    "bytes": "bytes",
    "null": "nothing",
    "null_type": "nothing",
    "timestamp": "a point in time",
    "google.protobuf.Timestamp": "a point in time",
    "duration": "a stretch of time",
    "google.protobuf.Duration": "a stretch of time",
    "dyn": "anything",
}
_OWN = {"params": "parameter", "variables": "variable"}
_OLD = "Only a rule with 'operations' judges a change, with 'old' beside 'self'."
_COUNT = "size() counts in whole numbers: compare it with 2 rather than 2.0, or write double(size(…))."
_HIDDEN = {"_?_:_": "'? :'", "@in": "'in'", "in": "'in'", "_[_]": "'[]'"}


@dataclass(frozen=True, slots=True)
class _Spot:
    """The place of a fault.

    Attributes:
        part: The part of the rule.
        text: The expression.
        at: Where in it.
        tree: The expression as a tree.
        here: The parts of the tree that stand there.
    """

    part: str
    text: str
    at: int
    tree: Tree
    here: list[Node]


def offset_of(text: str, fault: Fault) -> int:
    """Where a fault lies, as an index into the text."""
    if fault.line < 1:
        return 0
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: fault.line - 1])
    return max(min(before + fault.column - 1, len(text)), 0)


def type_name(name: str) -> str:
    """A type for people: `a text`."""
    if name.startswith("list"):
        return "a list"
    if name.startswith("map"):
        return "a mapping"
    if name.startswith("itsm."):
        return f"a {name.removeprefix('itsm.')}"
    return _TYPES.get(name, name)


def unreadable(part: str, text: str, faults: Iterable[Fault]) -> Complaint:
    """What is wrong with a text that is no expression; what follows from the first fault is left out."""
    fault = next(iter(faults))
    if "recursion limit" in fault.message:
        return Complaint(part, 0, len(text), "The expression is nested too deeply", "32 levels are the most.")
    if fault.line < 1:
        return Complaint(part, 0, len(text), f"The expression cannot be read: {_first(fault.message)}")
    at = offset_of(text, fault)
    if at >= len(text.rstrip()):
        end = len(text.rstrip())
        return Complaint(part, max(end - 1, 0), end, "The expression ends too early")
    message = fault.message.removeprefix("Syntax error: ")
    if message.startswith(("mismatched", "extraneous", "no viable", "missing", "token recognition")):
        message = f"{_token(text, at)} cannot stand here"
    return Complaint(part, at, at + length_at(text, at), f"The expression cannot be read: {_first(message)}")


def mistyped(part: str, text: str, fault: Fault, tree: Tree, names: Iterable[str]) -> Complaint:
    """What is wrong with the types and names of an expression.

    Args:
        part: The part of the rule.
        text: The expression.
        fault: What the engine says.
        tree: The expression as a tree.
        names: Every name and function that there is.
    """
    at = offset_of(text, fault)
    spot = _Spot(part, text, at, tree, [node for node in walk(tree.root) if tree.places.get(node.id) == at])
    if match := _FIELD.search(fault.message):
        return _no_field(spot, match[1], match[2])
    if match := _NAME.search(fault.message):
        return _no_name(spot, match[1], names)
    if match := _OVERLOAD.search(fault.message):
        return _no_overload(spot, match[1], match[2])
    message = _first(fault.message)
    return Complaint(part, at, at + length_at(text, at), message[:1].upper() + message[1:], typed=True)


def field_place(text: str, node: Select, tree: Tree) -> tuple[int, int]:
    """Where the field of a selection is written, inside `has()` too."""
    at = tree.places.get(node.id, 0)
    if text[at : at + 1] != ".":
        begin = tree.places.get(node.operand.id, at)
        dots = sorted(
            place for place in tree.places.values() if place > begin and text[place : place + 1] == "."
        )
        at = next((place for place in dots if _field_at(text, place) == node.field), at)
    start = at + 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip())
    return start, start + len(node.field)


def _field_at(text: str, dot: int) -> str:
    match = _WORD.match(text[dot + 1 :].lstrip())
    return match[0] if match else ""


def _no_field(spot: _Spot, name: str, shape: str) -> Complaint:
    text, at, tree = spot.text, spot.at, spot.tree
    selects = [node for node in spot.here if isinstance(node, Select) and node.field == name]
    start, end = field_place(text, selects[0], tree) if selects else (at, at + length_at(text, at))
    return Complaint(spot.part, start, end, f"There is no field {name} in {shape}", typed=True)


def _no_name(spot: _Spot, name: str, names: Iterable[str]) -> Complaint:
    text, at = spot.text, spot.at
    calls = [node for node in spot.here if isinstance(node, Call)]
    prefix, _, rest = name.partition(".")
    if calls and text[at : at + 1] == "(":
        end = len(text[:at].rstrip())
        start, what = end - len(name), "function"
    else:
        # Of a path the engine names all, at its last dot.
        start = text.rfind(prefix, 0, at + 1) if text[at : at + 1] == "." else at
        end, what = start + len(prefix), "name"
        if rest and prefix in _OWN:
            start, end = end + 1, end + 1 + len(rest.partition(".")[0])
            what, name = _OWN[prefix], text[start:end]
            names = [each.partition(".")[2] for each in names if each.startswith(f"{prefix}.")]
        else:
            name = prefix
    help_ = _OLD if name == "old" else words.did_you_mean(name, names)
    return Complaint(spot.part, start, end, f"There is no {what} {name}", help_, typed=True)


def _no_overload(spot: _Spot, function: str, types: str) -> Complaint:
    text, at, tree = spot.text, spot.at, spot.tree
    takes = words.all_of([type_name(name) for name in _split(types.strip("()"))])
    call = next((node for node in spot.here if isinstance(node, Call) and node.function == function), None)
    whole = next((each for each in call.arguments if _is_whole(each)), None) if call is not None else None
    if whole is not None and "double" in types:
        place = tree.places.get(whole.id, at)
        assert isinstance(whole, Literal)
        sign = "-" if text[place : place + 1] == "-" else ""
        digits = f"{sign}{abs(int(whole.value or 0))}"
        message = f"{digits} is a whole number, and every number of the catalogue has decimals"
        return Complaint(spot.part, place, place + len(digits), message, f"Write {digits}.0.", typed=True)
    if call is not None and text[at : at + 1] == "(":
        end = len(text[:at].rstrip())
        name = call.function
        return Complaint(spot.part, end - len(name), end, f"{name}() does not take {takes}", typed=True)
    sign = _sign(function)
    message = f"{sign} does not go with {takes}"
    help_ = _COUNT if {"int", "double"} <= set(_split(types.strip("()"))) else None
    return Complaint(spot.part, at, at + length_at(text, at), message, help_, typed=True)


def _is_whole(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, int) and not isinstance(node.value, bool)


def _sign(function: str) -> str:
    if function in _HIDDEN:
        return _HIDDEN[function]
    match = _OPERATOR.match(function)
    return f"'{match[1]}'" if match else f"{function}()"


def _split(types: str) -> list[str]:
    """The parts of `string, map(string, dyn)`."""
    found, depth = [""], 0
    for character in types:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            found.append("")
        else:
            found[-1] += character
    return [each.strip() for each in found if each.strip()]


def _token(text: str, at: int) -> str:
    match = _TOKEN.match(text, at)
    return words.printable(match[0]) if match else "the end"


def length_at(text: str, at: int) -> int:
    """How many characters the word, sign or text has that begins at an index of an expression."""
    match = _TOKEN.match(text, at)
    return len(match[0]) if match else 0


def _first(message: str) -> str:
    return words.shortened(words.printable(message.partition("\n")[0]), 200)
