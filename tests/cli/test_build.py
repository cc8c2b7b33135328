"""`itsm build` and `itsm serve` as one types them."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm


def test_build_prints_where_the_site_begins(itsm: Itsm, small: Path) -> None:
    run = itsm("build", cwd=small)
    assert (run.code, run.out) == (0, f"{small / 'site' / 'index.html'}\n")
    assert re.fullmatch(r"note: The site has [0-9]+ pages; it begins at\n", run.err)
    assert "Correo electrónico" in (small / "site" / "services" / "email" / "index.html").read_text("utf-8")


def test_output_is_seen_from_where_one_stands(itsm: Itsm, small: Path) -> None:
    run = itsm("build", "--output", "out", "--audience", "business", cwd=small / "catalog")
    assert (run.code, run.out) == (0, f"{small / 'catalog' / 'out' / 'index.html'}\n")
    assert not (small / "catalog" / "out" / "roles").exists()


def test_a_catalogue_with_errors_is_published_only_by_force(itsm: Itsm, small: Path) -> None:
    file = small / "catalog" / "services" / "email.yaml"
    file.write_text(file.read_text("utf-8").replace("owner: it-manager", "owner: nobody"), encoding="utf-8")
    run = itsm("build", cwd=small)
    assert (run.code, run.out) == (1, "")
    assert run.err == (
        "error: The catalogue has 1 error, so it is not published.\n"
        "hint: 'itsm lint' shows them; 'itsm build --force' builds in spite of them.\n"
    )
    assert not (small / "site").exists()
    forced = itsm("build", "--force", cwd=small)
    assert forced.code == 0
    page = (small / "site" / "services" / "email" / "index.html").read_text("utf-8")
    assert "This entry has faults." in page


def test_serve_frees_what_it_no_longer_needs(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from itsm_as_code.cli.run import run
    from itsm_as_code.site import preview

    seen: list[bool] = []
    monkeypatch.setattr(preview, "serve", lambda *_, **__: seen.append(gc.isenabled()))
    monkeypatch.chdir(small)
    gc.disable()  # as `itsm` does for verbs that live for moments
    try:
        assert run(["serve"]) == 0
    finally:
        gc.enable()
    assert seen == [True]


def test_serve_follows_files_and_stops(small: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "itsm_as_code", "serve", "--port", "0"],
        cwd=small,
        env=os.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr is not None
            assert server.stderr.readline() == "Building the site.\n"
            assert server.stderr.readline().startswith("Built ")
            told = server.stderr.readline()
            found = re.fullmatch(r"The site is at (http://127\.0\.0\.1:\d+/); it follows .*\n", told)
            assert found, told
            file = small / "catalog" / "services" / "email.yaml"
            file.write_text(file.read_text("utf-8").replace("Correo electrónico", "Cartas"), encoding="utf-8")
            start = time.monotonic()
            assert server.stderr.readline().startswith("catalog/services/email.yaml: ")
            assert time.monotonic() - start < 10
            with urllib.request.urlopen(f"{found[1]}services/email/", timeout=10) as answer:
                assert "Cartas" in answer.read().decode()
            server.send_signal(signal.SIGTERM)  # a shell lets what runs in the background ignore SIGINT
            assert server.stderr.read() == "Stopped.\n"
            assert server.wait(10) == 0
        finally:
            server.kill()
