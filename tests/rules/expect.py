"""Rewrites what the bad fixtures expect, and what their fixes make of them.

`python -m tests.rules.expect [RULE…]`
"""

from __future__ import annotations

import os
import shutil
import sys

os.environ.setdefault("ITSM_AS_OF", "2026-11-20")

from tests.rules.overlays import EXPECTED, cases, fixed, judged, report_of


def main(rules: list[str]) -> None:
    """Write `expected.txt` and `fixed` for each bad fixture of some rules; of all when none is named."""
    for folder in cases():
        if folder.name.startswith("bad") and (not rules or folder.parent.name in rules):
            (folder / EXPECTED).write_text(report_of(judged(folder)), encoding="utf-8")
            result = folder.with_name(folder.name.replace("bad", "fixed", 1))
            shutil.rmtree(result, ignore_errors=True)
            for path, content in fixed(folder).items():
                (result / path).parent.mkdir(parents=True, exist_ok=True)
                (result / path).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
