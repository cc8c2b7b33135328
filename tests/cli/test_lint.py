"""`itsm lint` as people and machines run it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Itsm

CLEAN = "4 files, 3 entities: no findings\n"
OWNER = "catalog/services/email.yaml:7:10: error[REF001] There is no role called it-manger"


@pytest.fixture(autouse=True)
def rules_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by the rules of the files and the fabric, so that other families change nothing here."""
    monkeypatch.setenv("ITSM_LINT_SELECT", "SYN,SCH,REF,CAL")


@pytest.fixture
def faulty(small: Path) -> Path:
    """The small repository with an unknown owner and a warning."""
    service = small / "catalog/services/email.yaml"
    service.write_text(
        service.read_text(encoding="utf-8").replace("it-manager", "it-manger"), encoding="utf-8"
    )
    return small


def test_clean(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--ignore=CAL", cwd=small)
    assert (run.code, run.out, run.err) == (0, CLEAN, "")


def test_a_fault(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "--ignore=CAL", cwd=faulty)
    assert (run.code, run.err) == (1, "")
    assert run.out == (
        f"{OWNER}\n"
        "   |\n"
        " 7 |   owner: it-manger\n"
        "   |          ^^^^^^^^^\n"
        "   |\n"
        "   = help: Did you mean it-manager?\n"
        "   = fix: Write it-manager (unsafe: look at it)\n"
        "\n"
        "Found 1 error in 4 files\n"
    )


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_a_warning(itsm: Itsm, small: Path, fail_on: str, code: int) -> None:
    run = itsm("lint", "--fail-on", fail_on, cwd=small)
    assert (run.code, run.out.splitlines()[-1]) == (code, "Found 1 warning in 4 files")


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_an_error(itsm: Itsm, faulty: Path, fail_on: str, code: int) -> None:
    assert itsm("lint", "--fail-on", fail_on, cwd=faulty).code == code


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ([], ["CAL002", "REF001"]),
        (["--select=REF"], ["REF001"]),
        (["--select=REF,CAL002"], ["CAL002", "REF001"]),
        (["--select", "ref", "--select", "CAL"], ["CAL002", "REF001"]),
        (["--ignore=REF001"], ["CAL002"]),
        (["--select=REF,CAL", "--ignore", "CAL"], ["REF001"]),
        (["catalog/services"], ["CAL002", "REF001"]),
        (["catalog/services/email.yaml"], ["CAL002", "REF001"]),
        (["catalog/roles"], []),
        (["."], ["CAL002", "REF001"]),
    ],
)
def test_select_ignore_and_paths(itsm: Itsm, faulty: Path, words: list[str], codes: list[str]) -> None:
    run = itsm("lint", "--format=json", *words, cwd=faulty)
    assert sorted(finding["code"] for finding in json.loads(run.out)["findings"]) == codes


