"""Who holds a role, who deputises, and who heads the function: always as the target has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from itsm_as_code.catalog import Catalog
from itsm_as_code.model.common import Person
from itsm_as_code.model.role import Role
from itsm_as_code.model.team import Team
from itsm_as_code.transition.classification.case import PEER, head_of
from itsm_as_code.transition.verdict import Someone

_ROLE, _TEAM, _USER = "role:", "team:", "user:"


@dataclass(frozen=True, slots=True)
class People:
    """Some people.

    Attributes:
        logins: Those with an account on the host.
        names: Those without one.
    """

    logins: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.logins or self.names)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to whoever decides.

    Attributes:
        capacity: As what these people decide.
        people: The people.
    """

    capacity: str
    people: People


@dataclass(frozen=True, slots=True)
class Directory:
    """The people of the target.

    Attributes:
        catalog: The target.
        teams: Members of the host's teams, by what `directory` names.
    """

    catalog: Catalog
    teams: Mapping[str, Collection[str]]

    def way(self, authority: str) -> Iterator[Step]:
        """Who decides in the name of an authority, and who decides where none of them can."""
        if not authority.startswith(_ROLE):
            yield Step(authority, self.people(authority))
            return
        role = self.catalog.find(Role, authority.removeprefix(_ROLE))
        if role is None:
            return
        spec = role.entity.spec
        yield Step(authority, self._holders(spec.held_by))
        yield Step(f"deputy of {authority}", self._holders(spec.deputy))
        if spec.within is not None and spec.within.startswith("function:"):
            head = head_of(self.catalog, spec.within.partition(":")[2])
            if head is not None and head != authority:
                yield Step(f"{head}, head of {spec.within}", self.people(head))

    def people(self, authority: str) -> People:
        """The people behind a role, a team, or a person."""
        if authority.startswith(_ROLE):
            role = self.catalog.find(Role, authority.removeprefix(_ROLE))
            return self._holders(role.entity.spec.held_by) if role else People()
        return self._holders([authority]) if authority != PEER else People()

    def _holders(self, holders: Iterable[str | Person]) -> People:
        logins: dict[str, None] = {}
        names: dict[str, None] = {}
        for holder in holders:
            if isinstance(holder, Person):
                login = self._login_of(holder)
                (names if login is None else logins)[login or holder.name] = None
            elif holder.startswith(_USER):
                logins[holder.removeprefix(_USER)] = None
            else:
                logins |= dict.fromkeys(self._members(holder.removeprefix(_TEAM)))
        return People(tuple(logins), tuple(names))

    def _members(self, name: str) -> Iterator[str]:
        team = self.catalog.find(Team, name)
        if team is None:
            return
        spec = team.entity.spec
        if spec.directory is not None:
            yield from self.teams.get(spec.directory, ())
        yield from (member.handle for member in spec.members if member.handle)

    def _login_of(self, person: Person) -> str | None:
        """The login of somebody who is in a team under the same address."""
        return next((handle for email, _, handle in self.members() if email and email == person.email), None)

    def members(self) -> Iterator[tuple[str | None, str | None, str]]:
        """Address, name and login of everybody in a team who has one."""
        for team in self.catalog.of(Team):
            for member in team.entity.spec.members:
                if member.handle:
                    yield member.email, member.name, member.handle

    def someone(self, who: str) -> Someone:
        """The person behind a login or, without one, a name."""
        named = next((name for _, name, login in self.members() if login == who), None)
        account = named is not None or any(login == who for login in self._logins())
        return Someone(who, named) if account else Someone(None, who)

    def _logins(self) -> Iterator[str]:
        """Every login that the roles and teams of the target name."""
        for role in self.catalog.of(Role):
            yield from self._holders([*role.entity.spec.held_by, *role.entity.spec.deputy]).logins
        for members in self.teams.values():
            yield from members

    def logins_of(self, claimed: Collection[str]) -> frozenset[str]:
        """The logins of those whom commits name by name or address (in lower case)."""
        found = {
            handle.casefold()
            for email, name, handle in self.members()
            if (email or "").lower() in claimed or (name or "").lower() in claimed
        }
        for address in claimed:
            local, at, host = address.rpartition("@")
            if at and host.startswith("users.noreply."):
                found.add(local.rpartition("+")[2].casefold())
        return frozenset(found)

    def works_for(self, functions: Collection[str]) -> frozenset[str]:
        """The logins of those who hold a role within some functions, or are in a team that works for one."""
        found: set[str] = set()
        for role in self.catalog.of(Role):
            home = role.entity.spec.within or ""
            if home.startswith("function:") and home.partition(":")[2] in functions:
                found.update(self._holders(role.entity.spec.held_by).logins)
        for team in self.catalog.of(Team):
            if set(team.entity.spec.functions) & set(functions):
                found.update(self._members(team.name))
        return frozenset(login.casefold() for login in found)
