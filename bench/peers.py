"""The tools that we measure ourselves beside, with what each of them can do on the same files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Command
from itsm_as_code.model.schema import schemas

_DATE = re.compile(r"(?<=[:\[{,] )(\d{4}-\d\d-\d\d)(?=$|[],}])", re.MULTILINE)
NODE_PACKAGES = ("ajv-cli", "ajv-formats")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool.

    Attributes:
        name: What it is called.
        does: What it does here.
        command: How it is run; `None` when it cannot be.
        missing: Why it cannot be run.
    """

    name: str
    does: str
    command: Command | None
    missing: str = ""


def peers(root: Path, work: Path) -> list[Peer]:
    """The tools, made ready.

    Args:
        root: The repository of files.
        work: A folder for what they need.
    """
    folder = work / "schemas"
    folder.mkdir()
    for name, content in schemas().items():
        (folder / name).write_bytes(content)
    schema = str(folder / "entity.schema.json")
    paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.yaml") if path.parent != root)
    return [
        _python("check-jsonschema", "the schema", ["--schemafile", schema, *paths], root),
        _python("yamllint", "the layout", ["-d", "relaxed", "catalog", "policies"], root),
        _ajv(schema, root, work),
    ]


def _python(name: str, does: str, words: list[str], root: Path) -> Peer:
    program = Path(sys.executable).with_name(name)
    if not program.exists():
        return Peer(name, does, None, "not installed: 'make bench' installs it")
    return Peer(name, does, Command([str(program), *words], root, {}))


def _ajv(schema: str, root: Path, work: Path) -> Peer:
    """ajv-cli takes unquoted dates for points in time, and so works on a copy in which they are quoted."""
    name, does = "ajv-cli", "the schema"
    npm = shutil.which("npm")
    if npm is None:
        return Peer(name, does, None, "there is no npm here")
    folder = Path(sys.prefix) / "bench-node"
    program = folder / "node_modules/.bin/ajv"
    if not program.exists():
        print(f"Installing {' and '.join(NODE_PACKAGES)} with npm into {folder}.", flush=True)
        folder.mkdir(exist_ok=True)
        words = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(folder)]
        installed = subprocess.run([*words, *NODE_PACKAGES], check=False, capture_output=True, text=True)
        if installed.returncode != 0:
            reason = (installed.stderr or installed.stdout).strip().splitlines()
            return Peer(name, does, None, f"npm could not install it: {reason[-1] if reason else '?'}")
    copy = work / "quoted"
    for path in root.rglob("*.yaml"):
        target = copy / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_DATE.sub(r'"\1"', path.read_text(encoding="utf-8")), encoding="utf-8")
    words = [
        "validate",
        "--spec=draft2020",
        "-c",
        "ajv-formats",
        "-s",
        schema,
        "-d",
        "{catalog,policies}/**/*.yaml",
    ]
    return Peer(name, does, Command([str(program), *words], copy, {}))
