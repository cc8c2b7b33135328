"""`docs/changes.md`: how changes are judged, from the table and the lists that judge them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from itsm_as_code.model.kinds import KINDS
from itsm_as_code.transition.classification.administrative import FIELDS
from itsm_as_code.transition.classification.gate import WATCHED
from itsm_as_code.transition.judging import REVIEW_DAYS
from itsm_as_code.transition.requirement import CONFIRMING
from itsm_as_code.transition.table import ROWS, Row

_INTRODUCTION = """\
<!-- Generated from the table of changes; do not edit. -->

# How changes are judged

`itsm plan` judges the target as it would be with the change merged into it. Each fact of the change falls
into rows of the table below. The strictest row gives the type, the risk and what the change is until
then; everybody whom any row asks has to agree, and the plan says why. The target alone says who holds
which role, which policies and severities hold, and which change models there are: a change cannot choose
its own judge. What the change itself asks for, a stricter policy for example, has to be kept as well.

| Exit code | Meaning |
| --- | --- |
| 0 | the change may be merged |
| 1 | it is refused, or an agreement is missing (with `gate.mode: report`, only when it is refused) |
| 2 | the command, the settings or the repository need mending |
| 3 | the tool itself has a fault; this is never a pass |
"""

_PEOPLE = """\
## Who may agree

- An approval counts for the exact commit that is judged (or where the host voids approvals on every
  push), from a person who may write and who held the role on the target.
- Nobody agrees to a change that they opened, pushed to, or wrote any commit of. A clean merge of the
  target into the branch makes nobody an author. What commits say about people can only bar an approval,
  never give one.
- Roles held by one person need one approval from that person. Where every holder proposed the change, or
  nobody holds the role, its deputy decides, then the head of its function (`head` of a Function, or the
  only role in it).
- Whoever takes a role over by proposing the change has agreed to that by proposing it.
- The agreement of a customer without an account is written into the agreement itself, under `approvals`,
  with evidence. It counts when the change adds it, it is not of the future, it names a holder of the
  signing role, and somebody of {confirming} who took no part confirms it on the host.
- An emergency (`Change-Type: emergency` and `Incident: …` in a commit's trailers) needs one emergency
  authority in place of all others but those of policies, waivers and the gate; it is to be reviewed
  within {days} days.
- `Change-Type: normal` asks for the owner's agreement even where nobody would have to agree. No trailer
  asks for less.
- With `gate.baseline`, what a change touches is also compared with the last tag of that name, so that a
  change which was split over several is judged as one.

`schema/approvals.schema.json` describes the file that `--approvals` takes, `schema/plan.schema.json` what
`--format json` writes.
"""


def page() -> str:
    """The page (Markdown)."""
    functions = " or ".join(KINDS["Function"].ref_of(name) for name in CONFIRMING)
    blocks = [
        _INTRODUCTION,
        "## The table\n",
        _table(("Change", "Type, risk", "Who agrees", "Until then"), map(_row, ROWS)),
        _PEOPLE.format(confirming=functions, days=REVIEW_DAYS),
        "## Administrative fields\n\nNobody has to agree to these, nor to a new term.\n",
        _table(("Kind", "Fields", "What they are"), _fields()),
        "## What the gate rests on\n\n"
        "A change of these files is the gate owners' matter, as is one of whatever `requirements` and\n"
        "`extensions` of `itsm.yaml` name.\n",
        _table(("File or folder", "What it decides"), ((f"`{path}`", why) for path, why, _ in WATCHED)),
    ]
    return "\n".join(blocks)


def _row(row: Row) -> tuple[str, ...]:
    kind = ", ".join(each.value for each in (row.type, row.risk) if each is not None)
    own = f"; {row.apart.value}: in a pull request of its own" if row.apart is not None else ""
    return row.what, kind, row.agree, f"**{row.until.value}**{own}"


def _fields() -> Iterator[tuple[str, ...]]:
    for (kind, sort), fields in groupby(sorted(FIELDS), key=lambda each: (each.kind, each.sort)):
        names = ", ".join(f"`{each.field}`" for each in fields)
        yield KINDS[kind].title if kind else "every kind", names, sort


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
