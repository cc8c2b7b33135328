"""What YAML 1.2 refuses and libyaml lets pass.

Other readers (editors, language servers, the git host) hold to the specification, so a file that only
libyaml understands would mean one thing here and nothing there.
"""

from __future__ import annotations

from typing import Final

INDICATORS: Final = frozenset({"-", "?", ":"})
"""Plain scalars that are no text but a sign of YAML; libyaml admits the dash inside brackets."""


def is_indented(line: str, indent: int, flow: bool) -> bool:
    """Whether a further line of a quoted text or bracketed collection is indented more than its block.

    The closing bracket alone may stand where the block stands, as many people write it. Empty lines, and
    inside brackets comments, may stand anywhere.

    Args:
        line: The line, without its line end.
        indent: Column (from 0) of the block around it; -1 at the root.
        flow: Whether it belongs to a bracketed collection, not to a quoted text.
    """
    body = line.lstrip(" ")
    spaces = len(line) - len(body)
    if spaces > indent:
        return True
    body = body.strip()
    if not body or (flow and body[0] == "#"):
        return True
    return flow and spaces == indent and body[0] in "]}"
