"""`python -m itsm_as_code.cli.dev generate [--check]`, run in the root of the project.

Exit codes: 0 everything is current (or was written) · 1 with `--check`, something is stale · 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from itsm_as_code.cli.dev.generated import mend, stale
from itsm_as_code.text import count

_USAGE = "usage: python -m itsm_as_code.cli.dev generate [--check]\n"


def main(arguments: Sequence[str], root: Path) -> int:
    """Bring the generated files up to date, or with `--check` say which are not."""
    if list(arguments) not in (["generate"], ["generate", "--check"]):
        sys.stderr.write(_USAGE)
        return 2
    if not (root / "src" / "itsm_as_code").is_dir():
        sys.stderr.write("This is not the root of the project: there is no src/itsm_as_code.\n")
        return 2
    files = stale(root)
    if "--check" in arguments:
        for file in files:
            sys.stdout.write(f"{file.path} {'is left over' if file.text is None else 'is not current'}\n")
        if files:
            sys.stdout.write("Run 'python -m itsm_as_code.cli.dev generate' and commit what it writes.\n")
        return 1 if files else 0
    mend(root, files)
    sys.stdout.write(f"{count(len(files), 'file')} written or removed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
