"""Rewrites what the bad fixtures expect: `python -m tests.rules.expect [RULE…]`."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("ITSM_AS_OF", "2026-11-20")

from tests.rules.overlays import EXPECTED, cases, judged, report_of


def main(rules: list[str]) -> None:
    """Write `expected.txt` into each bad fixture of some rules; of all when none is named."""
    for folder in cases():
        if folder.name.startswith("bad") and (not rules or folder.parent.name in rules):
            (folder / EXPECTED).write_text(report_of(judged(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
