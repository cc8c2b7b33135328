"""Install packages of the system, where this process may: apt-get, as root or with sudo that asks nothing."""

import os
import shutil
import subprocess


def install(package: str) -> bool:
    """Install one package; say what runs; `False` when this is not possible here or does not succeed."""
    prefix = _privilege()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    for command in (
        ["update", "--quiet=2"],
        ["install", "--quiet=2", "--no-install-recommends", "-y", package],
    ):
        full = [*prefix, "apt-get", *command]
        print("Running: " + " ".join(full), flush=True)
        status = subprocess.run(full, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        if status.returncode:
            return False
    return True


def _privilege() -> list[str] | None:
    """What to put before a command to run it as root, or `None` when that is out of reach."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None
