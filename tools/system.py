"""Install packages of the system, where this process may: apt-get, as root or through a silent sudo."""

import os
import shutil
import subprocess


def install(*packages: str) -> bool:
    """Install packages, and say what runs; `False` when that is out of reach here or does not succeed."""
    prefix = _privilege()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    return _run([*apt, "update"]) and _run([*apt, "install", "--yes", "--no-install-recommends", *packages])


def _run(command: list[str]) -> bool:
    """Run a command in silence; what it said is printed when it fails."""
    print("Running: " + " ".join(command), flush=True)
    answer = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if answer.returncode:
        print(answer.stdout, flush=True)
    return answer.returncode == 0


def _privilege() -> list[str] | None:
    """What to put before a command to run it as root, or `None` when that is out of reach."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and subprocess.run([*sudo, "true"], check=False, capture_output=True).returncode == 0
    ):
        return sudo
    return None
