"""One complete, valid example of every kind of file, as authors would write it.

The files lie beside this module, named by the kind's short name; they serve the documentation, the scaffold
and the tests.
"""

from __future__ import annotations

from importlib import resources


def example(short: str) -> str:
    """The example of a kind, or of `settings`, as YAML text with comments.

    Args:
        short: The kind's short name, such as `service`.
    """
    return resources.files(__name__).joinpath(f"{short}.yaml").read_text(encoding="utf-8")
