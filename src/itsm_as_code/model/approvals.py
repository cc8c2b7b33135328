"""Approvals as a git host gave them: what a trusted job hands to `itsm plan --approvals FILE`.

One form for every host, so that the judgement knows none of them.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model
from itsm_as_code.model.common import FreeMapping
from itsm_as_code.model.formats import Format
from itsm_as_code.model.scalars import Line, Text


def _instant(text: str) -> datetime.datetime:
    """An instant with its offset, in universal time."""
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)


Instant = Annotated[
    datetime.datetime,
    Format(
        "an instant with its offset (RFC 3339)",
        "2026-11-20T09:30:00Z",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.][0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$",
        parse=_instant,
    ),
]

CommitId = Annotated[
    str, Format("the full id of a commit", "40 or 64 hexadecimal digits", "^(?:[0-9a-f]{40}|[0-9a-f]{64})$")
]

Binding = Literal["commit", "reset-on-push", "none"]
Review = Literal["approved", "changes-requested", "commented", "dismissed"]
Permission = Literal["none", "read", "triage", "write", "maintain", "admin"]

WRITERS: tuple[str, ...] = ("write", "maintain", "admin")
"""The permissions of those whose approval can count."""


class Approval(Model):
    """What one person said about the change."""

    identity: Line = Field(description="The person's login on the host.")
    verdict: Review = Field(description="What the person said; the last word of each person counts.")
    sha: CommitId | None = Field(
        default=None, description="The commit that it was said of, where the host tells."
    )
    at: Instant = Field(description="When it was said.")
    is_bot: bool = Field(default=False, description="Whether the account belongs to a program.")
    permission: Permission = Field(description="What the person may do in the repository.")
    binding: Binding = Field(
        description="What holds it to the commit: the commit itself (`commit`), the host, which voids "
        "approvals on every push (`reset-on-push`), or nothing (`none`), and then it never counts."
    )


class Approvals(Model):
    """The approvals of one change, as the git host has them."""

    host: Line = Field(description="The git host, such as `github`.")
    change: Text = Field(description="The change: its number or address on the host.")
    target_sha: CommitId = Field(description="The commit at the target's tip when they were fetched.")
    head_sha: CommitId = Field(description="The commit that was proposed when they were fetched.")
    author: Line = Field(description="The login of whoever opened the change.")
    pushers: Items[Line] = Field(default=(), description="The logins of all who pushed to its branch.")
    fetched_at: Instant = Field(description="When they were fetched.")
    settings: FreeMapping | None = Field(
        default=None, description="The host's settings that matter, as it tells them; for the record alone."
    )
    approvals: Items[Approval] = Field(default=(), description="What was said, in any order.")
    teams: dict[Line, Items[Line]] = Field(
        default_factory=dict,
        description="The members (logins) of the host's teams, by what `directory` of a team says.",
    )
