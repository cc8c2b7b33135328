"""`itsm build`: the catalogue as a web site."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itsm_as_code.cli import options, streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.model.vocabulary import Visibility

if TYPE_CHECKING:
    from itsm_as_code.site.building import Engine


@click.command("build", short_help=VERBS["build"].help)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder for the site (default: the folder site beside itsm.yaml).",
)
@click.option(
    "--audience",
    type=click.Choice(["business", "internal"]),
    help="For whom: without what is internal, or with everything (default: as itsm.yaml says).",
)
@click.option("--offline", is_flag=True, help="Make a site that is read from disk, without a web server.")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What makes HTML of the pages; Zensical has to be installed.",
)
@click.option("--force", is_flag=True, help="Build in spite of errors; entries with faults say so.")
@options.as_of
def command(
    *,
    output: Path | None,
    audience: Visibility | None,
    offline: bool,
    engine: Engine,
    force: bool,
    today: dt.date,
) -> int:
    """Publish the catalogue as a web site.

    The site is a folder of files for any web server. It asks nothing of the network, neither while it is
    built nor while it is read. mkdocs.yml beside itsm.yaml says how it looks, where there is one.

    A catalogue with errors is not published: what customers read must be right. The exit code is 1 then.
    --force builds it all the same, and 'itsm serve' shows it while you work.
    """
    root = workspace.find_root()
    # A path is meant as seen from where the command was given.
    target = Path.cwd() / output if output else None

    from itsm_as_code import api
    from itsm_as_code.finding import Severity
    from itsm_as_code.text import count

    catalog = api.load(root)
    result = api.lint(catalog, today)
    errors = sum(finding.severity is Severity.ERROR for finding in result.findings)
    if errors and not force:
        streams.complain("error", f"The catalogue has {count(errors, 'error')}, so it is not published.")
        streams.complain("hint", "'itsm lint' shows them; 'itsm build --force' builds in spite of them.")
        return 1
    built = api.build(root, catalog, result, audience=audience, output=target, offline=offline, engine=engine)
    streams.complain("note", f"The site has {count(built.pages, 'page')}; it begins at")
    streams.write(f"{built.start}\n")
    return 0
