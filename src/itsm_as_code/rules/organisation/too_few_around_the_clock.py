"""Support is promised around the clock by too few people.

An operational level agreement, or a service level agreement for services of a team without one, has support
hours that never close, and the team has fewer than four members.

## Why it matters

A week has 168 hours. With three people everyone is on duty or on call every third night, the year round,
and the first illness or holiday breaks the promise. What is promised at night should be what people can
give.

## Bad

```yaml title="catalog/olas/network.yaml"
spec:
  supportHours: always
```

## Good

```yaml title="catalog/olas/network.yaml"
spec:
  supportHours: office
```

## What it leaves alone

Teams of four and more; teams whose members the git host alone knows (`directory`); support by suppliers;
services that run around the clock with support in office hours; agreements that are over.

## Source

Practice: a rota around the clock needs at least four people. Working-time law asks for more in most places.

## Fix

By hand: shorten the support hours, enlarge the team, or share the rota with another.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.agreements import covered, ever_covering
from itsm_as_code.catalog.hours import around_the_clock
from itsm_as_code.catalog.lifecycle import is_over
from itsm_as_code.catalog.people import provider_of
from itsm_as_code.finding import Severity
from itsm_as_code.model.operational_level_agreement import OperationalLevelAgreement
from itsm_as_code.model.service import Service
from itsm_as_code.model.service_level_agreement import ServiceLevelAgreement
from itsm_as_code.model.team import Team
from itsm_as_code.rules.rule import Context, EntityRule, Fault, Pointer

_FEWEST = 4


def check(
    agreement: Record[OperationalLevelAgreement | ServiceLevelAgreement], context: Context
) -> Iterator[Fault]:
    """One fault for each team that is too small for the support hours that it gives."""
    if is_over(agreement, context.today):
        return
    for name in dict.fromkeys(_around_the_clock(context.catalog, agreement)):
        team = context.catalog.find(Team, name)
        if team is None or team.entity.spec.directory:
            continue
        number = len(team.entity.spec.members)
        if number < _FEWEST:
            members = text.count(number, "member") if number else "no members"
            yield Fault(
                message=f"Support is promised around the clock; the team {name} has {members}",
                at=Pointer(agreement, ("spec", "supportHours")),
                related=(Pointer(team, ("spec", "members"), members),),
                about=name,
            )


def _around_the_clock(
    catalog: Catalog, agreement: Record[OperationalLevelAgreement | ServiceLevelAgreement]
) -> Iterator[str]:
    """The teams that give support around the clock under an agreement, once for each thing covered."""
    entity = agreement.entity
    for ref in covered(agreement):
        record = catalog.get(ref)
        if record is None or record.parsed is None:
            continue
        own = record.parsed.spec.support_hours if isinstance(record.parsed, Service) else None
        hours = entity.spec.support_hours or own
        if hours is None or not around_the_clock(catalog, hours):
            continue
        if isinstance(entity, OperationalLevelAgreement):
            yield entity.spec.team
        else:
            provider = provider_of(catalog, record)
            if (
                provider
                and provider.startswith("team:")
                and not _has_its_own_agreement(catalog, ref, provider)
            ):
                yield provider.removeprefix("team:")


def _has_its_own_agreement(catalog: Catalog, ref: str, provider: str) -> bool:
    return any(
        isinstance(other.entity, OperationalLevelAgreement) and f"team:{other.entity.spec.team}" == provider
        for other in ever_covering(catalog, ref)
    )


RULE = EntityRule(
    code="ORG005",
    name="too-few-around-the-clock",
    severity=Severity.WARNING,
    check=check,
    timed=True,
    kinds=("ServiceLevelAgreement", "OperationalLevelAgreement"),
    help="Shorten the support hours, enlarge the team, or share the rota with another.",
)
