"""The registry of generated files, and what is stale among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.cli import output
from itsm_as_code.cli.dev import command_line
from itsm_as_code.model import reference
from itsm_as_code.model.schema import schemas
from itsm_as_code.rules import declaring, pages
from itsm_as_code.rules.themes import RULES
from itsm_as_code.transition import page as changes


@dataclass(frozen=True, slots=True)
class Generator:
    """A set of files that the code determines.

    Attributes:
        folder: Where they lie, relative to the root of the project.
        make: Gives their text by file name.
        alone: Whether nothing else lies in the folder, so that any other file there is left over.
    """

    folder: str
    make: Callable[[], Mapping[str, str]]
    alone: bool = True


GENERATORS: tuple[Generator, ...] = (
    Generator("schema", lambda: _decoded(schemas()), alone=False),
    Generator("docs/kinds", lambda: _decoded(reference.pages())),
    Generator("docs", lambda: {"cli.md": command_line.page(), "changes.md": changes.page()}, alone=False),
    Generator("docs/rules", lambda: pages.pages(RULES)),
    Generator("src/itsm_as_code/rules", lambda: {"declared.py": declaring.module(RULES)}, alone=False),
)
"""Everything that is generated. A new set of files is one more line."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A file that is not what the code says.

    Attributes:
        path: The file, relative to the root, with forward slashes.
        text: What it should hold; `None` when it should not be there.
    """

    path: str
    text: str | None


def stale(root: Path) -> list[Stale]:
    """The generated files that are missing, differ or are left over, by path.

    Args:
        root: The root of the project.
    """
    found = []
    for generator in GENERATORS:
        folder = root / generator.folder
        wanted = generator.make()
        there = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
        left_over = there - wanted.keys() if generator.alone else set()
        found += [Stale(f"{generator.folder}/{name}", None) for name in left_over]
        for name, text in wanted.items():
            if name not in there or (folder / name).read_bytes() != text.encode():
                found.append(Stale(f"{generator.folder}/{name}", text))
    return sorted(found, key=lambda file: file.path)


def mend(root: Path, files: list[Stale]) -> None:
    """Write or remove each of the files; one that is written appears whole or not at all."""
    for file in files:
        path = root / file.path
        if file.text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            output.deliver(file.text, path)


def _decoded(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items()}
