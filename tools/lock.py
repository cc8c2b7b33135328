"""Write `requirements/*.txt` anew from `pyproject.toml`: every version pinned, every file hashed, no address.

The locks are universal: they hold for every supported Python and system. Each one builds on the versions
that the one before it chose, so that a tool never moves what the product runs on.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LOCKS = {
    "run": ("pyproject.toml", "--group", "build"),
    "dev": ("pyproject.toml", "--group", "build", "--group", "dev", "--constraint", "requirements/run.txt"),
    "bench": (
        "pyproject.toml",
        "--group",
        "build",
        "--group",
        "bench",
        "--constraint",
        "requirements/dev.txt",
    ),
    "lock": ("--group", "lock"),
}
OPTIONS = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url", "--quiet")
HEADER = ("--custom-compile-command", "make lock")


def main(options: Sequence[str]) -> None:
    for name, sources in LOCKS.items():
        target = f"requirements/{name}.txt"
        print(f"Locking {target}", flush=True)
        command = ["uv", "pip", "compile", *sources, *OPTIONS, *HEADER, *options, "--output-file", target]
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
