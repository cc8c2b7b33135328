"""References: how one entity names another, or a person.

A reference is a bare name where the field admits one kind, `kind:name` where it admits several, `user:handle`
for a person where people are admitted. In the entity it stays the text that the author wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from itsm_as_code.model.formats import Format
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.values import LABEL, NAME_LENGTH
from itsm_as_code.model.vocabulary import AGREEMENT_KINDS
from itsm_as_code.text import any_of

_HANDLE = "[A-Za-z0-9_][A-Za-z0-9._-]*"

PERSON = "user"
"""The prefix of people."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names an entity.

    Attributes:
        kinds: Names of the kinds admitted, in the order in which messages list them.
        people: Whether `user:handle` is admitted as well.
        activity: Whether it is written `process/activity`.
    """

    kinds: tuple[str, ...]
    people: bool = False
    activity: bool = False

    shape = "text"

    @property
    def prefixed(self) -> bool:
        """Whether it is written `kind:name`."""
        return self.people or len(self.kinds) > 1

    @property
    def format(self) -> Format:
        """Its form as a text."""
        titles = [KINDS[kind].title.lower() for kind in self.kinds]
        if self.activity:
            return Format("an activity", "process/activity", f"^{LABEL}/{LABEL}$")
        if not self.prefixed:
            phrase = f"the name of {_article(titles[0])}"
            return Format(
                phrase,
                f"{_SAMPLES.get(self.kinds[0], 'point-of-sale')} (a bare name)",
                f"^{LABEL}$",
                longest=NAME_LENGTH,
            )
        prefixes = [KINDS[kind].short for kind in self.kinds]
        forms = [f"{prefix}:name" for prefix in prefixes]
        pattern = f"(?:{'|'.join(prefixes)}):{LABEL}"
        if self.people:
            titles.append("person")
            forms.append(f"{PERSON}:handle")
            pattern = f"(?:{pattern}|{PERSON}:{_HANDLE})"
        if len(self.kinds) == len(KINDS):
            return Format("a reference to any entity", "kind:name, such as service:email", f"^{pattern}$")
        return Format(
            f"a reference to {any_of([_article(title) for title in titles])}", any_of(forms), f"^{pattern}$"
        )

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text of the form; that the target exists is REF001's matter."""
        return self.format.__get_pydantic_core_schema__(source, handler)


_SAMPLES = {"Role": "it-manager", "Calendar": "office", "Team": "service-desk", "Stakeholder": "retail"}


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


ToRole = Annotated[str, Reference(("Role",))]
ToService = Annotated[str, Reference(("Service",))]
ToCalendar = Annotated[str, Reference(("Calendar",))]
ToStakeholder = Annotated[str, Reference(("Stakeholder",))]
ToObjective = Annotated[str, Reference(("Objective",))]
ToBusinessProcess = Annotated[str, Reference(("BusinessProcess",))]
ToFunction = Annotated[str, Reference(("Function",))]
ToTeam = Annotated[str, Reference(("Team",))]
ToPolicy = Annotated[str, Reference(("Policy",))]
ToProcedure = Annotated[str, Reference(("Procedure",))]
ToArtefact = Annotated[str, Reference(("Artefact",))]
ToTerm = Annotated[str, Reference(("Term",))]
ToRisk = Annotated[str, Reference(("Risk",))]
ToActivity = Annotated[str, Reference(("Process",), activity=True)]
"""An activity of a process: `process/activity`."""

ToMember = Annotated[str, Reference(("Service", "ConfigurationItem", "UnderpinningContract"))]
"""What a service or an item can be built on."""

ToCovered = Annotated[str, Reference(("Service", "ConfigurationItem"))]
ToProvider = Annotated[str, Reference(("Team", "Stakeholder"))]
ToAgreement = Annotated[str, Reference(AGREEMENT_KINDS)]
ToEscalation = Annotated[str, Reference(("Team", "OperationalLevelAgreement", "UnderpinningContract"))]
ToHome = Annotated[str, Reference(("Function", "Stakeholder"))]
ToHolder = Annotated[str, Reference(("Team",), people=True)]
ToAuthority = Annotated[str, Reference(("Role",), people=True)]
ToGateOwner = Annotated[str, Reference(("Role", "Team"), people=True)]
ToPerformer = Annotated[str, Reference(("Role", "Team", "Stakeholder"))]
ToFrozen = Annotated[str, Reference(("Service", "ConfigurationItem", "BusinessProcess"))]
ToAny = Annotated[str, Reference(tuple(KINDS))]
"""Any entity."""
