"""A reference leads nowhere.

A field names an entity that does not exist, or one of a kind that the field does not admit. Where the last
two thousand commits tell that the entity was renamed, the finding says to what, when and by which commit.
Otherwise the nearest names of the admitted kinds are suggested; where the name belongs to an entity of
another kind, the finding says so. For `process/activity` it points at the part that is wrong. The topic of a
service counts as a reference too: the organisation lists the topics, and `other` is always there.
The codes of rules in `itsm.yaml` are held to the list of rules as well.

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

Unsafe where the history tells the new name, or one name alone is near: it is written instead. Otherwise by
hand: the suggestion is a guess.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from itsm_as_code import text
from itsm_as_code.catalog import BUILT_IN, Catalog, Record, Reference, SourceFile
from itsm_as_code.catalog.references import references_of_settings
from itsm_as_code.document.edits import RenameKey, SetValue
from itsm_as_code.document.lookup import value_at
from itsm_as_code.finding import FieldPath, Severity, Span
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import BY_SHORT, KINDS, Kind
from itsm_as_code.model.policy import Policy
from itsm_as_code.model.service import Service
from itsm_as_code.model.values import NAME
from itsm_as_code.model.vocabulary import DEFAULT_TOPIC
from itsm_as_code.rules.places import part_of
from itsm_as_code.rules.references.advice import Adviser, a, elsewhere
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Mend, Pointer

Holder = Record[Entity] | SourceFile
"""What holds a reference: an entity, or `itsm.yaml`."""

_NAME = ("metadata", "name")


def check(catalog: Catalog, context: Context) -> Iterator[Fault]:
    """Every reference of every entity, the broken ones included."""
    known = {*catalog.records, *BUILT_IN}
    adviser = Adviser(catalog, context.today)
    for holder, references in _holders(catalog, known):
        for reference in references:
            definition = reference.definition
            if definition.prefixed and BY_SHORT[reference.kind].name not in definition.kinds:
                yield _wrong_kind(catalog, holder, reference, adviser)
            elif reference.target not in known:
                if NAME.matches(reference.name):
                    yield _missing(catalog, holder, reference, adviser)
            elif definition.activity:
                yield from _activity(catalog, holder, reference)
    yield from _topics(catalog)
    yield from _rules(catalog, [rule.code for rule in context.rules])


def _rules(catalog: Catalog, codes: Sequence[str]) -> Iterator[Fault]:
    """The codes of rules that `itsm.yaml` weighs otherwise: one that does not exist would weigh nothing."""
    for code in catalog.settings.rules:
        if code not in codes and code not in _policy_rules(catalog):
            yield Fault(
                message=f"There is no rule {code}",
                at=Pointer(catalog.settings_file, ("rules", code), at_key=True),
                help=text.did_you_mean(code, codes) or "'itsm explain' lists the rules.",
            )


def _policy_rules(catalog: Catalog) -> set[str]:
    """The organisation's own rules, as settings name them: `POL/<policy>/<rule>`."""
    return {
        f"POL/{policy.name}/{rule.name}" for policy in catalog.of(Policy) for rule in policy.entity.spec.rules
    }


def _topics(catalog: Catalog) -> Iterator[Fault]:
    """The topics of services, which the organisation lists, so that people find the service under one."""
    organization = catalog.organization
    if organization is None or any(path[:2] == ("spec", "topics") for path in organization.broken):
        return
    topics = [topic.name for topic in organization.entity.spec.topics]
    for service in catalog.of(Service):
        topic = service.written(("spec", "topic"))
        if topic not in (*topics, DEFAULT_TOPIC, None):
            yield Fault(
                message=f"The organisation has no topic called {topic}",
                at=Pointer(service, ("spec", "topic")),
                related=(Pointer(organization, ("spec", "topics"), "the topics", at_key=True),),
                help=text.did_you_mean(topic, topics) or "Add it to the topics of the organisation.",
                mend=_only(service, SetValue, ("spec", "topic"), text.nearest(topic, topics)),
            )


def _holders(catalog: Catalog, known: set[str]) -> Iterator[tuple[Holder, Iterable[Reference]]]:
    """What may hold a reference that leads nowhere; what fits its schema refers to the right kinds."""
    yield catalog.settings_file, references_of_settings(catalog.settings_file)
    for record in (*catalog.records.values(), *catalog.duplicates):
        fits = record.is_typed and not record.broken
        if not fits or not known.issuperset(record.targets) or _names_activities(record.kind):
            yield record, record.references


