"""The benchmark of policies' rules, on a small organisation."""

from __future__ import annotations

from pathlib import Path

from bench import corpus
from bench.policies import Policies


def test_the_rules_of_the_sample_are_measured(tmp_path: Path) -> None:
    corpus.write(tmp_path, 320)
    taken = Policies(tmp_path).run()
    assert 0 < taken.cpu < 5
    assert taken.wall > 0
    assert taken.peak > 10
