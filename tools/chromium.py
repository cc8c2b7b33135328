"""Find a Chromium for the browser tests, or get one.

    python -m tools.chromium

Looks, in this order, at the path in `ITSM_CHROMIUM`, the usual commands, and the browser that Playwright
keeps. Finding none, it installs the system's package where it may, and lets Playwright fetch its own
otherwise.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import system

VARIABLE = "ITSM_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> Path | None:
    """The first Chromium that starts, or `None`."""
    return next((path for path in _candidates() if _starts(path)), None)


def reason() -> str:
    """Why `find` found nothing, and what to do, as a sentence."""
    if named := os.environ.get(VARIABLE):
        return f"{VARIABLE} names {named}, which does not start as a Chromium."
    return (
        f"No Chromium starts here. Install the package chromium, or give a Chromium or Chrome in {VARIABLE}."
    )


def _candidates() -> Iterator[Path]:
    if named := os.environ.get(VARIABLE):
        yield Path(named)
        return
    yield from (Path(found) for found in map(shutil.which, COMMANDS) if found)
    yield MAC
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        answer = subprocess.run([path, "--version"], check=False, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _get() -> None:
    print("There is none yet; getting one. This happens once and may take a few minutes.", flush=True)
    if system.install("chromium", "fonts-liberation") and find():
        return
    print("Not from the system's packages; Playwright fetches its own.", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    if VARIABLE not in os.environ and find() is None:
        _get()
    path = find()
    if path is None:
        sys.exit(f"The browser tests cannot run. {reason()}")
    print(f"The browser tests use {path}")


if __name__ == "__main__":
    main()