@functools.cache
def _names_activities(kind: Kind) -> bool:
    return any(field.activity for field in kind.references)


def _missing(catalog: Catalog, holder: Holder, reference: Reference, adviser: Adviser) -> Fault:
    kind = BY_SHORT[reference.kind].title.lower()
    others = elsewhere(catalog, reference)
    return Fault(
        message=f"There is no {kind} called {reference.name}",
        at=_pointer(reference, holder, reference.name if reference.definition.activity else None),
        related=tuple(Pointer(other, _NAME, a(other.kind.title)) for other in others),
        help=adviser.advice(reference, others),
        mend=_mend(holder, reference, adviser.instead(reference, others)),
    )


def _wrong_kind(catalog: Catalog, holder: Holder, reference: Reference, adviser: Adviser) -> Fault:
    admitted = text.any_of([a(KINDS[name].title) for name in reference.definition.kinds])
    found = catalog.get(reference.target)
    fitting = [
        f"{KINDS[name].short}:{reference.name}"
        for name in reference.definition.kinds
        if catalog.exists(f"{KINDS[name].short}:{reference.name}")
    ]
    return Fault(
        message=f"{reference.target} is {a(BY_SHORT[reference.kind].title)}; this field takes {admitted}",
        at=_pointer(reference, holder),
        related=(Pointer(found, _NAME, "the entity named"),) if found else (),
        help=f"Did you mean {text.any_of(fitting)}?" if fitting else adviser.suggestion(reference),
        mend=_mend(holder, reference, fitting[0] if len(fitting) == 1 else None),
    )


def _activity(catalog: Catalog, holder: Holder, reference: Reference) -> Iterator[Fault]:
    """The part behind the slash, when the process is there and in order, and lacks the activity."""
    written = value_at(holder.document.value if holder.document else None, reference.field)
    process = catalog.get(reference.target)
    if process is None or not isinstance(written, str):
        return
    activity = written.partition("/")[2]
    names = _activities(process)
    if NAME.matches(activity) and activity not in names and not _is_faulty(catalog, process):
        yield Fault(
            message=f"The process {process.name} has no activity called {activity}",
            at=_pointer(reference, holder, activity, last=True),
            related=(Pointer(process, ("spec", "activities"), "its activities", at_key=True),),
            help=text.did_you_mean(activity, names) or f"It has {text.all_of(names) or 'none yet'}.",
            mend=_only(
                holder,
                SetValue,
                reference.field,
                [f"{process.name}/{name}" for name in text.nearest(activity, names)],
            ),
        )


def _mend(holder: Holder, reference: Reference, instead: str | None) -> Mend | None:
    """What writes another name instead, where it is clear which."""
    if instead is None:
        return None
    written = value_at(holder.document.value if holder.document else None, reference.field)
    if reference.definition.activity and isinstance(written, str):
        instead = f"{instead}/{written.partition('/')[2]}"
    is_key = reference.definition.path[-1] == "{key}"
    return _only(holder, RenameKey if is_key else SetValue, reference.field, [instead])


def _only(
    holder: Holder, change: type[SetValue | RenameKey], path: FieldPath, names: Sequence[str]
) -> Mend | None:
    """What writes the only name there is."""
    return Mend(f"Write {names[0]}", holder, (change(path, names[0]),)) if len(names) == 1 else None


def _activities(process: Record[Entity]) -> list[str]:
    activities = value_at(process.document.value, ("spec", "activities"))
    found = [value_at(each, ("name",)) for each in activities] if isinstance(activities, list) else []
    return [name for name in found if isinstance(name, str)]


def _is_faulty(catalog: Catalog, record: Record[Entity]) -> bool:
    """Whether what an entity lacks may be due to a fault of its own file."""
    return any(file.problems for file in catalog.files if file.record is record)


def _pointer(reference: Reference, holder: Holder, part: str | None = None, *, last: bool = False) -> Pointer:
    is_key = reference.definition.path[-1] == "{key}"
    span: Span | None = None
    if part is not None and holder.document is not None:
        span = part_of(holder.document, reference.field, part, last=last)
    return Pointer(holder, reference.field, at_key=is_key, span=span)


RULE = CatalogRule(
    code="REF001",
    name="dangling-reference",
    severity=Severity.ERROR,
    check=check,
    fix="unsafe",
    help="Correct the name, or write the entity that it names.",
)
