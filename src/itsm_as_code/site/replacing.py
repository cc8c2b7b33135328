"""A new site in the place of an old one: whole or not at all, and never in the place of anything else."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from itsm_as_code.errors import UserError


@contextlib.contextmanager
def replaced(output: Path) -> Iterator[Path]:
    """A new folder that takes the place of a site once it is complete.

    Args:
        output: The folder of the site.

    Raises:
        UserError: When what is there is no site.
    """
    _refuse_strangers(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent) as folder:
        new = Path(folder) / "new"
        yield new
        if output.exists():
            output.rename(Path(folder) / "old")
        new.rename(output)


def _refuse_strangers(output: Path) -> None:
    """Refuse to replace a folder that holds something other than a site."""
    if output.exists() and not output.is_dir():
        raise UserError(f"{output} is a file; the site needs a folder.")
    if output.is_dir() and any(output.iterdir()) and not (output / "sitemap.xml").is_file():
        raise UserError(
            f"{output} holds something other than a site, and would be lost.",
            "Name another folder, or empty it.",
        )
