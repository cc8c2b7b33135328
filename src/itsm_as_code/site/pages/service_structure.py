"""What relies on a service, what it needs, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.model.business_process import BusinessProcess
from itsm_as_code.model.common import RequirementGroup
from itsm_as_code.model.process import Process
from itsm_as_code.model.service import EnabledProcess, Service
from itsm_as_code.site import people, urls, words
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.diagram import Box, columns

Groups = Sequence[tuple[str, Sequence[Markup]]]


@dataclass(frozen=True, slots=True)
class Structure:
    """A drawing, and the same as lists.

    Attributes:
        drawing: The drawing; empty where nothing hangs together.
        lists: Titles with groups of links; each group has a head, which may be empty.
    """

    drawing: Markup
    lists: Sequence[tuple[str, Groups]]

    @property
    def any(self) -> bool:
        """Whether there is something to show."""
        return bool(self.lists)


def structure(here: Here, record: Record[Service]) -> Structure:
    """What hangs together with a service."""
    site = here.site
    essential, helpful = _enabled(site, record)
    needed_by = [each.ref for each in site.sources(record.ref, Service, "requires")]
    used_by = [each.ref for each in site.sources(record.ref, Service, "uses")]
    users = [f"stakeholder:{name}" for name in record.entity.spec.users]
    relies: Groups = _filled(
        here,
        ("Work that stands still without it", essential),
        ("Work that is harder without it", helpful),
        ("Services that need it", needed_by),
        ("Services that use it", used_by),
        ("People who use it", users),
    )
    needs = list(_needs(here, record))
    lists = [
        (title, groups)
        for title, groups in (
            ("What relies on it", relies),
            ("What it needs", needs),
            ("What it is made of", _made_of(here, record)),
        )
        if groups
    ]
    left = [*_boxes(here, [*essential, *needed_by]), *_boxes(here, [*helpful, *used_by], soft=True)]
    spec = record.entity.spec
    required = members(spec.requires)
    right = [*_boxes(here, required), *_boxes(here, spec.uses, soft=True)]
    drawing = Markup()
    if left or right:
        label = f"What relies on {record.title}, and what it needs"
        heads = ("Relies on it", "This service", "What it needs")
        drawing = columns(label, heads, (left, right), record.title)
    return Structure(drawing, lists)


def members(requires: Iterable[str | RequirementGroup]) -> list[str]:
    """Everything that is required, the members of groups one by one, as references."""
    return [ref for each in requires for ref in (each.of if isinstance(each, RequirementGroup) else (each,))]


def enabled(site: Site, record: Record[Service]) -> list[tuple[str, bool]]:
    """The business processes that a service enables, as references, and whether they need it."""
    enables = record.entity.spec.enables
    if enables == "all":
        return [(process.ref, True) for process in site.of(BusinessProcess)]
    found = []
    for each in enables:
        if isinstance(each, EnabledProcess):
            found.append((f"business-process:{each.process}", each.essential))
        else:
            found.append((f"business-process:{each}", True))
    return found


def _enabled(site: Site, record: Record[Service]) -> tuple[list[str], list[str]]:
    found = enabled(site, record)
    return [ref for ref, essential in found if essential], [ref for ref, essential in found if not essential]


def _filled(here: Here, *groups: tuple[str, Sequence[str]]) -> Groups:
    shown = [(head, here.links(refs)) for head, refs in groups]
    return [(head, links) for head, links in shown if links]


def _needs(here: Here, record: Record[Service]) -> Iterator[tuple[str, Sequence[Markup]]]:
    spec = record.entity.spec
    single = here.links(each for each in spec.requires if isinstance(each, str))
    if single:
        yield "Without these it stands still", single
    for group in spec.requires:
        if isinstance(group, RequirementGroup):
            links = here.links(group.of)
            if links:
                head = f"{group.at_least} of these {len(group.of)} must work"
                if group.failover:
                    head += f"; another takes over within {words.lasting(group.failover.minutes)}"
                yield head, links
    soft = here.links(spec.uses)
    if soft:
        yield "It works better with", soft


def _made_of(here: Here, record: Record[Service]) -> Groups:
    site, spec = here.site, record.entity.spec
    team = people.provider(here, spec.provider, spec.owner)
    served = [each.ref for each in site.sources(record.ref, Process, "serves")]
    everywhere = [each for each in site.of(Process) if each.entity.spec.serves == "all"]
    processes = here.links(served)
    if everywhere:
        processes.append(here.to("processes", f"the {len(everywhere)} that serve every service"))
    items = [ref for ref in (*members(spec.requires), *spec.uses) if ref.startswith("ci:")]
    found = [("People", [team] if team else []), ("Processes", processes), ("Technology", here.links(items))]
    return [(head, links) for head, links in found if links]


def _boxes(here: Here, refs: Sequence[str], *, soft: bool = False) -> list[Box]:
    return [
        Box(record.title, here.url(urls.page_of(ref)), soft)
        for ref in dict.fromkeys(refs)
        if (record := here.site.get(ref))
    ]
