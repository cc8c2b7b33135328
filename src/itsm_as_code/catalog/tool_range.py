"""Whether a repository lets this version of the tool judge it: `tool` in `itsm.yaml`.

Another version may know other rules and other fields. What it says of a repository that is not meant for it
would be noise at best, so it says nothing but that.
"""

from __future__ import annotations

from itsm_as_code import __version__
from itsm_as_code.catalog.loading import SETTINGS_FILE, settings_file_of
from itsm_as_code.errors import UserError
from itsm_as_code.tree import Tree


def require_this_tool(tree: Tree) -> None:
    """Make sure that a repository is for this version of the tool (PEP 440, version specifiers).

    A version before its release, such as 1.1.0rc1, counts as what it leads to.

    Args:
        tree: Its files.

    Raises:
        UserError: When it is for others, or there is no `itsm.yaml` that can be read.
    """
    file, settings = settings_file_of(tree)
    if settings.tool is None or file.document is None:
        return
    from packaging.specifiers import SpecifierSet

    if not SpecifierSet(settings.tool).contains(__version__, prereleases=True):
        place = file.document.span(("tool",))
        raise UserError(
            f"{SETTINGS_FILE}:{place.start_line}:{place.start_column}: This repository is for itsm "
            f"{settings.tool}, and this is itsm {__version__}.",
            f"Install one that fits: python -m pip install 'itsm-as-code{settings.tool}'. Change 'tool' "
            "where everybody who works here is to move to another version.",
        )
