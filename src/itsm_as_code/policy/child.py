"""The process that evaluates expressions: it reads requests, answers them, and may die of any of them.

It has a limit of memory and, for each evaluation, of processor time. It reads no file, knows no repository
and writes nowhere but into its pipe.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from itsm_as_code.policy import wire

MEMORY = 1 << 30
"""Bytes of address space: 1 GiB."""

_LENGTH = 4


def main(evaluation_seconds: float) -> None:
    """Serve requests until there are none.

    Args:
        evaluation_seconds: Processor time that one evaluation may take.
    """
    requests, answers = _pipes()
    _limit()
    pipe = Pipe(requests, answers)
    first = pipe.receive(wire.Model)
    if first is not None:
        _serve(pipe, first, _watch(evaluation_seconds))


def _serve(pipe: Pipe, model: wire.Model, watch: Callable[[], None]) -> None:
    from itsm_as_code.policy.checking import check
    from itsm_as_code.policy.evaluation import Evaluator
    from itsm_as_code.policy.language import Typed

    typed: list[Typed] = []
    checked: dict[bytes, tuple[wire.Complaint, ...]] = {}
    sets: list[Evaluator] = []
    waiting: deque[wire.Request] = deque()  # requests that came before an answer to a question

    def ask(function: str, arguments: tuple[str, ...], place: int) -> Any:
        pipe.send(wire.Ask(function, arguments, place))
        while not isinstance(told := pipe.receive(wire.Request), wire.Told):
            if told is None:
                sys.exit(0)
            waiting.append(told)
        if told.error is not None:
            raise LookupError(told.error)
        return told.value

    def complaints(rule: wire.Definition) -> tuple[wire.Complaint, ...]:
        key = msgspec.msgpack.encode(rule)
        if key not in checked:
            watch()
            typed[:] = typed or [Typed(model)]
            checked[key] = tuple(check(rule, typed[0]))
        return checked[key]

    while (request := waiting.popleft() if waiting else pipe.receive(wire.Request)) is not None:
        if isinstance(request, wire.Forget):
            sets.clear()
        elif isinstance(request, wire.Check):
            pipe.send(wire.Checked(tuple(complaints(rule) for rule in request.rules)))
        elif isinstance(request, wire.Prepare):
            faulty = [number for number, rule in enumerate(request.rules) if complaints(rule)]
            watch()
            sets.append(Evaluator(request.rules, faulty, model, ask))
            pipe.send(wire.Prepared(tuple(faulty)))
        elif isinstance(request, wire.Judge):
            evaluator = sets[request.set]
            verdicts = evaluator.judge(request.rules, request.today, request.subjects, watch)
            pipe.send(wire.Judged(*verdicts))


class Pipe:
    """Messages over two streams: four bytes of length, then MessagePack."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._encode = msgspec.msgpack.Encoder().encode

    def send(self, message: object) -> None:
        """Write one message."""
        data = self._encode(message)
        self._outgoing.write(len(data).to_bytes(_LENGTH, "big") + data)
        self._outgoing.flush()

    def receive(self, type_: Any) -> Any:
        """Read one message; `None` at the end."""
        head = self._incoming.read(_LENGTH)
        if len(head) < _LENGTH:
            return None
        data = self._incoming.read(int.from_bytes(head, "big"))
        return msgspec.msgpack.decode(data, type=type_)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The streams of the parent; whatever else writes to standard output writes to nobody."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def _limit() -> None:
    """Bound the memory, and leave no image behind when the process dies."""
    with contextlib.suppress(ImportError):  # Windows has neither limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _watch(seconds: float) -> Callable[[], None]:
    """Sets a timer anew: when it rings, the process ends (POSIX `ITIMER_VIRTUAL`, processor time)."""
    import signal

    timer = getattr(signal, "setitimer", None)
    if timer is None:
        return lambda: None
    return lambda: timer(signal.ITIMER_VIRTUAL, seconds)


if __name__ == "__main__":
    main(float(sys.argv[1]))
