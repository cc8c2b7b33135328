"""Where something inside an expression of a policy stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.catalog import Record
from itsm_as_code.finding import Span
from itsm_as_code.model.policy import Policy
from itsm_as_code.policy import session as sessions
from itsm_as_code.policy.own import OwnRule
from itsm_as_code.policy.wire import Complaint
from itsm_as_code.rules.rule import Context, Fault, Pointer


def complaints(policy: Record[Policy], context: Context, *, typed: bool) -> Iterator[Fault]:
    """What is wrong with the expressions of a policy's rules.

    Args:
        policy: The policy.
        context: The catalogue.
        typed: Whether to give what concerns types and names, or what does not read at all.
    """
    session = sessions.session(context.catalog)
    for rule, found in session.complaints_of(policy):
        for number, complaint in enumerate(found):
            if complaint.typed is typed:
                yield Fault(
                    f"{complaint.message} (rule {rule.rule.name})",
                    _place(rule, complaint),
                    help=complaint.help,
                    about=_about(complaint, found[:number]),
                )


def _about(complaint: Complaint, before: Sequence[Complaint]) -> str:
    """What tells a complaint from others about the same expression, wherever it stands in it."""
    same = sum(each.part == complaint.part and each.message == complaint.message for each in before)
    return f"{complaint.message} {same}" if same else complaint.message


def _place(rule: OwnRule, complaint: Complaint) -> Pointer:
    path = rule.path_of(complaint.part)
    document = rule.policy.document
    start = document.position_in(path, complaint.start)
    if complaint.end <= complaint.start:
        return Pointer(rule.policy, path)
    line, column = document.position_in(path, complaint.end - 1)
    after = document.position_in(path, complaint.end)  # a character may be written as several
    end = after if after[0] == line else (line, column + 1)
    return Pointer(rule.policy, path, span=Span(*start, *end))
