"""Zensical: the other engine, faster and the successor to be, which reads the same settings.

It runs as a process of its own, in a folder that holds all it needs: it wants pages and site beside its
settings.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from itsm_as_code.document import parse
from itsm_as_code.errors import UserError
from itsm_as_code.site import engine, writer
from itsm_as_code.site.generate import theme
from itsm_as_code.site.replacing import replaced

_NOT_ITS_OWN = ("hooks", "strict", "validation", "watch")
"""Settings that it does not know, or that concern the building alone."""


def build(root: Path, config: MkDocsConfig, files: Mapping[str, bytes], today: int) -> None:
    """Build the site, and put it in the place of the one that was there.

    Args:
        root: The root of the repository.
        config: The settings of MkDocs, adapted to the site.
        files: The files of the folder of pages.
        today: The time of the build, in seconds since 1970, unless SOURCE_DATE_EPOCH says otherwise.

    Raises:
        UserError: When Zensical is not installed, or refuses, with its words.
    """
    if importlib.util.find_spec("zensical") is None:
        raise UserError(
            "Zensical is not installed.", "Install itsm-as-code[zensical], or leave out --engine."
        )
    settings = _settings(root, config)
    with replaced(Path(config.site_dir)) as new:
        folder = new.parent
        writer.write(folder / "pages", files)
        (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
        told = engine.run_python("zensical", "build", "--strict", folder=folder, today=today)
        if told is not None:
            raise UserError(f"Zensical could not build the site.\n{told}")


def _settings(root: Path, config: MkDocsConfig) -> dict[str, Any]:
    """The settings as their author wrote them, with what belongs to this site."""
    file = root / engine.CONFIGURATION
    document = parse(file.read_bytes() if file.is_file() else theme(engine.CONFIGURATION))
    if document.problems or not isinstance(document.value, dict):
        raise UserError(f"{engine.CONFIGURATION} is no plain YAML, as Zensical needs it.")
    found = {key: value for key, value in document.value.items() if key not in _NOT_ITS_OWN}
    extra = {key: value for key, value in (found.get("extra") or {}).items() if key != "polyfills"}
    return {
        **found,
        "site_name": config.site_name,
        "site_url": config.site_url,
        "docs_dir": "pages",
        "site_dir": "new",
        "use_directory_urls": config.use_directory_urls,
        "plugins": ["search"],
        "extra": extra,
        "extra_css": [str(path) for path in config.extra_css],
        "extra_javascript": [str(path) for path in config.extra_javascript],
        "nav": config.nav,
    }
