"""What an attack is: a scripted pull request that must not pass, or does no harm, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.gate.pull_request import PullRequest

EVERYBODY = ("marta", "lena", "tom", "ida", "noor")
"""Everybody at Oakleaf who has an account on the host."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Refused whatever anybody says.

    Attributes:
        because: A part of one of the reasons.
    """

    because: str

    def __str__(self) -> str:
        return f"Refused: `{self.because}`"


@dataclass(frozen=True, slots=True)
class Held:
    """Held until somebody agrees.

    Attributes:
        by: The authority whose agreement is missing.
        row: The row that asks for it.
        note: A part of what is told beside the verdict, where that matters.
    """

    by: str
    row: str
    note: str = ""

    def __str__(self) -> str:
        told = f"; “{self.note}”" if self.note else ""
        return f"On hold: {self.by} has to agree (row `{self.row}`){told}"


@dataclass(frozen=True, slots=True)
class Harmless:
    """It passes, and does nothing but what can be seen.

    Attributes:
        why: Why it does no harm.
    """

    why: str

    def __str__(self) -> str:
        return f"Harmless: {self.why}"


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing is judged: exit code 2, never a pass.

    Attributes:
        because: A part of the message.
    """

    because: str

    def __str__(self) -> str:
        return f"Stopped: `{self.because}`"


Expected = Refused | Held | Harmless | Stopped
Script = Callable[[PullRequest], None]


@dataclass(frozen=True, slots=True)
class Attack:
    """A way past the gate that is none.

    Attributes:
        theme: What it attacks.
        name: What it does.
        expected: What becomes of it.
        script: Carries it out, and looks at what is beside the verdict.
    """

    theme: str
    name: str
    expected: Expected
    script: Script


ATTACKS: list[Attack] = []
"""Every attack, in the order in which they are told."""


def attack(theme: str, name: str, expected: Expected) -> Callable[[Script], Script]:
    """Register an attack."""

    def register(script: Script) -> Script:
        ATTACKS.append(Attack(theme, name, expected, script))
        return script

    return register
