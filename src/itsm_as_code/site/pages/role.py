"""The page of a role: who holds it, and what it does in which process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.process import Process
from itsm_as_code.model.role import Role
from itsm_as_code.site import people, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import entity
from itsm_as_code.site.pages.process import PARTS

Part = tuple[str, str, str]
"""A process, an activity and how somebody takes part in it."""


def pages(site: Site) -> Iterator[Page]:
    """One page for each role."""
    parts = _parts(site)
    owned = _owned(site)
    for record in site.of(Role):
        spec = record.entity.spec
        path = urls.page_of(record.ref)
        here = Here(site, path)
        view: dict[str, Any] = {
            **entity.frame(here, record),
            "facts": [
                ("Held by", Markup(", ").join(people.holders(here, spec.held_by))),
                ("Deputy", Markup(", ").join(people.holders(here, spec.deputy))),
                ("Belongs to", here.link(spec.within) if spec.within else ""),
            ],
            "responsibilities": spec.responsibilities,
            "parts": [
                (here.link(f"{process}/{activity}"), how)
                for process, activity, how in sorted(parts.get(record.name, ()), key=_order)
            ],
            "owns": [
                (KINDS[kind].plural, links)
                for kind, refs in owned.get(record.name, {}).items()
                if (links := here.links(refs))
            ],
        }
        view["relations"] = [
            (phrase, links)
            for phrase, links in view["relations"]
            if phrase not in ("Owns", *(f"Is {each} in" for each in ("responsible", "accountable")))
            and phrase not in ("Is consulted in", "Is informed in")
        ]
        yield Page(path, record.title, "role.html", view, entity.summary(record))


def _order(part: Part) -> int:
    """What one does before what one is told."""
    return [how for _, _, how in PARTS].index(part[2])


def _parts(site: Site) -> dict[str, list[Part]]:
    """What each role does, process by process."""
    found: dict[str, list[Part]] = {}
    for process in site.of(Process):
        for activity in process.entity.spec.activities:
            for field, _, how in PARTS:
                value = getattr(activity, field) or ()
                for name in (value,) if isinstance(value, str) else value:
                    found.setdefault(name, []).append((process.ref, activity.name, how))
    return found


def _owned(site: Site) -> dict[str, dict[str, list[str]]]:
    """What each role answers for, kind by kind."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind in KINDS:
        for record in site.of_kind(kind):
            spec = record.parsed.spec if record.parsed else None
            if isinstance(spec, OwnedSpec):
                found.setdefault(spec.owner, {}).setdefault(kind, []).append(record.ref)
    return found
