"""A live customer-facing service has no users, or they cannot reach the Service Desk.

It names nobody in `users`, or neither the service nor the organisation has a channel that leads users to the
Service Desk.

## Why it matters

Users who are not known are not told of an interruption, not asked whether they are satisfied and not
counted when priorities are set. Users who cannot call find somebody who does not answer for them, or nobody.

## Bad

```yaml title="catalog/organization.yaml"
spec:
  serviceDesk: null
```

## Good

```yaml title="catalog/organization.yaml"
spec:
  serviceDesk: null
```

```yaml title="catalog/services/email.yaml"
spec:
  channels: [{name: Mail help, type: phone, value: "+49 30 1234567", hours: office}]
```

## What it leaves alone

A service without channels of its own, as long as the organisation has one; channels that a team asks by
(`askedBy`), beside one for users; supporting services and services of the pipeline.

## Source

The flow of service management: the Service Desk holds all contact with users. ITIL 4: service desk.

## Fix

By hand: name the users, or write down how they reach the Service Desk.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.finding import Severity
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import SERVICE_DESK
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer


def check(service: Record[Service], context: Context) -> Iterator[Fault]:
    """One fault for missing users, one for a missing channel."""
    spec = service.entity.spec
    if not is_live(service) or spec.type != "customer-facing":
        return
    if not spec.users:
        yield Fault(
            message=f"{service.name} is {spec.state} and customer-facing, but has no users",
            at=Pointer(service, ("spec", "users")),
            help="Name in 'users' who uses it.",
        )
    organization = context.catalog.organization
    if organization is not None and not any(
        channel.leads_to == SERVICE_DESK and channel.asked_by is None
        for channel in (*spec.channels, *organization.entity.spec.service_desk.channels)
    ):
        yield Fault(
            message=f"The users of {service.name} have no channel to the Service Desk",
            at=Pointer(service, ("spec", "channels")),
        )


RULE = EntityRule(
    code="SVC005",
    name="service-without-users-or-channel",
    severity=Severity.WARNING,
    check=check,
    kinds=("Service",),
    help="Write down in 'serviceDesk' of the organisation how users reach the Service Desk.",
)
