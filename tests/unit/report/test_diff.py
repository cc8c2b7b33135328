"""Changes of files as a unified diff."""

from __future__ import annotations

from itsm_as_code.report.diff import render
from itsm_as_code.report.style import COLOURED, PLAIN
from itsm_as_code.tree import FileChange


def test_a_changed_file_shows_its_lines() -> None:
    change = FileChange("a/x.yaml", b"a: 1\nb: 2\nc: 3\n", b"a: 1\nb: two\nc: 3\n")
    assert render([change], PLAIN) == (
        "--- a/a/x.yaml\n+++ b/a/x.yaml\n@@ -1,3 +1,3 @@\n a: 1\n-b: 2\n+b: two\n c: 3\n"
    )


def test_new_and_removed_files() -> None:
    assert render([FileChange("x", None, b"a\n"), FileChange("y", b"b\n", None)], PLAIN) == (
        "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n--- a/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n"
    )


def test_a_file_that_moved_shows_where() -> None:
    changes = [FileChange("new.yaml", None, b"a\n"), FileChange("old.yml", b"a\n", None)]
    assert render(changes, PLAIN) == "rename from old.yml\nrename to new.yaml\n"


def test_line_ends_missing_ends_and_signs_that_act_show() -> None:
    change = FileChange("x", b"a\tb\r\n\x1b[2J", b"a\tb\nc")
    assert render([change], PLAIN) == (
        "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n"
        "-a\tb\\r\n-\\x1b[2J\n\\ No newline at end of file\n"
        "+a\tb\n+c\n\\ No newline at end of file\n"
    )


def test_colours() -> None:
    assert render([FileChange("x", b"a\n", b"b\n")], COLOURED) == (
        "\x1b[1m--- a/x\x1b[0m\n\x1b[1m+++ b/x\x1b[0m\n\x1b[1;94m@@ -1 +1 @@\x1b[0m\n"
        "\x1b[1;91m-a\x1b[0m\n\x1b[1;32m+b\x1b[0m\n"
    )


def test_nothing_changed_is_nothing_shown() -> None:
    assert render([], PLAIN) == ""
