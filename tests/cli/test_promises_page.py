"""The page about promises shows what the commands say of the sample, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itsm_as_code.cli import main

BLOCK = re.compile(r'^```text title="itsm (?P<words>[^"]*)"\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)


def test_every_block_is_part_of_what_its_command_prints(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    blocks = [match.groups() for match in BLOCK.finditer((root / "docs/promises.md").read_text("utf-8"))]
    assert len(blocks) == 5
    printed: dict[str, str] = {}
    for words, text in blocks:
        if words not in printed:
            assert main(words.split()) == 0
            printed[words] = capsys.readouterr().out
        assert text in printed[words]
