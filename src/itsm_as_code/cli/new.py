"""`itsm new`: a commented file for one more entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from itsm_as_code.cli import asking, streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.errors import UserError

if TYPE_CHECKING:
    from itsm_as_code.model.structure import FieldNode, Node
    from itsm_as_code.scaffold.entity import Draft
    from itsm_as_code.scaffold.gaps import Gap

_MANY = 12
"""So many names are offered with a question; of more, those that are like what was typed."""


@click.command("new", short_help=VERBS["new"].help)
@click.argument("kind", metavar="KIND")
@click.argument("name", metavar="[NAME]", required=False)
@click.option(
    "-s",
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Say what a field holds, such as spec.owner=it-manager. May be repeated; lists take commas.",
)
@click.option("-y", "--yes", is_flag=True, help="Ask nothing, even at a terminal.")
def command(*, kind: str, name: str | None, assignments: tuple[str, ...], yes: bool) -> int:
    """Write the file of a new entity, such as a service or an agreement.

    Only what the schema cannot do without is asked for; references offer the names that exist. The file says
    what each field means and what else could be said. It is printed where it was written; nothing that exists
    is replaced.

    NAME is a name such as payroll, or a title such as "Pay roll", of which the name is made.
    """
    root = workspace.find_root()

    from itsm_as_code import api
    from itsm_as_code.catalog.query import kind_called
    from itsm_as_code.scaffold.creating import create
    from itsm_as_code.scaffold.entity import Draft
    from itsm_as_code.scaffold.repository import SCHEMAS

    draft = Draft(kind_called(kind), api.load(root))
    asks = not yes and asking.somebody_there()
    if name is not None:
        draft.call(name)
    for assignment in assignments:
        draft.set(assignment)
    _name(draft, asks=asks)
    _ask(draft) if asks else _refuse_gaps(draft)
    draft.finish()
    with_schema = (root / SCHEMAS / f"{draft.kind.short}.schema.json").is_file()
    create(root, {draft.path: draft.text(with_schema=with_schema).encode()})
    streams.write(f"{draft.path}\n")
    return 0


def _name(draft: Draft, *, asks: bool) -> None:
    """See to a name and a title: what one lacks is made of the other."""
    metadata = draft.value["metadata"]
    if "name" not in metadata and "title" in metadata:
        draft.call(metadata["title"])
    elif "name" not in metadata and asks:
        asking.ask(f"What is the {draft.kind.title.lower()} called?", draft.call)
    elif "name" not in metadata:
        raise UserError("Nobody can be asked here, and the name is missing.", "Write it behind the kind.")
    if "title" not in metadata:
        spoken = draft.name.replace("-", " ")
        metadata["title"] = spoken[:1].upper() + spoken[1:]


def _refuse_gaps(draft: Draft) -> None:
    from itsm_as_code.text import all_of, any_of, field_path

    missing = [
        [field_path((*gap.path, field.name)) for field in gap.alternatives] or [field_path(gap.path)]
        for gap in draft.missing()
    ]
    if missing:
        wanted = all_of([any_of(each) for each in missing])
        raise UserError(
            f"Nobody can be asked here, and the schema asks for {wanted}.",
            f"Say it with --set, such as --set {missing[0][0]}=…",
        )


def _ask(draft: Draft) -> None:
    """Ask for one thing after the other until the schema is content."""
    while (gap := next(draft.missing(), None)) is not None:
        if gap.alternatives:
            _choose(draft, gap)
        else:
            _fill(draft, gap.path, gap.node, gap.description)


def _choose(draft: Draft, gap: Gap) -> None:
    """Ask which of several fields shall stand, and then for its value."""
    from itsm_as_code.text import all_of, field_path

    fields: dict[str, FieldNode] = {field.name: field for field in gap.alternatives}
    where = field_path(gap.path)
    asking.tell(f"{where}: one of {all_of(list(fields))} has to stand.")
    chosen = fields[asking.choose("Which?", list(fields))]
    _fill(draft, (*gap.path, chosen.name), chosen.node, chosen.description)


def _fill(draft: Draft, path: tuple[str | int, ...], node: Node, description: str) -> None:
    """Ask for the value of a field; of what has parts, the parts are asked for one by one."""
    from itsm_as_code.model.structure import ListOf, Nested
    from itsm_as_code.scaffold.fields import put

    if isinstance(node, Nested):
        put(draft.value, path, {})
    elif isinstance(node, ListOf) and isinstance(node.item, Nested):
        put(draft.value, path, [{}])
    else:
        asking.ask(_question(draft, path, node, description), lambda typed: draft.fill(path, node, typed))


def _question(draft: Draft, path: tuple[str | int, ...], node: Node, description: str) -> str:
    """The question for a field: where it stands, what it means, and what it takes."""
    from itsm_as_code.text import field_path

    return f"{field_path(path)}: {description}{_offer(draft, node)}"


def _offer(draft: Draft, node: Node) -> str:
    """What can be answered, where that is not any text."""
    from itsm_as_code.model.structure import ListOf, Referring, Scalar, Words
    from itsm_as_code.scaffold.reading import offered

    several = ""
    if isinstance(node, ListOf):
        node, several = node.item, "; commas between several"
    if isinstance(node, Words):
        return f" ({', '.join(str(word) for word in node.words)}{several})"
    if isinstance(node, Referring):
        names = offered(node.reference, draft.catalog)
        example = node.reference.format.example.rpartition("such as ")[2]
        listed = ", ".join(names) if 0 < len(names) <= _MANY else f"such as {example}"
        return f" ({listed}{several})"
    if isinstance(node, Scalar) and hasattr(node.form, "example") and not node.form.phrase.startswith("text"):
        return f" (such as {node.form.example}{several})"
    return ""
