"""The site for somebody who is editing: pages are made anew within about a second of saving.

What it shows is never to be published: after the first build only changed pages are built, and the full-text
search keeps the words of the beginning.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from itsm_as_code import lint
from itsm_as_code.catalog import SETTINGS_FILE, load
from itsm_as_code.errors import UserError
from itsm_as_code.finding import Severity
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site import building, engine, watching, writer
from itsm_as_code.site.server import Server
from itsm_as_code.text import count
from itsm_as_code.tree import WorkingTree

_PAUSE = 0.3
"""Seconds between two looks at the files."""

Say = Callable[[str], None]


class Preview:
    """A site in a temporary folder that follows its catalogue.

    Args:
        root: The root of the repository.
        today: The day as on which the site is shown.
        audience: For whom; when absent, as `itsm.yaml` says.
        folder: Where pages and site go.
    """

    def __init__(self, root: Path, today: dt.date, audience: Visibility | None, folder: Path) -> None:
        self._root = root
        self._today = today
        self._audience: Visibility | None = audience
        self._pages = folder / "pages"
        self._pages.mkdir()
        self._handbook: str | None = None
        self._roots = ("catalog", "policies")
        self._shown: frozenset[str] = frozenset()
        self._seen: watching.Stamp = {}
        self.site = folder / "site"

    @property
    def watched(self) -> tuple[str, ...]:
        """The files and folders that the site is made of, relative to the root."""
        handbook = (self._handbook,) if self._handbook else ()
        return (SETTINGS_FILE, engine.CONFIGURATION, *self._roots, *handbook)

    def build(self) -> str:
        """Build what changed since the last build, everything the first time; says what was done.

        Raises:
            UserError: When something cannot be read or built; what was there stays.
        """
        start = time.perf_counter()
        self._seen = watching.look(self._root, self.watched)  # what changes from here on counts
        config = engine.configuration(self._root, self.site, pages=self._pages)
        catalog = load(WorkingTree(self._root))
        roots = catalog.settings.roots
        self._roots, self._handbook = (roots.catalog, roots.policies), engine.handbook(config)
        findings = lint.lint(catalog, self._today).findings
        site = building.site_of(self._root, catalog, self._today, findings, audience=self._audience)
        files = building.prepare(site, self._root, self._pages, handbook=self._handbook)
        written = writer.write(self._pages, files)
        engine.adapt(config, site, files.keys())
        moment = building.seconds(self._today)
        # A page that comes or goes may change the navigation of all.
        if files.keys() == self._shown:
            engine.refresh(config, moment, written.deleted)
        else:
            engine.build_beside(config, moment)
            self._shown = frozenset(files)
        pages = sum(path.endswith(".md") for path in written.changed)
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        broken = f"; the catalogue has {count(errors, 'error')}, which 'itsm lint' shows" if errors else ""
        return f"{count(pages, 'page')} in {time.perf_counter() - start:.1f} s{broken}"

    def changes(self) -> Iterator[list[str]]:
        """Wait for files to change since the last build, again and again; a burst counts as one change."""
        while True:
            time.sleep(_PAUSE)
            changed = watching.changes(self._seen, watching.look(self._root, self.watched))
            if changed:
                yield changed


def serve(root: Path, today: dt.date, *, audience: Visibility | None, port: int, say: Say) -> None:
    """Show the site of a repository on this machine until Ctrl-C.

    Args:
        root: The root of the repository.
        today: The day as on which the site is shown.
        audience: For whom; when absent, as `itsm.yaml` says.
        port: The port; 0 takes any that is free.
        say: Takes what there is to tell.

    Raises:
        UserError: When the port is taken, or the site cannot be built at all.
    """
    with tempfile.TemporaryDirectory(prefix="itsm-preview-") as folder:
        preview = Preview(root, today, audience, Path(folder))
        with Server(preview.site, port) as server:
            with contextlib.suppress(KeyboardInterrupt):
                say("Building the site.")
                say(f"Built {preview.build()}.")
                say(f"The site is at {server.address}; it follows your files. Ctrl-C ends it.")
                for changed in preview.changes():
                    _follow(preview, server, changed, say)
            say("Stopped.")


def _follow(preview: Preview, server: Server, changed: list[str], say: Say) -> None:
    names = changed[0] if len(changed) == 1 else f"{changed[0]} and {len(changed) - 1} more"
    try:
        done = preview.build()
    except UserError as error:
        say(f"{names}: {error.message} {error.hint or ''}".rstrip())
    else:
        say(f"{names}: {done}.")
        server.reload()
