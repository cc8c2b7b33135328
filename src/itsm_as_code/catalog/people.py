"""People: who holds a role, and who provides a service or an item."""

from __future__ import annotations

from typing import Any

from itsm_as_code.catalog.catalog import Catalog
from itsm_as_code.catalog.records import Record
from itsm_as_code.model.common import Person
from itsm_as_code.model.role import Role
from itsm_as_code.model.team import Team

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


def provider_of(catalog: Catalog, record: Record[Any]) -> str | None:
    """Who provides a service or an item, as a canonical reference.

    What `provider` says; else the single team that holds the owner role, or the one team of its holder;
    `None` where that leaves a choice. A contract is provided by its supplier.
    """
    spec = record.entity.spec
    supplier: str | None = getattr(spec, "supplier", None)
    if supplier is not None:
        return f"stakeholder:{supplier}"
    provider: str | None = spec.provider
    if provider is not None:
        return provider
    teams = teams_of_role(catalog, spec.owner)
    return teams[0] if len(teams) == 1 else None
