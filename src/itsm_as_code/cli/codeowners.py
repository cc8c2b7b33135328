"""`itsm codeowners`: whom the git host asks for a review, generated from the owners in the catalogue."""

from __future__ import annotations

import os

import click

from itsm_as_code.cli import streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.errors import UserError


@click.command("codeowners", short_help=VERBS["codeowners"].help)
@click.option(
    "--host",
    type=click.Choice(["github", "gitlab", "gitea"]),
    help="The git host (default: 'gate.host' of itsm.yaml). Forgejo reads what is written for gitea.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Say whether the file is current, and write nothing. The exit code is 1 when it is not.",
)
def command(*, host: str | None, check: bool) -> int:
    """Write the file CODEOWNERS, so that the git host asks the right people for a review.

    Each entity's file goes to the holders of the role that owns it, or their team on the host; where none of
    them has an account, to the deputies, and then to the head of the function. A policy goes to its approver
    as well, a waiver to whoever grants it. Settings, pipelines and whatever else decides how changes are
    judged, and entities without an owner such as roles and teams, go to the gate owners. A folder whose
    files share their owners has one rule.

    The file is .github/CODEOWNERS, .gitlab/CODEOWNERS or .gitea/CODEOWNERS at the top of the repository. It
    only says whom to ask: it cannot know the old and the new owner, nor what a change means. 'itsm plan' as
    the required check decides.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.report import codeowners
    from itsm_as_code.text import any_of
    from itsm_as_code.transition.routing import routing
    from itsm_as_code.tree import FileChange, WorkingTree, write

    catalog = api.load(root)
    host = host or catalog.settings.gate.host
    form = codeowners.HOSTS.get(host or "")
    if host is None or form is None:
        where = f"{host} has no file CODEOWNERS" if host else "Nothing says which git host it is for"
        raise UserError(f"{where}.", f"Name one with --host: {any_of(list(codeowners.HOSTS))}.")
    prefix = workspace.folder_in_repository(root)
    top = root.parents[prefix.count("/") - 1] if prefix else root
    for path in form.before:
        if (top / path).is_file():
            raise UserError(f"{form.name} reads {path} instead of {form.file}.", f"Remove {path} first.")
    found = routing(catalog, form.team_of, prefix)
    after = codeowners.render(found, host).encode("utf-8", "replace")
    before = WorkingTree(top).read(form.file) if os.path.lexists(top / form.file) else None
    for who, what in codeowners.unrouted(found):
        streams.complain("warning", f"{who} has no account on {form.name} and is not asked about {what}.")
    if before == after:
        streams.complain("note", f"{form.file} is current.")
        return 0
    if check:
        state = "is not current" if before is not None else "does not exist"
        streams.complain("error", f"{form.file} {state}: run 'itsm codeowners --host {host}' and commit it.")
        return 1
    write(top, [FileChange(form.file, before, after)])
    streams.complain("note", f"{form.file} was written.")
    return 0
