"""Change models: which one a change fits, who decides about it, and what is authorised in advance."""

from __future__ import annotations

from collections.abc import Sequence

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.changes import EntityChange, FieldChange, Verb
from itsm_as_code.model.change_model import ChangeModel
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.transition.classification.case import Ask, Case, plain


def change_authority(change: EntityChange, case: Case) -> Ask:
    """The authority of the normal change model that fits best; without one, the gate owners."""
    return _authority(change, case, "normal", "change authority")


def emergency_authority(change: EntityChange | None, case: Case) -> Ask:
    """The authority of the emergency model that fits best; without one, the gate owners."""
    return _authority(change, case, "emergency", "emergency authority")


def _authority(change: EntityChange | None, case: Case, type_: str, capacity: str) -> Ask:
    models = [
        model
        for model in case.base.of(ChangeModel)
        if model.entity.spec.type == type_ and (change is None or _fits(model, change, ()))
    ]
    for model in sorted(models, key=_breadth):
        if model.entity.spec.authority is not None:
            return Ask((f"role:{model.entity.spec.authority}",), capacity)
    return case.gate_owners(f"gate owner, as {capacity}")


def standard_model(
    change: EntityChange, facts: Sequence[FieldChange], case: Case
) -> Record[ChangeModel] | None:
    """The standard model of the target that authorises some facts in advance; `None` where none does.

    A model counts when it is in order (CHG004): low risk, a procedure with a rollback, and a review of a
    change that succeeded.
    """
    if change.verb not in (Verb.CREATED, Verb.CHANGED):
        return None
    for model in sorted(case.base.of(ChangeModel), key=_breadth):
        if in_order(model, case) and _fits(model, change, facts):
            return model
    return None


def in_order(model: Record[ChangeModel], case: Case) -> bool:
    """Whether a standard model has what makes it one."""
    spec = model.entity.spec
    procedure = case.base.find(Procedure, spec.procedure)
    return (
        spec.type == "standard"
        and spec.risk == "low"
        and procedure is not None
        and procedure.entity.spec.rollback is not None
        and any(review.success for review in spec.reviews)
    )


def _breadth(model: Record[ChangeModel]) -> tuple[bool, bool, bool, str]:
    """The narrower a model, the earlier it comes."""
    matches = model.entity.spec.matches
    return not matches.entities, not matches.fields_, not matches.kinds, model.name


def _fits(model: Record[ChangeModel], change: EntityChange, facts: Sequence[FieldChange]) -> bool:
    matches = model.entity.spec.matches
    if matches.kinds and change.record.kind.name not in matches.kinds:
        return False
    if matches.entities and change.ref not in matches.entities:
        return False
    if not matches.fields_ or model.entity.spec.type != "standard":
        return bool(matches.kinds or matches.entities or model.entity.spec.type != "standard")
    fields = tuple(f"{field}." for field in matches.fields_)
    return (
        change.verb is Verb.CHANGED and bool(facts) and all(plain(fact).startswith(fields) for fact in facts)
    )
