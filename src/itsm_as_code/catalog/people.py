"""People: who holds a role, and who provides a service or an item."""

from __future__ import annotations

from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Record
from itsm_as_code.model.common import Person
from itsm_as_code.model.configuration_item import ConfigurationItem
from itsm_as_code.model.role import Role
from itsm_as_code.model.service import Service
from itsm_as_code.model.team import Team
from itsm_as_code.model.underpinning_contract import UnderpinningContract

_TEAM, _USER = "team:", "user:"


def held(catalog: Catalog, role: str) -> bool:
    """Whether anybody holds a role: a person, or a team that has members or a directory.

    Args:
        catalog: The catalogue.
        role: Name of the role. One that does not exist or does not fit its schema counts as held, since that
            is reported elsewhere.
    """
    record = catalog.find(Role, role)
    return record is None or any(_stands_for_people(catalog, holder) for holder in record.entity.spec.held_by)


def _stands_for_people(catalog: Catalog, holder: str | Person) -> bool:
    if isinstance(holder, str) and holder.startswith(_TEAM):
        team = catalog.find(Team, holder.removeprefix(_TEAM))
        return team is None or bool(team.entity.spec.members or team.entity.spec.directory)
    return True


def teams_of_role(catalog: Catalog, role: str) -> list[str]:
    """The teams behind a role as canonical references: those that hold it, else those of its holders.

    Args:
        catalog: The catalogue.
        role: Name of the role.
    """
    record = catalog.find(Role, role)
    if record is None:
        return []
    holders = record.entity.spec.held_by
    teams = [holder for holder in holders if isinstance(holder, str) and holder.startswith(_TEAM)]
    if teams:
        return teams
    people = {
        holder.removeprefix(_USER) if isinstance(holder, str) else holder.email or holder.name
        for holder in holders
    }
    return [team.ref for team in catalog.of(Team) if people & _members(team)]


def _members(team: Record[Team]) -> set[str | None]:
    members = team.entity.spec.members
    return {name for member in members for name in (member.handle, member.email, member.name) if name}


def people_of(catalog: Catalog, authority: str) -> frozenset[str]:
    """The people behind a role or a person, each by login, else by e-mail address or name.

    Args:
        catalog: The catalogue.
        authority: `role:name` or `user:handle`.

    Returns:
        The people; nobody where the role does not exist or a team's members are known to the git host alone.
    """
    if authority.startswith(_USER):
        return frozenset({authority.removeprefix(_USER)})
    role = catalog.find(Role, authority.partition(":")[2])
    found: set[str] = set()
    for holder in role.entity.spec.held_by if role else ():
        if isinstance(holder, Person):
            found.add(holder.email or holder.name)
        elif holder.startswith(_USER):
            found.add(holder.removeprefix(_USER))
        else:
            team = catalog.find(Team, holder.removeprefix(_TEAM))
            if team is None or team.entity.spec.directory:
                return frozenset()
            found |= {
                name for each in team.entity.spec.members if (name := each.handle or each.email or each.name)
            }
    return frozenset(found)


def supplier_of(record: Record[Any]) -> str | None:
    """The supplier behind a contract, a service or an item, as a canonical reference, where one is named."""
    match record.parsed:
        case UnderpinningContract(spec=contract):
            return f"stakeholder:{contract.supplier}"
        case Service(spec=spec) | ConfigurationItem(spec=spec):
            provider = spec.provider or ""
            return provider if provider.startswith("stakeholder:") else None
        case _:
            return None


def provider_of(catalog: Catalog, record: Record[Any]) -> str | None:
    """Who provides a service or an item, as a canonical reference.

    What `provider` says; else the single team that holds the owner role, or the one team of its holder;
    `None` where that leaves a choice. A contract is provided by its supplier.
    """
    supplier = supplier_of(record)
    if supplier is not None:
        return supplier
    spec = record.entity.spec
    provider: str | None = spec.provider
    if provider is not None:
        return provider
    teams = teams_of_role(catalog, spec.owner)
    return teams[0] if len(teams) == 1 else None
