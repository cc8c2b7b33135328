"""Policies: why things are done as they are, and the rules that a machine holds to."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from itsm_as_code.model.base import Constrained, Items, Model, Named, OneOf, Some
from itsm_as_code.model.common import Entity, FreeMapping, InternalMetadata, OwnedSpec
from itsm_as_code.model.constraints import AtLeastOne, Constraint, OnlyWhen
from itsm_as_code.model.formats import Choice
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.references import ToObjective, ToRole
from itsm_as_code.model.scalars import Date, FieldName, Figure, Identifier, Line, Name, Prose, Text

KindName = Annotated[str, Choice(tuple(KINDS))]
"""The name of a kind, as files spell it."""

Parameter = Annotated[bool | Figure | Text | Items[Annotated[Figure | Text, OneOf()]], OneOf()]
"""A value that rules can use: yes/no, a number, a text, or a list of numbers and texts."""

Operation = Literal["create", "update", "delete"]
Enforcement = Literal["advisory", "mandatory", "strict"]


class Match(Model):
    """The entities that a rule judges."""

    kind: KindName = Field(description="Their kind.")
    where: Text | None = Field(
        default=None, description="A condition on `self` (CEL); left out, every entity of the kind."
    )


class Variable(Model):
    """A part of a rule's expression that has a name."""

    name: Identifier = Field(description="The rule uses it as `variables.name`.")
    expression: Text = Field(description="What it stands for (CEL).")


class PolicyRule(Constrained):
    """A rule that a machine holds to, in the Common Expression Language (CEL)."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        OnlyWhen("overrideBy", "enforcement", ("mandatory",), default="mandatory"),
    )

    name: Name = Field(description="Its name within the policy; findings carry it as POL/<policy>/<rule>.")
    enforcement: Enforcement = Field(
        default="mandatory",
        description="`advisory` warns; `mandatory` refuses unless overridden; `strict` refuses, without "
        "exception.",
    )
    override_by: ToRole | None = Field(
        default=None, description="The role whose approval overrides a mandatory rule."
    )
    operations: Items[Operation] = Field(
        default=(),
        description="The changes that it judges, with `old` beside `self`; left out, it judges what is "
        "there.",
    )
    match: Match = Field(description="The entities that it judges.")
    variables: Named[Variable] = Field(default=(), description="Parts of the expression that have names.")
    expression: Text = Field(description="What has to be true (CEL).")
    message: Line = Field(description="What is wrong when it is not.")
    message_expression: Text | None = Field(
        default=None, description="The message with the values in it (CEL)."
    )
    at: FieldName | None = Field(default=None, description="The field to which findings point.")


class PolicyTest(Constrained):
    """An example that a rule has to pass or to fail."""

    constraints: ClassVar[tuple[Constraint, ...]] = (AtLeastOne(("self", "old")),)

    rule: Name = Field(description="The rule that it tests.")
    expect: Literal["pass", "fail"] = Field(description="What the rule has to say.")
    title: Line | None = Field(default=None, description="What the example shows.")
    self_: FreeMapping | None = Field(
        default=None, description="The entity that is judged: as much of a file as it takes."
    )
    old: FreeMapping | None = Field(default=None, description="The same entity before the change.")
    given: Items[FreeMapping] = Field(default=(), description="Other entities that exist.")
    as_of: Date | None = Field(
        default=None, description="The day on which it is judged; left out, the day of the run."
    )


class PolicySpec(Constrained, OwnedSpec):
    """The facts of a policy."""

    constraints: ClassVar[tuple[Constraint, ...]] = (
        OnlyWhen("rules", "manual", (False,), default=False),
        OnlyWhen("tests", "manual", (False,), default=False),
    )

    rationale: Prose | None = Field(default=None, description="Why it is so (Markdown).")
    statements: Some[Prose] = Field(description="What holds (Markdown).")
    objectives: Items[ToObjective] = Field(default=(), description="The objectives that it serves.")
    approver: ToRole | None = Field(default=None, description="The role that approves it.")
    version: Line | None = Field(default=None, description="Its version, as a text.")
    satisfies: Items[Line] = Field(default=(), description="The external requirements that it meets.")
    params: dict[Identifier, Parameter] = Field(
        default_factory=dict, description="Values that the rules use as `params.name`."
    )
    rules: Named[PolicyRule] = Field(default=(), description="What a machine holds to.")
    tests: Items[PolicyTest] = Field(
        default=(), description="Examples that its rules have to pass or to fail."
    )
    manual: bool = Field(
        default=False, description="Whether only people can hold to it, and no rules are to be written."
    )


class Policy(Entity):
    """Why things are done as they are (ISO/IEC 20000-1:2018, 5.2; FitSM-1 GR1)."""

    kind: Literal["Policy"] = Field(description="The kind of entity.")
    metadata: InternalMetadata = Field(description="What the entity says about itself.")
    spec: PolicySpec = Field(description="The facts of the policy.")