def test_unknown_codes(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--select=REF0001", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == "error: No rule's code begins with REF0001.\nhint: Did you mean REF001?\n"


def test_paths_are_relative_to_where_one_stands(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "email.yaml", "../roles", "--select=REF", cwd=faulty / "catalog/services")
    assert (run.code, run.out.splitlines()[0]) == (1, OWNER)


def test_paths_through_a_link_to_the_repository(itsm: Itsm, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(faulty)
    named = str(tmp_path / "link/catalog/services/email.yaml")
    for cwd in (faulty, tmp_path / "link"):
        run = itsm("lint", named, "--select=REF", cwd=cwd)
        assert (run.code, run.out.splitlines()[0]) == (1, OWNER)


def test_directory(itsm: Itsm, faulty: Path) -> None:
    run = itsm("-C", str(faulty / "catalog"), "lint", "services", "--select=REF")
    assert (run.code, run.out.splitlines()[0]) == (1, OWNER)
    run = itsm("lint", "--select=REF", environment={"ITSM_DIRECTORY": str(faulty)})
    assert (run.code, run.out.splitlines()[0]) == (1, OWNER)


def test_paths_that_cannot_be_meant(itsm: Itsm, small: Path, tmp_path: Path) -> None:
    (small / "README.md").write_text("Read me.")
    (small / "docs").mkdir()
    hint = "hint: The catalogue is itsm.yaml and what lies in catalog and policies.\n"
    assert (
        itsm("lint", "catalog/servces", cwd=small).err
        == "error: There is no file or folder catalog/servces.\n"
    )
    assert (
        itsm("lint", "README.md", cwd=small).err
        == f"error: README.md holds no file of the catalogue.\n{hint}"
    )
    assert itsm("lint", "docs", cwd=small).err == f"error: docs holds no file of the catalogue.\n{hint}"
    outside = tmp_path / "empty"
    run = itsm("lint", str(outside), cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"error: {outside} lies outside the repository {small}.\n"


def test_several_reports_at_once(itsm: Itsm, faulty: Path) -> None:
    run = itsm("lint", "--format=text", "--format=json=out.json", "--statistics", "--select=REF", cwd=faulty)
    assert (run.code, run.err) == (1, "")
    assert run.out == "1  error    REF001  dangling-reference\n\nFound 1 error in 4 files\n"
    assert (faulty / "out.json").read_text() == itsm("lint", "--format=json", "--select=REF", cwd=faulty).out
    assert sorted(path.name for path in faulty.iterdir()) == ["catalog", "itsm.yaml", "out.json"]


def test_a_report_in_a_file_leaves_standard_output_empty_and_is_never_coloured(
    itsm: Itsm, faulty: Path
) -> None:
    run = itsm("lint", "--format", "text=out.txt", "--color=always", "--select=REF", cwd=faulty)
    assert (run.code, run.out, run.err) == (1, "", "")
    assert (faulty / "out.txt").read_text() == itsm("lint", "--select=REF", cwd=faulty).out


def test_a_report_replaces_a_file_whole_and_keeps_its_mode(itsm: Itsm, small: Path) -> None:
    (small / "old.txt").write_text("something much longer than the report " * 10)
    (small / "old.txt").chmod(0o640)
    (small / "link.txt").symlink_to("old.txt")
    assert itsm("lint", "--format=text=link.txt", "--ignore=CAL", cwd=small).code == 0
    assert (small / "old.txt").read_text() == CLEAN
    assert (small / "old.txt").stat().st_mode & 0o777 == 0o640
    assert (small / "link.txt").is_symlink()


def test_a_report_to_a_device(itsm: Itsm, small: Path) -> None:
    run = itsm("lint", "--format=text=/dev/stdout", "--ignore=CAL", cwd=small)
    assert (run.code, run.out) == (0, CLEAN)


@pytest.mark.parametrize(
    ("target", "reason"),
    [("nowhere/out.json", "No such file or directory"), ("catalog", "Is a directory")],
)
def test_a_report_that_cannot_be_written(itsm: Itsm, small: Path, target: str, reason: str) -> None:
    run = itsm("lint", f"--format=json={target}", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"error: {target} could not be written: {reason}.\n"


def test_the_environment_and_its_limits(itsm: Itsm, small: Path) -> None:
    environment = {"ITSM_LINT_FAIL_ON": "warning", "ITSM_LINT_STATISTICS": "1", "ITSM_LINT_SELECT": "CAL REF"}
    run = itsm("lint", cwd=small, environment=environment)
    assert run.code == 1
    assert run.out.splitlines()[0].split() == [
        "1",
        "warning",
        "CAL002",
        "live-service-without-freeze-or-maintenance",
    ]
    assert itsm("lint", "--fail-on=error", cwd=small, environment=environment).code == 0
    assert itsm("lint", cwd=small, environment={"ITSM_LINT_FORMAT": "json"}).out.startswith("{\n")
    run = itsm("lint", cwd=small, environment={"ITSM_LINT_FAIL_ON": "fatal"})
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: Invalid value for '--fail-on': "
        "'fatal' is not one of 'error', 'warning', 'info', 'never'.\n"
        "hint: The value comes from ITSM_LINT_FAIL_ON in the environment.\n"
    )
    run = itsm("lint", cwd=small, environment={"ITSM_AS_OF": "yesterday"})
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: Invalid value for '--as-of': 'yesterday' is not a date of the form YYYY-MM-DD.\n"
        "hint: The value comes from ITSM_AS_OF in the environment.\n"
    )


def test_the_date_of_judgement(itsm: Itsm, small: Path) -> None:
    def judged(*words: str, **environment: str) -> str:
        run = itsm("lint", "--format=json", *words, cwd=small, environment=environment)
        day: str = json.loads(run.out)["asOf"]
        return day

    assert judged() == "2026-11-20"  # the tests' ITSM_AS_OF
    assert judged(ITSM_AS_OF="2027-01-31") == "2027-01-31"
    assert judged("--as-of=2024-02-29", ITSM_AS_OF="2027-01-31") == "2024-02-29"
    assert judged(ITSM_AS_OF="", TZ="Pacific/Kiritimati") >= "2026-11-20"


@pytest.mark.parametrize(
    ("words", "environment", "coloured"),
    [
        ([], {"NO_COLOR": ""}, False),
        ([], {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ([], {"NO_COLOR": "", "FORCE_COLOR": "0"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (["--color=always"], {"NO_COLOR": "1"}, True),
        (["--color=never"], {"NO_COLOR": "", "FORCE_COLOR": "1"}, False),
        ([], {"NO_COLOR": "1", "ITSM_COLOR": "always"}, True),
        (["--color=auto"], {"NO_COLOR": "1", "ITSM_COLOR": "always"}, False),
    ],
)
def test_colour(
    itsm: Itsm, small: Path, words: list[str], environment: dict[str, str], coloured: bool
) -> None:
    run = itsm("lint", *words, cwd=small, environment=environment)
    assert ("\x1b[" in run.out) is coloured


@pytest.mark.parametrize(("size", "columns"), [((24, 70), 70), ((24, 40), 60), ((24, 400), 160)])
def test_on_a_terminal_the_report_is_coloured_and_fits(
    small: Path, size: tuple[int, int], columns: int
) -> None:
    pty = pytest.importorskip("pty", reason="the system has no pseudo-terminals")
    import fcntl
    import struct
    import subprocess
    import sys
    import termios

    (small / "catalog/services/email.yaml").write_text(f"kind: {'x' * 500}\n")
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    environment = {**os.environ, "NO_COLOR": "", "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "itsm_as_code", "lint", "--select=SCH001"],
        cwd=small,
        stdout=follower,
        env=environment,
    ) as process:
        os.close(follower)
        written = b""
        while chunk := _read(leader):
            written += chunk
    os.close(leader)
    assert process.returncode == 1
    (source,) = [line for line in written.decode().split("\r\n") if "kind:" in line]
    assert source.startswith("\x1b[1;94m 1 |\x1b[0m kind: xxx")
    assert len(source) - len("\x1b[1;94m\x1b[0m") == columns


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # the other end was closed
        return b""


def test_hostile_file_names_and_folders(itsm: Itsm, small: Path) -> None:
    (small / "catalog/services/a\nb\x1b[2J.yaml").write_text("")
    (small / os.fsdecode(b"catalog/services/\xff.yaml")).write_text("")
    run = itsm("lint", "--select=SYN", cwd=small)
    assert run.code == 1
    assert [line for line in run.out.splitlines() if "SYN006" in line] == [
        "catalog/services/a\\nb\\x1b[2J.yaml:1:1: error[SYN006] The file is empty",
        "catalog/services/\\udcff.yaml:1:1: error[SYN006] The file is empty",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_settings(itsm: Itsm, small: Path) -> None:
    (small / "itsm.yaml").chmod(0)
    run = itsm("lint", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert "permission denied" in run.err


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.mkdir(), "it is a folder"),
        (lambda path: path.symlink_to("elsewhere.yaml"), "it is a symbolic link"),
        (os.mkfifo, "it is a named pipe"),
    ],
)
def test_settings_that_are_no_file(itsm: Itsm, small: Path, make: object, reason: str) -> None:
    (small / "itsm.yaml").unlink()
    assert callable(make)
    make(small / "itsm.yaml")
    run = itsm("lint", cwd=small)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"error: There is no usable itsm.yaml in the working directory: {reason}.\n"
        "hint: It has to be a file that can be read; 'itsm init' writes one where there is none.\n"
    )


@pytest.fixture
def unwritten(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small repository with two terms that nobody has written yet."""
    monkeypatch.setenv("ITSM_LINT_SELECT", "GOV006")
    for name in ("printer", "scanner"):
        path = small / f"catalog/terms/{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"apiVersion: itsm/v1\nkind: Term\nmetadata: {{name: {name}, title: {name}}}\n"
            'spec: {definition: "To be written: what it means."}\n',
            encoding="utf-8",
        )
    return small


def places(run_out: str) -> list[str]:
    return [line.split(": ")[0] for line in run_out.splitlines() if "[GOV006]" in line]


def test_one_finding_stands_for_many_among_those_that_are_reported(itsm: Itsm, unwritten: Path) -> None:
    whole = itsm("lint", cwd=unwritten)
    assert places(whole.out) == ["catalog/terms/printer.yaml:4:20"]
    assert "(and in 1 more term)" in whole.out
    part = itsm("lint", "catalog/terms/scanner.yaml", cwd=unwritten)
    assert places(part.out) == ["catalog/terms/scanner.yaml:4:20"]
    assert "more term" not in part.out


def test_machines_and_baselines_have_every_finding(itsm: Itsm, unwritten: Path) -> None:
    found = json.loads(itsm("lint", "--format=json", cwd=unwritten).out)["findings"]
    paths = ["catalog/terms/printer.yaml", "catalog/terms/scanner.yaml"]
    assert [each["path"] for each in found] == paths
    assert itsm("lint", "--statistics", cwd=unwritten).out.startswith(
        "2  info     GOV006  placeholder-text\n"
    )
    (unwritten / "itsm.yaml").write_text(
        (unwritten / "itsm.yaml").read_text(encoding="utf-8")
        + "rules: {GOV006: {severity: error, reason: A test.}}\n",
        encoding="utf-8",
    )
    update = ("lint", "--baseline=base.json", "--update-baseline", "--ignore=")
    environment = {"ITSM_LINT_SELECT": ""}
    assert itsm(*update, cwd=unwritten, environment=environment).code == 0
    (unwritten / paths[0]).unlink()
    assert itsm(*update, cwd=unwritten, environment=environment).code == 0
