"""The frame of every verb: start-up, help, streams, exit codes."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from itsm_as_code.cli.verbs import VERBS
from tests.cli.conftest import Itsm

HEAVY = (
    "pydantic",
    "pydantic_core",
    "mkdocs",
    "git",
    "yaml",
    "ruamel",
    "jinja2",
    "msgspec",
    "markdown",
    "difflib",
)


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["lint", "--help"], ["plan", "--help"], ["lnt"]]
)
def test_start_up_imports_nothing_heavy(itsm: Itsm, words: list[str]) -> None:
    program = (
        "import sys\n"
        "from itsm_as_code.cli import main\n"
        "main(sys.argv[1:])\n"
        "import json\n"
        "print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)), file=sys.stderr)\n"
    )
    run = itsm(*words, program=program)
    loaded = set(json.loads(run.err.splitlines()[-1]))
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY) if words != ["lnt"] else loaded.isdisjoint(HEAVY[:-1])


def test_version(itsm: Itsm) -> None:
    run = itsm("--version")
    assert (run.code, run.out, run.err) == (0, "itsm 1.0.0\n", "")


@pytest.mark.parametrize("name", VERBS)
def test_the_table_and_the_verbs_agree(name: str) -> None:
    module, _, attribute = VERBS[name].target.partition(":")
    command = getattr(importlib.import_module(module), attribute)
    assert isinstance(command, click.Command)
    assert module == f"itsm_as_code.cli.{name.replace('-', '_')}"
    assert (command.name, command.short_help) == (name, VERBS[name].help)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_and_option_is_explained(name: str) -> None:
    module, _, attribute = VERBS[name].target.partition(":")
    command = getattr(importlib.import_module(module), attribute)
    assert command.help
    assert [
        option.name for option in command.params if isinstance(option, click.Option) and not option.help
    ] == []


def test_every_module_of_a_verb_is_in_the_table() -> None:
    folder = Path(importlib.import_module("itsm_as_code.cli").__path__[0])
    with_commands = {
        path.stem.replace("_", "-")
        for path in folder.glob("*.py")
        if isinstance(
            getattr(importlib.import_module(f"itsm_as_code.cli.{path.stem}"), "command", None), click.Command
        )
    }
    assert with_commands == set(VERBS)


def test_no_words_show_the_help_and_are_an_error(itsm: Itsm) -> None:
    run = itsm()
    assert (run.code, run.out) == (2, "")
    assert run.err == itsm("--help").out


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (["lnt"], "There is no verb lnt.", "Did you mean lint?"),
        (["publish"], "There is no verb publish.", "'itsm --help' lists the verbs."),
        (["li\x1b[31m"], "There is no verb li\\x1b[31m.", "'itsm --help' lists the verbs."),
        (
            ["--verbose"],
            "No such option '--verbose'. Did you mean '--version'?",
            "'itsm --help' explains the options.",
        ),
        (
            ["-C", "nowhere", "lint"],
            "Invalid value for '-C' / '--directory': Directory 'nowhere' does not exist.",
            "'itsm --help' explains the options.",
        ),
        (
            ["lint", "--as-of", "20-11-2026"],
            "Invalid value for '--as-of': '20-11-2026' is not a date of the form YYYY-MM-DD.",
            "'itsm lint --help' explains the options.",
        ),
        (
            ["lint", "--as-of", "2026-02-30"],
            "Invalid value for '--as-of': There is no day 2026-02-30.",
            "'itsm lint --help' explains the options.",
        ),
        (
            ["lint", "--format", "yaml"],
            "Invalid value for '--format': "
            "'yaml' is none of text, json, github, gitlab, junit, sarif, markdown.",
            "'itsm lint --help' explains the options.",
        ),
        (
            ["lint", "--format", "json="],
            "Invalid value for '--format': No file is named behind the equals sign.",
            "'itsm lint --help' explains the options.",
        ),
        (
            ["lint", "--format", "json", "--format", "text"],
            "Invalid value for '--format': Only one report can go to standard output; "
            "give the others a file, as in json=report.json.",
            "'itsm lint --help' explains the options.",
        ),
    ],
)
def test_usage_errors(itsm: Itsm, words: list[str], error: str, hint: str) -> None:
    run = itsm(*words)
    assert (run.code, run.out, run.err) == (2, "", f"error: {error}\nhint: {hint}\n")


@pytest.mark.parametrize("verb", [["lint"], ["show", "email"], ["list", "service"], ["graph", "email"]])
def test_no_catalogue(itsm: Itsm, tmp_path: Path, verb: list[str]) -> None:
    run = itsm(*verb)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"error: There is no itsm.yaml in {tmp_path / 'empty'} or in a folder above it.\n"
        "hint: 'itsm init' starts a catalogue here; 'itsm -C DIR' works in another folder.\n"
    )


def test_a_removed_folder(itsm: Itsm, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    program = (
        "import os, sys\n"
        "from itsm_as_code.cli import main\n"
        f"os.mkdir({str(gone)!r}); os.chdir({str(gone)!r}); os.rmdir({str(gone)!r})\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    run = itsm("lint", program=program)
    assert (run.code, run.out) == (2, "")
    assert run.err == "error: The current folder no longer exists.\nhint: Change to another folder.\n"


RAISING = """
import sys
from itsm_as_code import catalog
from itsm_as_code.cli import main

