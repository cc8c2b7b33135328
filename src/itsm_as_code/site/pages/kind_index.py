"""The index of each kind: all its entities with a sentence about each."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from itsm_as_code.model.common import OwnedSpec
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.page import Page
from itsm_as_code.site.pages.entity import summary
from itsm_as_code.site.trail import index_of, trail
from itsm_as_code.text import count

OWN = frozenset({"Organization", "Service", "Process", "Risk", "Stakeholder", "Term"})
"""Kinds whose index has a module of its own, or that need none."""


def pages(site: Site) -> Iterator[Page]:
    """One index for each kind that has entities."""
    for name, kind in KINDS.items():
        records = site.of_kind(name)
        if name in OWN or not records:
            continue
        path, title = index_of(name)
        here = Here(site, path)
        rows = [
            (here.link(record.ref), summary(record), _owner(here, record.parsed and record.parsed.spec))
            for record in records
        ]
        view = {
            "trail": trail(here),
            "rows": rows,
            "owned": any(owner for _, _, owner in rows),
            "explained": EXPLAINED.get(name, ""),
            "number": count(len(rows), kind.title.lower(), kind.plural.lower()),
        }
        yield Page(path, title, "kind_index.html", view, navigation=True, contents=False, searched=False)


def _owner(here: Here, spec: object) -> Markup:
    return here.link(f"role:{spec.owner}") if isinstance(spec, OwnedSpec) else Markup()


EXPLAINED = {
    "Objective": "What the business wants to reach. Everything IT does leads up to one of these.",
    "BusinessProcess": "What we do for our own customers, and which IT services each part depends on.",
    "ConfigurationItem": "What the services are made of: devices, programs, lines.",
    "ServiceLevelAgreement": "What IT promises, to whom, and until when, in plain language.",
    "OperationalLevelAgreement": "What teams of IT promise each other, so that promises to customers hold.",
    "UnderpinningContract": "What suppliers promise us.",
    "ServiceReport": "What was promised beside what was achieved, period by period.",
    "Improvement": "What was found, and what is done about it.",
    "Function": "The parts of the IT organisation, and what each is there for.",
    "Role": "What somebody answers for, and who that is.",
    "Team": "The people who work together.",
    "Policy": "Why things are done as they are.",
    "Procedure": "How things are done, step by step.",
    "Artefact": "What processes hand to each other.",
    "Calendar": "When services are there, when they are maintained, and when nothing may change.",
    "ChangeModel": "How changes of each sort are handled.",
    "Risk": "What may go wrong, and what is done about it.",
    "Waiver": "Rules that are not held to for a time, with the reason and the end.",
}
"""What each index is about, in a sentence."""
