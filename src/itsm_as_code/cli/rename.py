"""`itsm rename`: another name for an entity, wherever it is named."""

from __future__ import annotations

import click

from itsm_as_code.cli import fixing, options, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("rename", short_help=VERBS["rename"].help)
@click.argument("ref")
@click.argument("new", metavar="NAME")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@options.color
def command(*, ref: str, new: str, dry_run: bool, color: str) -> None:
    """Rename an entity, wherever it is named.

    REF is its reference, such as service:email; the name alone will do where only one entity has it. NAME is
    the new name, without its kind.

    Its file gets the new name, and so does every reference in every file: fields, the keys of costShares, the
    scopes of waivers, the owners in itsm.yaml, terms that prose marks by their name. Comments, order and
    quotes stay. All files are written, or none. The expressions of policies are left alone.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.text import count, printable
    from itsm_as_code.tree import WorkingTree, write

    tree = WorkingTree(root)
    renamed = api.rename(tree, ref, new)
    if dry_run:
        fixing.show(renamed.changes, color)
    else:
        write(root, renamed.changes)
        lines = [f"{renamed.before} is {renamed.after} now, in {renamed.path}"]
        lines += [f"{path}: {count(number, 'reference')}" for path, number in renamed.named]
        streams.write("".join(f"{printable(line)}\n" for line in lines))
    references = sum(number for _, number in renamed.named)
    done = "Would change" if dry_run else "Changed"
    where = f" and {count(references, 'reference')} to it in {count(len(renamed.named), 'other file')}"
    streams.complain("note", f"{done} its name{where if renamed.named else ''}.")
