"""The questions of `itsm init`: what is asked, how an answer is read, and what holds when nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from itsm_as_code.model.vocabulary import Profile
from itsm_as_code.scaffold import answers


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        field: The field of `Answers` that it fills.
        text: As people read it.
        read: Makes the answer out of what was typed; raises `UserError`.
        otherwise: What Enter means, in words; `None` where there has to be an answer.
        model: What is written when it matters: a `starter`, the `reference` model, or `both`.
        proved: Whether the profile `regulated` wants an answer, since it takes no placeholders.
    """

    field: str
    text: str
    read: Callable[[str], object]
    otherwise: str | None = None
    model: Literal["starter", "reference", "both"] = "both"
    proved: bool = False

    @property
    def flag(self) -> str:
        """The option of the command line that answers it."""
        return f"--{self.field.replace('_', '-')}"


QUESTIONS: tuple[Question, ...] = (
    Question("title", "What is the organisation called?", answers.one_line),
    Question("timezone", "In which time zone does it work, such as Europe/Berlin?", answers.timezone, "UTC"),
    Question(
        "hours",
        "When does it work, such as mon-fri 08:00-12:00 13:00-17:00, sat 09:00-12:00?",
        answers.hours,
        "mon-fri 09:00-17:00",
    ),
    Question("it_manager", "Who runs IT? A name, or a name <and an e-mail address>.", answers.person),
    Question("director", "Who agrees for the business to what IT promises?", answers.person),
    Question(
        "desk",
        "How do people reach IT? A telephone number, an e-mail address or a web address.",
        answers.channel,
        "not yet",
    ),
    Question("service", "What is the first service called?", answers.one_line, "E-mail", "starter"),
    Question("purpose", "What do people do with it?", answers.one_line, "later", "starter"),
    Question("outcome", "What comes of it for the business?", answers.one_line, "later", "starter"),
    Question(
        "objective",
        "What does the organisation want to reach in the coming years?",
        answers.one_line,
        "later",
        "reference",
        proved=True,
    ),
    Question(
        "business",
        "What does it do for its own customers, such as selling in the shops?",
        answers.one_line,
        "later",
        "reference",
        proved=True,
    ),
)
"""Every question, in the order in which they are asked."""


def asked(*, reference: bool) -> Sequence[Question]:
    """The questions that matter for a starter, or for the reference model."""
    wanted = "reference" if reference else "starter"
    return [question for question in QUESTIONS if question.model in ("both", wanted)]


def needed(question: Question, profile: Profile, *, yes: bool) -> bool:
    """Whether there has to be an answer.

    Args:
        question: The question.
        profile: The profile; `regulated` takes no placeholders.
        yes: Whether placeholders will do where there is no answer.
    """
    if profile == "regulated":
        return question.otherwise is None or question.proved
    return question.otherwise is None and not yes
