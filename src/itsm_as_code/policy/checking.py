"""Rules held against the model: what does not read, what has no such field, what can never be equal."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from itsm_as_code import text as words
from itsm_as_code.policy.engine import CompileError, Type
from itsm_as_code.policy.guards import NOTHING, Facts, Known, unguarded
from itsm_as_code.policy.language import TARGET_FUNCTIONS, Typed
from itsm_as_code.policy.reading import Scope, found_in, path_of, scope_of, scope_of_loop
from itsm_as_code.policy.syntax import Call, Items, Literal, Loop, Node, Select, Tree, children
from itsm_as_code.policy.wire import EXPRESSION, MESSAGE, VARIABLE, WHERE, Complaint, Definition, Field
from itsm_as_code.policy.wording import field_place, length_at, mistyped, type_name, unreadable

_WANTED = {
    WHERE: ("BOOL", "has to be true or false"),
    EXPRESSION: ("BOOL", "has to be true or false"),
    MESSAGE: ("STRING", "has to be a text"),
}
_METRIC = "a metric"
_NAMES = {"BOOL": "bool", "STRING": "string", "DOUBLE": "double", "INT": "int", "TIMESTAMP": "timestamp"}


def check(rule: Definition, typed: Typed) -> list[Complaint]:
    """Everything that is wrong with the expressions of a rule, in their order.

    Args:
        rule: The rule.
        typed: The language with the types of the model.
    """
    return list(_Check(rule, typed).complaints())


class _Check:
    """One rule being checked; what its variables hold is learnt on the way."""

    def __init__(self, rule: Definition, typed: Typed) -> None:
        self._rule = rule
        self._typed = typed
        self._scope = scope_of(rule, typed.model)
        self._types: dict[str, Type] = {}
        self._facts: Facts = NOTHING
        self._refuted: Facts = NOTHING
        self._environment = typed.environment(self._types, rule)

    def complaints(self) -> Iterator[Complaint]:
        """What is wrong, part by part."""
        for part, text in self._rule.parts():
            yield from self._part(part, text)

    def _part(self, part: str, text: str) -> Iterator[Complaint]:
        try:
            tree = self._environment.parse(text)
        except CompileError as error:
            yield unreadable(part, text, error.faults)
            self._learn(part, Type.DYN, None, Known())
            return
        type_ = Type.DYN
        try:
            type_ = self._environment.compile(text).type
        except CompileError as error:
            for fault in error.faults:
                if "*error*" in fault.message:
                    continue  # what follows from another fault
                yield self._helped(mistyped(part, text, fault, tree, self._names()))
        else:
            yield from self._of_wanted_type(part, text, type_)
        for complaint in _impossible(part, tree, self._scope):
            yield replace(complaint, end=complaint.start + length_at(text, complaint.start))
        facts = self._facts | (self._refuted if part == MESSAGE else NOTHING)
        found, known = unguarded(tree.root, self._scope, facts)
        for each in found:
            start, end = field_place(text, each.node, tree)
            yield Complaint(
                part,
                start,
                end,
                f"{each.path} may be absent",
                f"Ask has({each.path}) first.",
                typed=True,
            )
        self._learn(part, type_, found_in(tree.root, self._scope), known)

    def _learn(self, part: str, type_: Type, found: Field | None, known: Known) -> None:
        if part == WHERE:
            self._facts |= known.true
        elif part == EXPRESSION:
            self._refuted = known.false
        elif part.startswith(VARIABLE):
            name = f"{VARIABLE}.{self._rule.variables[int(part.rpartition('/')[2])][0]}"
            self._types[name] = type_
            self._environment = self._typed.environment(self._types, self._rule)
            if found is not None:
                kept = replace(found, optional=False)
                self._scope = Scope(self._typed.model, {**self._scope.names, name: kept})

    def _of_wanted_type(self, part: str, text: str, type_: Type) -> Iterator[Complaint]:
        wanted, phrase = _WANTED.get(part, ("", ""))
        name = type_.name()
        if wanted and name not in (wanted, "DYN"):
            given = type_name(_NAMES.get(name, name.lower()))
            yield Complaint(part, 0, len(text), f"The expression gives {given}, and {phrase}", typed=True)

    def _names(self) -> list[str]:
        own = ["self", "today", *(["old"] if self._rule.changes else [])]
        return [*own, *self._types, *(f"params.{name}" for name in self._rule.params), *self._functions()]

    def _functions(self) -> list[str]:
        standard = ["size", "matches", "contains", "startsWith", "endsWith", "double", "string", "has"]
        loops = ["all", "exists", "exists_one", "map", "filter"]
        return [*self._typed.functions, *TARGET_FUNCTIONS, "minutes", "date", *standard, *loops]

    def _helped(self, complaint: Complaint) -> Complaint:
        """With the nearest field, where the complaint is about one."""
        begin = "There is no field "
        if complaint.help is not None or not complaint.message.startswith(begin):
            return complaint
        name, _, shape = complaint.message.removeprefix(begin).partition(" in ")
        fields = self._typed.model.shapes.get(shape, {})
        help_ = words.did_you_mean(name, fields) or f"The fields there are {words.all_of(sorted(fields))}."
        phrase = _shape_name(shape, self._typed.model.kinds)
        return replace(complaint, message=f"There is no field {name} in {phrase}", help=help_)


def _shape_name(shape: str, kinds: tuple[str, ...]) -> str:
    """What an author calls a shape: `spec of Service`, `metadata`, or its own name."""
    for kind in kinds:
        if shape == kind:
            return kind
        if shape == f"{kind}Spec":
            return f"spec of {kind}"
    return "metadata" if shape.endswith("Metadata") else shape


def _impossible(part: str, tree: Tree, scope: Scope) -> Iterator[Complaint]:
    """Comparisons with texts that the model never admits."""
    pending: list[tuple[Node, Scope]] = [(tree.root, scope)]
    while pending:
        node, inside = pending.pop()
        if isinstance(node, Call):
            yield from _compared(part, tree, node, inside)
        below = scope_of_loop(node, inside) if isinstance(node, Loop) else inside
        for child in children(node):
            over = isinstance(node, Loop) and child is node.over
            pending.append((child, inside if over else below))


def _compared(part: str, tree: Tree, call: Call, scope: Scope) -> Iterator[Complaint]:
    if call.function in TARGET_FUNCTIONS and len(call.arguments) > 1:
        metrics = scope.model.shapes.get("Target", {}).get("metric", Field("string")).words
        yield from _held(part, tree, call.arguments[1], metrics, _METRIC)
        return
    if len(call.arguments) != 2:
        return
    one, other = call.arguments
    if call.function in ("_==_", "_!=_"):
        for value, literal in ((one, other), (other, one)):
            field = found_in(value, scope)
            if field is not None and field.words and not field.many:
                yield from _held(part, tree, literal, field.words, _shown(value))
    elif call.function == "@in":
        field = found_in(one, scope)
        if isinstance(other, Items) and field is not None and field.words and not field.many:
            for item in other.items:
                yield from _held(part, tree, item, field.words, _shown(one))
        holder = found_in(other, scope)
        if holder is not None and holder.many and holder.words:
            yield from _held(part, tree, one, holder.words, f"an item of {_shown(other)}")


def _held(part: str, tree: Tree, node: Node, admitted: tuple[str, ...], what: str) -> Iterator[Complaint]:
    """A complaint where a literal is none of the words that can stand there; it tells where that begins."""
    if not isinstance(node, Literal) or not isinstance(node.value, str) or node.value in admitted:
        return
    at = tree.places.get(node.id, 0)
    help_ = words.did_you_mean(node.value, admitted) or f"It is {words.any_of(admitted)}."
    shown = words.printable(words.shortened(node.value))
    message = f"'{shown}' is no metric" if what == _METRIC else f"{what} is never '{shown}'"
    yield Complaint(part, at, at, message, help_, typed=True)


def _shown(node: Node) -> str:
    path = path_of(node)
    if path is not None:
        return path
    return node.field if isinstance(node, Select) else "it"
