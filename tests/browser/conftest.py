"""The sample's site, built once, served, and a real browser to look at it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from itsm_as_code import api
from itsm_as_code.site.server import Server

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Opens = Callable[..., Page]
"""Opens a page of the site: `opens("services/", width=360, dark=True)`."""


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample's site."""
    output = tmp_path_factory.mktemp("browser") / "site"
    today = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])
    catalog = api.load(root)
    api.build(root, catalog, api.lint(catalog, today), output=output)
    return output


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with Server(site, 0, follow=False) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def opens(browser: Browser, address: str) -> Iterator[Opens]:
    """Opens pages; a request to elsewhere, an error of a script or a dialogue fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def request(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            faults.append(f"asks {url}")

    def opened(
        path: str,
        *,
        width: int = 1280,
        dark: bool = False,
        now: str | None = None,
        zone: str = "Europe/Lisbon",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            timezone_id=zone,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: request(asked.url))
        page.on("pageerror", lambda error: faults.append(f"raises {error}"))
        page.on("dialog", lambda dialogue: faults.append(f"says {dialogue.message}"))
        if now is not None:
            page.clock.install(time=now)
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
