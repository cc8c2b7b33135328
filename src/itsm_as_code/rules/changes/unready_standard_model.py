"""A standard change model lacks what allows its changes to go ahead unasked.

Such a model authorises changes in advance. It needs a low risk, a procedure that says how to take the change
back, and at least one reviewed change of its sort that succeeded.

## Why it matters

Nobody looks at a standard change before it is made. That is right for what is done often, harms little and
has gone well before, and for nothing else. `itsm plan` treats a change by a model that is not in order as any
other change: somebody has to agree to it.

## Bad

```yaml title="catalog/change-models/desk-move.yaml"
spec:
  reviews: null
```

## Good

```yaml title="catalog/change-models/desk-move.yaml"
spec:
  reviews: [{date: 2026-09-02, by: Marta Lind, success: true}]
```

## What it leaves alone

Normal and emergency models, whose changes somebody agrees to each time.

## Source

ITIL 4: change enablement (standard changes are low-risk, pre-authorised and fully documented); FitSM-1,
PR12.1.

## Fix

By hand: make a normal model of it until a change of its sort has been made, reviewed and found good.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.change_model import ChangeModel
from itsm_as_code.model.procedure import Procedure
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(model: Record[ChangeModel], context: Context) -> Iterator[Fault]:
    """One fault for each part that a standard model lacks."""
    spec = model.entity.spec
    if spec.type != "standard":
        return
    name = model.name
    if spec.risk != "low":
        yield Fault(
            message=f"The standard change model {name} has {spec.risk} risk; a standard change has low risk",
            at=Pointer(model, ("spec", "risk")),
        )
    procedure = context.catalog.find(Procedure, spec.procedure)
    if spec.procedure is None:
        yield Fault(
            message=f"The standard change model {name} names no procedure",
            at=Pointer(model, ("spec", "procedure")),
        )
    elif procedure is not None and procedure.entity.spec.rollback is None:
        yield Fault(
            message=f"The standard change model {name} follows {spec.procedure}, which says no way back",
            at=Pointer(model, ("spec", "procedure")),
            related=(Pointer(procedure, ("spec",), "has no rollback", at_key=True),),
        )
    if not any(review.success for review in spec.reviews):
        yield Fault(
            message=f"No reviewed change by the standard change model {name} has succeeded",
            at=Pointer(model, ("spec", "reviews")),
        )


RULE = EntityRule(
    code="CHG004",
    name="unready-standard-model",
    severity=Severity.ERROR,
    check=check,
    kinds=("ChangeModel",),
    help="Make a normal model of it until it has a procedure with a way back, low risk and a success.",
)
