"""The files of a site."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site import urls
from itsm_as_code.site.context import Site
from itsm_as_code.site.generate import generate
from itsm_as_code.tree import MemoryTree, WorkingTree
from tests.unit.site.catalogues import SMALLEST, TODAY, service, site_of


@pytest.fixture(scope="module")
def sample(root: Path) -> Mapping[str, bytes]:
    """The sample's files by path."""
    tree = WorkingTree(root)
    return {each.path: tree.read(each.path) for each in tree.entries(("itsm.yaml", "catalog", "policies"))}


def text_of(page: bytes) -> str:
    """What a reader sees of a page, on one line."""
    body = page.decode().split("\n---\n", 1)[1]
    shown = re.sub(r"<script[^>]*>.*?</script>|<[^>]*>", " ", body)
    return " ".join(html.unescape(shown).split())


def test_every_entity_of_the_sample_has_a_page_and_every_kind_an_index(sample: Mapping[str, bytes]) -> None:
    site = Site(load(MemoryTree(sample)), TODAY)
    files = generate(site)
    pages = {f"{urls.page_of(ref)}/index.md" for ref in site.catalog.records}
    indexes = {f"{urls.folder(kind)}/index.md" for name, kind in KINDS.items() if name != "Organization"}
    names = {"requests", "planned", "how-it-works", "phases", "alignment", "flow", "due", "costs"}
    names |= {"portfolio", "coverage", "changes", "map"}
    others = {"index.md", *(f"{name}/index.md" for name in names)}
    assert sorted((pages | indexes | others) - files.keys()) == []
    assert {path.split("/")[0] for path in files.keys() - pages - indexes - others} == {
        "assets",
        "calendars",
        "flow",
        "phases",
        "services",
        "topics",
    }


def test_the_smallest_repository() -> None:
    files = generate(site_of(SMALLEST))
    assert sorted(path for path in files if path.endswith(".md")) == [
        "agreements/everyone/index.md",
        "agreements/index.md",
        "how-it-works/index.md",
        "index.md",
        "organisation/ours/index.md",
        "phases/delivery-control/index.md",
        "phases/index.md",
        "phases/operation/index.md",
        "phases/relations/index.md",
        "phases/strategy/index.md",
        "phases/transition/index.md",
        "planned/index.md",
        "portfolio/index.md",
        "roles/director/index.md",
        "roles/index.md",
        "roles/it-manager/index.md",
        "services/email/index.md",
        "services/index.md",
        "stakeholders/everyone/index.md",
        "stakeholders/index.md",
        "topics/workplace/index.md",
    ]
    assert text_of(files["services/email/index.md"]) == (
        "Home All services Workplace # E-mail Mailbox, calendar and shared folders on every device. "
        "Workplace In use "
        "Get help 4357 Monday to Friday 08:00 to 17:00 "
        "Our promise Somebody works on it within "
        "Nobody can work 1 hour, in 90 of 100 cases from 1 January 2027 "
        "The promise begins on 1 January 2027 ( What IT promises everyone ). "
        "## When it does not work For Everyone from 1 January 2027 "
        "What you see We start within Works again within "
        "Nobody can work 1 hour, in 90 of 100 cases 8 hours, in 90 of 100 cases "
        "These times run Monday to Friday 08:00 to 17:00. All of it in writing: What IT promises everyone . "
        "## When it is there You can use it, and somebody helps You can use it, and somebody helps "
        "Monday 08:00 to 17:00 Tuesday 08:00 to 17:00 Wednesday 08:00 to 17:00 Thursday 08:00 to 17:00 "
        "Friday 08:00 to 17:00 Saturday closed Sunday closed In Madrid time. "
        "## What it does for you Everyone reaches customers and suppliers in writing. "
        "## Who is responsible Owner IT manager ( Marta Lindqvist ) Phase of its life Operation "
        "## For IT Agreements, what lies beneath, risks and the source "
        "Reference service:email State operational Importance high Source catalog/services/email.yaml "
        "Agreements Agreement With Availability In force "
        "What IT promises everyone Everyone since 1 January 2027"
    )


def test_a_service_that_says_nothing_has_no_empty_tile() -> None:
    files = generate(
        site_of(
            {
                "itsm.yaml": SMALLEST["itsm.yaml"],
                "catalog/roles/it-manager.yaml": SMALLEST["catalog/roles/it-manager.yaml"],
                **service("chat", ""),
            },
            audience="business",
        )
    )
    assert "itsm-tile" not in files["services/chat/index.md"].decode()
    assert text_of(files["services/chat/index.md"]) == (
        "Home All services Other services # Chat Other services In use "
        "## When it is there You can use it, and somebody helps You can use it, and somebody helps "
        "Monday 09:00 to 17:00 Tuesday 09:00 to 17:00 Wednesday 09:00 to 17:00 Thursday 09:00 to 17:00 "
        "Friday 09:00 to 17:00 Saturday closed Sunday closed In universal time. "
        "## Who is responsible Phase of its life Operation"
    )


