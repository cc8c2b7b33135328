"""What every page is written from: the catalogue as its readers may see it, and the way from page to page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup

from itsm_as_code.catalog import Catalog, Record
from itsm_as_code.catalog.lexicon import Lexicon
from itsm_as_code.finding import Finding, Severity
from itsm_as_code.model.common import Entity, OwnedSpec
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.organization import OrganizationSpec
from itsm_as_code.model.process import Process
from itsm_as_code.model.references import PERSON
from itsm_as_code.model.team import Team
from itsm_as_code.model.term import Term
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site import markup, urls
from itsm_as_code.site.governance import Governance
from itsm_as_code.site.hours import Calendars, Hours
from itsm_as_code.transition.past import Day, checked, last_commits

EntityT = TypeVar("EntityT", bound=Entity)

_BUILT_IN = {
    "calendar:always": "day and night",
    "calendar:office": "office hours",
    "change-model:standard": "standard change",
    "change-model:normal": "normal change",
    "change-model:emergency": "emergency change",
}


class Site:
    """A catalogue for one audience on one day.

    An entity that its readers may not see does not exist here: no page, no link, no title.

    Attributes:
        catalog: Everything.
        today: The day on which the site is built.
        audience: For whom.
        offline: Whether the site is read from disk.
        governance: How policies are kept, where that was worked out.
        past: What changed day by day, the latest first, where the history of the repository is known.
        faults: The errors that lint finds in each entity; empty for the business.
        advice: What else lint says of each entity; empty for the business.
        calendars: The calendars, for reading.
    """

    def __init__(
        self,
        catalog: Catalog,
        today: dt.date,
        *,
        audience: Visibility | None = None,
        offline: bool = False,
        findings: Sequence[Finding] = (),
        past: Sequence[Day] = (),
        governance: Governance | None = None,
    ) -> None:
        self.catalog = catalog
        self.governance = governance
        self.past = past
        self.today = today
        self.audience: Visibility = audience or catalog.settings.site.audience
        self.offline = offline
        self.calendars = Calendars(catalog)
        self.faults: Mapping[str, list[Finding]] = defaultdict(list)
        self.advice: Mapping[str, list[Finding]] = defaultdict(list)
        for finding in findings if self.internal else ():
            graver = finding.severity is Severity.ERROR
            (self.faults if graver else self.advice)[finding.entity or ""].append(finding)
        self._seen: dict[str, tuple[Record[Any], ...]] = {}

    @property
    def internal(self) -> bool:
        """Whether it is for the IT organisation, with everything in it."""
        return self.audience == "internal"

    @cached_property
    def title(self) -> str:
        """The title of the site."""
        named = self.catalog.settings.site.title
        organization = self.catalog.organization
        return named or (f"{organization.title}: IT services" if organization else "IT services")

    @cached_property
    def organization(self) -> OrganizationSpec:
        """The facts of the organisation; defaults where it says nothing or is broken."""
        found = self.catalog.organization
        return found.entity.spec if found else OrganizationSpec()

    def visible(self, record: Record[Any]) -> bool:
        """Whether the readers of the site may see an entity."""
        if self.internal:
            return True
        if record.parsed is None:
            return False
        return bool(record.parsed.metadata.visibility == "business")

    def get(self, ref: str) -> Record[Any] | None:
        """The entity of a canonical reference, where readers may see it."""
        record = self.catalog.get(ref)
        return record if record is not None and self.visible(record) else None

    def find(self, kind: type[EntityT], name: str | None) -> Record[EntityT] | None:
        """The entity of a kind by name, where readers may see it and it has its typed form."""
        record = self.catalog.find(kind, name)
        return record if record is not None and self.visible(record) else None

    def of(self, kind: type[EntityT]) -> Sequence[Record[EntityT]]:
        """Every entity of a kind that readers may see and that has its typed form, by title."""
        return [record for record in self.of_kind(kind.__name__) if record.parsed is not None]

    def of_kind(self, kind: str) -> Sequence[Record[Any]]:
        """Every entity of a kind that readers may see, broken ones included, by title."""
        if kind not in self._seen:
            found = [record for record in self.catalog.of_kind(kind) if self.visible(record)]
            self._seen[kind] = tuple(sorted(found, key=lambda record: (record.title.casefold(), record.name)))
        return self._seen[kind]

    def sources(self, ref: str, kind: type[EntityT], field: str) -> list[Record[EntityT]]:
        """The entities of a kind that name one in a field (the first key below `spec`), by title."""
        found: dict[str, Record[Any]] = {}
        for reference in self.catalog.incoming(ref):
            if len(reference.field) > 1 and reference.field[1] == field:
                record = self.get(reference.source)
                if record is not None and record.parsed is not None and record.kind.name == kind.__name__:
                    found[record.ref] = record
        return sorted(found.values(), key=lambda record: (record.title.casefold(), record.name))

    def hours(self, name: str | None) -> Hours | None:
        """The calendar of a name."""
        return self.calendars.named(name)

    def title_of(self, ref: str) -> str | None:
        """What people call what a reference names; `None` where they may not see it or it does not exist."""
        if ref.startswith(f"{PERSON}:"):
            return self._people.get(ref, ref.partition(":")[2]) if self.internal else None
        head, _, activity = ref.partition("/")
        record = self.get(head)
        if record is None:
            return _BUILT_IN.get(ref) if not self.catalog.get(head) else None
        if activity:
            return f"{record.title}: {self.activities(head).get(activity, activity)}"
        return record.title

    def activities(self, ref: str) -> Mapping[str, str]:
        """The activities of a process by name, with their titles."""
        record = self.get(ref)
        if record is None or not isinstance(record.parsed, Process):
            return {}
        return {activity.name: activity.title for activity in record.parsed.spec.activities}

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {
            f"{PERSON}:{member.handle}": member.name
            for team in self.catalog.of(Team)
            for member in team.entity.spec.members
            if member.handle and member.name
        }

    @cached_property
    def _checked(self) -> Mapping[str, dt.date]:
        return checked(self.past)

    @cached_property
    def last_commits(self) -> Mapping[str, tuple[dt.date, str]]:
        """The last commit that changed each file, with its day, by path."""
        return last_commits(self.past)

    def last_checked(self, record: Record[Any]) -> dt.date | None:
        """When somebody last looked an entity through: by the history, else as its file says."""
        found = self._checked.get(record.ref)
        spec = record.parsed.spec if record.parsed is not None else None
        return found or (spec.last_review if isinstance(spec, OwnedSpec) else None)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The terms."""
        return Lexicon(self.of_kind("Term"))


