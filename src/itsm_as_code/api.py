"""The façade: load a catalogue, judge it. What programs, plugins and the command line share.

Raises `itsm_as_code.errors.UserError` for what the caller can mend; faults of content are findings.

```python
from datetime import date
from pathlib import Path

from itsm_as_code import api

catalog = api.load(Path("."))
for finding in api.lint(catalog, today=date(2026, 11, 20)).findings:
    print(finding.location, finding.code, finding.message)
```
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

from itsm_as_code import catalog as _catalog
from itsm_as_code import lint as _lint
from itsm_as_code.catalog import Catalog
from itsm_as_code.lint import LintResult
from itsm_as_code.tree import Tree, WorkingTree

__all__ = ["Catalog", "LintResult", "Tree", "lint", "load", "source"]


def load(files: Path | Tree) -> Catalog:
    """Read a catalogue.

    Args:
        files: The folder that holds `itsm.yaml`, or any other tree of files.

    Raises:
        UserError: When there is no `itsm.yaml`, or it cannot be read.
    """
    return _catalog.load(WorkingTree(files) if isinstance(files, Path) else files)


def lint(
    what: Catalog | Path | Tree,
    today: dt.date,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> LintResult:
    """Judge a catalogue.

    Args:
        what: The catalogue, or where to read it.
        today: The day for which to judge.
        select: Codes of rules, or how they begin (`REF`); all when empty.
        ignore: Codes to leave out, likewise.
        paths: Report only what lies in these files and folders, relative to the root; all when empty.

    Raises:
        UserError: When the catalogue cannot be read or a code is unknown.
    """
    catalog = what if isinstance(what, Catalog) else load(what)
    return _lint.lint(catalog, today, select=select, ignore=ignore, paths=paths)


def source(catalog: Catalog) -> Callable[[str], str]:
    """Gives the text of a file of the catalogue, for reports that show it.

    Args:
        catalog: The catalogue.

    Returns:
        A function from path to text; the text is empty where the file is no text, or no file.
    """
    documents = {file.path: file.document for file in catalog.files}

    def text(path: str) -> str:
        document = documents.get(path)
        return document.text if document else ""

    return text
