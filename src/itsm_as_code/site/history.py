"""What happened and what is planned, found quickly for each service."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from markupsafe import Markup

from itsm_as_code.site import told, urls
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.events import Happening, Planned, happenings, planned


class History:
    """The events of a site.

    Attributes:
        happened: What changed, the latest first.
        coming: What is planned, by time.
    """

    def __init__(self, site: Site) -> None:
        found = [*happenings(site), *told.happenings(site)]
        self.happened = sorted(found, key=lambda each: (-each.day.toordinal(), each.ref))
        self.coming = planned(site)
        self._happened: dict[str, list[Happening]] = defaultdict(list)
        self._coming: dict[str, list[Planned]] = defaultdict(list)
        for happening in self.happened:
            for ref in happening.about:
                self._happened[ref].append(happening)
        for each in self.coming:
            for ref in each.about:
                self._coming[ref].append(each)

    def planned_for(self, ref: str, most: int) -> Sequence[Planned]:
        """What is planned for a service, by time."""
        return list(islice(self._coming.get(ref, ()), most))

    def for_service(self, ref: str) -> Sequence[Happening]:
        """What changed for a service, the latest first."""
        return self._happened.get(ref, [])

    def sentences(
        self, here: Here, found: Iterable[Happening], most: int
    ) -> Sequence[tuple[dt.date, Markup]]:
        """What readers may read of some events: the day and a sentence each.

        Args:
            here: The page.
            found: The events.
            most: How many at most.
        """
        told = ((each.day, self.sentence(here, each)) for each in found)
        return list(islice((pair for pair in told if pair[1]), most))

    @staticmethod
    def sentence(here: Here, happening: Happening) -> Markup:
        """What changed, as a sentence with links; empty where readers may not see what it names."""
        own = happening.about == (happening.ref,) and here.path == urls.page_of(happening.ref)
        links = {name: here.link(ref) for name, ref in happening.links.items()}
        it = Markup("it") if own else here.link(happening.ref)
        if not it or not all(links.values()):
            return Markup()
        told = Markup(happening.text).format(it=it, **links, **happening.values)
        return Markup(f"{told[:1].upper()}{told[1:]}.")