class Here:
    """One page: how it points to others, and how texts appear on it."""

    def __init__(self, site: Site, path: str) -> None:
        self.site = site
        self.path = path

    def url(self, page: str, anchor: str = "") -> str:
        """The address of another page."""
        return urls.relative(self.path, page, anchor, offline=self.site.offline)

    @property
    def root(self) -> str:
        """The way to the folder of the site, ending with a slash."""
        return urls.relative(self.path, urls.HOME)

    def file(self, path: str) -> str:
        """The address of a file of the site."""
        return urls.file(self.path, path)

    def link(self, ref: str, text: str | None = None) -> Markup:
        """A link to an entity; its title alone where it has no page, nothing where readers may not see it."""
        title = self.site.title_of(ref)
        if title is None:
            return Markup()
        shown = text or title
        head, _, activity = ref.partition("/")
        if self.site.get(head) is None:
            return Markup.escape(shown)
        known = activity in self.site.activities(head)
        address = self.url(urls.page_of(head), f"activity-{activity}" if known else "")
        return markup.anchor(address, shown)

    def to(self, page: str, text: str, anchor: str = "") -> Markup:
        """A link to a page that is no entity's."""
        return markup.anchor(self.url(page, anchor), text)

    def links(self, refs: Iterable[str]) -> list[Markup]:
        """Links to the entities that readers may see, each once, in the order given."""
        found = (self.link(ref) for ref in dict.fromkeys(refs))
        return [link for link in found if link]

    def named(self, kind: str, names: str | Collection[str] | None) -> list[Markup]:
        """Links to entities of one kind by bare name."""
        each = [names] if isinstance(names, str) else names or ()
        return self.links(KINDS[kind].ref_of(name) for name in each)

    def rich(self, text: str | None) -> Markup:
        """Prose as HTML."""
        return markup.rich(text, self.term) if text else Markup()

    def inline(self, text: str | None) -> Markup:
        """Prose as HTML without the paragraph around it."""
        return markup.inline(text, self.term) if text else Markup()

    def term(self, word: str, shown: str = "") -> Markup | None:
        """A word of the lexicon with its meaning at hand; `None` where the lexicon has no such word."""
        record = self.site.lexicon.find(word)
        if record is None:
            return None
        return Markup('<a class="itsm-term" href="{}" data-meaning="{}">{}</a>').format(
            self.url(urls.page_of(record.ref)), meaning(record), shown or word
        )

    def contact(self, address: str) -> Markup:
        """An e-mail address or a link, as a link."""
        target = address if markup.safe_link(address) else f"mailto:{address}"
        shown = address.removeprefix("mailto:").removeprefix("tel:")
        shown = shown.removeprefix("https://").removeprefix("http://").rstrip("/")
        if markup.safe_link(target) is None:
            return Markup.escape(address)
        return markup.anchor(target, shown)


def meaning(record: Record[Term]) -> str:
    """What a term means, without marks, short enough for a tooltip."""
    definition = markup.plain(record.entity.spec.definition)
    return definition if len(definition) <= 280 else f"{definition[:280].rpartition(' ')[0]}…"
