"""MkDocs: a folder of pages becomes a site. The one place that knows it."""

from __future__ import annotations

import contextlib
import html
import io
import logging
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import mkdocs.exceptions
from jinja2 import Environment
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from itsm_as_code.errors import UserError
from itsm_as_code.site import search
from itsm_as_code.site.blocks import Blocks
from itsm_as_code.site.context import Site
from itsm_as_code.site.generate import ASSETS, theme
from itsm_as_code.site.replacing import replaced

CONFIGURATION = "mkdocs.yml"
PLUGIN = "itsm-catalog"
OWN_FOLDER = ".itsm"
"""The folder in a repository that holds pages where its `mkdocs.yml` names none; git leaves it alone."""
FULL_TEXT_FILES = 1500
"""The most files of a site whose texts are searched as a whole: each page loads the index of all words."""
_SEARCH = "material/search"
_INDEXED = ("--root-selector", "article", "--force-language", "en")
_STYLE, _SCRIPT, _EARLY = (f"{ASSETS}/{name}" for name in ("catalog.css", "catalog.js", "early.js"))


def configuration(
    root: Path, output: Path, *, pages: Path | None = None, offline: bool = False
) -> MkDocsConfig:
    """The settings of MkDocs: those of the repository's `mkdocs.yml`, else our own.

    Args:
        root: The root of the repository.
        output: Where the site goes.
        pages: The folder of pages; when absent, the one that `mkdocs.yml` names, else one of our own.
        offline: Whether it is to be read from disk.

    Raises:
        UserError: When `mkdocs.yml` cannot be used.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")  # our locks hold MkDocs below 2
    file = root / CONFIGURATION
    settings: dict[str, Any] = {"site_dir": str(output)}
    if pages is None and not file.is_file():
        pages = root / OWN_FOLDER / "pages"
        pages.mkdir(parents=True, exist_ok=True)
    if pages is not None:
        settings["docs_dir"] = str(pages)
    if offline:
        settings["use_directory_urls"] = False
    with _overheard() as told:
        try:
            if file.is_file():
                config = load_config(str(file), **settings)
            else:
                config = load_config(io.BytesIO(theme("mkdocs.yml")), **settings)
        except (mkdocs.exceptions.ConfigurationError, mkdocs.exceptions.Abort) as error:
            words = "\n".join(told) or str(error)
            raise UserError(f"{CONFIGURATION} cannot be used.\n{words}") from error
    plugin = config.plugins.get(PLUGIN)
    if plugin is not None:
        plugin.prepared = True  # the pages are written before MkDocs begins
    return config


def handbook(config: MkDocsConfig) -> str | None:
    """The folder of hand-written pages that the settings of our plugin name."""
    plugin = config.plugins.get(PLUGIN)
    return getattr(plugin, "handbook", None)


def adapt(config: MkDocsConfig, site: Site, files: Collection[str]) -> None:
    """Make the settings of MkDocs fit a site: its title and address, its style, the pages that exist.

    Args:
        config: The settings, changed in place.
        site: The site.
        files: The files of the site; entries of the navigation that lead nowhere are left out.
    """
    settings = site.catalog.settings.site
    config.site_name = html.escape(site.title)
    if settings.url and not site.offline:
        config.site_url = f"{settings.url.rstrip('/')}/"
    for paths, path in ((config.extra_css, _STYLE), (config.extra_javascript, _SCRIPT)):
        if path not in map(str, paths):
            paths.append(path)
    early = config.extra.setdefault("polyfills", [])  # what the theme runs before its own scripts
    if _EARLY not in early:
        early.append(_EARLY)
    if not any(isinstance(extension, Blocks) for extension in config.markdown_extensions):
        extensions: list[Any] = config.markdown_extensions  # of names, says MkDocs; Markdown takes both
        extensions.append(Blocks())
    full_text = config.plugins.get(_SEARCH)
    if full_text is not None and (site.offline or is_large(files)):
        full_text.config["enabled"] = False
    if site.offline:
        config.extra_javascript.insert(0, search.OFFLINE_PATH)
    if config.nav is not None:
        config.nav = [entry for each in config.nav if (entry := _kept(each, files)) is not None]


def is_large(files: Collection[str]) -> bool:
    """Whether a site has more than a reader should load the index of all words for."""
    return len(files) > FULL_TEXT_FILES


def _kept(entry: Any, files: Collection[str]) -> Any:
    """An entry of the navigation without the pages that there are not; `None` where nothing is left."""
    if isinstance(entry, str):
        return entry if entry in files or "://" in entry else None
    if isinstance(entry, dict):
        kept = {title: below for title, each in entry.items() if (below := _kept(each, files)) is not None}
        return kept or None
    return [below for each in entry if (below := _kept(each, files)) is not None] or None


def build(config: MkDocsConfig, today: int, *, pagefind: bool = False) -> None:
    """Build the site, and put it in the place of the one that was there.

    Args:
        config: The settings.
        today: The time of the build, in seconds since 1970, unless SOURCE_DATE_EPOCH says otherwise.
        pagefind: Whether Pagefind makes an index of all words.

    Raises:
        UserError: When MkDocs or Pagefind refuses, with its words.
    """
    output = Path(config.site_dir)
    with replaced(output) as folder:
        config.site_dir = str(folder)
        _run(config, today)
        config.site_dir = str(output)
        if pagefind:
            told = run_python(
                "pagefind", "--quiet", "--site", "new", *_INDEXED, folder=folder.parent, today=today
            )
            if told is not None:
                raise UserError(f"Pagefind could not index the site.\n{told}")


def run_python(module: str, *arguments: str, folder: Path, today: int) -> str | None:
    """Run a module of Python as a process of its own; what it says when it fails, else `None`.

    Args:
        module: Its name.
        arguments: What follows on the command line.
        folder: Where it runs.
        today: The time of the build, in seconds since 1970, unless SOURCE_DATE_EPOCH says otherwise.
    """
    environment = {"SOURCE_DATE_EPOCH": str(today), **os.environ}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return None if done.returncode == 0 else done.stdout.decode("utf-8", "replace").strip()


def build_beside(config: MkDocsConfig, today: int) -> None:
    """Build the site into its folder as it is, for somebody who looks on.

    Raises:
        UserError: When MkDocs refuses, with its words.
    """
    config.strict = False
    _run(config, today)


def refresh(config: MkDocsConfig, today: int, deleted: Collection[str]) -> None:
    """Build only the pages whose files are newer than what was made of them. Never to be published.

    The index of the full-text search stays as it was, since MkDocs would cut it down to these pages.

    Args:
        config: The settings.
        today: The time of the build, in seconds since 1970.
        deleted: Files of the folder of pages that are gone.

    Raises:
        UserError: When MkDocs refuses, with its words.
    """
    site = Path(config.site_dir)
    config.theme.static_templates = set()  # the sitemap and the page for wrong addresses stay as they were
    config.theme.get_env = _templates(config).get_env  # type: ignore[method-assign]
    for path in deleted:
        (site / path).with_suffix(".html" if path.endswith(".md") else Path(path).suffix).unlink(
            missing_ok=True
        )
    index = site / "search" / "search_index.json"
    kept = index.read_bytes() if index.is_file() else None
    config.strict = False
    _run(config, today, dirty=True)
    if kept is not None:
        index.write_bytes(kept)


class _Templates:
    """The templates of a theme, compiled once for all builds of a preview."""

    def __init__(self, theme: Theme) -> None:
        self._environment = theme.get_env()

    def get_env(self) -> Environment:
        """See `mkdocs.theme.Theme.get_env`."""
        return self._environment


_known: dict[tuple[str, ...], _Templates] = {}


def _templates(config: MkDocsConfig) -> _Templates:
    key = (*config.theme.dirs, str(config.theme.locale))
    if key not in _known:
        _known[key] = _Templates(config.theme)
    return _known[key]


def _run(config: MkDocsConfig, today: int, *, dirty: bool = False) -> None:
    with _dated(today), _overheard() as told:
        try:
            build_site(config, dirty=dirty)
        except (mkdocs.exceptions.Abort, mkdocs.exceptions.BuildError) as error:
            words = "\n".join(told) or str(error)
            raise UserError(f"MkDocs could not build the site.\n{words}") from error


@contextlib.contextmanager
def _dated(today: int) -> Iterator[None]:
    """Let the build know no other day than this."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(today))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@contextlib.contextmanager
def _overheard() -> Iterator[list[str]]:
    """What MkDocs complains of while it works."""
    listener, logger = _Listener(), logging.getLogger("mkdocs")
    propagates = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield listener.told
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates
