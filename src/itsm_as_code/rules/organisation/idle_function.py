"""One of the seven functions is missing, or owns no process.

IT Steering Group, Service Management Office, Customer Management, Delivery Management, Service Desk,
Technical Management and Application Management: each exists, and at least one process names it as its
`function`.

## Why it matters

The seven divide the whole work between the business and the machines. Where one is missing, its work is
done by whoever is nearest, or by nobody: no one speaks with the customers, or no one decides.

## Bad

```yaml title="catalog/processes/problem-management.yaml"
spec:
  function: technical-management
```

## Good

```yaml title="catalog/processes/problem-management.yaml"
spec:
  function: application-management
```

## What it leaves alone

Further functions, with or without processes; one person or team in several functions, as a small
organisation needs it; titles of your own, since functions are known by their names.

## Source

The seven functions and their processes form one flow; ITIL's functions. Under `starter` it is a warning.

## Fix

By hand: write the function, or say which process is its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import Catalog
from itsm_as_code.finding import Severity
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.vocabulary import SEVEN_FUNCTIONS
from itsm_as_code.rules.places import name_of
from itsm_as_code.rules.rule import CatalogRule, Context, Fault


def check(catalog: Catalog, _context: Context) -> Iterator[Fault]:
    """One fault for each function of the seven that is missing or has nothing to do."""
    for name in SEVEN_FUNCTIONS:
        function = catalog.get(KINDS["Function"].ref_of(name))
        if function is not None:
            if not _owns_a_process(catalog, function.ref):
                yield Fault(
                    message=f"The function {name} owns no process",
                    at=name_of(function),
                    help="Name it in 'function' of the process that it answers for.",
                )
        elif catalog.organization is not None:
            yield Fault(
                message=f"The function {name} is missing",
                at=name_of(catalog.organization),
                help=f"Write it in {KINDS['Function'].path_of(name, catalog.settings.roots)}.",
                about=name,
            )


def _owns_a_process(catalog: Catalog, function: str) -> bool:
    return any(holder.kind.name == "Process" for holder in catalog.holders(function, "function"))


RULE = CatalogRule(
    code="ORG001",
    name="idle-function",
    severity=Severity.ERROR,
    check=check,
    help="Write the function, and say which process is its own.",
)
