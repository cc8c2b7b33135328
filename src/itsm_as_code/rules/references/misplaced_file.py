"""A file stands where it does not belong.

The folder, the `kind` and `metadata.name` of an entity agree: the service `email` is in
`catalog/services/email.yaml`. Under the roots only such files may stand: no other endings (`.yml`, `.YAML`,
`.json`), no folders that no kind has, no symbolic links, no submodules.

## Why it matters

Owners and approvers are found by path, and so is every tool's idea of what a change touches. A file that is
passed over because of its ending is a service that nobody checks, and a name that differs from its file
leads people to the wrong one.

## Bad

```yaml title="catalog/services/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
```

## Good

```yaml title="catalog/terms/printer.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: printer, title: Printer}
spec:
  definition: A device that puts text and pictures on paper.
```

## What it leaves alone

Everything outside the roots that `itsm.yaml` names: `README.md`, `docs/`, the settings of editors and
pipelines.

## Source

The practice of Kubernetes and Backstage repositories, and the ways past a review by path that git allows.

## Fix

Unsafe for a file that is in its place but for its ending: it is renamed, and begins to count. By hand for the
rest: move the file with `git mv`, or correct `kind` or `metadata.name`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from itsm_as_code.catalog import Catalog, SourceFile
from itsm_as_code.finding import Move, Severity
from itsm_as_code.model.kinds import SUFFIX, kind_of_path
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend
from itsm_as_code.text import printable

_ENDINGS = frozenset({"yml", "yaml"})


def check(file: SourceFile, context: Context) -> Iterator[Fault]:
    """Files that may not stand where they are, found while loading."""
    for fault in reported(file, "misplaced-file"):
        if fault.at.path != ("metadata", "name") or not _is_copy(file, context.catalog):
            yield replace(fault, mend=_mend(file, context.catalog))


def _mend(file: SourceFile, catalog: Catalog) -> Mend | None:
    """What gives a file the ending that it should have, where nothing has that name yet."""
    stem, dot, ending = file.path.rpartition(".")
    to = f"{stem}{SUFFIX}"
    if not dot or ending.lower() not in _ENDINGS or to == file.path or catalog.file(to) is not None:
        return None
    if kind_of_path(to, catalog.settings.roots) is None:
        return None
    return Mend(f"Rename the file to {printable(to.rpartition('/')[2])}", file, moves=(Move(file.path, to),))


def _is_copy(file: SourceFile, catalog: Catalog) -> bool:
    """Whether another entity has the name already: then the name is what to mend, and REF002 says so."""
    record = file.record
    return record is not None and (
        catalog.get(record.ref) is not record or any(other.ref == record.ref for other in catalog.duplicates)
    )


RULE = FileRule(
    code="REF003",
    name="misplaced-file",
    severity=Severity.ERROR,
    check=check,
    fix="unsafe",
    help="Move the file to where its kind and name belong.",
)
