"""What changes to the sample move of the figures behind its promises."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.report.moved import moved_object, sentences
from itsm_as_code.transition import plan
from itsm_as_code.transition.moved import moved
from itsm_as_code.transition.what_if import rewritten
from itsm_as_code.tree import MemoryTree, OverlayTree, WorkingTree

TODAY = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])


@pytest.fixture(scope="module")
def sample(root: Path) -> Catalog:
    """The sample as it stands."""
    return load(WorkingTree(root))


def changed(root: Path, sample: Catalog, *assignments: str) -> Catalog:
    return load(OverlayTree(WorkingTree(root), rewritten(sample, assignments)))


def told(root: Path, sample: Catalog, *assignments: str) -> list[str]:
    refs = [assignment.partition(".")[0] for assignment in assignments]
    found = moved(sample, changed(root, sample, *assignments), refs, TODAY)
    return [sentence for each in found for sentence in sentences(each)]


def test_a_plan_tells_what_it_moves(root: Path, sample: Catalog) -> None:
    head = changed(root, sample, "contract:fibre.availability=99.3")
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
    head = changed(root, sample, "service:webshop.metadata.title=Shop")
    assert plan(sample, head, TODAY).moved == ()


def test_a_promise_that_no_longer_holds(root: Path, sample: Catalog) -> None:
    assert told(root, sample, "contract:acquirer.availability=99.7")[-1] == (
        "Web shop: guaranteed 99.84 → 99.59 %, 21 more hours a year; the promise to Retail (99.8 %) now "
        "cannot hold"
    )


def test_a_figure_that_is_gone(root: Path, sample: Catalog) -> None:
    head = changed(root, sample, "service:payroll.requires=[contract:payroll, ci:fax-gateway]")
    found = {each.service.name: each for each in moved(sample, head, ["service:payroll"], TODAY)}
    assert found["payroll"].after.figures is None
    assert next(sentences(found["payroll"])) == (
        "Payslips, holidays and rotas: can no longer be computed: 1 of 3 components has no figure"
    )


STATING = (
    "Calendar",
    "ConfigurationItem",
    "OperationalLevelAgreement",
    "Service",
    "ServiceLevelAgreement",
    "UnderpinningContract",
)


@pytest.mark.parametrize("kind", STATING)
def test_nothing_moves_but_what_a_change_concerns(kind: str, root: Path, sample: Catalog) -> None:
    """Each entity is taken away, or its figures or its hours are changed: what moves is found in full."""
    text = {
        file.path: (root / file.path).read_text(encoding="utf-8")
        for file in sample.files
        if not file.path.startswith("policies/")
    }
    values = [
        (re.compile(r"(?<= |\[)\d+(?:\.\d+)?(?=m\b|h\b|[,}\]\s])"), "7"),
        (re.compile(r"(?<=: )(?:always|office|store|maintenance|applications-hours)\b"), "desk"),
    ]
    found_any = False
    for index, record in enumerate(sample.of_kind(kind)):
        files = {path: content for path, content in text.items() if path != record.path}
        known = {file.path: file for file in sample.files if file.path in files and file.record}
        if index % 3:
            pattern, value = values[index % 3 - 1]
            files[record.path] = pattern.sub(value, text[record.path])
        head = load(MemoryTree(files), known)
        found = moved(sample, head, [record.ref], TODAY)
        assert found == moved(sample, head, ["organization:sample"], TODAY), record.path
        found_any |= bool(found)
    assert found_any
