"""The catalogue as a plugin of MkDocs, so that a bare `mkdocs build` or `mkdocs serve` makes the site.

```yaml
plugins:
  - itsm-catalog: {docs: docs}
```

`docs` names a folder of hand-written pages that become the section `docs/` of the site. The day of the build
is that of ITSM_AS_OF, else of SOURCE_DATE_EPOCH, else today.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.utils import get_build_datetime

from itsm_as_code import api
from itsm_as_code.errors import UserError
from itsm_as_code.finding import Severity
from itsm_as_code.site import building, engine, writer
from itsm_as_code.text import count

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


class CatalogOptions(base.Config):  # type: ignore[no-untyped-call]
    """The options of the plugin."""

    docs = Optional(Type(str))


class CatalogPlugin(BasePlugin[CatalogOptions]):  # type: ignore[no-untyped-call]
    """Writes the pages of the catalogue before MkDocs reads them.

    Attributes:
        prepared: Whether the pages are there already, since `itsm` itself runs MkDocs.
    """

    prepared = False

    @property
    def handbook(self) -> str | None:
        """The folder of hand-written pages, relative to the repository."""
        return self.config.docs

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the catalogue and write its pages.

        Raises:
            PluginError: When the catalogue cannot be read, or has errors.
        """
        if not self.prepared:
            try:
                self._prepare(config)
            except UserError as error:
                raise PluginError(f"{error.message} {error.hint or ''}".strip()) from error
        return config

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Let `mkdocs serve` watch the catalogue."""
        root = _root(config)
        roots = api.load(root).settings.roots
        for path in (roots.catalog, roots.policies, self.handbook, "itsm.yaml"):
            if path and (root / path).exists():
                server.watch(str(root / path))
        return server

    def _prepare(self, config: MkDocsConfig) -> None:
        root, today = _root(config), _today()
        catalog = api.load(root)
        result = api.lint(catalog, today)
        errors = sum(finding.severity is Severity.ERROR for finding in result.findings)
        if errors:
            raise UserError(f"The catalogue has {count(errors, 'error')}.", "'itsm lint' shows them.")
        site = building.site_of(root, catalog, today, result.findings)
        folder = Path(config.docs_dir)
        files = building.prepare(site, root, folder, handbook=self.handbook)
        writer.write(folder, files)
        engine.adapt(config, site, files.keys())


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _today() -> dt.date:
    named = os.environ.get("ITSM_AS_OF")
    return dt.date.fromisoformat(named) if named else get_build_datetime().date()
