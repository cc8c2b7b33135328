"""Set up `.venv` from one of the locks in `requirements/`, then install the project into it.

    python3 -m tools.environment run|dev|bench|lock

Runs under the machine's own Python, with nothing installed, so it uses the standard library alone. A stamp,
written last, lets make see that an environment is complete; an interrupted installation has none and is
repeated.
"""

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

from tools import system

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PURPOSES = {
    "run": "what itsm itself needs",
    "dev": "what the checks and tests need",
    "bench": "the tools that the benchmark compares with",
    "lock": "the tool that writes the locks",
}


def main(name: str) -> None:
    if not works():
        print(f"Making an environment of its own in .venv, with {sys.executable}.", flush=True)
        create()
    print(f"Installing {PURPOSES[name]} (requirements/{name}.txt) into .venv.", flush=True)
    pip("--require-hashes", "-r", str(ROOT / "requirements" / f"{name}.txt"))
    if name != "lock":
        pip("--no-index", "--no-build-isolation", "--no-deps", "-e", str(ROOT))
    (ENVIRONMENT / f"{name}.stamp").touch()


def works() -> bool:
    """Whether `.venv` has an interpreter that starts, is new enough and has pip."""
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", check], check=False).returncode == 0


def create() -> None:
    """Make `.venv` anew.

    Debian and its relatives keep a part of the standard library, ensurepip, in a package of its own; where
    this process may, it fetches that one.
    """
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        print(f"This Python comes without ensurepip; getting the system's package {package}.", flush=True)
        if not system.install(package):
            sys.exit(f"Python's ensurepip is missing. Install the package {package}, then run make again.")
    venv.create(ENVIRONMENT, clear=True, with_pip=True)


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*command, *arguments], check=False).returncode:
        sys.exit("The installation failed (pip's own words are above); nothing is marked as done.")


if __name__ == "__main__":
    main(sys.argv[1])
