"""`itsm fmt`: every file in one canonical layout."""

from __future__ import annotations

import click

from itsm_as_code.cli import fixing, options, streams, workspace
from itsm_as_code.cli.verbs import VERBS


@click.command("fmt", short_help=VERBS["fmt"].help)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--check",
    is_flag=True,
    help="Name the files that would change, and write nothing. The exit code is 1 when there are any.",
)
@click.option(
    "--diff",
    "show_diff",
    is_flag=True,
    help="Show what would change, and write nothing. The exit code is 1 when there is something.",
)
@options.color
def command(*, paths: tuple[str, ...], check: bool, show_diff: bool, color: str) -> int:
    """Lay every file out in one canonical way.

    Fields stand in the order of the model, blocks are indented by two spaces, lines end at 110 characters
    where they can be broken, quotes stand where they are needed, and each file ends with one line feed. What
    a file says stays the same, and every comment stays with what it is about. Whether a list or a mapping
    stands in brackets on one line is its author's choice for as long as it fits.

    With PATHS, only those files and folders are laid out. Files with faults of syntax are named and left as
    they are; the exit code is 1 then.
    """
    root = workspace.find_root()
    inside = workspace.inside(root, paths)

    from itsm_as_code import api
    from itsm_as_code.text import count, printable
    from itsm_as_code.tree import WorkingTree, write

    layouts = api.fmt(WorkingTree(root), inside)
    writes = not (check or show_diff)
    if writes:
        write(root, layouts.changes)
    if show_diff:
        fixing.show(layouts.changes, color)
    else:
        streams.write("".join(f"{printable(change.path)}\n" for change in layouts.changes))
    for path in layouts.left:
        streams.complain("warning", f"{path} has faults of syntax and is left as it is.")
    changed, files = len(layouts.changes), count(layouts.files, "file")
    verb = "was" if changed == 1 else "were"
    done = f"{verb} laid out anew" if writes else "would be laid out anew"
    streams.complain("note", f"{changed:,} of {files} {done}.")
    return int(bool(layouts.left) or (not writes and bool(changed)))
