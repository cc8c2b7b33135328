"""The sample's site in a real browser, as people use it."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from itsm_as_code import api
from tests.browser.conftest import Opens

SORTS_OF_PAGES = (
    "",
    "services/",
    "services/point-of-sale/",
    "services/loyalty-app/",
    "requests/",
    "planned/",
    "agreements/",
    "agreements/retail/",
    "reports/retail-2026-q3/",
    "stakeholders/",
    "stakeholders/retail/",
    "business-processes/retail-sales/",
    "glossary/",
    "glossary/incident/",
    "how-it-works/",
    "alignment/",
    "map/",
    "flow/user-contact/",
    "costs/",
    "portfolio/",
    "coverage/",
    "roles/service-desk-lead/",
    "functions/service-desk/",
    "phases/",
    "phases/operation/",
    "processes/",
    "processes/incident-management/",
    "procedures/pos-outage/",
    "policies/secure-by-default/",
    "configuration-items/store-tills/",
    "topics/selling/",
    "services/fax-orders/",
    "changes/",
    "due/",
    "risks/",
    "waivers/",
    "waivers/restore-platform-test/",
    "objectives/",
    "teams/service-desk/",
    "contracts/acquirer/",
    "internal-agreements/application/",
    "calendars/store/",
    "change-models/price-update/",
    "improvements/standby-line-alarm/",
    "artefacts/incident-record/",
    "organisation/modaviva/",
    "docs/",
    "docs/rules/REF001-dangling-reference/",
)
"""One page of each sort."""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_keeps_anybody_out(opens: Opens, dark: bool) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    found: list[tuple[str, str, str]] = []
    page = opens("", dark=dark)
    base = page.url
    for path in SORTS_OF_PAGES:
        page.goto(base + path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        page.evaluate(axe)
        violations = page.evaluate("axe.run().then((told) => told.violations)")
        found += [(path, each["id"], each["nodes"][0]["html"]) for each in violations]
    assert found == []


def test_no_page_scrolls_sideways_on_a_telephone(opens: Opens) -> None:
    page = opens("", width=360)
    base = page.url
    wide = []
    for path in SORTS_OF_PAGES:
        page.goto(base + path)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(path)
    assert wide == []


def test_a_service_is_found_by_need(opens: Opens) -> None:
    page = opens("")
    page.get_by_role("searchbox", name="Search the services").fill("till does not take cards")
    results = page.locator(".itsm-find__results")
    expect(results.get_by_role("link").first).to_contain_text("Tills and card payments")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/services/point-of-sale/$"))


def test_a_service_is_found_by_its_old_name(opens: Opens) -> None:
    page = opens("")
    page.get_by_role("searchbox", name="Search the services").fill("cash regis")
    expect(page.locator(".itsm-find__results strong").first).to_have_text("Tills and card payments")


def test_what_does_not_exist_is_said(opens: Opens) -> None:
    page = opens("")
    page.get_by_role("searchbox", name="Search the services").fill("zeppelin")
    expect(page.locator(".itsm-find__results")).to_have_text("Nothing fits. Try another word, or call us.")


def test_the_keyboard_suffices(opens: Opens) -> None:
    page = opens("")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    box = page.get_by_role("searchbox", name="Search the services")
    for _ in range(20):
        page.keyboard.press("Tab")
        if box.evaluate("each => each === document.activeElement"):
            break
    expect(box).to_be_focused()
    page.keyboard.type("payslip")
    expect(page.locator(".itsm-find__results a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/services/payroll/$"))


def test_filters_stay_in_the_address(opens: Opens) -> None:
    page = opens("services/")
    cards = page.locator("[data-list] > li:visible")
    everything = cards.count()
    page.get_by_label("Customer").select_option(label="Retail")
    expect(page).to_have_url(re.compile(r"/services/\?customer=retail$"))
    expect(page.locator("[data-count]")).to_have_text("2 services")
    shared = opens(page.url.partition("/services/")[2].join(["services/", ""]))
    expect(shared.locator("[data-count]")).to_have_text("2 services")
    assert shared.locator("[data-list] > li:visible h2").all_inner_texts() == [
        "Tills and card payments",
        "Web shop",
    ]
    expect(shared.get_by_label("Customer")).to_have_value("retail")
    shared.get_by_role("button", name="Show all").click()
    expect(shared).to_have_url(re.compile("/services/$"))
    expect(shared.locator("[data-count]")).to_have_text(f"{everything} services")
    shared.get_by_label("Find").fill("zeppelin")
    expect(shared.locator("[data-nothing]")).to_be_visible()
    expect(shared).to_have_url(re.compile(r"/services/\?find=zeppelin$"))
    found = opens("services/?find=till+cards", width=390)
    expect(found.locator("[data-list] > li:visible h2").first).to_have_text("Tills and card payments")
    expect(found.locator(".md-search__output")).not_to_be_in_viewport()  # the theme's own search stays closed


def test_from_a_service_to_the_objective_and_back(opens: Opens) -> None:
    page = opens("services/point-of-sale/")
    main = page.get_by_role("main")
    for title in (
        "What IT promises Retail",
        "Retail",
        "Selling in the shops and on line",
        "Earn more from every collection",
    ):
        main.get_by_role("link", name=title, exact=True).first.click()
        expect(main.get_by_role("heading", level=1)).to_have_text(title)
    main.get_by_role("link", name="Selling in the shops and on line", exact=True).first.click()
    main.get_by_role("link", name="Tills and card payments", exact=True).first.click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Tills and card payments")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        # Lisbon keeps the time of Greenwich in winter; clocks go forward on 28 March 2027 at 01:00.
        ("2027-03-26T07:59:00Z", "Closed now, opens at 08:00"),
        ("2027-03-26T08:00:00Z", "Open now, until 20:00"),
        ("2027-03-27T19:59:00Z", "Open now, until 20:00"),
        ("2027-03-27T20:00:00Z", "Closed now, opens on Monday at 08:00"),  # the Sunday is Easter
        ("2027-03-29T06:59:00Z", "Closed now, opens at 08:00"),
        ("2027-03-29T07:00:00Z", "Open now, until 20:00"),
        ("2027-03-29T19:00:00Z", "Closed now, opens tomorrow at 08:00"),
        ("2026-12-24T19:00:00Z", "Open now, until 20:00"),
        ("2026-12-25T10:00:00Z", "Closed now, opens tomorrow at 08:00"),
    ],
)
def test_whether_somebody_is_there(opens: Opens, now: str, state: str) -> None:
    # The reader is elsewhere: what counts is the clock of those who answer.
    page = opens("", now=now, zone="America/New_York")
    mail = page.locator(".itsm-ways > li", has_text="help@modaviva.example")
    expect(mail.locator(".itsm-open__state")).to_have_text(state)
    expect(mail.locator(".itsm-open__hours")).to_have_text(
        "Monday to Saturday 08:00 to 20:00; Sunday 11:00 to 18:00"
    )


def test_today_is_marked_where_the_service_is(opens: Opens) -> None:
    page = opens("services/point-of-sale/", now="2026-11-22T23:30:00Z", zone="Asia/Tokyo")
    expect(page.locator("tr[aria-current] th")).to_have_text("Sunday")


def test_what_is_over_is_not_planned_any_more(opens: Opens) -> None:
    page = opens("planned/", now="2026-11-22T03:59:00Z")
    expect(page.locator("li[data-until]:visible .itsm-when").first).to_contain_text("22 November 2026")
    page = opens("planned/", now="2026-11-22T04:01:00Z")
    expect(page.locator("li[data-until]:visible .itsm-when").first).to_contain_text("29 November 2026")


def test_a_word_has_its_meaning_at_hand(opens: Opens) -> None:
    page = opens("services/point-of-sale/")
    term = page.locator("a.itsm-term", has_text="point of sale").first
    term.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    assert tip.inner_text() == term.get_attribute("data-meaning")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    term.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/glossary/point-of-sale/$"))


def test_an_order_leads_to_its_form(opens: Opens) -> None:
    page = opens("requests/")
    page.get_by_role("link", name="A laptop for a new colleague").click()
    expect(page).to_have_url(re.compile("/services/workplace/#order-laptop$"))
    form = page.locator("#order-laptop").get_by_role("link", name="Open the form")
    assert form.get_attribute("href") == "https://help.modaviva.example/order/laptop"


def test_the_map_begins_with_one_service(opens: Opens) -> None:
    page = opens("map/?from=webshop&steps=2")
    expect(page.get_by_label("Around")).to_have_value("webshop")
    expect(page.get_by_label("How far")).to_have_value("2")
    expect(page.locator(".itsm-map canvas").first).to_be_visible()
    page.get_by_label("Around").select_option(label="Everything")
    expect(page).to_have_url(re.compile(r"/map/\?from=&steps=2$"))
    expect(page.get_by_label("How far")).to_be_disabled()
    # The boxes lie on a canvas: one that is clicked leads to its page.
    page = opens("map/?from=point-of-sale&steps=1")
    box = page.locator(".itsm-map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("/services/point-of-sale/$"))


def test_the_full_text_search(opens: Opens) -> None:
    page = opens("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [
        url for url in asked if "search_index" in url
    ] == []  # it is large: only who searches waits for it
    page.keyboard.press("s")
    page.get_by_placeholder("Search", exact=True).fill("merchants")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Get the tills selling again")


def test_a_site_that_is_read_from_disk(browser: Browser, root: Path, tmp_path: Path) -> None:
    today = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])
    catalog = api.load(root)
    start = api.build(root, catalog, api.lint(catalog, today), output=tmp_path / "site", offline=True).start
    asked: list[str] = []
    faults: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(start.as_uri())
    page.get_by_role("searchbox", name="Search the services").fill("till cards")
    expect(page.locator(".itsm-find__results strong").first).to_have_text("Tills and card payments")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/services/point-of-sale/index.html$"))
    page.get_by_role("main").get_by_role("link", name="All services").click()
    page.get_by_label("Find").fill("payslip")
    expect(page.locator("[data-count]")).to_have_text("1 service")
    page.close()
    assert faults == []
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []


def test_another_machine_builds_the_same_bytes(site: Path, root: Path, tmp_path: Path) -> None:
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "17",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": str(int(dt.datetime(2026, 11, 20, tzinfo=dt.UTC).timestamp())),
    }
    subprocess.run(
        [sys.executable, "-m", "itsm_as_code", "build", "--output", tmp_path / "site"],
        cwd=root,
        env={**os.environ, **elsewhere},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (site, tmp_path / "site")
    )
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_what_is_internal_is_in_no_file_for_the_business(root: Path, tmp_path: Path) -> None:
    today = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])
    for name in ("itsm.yaml", "mkdocs.yml"):
        shutil.copy(root / name, tmp_path)
    (tmp_path / "pages").mkdir()
    for name in ("catalog", "policies", "docs"):
        shutil.copytree(root / name, tmp_path / name)
    marked = 0
    for file in sorted((tmp_path / "catalog").glob("*/*.yaml")):
        text = file.read_text("utf-8")
        if "visibility: business" not in text:
            file.write_text(re.sub("  title: ([\"']?)", r"  title: \1Zmarker ", text, count=1), "utf-8")
            marked += 1
    catalog = api.load(tmp_path)
    inside = [each for each in catalog.records.values() if "Zmarker" in each.title]
    shown = [each.ref for each in inside if each.parsed and each.parsed.metadata.visibility == "business"]
    for ref in shown:  # a kind that everybody may see unless it says otherwise
        file = tmp_path / catalog.records[ref].path
        file.write_text(file.read_text("utf-8").replace("Zmarker ", "", 1), "utf-8")
    assert marked - len(shown) > 100
    catalog = api.load(tmp_path)
    api.build(tmp_path, catalog, api.lint(catalog, today), audience="business", output=tmp_path / "site")
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert len(files) > 100
    assert [path.name for path in files if b"Zmarker" in _plain(path)] == []


def _plain(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_paper(opens: Opens, tmp_path: Path) -> None:
    page = opens("agreements/retail/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Place, date, signature").first).to_be_visible()
    expect(page.locator(".itsm-crumbs")).to_be_hidden()
    page.pdf(path=tmp_path / "agreement.pdf")
    assert (tmp_path / "agreement.pdf").read_bytes().startswith(b"%PDF-")
    page = opens("services/point-of-sale/")
    page.emulate_media(media="print")
    expect(page.locator(".itsm-open__state").first).to_be_hidden()
    expect(page.locator(".itsm-open__hours").first).to_be_visible()


def test_colours_follow_the_reader(opens: Opens) -> None:
    light = opens("").evaluate("getComputedStyle(document.body).backgroundColor")
    dark = opens("", dark=True).evaluate("getComputedStyle(document.body).backgroundColor")
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(17, 23, 30)")


def test_the_tab_of_a_page_is_marked(opens: Opens) -> None:
    for path, tab in (
        ("services/point-of-sale/", "Services"),
        ("processes/incident-management/", "How IT works"),
    ):
        page = opens(path)
        expect(page.locator(".md-tabs__item--active")).to_have_text(tab)
