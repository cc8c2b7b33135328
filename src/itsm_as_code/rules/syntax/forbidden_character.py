"""A file holds a character that does not show, or text that is not in its composed form.

Refused are control characters, the line separators U+0085, U+2028 and U+2029, marks that reverse the
direction of reading, characters without a shape such as the zero-width space, and accents that stand as a
character of their own behind their letter (text outside Unicode's Normalisation Form C).

## Why it matters

What a reviewer cannot see, a reviewer cannot judge. A line separator can hide half a line from one tool and
show it to another; two names that look alike, one with a composed accent and one without, are two different
names.

## Bad

The `e` and the accent of `Café` are two characters, as some systems write file names:

```yaml title="catalog/terms/cafe.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: cafe, title: Cafe\u0301}
spec:
  definition: A shop with a bar.
```

## Good

The same, with the one character `é`:

```yaml title="catalog/terms/cafe.yaml"
apiVersion: itsm/v1
kind: Term
metadata: {name: cafe, title: Café}
spec:
  definition: A shop with a bar.
```

## What it leaves alone

Tabs inside text, line ends of Windows, non-breaking blanks, the joiners and direction marks that Persian,
Arabic, Hebrew and Indian scripts need, emoji, and every letter of every script in its composed form.

## Source

[YAML 1.2.2, 5.1 Character set](https://yaml.org/spec/1.2.2/#51-character-set); [Unicode Standard Annex
15](https://www.unicode.org/reports/tr15/) for the composed form (NFC); [Unicode Technical Standard
55](https://www.unicode.org/reports/tr55/) for marks that reverse the direction of reading.

## Fix

Safe for text outside the composed form: the whole file is written in it, and looks as before. By hand for
characters that do not show: type the word again, or paste it without its formatting.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.document.edits import Compose
from itsm_as_code.finding import Problem, Severity
from itsm_as_code.rules.problems import reported
from itsm_as_code.rules.rule import Context, Fault, FileRule, Mend


def check(file: SourceFile, _context: Context) -> Iterator[Fault]:
    """Characters outside the permitted set."""
    return reported(file, "forbidden-character", _mend)


def _mend(file: SourceFile, problem: Problem) -> Mend | None:
    """Of accents beside their letters."""
    if problem.suggestion is None:
        return None
    return Mend("Write the file's text in its composed form (NFC)", file, (Compose(),))


RULE = FileRule(
    code="SYN007",
    name="forbidden-character",
    severity=Severity.ERROR,
    check=check,
    fix="safe",
    help="Type the text again, or paste it without its formatting.",
)
