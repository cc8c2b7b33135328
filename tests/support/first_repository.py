"""The first repository of `docs/first-repository.md`, as the page has it."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = Path(__file__).parents[2] / "docs" / "first-repository.md"
_BLOCK = re.compile(r"^```yaml (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def files() -> dict[str, str]:
    """Path to text of every file on the page."""
    return dict(_BLOCK.findall(_PAGE.read_text(encoding="utf-8")))


def write(root: Path) -> Path:
    """Write the files into a folder, and give the folder."""
    for path, text in files().items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
