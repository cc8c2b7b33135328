"""Pictures of every sort of page of the sample's site, at the width of a desk and of a telephone.

    .venv/bin/python docs/screenshots.py FOLDER [--dark]

Builds the site anew and writes `<page>-<width>.png` into the folder. Look at them: nothing may be cut off,
cramped or grey on grey.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from itsm_as_code.site.server import Server  # noqa: E402
from tools import chromium  # noqa: E402

WIDTHS = (1280, 390)
PAGES = (
    "",
    "services/",
    "services/?find=till",
    "topics/selling/",
    "services/point-of-sale/",
    "services/loyalty-app/",
    "services/fax-orders/",
    "requests/",
    "planned/",
    "changes/",
    "agreements/",
    "agreements/retail/",
    "reports/retail-2026-q3/",
    "stakeholders/",
    "stakeholders/retail/",
    "stakeholders/acquirer/",
    "business-processes/retail-sales/",
    "glossary/",
    "glossary/incident/",
    "how-it-works/",
    "portfolio/",
    "alignment/",
    "map/?from=point-of-sale",
    "flow/",
    "flow/user-contact/",
    "coverage/",
    "due/",
    "costs/",
    "risks/",
    "waivers/",
    "phases/operation/",
    "functions/service-desk/",
    "roles/service-desk-lead/",
    "processes/incident-management/",
    "procedures/pos-outage/",
    "policies/secure-by-default/",
    "contracts/acquirer/",
    "calendars/store/",
    "configuration-items/store-tills/",
)


def main() -> None:
    """Build the site and take the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of every sort of page.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    browser = chromium.find()
    if browser is None:
        sys.exit(chromium.reason())
    with tempfile.TemporaryDirectory(prefix="itsm-screenshots-") as folder:
        site = Path(folder) / "site"
        itsm = Path(sys.executable).with_name("itsm")
        subprocess.run([itsm, "build", "--output", site], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with Server(site, 0, follow=False) as server:
            _take(server.address, browser, options.folder, "dark" if options.dark else "light")


def _take(address: str, browser: Path, folder: Path, scheme: str) -> None:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for width in WIDTHS:
            page = started.new_page(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            for path in PAGES:
                page.goto(address + path)
                page.wait_for_timeout(200)
                name = path.partition("?")[0].strip("/").replace("/", "-") or "home"
                found = "-found" if "?find=" in path else ""
                page.screenshot(path=folder / f"{name}{found}-{width}.png", full_page=True)
            page.close()
        started.close()


if __name__ == "__main__":
    main()
