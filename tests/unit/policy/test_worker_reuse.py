"""A process that nobody needs any longer serves whoever needs one next, and knows nothing of before."""

from __future__ import annotations

from itsm_as_code.policy import worker
from itsm_as_code.policy.shapes import model
from itsm_as_code.policy.wire import Definition, Prepare, Prepared
from itsm_as_code.policy.worker import Worker, given_back, taken


def _prepared(one: Worker) -> Prepared:
    rule = Definition("Service", False, None, (), "self.metadata.name != ''", None, {})
    return one.ask(Prepare((rule,)), Prepared, lambda _: None)


def test_the_next_one_gets_the_same_process() -> None:
    while worker._idle:
        worker._idle.pop().close()
    first = taken(model)
    _prepared(first)
    given_back(first)
    second = taken(model)
    assert second is first
    assert _prepared(second).faulty == ()
    third = taken(model)
    assert third is not second
    _prepared(third)
    given_back(second)
    given_back(third)
    assert (second.runs, third.runs) == (True, False)
    taken(model).close()


def test_one_that_died_serves_nobody() -> None:
    one = taken(model)
    _prepared(one)
    assert one._process is not None
    one._process.kill()
    one._process.wait()
    given_back(one)
    assert not one.runs
    assert worker._idle == []
