"""Asking people at a terminal, on standard error: standard output is for what comes of the answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from itsm_as_code.errors import UserError

T = TypeVar("T")


def somebody_there() -> bool:
    """Whether there is a terminal to ask at."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


def ask(question: str, read: Callable[[str], T], otherwise: str | None = None) -> T | None:
    """Ask until there is an answer that can be read.

    Args:
        question: The question, ended by a question mark or a full stop.
        read: Makes the answer out of what was typed; raises `UserError`.
        otherwise: What Enter means, in words; without it there has to be an answer.

    Returns:
        The answer; `None` for Enter.
    """

    def value(text: str) -> T | None:
        if otherwise is not None and not text.strip():
            return None
        try:
            return read(text)
        except UserError as error:
            raise click.UsageError(" ".join(filter(None, (error.message, error.hint)))) from error

    shown = f"{question} [{otherwise}]" if otherwise is not None else question
    answer: T | None = click.prompt(
        shown,
        default="" if otherwise is not None else None,
        show_default=False,
        value_proc=value,
        prompt_suffix=" ",
        err=True,
    )
    return answer


def tell(text: str) -> None:
    """Say something between questions."""
    click.echo(text, err=True)


def choose(question: str, words: Sequence[str], default: str | None = None) -> str:
    """Ask for one of several words.

    Args:
        question: The question.
        words: What may be answered.
        default: What Enter means.
    """
    answer: Any = click.prompt(
        question, type=click.Choice(words), default=default, prompt_suffix=" ", err=True
    )
    return str(answer)
