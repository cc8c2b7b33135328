"""What an author may try against the machine: each ends in a verdict within its limits; the rest goes on."""

from __future__ import annotations

import datetime as dt
import signal
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from itsm_as_code.policy.shapes import model
from itsm_as_code.policy.values import UnfitValueError, anything
from itsm_as_code.policy.wire import (
    FAILED,
    HOLDS,
    Ask,
    Check,
    Checked,
    Definition,
    Judge,
    Judged,
    Prepare,
    Prepared,
    Subject,
)
from itsm_as_code.policy.worker import DiedError, Worker

_TEN = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
_NESTED = "".join(f"{_TEN}.all({name}, " for name in "abcdefg") + "true" + ")" * 7
_DOUBLED = (
    ("v0", "'aaaaaaaaaaaaaaaa'"),
    *((f"v{number}", f"variables.v{number - 1} + variables.v{number - 1}") for number in range(1, 31)),
)


def _rule(expression: str, variables: tuple[tuple[str, str], ...] = ()) -> Definition:
    return Definition("Service", False, None, variables, expression, None, {})


def _nothing(_ask: Ask) -> Any:
    raise LookupError("nothing is known here")


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(model()) as started:
        yield started


def _judged(worker: Worker, *rules: Definition, subject: dict[str, Any] | None = None) -> Judged:
    worker.ask(Prepare(rules), Prepared, _nothing)
    request = Judge(0, tuple(range(len(rules))), 0, [Subject(subject or {})])
    return worker.ask(request, Judged, _nothing)


def test_nested_loops_end_at_the_limit_of_the_engine(worker: Worker) -> None:
    found = _judged(worker, _rule(_NESTED), _rule("true"))
    assert found.codes == bytes((FAILED, HOLDS))
    assert found.texts == {0: "Iteration budget exceeded"}


def _fails(worker: Worker, rule: Definition) -> bool:
    """Whether a rule ends without a value; running out of memory, the engine may take its process along."""
    try:
        return _judged(worker, rule).codes == bytes((FAILED,))
    except DiedError:
        return True


def test_a_text_that_doubles_ends_at_the_limit_of_memory(worker: Worker) -> None:
    assert _fails(worker, _rule("size(variables.v30) > 0", _DOUBLED))
    worker.close()
    assert _judged(worker, _rule("true")).codes == bytes((HOLDS,))


def test_an_expression_nested_deeply_does_not_read(worker: Worker) -> None:
    request = Check((_rule("(" * 5_000 + "true" + ")" * 5_000),))
    ((complaint,),) = worker.ask(request, Checked, _nothing).complaints
    assert complaint.message == "The expression is nested too deeply"


def test_a_pattern_that_explodes_elsewhere_is_linear_here(worker: Worker) -> None:
    subject = {"spec": {"owner": "a" * 50_000 + "!"}}
    begun = time.monotonic()
    found = _judged(worker, _rule("!self.spec.owner.matches('^(a+)+$')"), subject=subject)
    assert found.codes == bytes((HOLDS,))
    assert time.monotonic() - begun < 10


def test_a_process_that_dies_says_so_and_another_takes_its_place(worker: Worker) -> None:
    worker.start()
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    with pytest.raises(DiedError, match="needed more than 1 GiB of memory, or broke the engine"):
        _judged(worker, _rule("true"))
    assert _judged(worker, _rule("true")).codes == bytes((HOLDS,))


def test_silence_ends_by_the_clock(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itsm_as_code.policy.worker.SILENCE_SECONDS", 0.2)

    def asleep(_ask: Ask) -> Any:
        raise AssertionError("nothing is asked")

    worker.start()
    assert worker._process is not None
    worker._process.send_signal(signal.SIGSTOP)
    with pytest.raises(DiedError, match=r"^took longer than 0 s$"):
        worker.ask(Prepare((_rule("true"),)), Prepared, asleep)


def test_deep_data_is_refused_before_it_reaches_the_engine() -> None:
    deep: Any = "end"
    for _ in range(32):
        deep = [deep]
    assert anything(deep) == deep
    with pytest.raises(UnfitValueError, match="is nested more than 32 levels deep"):
        anything([deep])


def test_a_nul_never_reaches_the_engine() -> None:
    with pytest.raises(UnfitValueError, match="holds a NUL character"):
        anything({"a": ["b", "c\0d"]})
    with pytest.raises(UnfitValueError, match="holds a NUL character"):
        anything({"a\0": 1})


def test_the_memory_of_the_parent_stays_flat(worker: Worker) -> None:
    _judged(worker, _rule("true"))
    worker.close()
    tracemalloc.start()
    try:
        assert _fails(worker, _rule("size(variables.v30) > 0", _DOUBLED))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_the_day_reaches_the_expression(worker: Worker) -> None:
    worker.ask(Prepare((_rule("today == date('2026-11-20')"),)), Prepared, _nothing)
    seconds = int(dt.datetime(2026, 11, 20, tzinfo=dt.UTC).timestamp())
    assert worker.ask(Judge(0, (0,), seconds, [Subject({})]), Judged, _nothing).codes == bytes((HOLDS,))
