"""Asking for entities: kinds and fields by the names that people use."""

from __future__ import annotations

import pytest

from itsm_as_code.catalog import load, query
from itsm_as_code.errors import UserError
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.tree import MemoryTree

SERVICE = KINDS["Service"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_by_all_its_names(kind: Kind) -> None:
    names = [kind.name, kind.short, kind.title, kind.plural, kind.name.upper(), kind.short.replace("-", " ")]
    if kind.folder:
        names += [kind.folder, kind.folder.replace("-", "_")]
    assert {query.kind_called(name).name for name in names} == {kind.name}


def test_an_unknown_kind() -> None:
    with pytest.raises(UserError, match=r"^There is no kind incident\.$") as caught:
        query.kind_called("incident")
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("The kinds are organization, objective, business-process, service, ")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("state", ("spec", "state")),
        ("spec.state", ("spec", "state")),
        ("title", ("metadata", "title")),
        ("metadata.labels.cost-centre", ("metadata", "labels", "cost-centre")),
        ("metadata.extensions.privacy.retention", ("metadata", "extensions", "privacy", "retention")),
        ("warranty.capacity.metric", ("spec", "warranty", "capacity", "metric")),
        ("requires.atLeast", ("spec", "requires", "atLeast")),
        ("offerings.price.amount", ("spec", "offerings", "price", "amount")),
        ("enables.process", ("spec", "enables", "process")),
    ],
)
def test_fields(name: str, path: FieldPath) -> None:
    assert query.field_called(SERVICE, name) == path


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("criticalty", "Did you mean criticality?"),
        ("spec.ownr", "Did you mean owner?"),
        ("warranty.capacity.metrc", "Did you mean metric?"),
        (
            "warranty.x",
            "The fields there are availability, capacity, recoveryPoint, recoveryTime and security.",
        ),
        ("state.x", None),
    ],
)
def test_unknown_fields(name: str, hint: str | None) -> None:
    with pytest.raises(UserError) as caught:
        query.field_called(SERVICE, name)
    assert (caught.value.message, caught.value.hint) == (f"Services have no field {name}.", hint)


EMAIL = """\
apiVersion: itsm/v1
kind: Service
metadata: {name: email, title: E-mail, tags: [office, mail]}
spec:
  owner: it-manager
  state: operational
  warranty: {availability: 99.5, capacity: [{metric: Boxes, value: 250}]}
  requires: [contract:mail, {atLeast: 1, of: [ci:a, ci:b]}]
  enables: [{process: selling, essential: false}, buying]
"""


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("state=operational", True),
        (" state = operational ", True),
        ("state!=operational", False),
        ("criticality=medium", True),  # the default
        ("warranty.availability=99.50", True),
        ("warranty.availability=much", False),
        ("warranty.capacity.metric=Boxes", True),
        ("warranty.capacity.value=250", True),
        ("warranty.recoveryTime=4h", False),
        ("warranty.recoveryTime!=4h", True),
        ("metadata.tags=mail", True),
        ("metadata.tags!=mail", False),  # no item may equal it
        ("metadata.tags!=paper", True),
        ("requires=contract:mail", True),
        ("requires.of=ci:b", True),
        ("requires.atLeast=1", True),
        ("enables=buying", True),
        ("enables.process=selling", True),
        ("enables.essential=false", True),
        ("title=E-mail", True),
        ("title=", False),
    ],
)
def test_conditions(written: str, holds: bool) -> None:
    tree = MemoryTree(
        {"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n", "catalog/services/email.yaml": EMAIL}
    )
    record = load(tree).get("service:email")
    assert record is not None
    assert record.parsed is not None
    assert query.condition(SERVICE, written).holds(query.plain(record)) is holds


@pytest.mark.parametrize("written", ["state", "=operational", "", "a b=c"])
def test_what_is_no_condition(written: str) -> None:
    with pytest.raises(UserError, match="is no condition"):
        query.condition(SERVICE, written)


def test_a_value_that_can_never_be() -> None:
    with pytest.raises(UserError) as caught:
        query.condition(SERVICE, "criticality=huge")
    assert (caught.value.message, caught.value.hint) == (
        "criticality is never huge.",
        "It is low, medium, high or mission-critical.",
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (99.5, "99.5"),
        ({"atLeast": 1, "of": ["ci:a", "ci:b"]}, "{atLeast: 1, of: [ci:a, ci:b]}"),
    ],
)
def test_values_are_shown_as_written(value: object, shown: str) -> None:
    assert query.shown(value) == shown
