"""A view of an entity: like the entity, and it tells what is read of it."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from itsm_as_code.model import plain, validate
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.service import Service, ServiceSpec
from itsm_as_code.model.views import EVERYTHING, view

CONTENT: dict[str, object] = {
    "apiVersion": "itsm/v1",
    "kind": "Service",
    "metadata": {"name": "email", "title": "E-mail"},
    "spec": {
        "owner": "it-manager",
        "state": "operational",
        "retireOn": "2030-01-01",
        "warranty": {"availability": 99.5},
    },
}


@pytest.fixture
def entity() -> Service:
    found = validate(KINDS["Service"], CONTENT)
    assert isinstance(found, Service)
    return found


def test_it_has_the_class_and_the_fields_of_the_entity(entity: Service) -> None:
    seen = view(entity, lambda _field: None)
    assert isinstance(seen, Service)
    assert isinstance(seen.spec, ServiceSpec)
    assert type(seen).__name__ == "Service"
    assert seen.spec is seen.spec
    assert seen.spec.warranty is entity.spec.warranty
    assert getattr(seen.spec, "requires", "none") == ()
    assert getattr(seen.spec, "covers", "none") == "none"
    assert seen.ref == "service:email"
    for name in ServiceSpec.model_fields:
        assert getattr(seen.spec, name) == getattr(entity.spec, name)


def test_it_tells_each_field_as_authors_type_it(entity: Service) -> None:
    told: list[str] = []
    seen = view(entity, told.append)
    assert seen.spec is not None
    assert told == []
    assert str(seen.spec.retire_on) == "2030-01-01"
    warranty = seen.spec.warranty
    assert warranty is not None
    assert warranty.availability == 99.5
    assert seen.metadata.title == "E-mail"
    assert seen.kind == "Service"
    assert told == ["spec.retireOn", "spec.warranty", "metadata.title", "kind"]


WHOLES: dict[str, Callable[[Service], object]] = {
    "plain": plain,
    "spec.model_dump": lambda seen: seen.spec.model_dump(),
    "model_dump_json": lambda seen: seen.model_dump_json(),
    "dict of spec": lambda seen: dict(seen.spec),
    "repr": repr,
    "str of spec": lambda seen: str(seen.spec),
    "hash of spec": lambda seen: hash(seen.spec),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "spec.model_copy": lambda seen: seen.spec.model_copy(),
    "spec.model_fields_set": lambda seen: seen.spec.model_fields_set,
}


@pytest.mark.parametrize("whole", WHOLES.values(), ids=WHOLES)
def test_what_is_done_with_the_whole_reads_everything(
    whole: Callable[[Service], object], entity: Service
) -> None:
    told: list[str] = []
    assert whole(view(entity, told.append)) == whole(entity)
    assert told == [EVERYTHING]


def test_it_equals_the_entity_both_ways(entity: Service) -> None:
    told: list[str] = []
    seen = view(entity, told.append)
    other = validate(KINDS["Service"], {**CONTENT, "metadata": {"name": "mail", "title": "E-mail"}})
    assert seen == entity
    assert entity == seen
    assert seen == view(entity, told.append)
    assert seen != other
    assert set(told) == {EVERYTHING}


@pytest.mark.parametrize("name", ["metadata", "kind"])
def test_nobody_can_change_it(name: str, entity: Service) -> None:
    with pytest.raises(AttributeError, match=f"{name} is read-only"):
        object.__setattr__(view(entity, lambda _field: None), name, None)
