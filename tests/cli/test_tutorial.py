"""The tutorial is exactly a run of the tool: each command is run, and each line compared.

`UPDATE_GOLDEN=1 pytest tests/cli/test_tutorial.py` writes what the tool says now into the page; look at the
difference before you commit.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.terminal import at_a_terminal
from tests.support.transcripts import Command, commands, rewrite

PLACE = "/home/marta"
"""Where the page says that the run took place."""

ANSWERS: dict[str, Sequence[tuple[str, str]]] = {
    "itsm init": [
        ("How many people work in the organisation? [skip] ", "12"),
        ("At how many places? [skip] ", "1"),
        ("With how many devices? [skip] ", "20"),
        ("from 0 (none) to 5 (it improves itself)? [skip] ", "1"),
        ("informal, balanced or formal? [skip] ", "informal"),
        ("Which profile shall it be? (starter, standard, regulated) [starter] ", ""),
        ("What is the organisation called? ", "Lindqvist Furniture"),
        ("such as Europe/Berlin? [UTC] ", "Europe/Stockholm"),
        ("[mon-fri 09:00-17:00] ", "mon-fri 07:00-16:00"),
        ("Who runs IT? A name, or a name <and an e-mail address>. ", "Marta Lindqvist <marta@example.com>"),
        ("Who agrees for the business to what IT promises? ", "Karin Lindqvist"),
        ("a web address. [not yet] ", "+46 8 123 4500"),
        ("What is the first service called? [E-mail] ", ""),
        ("What do people do with it? [later] ", "Mailbox and calendar, in the workshop and on the road."),
        ("What comes of it for the business? [later] ", "Customers get an answer on the day they ask."),
    ],
    'itsm new service "Cutting plans"': [
        ("spec.owner: The role that answers for it. (director, it-manager) ", "it-manager"),
        ("operational, retiring, retired) ", "proposed"),
    ],
}
"""What Marta types at each question."""


def run(command: Command, folder: Path) -> str:
    """Run a command in a folder as at a terminal, and give what it said."""
    program, *words = command.words
    if program == "itsm":
        code, said = at_a_terminal(words, ANSWERS.get(command.typed, ()), folder)
    else:
        assert program in ("git", "mkdir")
        finished = subprocess.run(command.words, cwd=folder, capture_output=True, check=False)
        code, said = finished.returncode, (finished.stdout + finished.stderr).decode()
    assert code == 0, said
    return said


def session(page: Path, folder: Path) -> Iterator[tuple[Command, str]]:
    """Each command of the page with what it said, one after the other, from an empty folder."""
    here = folder
    for command in commands(page):
        if command.words[0] == "cd":
            here /= command.words[1]
            yield command, ""
        else:
            yield command, run(command, here).replace(str(folder), PLACE)


def told(said: str) -> str:
    """What was said, without what differs from run to run: the ids of commits."""
    return re.sub(r"\([0-9a-f]{7,}\)", "(1a2b3c4)", said)


@pytest.fixture
def page(root: Path) -> Path:
    return root / "docs/tutorial.md"


def test_the_tutorial_is_the_run(page: Path, tmp_path: Path) -> None:
    transcript = [(command, told(said)) for command, said in session(page, tmp_path)]
    if os.environ.get("UPDATE_GOLDEN"):
        saying = iter(transcript)
        rewrite(page, lambda _: next(saying)[1])
    for command, said in transcript:
        expected = next(each for each in commands(page) if each.typed == command.typed)
        assert said == expected.said, command.typed
    assert (tmp_path / "our-it/site/index.html").is_file()


def test_the_tutorial_takes_the_steps_that_it_promises(page: Path) -> None:
    typed = [" ".join(command.words[:2]) for command in commands(page)]
    steps = ["itsm init", "git init", "git commit", "itsm new", "itsm lint", "itsm plan", "itsm build"]
    assert [step for step in dict.fromkeys(typed) if step in steps] == steps
