"""Errors that a person can mend.

Everything that is the user's to mend is a `UserError`: a wrong option, a missing repository, an unreadable
revision. The command line prints its message and hint and ends with exit code 2. Any other exception is a
bug of ours: exit code 3, with a log. Content of a repository never raises; it becomes findings.
"""

from __future__ import annotations


class UserError(Exception):
    """Usage, configuration or repository trouble (exit code 2).

    Attributes:
        message: What is wrong, as one sentence without the tool's name before it.
        hint: What to do about it, or `None`.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReadError(UserError):
    """A file of a tree that cannot be read.

    Attributes:
        path: The file, relative to the root of its tree, with forward slashes.
        reason: Why, as a phrase that completes "cannot be read: …".
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}")
        self.path = path
        self.reason = reason
