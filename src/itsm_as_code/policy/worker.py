"""The child process, seen from outside: started, asked, watched, ended. The one place that starts it.

Whatever an expression does to the process, the parent goes on: it learns which request was the last.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any, TypeVar

import msgspec

from itsm_as_code.policy import wire

EVALUATION_SECONDS = 1.0
"""Processor time that one evaluation may take."""

SILENCE_SECONDS = 30.0
"""So long the child may say nothing, by the clock, before it is ended."""

_DYING_SECONDS = 5
_LARGEST_ANSWER = 64 << 20
_LENGTH = 4

T = TypeVar("T")
Asked = Callable[[wire.Ask], Any]
"""Answers a lookup.

Raises:
    LookupError: When there is no answer; the expression fails for this reason.
"""


class DiedError(Exception):
    """The child is gone; the message says why, completing "it"."""


_idle: list[Worker] = []
"""A process that nobody needs any longer, kept for whoever needs one next: starting it costs more than most
catalogues do."""


def taken(model: Callable[[], wire.Model]) -> Worker:
    """A worker that nobody else uses; it knows nothing of what it was asked before.

    Args:
        model: Gives what expressions can speak of; always the same.
    """
    return _idle.pop() if _idle else Worker(model())


def given_back(worker: Worker) -> None:
    """Let a worker go whose last answer has come."""
    if _idle or not worker.forget():
        worker.close()
    else:
        _idle.append(worker)


class Worker:
    """A process that evaluates expressions; started when it is first asked.

    Args:
        model: What expressions can speak of.
    """

    def __init__(self, model: wire.Model) -> None:
        self._model = model
        self._process: subprocess.Popen[bytes] | None = None
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._overdue = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self._process is not None

    def start(self) -> None:
        """Start the process, not waiting until it is ready."""
        if self._process is not None:
            return
        command = [sys.executable, "-X", "utf8", "-c", _PROGRAM, str(EVALUATION_SECONDS), *sys.path]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parent,
            env=_environment(),
        )
        self._outbox = SimpleQueue()
        assert self._process.stdin is not None
        writer = threading.Thread(target=_write, args=(self._process.stdin, self._outbox), daemon=True)
        writer.start()
        self._send(self._model)

    def ask(self, request: wire.Prepare | wire.Check | wire.Judge, type_: type[T], asked: Asked) -> T:
        """Send a request and wait for its answer, answering what the child asks on the way.

        Args:
            request: The request.
            type_: The type of its answer.
            asked: Answers lookups.

        Raises:
            DiedError: When the process dies of it, or takes too long.
        """
        self.post(request)
        return self.collect(type_, asked)

    def post(self, request: wire.Prepare | wire.Check | wire.Judge) -> None:
        """Send a request, not waiting for its answer; answers come in the order of requests."""
        self.start()
        self._send(request)

    def collect(self, type_: type[T], asked: Asked) -> T:
        """Wait for the answer to the first request that has none, answering what the child asks on the way.

        Args:
            type_: The type of the answer.
            asked: Answers lookups.

        Raises:
            DiedError: When the process dies, or takes too long.
        """
        while True:
            answer = self._receive()
            if isinstance(answer, type_):
                return answer
            assert isinstance(answer, wire.Ask)
            try:
                self._send(wire.Told(asked(answer)))
            except LookupError as error:
                self._send(wire.Told(error=str(error.args[0]) if error.args else "there is none"))

    def forget(self) -> bool:
        """Let the process forget what it was asked; whether it is there and does."""
        if self._process is None or self._process.poll() is not None:
            return False
        self._send(wire.Forget())
        return True

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        self._outbox.put(None)
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _send(self, message: object) -> None:
        data = msgspec.msgpack.encode(message)
        self._outbox.put(len(data).to_bytes(_LENGTH, "big") + data)

    def _receive(self) -> wire.Answer:
        assert self._process is not None
        assert self._process.stdout is not None
        timer = threading.Timer(SILENCE_SECONDS, self._end_overdue)
        timer.daemon = True
        timer.start()
        try:
            head = self._process.stdout.read(_LENGTH)
            size = int.from_bytes(head, "big")
            if len(head) < _LENGTH or size > _LARGEST_ANSWER:
                raise self._died()
            data = self._process.stdout.read(size)
        finally:
            timer.cancel()
        if len(data) < size:
            raise self._died()
        return _decoder().decode(data)

    def _end_overdue(self) -> None:
        self._overdue = True
        if self._process is not None:
            self._process.kill()

    def _died(self) -> DiedError:
        """Why the process is gone."""
        assert self._process is not None
        self._outbox.put(None)
        try:
            code = self._process.wait(_DYING_SECONDS)
        except subprocess.TimeoutExpired:  # it said what no child of ours says
            self._process.kill()
            code = self._process.wait()
        overdue, self._overdue = self._overdue, False
        self.close()
        if overdue:
            return DiedError(f"took longer than {SILENCE_SECONDS:.0f} s")
        if code == -getattr(signal, "SIGVTALRM", 0):
            return DiedError(f"took longer than {EVALUATION_SECONDS:g} s of processor time")
        return DiedError("needed more than 1 GiB of memory, or broke the engine")


def _write(stream: IO[bytes], outbox: SimpleQueue[bytes | None]) -> None:
    """Write what is put into the outbox; a process that is gone is noticed where its answers are read."""
    with contextlib.suppress(OSError), stream:
        while (data := outbox.get()) is not None:
            stream.write(data)
            if outbox.empty():
                stream.flush()


_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from itsm_as_code.policy.child import main; main(float(sys.argv[1]))"
)
"""Nothing from the folder in which `itsm` is started can be imported, and nothing else than here."""


def _decoder() -> msgspec.msgpack.Decoder[wire.Answer]:
    return msgspec.msgpack.Decoder(wire.Prepared | wire.Checked | wire.Judged | wire.Ask)


def _environment() -> dict[str, str]:
    """What the child needs of the environment: nothing that says how Python or anything else behaves."""
    kept = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
    return {name: os.environ[name] for name in kept if name in os.environ}
