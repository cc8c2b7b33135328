"""What the history of a repository tells, in business words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site.context import Here, Site
from itsm_as_code.site.generate import generate
from itsm_as_code.site.history import History
from itsm_as_code.transition.past import past
from itsm_as_code.tree import WorkingTree
from tests.support.repository import Repository
from tests.unit.site.catalogues import SMALLEST, TODAY

STORE = """\
apiVersion: itsm/v1
kind: Calendar
metadata: {name: store, title: Shop hours}
spec: {owner: it-manager, weekly: {mon-sat: ["09:00-20:00"]}}
"""
OFFER = "{name: laptop, title: A laptop, price: {amount: 100}}"
EMAIL, EVERYONE = "catalog/services/email.yaml", "catalog/slas/everyone.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write_all({**SMALLEST, "catalog/calendars/store.yaml": STORE})
    repository.write(EVERYONE, SMALLEST[EVERYONE].replace("2027-01-01", "2026-01-01"))
    repository.commit()
    return repository


def change(repository: Repository, path: str, *pairs: tuple[str, str], day: int) -> None:
    text = (repository.path / path).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    repository.write(path, text)
    repository.commit(date=dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC))


def site_of(repository: Repository, audience: Visibility = "internal", today: dt.date = TODAY) -> Site:
    catalog = load(WorkingTree(repository.path))
    return Site(catalog, today, audience=audience, past=past(repository.path, catalog, today))


def told(site: Site, page: str = "services/email") -> list[tuple[int, str]]:
    history, here = History(site), Here(site, page)
    found = history.sentences(here, history.for_service("service:email"), 99)
    return [(day.day, re.sub(r"<[^>]*>", "", text)) for day, text in found if day.month == 11]


def test_what_changed_in_business_words(repository: Repository) -> None:
    change(
        repository,
        EMAIL,
        ("title: E-mail", "title: Mail and diary"),
        ("topic: workplace", f"topic: workplace\n  serviceHours: store\n  offerings: [{OFFER}]"),
        day=10,
    )
    change(repository, EMAIL, ("amount: 100", "amount: 90"), ("it-manager", "director"), day=11)
    change(repository, EMAIL, (f"\n  offerings: [{OFFER.replace('100', '90')}]", "\n  level: Gold"), day=12)
    change(
        repository,
        EVERYONE,
        ("atMost: 1h", "atMost: 30m"),
        (
            "  targets:",
            "  validTo: 2028-01-01\n  targets:\n    - {metric: availability, atLeast: 99.5, per: 1y}",
        ),
        day=13,
    )
    change(repository, EVERYONE, ("atLeast: 99.5", "atLeast: 99.8"), day=14)
    change(repository, "catalog/calendars/store.yaml", ("mon-sat", "mon-sun"), day=15)
    change(repository, EMAIL, ("Everyone reaches", "All reach"), day=16)
    assert told(site_of(repository)) == [
        (15, "The hours have changed: Shop hours."),
        (14, "It is now promised to work 99.8\xa0% of its hours, instead of 99.5\xa0%."),
        (13, "It is now promised to work 99.5\xa0% of its hours."),
        (13, "Help with it now begins within 30 minutes, instead of 1 hour (nobody can work)."),
        (13, "The agreement What IT promises everyone now holds until 31 December 2027."),
        (12, "It has another level now: Gold."),
        (12, "“A laptop” can no longer be ordered from it."),
        (11, "“A laptop”, which it offers, has another price or time now."),
        (11, "Director now answers for it."),
        (10, "It used to be called “E-mail”."),
        (10, "It has other hours now: Shop hours."),
        (10, "“A laptop” can be ordered from it now."),
    ]


def test_an_agreement_on_several_services_is_told_of_as_a_whole(repository: Repository) -> None:
    repository.write(
        "catalog/services/chat.yaml", SMALLEST[EMAIL].replace("email", "chat").replace("E-mail", "Chat")
    )
    change(repository, EVERYONE, ("[email]", "[email, chat]"), ("atMost: 8h", "atMost: 4h"), day=10)
    site = site_of(repository)
    assert told(site) == [
        (
            10,
            "Everything in What IT promises everyone now works again within 4 hours, instead of 8 hours "
            "(nobody can work).",
        )
    ]
    history = History(site)
    here = Here(site, "")
    chat = [history.sentence(here, each) for each in history.for_service("service:chat")]
    agreement = '<a href="agreements/everyone/">What IT promises everyone</a>'
    assert f'<a href="services/chat/">Chat</a> is now covered by {agreement}.' in chat


def test_a_day_counts_as_one_change_and_the_first_day_as_none(repository: Repository) -> None:
    change(repository, EMAIL, ("topic: workplace", "topic: workplace\n  level: Gold"), day=1)
    change(repository, EMAIL, ("Gold", "Silver"), day=10)
    change(repository, EMAIL, ("Silver", "Bronze"), day=10)
    change(repository, EMAIL, ("Bronze", "Silver"), day=11)
    change(repository, EMAIL, ("Silver", "Bronze"), day=11)
    change(repository, EMAIL, ("Bronze", "Iron"), day=25)
    assert told(site_of(repository)) == [(10, "It has another level now: Bronze.")]
    assert told(site_of(repository, today=dt.date(2026, 11, 30)))[0] == (
        25,
        "It has another level now: Iron.",
    )


def test_texts_of_the_past_stay_texts_and_what_is_internal_stays_inside(repository: Repository) -> None:
    change(
        repository,
        EMAIL,
        ("title: E-mail", "title: <b>{0}</b>"),
        ("topic: workplace", "topic: workplace\n  maintenance: store"),
        day=10,
    )
    change(repository, EMAIL, ("title: <b>{0}</b>", "title: Mail"), day=11)
    change(
        repository, "catalog/calendars/store.yaml", ("Shop hours", "Shop hours, visibility: internal"), day=12
    )
    site = site_of(repository, "business")
    history = History(site)
    found = history.sentences(Here(site, ""), history.for_service("service:email"), 2)
    assert [str(text) for _, text in found] == [
        '<a href="services/email/">Mail</a> used to be called “&lt;b&gt;{0}&lt;/b&gt;”.',
        '<a href="services/email/">Mail</a> used to be called “E-mail”.',
    ]


def test_when_something_was_last_checked(repository: Repository) -> None:
    change(repository, EMAIL, ("state:", "lastReview: 2026-10-02\n  state:"), day=9)
    change(repository, EMAIL, ("Everyone reaches", "All reach"), day=10)
    site = site_of(repository)
    assert site.last_checked(site.catalog.records["service:email"]) == dt.date(2026, 11, 9)
    page = generate(site)["services/email/index.md"].decode()
    assert "<dt>Last checked</dt><dd>9 November 2026</dd>" in page


def test_what_an_auditor_asks_for_stands_on_the_page(repository: Repository) -> None:
    change(repository, EVERYONE, ("atMost: 8h", "atMost: 4h"), day=10)
    commit = repository.head[:7]
    internal, business = (
        generate(site_of(repository, audience))["agreements/everyone/index.md"].decode()
        for audience in ("internal", "business")
    )
    assert f"<dt>Last change</dt><dd>10 November 2026 (<code>{commit}</code>)</dd>" in internal
    assert "Last change" not in business


def test_the_register_of_changes_names_the_commits(repository: Repository) -> None:
    change(repository, EMAIL, ("title: E-mail", "title: Mail"), day=10)
    commit = repository.head[:7]
    internal, business = (
        generate(site_of(repository, audience))["changes/index.md"].decode()
        for audience in ("internal", "business")
    )
    assert f"<td><code>{commit}</code></td>" in internal
    assert commit not in business
    assert "used to be called “E-mail”" in business


def test_without_a_history_there_is_nothing_to_tell(repository: Repository, tmp_path: Path) -> None:
    change(repository, EMAIL, ("title: E-mail", "title: Mail"), day=10)
    shallow = repository.clone(tmp_path / "shallow", "--depth=1")
    bare = tmp_path / "bare"
    Repository(tmp_path / "other")
    for folder in (shallow.path, bare, tmp_path / "other"):
        for path, text in SMALLEST.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        assert past(folder, load(WorkingTree(folder)), TODAY) == ()
