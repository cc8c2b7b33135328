"""A reference leads nowhere.

A field names an entity that does not exist, or one of a kind that the field does not admit. The nearest
names of the admitted kinds are suggested; where the name belongs to an entity of another kind, the finding
says so. For `process/activity` it points at the part that is wrong.

## Why it matters

References carry the whole catalogue: who owns, who pays, what breaks when this breaks. A service that
requires `netwrok` requires nothing as far as any figure is concerned, so its promised availability looks
better than it is, and nobody is asked before the network changes.

## Bad

```yaml title="catalog/improvements/shorter-queue.yaml"
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue at the Service Desk}
spec:
  owner: it-manger
  finding: Callers wait nine minutes on Monday mornings.
```

## Good

```yaml title="catalog/improvements/shorter-queue.yaml"
apiVersion: itsm/v1
kind: Improvement
metadata: {name: shorter-queue, title: A shorter queue at the Service Desk}
spec:
  owner: it-manager
  finding: Callers wait nine minutes on Monday mornings.
```

## What it leaves alone

Entities that have faults of their own: they exist. People (`user:handle`), who are known to the git host.
The built-in calendars `always` and `office` and the built-in change models, which need no file.

## Source

ISO/IEC 20000-1:2018, 8.2.6 (relations between configuration items are recorded); the repair of a
catalogue's most frequent defect, a rename that not everyone followed.

## Fix

By hand: the suggestion is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import text
from itsm_as_code.catalog import BUILT_IN, Catalog, Record, Reference
from itsm_as_code.finding import Severity, Span
from itsm_as_code.model.entity import Entity
from itsm_as_code.model.kinds import BY_SHORT, KINDS
from itsm_as_code.rules.places import part_of, value_at
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer

_NAME = ("metadata", "name")


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """Every reference of every entity, the broken ones included."""
    known = catalog.records.keys() | BUILT_IN
    for record in (*catalog.records.values(), *catalog.duplicates):
        for reference in record.references:
            definition = reference.definition
            if definition.prefixed and BY_SHORT[reference.kind].name not in definition.kinds:
                yield _wrong_kind(catalog, record, reference)
            elif reference.target not in known:
                yield _missing(catalog, record, reference)
            elif definition.activity:
                yield from _activity(catalog, record, reference)


def _missing(catalog: Catalog, record: Record[Entity], reference: Reference) -> Fault:
    kind = BY_SHORT[reference.kind]
    name = reference.name
    span = part_of(record, reference.field, name) if reference.definition.activity else None
    elsewhere = _elsewhere(catalog, name, but=reference.kind)
    if elsewhere:
        help_text = (
            f"{name} is {text.all_of([_a(other.kind.title) for other in elsewhere])}, not {_a(kind.title)}."
        )
    else:
        help_text = _suggestion(catalog, reference) or _none_at_all(catalog, reference)
    return Fault(
        message=f"There is no {kind.title.lower()} called {text.shortened(name)}",
        at=_pointer(reference, record, span),
        related=tuple(Pointer(other, _NAME, f"{_a(other.kind.title)}") for other in elsewhere),
        help=help_text,
    )


def _wrong_kind(catalog: Catalog, record: Record[Entity], reference: Reference) -> Fault:
    admitted = text.any_of([_a(KINDS[name].title) for name in reference.definition.kinds])
    found = catalog.get(reference.target)
    fitting = [
        f"{KINDS[name].short}:{reference.name}"
        for name in reference.definition.kinds
        if catalog.exists(f"{KINDS[name].short}:{reference.name}")
    ]
    return Fault(
        message=f"{reference.target} is {_a(BY_SHORT[reference.kind].title)}; this field takes {admitted}",
        at=_pointer(reference, record),
        related=(Pointer(found, _NAME, "the entity named"),) if found else (),
        help=f"Did you mean {text.any_of(fitting)}?" if fitting else _suggestion(catalog, reference),
    )


def _activity(catalog: Catalog, record: Record[Entity], reference: Reference) -> Iterator[Fault]:
    """The part behind the slash, when the process is there and lacks the activity."""
    written = value_at(record.document.value, reference.field)
    process = catalog.get(reference.target)
    if process is None or not isinstance(written, str):
        return
    activity = written.partition("/")[2]
    names = _activities(process)
    if activity and activity not in names:
        yield Fault(
            message=f"The process {process.name} has no activity called {text.shortened(activity)}",
            at=_pointer(reference, record, part_of(record, reference.field, activity, last=True)),
            related=(Pointer(process, ("spec", "activities"), "its activities", at_key=True),),
            help=text.did_you_mean(activity, names) or f"Its activities are {text.all_of(names)}.",
        )


def _activities(process: Record[Entity]) -> list[str]:
    activities = value_at(process.document.value, ("spec", "activities"))
    found = [value_at(each, ("name",)) for each in activities] if isinstance(activities, list) else []
    return [name for name in found if isinstance(name, str)]


def _pointer(reference: Reference, record: Record[Entity], span: Span | None = None) -> Pointer:
    return Pointer(record, reference.field, at_key=reference.definition.path[-1] == "{key}", span=span)


def _elsewhere(catalog: Catalog, name: str, but: str) -> list[Record[Entity]]:
    """Entities of other kinds that bear the very name."""
    found = (catalog.get(f"{short}:{name}") for short in BY_SHORT if short != but)
    return [record for record in found if record is not None]


def _suggestion(catalog: Catalog, reference: Reference) -> str | None:
    """The nearest names, of the kind that was written first, then of the others admitted."""
    written = BY_SHORT[reference.kind].name
    kinds = sorted(reference.definition.kinds, key=lambda name: name != written)
    for kind in kinds:
        short = KINDS[kind].short
        names = [record.name for record in catalog.of_kind(kind)]
        names += [ref.partition(":")[2] for ref in BUILT_IN if ref.startswith(f"{short}:")]
        near = text.nearest(reference.name, names)
        if near:
            shown = [f"{short}:{name}" if reference.definition.prefixed else name for name in near]
            return f"Did you mean {text.any_of(shown)}?"
    return None


def _none_at_all(catalog: Catalog, reference: Reference) -> str | None:
    kinds = [KINDS[name] for name in reference.definition.kinds]
    if any(catalog.of_kind(kind.name) for kind in kinds):
        return None
    return f"There is no {text.any_of([kind.title.lower() for kind in kinds])} in the repository yet."


def _a(title: str) -> str:
    noun = title.lower()
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


RULE = CatalogRule(
    code="REF001",
    name="dangling-reference",
    severity=Severity.ERROR,
    check=check,
    help="Correct the name, or write the entity that it names.",
)
