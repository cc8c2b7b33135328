"""The site follows its files while somebody edits."""

from __future__ import annotations

import os
import socket
import threading
import urllib.request
from pathlib import Path

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.site import watching
from itsm_as_code.site.preview import Preview
from itsm_as_code.site.server import Server
from tests.unit.site.catalogues import SMALLEST, TODAY, service


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The smallest repository on disk."""
    root = tmp_path / "six"
    for path, text in SMALLEST.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_pages_follow_their_files(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    folder.mkdir()
    preview = Preview(root, TODAY, None, folder)
    assert preview.build().startswith("21 pages in ")
    email = preview.site / "services" / "email" / "index.html"
    roles = preview.site / "roles" / "index.html"
    index = (preview.site / "search" / "search_index.json").read_bytes()
    before = roles.stat().st_mtime_ns
    file = root / "catalog" / "services" / "email.yaml"
    text = file.read_text("utf-8")

    file.write_text(text.replace("title: E-mail", "title: Letters"), encoding="utf-8")
    assert preview.build().startswith("10 pages in ")
    assert "Letters" in email.read_text("utf-8")
    assert roles.stat().st_mtime_ns == before
    assert (preview.site / "search" / "search_index.json").read_bytes() == index

    file.write_text(text + "oops: [", encoding="utf-8")
    assert "; the catalogue has " in preview.build()

    file.write_text(text, encoding="utf-8")
    [chat] = service("chat", "").values()
    (root / "catalog" / "services" / "chat.yaml").write_text(chat, encoding="utf-8")
    preview.build()
    assert (preview.site / "services" / "chat" / "index.html").is_file()
    (root / "catalog" / "services" / "chat.yaml").unlink()
    preview.build()
    assert not (preview.site / "services" / "chat").exists()
    assert sorted(path.name for path in root.iterdir()) == ["catalog", "itsm.yaml"]


def test_what_cannot_be_read_leaves_the_site_as_it_was(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    folder.mkdir()
    preview = Preview(root, TODAY, "business", folder)
    preview.build()
    (root / "itsm.yaml").unlink()
    with pytest.raises(UserError):
        preview.build()
    assert (preview.site / "index.html").is_file()


def test_changes_are_seen(tmp_path: Path) -> None:
    (tmp_path / "catalog" / "deep").mkdir(parents=True)
    (tmp_path / "catalog" / "deep" / "a.yaml").write_text("1")
    (tmp_path / "catalog" / "b.yaml").write_text("1")
    (tmp_path / "itsm.yaml").write_text("1")
    (tmp_path / "catalog" / "loop").symlink_to(tmp_path)
    paths = ("itsm.yaml", "catalog", "nowhere")
    before = watching.look(tmp_path, paths)
    assert sorted(before) == ["catalog/b.yaml", "catalog/deep/a.yaml", "catalog/loop", "itsm.yaml"]
    (tmp_path / "catalog" / "deep" / "a.yaml").write_text("22")
    (tmp_path / "catalog" / "b.yaml").unlink()
    os.utime(tmp_path / "itsm.yaml", ns=(1, 1))
    (tmp_path / "catalog" / "c.yaml").write_text("1")
    after = watching.look(tmp_path, paths)
    assert watching.changes(before, after) == [
        "catalog/b.yaml",
        "catalog/c.yaml",
        "catalog/deep/a.yaml",
        "itsm.yaml",
    ]
    assert watching.changes(after, after) == []


def get(address: str) -> tuple[str, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.headers["Content-Type"], answer.read().decode()


def test_the_server_shows_a_folder_and_tells_of_changes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<body>Hello</body>")
    (tmp_path / "a" / "data.json").write_text("{}")
    with Server(tmp_path, 0) as server:
        kind, page = get(f"{server.address}a/")
        assert kind == "text/html; charset=utf-8"
        assert page.startswith("<body>Hello<script>")
        assert get(f"{server.address}a/data.json") == ("application/json", "{}")
        assert get(f"{server.address}.itsm/version?since=") == ("text/plain; charset=utf-8", "0")
        told: list[str] = []
        waiting = threading.Thread(
            target=lambda: told.append(get(f"{server.address}.itsm/version?since=0")[1])
        )
        waiting.start()
        while waiting.is_alive() and not told:
            server.reload()
            waiting.join(0.05)
        waiting.join(10)
        assert told != ["0"]
        assert len(told) == 1


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError) as caught:
            Server(Path("/nowhere"), port)
        assert caught.value.message.startswith(f"Port {port} cannot be used: ")
        assert caught.value.hint == "Name another with --port."
