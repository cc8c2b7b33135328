"""What changes to the sample move of the figures behind its promises."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.report.moved import moved_object, sentences
from itsm_as_code.transition import plan
from itsm_as_code.transition.moved import moved
from itsm_as_code.transition.what_if import changed
from itsm_as_code.tree import WorkingTree

TODAY = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])


@pytest.fixture(scope="module")
def sample(root: Path) -> Catalog:
    """The sample as it stands."""
    return load(WorkingTree(root))


def told(root: Path, sample: Catalog, *assignments: str) -> list[str]:
    found = moved(sample, changed(WorkingTree(root), sample, assignments), TODAY)
    return [sentence for each in found for sentence in sentences(each)]


def test_a_plan_tells_what_it_moves(root: Path, sample: Catalog) -> None:
    head = changed(WorkingTree(root), sample, ["contract:fibre.availability=99.3"])
    found = {each.service.name: each for each in plan(sample, head, TODAY).moved}
    assert list(found) == [
        "guest-wifi",
        "intranet",
        "network",
        "point-of-sale",
        "printing",
        "remote-access",
    ]
    assert [*sentences(found["point-of-sale"])] == [
        "Tills and card payments: guaranteed 99.32 → 99.12 %, 17 more hours a year; the promise to Retail "
        "(99.8 %) still holds if failures are independent"
    ]
    after = moved_object(found["point-of-sale"])["after"]
    assert isinstance(after, dict)
    assert [each["shortfall"] for each in after["promises"]] == ["unguaranteed"]


def test_a_change_of_words_moves_nothing(root: Path, sample: Catalog) -> None:
    head = changed(WorkingTree(root), sample, ["service:webshop.metadata.title=Shop"])
    assert plan(sample, head, TODAY).moved == ()


def test_a_promise_that_no_longer_holds(root: Path, sample: Catalog) -> None:
    assert told(root, sample, "contract:acquirer.availability=99.7")[-1] == (
        "Web shop: guaranteed 99.84 → 99.59 %, 21 more hours a year; the promise to Retail (99.8 %) now "
        "cannot hold"
    )


def test_a_figure_that_is_gone(root: Path, sample: Catalog) -> None:
    head = changed(WorkingTree(root), sample, ["service:payroll.requires=[contract:payroll, ci:fax-gateway]"])
    found = {each.service.name: each for each in moved(sample, head, TODAY)}
    assert found["payroll"].after.figures is None
    assert next(sentences(found["payroll"])) == "Payslips, holidays and rotas: can no longer be computed"
