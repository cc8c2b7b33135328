"""Where an entity is written, and how to change it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from itsm_as_code.catalog import Record
from itsm_as_code.site import markup
from itsm_as_code.site.context import Here

_FORMS = {
    "github": "{}/edit/{}/{}",
    "gitlab": "{}/-/edit/{}/{}",
    "gitea": "{}/_edit/{}/{}",
    "bitbucket": "{}/src/{}/{}?mode=edit",
    "azure": "{}?version=GB{}&path=/{}",
}
_COMMITS = {
    "github": "{}/commit/{}",
    "gitlab": "{}/-/commit/{}",
    "gitea": "{}/commit/{}",
    "bitbucket": "{}/commits/{}",
    "azure": "{}/commit/{}",
}


def links(here: Here, record: Record[Any]) -> Markup:
    """The file of an entity, with a link that opens it for a change where the repository is known."""
    address = edit(here, record.path)
    if not address:
        return Markup("<code>{}</code>").format(record.path)
    return Markup('<code>{}</code> <a href="{}">Propose a change</a>').format(record.path, address)


def edit(here: Here, path: str) -> str:
    """Where to edit a file on the git host; empty where the repository or its host is unknown."""
    settings = here.site.catalog.settings
    repository, host = settings.site.repository, settings.gate.host
    if repository is None or host is None or markup.safe_link(repository) is None:
        return ""
    return _FORMS[host].format(repository.rstrip("/"), quote(settings.target), quote(path))


def commit(here: Here, oid: str) -> Markup:
    """A commit, with a link where the repository is known."""
    settings = here.site.catalog.settings
    repository, host = settings.site.repository, settings.gate.host
    if repository is None or host is None or markup.safe_link(repository) is None:
        return Markup("<code>{}</code>").format(oid[:7])
    return markup.anchor(_COMMITS[host].format(repository.rstrip("/"), oid), oid[:7])
