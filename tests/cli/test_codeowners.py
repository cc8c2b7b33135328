"""`itsm codeowners` as people and pipelines run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Itsm

NO_ACCOUNT = "warning: role:it-manager has no account on GitHub and is not asked about service:email.\n"


@pytest.fixture
def owned(small: Path) -> Path:
    """The small repository, whose IT manager has an account."""
    role = small / "catalog/roles/it-manager.yaml"
    text = role.read_text(encoding="utf-8")
    role.write_text(text.replace("{name: Marta Lindqvist, email: marta@example.com}", "user:marta"), "utf-8")
    return small


def test_written_checked_and_no_longer_current(itsm: Itsm, owned: Path) -> None:
    file = owned / ".github/CODEOWNERS"
    run = itsm("codeowners", "--host=github", "--check", cwd=owned)
    advice = "run 'itsm codeowners --host github' and commit it."
    assert (run.code, run.out, run.err) == (1, "", f"error: .github/CODEOWNERS does not exist: {advice}\n")
    assert not file.exists()

    run = itsm("codeowners", "--host=github", cwd=owned / "catalog")
    assert (run.code, run.out, run.err) == (0, "", "note: .github/CODEOWNERS was written.\n")
    written = file.read_bytes()
    assert written.splitlines()[-1] == b"/catalog/services/email.yaml @marta"

    run = itsm("codeowners", "--host=github", "--check", cwd=owned)
    assert (run.code, run.out, run.err) == (0, "", "note: .github/CODEOWNERS is current.\n")

    role = owned / "catalog/roles/it-manager.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("user:marta", "user:jonas"), "utf-8")
    run = itsm("codeowners", "--host=github", "--check", cwd=owned)
    assert (run.code, run.out, run.err) == (1, "", f"error: .github/CODEOWNERS is not current: {advice}\n")
    assert file.read_bytes() == written


def test_whoever_has_no_account_is_named(itsm: Itsm, small: Path) -> None:
    run = itsm("codeowners", "--host=github", cwd=small)
    assert (run.code, run.err) == (0, f"{NO_ACCOUNT}note: .github/CODEOWNERS was written.\n")
    lines = (small / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == [
        "# Without an account on the host, and so not asked:",
        "#   role:it-manager, about service:email",
    ]


def test_the_host_of_the_settings_and_a_catalogue_below_the_top(itsm: Itsm, owned: Path) -> None:
    (owned.parent / ".git").mkdir()
    settings = owned / "itsm.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}gate: {{host: gitea}}\n", encoding="utf-8")
    assert itsm("codeowners", cwd=owned).code == 0
    lines = (owned.parent / ".gitea/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "small/catalog/services/email\\\\.yaml @marta"
    assert not (owned / ".gitea").exists()


@pytest.mark.parametrize(
    ("host", "message"),
    [("", "Nothing says which git host it is for."), ("azure", "azure has no file CODEOWNERS.")],
)
def test_without_a_host_that_reads_it(itsm: Itsm, owned: Path, host: str, message: str) -> None:
    settings = owned / "itsm.yaml"
    gate = f"gate: {{host: {host}}}\n" if host else ""
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{gate}", encoding="utf-8")
    run = itsm("codeowners", cwd=owned)
    hint = "hint: Name one with --host: github, gitlab or gitea.\n"
    assert (run.code, run.out, run.err) == (2, "", f"error: {message}\n{hint}")


def test_a_file_that_the_host_would_read_instead_is_in_the_way(itsm: Itsm, owned: Path) -> None:
    (owned / "CODEOWNERS").write_text("* @all\n", encoding="utf-8")
    run = itsm("codeowners", "--host=gitlab", cwd=owned)
    assert (run.code, run.err) == (
        2,
        "error: GitLab reads CODEOWNERS instead of .gitlab/CODEOWNERS.\nhint: Remove CODEOWNERS first.\n",
    )
    assert not (owned / ".gitlab").exists()
    assert itsm("codeowners", "--host=github", cwd=owned).code == 0


def test_nothing_is_written_through_a_link(itsm: Itsm, owned: Path) -> None:
    (owned / ".github").mkdir()
    (owned / ".github/CODEOWNERS").symlink_to(owned / "itsm.yaml")
    before = (owned / "itsm.yaml").read_bytes()
    run = itsm("codeowners", "--host=github", cwd=owned)
    assert run.code == 2
    assert run.err.splitlines()[0].startswith("error: .github/CODEOWNERS cannot be read: ")
    assert (owned / "itsm.yaml").read_bytes() == before
