"""The beginning of the IT side: the organisation looking at itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.process import Process
from itsm_as_code.model.service import Service
from itsm_as_code.model.vocabulary import PHASE_TITLES, PHASES
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages import (
    alignment,
    change_register,
    costs,
    coverage,
    due,
    flow,
    kind_index,
    phases,
    portfolio,
    service_map,
)
from itsm_as_code.site.trail import HOW_IT_WORKS, index_of, trail
from itsm_as_code.text import count

_DOORS = (
    ("What for", ("Objective", "BusinessProcess")),
    ("Who", ("Function", "Team", "Role", "Stakeholder")),
    ("How", ("Process", "Procedure", "Policy", "Artefact")),
    ("With what", ("ConfigurationItem", "UnderpinningContract", "OperationalLevelAgreement")),
    ("How well", ("ServiceLevelAgreement", "ServiceReport", "Improvement", "Risk", "Waiver")),
    ("When, and what changes", ("Calendar", "ChangeModel")),
)


def pages(site: Site) -> Iterator[Page]:
    """The page, where there is something of IT to show."""
    here = Here(site, HOW_IT_WORKS)
    lived = bool(site.of(Service)) or bool(site.of(Process))
    view = {
        "trail": trail(here),
        "phases": [
            (
                here.to(f"phases/{phase}", PHASE_TITLES[phase]),
                here.links(each.ref for each in phases.processes(site, phase)),
            )
            for phase in PHASES
            if lived
        ],
        "overviews": [
            (here.to(page.path, page.title), page.description)
            for module in (portfolio, alignment, service_map, flow, coverage, change_register, due, costs)
            for page in itertools.islice(module.pages(site), 1)
        ],
        "doors": [(head, rows) for head, kinds in _DOORS if (rows := list(_rows(here, kinds)))],
        "scope": here.rich(site.organization.scope),
    }
    text = "How IT is organised: phases, functions, processes, procedures and policies."
    yield Page(HOW_IT_WORKS, "How IT works", "how_it_works.html", view, text, navigation=True, contents=False)


def _rows(here: Here, kinds: tuple[str, ...]) -> Iterator[tuple[Markup, str, str]]:
    for name in kinds:
        records = here.site.of_kind(name)
        if not records:
            continue
        path, title = index_of(name)
        kind = KINDS[name]
        number = count(len(records), kind.title.lower(), kind.plural.lower())
        link = here.to(path, title)
        yield link, kind_index.EXPLAINED.get(name, _MORE.get(name, "")), number


_MORE = {
    "Process": "What is done to deliver and manage services, and who takes part.",
    "Stakeholder": "For whom IT works, and with whom.",
}
