"""A file is not plain UTF-8.

Every file is text in UTF-8, without a byte order mark. A file that an old editor or a spreadsheet saved as
Latin-1, Windows-1252 or UTF-16 is reported at the first byte that does not fit, and so is a mark at the
start.

## Why it matters

The same bytes must read alike on every machine. A name with an accent that was saved in another encoding
turns into gibberish on the service page, or makes the entity vanish from tools that give up at that byte.

## Bad

The `é` of `Café` stands as the single byte `e9`, as Windows-1252 writes it:

```hexdump title="catalog/terms/cafe.yaml"
00000000  61 70 69 56 65 72 73 69  6f 6e 3a 20 69 74 73 6d  |apiVersion: itsm|
00000010  2f 76 31 0a 6b 69 6e 64  3a 20 54 65 72 6d 0a 6d  |/v1.kind: Term.m|
00000020  65 74 61 64 61 74 61 3a  20 7b 6e 61 6d 65 3a 20  |etadata: {name: |
00000030  63 61 66 65 2c 20 74 69  74 6c 65 3a 20 43 61 66  |cafe, title: Caf|
00000040  e9 7d 0a 73 70 65 63 3a  0a 20 20 64 65 66 69 6e  |.}.spec:.  defin|
00000050  69 74 69 6f 6e 3a 20 41  20 73 68 6f 70 20 77 69  |ition: A shop wi|
00000060  74 68 20 61 20 62 61 72  2e 0a                    |th a bar..|
```

## Good

```yaml title="catalog/terms/cafe.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: cafe, title: Café}
spec:
  definition: A shop with a bar.
```

## What it leaves alone

Any script and any symbol that UTF-8 can write, emoji included, and line ends of Windows (CRLF).

## Source

[YAML 1.2.2, 5.2 Character encodings](https://yaml.org/spec/1.2.2/#52-character-encodings), narrowed to
UTF-8 without a mark.

## Fix

Safe for a byte order mark before UTF-8: it is removed, and nothing else changes. By hand for other
encodings, since which one was meant cannot be known for certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import Resave
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Bytes that are not UTF-8, found while reading."""
    return reported(file, "encoding", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of a byte order mark before what is UTF-8 otherwise."""
    alone = sum(other.rule == problem.rule for other in file.problems) == 1
    if problem.suggestion is None or not alone:
        return None
    return Mend("Remove the byte order mark", file, (Resave(),))


RULE = FileRule(
    code="SYN001",
    name="encoding",
    severity=Severity.ERROR,
    check=check,
    fix="safe",
    help="Save the file as UTF-8 without a byte order mark.",
)
