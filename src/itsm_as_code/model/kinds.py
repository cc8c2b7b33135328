"""The table of kinds: what they are called and where their files lie. Imports no pydantic.

`Kind.entity` and `Kind.references` import the kind's own module, and with it pydantic, when first asked for.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from itsm_as_code.model.common import Entity

Root = Literal["catalog", "policies"]

SUFFIX = ".yaml"


class RootFolders(Protocol):
    """The folders that hold the entities, relative to the repository, with forward slashes."""

    @property
    def catalog(self) -> str:
        """The folder of the catalogue."""

    @property
    def policies(self) -> str:
        """The folder of policies and waivers."""


class Roots(NamedTuple):
    """The folders as they are unless `itsm.yaml` says otherwise."""

    catalog: str = "catalog"
    policies: str = "policies"


DEFAULT_ROOTS = Roots()


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceField:
    """A place in the entities of one kind that names other entities; each is made once.

    Attributes:
        path: Keys from the top of the file; `[]` stands for every item of a list, `{key}` for the keys of a
            mapping.
        kinds: Names of the kinds admitted, in the order in which messages list them.
        prefixed: Whether the reference is written `kind:name`; otherwise it is a bare name of the only kind.
        people: Whether `user:handle` is admitted as well.
        keywords: Words that stand there instead of a reference: `all` in place of the list, `always` and
            `office` for the calendars that are built in.
        activity: Whether the reference is written `process/activity`.
    """

    path: tuple[str, ...]
    kinds: tuple[str, ...]
    prefixed: bool = False
    people: bool = False
    keywords: tuple[str, ...] = ()
    activity: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity.

    Attributes:
        name: As files spell it, such as `ServiceLevelAgreement`.
        short: As references and commands spell it, such as `sla`.
        folder: The folder under its root; empty where the files lie directly under the root.
        title: What people read, for one of them.
        plural: What people read, for several.
        module: The module of `itsm_as_code.model` that holds its entity.
        root: Which of the two roots its files lie under.
        owned: Whether `spec.owner` is required.
        visibility: The default of `metadata.visibility`.
    """

    name: str
    short: str
    folder: str
    title: str
    plural: str
    module: str
    root: Root = "catalog"
    owned: bool = True
    visibility: Literal["business", "internal"] = "internal"

    @property
    def entity(self) -> type[Entity]:
        """The pydantic model of its files."""
        return _entity(self.module, self.name)

    @property
    def references(self) -> tuple[ReferenceField, ...]:
        """Every place in its files that names other entities, in the order of the model."""
        return _references(self.name)

    @property
    def pattern(self) -> str:
        """Where its files lie, for people: `catalog/services/<name>.yaml`."""
        return self.path_of("<name>")

    def path_of(self, name: str, roots: RootFolders = DEFAULT_ROOTS) -> str:
        """The file of the entity `name`, relative to the repository, with forward slashes."""
        root = roots.catalog if self.root == "catalog" else roots.policies
        stem = "organization" if self.name == "Organization" else name
        return "/".join(part for part in (root, self.folder, f"{stem}{SUFFIX}") if part)

    def ref_of(self, name: str) -> str:
        """The canonical reference `kind:name`."""
        return f"{self.short}:{name}"


_ALL = (
    Kind(
        "Organization",
        "organization",
        "",
        "Organisation",
        "Organisations",
        "organization",
        owned=False,
        visibility="business",
    ),
    Kind(
        "Objective", "objective", "objectives", "Objective", "Objectives", "objective", visibility="business"
    ),
    Kind(
        "BusinessProcess",
        "business-process",
        "business-processes",
        "Business process",
        "Business processes",
        "business_process",
        visibility="business",
    ),
    Kind("Service", "service", "services", "Service", "Services", "service", visibility="business"),
    Kind(
        "ConfigurationItem",
        "ci",
        "configuration-items",
        "Configuration item",
        "Configuration items",
        "configuration_item",
    ),
    Kind(
        "ServiceLevelAgreement",
        "sla",
        "slas",
        "Service level agreement",
        "Service level agreements",
        "service_level_agreement",
        visibility="business",
    ),
    Kind(
        "OperationalLevelAgreement",
        "ola",
        "olas",
        "Operational level agreement",
        "Operational level agreements",
        "operational_level_agreement",
    ),
    Kind(
        "UnderpinningContract",
        "contract",
        "contracts",
        "Underpinning contract",
        "Underpinning contracts",
        "underpinning_contract",
    ),
    Kind(
        "ServiceReport",
        "report",
        "service-reports",
        "Service report",
        "Service reports",
        "service_report",
        visibility="business",
    ),
    Kind("Improvement", "improvement", "improvements", "Improvement", "Improvements", "improvement"),
    Kind(
        "Stakeholder",
        "stakeholder",
        "stakeholders",
        "Stakeholder",
        "Stakeholders",
        "stakeholder",
        visibility="business",
    ),
    Kind(
        "Function",
        "function",
        "functions",
        "Function",
        "Functions",
        "function",
        owned=False,
        visibility="business",
    ),
    Kind("Role", "role", "roles", "Role", "Roles", "role", owned=False),
    Kind("Team", "team", "teams", "Team", "Teams", "team", owned=False),
    Kind("Policy", "policy", "", "Policy", "Policies", "policy", root="policies"),
    Kind("Process", "process", "processes", "Process", "Processes", "process"),
    Kind("Procedure", "procedure", "procedures", "Procedure", "Procedures", "procedure"),
    Kind("Artefact", "artefact", "artefacts", "Artefact", "Artefacts", "artefact"),
    Kind("Calendar", "calendar", "calendars", "Calendar", "Calendars", "calendar", visibility="business"),
    Kind("ChangeModel", "change-model", "change-models", "Change model", "Change models", "change_model"),
    Kind("Risk", "risk", "risks", "Risk", "Risks", "risk"),
    Kind("Waiver", "waiver", "waivers", "Waiver", "Waivers", "waiver", root="policies"),
    Kind("Term", "term", "terms", "Term", "Terms", "term", owned=False, visibility="business"),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind by its name, in the order of the reference."""

BY_SHORT: dict[str, Kind] = {kind.short: kind for kind in _ALL}
"""Every kind by its short name."""

_BY_FOLDER = {(kind.root, kind.folder): kind for kind in _ALL}


def kind_of_path(path: str, roots: RootFolders = DEFAULT_ROOTS) -> Kind | None:
    """The kind whose file lies at `path`; `None` for a path where no entity belongs.

    Args:
        path: Relative to the repository, with forward slashes.
        roots: The folders that hold the entities.
    """
    folder, _, file = path.rpartition("/")
    if not file.endswith(SUFFIX) or file == SUFFIX:
        return None
    if folder == roots.catalog:
        return KINDS["Organization"] if file == f"organization{SUFFIX}" else None
    if folder == roots.policies:
        return KINDS["Policy"]
    parent, _, last = folder.rpartition("/")
    if parent == roots.catalog:
        return _BY_FOLDER.get(("catalog", last))
    if parent == roots.policies:
        return _BY_FOLDER.get(("policies", last))
    return None


@functools.cache
def _entity(module: str, name: str) -> type[Entity]:
    found: type[Entity] = getattr(importlib.import_module(f"itsm_as_code.model.{module}"), name)
    return found


@functools.cache
def _references(name: str) -> tuple[ReferenceField, ...]:
    from itsm_as_code.model.structure import reference_fields

    return reference_fields(KINDS[name].entity)
