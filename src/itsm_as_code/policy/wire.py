"""What the process that evaluates expressions is told, and what it answers (MessagePack).

Both sides import this module, and the child little else: it has to be there soon.
"""

from __future__ import annotations

from typing import Any

import msgspec

STRING, DOUBLE, BOOL, DYN = "string", "double", "bool", "dyn"
"""The types of fields beside the shapes; every number is a double."""

NOT_CONCERNED, HOLDS, VIOLATED, FAILED, NOT_JUDGED = range(5)
"""Verdicts on one entity: it does not match; the rule holds; it does not; evaluating it failed; it was given
up before."""

WHERE, EXPRESSION, MESSAGE, VARIABLE = "where", "expression", "messageExpression", "variables"
"""The parts of a rule that are expressions; variables have their number behind a slash."""


class Field(msgspec.Struct, array_like=True, frozen=True):
    """A field of a shape.

    Attributes:
        type: `string`, `double`, `bool`, `dyn`, or the name of a shape.
        many: Whether it is a list of these.
        keyed: Whether it is a mapping to these whose keys are the author's own.
        optional: Whether it can be absent.
        words: The only texts that it can hold; any when empty.
    """

    type: str
    many: bool = False
    keyed: bool = False
    optional: bool = False
    words: tuple[str, ...] = ()


Shapes = dict[str, dict[str, Field]]
"""The fields of each mapping of the model by the name of its class; a kind's own has the kind's name."""


class Lookup(msgspec.Struct, array_like=True, frozen=True):
    """A function that asks the catalogue.

    Attributes:
        name: As expressions call it.
        takes: What it takes: `string`, or `entity` for any entity.
        gives: The name of a shape, or a type.
        many: Whether it gives a list of these.
        kinds: The kinds of the entities that it takes; any when empty.
    """

    name: str
    takes: tuple[str, ...]
    gives: str
    many: bool = False
    kinds: tuple[str, ...] = ()


class Model(msgspec.Struct, array_like=True, frozen=True):
    """What expressions can speak of."""

    shapes: Shapes
    kinds: tuple[str, ...]
    lookups: tuple[Lookup, ...]


class Definition(msgspec.Struct, array_like=True, frozen=True):
    """A rule as its author wrote it.

    Attributes:
        kind: The kind of the entities that it judges.
        changes: Whether `old` stands beside `self`.
        where: Which of them it judges; all when absent.
        variables: Names and expressions, in their order.
        expression: What has to be true.
        message: What makes the message, where that is an expression.
        params: The values of the policy, its numbers as doubles.
    """

    kind: str
    changes: bool
    where: str | None
    variables: tuple[tuple[str, str], ...]
    expression: str
    message: str | None
    params: dict[str, Any]

    def parts(self) -> list[tuple[str, str]]:
        """Its expressions by their part, in the order in which they are evaluated."""
        found = [(WHERE, self.where)] if self.where is not None else []
        found += [(f"{VARIABLE}/{number}", text) for number, (_, text) in enumerate(self.variables)]
        found.append((EXPRESSION, self.expression))
        if self.message is not None:
            found.append((MESSAGE, self.message))
        return found


class Complaint(msgspec.Struct, array_like=True, frozen=True):
    """What is wrong with the text of an expression.

    Attributes:
        part: The part of the rule.
        start: Where it begins, in characters of the text from 0.
        end: Where it ends.
        message: What is wrong.
        help: What to do, where that can be told.
        typed: Whether it is a matter of types and names rather than of syntax.
    """

    part: str
    start: int
    end: int
    message: str
    help: str | None = None
    typed: bool = False


class Prepare(msgspec.Struct, array_like=True, tag="prepare"):
    """Compile a set of rules for evaluation; answered by `Prepared`. Sets are numbered from 0."""

    rules: tuple[Definition, ...]


class Prepared(msgspec.Struct, array_like=True, tag="prepared"):
    """The numbers of the rules whose text is faulty; these concern no entity."""

    faulty: tuple[int, ...]


class Check(msgspec.Struct, array_like=True, tag="check"):
    """Hold rules against the model; answered by `Checked`."""

    rules: tuple[Definition, ...]


class Checked(msgspec.Struct, array_like=True, tag="checked"):
    """What is wrong with each rule."""

    complaints: tuple[tuple[Complaint, ...], ...]


class Subject(msgspec.Struct, array_like=True):
    """An entity to be judged: as much of it as the rules read."""

    own: dict[str, Any] | None
    old: dict[str, Any] | None = None


class Judge(msgspec.Struct, array_like=True, tag="judge"):
    """Judge entities by some of the rules prepared; answered by `Judged`.

    Attributes:
        set: Number of the set of rules.
        rules: Numbers of rules within it.
        today: Seconds since 1970-01-01 (UTC) of the day for which they judge.
        subjects: The entities.
    """

    set: int
    rules: tuple[int, ...]
    today: int
    subjects: list[Subject]


class Judged(msgspec.Struct, array_like=True, tag="judged"):
    """Verdicts.

    Attributes:
        codes: The code of each entity by each rule, entity by entity.
        texts: The texts that belong to some, by their place in `codes`.
    """

    codes: bytes
    texts: dict[int, str]


class Ask(msgspec.Struct, array_like=True, tag="ask"):
    """The child asks the catalogue for what the entity at hand needs; answered by `Told`.

    Attributes:
        function: A lookup.
        arguments: Texts; an entity as its canonical reference.
        place: The place in `Judged.codes` that the answer is for.
    """

    function: str
    arguments: tuple[str, ...]
    place: int


class Told(msgspec.Struct, array_like=True, tag="told"):
    """What the catalogue says, or why it cannot say anything."""

    value: Any = None
    error: str | None = None


class Forget(msgspec.Struct, array_like=True, tag="forget"):
    """Let go of every set of rules; not answered. The next set has the number 0."""


Request = Prepare | Check | Judge | Told | Forget
Answer = Prepared | Checked | Judged | Ask
