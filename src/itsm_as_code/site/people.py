"""Who stands behind a role: the people, as far as readers may see them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from itsm_as_code.model.common import Person
from itsm_as_code.model.role import Role
from itsm_as_code.site.context import Here


def holders(here: Here, held: Iterable[str | Person]) -> list[Markup]:
    """The people and teams that hold a role."""
    found = []
    for holder in held:
        if isinstance(holder, Person):
            found.append(
                Markup('<a href="mailto:{}">{}</a>').format(holder.email, holder.name)
                if holder.email
                else Markup.escape(holder.name)
            )
        elif link := here.link(holder):
            found.append(link)
    return found


def role_with_holders(here: Here, name: str) -> Markup:
    """A role and who holds it: `Application lead (Paula Esteves)`."""
    link = here.link(f"role:{name}")
    record = here.site.find(Role, name)
    found = holders(here, record.entity.spec.held_by) if record else []
    if not link or not found:
        return link
    return Markup("{} ({})").format(link, Markup(", ").join(found))


def home(here: Here, name: str) -> Markup:
    """The function or stakeholder that a role belongs to, be the role itself for IT alone."""
    record = here.site.catalog.find(Role, name)
    within = record.entity.spec.within if record else None
    return here.link(within) if within else Markup()


def provider(here: Here, provider: str | None, owner: str) -> Markup:
    """Who provides something: as it says, else the one team of its owner."""
    if provider:
        return here.link(provider)
    record = here.site.find(Role, owner)
    held = record.entity.spec.held_by if record else ()
    teams = [each for each in held if isinstance(each, str) and each.startswith("team:")]
    return here.link(teams[0]) if len(teams) == 1 else Markup()
