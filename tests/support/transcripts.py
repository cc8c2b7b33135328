"""Pages that show a run of the tool: their commands, and what they say came of them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
_PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and the text that the page shows below it.

    Attributes:
        typed: As it was typed.
        said: What came of it, with line breaks.
    """

    typed: str
    said: str

    @property
    def words(self) -> list[str]:
        """The command as a shell would take it apart."""
        return shlex.split(self.typed)


def commands(page: Path) -> list[Command]:
    """Every command of a page, in its order."""
    return [command for block in _BLOCK.findall(page.read_text(encoding="utf-8")) for command in _of(block)]


def _of(block: str) -> list[Command]:
    found: list[Command] = []
    for line in block.splitlines(keepends=True):
        if line.startswith(_PROMPT):
            found.append(Command(line.removeprefix(_PROMPT).rstrip("\n"), ""))
        else:
            found[-1] = Command(found[-1].typed, found[-1].said + line)
    return found


def rewrite(page: Path, said: Callable[[Command], str]) -> None:
    """Put what really came of each command below it."""

    def shown(block: re.Match[str]) -> str:
        return "".join(f"{_PROMPT}{command.typed}\n{said(command)}" for command in _of(block[0]))

    page.write_text(_BLOCK.sub(shown, page.read_text(encoding="utf-8")), encoding="utf-8")
