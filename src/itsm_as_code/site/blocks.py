"""Lets the HTML blocks of our pages through Python-Markdown without reading them twice.

Markdown passes them anyway, since they are blocks; but it and MkDocs parse each one for that. Ours begin with
a line of their own and end before the next blank line, so a pattern finds them. An engine without this
extension gives the same pages, more slowly.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r'^<div class="itsm">\n(?:.+\n)*?</div>(?=\n\n|\n?\Z)', re.MULTILINE)
_PRIORITY = 25
"""After Markdown has tidied line ends (30), before MkDocs looks for anchors (21) and Markdown for HTML."""


class Blocks(Extension):
    """Puts our blocks aside before anybody reads them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that Markdown asks for)
        """Register with a converter."""
        md.preprocessors.register(_Aside(md), "itsm-blocks", _PRIORITY)


class _Aside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = _BLOCK.sub(lambda block: self.md.htmlStash.store(block[0]), "\n".join(lines))
        return text.split("\n")
