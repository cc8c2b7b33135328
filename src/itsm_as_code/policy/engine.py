"""The adapter of the engine: environments, programs, values. Nothing else imports `cel_expr_python`.

The engine is Google's cel-cpp. What is peculiar to it is settled here: it gives errors as values that are
truthy, cuts texts at NUL, refuses nested dates, and reports where a fault lies in a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cel_expr_python import cel
from cel_expr_python.cel import Type
from google.protobuf import descriptor_pb2, descriptor_pool, struct_pb2

from itsm_as_code.policy import syntax
from itsm_as_code.policy.syntax import Tree
from itsm_as_code.policy.wire import BOOL, DOUBLE, DYN, STRING, Field, Shapes

__all__ = [
    "MAPPING",
    "CompileError",
    "Environment",
    "EvaluationError",
    "Fault",
    "Function",
    "Program",
    "Type",
    "pool_of",
    "type_of",
]

MAPPING = Type.Map(Type.STRING, Type.DYN)
"""How plain data has it: any mapping with texts as keys."""

_PACKAGE = "itsm"
_FAULT = re.compile(
    r"(?:^|: )ERROR: <input>:(-?[0-9]+):(-?[0-9]+): (.*?)(?=\n \| |\nERROR: <input>|\s*\[[A-Z_]+\]\Z|\Z)",
    re.MULTILINE | re.DOTALL,
)
_STATUS = re.compile(r"\A[A-Z_]+: (.*?)(?:\s*\[[A-Z_]+\])?\Z", re.DOTALL)
_Column = descriptor_pb2.FieldDescriptorProto
_SCALARS = {STRING: _Column.TYPE_STRING, DOUBLE: _Column.TYPE_DOUBLE, BOOL: _Column.TYPE_BOOL}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no expression, in the words of the engine.

    Attributes:
        line: Line of the text, from 1; 0 where the engine names none.
        column: Column in code points, from 1.
        message: What it says.
    """

    line: int
    column: int
    message: str


