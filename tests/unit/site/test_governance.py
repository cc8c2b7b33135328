"""How policies are kept now: on their own pages, in the overview, and beside a service."""

from __future__ import annotations

from pathlib import Path

import pytest

from itsm_as_code.catalog import load
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site.building import site_of
from itsm_as_code.site.generate import generate
from itsm_as_code.tree import WorkingTree
from tests.unit.site.catalogues import SMALLEST, TODAY, service
from tests.unit.site.test_generate import text_of

POLICY = """\
apiVersion: itsm/v1
kind: Policy
metadata: {name: care, title: Care}
spec:
  owner: it-manager
  statements: [Every service has an outcome.]
  satisfies: [ISO 1, ISO 9]
  rules:
    - name: outcome
      match: {kind: Service}
      expression: has(self.spec.outcome)
      enforcement: advisory
      message: A service says what it is for
    - name: topic
      match: {kind: Service}
      expression: self.spec.state == "operational"
      enforcement: advisory
      message: A service is in use
    - name: unreadable
      match: {kind: Service}
      expression: has(
      enforcement: advisory
      message: Nobody can read this
    - name: item
      match: {kind: ConfigurationItem}
      expression: has(self.spec.owner)
      enforcement: advisory
      message: An item has an owner
"""
PROCESS = """\
apiVersion: itsm/v1
kind: Process
metadata: {name: watch, title: Watch}
spec: {owner: it-manager, phase: operation, purpose: Watch., implements: [care]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        **SMALLEST,
        "itsm.yaml": SMALLEST["itsm.yaml"] + "requirements: [iso.csv]\n",
        "iso.csv": "id,title,text\nISO 1,Care,Take care.\nISO 2,<b>Other</b>,Do other things.\n",
        "policies/care.yaml": POLICY,
        "catalog/processes/watch.yaml": PROCESS,
        **service("chat", ""),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def page(root: Path, path: str, audience: Visibility = "internal") -> str:
    site = site_of(root, load(WorkingTree(root)), TODAY, (), audience=audience)
    return text_of(generate(site)[f"{path}/index.md"])


def test_a_policy_and_who_keeps_it(root: Path) -> None:
    assert (
        "Rule What it says About What it does Now "
        "outcome A service says what it is for Service warns kept by 1 of 2 not by Chat "
        "topic A service is in use Service warns kept by all 2 "
        "unreadable Nobody can read this Service warns not judged: its text has a fault "
        "item An item has an owner Configuration item warns concerns nothing"
    ) in page(root, "policies/care")


def test_what_is_covered(root: Path) -> None:
    shown = page(root, "coverage")
    assert (
        "Policy Put into practice by Checked by Now Last tested or done Meets "
        "Care Watch 4 rules 1 of 2 broken ISO 1 ISO 9"
    ) in shown
    assert "ISO 1 Care named by a policy Care ISO 2 <b>Other</b> open" in shown


def test_beside_a_service(root: Path) -> None:
    assert "Policies that judge it Care : breaks outcome; keeps topic" in page(root, "services/chat")


def test_the_business_sees_nothing_of_it(root: Path) -> None:
    site = site_of(root, load(WorkingTree(root)), TODAY, (), audience="business")
    assert site.governance is None
    assert [path for path, data in generate(site).items() if b"breaks outcome" in data] == []
