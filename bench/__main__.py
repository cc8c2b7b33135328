"""Measure itsm beside other tools on the same made-up organisation: `python -m bench`."""

from __future__ import annotations

import argparse
import compileall
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import corpus, repository, table
from bench.measure import FailedError, Run, median
from bench.peers import Peer, peers
from bench.table import Figures
from bench.tasks import Ours, Task
from itsm_as_code import __file__ as package


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="itsm-bench-") as folder:
        try:
            figures = _measure(options, Path(folder))
        except FailedError as error:
            print(error, file=sys.stderr)
            return 1
    print(table.render(figures))
    if options.json:
        options.json.write_text(json.dumps(figures.plain(), indent=2) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--entities", type=int, default=10_000, metavar="N", help="1,000 to 100,000")
    parser.add_argument("--commits", type=int, default=20_000, metavar="N", help="length of the history")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often itsm runs each task")
    parser.add_argument("--peer-runs", type=int, default=1, metavar="N", help="how often the others run")
    parser.add_argument("--large", action="store_true", help="also lint ten times as many entities")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures into a file too")
    return parser.parse_args()


def _measure(options: argparse.Namespace, work: Path) -> Figures:
    compileall.compile_dir(Path(package).parent, quiet=1)  # as pip does where it installs
    size: int = options.entities
    root = work / "organisation"
    print(f"Making up an organisation of {size:,} entities.", flush=True)
    _write(root, size)
    texts = [path.stat().st_size for path in root.rglob("*.yaml")]
    others = peers(root, work)
    ours = Ours(root, work / "caches")
    tasks = [*ours.start(), ours.least(work / "least"), *ours.cold(), *ours.warm()]
    runs = _rounds(tasks, others, options.runs, options.peer_runs)
    runs |= _growth(options, work)
    runs |= _plan(options, work)
    return Figures(
        machine=f"{platform.machine()}, Python {platform.python_version()}",
        entities=size,
        megabytes=sum(texts) / 1e6,
        runs=options.runs,
        tasks={task.key: task.title for task in (*tasks, *ours.plans())},
        peers={peer.name: peer.does if peer.command else f"skipped: {peer.missing}" for peer in others},
        results={key: median(each) for key, each in runs.items()},
    )


def _write(root: Path, size: int) -> None:
    root.mkdir()
    corpus.write(root, size)


def _rounds(
    tasks: Sequence[Task], others: Sequence[Peer], number: int, peer_number: int
) -> dict[str, list[Run]]:
    """Every task once, then every task again: what disturbs the machine disturbs all of them."""
    runs: dict[str, list[Run]] = {}
    for turn in range(number):
        for peer in others:
            if peer.command is not None and turn < peer_number:
                print(f"Round {turn + 1}: {peer.name}", flush=True)
                runs.setdefault(peer.name, []).append(peer.command.run())
        print(f"Round {turn + 1}: itsm", flush=True)
        for task in tasks:
            runs.setdefault(task.key, []).append(task.run(turn))
    return runs


def _growth(options: argparse.Namespace, work: Path) -> dict[str, list[Run]]:
    """Cold lints of other sizes; their names are the sizes."""
    sizes = [options.entities // 10, *([options.entities * 10] if options.large else [])]
    runs: dict[str, list[Run]] = {}
    for size in sizes:
        if size < corpus.SMALLEST:
            continue
        print(f"Linting {size:,} entities.", flush=True)
        root = work / f"of-{size}"
        _write(root, size)
        command = Ours(root, work / "caches").itsm("lint", "--no-cache")
        runs[str(size)] = [command.run() for _ in range(options.runs if size < options.entities else 1)]
    return runs


def _plan(options: argparse.Namespace, work: Path) -> dict[str, list[Run]]:
    print(f"Making up a history of {options.commits:,} commits.", flush=True)
    root = work / "history"
    root.mkdir()
    repository.make(root, options.entities, options.commits)
    runs: dict[str, list[Run]] = {}
    for turn in range(options.runs):
        for task in Ours(root, work / "caches").plans():
            runs.setdefault(task.key, []).append(task.run(turn))
    return runs


if __name__ == "__main__":
    sys.exit(main())
