"""From what a rule would change to exact edits of text."""

from __future__ import annotations

from itsm_as_code.document import Document
from itsm_as_code.document.edits import Impossible, Resave, edits
from itsm_as_code.document.source import Source
from itsm_as_code.finding import Edit, Fix, Location
from itsm_as_code.rules.rule import Mend, Rule


def fix_of(rule: Rule, mend: Mend) -> Fix | None:
    """The fix that a rule's mend amounts to; `None` where no exact edit brings it about."""
    assert rule.fix is not None, f"{rule.code} mends and does not say how safely"
    found: tuple[Edit, ...] = ()
    if mend.changes:
        document = mend.subject.document
        if document is None or _is_damaged(document):
            return None
        try:
            changes = edits(document, mend.changes)
        except Impossible:
            return None
        source = Source(document.text)
        path = mend.subject.path
        found = tuple(Edit(Location(path, source.span(start, end)), text) for start, end, text in changes)
        if mend.changes == (Resave(),):
            found = (Edit(Location(path), document.text),)
    return Fix(mend.title, found, safe=rule.fix == "safe", moves=mend.moves)


def _is_damaged(document: Document) -> bool:
    """Whether its bytes are no UTF-8, so that its text is not all of it."""
    return any(problem.rule == "encoding" and problem.suggestion is None for problem in document.problems)
