"""A whole repository, planned in memory from a few answers."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping

from itsm_as_code.document.formatting import formatted
from itsm_as_code.model.kinds import KINDS, kind_of_path
from itsm_as_code.model.order import order_of, order_of_settings
from itsm_as_code.model.schema import schemas
from itsm_as_code.model.values import CalendarSpan
from itsm_as_code.model.vocabulary import PLACEHOLDER
from itsm_as_code.scaffold import templates
from itsm_as_code.scaffold.answers import Answers, name_for

TOOL = ">=1.0,<2"
"""The versions of the tool that may judge a repository begun by this one."""

SCHEMAS = "schema"
"""The folder of the schemas, which each file names in its first line."""

_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"]}
_PIPELINES = {
    "github": (".github/workflows/itsm.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml"),
}
_YEAR = CalendarSpan.parse("1y")
_NOTICE = 31
"""So many days at least lie before the first agreement begins, for whoever has to agree to it."""

_NAMED = {
    "starter/catalog/services/service.yaml": ("Service", "service"),
    "reference/catalog/objectives/objective.yaml": ("Objective", "objective"),
    "reference/catalog/business-processes/business-process.yaml": ("BusinessProcess", "business"),
}
"""Templates of entities whose name is made of an answer."""


def plan(answers: Answers, today: dt.date) -> dict[str, bytes]:
    """Every file of a new repository by its path.

    Args:
        answers: What is known about the organisation.
        today: The day on which the repository begins.
    """
    values = _values(answers, today)
    model = "reference" if answers.reference else "starter"
    files = {
        "itsm.yaml": formatted(templates.render("common/itsm.yaml", values), order_of_settings()),
        "README.md": templates.render("common/README.md", values),
    }
    entities = {"common/organization.yaml": KINDS["Organization"].path_of("")}
    entities |= {template: _path(template, model, values) for template in templates.names(model)}
    for template, path in entities.items():
        kind = kind_of_path(path)
        assert kind is not None
        files[path] = formatted(templates.render(template, values), order_of(kind))
    files |= {
        ".gitignore": templates.render("common/gitignore", values),
        ".editorconfig": templates.render("common/editorconfig", values),
        ".pre-commit-config.yaml": templates.render("common/pre-commit.yaml", values),
        ".vscode/settings.json": _json(_editor()),
        ".vscode/extensions.json": _json(_EXTENSIONS),
    }
    if answers.ci in _PIPELINES:
        path, template = _PIPELINES[answers.ci]
        files[path] = templates.render(f"common/{template}", values)
    return {**{path: text.encode() for path, text in files.items()}, **schema_files()}


@functools.cache
def schema_files() -> Mapping[str, bytes]:
    """The schemas of all kinds and of the settings, as this version of the tool has them, by path."""
    wanted = {f"{kind.short}.schema.json" for kind in KINDS.values()} | {"settings.schema.json"}
    return {f"{SCHEMAS}/{name}": data for name, data in schemas().items() if name in wanted}


def _values(answers: Answers, today: dt.date) -> dict[str, object]:
    facts = answers.facts
    texts = [answers.it_manager.name, answers.director.name]
    texts += [answers.objective] if answers.reference else [answers.purpose, answers.outcome]
    asked = answers.objective.startswith(PLACEHOLDER)
    service = name_for(answers.service, "first-service")
    return {
        "name": name_for(answers.title, "our-organisation"),
        "title": answers.title,
        "site": f"IT services of {answers.title}",
        "profile": answers.profile,
        "reference": answers.reference,
        "timezone": answers.timezone,
        "hours": answers.hours,
        "currency": answers.currency,
        "language": answers.language,
        "facts": {
            name: value
            for name, value in (
                ("staff", facts.staff),
                ("sites", facts.sites),
                ("devices", facts.devices),
                ("maturity", facts.maturity),
                ("culture", facts.culture),
            )
            if value is not None
        },
        "desk": answers.desk,
        "it_manager": answers.it_manager,
        "director": answers.director,
        "service": {
            "name": service,
            "title": answers.service,
            "description": answers.purpose,
            "outcome": answers.outcome,
        },
        "objective": {
            "name": "our-objective" if asked else name_for(answers.objective, "our-objective"),
            "title": "Our objective" if asked else answers.objective,
            "statement": answers.objective if asked else None,
        },
        "business": {
            "name": name_for(answers.business, "our-business"),
            "title": answers.business,
            "description": answers.described,
        },
        "today": today.isoformat(),
        "valid_from": _first_of_month(today + dt.timedelta(days=_NOTICE)).isoformat(),
        "next_review": _YEAR.after(today).isoformat(),
        "tool": TOOL,
        "ci": answers.ci,
        "pipeline": _PIPELINES[answers.ci][0] if answers.ci in _PIPELINES else None,
        "request": "merge request" if answers.ci == "gitlab" else "pull request",
        "shown": "process:incident-management" if answers.reference else f"service:{service}",
        "placeholders": any(text.startswith(PLACEHOLDER) for text in texts),
        "beginning": PLACEHOLDER,
    }


def _path(template: str, model: str, values: dict[str, object]) -> str:
    """Where the file of a template goes."""
    if template not in _NAMED:
        return template.removeprefix(f"{model}/")
    kind, key = _NAMED[template]
    about = values[key]
    assert isinstance(about, dict)
    return KINDS[kind].path_of(about["name"])


def _first_of_month(day: dt.date) -> dt.date:
    """The first day of a month that is not before a day."""
    return day if day.day == 1 else CalendarSpan.parse("1mo").after(day.replace(day=1))


def _editor() -> dict[str, object]:
    """The settings of an editor: which schema goes with which files."""
    associations = {f"./{SCHEMAS}/settings.schema.json": ["/itsm.yaml"]}
    for kind in KINDS.values():
        associations[f"./{SCHEMAS}/{kind.short}.schema.json"] = [f"/{kind.path_of('*')}"]
    return {"yaml.schemas": associations, "files.eol": "\n", "[yaml]": {"editor.tabSize": 2}}


def _json(value: object) -> str:
    return f"{json.dumps(value, indent=2)}\n"
