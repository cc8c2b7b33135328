"""What happened and what is planned, found quickly for each service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from markupsafe import Markup

from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.events import Happening, Planned, happenings, planned


class History:
    """The events of a site.

    Attributes:
        happened: What changed, the latest first.
        coming: What is planned, by time.
    """

    def __init__(self, site: Site) -> None:
        self.happened = happenings(site)
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

    def for_service(self, ref: str, most: int) -> Sequence[Happening]:
        """What changed for a service, the latest first."""
        return list(islice(self._happened.get(ref, ()), most))

    @staticmethod
    def sentence(here: Here, happening: Happening) -> Markup:
        """What changed, as a sentence with a link."""
        if happening.about == (happening.ref,) and here.path.endswith(f"/{happening.ref.partition(':')[2]}"):
            return Markup(f"{happening.text}.").format("It")
        return Markup(f"{happening.text}.").format(here.link(happening.ref))
