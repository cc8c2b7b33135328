"""Settings: `itsm.yaml` at the root of the repository."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itsm_as_code.model.base import Items, Model
from itsm_as_code.model.references import ToGateOwner
from itsm_as_code.model.scalars import (
    Date,
    Identifier,
    Line,
    RepositoryPath,
    RuleCode,
    Span,
    Text,
    VersionRange,
    WebLink,
)
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.model.vocabulary import Visibility


class RootsSettings(Model):
    """The folders that hold the entities."""

    catalog: RepositoryPath = Field(default="catalog", description="The folder of the catalogue.")
    policies: RepositoryPath = Field(default="policies", description="The folder of policies and waivers.")


class RuleSettings(Model):
    """What a rule weighs here."""

    severity: Literal["error", "warning", "info", "off"] = Field(
        description="How grave its findings are; `off` hides them."
    )
    reason: Text = Field(description="Why it is not as the profile has it.")
    paths: Items[RepositoryPath] = Field(
        default=(), description="The files and folders it holds for; left out, all."
    )


class GateSettings(Model):
    """How changes are judged."""

    mode: Literal["enforce", "report"] | None = Field(
        default=None,
        description="Whether a change waits for agreement (enforce) or is only reported on (report); left "
        "out, as the profile has it.",
    )
    host: Literal["github", "gitlab", "gitea", "bitbucket", "azure"] | None = Field(
        default=None, description="The git host."
    )
    owners: Items[ToGateOwner] = Field(default=(), description="Who agrees to changes of the gate itself.")
    peer: bool = Field(default=False, description="Whether administrative changes need one peer.")
    since: Date | None = Field(default=None, description="The day from which changes are recorded.")
    baseline: Line | None = Field(
        default=None, description="A pattern of tags with which changes are also compared."
    )


class WaiverSettings(Model):
    """What waivers may do."""

    longest: Span = Field(
        default_factory=lambda: CalendarSpan.parse("180d"), description="The longest that a waiver may hold."
    )


class SiteSettings(Model):
    """How the catalogue is published."""

    title: Line | None = Field(default=None, description="The site's title; left out, the organisation's.")
    url: WebLink | None = Field(default=None, description="Where it is published.")
    repository: WebLink | None = Field(default=None, description="Where the repository is.")
    audience: Visibility = Field(
        default="internal",
        description="For whom it is built: `business`, or `internal` with everything in it.",
    )


class Settings(Model):
    """The settings of a repository; everything but `apiVersion` and `kind` has a default."""

    api_version: Literal["itsm/v1"] = Field(description="The version of this vocabulary.")
    kind: Literal["Settings"] = Field(description="The kind of file.")
    tool: VersionRange | None = Field(
        default=None, description="The versions of itsm that may judge this repository."
    )
    roots: RootsSettings = Field(
        default_factory=RootsSettings, description="The folders that hold the entities."
    )
    target: Line = Field(default="main", description="The branch that changes go to.")
    rules: dict[RuleCode, RuleSettings] = Field(
        default_factory=dict, description="Rules that weigh something else here than in the profile."
    )
    gate: GateSettings = Field(default_factory=GateSettings, description="How changes are judged.")
    waivers: WaiverSettings = Field(default_factory=WaiverSettings, description="What waivers may do.")
    requirements: Items[RepositoryPath] = Field(
        default=(),
        description="Tables of external requirements (CSV with id, title, text), outside the roots.",
    )
    extensions: dict[Identifier, RepositoryPath] = Field(
        default_factory=dict, description="The JSON Schema of each prefix of `metadata.extensions`."
    )
    site: SiteSettings = Field(default_factory=SiteSettings, description="How the catalogue is published.")
