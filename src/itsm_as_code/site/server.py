"""A web server for one reader on this machine, whose pages load themselves anew when they change."""

from __future__ import annotations

import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from itsm_as_code.errors import UserError

_HOST = "127.0.0.1"
_VERSION = "/.itsm/version"
_WAIT = 20.0
"""Seconds that a page's question for a newer version stays open."""
_SCRIPT = b"""<script>
(async () => {
  let version = null;
  for (;;) {
    try {
      const answer = await fetch("/.itsm/version?since=" + (version ?? ""));
      const found = await answer.text();
      if (version !== null && found !== version) location.reload();
      version = found;
    } catch { await new Promise((done) => setTimeout(done, 1000)); }
  }
})();
</script>
"""


class Server:
    """Serves a folder until its context ends.

    Args:
        folder: The folder of the site; it need not exist yet.
        port: The port; 0 takes any that is free.
        follow: Whether pages load themselves anew when they change.

    Raises:
        UserError: When the port cannot be had.
    """

    def __init__(self, folder: Path, port: int, *, follow: bool = True) -> None:
        self.follow = follow
        self._changed = threading.Condition()
        self._version = 0
        try:
            self._server = _Listening((_HOST, port), partial(_Handler, self, directory=str(folder)))
        except (OSError, OverflowError) as error:
            raise UserError(f"Port {port} cannot be used: {error}.", "Name another with --port.") from error
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where the site begins."""
        return f"http://{_HOST}:{self._server.server_port}/"

    def reload(self) -> None:
        """Let the pages that are open load themselves anew."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def version(self, known: str) -> int:
        """The version of the site; where it is the known one, the answer waits for the next."""
        with self._changed:
            if known == str(self._version):
                self._changed.wait(_WAIT)
            return self._version

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, owner: Server, *arguments: Any, directory: str) -> None:
        self._owner = owner
        super().__init__(*arguments, directory=directory)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == _VERSION:
            known = parse_qs(address.query).get("since", [""])[0]
            self._send(str(self._owner.version(known)).encode(), "text/plain; charset=utf-8")
            return
        file = Path(self.translate_path(self.path))
        page = file / "index.html" if self.path.partition("?")[0].endswith("/") else file
        if self._owner.follow and page.suffix == ".html" and page.is_file():
            data = page.read_bytes().replace(b"</body>", _SCRIPT + b"</body>", 1)
            self._send(data, "text/html; charset=utf-8")
            return
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  (http.server's signature)
        """Say nothing: the terminal is for what changed."""

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
