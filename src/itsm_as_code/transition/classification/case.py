"""What the themes are given, what they find, and whom they ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.changes import ChangeSet, EntityChange, FieldChange
from itsm_as_code.finding import Finding, Location
from itsm_as_code.model.change_model import ChangeModel
from itsm_as_code.model.function import Function
from itsm_as_code.model.role import Role
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.transition.table import Row

PEER = "anyone"
"""Stands for anybody who may write to the repository, but the author."""

_FEASIBILITY = ("AVL", "TIM", "REC")


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who has to agree.

    Attributes:
        authorities: Any one of these, as canonical references.
        capacity: As what: "owner of service:email".
        on_record: Agreements (canonical references) in which theirs may be recorded; for customers.
        barred: Roles whose holders may not decide, since it is about what they own.
        by_proposing: Whether whoever proposes the change has agreed by that: a new holder of a role.
    """

    authorities: tuple[str, ...]
    capacity: str
    on_record: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    by_proposing: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A row that a change makes.

    Attributes:
        row: The row.
        subject: The entity or file.
        text: What the change does, as a phrase.
        asks: Who has to agree.
        fields: The facts that it is about; empty for the entity as a whole.
        location: Where it stands.
    """

    row: Row
    subject: str
    text: str
    asks: tuple[Ask, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A change, and both sides of it.

    Attributes:
        base: The target as it is: it alone says who holds which role.
        head: The target with the change.
        changes: The facts.
        today: The day for which to judge.
        new: The findings that the change brings.
    """

    base: Catalog
    head: Catalog
    changes: ChangeSet
    today: dt.date
    new: tuple[Finding, ...] = ()

    def owner_of(self, record: Record[Any] | None) -> Ask | None:
        """The owner of an entity as it is on the target; of a new one, the owner that it names.

        What has no owner (teams, roles, functions, terms, the organisation) is the gate owners' matter.
        """
        if record is None:
            return None
        there = self.base.get(record.ref) or record
        owner = there.written(("spec", "owner")) if there.kind.owned else None
        if not isinstance(owner, str):
            return self.gate_owners(f"gate owner, since {record.ref} has no owner of its own")
        return Ask((f"role:{owner}",), f"owner of {record.ref}")

    def owner_of_ref(self, ref: str) -> Ask | None:
        """The owner of what a reference names, on either side."""
        return self.owner_of(self.base.get(ref) or self.head.get(ref))

    def gate_owners(self, capacity: str = "gate owner") -> Ask:
        """Any one of the gate owners; where none are named, whoever decides about normal changes."""
        catalog = self.base if self.base.records else self.head
        owners = catalog.settings.gate.owners
        return Ask(tuple(owners), capacity) if owners else self._deciding(catalog, capacity)

    def _deciding(self, catalog: Catalog, capacity: str) -> Ask:
        for model in catalog.of(ChangeModel):
            spec = model.entity.spec
            if spec.type == "normal" and spec.authority is not None:
                return Ask((f"role:{spec.authority}",), capacity)
        head = head_of(catalog, "it-steering-group")
        return Ask((head or PEER,), capacity)

    def signatory(self, customer: str, sla: str | None, capacity: str) -> Ask | None:
        """Who signs for a customer; on the host, or on record in an agreement."""
        record = self.base.find(Stakeholder, customer) or self.head.find(Stakeholder, customer)
        if record is None:
            return None
        role = record.entity.spec.signatory
        if role is None:
            return self.owner_of(record)
        return Ask((f"role:{role}",), capacity, on_record=(sla,) if sla else ())

    @property
    def newly_short(self) -> tuple[str, ...]:
        """The entities about whose promises the change brings findings, each once."""
        found = (each.entity for each in self.new if each.code.startswith(_FEASIBILITY))
        return tuple(dict.fromkeys(ref for ref in found if ref))


def head_of(catalog: Catalog, function: str) -> str | None:
    """The role that heads a function, as a canonical reference: the one it names, else the only one in it."""
    record = catalog.find(Function, function)
    if record is not None and record.entity.spec.head is not None:
        return f"role:{record.entity.spec.head}"
    within = [role.ref for role in catalog.of(Role) if role.entity.spec.within == f"function:{function}"]
    return within[0] if len(within) == 1 else None


def some(*asks: Ask | None) -> tuple[Ask, ...]:
    """Those that there are, each once."""
    return tuple(dict.fromkeys(each for each in asks if each is not None))


def touching(change: EntityChange, *names: str) -> tuple[FieldChange, ...]:
    """The facts of a change that are about some fields, named by their path without list items."""
    return tuple(each for each in change.fields if plain(each).startswith(tuple(_bounded(names))))


def _bounded(names: Sequence[str]) -> Iterator[str]:
    return (f"{name}." for name in names)


def plain(fact: FieldChange) -> str:
    """The field of a fact without list items, with a dot at its end: `spec.targets.atLeast.`."""
    return "".join(f"{step}." for step in fact.path if isinstance(step, str))


def place_of(facts: Sequence[FieldChange]) -> Location | None:
    """Where the first of some facts stands."""
    return next((each.head or each.base for each in facts), None)
