"""The gate itself: whatever decides how changes are judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from itsm_as_code.catalog import SETTINGS_FILE, Catalog
from itsm_as_code.catalog.changes import EntityChange
from itsm_as_code.model.calendar import Calendar
from itsm_as_code.model.kinds import RootFolders
from itsm_as_code.text import some_of
from itsm_as_code.transition.classification.case import Case, Found, place_of, touching
from itsm_as_code.transition.table import GATE, UNREADABLE
from itsm_as_code.tree import FileDelta


class Watched(NamedTuple):
    """A file or folder, from the top of the repository, that the gate rests on.

    Attributes:
        path: Its path; one that begins with `*/` is meant in every folder.
        why: What it decides.
        folder: Whether it is a folder.
    """

    path: str
    why: str
    folder: bool = False


WATCHED: tuple[Watched, ...] = (
    Watched(SETTINGS_FILE, "the settings"),
    Watched("*/.gitattributes", "how git treats files"),
    Watched("*/.gitmodules", "which other repositories are pulled in"),
    Watched("*/CODEOWNERS", "whom the host asks for reviews"),
    Watched(".ci", "what runs before a merge", folder=True),
    Watched(".circleci", "what runs before a merge", folder=True),
    Watched(".forgejo", "what runs before a merge", folder=True),
    Watched(".gitea", "what runs before a merge", folder=True),
    Watched(".github", "what runs before a merge", folder=True),
    Watched(".gitlab", "what runs before a merge", folder=True),
    Watched(".gitlab-ci.yml", "what runs before a merge"),
    Watched(".pre-commit-config.yaml", "the tool's version"),
    Watched(".tool-versions", "the tool's version"),
    Watched("Jenkinsfile", "what runs before a merge"),
    Watched("Makefile", "what runs before a merge"),
    Watched("action.yml", "what runs before a merge"),
    Watched("azure-pipelines.yml", "what runs before a merge"),
    Watched("bitbucket-pipelines.yml", "what runs before a merge"),
    Watched("mkdocs.yml", "what the site runs when it is built"),
    Watched("pyproject.toml", "the tool's version"),
    Watched("requirements.txt", "the tool's version"),
    Watched("tox.ini", "what runs before a merge"),
    Watched("uv.lock", "the tool's version"),
)
"""Every file and folder that the gate rests on, beside those that `itsm.yaml` names."""

PATHS: tuple[str, ...] = (
    *(each.path for each in WATCHED if not each.path.startswith("*/")),
    ".gitattributes",
    ".gitmodules",
    "CODEOWNERS",
)
"""Those of them that lie in one place."""

_REGULAR = "100644"


def judge(change: EntityChange, case: Case) -> Iterator[Found]:
    """The row of an entity that decides how changes are judged."""
    kind = change.record.kind.name
    if kind == "ChangeModel":
        text = f"is a change model that is {change.verb.value}"
        yield Found(GATE, change.ref, text, (case.gate_owners(),), change.fields, place_of(change.fields))
    elif kind == "Calendar" and any(freezes(side) for side in (change.before, change.after)):
        text = f"is a freeze that is {change.verb.value}"
        yield Found(GATE, change.ref, text, (case.gate_owners(),), change.fields, place_of(change.fields))
    elif kind == "Organization" and (facts := touching(change, "spec.profile")):
        text = f"goes from profile {facts[0].before} to {facts[0].after}"
        yield Found(GATE, change.ref, text, (case.gate_owners(),), facts, place_of(facts))


def freezes(record: Any) -> bool:
    """Whether an entity is a calendar in whose times changes wait."""
    return record is not None and isinstance(record.parsed, Calendar) and record.parsed.spec.freeze


def files(case: Case, deltas: Sequence[FileDelta], prefix: str) -> Iterator[Found]:
    """The rows of files: those that the gate rests on, and those that are no regular files.

    Args:
        case: The change.
        deltas: Every file that differs, from the top of the repository.
        prefix: The folder of the repository that the catalogue's paths start from; `""` for the top.
    """
    named = {f"{prefix}{path}" for side in (case.base, case.head) for path in named_files(side)}
    for delta in deltas:
        own = delta.path.removeprefix(prefix)
        why = _watched(own) or _watched(delta.path) or ("named by itsm.yaml" if delta.path in named else None)
        if why is not None:
            verb = "is added" if not delta.before else "is removed" if not delta.after else "changes"
            text = (
                f"{verb}: it decides {why}" if why != "named by itsm.yaml" else f"{verb}: itsm.yaml names it"
            )
            if own == SETTINGS_FILE and case.changes.settings:
                text += f" ({some_of([fact.field for fact in case.changes.settings], 4)})"
            yield Found(
                GATE,
                delta.path,
                text,
                (case.gate_owners(),),
                case.changes.settings if own == SETTINGS_FILE else (),
            )
        irregular = delta.after not in ("", _REGULAR) and delta.path.startswith(prefix)
        if irregular and (own == SETTINGS_FILE or _within(own, (case.base, case.head))):
            text = f"is no regular file (git calls it {delta.after}; {_REGULAR} is one)"
            yield Found(UNREADABLE, delta.path, text)


def _watched(path: str) -> str | None:
    for each in WATCHED:
        if each.path.startswith("*/"):
            if path == each.path[2:] or path.endswith(each.path[1:]):
                return each.why
        elif path.casefold() == each.path.casefold() or path.casefold().startswith(
            f"{each.path.casefold()}/"
        ):
            return each.why
    return None


def named_files(catalog: Catalog) -> Iterator[str]:
    """The files outside the roots that `itsm.yaml` names: requirements, and schemas of extensions."""
    yield from catalog.settings.requirements
    yield from catalog.settings.extensions.values()


def _within(path: str, sides: Sequence[Catalog]) -> bool:
    roots: list[RootFolders] = [side.settings.roots for side in sides]
    folders = tuple(f"{folder}/" for each in roots for folder in (each.catalog, each.policies))
    return f"{path}/".startswith(folders)
