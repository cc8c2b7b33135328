"""The flow: who hands what to whom, what it reaches, and where it falls apart."""

from __future__ import annotations

from collections.abc import Mapping

from itsm_as_code.catalog import Catalog, load
from itsm_as_code.catalog.flow import consumers, downstream, partners, parts, producers
from itsm_as_code.tree import MemoryTree

Flow = Mapping[str, tuple[str, str]]
"""Each process with what it consumes and produces."""

LINE: Flow = {"a": ("", "plan"), "b": ("plan", "order"), "c": ("order", "goods"), "d": ("tea", "tea")}


def catalog(flow: Flow, phase: str = "operation") -> Catalog:
    """A catalogue of processes of one phase; their artefacts need not exist."""
    files = {"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n"}
    for name, (consumed, produced) in flow.items():
        files[f"catalog/processes/{name}.yaml"] = (
            f"apiVersion: itsm/v1\nkind: Process\nmetadata: {{name: {name}, title: {name}}}\nspec:\n"
            f"  owner: it\n  phase: {phase}\n  purpose: It is a test.\n"
            f"  consumes: [{consumed}]\n  produces: [{produced}]\n"
        )
    return load(MemoryTree(files))


def test_who_produces_and_consumes() -> None:
    found = catalog(LINE)
    assert [(each.source, each.field) for each in producers(found, "artefact:plan")] == [
        ("process:a", ("spec", "produces", 0))
    ]
    assert [each.source for each in consumers(found, "artefact:plan")] == ["process:b"]
    assert producers(found, "artefact:milk") == ()


def test_partners_are_on_both_sides_and_never_oneself() -> None:
    found = catalog(LINE)
    assert list(partners(found, "process:b")) == ["process:a", "process:c"]
    assert list(partners(found, "process:d")) == []


def test_downstream_follows_the_flow_alone() -> None:
    found = catalog(LINE)
    assert downstream(found, ["process:b"]) == {"process:b", "process:c"}
    assert downstream(found, []) == set()


def test_a_loop_ends() -> None:
    found = catalog({"a": ("y", "x"), "b": ("x", "y")})
    assert downstream(found, ["process:a"]) == {"process:a", "process:b"}


def test_parts() -> None:
    assert parts(catalog(LINE)) == [["process:a", "process:b", "process:c"], ["process:d"]]
    assert parts(catalog({})) == []


def test_those_who_consume_the_same_belong_together() -> None:
    assert parts(catalog({"a": ("news", ""), "b": ("news", "")})) == [["process:a", "process:b"]]


def test_processes_that_do_not_fit_their_schema_have_their_place_in_the_flow() -> None:
    found = catalog(LINE, phase="no-such-phase")
    assert not found.records["process:b"].is_typed
    assert [each.source for each in consumers(found, "artefact:plan")] == ["process:b"]
    assert parts(found) == parts(catalog(LINE))