def test_the_same_catalogue_gives_the_same_bytes(sample: Mapping[str, bytes]) -> None:
    first = generate(Site(load(MemoryTree(sample)), TODAY))
    again = generate(Site(load(MemoryTree(dict(reversed([*sample.items()])))), TODAY))
    assert first == again


def test_faults_stand_on_the_page_for_it_alone() -> None:
    broken = {**SMALLEST, **service("chat", "serviceHours: nowhere, requires: ['service:gone']")}
    files = generate(site_of(broken))
    assert text_of(files["services/chat/index.md"]).startswith(
        "Home All services Other services # Chat Other services In use This entry has faults. "
        "What is written here may be incomplete. "
    )
    assert b"faults" not in generate(site_of(broken, audience="business"))["services/chat/index.md"]


def test_an_entity_without_its_form_has_a_page() -> None:
    files = generate(
        site_of({**SMALLEST, "catalog/services/odd.yaml": "apiVersion: itsm/v1\nkind: Service\n"})
    )
    assert "The file of this entry does not fit its form yet" in text_of(files["services/odd/index.md"])


def test_an_empty_catalogue_has_a_landing_page() -> None:
    files = generate(site_of({"itsm.yaml": SMALLEST["itsm.yaml"]}))
    assert (
        text_of(files["index.md"])
        == "# What do you need? There is nothing here yet: the catalogue has no service."
    )


MARK = "Zmarker"


def _marked(value: object, path: str) -> object:
    """A value with a marker in each of its free texts."""
    free = {
        "title", "description", "purpose", "threat", "response", "finding", "action", "reason", "rationale",
        "responsibilities", "do", "trigger", "verification", "rollback", "remedy", "evidence", "source",
        "location", "unit", "message", "compensatingControl",
    }  # fmt: skip
    if isinstance(value, dict):
        return {
            key: f"{MARK} {each}" if key in free and isinstance(each, str) else _marked(each, f"{path}.{key}")
            for key, each in value.items()
        }
    if isinstance(value, list):
        last = path.rpartition(".")[2]
        texts = last in ("responsibilities", "statements", "actions")
        return [f"{MARK} {each}" if texts else _marked(each, path) for each in value]
    return value


def test_what_is_internal_is_nowhere_in_a_site_for_the_business(sample: Mapping[str, bytes]) -> None:
    catalog = load(MemoryTree(sample))
    changed = dict(sample)
    marked = 0
    for record in catalog.records.values():
        if record.entity.metadata.visibility == "internal":
            value = json.loads(json.dumps(record.document.value, default=str))
            changed[record.path] = json.dumps(_marked(value, "")).encode()
            marked += MARK.encode() in changed[record.path]
    assert marked > 150
    again = load(MemoryTree(changed))
    assert [ref for ref, record in again.records.items() if record.parsed is None] == []
    files = generate(Site(again, TODAY, audience="business"))
    assert sorted(path for path, data in files.items() if MARK.encode() in data) == []
    inside = generate(Site(again, TODAY, audience="internal"))
    assert sum(MARK.encode() in data for data in inside.values()) > 150


def test_fields_for_it_are_nowhere_in_a_site_for_the_business() -> None:
    spec = (
        "cost: {amount: 987654}, intrinsicAvailability: 98.7654, recovery: 17h, adopted: 2019-05-17,"
        " acceptance: [{criterion: Secret criterion}], backup: {interval: 13h}"
    )
    files = {**SMALLEST, **service("chat", spec)}
    found = ("987,654", "98.7654", "17 hours", "Secret", "13 hours")
    inside = text_of(generate(site_of(files))["services/chat/index.md"])
    assert [each for each in found if each not in inside] == ["Secret"]
    outside = b"".join(generate(site_of(files, audience="business")).values()).decode()
    assert [each for each in found if each in outside] == []


def test_the_business_reads_which_function_answers_for_a_service(sample: Mapping[str, bytes]) -> None:
    catalog = load(MemoryTree(sample))
    inside, outside = (
        text_of(generate(Site(catalog, TODAY, audience=audience))["services/point-of-sale/index.md"])
        for audience in AUDIENCES
    )
    assert "Who is responsible Owner Application lead (Paula Esteves) Provided by" in inside
    assert "Who is responsible Answered for by Application Management Praise or complain" in outside


AUDIENCES: tuple[Visibility, ...] = ("internal", "business")


def test_the_day_is_that_of_the_build(sample: Mapping[str, bytes]) -> None:
    catalog = load(MemoryTree(sample))
    home = text_of(generate(Site(catalog, dt.date(2027, 1, 16)))["index.md"])
    assert "Sunday, 17 January 2027, 00:00 to 06:00 New release of the web shop" in home
