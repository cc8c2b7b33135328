"""A bare `mkdocs build` makes the site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.site.catalogues import SMALLEST

SETTINGS = """\
site_name: Ignored
docs_dir: pages
theme: {name: material, font: false}
plugins: [search, itsm-catalog]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The smallest repository, with settings of MkDocs."""
    files = {**SMALLEST, "mkdocs.yml": SETTINGS, "pages/.gitignore": "*\n!.gitignore\n"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def mkdocs(root: Path) -> tuple[int, str]:
    finished = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return finished.returncode, finished.stderr.decode()


def test_pages_are_written_before_they_are_read(root: Path) -> None:
    code, told = mkdocs(root)
    assert code == 0, told
    assert "<title>Our company: IT services</title>" in (root / "site" / "index.html").read_text("utf-8")
    assert (root / "site" / "services" / "email" / "index.html").is_file()


def test_a_catalogue_with_errors_is_not_published(root: Path) -> None:
    file = root / "catalog" / "services" / "email.yaml"
    file.write_text(file.read_text("utf-8").replace("owner: it-manager", "owner: nobody"), encoding="utf-8")
    code, told = mkdocs(root)
    assert code == 1
    assert "The catalogue has 1 error. 'itsm lint' shows them." in told
    assert not (root / "site").exists()