class CompileError(Exception):
    """A text is no expression of its environment."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


class EvaluationError(Exception):
    """An expression has no value for the data at hand."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function beyond those of the language.

    Attributes:
        name: As expressions call it.
        parameters: The types that it takes, one way after the other.
        gives: The type of its value for each of these ways.
        call: What computes it; where absent, it can be checked and not evaluated.
    """

    name: str
    parameters: Sequence[Sequence[Type]]
    gives: Sequence[Type]
    call: Callable[..., Any] | None = None


class Program:
    """An expression that compiled."""

    __slots__ = ("_expression", "type")

    def __init__(self, expression: cel.Expression) -> None:
        self._expression = expression
        self.type = expression.return_type()

    def run(self, activation: cel.Activation) -> Any:
        """Its value as plain data.

        Raises:
            EvaluationError: When it has none.
        """
        try:
            found = self._expression.eval(activation)
        except (RuntimeError, ValueError) as error:
            raise EvaluationError(reason(str(error))) from error
        if found.type() == Type.ERROR:
            raise EvaluationError(reason(found.value()))
        if found.type() == Type.NULL:
            return None  # the engine gives `None` without counting the reference
        return found.plain_value()


class Environment:
    """What expressions can speak of.

    Args:
        variables: The types of the names.
        functions: Functions beyond those of the language.
        pool: The shapes that types name.
        container: Where names are looked for first.
    """

    def __init__(
        self,
        variables: Mapping[str, Type],
        functions: Sequence[Function] = (),
        pool: descriptor_pool.DescriptorPool | None = None,
        container: str = "",
    ) -> None:
        declared = [
            cel.FunctionDecl(
                function.name,
                [
                    cel.Overload(
                        f"{function.name}_{number}",
                        return_type=gives,
                        parameters=list(parameters),
                        **({"impl": function.call} if function.call is not None else {}),
                    )
                    for number, (parameters, gives) in enumerate(
                        zip(function.parameters, function.gives, strict=True)
                    )
                ],
            )
            for function in functions
        ]
        self._env = cel.NewEnv(
            pool if pool is not None else descriptor_pool.DescriptorPool(),
            variables=dict(variables),
            functions=declared,
            container=container,
        )

    def compile(self, text: str, *, checked: bool = True) -> Program:
        """Compile an expression.

        Args:
            text: The expression.
            checked: Whether to hold it against the types first.

        Raises:
            CompileError: When the text is no expression.
        """
        return Program(self._compiled(text, not checked))

    def parse(self, text: str) -> Tree:
        """The tree of an expression, whatever its names and types.

        Raises:
            CompileError: When the text is no expression.
        """
        return syntax.read(self._compiled(text, True).serialize())

    def bind(self, data: Mapping[str, Any]) -> cel.Activation:
        """Values for names, for any number of programs of this environment."""
        return self._env.Activation(dict(data))

    def _compiled(self, text: str, disable_check: bool) -> cel.Expression:
        if "\0" in text:
            raise CompileError([Fault(1, text.index("\0") + 1, "The text holds a NUL character")])
        try:
            return self._env.compile(text, disable_check=disable_check)
        except (RuntimeError, ValueError) as error:
            raise CompileError(_faults(str(error))) from error


def _faults(text: str) -> list[Fault]:
    found = [
        Fault(max(int(line), 0), max(int(column), 0), message.strip())
        for line, column, message in _FAULT.findall(text)
        if int(line) > 0
    ]
    return found or [Fault(0, 0, reason(text))]


def reason(text: str) -> str:
    """What an error of the engine says, without its status."""
    match = _STATUS.match(text)
    return (match[1] if match else text).strip()


def pool_of(shapes: Shapes) -> descriptor_pool.DescriptorPool:
    """The shapes as types that `Type("itsm.<Shape>")` names."""
    file = descriptor_pb2.FileDescriptorProto(name="itsm.proto", package=_PACKAGE, syntax="proto3")
    file.dependency.append("google/protobuf/struct.proto")
    for name, fields in shapes.items():
        message = file.message_type.add(name=name)
        for number, (field_name, described) in enumerate(fields.items(), 1):
            _declare(message, number, field_name, described)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(struct_pb2.DESCRIPTOR.serialized_pb)
    pool.AddSerializedFile(file.SerializeToString())
    return pool


def _declare(message: descriptor_pb2.DescriptorProto, number: int, name: str, described: Field) -> None:
    field = message.field.add(name=name, number=number, json_name=name, label=_Column.LABEL_OPTIONAL)
    if described.many or described.keyed:
        field.label = _Column.LABEL_REPEATED
    if not described.keyed:
        _type(field, described.type)
        return
    entry = message.nested_type.add(name=f"{name[0].upper()}{name[1:]}Entry")
    entry.options.map_entry = True
    entry.field.add(
        name="key", number=1, json_name="key", label=_Column.LABEL_OPTIONAL, type=_Column.TYPE_STRING
    )
    value = entry.field.add(name="value", number=2, json_name="value", label=_Column.LABEL_OPTIONAL)
    _type(value, described.type)
    field.type = _Column.TYPE_MESSAGE
    field.type_name = f".{_PACKAGE}.{message.name}.{entry.name}"


def _type(field: descriptor_pb2.FieldDescriptorProto, name: str) -> None:
    if name in _SCALARS:
        field.type = _SCALARS[name]
    else:
        field.type = _Column.TYPE_MESSAGE
        field.type_name = ".google.protobuf.Value" if name == DYN else f".{_PACKAGE}.{name}"


def type_of(field: Field) -> Type:
    """The type of a field's values."""
    named = {STRING: Type.STRING, DOUBLE: Type.DOUBLE, BOOL: Type.BOOL, DYN: Type.DYN}
    found = named[field.type] if field.type in named else Type(f"{_PACKAGE}.{field.type}")
    if field.many:
        return Type.List(found)
    return Type.Map(Type.STRING, found) if field.keyed else found
