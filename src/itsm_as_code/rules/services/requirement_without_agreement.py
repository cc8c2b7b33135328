"""What a live service requires comes from elsewhere, and no agreement says how well.

Another team, or a supplier, provides a service or an item that something live requires, and no operational
level agreement (with a team) or contract (with a supplier) in force covers it; or the required contract is
not in force itself. Where nothing says who provides it, the finding asks for that.

The finding is an error where one of the services that require it, directly or through items, is of high
criticality or more.

## Why it matters

A promise to a customer is worth no more than the promises under it. The other team has plans of its own, and
the supplier has other customers: in the night in which it matters, only what was agreed counts.

## Bad

```yaml title="catalog/configuration-items/label-printer.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: label-printer, title: Label printer}
spec:
  owner: network-lead
  intrinsicAvailability: 99.9
  recovery: 30m
```

```yaml title="catalog/services/email.yaml"
spec:
  requires: [service:network, contract:mail, ci:label-printer]
```

## Good

```yaml title="catalog/configuration-items/label-printer.yaml"
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: label-printer, title: Label printer}
spec:
  owner: network-lead
  intrinsicAvailability: 99.9
  recovery: 30m
```

```yaml title="catalog/services/email.yaml"
spec:
  requires: [service:network, contract:mail, ci:label-printer]
```

```yaml title="catalog/olas/network.yaml"
spec:
  covers: [service:network, ci:label-printer]
```

## What it leaves alone

What a team requires of itself; two entities of one owner role of which neither names a provider; `uses`; a
contract without `covers`, which covers what requires it; services of the pipeline.

## Source

FitSM-1, PR2.4 (operational level agreements and underpinning agreements); ISO/IEC 20000-1:2018, 8.3.4.

## Fix

By hand: agree with whoever provides it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import covering, in_force
from itsm_as_code.catalog.demand import live_dependents, requirements, services_above
from itsm_as_code.catalog.lifecycle import is_live
from itsm_as_code.catalog.people import provider_of
from itsm_as_code.finding import Severity
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service import Service
from itsm_as_code.model.underpinning_contract import UnderpinningContract
from itsm_as_code.model.vocabulary import HIGH_CRITICALITIES
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer
from itsm_as_code.text import some_of

_NAMED = 3
"""How many of those that require something a message names."""


def check(record: Record[Any], context: Context) -> Iterator[Fault]:
    """One fault for what is required without an agreement, or for a provider that nobody can tell."""
    holders = live_dependents(context.catalog, record.ref)
    if isinstance(record.entity, UnderpinningContract):
        yield from _contract(record, holders, context)
    elif is_live(record):
        provider = provider_of(context.catalog, record)
        if provider is not None:
            yield from _provided(record, provider, holders, context)
        elif _matters(record, holders, context):
            yield Fault(
                message=f"Nothing says who provides {record.name}: no one team is behind its owner role",
                at=Pointer(record, ("spec", "provider")),
                help="Name the team or the supplier in 'provider'.",
            )


def _contract(
    contract: Record[UnderpinningContract], holders: Sequence[Record[Any]], context: Context
) -> Iterator[Fault]:
    spec = contract.entity.spec
    if holders and not in_force(spec, context.today):
        field, when = "validTo", f"ended on {spec.valid_to}"
        if spec.valid_from > context.today:
            field, when = "validFrom", f"begins on {spec.valid_from}"
        message = f"{_who(holders)} {contract.ref}, which {when}"
        yield _fault(message, Pointer(contract, ("spec", field)), holders, context)


def _provided(
    record: Record[Any], provider: str, holders: Sequence[Record[Any]], context: Context
) -> Iterator[Fault]:
    concerned = [holder for holder in holders if _apart(context.catalog, provider, holder)]
    if concerned and not _agreed(record, provider, context):
        sort, _, name = provider.partition(":")
        terms = (
            f"the team {name} provides without an operational level agreement"
            if sort == "team"
            else f"the supplier {name} provides without a contract"
        )
        message = f"{_who(concerned)} {record.name}, which {terms} in force"
        yield _fault(message, name_of(record), concerned, context)


def _fault(message: str, at: Pointer, holders: Sequence[Record[Any]], context: Context) -> Fault:
    return Fault(
        message=message,
        at=at,
        related=(name_of(holders[0], "requires it"),),
        severity=Severity.ERROR if _grave(context.catalog, holders) else None,
    )


def _apart(catalog: Catalog, provider: str, holder: Record[Any]) -> bool:
    """Whether a holder is in other hands: those of a supplier are never its own unless it says so."""
    other = provider_of(catalog, holder)
    return other != provider and (other is not None or not provider.startswith("team:"))


def _agreed(record: Record[Any], provider: str | None, context: Context) -> bool:
    """Whether an agreement of the right sort covers it; of any sort where nobody can tell who provides it."""
    found = covering(context.catalog, record.ref, context.today)
    if provider is None:
        return bool(found)
    sort = OperationalLevelAgreement if provider.startswith("team:") else UnderpinningContract
    return any(isinstance(agreement.entity, sort) for agreement in found)


def _matters(record: Record[Any], holders: Sequence[Record[Any]], context: Context) -> bool:
    """Whether an agreement is missing above or below, or not, depending on who provides the record."""
    if not _agreed(record, None, context) and not all(_same_hands(holder, record) for holder in holders):
        return True
    for group in requirements(record):
        for member in (context.catalog.get(each.ref) for each in group.members):
            if member is not None and is_live(member):
                provider = provider_of(context.catalog, member)
                if provider and provider.startswith("team:") and not _agreed(member, provider, context):
                    return True
    return False


def _same_hands(one: Record[Any], other: Record[Any]) -> bool:
    """Whether two entities of one owner role leave their provider to it."""
    first, second = one.entity.spec, other.entity.spec
    return first.owner == second.owner and first.provider is None and second.provider is None


def _grave(catalog: Catalog, holders: Sequence[Record[Any]]) -> bool:
    return any(
        is_live(service) and service.entity.spec.criticality in HIGH_CRITICALITIES
        for holder in holders
        for service in _services(catalog, holder)
    )


def _services(catalog: Catalog, holder: Record[Any]) -> Sequence[Record[Service]]:
    """The service itself, or those that an item is for."""
    return [holder] if isinstance(holder.entity, Service) else services_above(catalog, holder.ref)


def _who(holders: Sequence[Record[Any]]) -> str:
    names = some_of([holder.name for holder in holders], _NAMED)
    return f"{names} requires" if len(holders) == 1 else f"{names} require"


RULE = EntityRule(
    code="SVC004",
    name="requirement-without-agreement",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("Service", "ConfigurationItem", "UnderpinningContract"),
    help="Agree with whoever provides it how well, and let the agreement cover it.",
)
