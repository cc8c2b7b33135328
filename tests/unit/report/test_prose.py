"""Markdown on a terminal, whole outputs."""

from __future__ import annotations

from itsm_as_code.report import prose
from itsm_as_code.report.style import COLOURED, PLAIN

PAGE = """\
## Why it matters

References carry the whole catalogue: a service that requires `netwrok` requires **nothing** at all, see
[the standard](https://example.com/iso) or *ask*. Snake_case, 2 * 3 * 4 stay, a [[term]] stands out.

```yaml title="catalog/services/email.yaml"
kind: Service

spec: {owner: desk}
```

- one
- two, which is so long that it has to be wrapped at the width that was asked for,
  and goes on
1. first

| code | rule |
| --- | :-- |
| `A` | 店 |
| BCD | a \\| b |
"""


def test_a_page() -> None:
    assert "\n".join(prose.render(PAGE, PLAIN, 60)) == (
        "Why it matters\n"
        "\n"
        "References carry the whole catalogue: a service that\n"
        "requires `netwrok` requires nothing at all, see the standard\n"
        "(https://example.com/iso) or ask. Snake_case, 2 * 3 * 4\n"
        "stay, a term stands out.\n"
        "\n"
        "    catalog/services/email.yaml\n"
        "    kind: Service\n"
        "\n"
        "    spec: {owner: desk}\n"
        "\n"
        "  • one\n"
        "  • two, which is so long that it has to be wrapped at the\n"
        "    width that was asked for, and goes on\n"
        "  1. first\n"
        "\n"
        "code  rule\n"
        "`A`   店\n"
        "BCD   a | b"
    )


def test_colour() -> None:
    assert list(prose.render("# Title\nUse `x`, **now**.\n", COLOURED, 60)) == [
        "\x1b[1mTitle\x1b[0m",
        "",
        "Use \x1b[36mx\x1b[0m, \x1b[1mnow\x1b[0m.",
    ]


def test_wrapping_does_not_count_escapes() -> None:
    plain = list(prose.render("`one` " * 30, PLAIN, 40))
    coloured = list(prose.render("`one` " * 30, COLOURED, 40))
    assert plain == [" ".join(["`one`"] * 6)] * 5
    assert coloured == [" ".join(["\x1b[36mone\x1b[0m"] * 10)] * 3
