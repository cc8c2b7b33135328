"""From a catalogue to a built site: pages, then the folder of pages, then the engine."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from itsm_as_code.catalog import Catalog
from itsm_as_code.errors import ReadError, UserError
from itsm_as_code.finding import Finding
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site import engine, urls, writer, zensical
from itsm_as_code.site.context import Site
from itsm_as_code.site.generate import generate
from itsm_as_code.site.governance import governance
from itsm_as_code.site.page import markdown
from itsm_as_code.site.pages import search_all
from itsm_as_code.transition.past import past
from itsm_as_code.tree import WorkingTree

Engine = Literal["mkdocs", "zensical"]
OUTPUT = "site"
"""Where the site goes, relative to the root of the repository."""
HANDBOOK = "docs"
"""The folder of the hand-written pages in the site."""
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built.

    Attributes:
        start: The file at which it begins.
        pages: How many pages it has.
        changed: The files of the folder of pages that were written.
        deleted: Those that were deleted.
    """

    start: Path
    pages: int
    changed: tuple[str, ...]
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What to build.

    Attributes:
        root: The root of the repository.
        today: The day on which the site is built.
        audience: For whom; when absent, as `itsm.yaml` says.
        output: Where the site goes; when absent, `site` at the root.
        offline: Whether it is to be read from disk.
        engine: What makes HTML of the pages.
    """

    root: Path
    today: dt.date
    audience: Visibility | None = None
    output: Path | None = None
    offline: bool = False
    engine: Engine = "mkdocs"


def build(order: Order, catalog: Catalog, findings: Sequence[Finding]) -> Built:
    """Build the site of a catalogue, whatever its state: what does not fit its form has a page that says so.

    Args:
        order: What to build.
        catalog: The catalogue.
        findings: What lint says of it, shown to IT beside the entities.

    Raises:
        UserError: When something cannot be read, written or built.
    """
    output = order.output or order.root / OUTPUT
    config = engine.configuration(order.root, output, offline=order.offline)
    site = site_of(order.root, catalog, order.today, findings, audience=order.audience, offline=order.offline)
    files = dict(prepare(site, order.root, Path(config.docs_dir), handbook=engine.handbook(config)))
    pagefind = order.engine == "mkdocs" and not order.offline and engine.is_large(files) and _has_pagefind()
    if pagefind:
        found = search_all.page(site)
        files[urls.source_of(found.path)] = markdown(found, site).encode()
    engine.adapt(config, site, files.keys())
    written = writer.write(Path(config.docs_dir), files)
    if order.engine == "zensical":
        zensical.build(order.root, config, files, seconds(order.today))
    else:
        engine.build(config, seconds(order.today), pagefind=pagefind)
    pages = sum(path.endswith("index.md") for path in files)
    return Built(output / "index.html", pages, written.changed, written.deleted)


def _has_pagefind() -> bool:
    """Whether what indexes the texts of large sites is installed."""
    return importlib.util.find_spec("pagefind") is not None


def site_of(
    root: Path,
    catalog: Catalog,
    today: dt.date,
    findings: Sequence[Finding],
    *,
    audience: Visibility | None = None,
    offline: bool = False,
) -> Site:
    """A catalogue with all that its repository knows beside it: its history, and how its policies are kept.

    Args:
        root: The root of the repository.
        catalog: The catalogue.
        today: The day on which the site is built.
        findings: What lint says of the catalogue.
        audience: For whom; when absent, as `itsm.yaml` says.
        offline: Whether the site is read from disk.

    Raises:
        UserError: When a list of requirements cannot be read.
    """
    internal = (audience or catalog.settings.site.audience) == "internal"
    return Site(
        catalog,
        today,
        audience=audience,
        offline=offline,
        findings=findings,
        past=past(root, catalog, today),
        governance=governance(root, catalog, today) if internal else None,
    )


def prepare(site: Site, root: Path, folder: Path, *, handbook: str | None) -> Mapping[str, bytes]:
    """The files of the folder of pages: the generated ones and, for IT, the hand-written ones.

    Args:
        site: The site.
        root: The root of the repository.
        folder: The folder of pages.
        handbook: The folder of hand-written pages, relative to the root, where there is one.

    Raises:
        UserError: When a hand-written page cannot be read.
    """
    if folder.is_relative_to(root / engine.OWN_FOLDER):
        writer.own_folder(root / engine.OWN_FOLDER)
    found = dict(generate(site))
    if handbook is not None and site.internal:
        found.update(_handbook(root, handbook))
    return found


def _handbook(root: Path, folder: str) -> dict[str, bytes]:
    tree = WorkingTree(root)
    paths = [entry.path for entry in tree.entries((folder,)) if not _hidden(entry.path)]
    found = {}
    for path, data in tree.read_many(paths, _LARGEST):
        if isinstance(data, ReadError):
            raise UserError(data.message, f"The pages in {folder} are part of the site.")
        found[f"{HANDBOOK}{path[len(folder) :]}"] = data
    return found


def _hidden(path: str) -> bool:
    """Whether a file is none for readers: hidden, or a script."""
    return path.endswith(".py") or any(part.startswith(".") for part in path.split("/"))


def seconds(day: dt.date) -> int:
    """The beginning of a day (UTC) in seconds since 1970."""
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
