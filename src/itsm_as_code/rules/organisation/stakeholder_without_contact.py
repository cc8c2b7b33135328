"""Nobody in IT speaks with a customer or a supplier.

A customer has a `contact` in Customer Management, a supplier one in Delivery Management: a role that lies
`within` that function.

## Why it matters

Customers who know whom to call say what they need before they complain. Suppliers who deal with one person
cannot play two against each other. Where nobody is named, everybody is asked, and nobody knows the whole.

## Bad

```yaml title="catalog/stakeholders/mail-host.yaml"
spec:
  contact: null
```

## Good

```yaml title="catalog/stakeholders/mail-host.yaml"
spec:
  contact: delivery-manager
```

## What it leaves alone

Users, whose contact is the Service Desk; one role for many customers; a stakeholder that is customer and
supplier at once, for which either function will do.

## Source

The functions divide the contacts: Customer Management meets the customers, Delivery Management governs the
suppliers. FitSM-1 PR7.2 and PR8.2 ask for a contact for each.

## Fix

By hand: name the role that speaks with the stakeholder.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Record
from itsm_as_code.finding import Severity
from itsm_as_code.model.role import Role
from itsm_as_code.model.stakeholder import Stakeholder
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_FUNCTIONS = {
    "customer": ("customer-management", "Customer Management"),
    "supplier": ("delivery-management", "Delivery Management"),
}
"""The function that speaks with stakeholders of each role: its name and title."""


def check(stakeholder: Record[Stakeholder], context: Context) -> Iterator[Fault]:
    """One fault for a customer or a supplier without a contact in the right function."""
    spec = stakeholder.entity.spec
    roles = [role for role in spec.roles if role in _FUNCTIONS]
    if not roles:
        return
    who = f"the {text.all_of(roles)} {stakeholder.name}"
    where = text.any_of([_FUNCTIONS[role][1] for role in roles])
    if spec.contact is None:
        yield Fault(
            message=f"Nobody in {where} is the contact for {who}",
            at=Pointer(stakeholder, ("spec", "contact")),
        )
        return
    contact = context.catalog.find(Role, spec.contact)
    homes = {f"function:{_FUNCTIONS[role][0]}" for role in roles}
    if contact is not None and contact.entity.spec.within not in homes:
        yield Fault(
            message=f"The contact for {who} is {contact.name}, who is not in {where}",
            at=Pointer(stakeholder, ("spec", "contact")),
            related=(Pointer(contact, ("spec", "within"), f"where {contact.name} is"),),
        )


RULE = EntityRule(
    code="ORG004",
    name="stakeholder-without-contact",
    severity=Severity.ERROR,
    check=check,
    kinds=("Stakeholder",),
    help="Name in 'contact' a role within the function that speaks with it.",
)
