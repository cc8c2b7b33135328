"""Users are led past the Service Desk.

A support channel of the organisation or of a service reaches another function than the Service Desk,
although users are to use it.

## Why it matters

The Service Desk holds every contact with users, so that nothing is lost and everybody is told how it goes
on. Whoever calls the network team directly is helped, perhaps, but nobody counts the call, and the third
caller with the same trouble is the third to explain it.

## Bad

```yaml title="catalog/services/email.yaml"
spec:
  channels:
    - {name: Ask a mail expert, type: phone, value: "4711", leadsTo: application-management}
```

## Good

```yaml title="catalog/services/email.yaml"
spec:
  channels:
    - name: Ask a mail expert
      type: phone
      value: "4711"
      leadsTo: application-management
      askedBy: service-desk
```

## What it leaves alone

Channels by which a team asks another (`askedBy`); a service with a number of its own that the Service Desk
answers; retired services.

## Source

ITIL 4: the service desk is the single point of contact with all users.

## Fix

By hand: lead it to the Service Desk, or say which team it is for.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_retired
from itsm_as_code.finding import FieldPath, Severity
from itsm_as_code.model.organization import Organization
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import SERVICE_DESK
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(record: Record[Organization | Service], _context: Context) -> Iterator[Fault]:
    """One fault for each channel for users that ends elsewhere."""
    if is_retired(record):
        return
    entity = record.entity
    channels, path = (
        (entity.spec.channels, _OF_A_SERVICE)
        if isinstance(entity, Service)
        else (entity.spec.service_desk.channels, _OF_ALL)
    )
    for index, channel in enumerate(channels):
        if channel.leads_to != SERVICE_DESK and channel.asked_by is None:
            named = channel.name or f"{channel.type} {channel.value}"
            yield Fault(
                message=f"The channel '{named}' leads users to {channel.leads_to}, past the Service Desk",
                at=Pointer(record, (*path, index, "leadsTo")),
            )


_OF_A_SERVICE: FieldPath = ("spec", "channels")
_OF_ALL: FieldPath = ("spec", "serviceDesk", "channels")

RULE = EntityRule(
    code="ORG003",
    name="channel-past-service-desk",
    severity=Severity.ERROR,
    check=check,
    kinds=("Organization", "Service"),
    help="Lead it to the Service Desk, or name in 'askedBy' the team that it is for.",
)
