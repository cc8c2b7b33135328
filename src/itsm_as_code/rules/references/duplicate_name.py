"""Two entities claim one name.

Two entities of a kind share `metadata.name`, or their names or files differ only in capitals or in how an
accent is composed; or two entities carry the same identifier of one outside system. The finding points at
the later file, by path, and names the earlier one.

## Why it matters

A reference must lead to one entity. Where two share a name, one of them is neither checked nor published,
and on a computer that takes `Email.yaml` and `email.yaml` for one file, one overwrites the other. Where two
share an identifier of ServiceNow, its records of incidents and costs land on the wrong service.

## Bad

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata:
  name: printer
  title: Printer
  externalIds: {servicenow: a7f31c}
spec:
  definition: A device that puts text and pictures on paper.
```

```yaml title="catalog/terms/scanner.yaml"
apiVersion: itsm/v1
kind: Term
metadata:
  name: scanner
  title: Scanner
  externalIds: {servicenow: a7f31c}
spec:
  definition: A device that turns paper into pictures.
```

## Good

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata:
  name: printer
  title: Printer
  externalIds: {servicenow: a7f31c}
spec:
  definition: A device that puts text and pictures on paper.
```

```yaml title="catalog/terms/scanner.yaml"
apiVersion: itsm/v1
kind: Term
metadata:
  name: scanner
  title: Scanner
  externalIds: {servicenow: b0c42d}
spec:
  definition: A device that turns paper into pictures.
```

## What it leaves alone

The same name in different kinds, such as the team and the function `service-desk`; the same identifier in
different systems; the same title.

## Source

FitSM-3 and ISO/IEC 20000-1:2018, 8.2.6: configuration items are uniquely identified.

## Fix

By hand: rename one of the two, or correct the identifier.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from itsm_as_code.catalog import Catalog, Record, SourceFile
from itsm_as_code.finding import Severity
from itsm_as_code.model.common import Entity
from itsm_as_code.model.kinds import SUFFIX
from itsm_as_code.rules.rule import CatalogRule, Context, Fault, Pointer

_NAME = ("metadata", "name")
_IDS = ("metadata", "externalIds")


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """Names, then files, then identifiers, each compared with all before it."""
    records = sorted((*catalog.records.values(), *catalog.duplicates), key=_rightful)
    named = frozenset[str]()
    for fault, paths in _same_names(records):
        named |= paths
        yield fault
    yield from _same_files(catalog.files, named)
    yield from _same_identifiers(records)


def _rightful(record: Record[Entity]) -> tuple[bool, str]:
    """Entities whose file bears their name come first: the others are the copies."""
    return not record.path.endswith(f"/{record.name}{SUFFIX}"), record.path


def _same_names(records: Iterable[Record[Entity]]) -> Iterator[tuple[Fault, frozenset[str]]]:
    first: dict[tuple[str, str], Record[Entity]] = {}
    for record in records:
        other = first.setdefault((record.kind.name, _folded(record.name)), record)
        if other is record:
            continue
        kind = record.kind.title.lower()
        advice = None
        if other.name == record.name:
            message = f"There is another {kind} called {record.name}"
            stem = PurePosixPath(record.path).stem
            advice = f"Give this one the name of its file, {stem}." if stem != record.name else None
        else:
            message = (
                f"The name {record.name} differs from that of the {kind} {other.name} in its capitals alone"
            )
        related = Pointer(other, _NAME, "the other one")
        yield Fault(message, Pointer(record, _NAME), (related,), advice), frozenset((record.path, other.path))


def _same_files(files: Iterable[SourceFile], named: frozenset[str]) -> Iterator[Fault]:
    """Files whose paths a computer may take for one; those reported by their entities' names are left out."""
    first: dict[str, SourceFile] = {}
    for file in files:
        other = first.setdefault(_folded(file.path), file)
        if other is file or {file.path, other.path} <= named:
            continue
        message = f"Many computers take this file and {other.path} for one"
        yield Fault(
            message, Pointer(file), (Pointer(other, message="the other one"),), help="Rename one of the two."
        )


def _same_identifiers(records: Iterable[Record[Entity]]) -> Iterator[Fault]:
    first: dict[tuple[str, str], Record[Entity]] = {}
    for record in records:
        for system, identifier in record.identifiers.items():
            other = first.setdefault((system, identifier), record)
            if other.ref != record.ref:
                place = (*_IDS, system)
                yield Fault(
                    f"{other.ref} has the identifier {identifier} of {system} already",
                    Pointer(record, place),
                    (Pointer(other, place, "the other one"),),
                    help="Correct the identifier of one of the two.",
                )


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


RULE = CatalogRule(
    code="REF002",
    name="duplicate-name",
    severity=Severity.ERROR,
    check=check,
    help="Rename one of the two.",
)