def load(*_files):
    raise {error}

catalog.load = load
sys.exit(main(sys.argv[1:]))
"""


def test_a_bug_writes_a_log_and_shows_no_traceback(itsm: Itsm, small: Path, tmp_path: Path) -> None:
    run = itsm(
        "lint",
        "catalog",
        cwd=small,
        program=RAISING.format(error="KeyError('x\\x1b')"),
        environment={"TOKEN": "s3cret"},
    )
    (log,) = (tmp_path / "temporary").iterdir()
    assert (run.code, run.out) == (3, "")
    assert run.err == (
        "error: itsm has a fault of its own and stopped (KeyError: 'x\\x1b').\n"
        f"hint: Please report it, with this file: {log}\n"
    )
    text = log.read_text(encoding="utf-8")
    assert text.startswith("itsm 1.0.0\nPython ")
    assert f"\nCommand: itsm lint catalog\nFolder: {small}\n" in text
    assert text.endswith("KeyError: 'x\\x1b'\n")
    assert "s3cret" not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_bug_without_a_place_for_the_log(itsm: Itsm, small: Path, tmp_path: Path) -> None:
    program = "import tempfile\ntempfile.mkstemp = lambda **_: open('/nowhere/at/all')\n" + RAISING
    run = itsm("lint", cwd=small, program=program.format(error="KeyError('x')"))
    assert run.code == 3
    assert run.err.splitlines()[:2] == [
        "error: itsm has a fault of its own and stopped (KeyError: 'x').",
        "hint: Please report it. No log could be written, so here it is:",
    ]
    assert run.err.splitlines()[-2:] == ["KeyError: 'x'", ""]


def test_an_interrupt_ends_quietly(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", cwd=small, program=RAISING.format(error="KeyboardInterrupt"))
    assert (run.code, run.out, run.err) == (130, "", "")


def test_an_interrupt_from_the_keyboard(small: Path) -> None:
    program = (
        "import signal, sys, time\nfrom itsm_as_code import catalog\nfrom itsm_as_code.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored\n"
        "def load(*_files):\n    sys.stderr.write('ready\\n')\n    time.sleep(30)\n"
        "catalog.load = load\nsys.exit(main(['lint']))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=small, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


@pytest.mark.parametrize("words", [["explain"], ["--help"]])
def test_a_reader_that_went_away(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = subprocess.run(
            [sys.executable, "-m", "itsm_as_code", *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "itsm_as_code", "explain"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (run.returncode, run.stderr) == (
        2,
        b"error: The report could not be written: No space left on device.\n",
    )


def test_no_streams_at_all() -> None:
    program = (
        "import sys\nsys.stdout = sys.stderr = None\n"
        "from itsm_as_code.cli import main\nsys.exit(main(['explain', 'XYZ999']))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 2


def test_utf_8_whatever_the_locale(itsm: Itsm, small: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    run = itsm("list", "services", cwd=small, environment=plain)
    assert run.code == 0
    assert run.out.splitlines()[1].split("  ")[:2] == ["service:email", "Correo electrónico"]


def test_completion(itsm: Itsm) -> None:
    environment = {"_ITSM_COMPLETE": "bash_complete", "COMP_WORDS": "itsm l", "COMP_CWORD": "1"}
    run = itsm(environment=environment)
    assert (run.code, run.out) == (0, "plain,lint\nplain,list\n")
    environment = {"_ITSM_COMPLETE": "bash_complete", "COMP_WORDS": "itsm lint --fail", "COMP_CWORD": "2"}
    assert itsm(environment=environment).out == "plain,--fail-on\n"
