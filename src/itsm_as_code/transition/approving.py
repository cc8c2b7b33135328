"""Which of the approvals given on a host count, and whose they are.

An approval counts when it is its giver's last word, given by a person who may write, and held to the very
commit that is judged. Whoever opened the change, pushed to it or wrote any of it decides nothing about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itsm_as_code.model.approvals import WRITERS, Approval, Approvals
from itsm_as_code.transition.holders import Directory
from itsm_as_code.tree import Branch


@dataclass(frozen=True, slots=True)
class Given:
    """What was given for a change.

    Attributes:
        counting: The approvals that count, by login in lower case.
        proposers: Logins (lower case) of those who opened the change or pushed to it, as the host knows them.
        writers: Logins (lower case) of those whom its commits name as well.
        notes: Approvals that do not count, and why.
        commit: The commit that is judged.
    """

    counting: dict[str, Approval]
    proposers: frozenset[str]
    writers: frozenset[str]
    notes: tuple[str, ...]
    commit: str | None

    def may_decide(self, login: str) -> bool:
        """Whether somebody took no part in the change."""
        return login.casefold() not in self.proposers | self.writers


def given(approvals: Approvals | None, commit: str | None, claims: Branch | None, people: Directory) -> Given:
    """Weigh what a host says.

    Args:
        approvals: What it says; nothing when absent.
        commit: The commit that is judged; `None` where it is no commit yet.
        claims: What the commits claim.
        people: The people of the target.
    """
    writers = people.logins_of(claims.people) if claims is not None else frozenset()
    if approvals is None:
        return Given({}, frozenset(), writers, (), commit)
    proposers = frozenset(each.casefold() for each in (approvals.author, *approvals.pushers))
    last: dict[str, Approval] = {}
    for each in sorted(approvals.approvals, key=lambda each: each.at):
        if each.verdict != "commented":
            last[each.identity.casefold()] = each
    counting: dict[str, Approval] = {}
    notes: list[str] = []
    if commit is not None and approvals.head_sha != commit:
        notes.append(
            f"The approvals were fetched for {approvals.head_sha[:7]}, and {commit[:7]} is judged: "
            "fetch them anew."
        )
    for login, each in last.items():
        why = next(_why_not(each, approvals, commit, login in proposers, login in writers), None)
        if why is None:
            counting[login] = each
        elif each.verdict != "dismissed":
            notes.append(f"What {each.identity} said does not count: {why}.")
    return Given(counting, proposers, writers, tuple(notes), commit)


def _why_not(
    each: Approval, approvals: Approvals, commit: str | None, proposed: bool, wrote: bool
) -> Iterator[str]:
    """Why an approval does not count, the first reason first; nothing when it does."""
    if each.verdict != "approved":
        yield "it asks for changes" if each.verdict == "changes-requested" else "it was dismissed"
    if proposed:
        yield "nobody agrees to a change that they opened or pushed to"
    if wrote:
        yield "the commits name them as an author or committer"
    if each.is_bot:
        yield "it is a program's"
    if each.permission not in WRITERS:
        yield f"their permission is {each.permission}, and write is needed"
    if commit is None:
        yield "what is judged is not committed yet"
    elif each.binding == "none":
        yield "the host does not hold approvals to a commit"
    elif each.binding == "commit" and each.sha != commit:
        yield f"it is for {each.sha[:7] if each.sha else 'no commit'}, and {commit[:7]} is judged"
    elif each.binding == "reset-on-push" and approvals.head_sha != commit:
        yield f"it was fetched for {approvals.head_sha[:7]}, and {commit[:7]} is judged"
