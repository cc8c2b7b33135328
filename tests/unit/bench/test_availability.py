"""The benchmark of availability, on a small organisation."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import corpus
from bench.availability import Availability
from bench.measure import FailedError


def test_the_figures_of_every_service_are_measured(tmp_path: Path) -> None:
    corpus.write(tmp_path, 320)
    taken = Availability(tmp_path).run()
    assert 0 < taken.cpu < 5
    assert taken.peak > 10
    for path in (tmp_path / "catalog/contracts").iterdir():
        path.unlink()
    with pytest.raises(FailedError, match="does not exist"):
        Availability(tmp_path).run()
