"""A document has more than one producer.

An artefact of the form `document` says what is to be, such as a plan or an agreement, and is produced by
several processes. A `record` says what was, and may be written by many.

## Why it matters

When two write the plan there are two plans. Whoever reads one of them acts on it in good faith, and the
contradiction comes to light in the middle of the work.

## Bad

```yaml title="catalog/processes/problem-management.yaml"
spec:
  produces: [known-error, change-schedule]
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  produces: [known-error, request-for-change]
```

## What it leaves alone

Records, such as requests for change, which many processes raise; a document that many processes consume; a
document from outside that one process writes on.

## Source

ISO/IEC 20000-1:2018, 7.5.3 (documented information is controlled): a document has one owner.

## Fix

By hand: let one process write it and the others hand in what they know, or call it a record if it is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.flow import producers
from itsm_as_code.finding import Severity
from itsm_as_code.model.artefact import Artefact
from itsm_as_code.rules.flow.places import in_processes
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import Context, EntityRule, Fault
from itsm_as_code.text import all_of


def check(artefact: Record[Artefact], context: Context) -> Iterator[Fault]:
    """One fault for a document that several processes write."""
    if artefact.entity.spec.form != "document":
        return
    written = producers(context.catalog, artefact.ref)
    processes = list(dict.fromkeys(reference.source.partition(":")[2] for reference in written))
    if len(processes) > 1:
        yield Fault(
            message=f"The document {artefact.name} is produced by {all_of(processes)}",
            at=name_of(artefact),
            related=in_processes(context.catalog, written, "produced here"),
        )


RULE = EntityRule(
    code="FLW003",
    name="document-with-several-producers",
    severity=Severity.ERROR,
    check=check,
    kinds=("Artefact",),
    help="Let one process write it, or say 'form: record' if it says what was.",
)
