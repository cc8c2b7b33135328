"""The templates: files with gaps, filled in with answers. Text from people is quoted wherever it goes."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from itsm_as_code.document.scalars import written
from itsm_as_code.document.values import inline
from itsm_as_code.scaffold.answers import Person

_SUFFIX = ".yaml"


def render(name: str, values: Mapping[str, object]) -> str:
    """A template with its gaps filled.

    Args:
        name: Its path within the folder of templates.
        values: What fills the gaps.
    """
    return _environment().get_template(name).render(values)


def names(folder: str) -> list[str]:
    """The paths of all templates of YAML files below a folder, relative to the folder of templates."""
    return sorted(_files(_root() / folder, folder))


def _files(folder: Traversable, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, below)
        elif entry.name.endswith(_SUFFIX):
            yield below


def _root() -> Traversable:
    return resources.files("itsm_as_code.scaffold") / "templates"


class _Packaged(BaseLoader):
    """Templates that lie in this package."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:  # noqa: ARG002
        """The text of a template."""
        file = _root() / template
        if not file.is_file():
            raise TemplateNotFound(template)
        return file.read_text(encoding="utf-8"), None, None


@functools.cache
def _environment() -> Environment:
    environment = Environment(loader=_Packaged(), undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters.update(yaml=written, flow=inline, person=_person)
    return environment


def _person(person: Person) -> str:
    """A person as a value in brackets."""
    return inline({"name": person.name, **({"email": person.email} if person.email else {})})
