"""`itsm rename`, in real processes on real files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Itsm

FILES = {
    "itsm.yaml": """\
apiVersion: itsm/v1
kind: Settings
# who may merge
gate: {owners: [role:it-manager, team:desk]}
rules:
  POL/fair-use/no-games: {severity: info, reason: Under review.}  # until May
""",
    "catalog/organization.yaml": """\
apiVersion: itsm/v1
kind: Organization
metadata: {name: ours, title: Our company}
spec:
  profile: starter
  timezone: Europe/Madrid
  hours: {mon-fri: ["08:00-17:00"]}
""",
    "catalog/roles/it-manager.yaml": """\
apiVersion: itsm/v1
kind: Role
metadata: {name: it-manager, title: IT manager}
spec:
  heldBy: [team:desk]
  deputy: [{name: Ana Ruiz, email: ana@example.com}]
""",
    "catalog/teams/desk.yaml": """\
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, title: The desk}
spec:
  members: [{handle: ana}]
""",
    "catalog/stakeholders/host.yaml": """\
apiVersion: itsm/v1
kind: Stakeholder
metadata: {name: host, title: The host}
spec: {owner: it-manager, roles: [supplier]}
""",
    "catalog/services/email.yaml": """\
# yaml-language-server: $schema=../../schema/service.schema.json
apiVersion: itsm/v1
kind: Service
metadata:
  name: "email"  # and its file
  title: E-mail
  description: An [[incident-record]], an [[Incident record]] and a [[record of an incident]].
spec:
  owner: it-manager
  state: operational
  requires:
    - contract:mail          # the host
    # the two rooms
    - {atLeast: 1, of: [ci:room-a, "ci:room-b"]}
""",
    "catalog/services/calendar.yaml": """\
apiVersion: itsm/v1
kind: Service
metadata: {name: calendar, title: Calendar}
spec:
  owner: it-manager
  state: operational
  requires: [service:email]  # its boxes
  replacedBy: email
""",
    "catalog/configuration-items/room-a.yaml": """\
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: room-a, title: Room A}
spec: {owner: it-manager, class: room, state: live}
""",
    "catalog/configuration-items/room-b.yaml": """\
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: room-b, title: Room B}
spec: {owner: it-manager, class: room, state: live, requires: [ci:room-a]}
""",
    "catalog/contracts/mail.yaml": """\
apiVersion: itsm/v1
kind: UnderpinningContract
metadata: {name: mail, title: Mail}
spec:
  owner: it-manager
  supplier: host
  covers: ["service:email", service:calendar]
  costShares: {email: 60, calendar: 40}  # as counted
  validFrom: 2026-01-01
  targets:
    - {metric: availability, for: service:email, atLeast: 99.9, per: 1y}
""",
    "catalog/terms/incident-record.yaml": """\
apiVersion: itsm/v1
kind: Term
metadata: {name: incident-record, title: Record of an incident}
spec:
  definition: What is written down about one.
""",
    "catalog/artefacts/incident-record.yaml": """\
apiVersion: itsm/v1
kind: Artefact
metadata: {name: incident-record, title: Incident record}
spec:
  owner: it-manager
  form: record
  to: user
""",
    "catalog/processes/incidents.yaml": """\
apiVersion: itsm/v1
kind: Process
metadata: {name: incidents, title: Incidents}
spec:
  owner: it-manager
  phase: operation
  purpose: Restore service.
  produces: [incident-record]
  activities:
    - {name: restore, title: Restore, responsible: [it-manager], accountable: it-manager}
""",
    "catalog/procedures/restore-email.yaml": """\
apiVersion: itsm/v1
kind: Procedure
metadata: {name: restore-email, title: Restore e-mail}
spec:
  owner: it-manager
  realises:
    - 'incidents/restore'  # the only one
  restores: [service:email]
  steps:
    - {do: Call the host., by: stakeholder:host}
""",
    "policies/fair-use.yaml": """\
apiVersion: itsm/v1
kind: Policy
metadata: {name: fair-use, title: Fair use}
spec:
  owner: it-manager
  statements: [Nobody plays.]
  rules:
    - name: no-games
      match: {kind: Service}
      expression: "self.metadata.name != 'email'"
      message: No games
      at: metadata.name
""",
    "policies/waivers/games.yaml": """\
apiVersion: itsm/v1
kind: Waiver
metadata: {name: games, title: Games}
spec:
  owner: it-manager
  rule: POL/fair-use/no-games
  scope: [service:email]
  reason: It is Christmas.
  requestedBy: role:it-manager
  approvedBy: user:ana
  granted: 2026-11-01
  expires: 2026-12-01
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def differences(root: Path) -> dict[str, list[str]]:
    """The lines that differ from `FILES`, by path; of a file that came, from those of the one that went."""
    files = (path for path in root.rglob("*") if path.is_file())
    now = {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in files}
    gone = [path for path in FILES if path not in now]
    found = {}
    for path, text in sorted(now.items()):
        old = (FILES[path] if path in FILES else FILES[gone[0]]).splitlines()
        changed = [new for new, before in zip(text.splitlines(), old, strict=True) if new != before]
        if changed:
            found[path] = [line.strip() for line in changed]
    return found


def test_a_service(itsm: Itsm, root: Path) -> None:
    run = itsm("rename", "service:email", "mailbox", cwd=root)
    assert (run.code, run.err) == (
        0,
        "note: Changed its name and 7 references to it in 4 other files.\n",
    )
    assert run.out == (
        "service:email is service:mailbox now, in catalog/services/mailbox.yaml\n"
        "catalog/contracts/mail.yaml: 3 references\n"
        "catalog/procedures/restore-email.yaml: 1 reference\n"
        "catalog/services/calendar.yaml: 2 references\n"
        "policies/waivers/games.yaml: 1 reference\n"
    )
    assert not (root / "catalog/services/email.yaml").exists()
    assert differences(root) == {
        "catalog/services/mailbox.yaml": ['name: "mailbox"  # and its file'],
        "catalog/contracts/mail.yaml": [
            'covers: ["service:mailbox", service:calendar]',
            "costShares: {mailbox: 60, calendar: 40}  # as counted",
            "- {metric: availability, for: service:mailbox, atLeast: 99.9, per: 1y}",
        ],
        "catalog/procedures/restore-email.yaml": ["restores: [service:mailbox]"],
        "catalog/services/calendar.yaml": [
            "requires: [service:mailbox]  # its boxes",
            "replacedBy: mailbox",
        ],
        "policies/waivers/games.yaml": ["scope: [service:mailbox]"],
    }


def test_a_role_that_everybody_names(itsm: Itsm, root: Path) -> None:
    run = itsm("rename", "it-manager", "head-of-it", cwd=root)
    assert run.code == 0
    changed = differences(root)
    assert changed["itsm.yaml"] == ["gate: {owners: [role:head-of-it, team:desk]}"]
    assert changed["catalog/processes/incidents.yaml"] == [
        "owner: head-of-it",
        "- {name: restore, title: Restore, responsible: [head-of-it], accountable: head-of-it}",
    ]
    assert changed["policies/waivers/games.yaml"] == ["owner: head-of-it", "requestedBy: role:head-of-it"]
    lint = itsm("lint", "--select=SYN,SCH,REF", cwd=root)
    assert (lint.code, lint.out.splitlines()[-1]) == (
        0,
        f"{len(FILES)} files, {len(FILES) - 1} entities: no findings",
    )


@pytest.mark.parametrize(
    ("ref", "name", "expected"),
    [
        (
            "process:incidents",
            "incident-management",
            {
                "catalog/processes/incident-management.yaml": [
                    "metadata: {name: incident-management, title: Incidents}"
                ],
                "catalog/procedures/restore-email.yaml": ["- 'incident-management/restore'  # the only one"],
            },
        ),
        (
            "ci:room-a",
            "room-1",
            {
                "catalog/configuration-items/room-1.yaml": ["metadata: {name: room-1, title: Room A}"],
                "catalog/configuration-items/room-b.yaml": [
                    "spec: {owner: it-manager, class: room, state: live, requires: [ci:room-1]}"
                ],
                "catalog/services/email.yaml": ['- {atLeast: 1, of: [ci:room-1, "ci:room-b"]}'],
            },
        ),
        (
            "policy:fair-use",
            "house-rules",
            {
                "itsm.yaml": [
                    "POL/house-rules/no-games: {severity: info, reason: Under review.}  # until May"
                ],
                "policies/house-rules.yaml": ["metadata: {name: house-rules, title: Fair use}"],
                "policies/waivers/games.yaml": ["rule: POL/house-rules/no-games"],
            },
        ),
        (
            "organization:ours",
            "us",
            {"catalog/organization.yaml": ["metadata: {name: us, title: Our company}"]},
        ),
    ],
)
def test_other_kinds(itsm: Itsm, root: Path, ref: str, name: str, expected: dict[str, list[str]]) -> None:
    run = itsm("rename", ref, name, cwd=root)
    assert (run.code, differences(root)) == (0, expected)


def test_a_term_that_prose_marks_by_its_name(itsm: Itsm, root: Path) -> None:
    run = itsm("rename", "term:incident-record", "case-note", cwd=root)
    assert run.code == 0
    artefact = (root / "catalog/artefacts/incident-record.yaml").read_text(encoding="utf-8")
    assert artefact == FILES["catalog/artefacts/incident-record.yaml"].replace(
        "  to: user\n", "  meaning: case-note\n  to: user\n"
    )
    (root / "catalog/artefacts/incident-record.yaml").write_bytes(
        FILES["catalog/artefacts/incident-record.yaml"].encode()
    )
    assert differences(root) == {
        "catalog/services/email.yaml": [
            "description: An [[case-note]], an [[case note]] and a [[record of an incident]]."
        ],
        "catalog/terms/case-note.yaml": ["metadata: {name: case-note, title: Record of an incident}"],
    }


def test_an_artefact_keeps_its_meaning(itsm: Itsm, root: Path) -> None:
    assert itsm("rename", "artefact:incident-record", "case", cwd=root).code == 0
    assert (root / "catalog/artefacts/case.yaml").read_text(encoding="utf-8") == (
        FILES["catalog/artefacts/incident-record.yaml"]
        .replace("name: incident-record", "name: case")
        .replace("  to: user\n", "  meaning: incident-record\n  to: user\n")
    )


def test_a_dry_run_shows_and_writes_nothing(itsm: Itsm, root: Path) -> None:
    run = itsm("rename", "ci:room-b", "room-2", "--dry-run", cwd=root)
    assert (run.code, run.err) == (
        0,
        "note: Would change its name and 1 reference to it in 1 other file.\n",
    )
    assert run.out.startswith("--- /dev/null\n+++ b/catalog/configuration-items/room-2.yaml\n")
    assert '+    - {atLeast: 1, of: [ci:room-a, "ci:room-2"]}\n' in run.out
    assert differences(root) == {}


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("service:mail", "x"), "There is no entity service:mail.", "Did you mean service:email?"),
        (("service:email", "calendar"), "There is a service called calendar already.", None),
        (("service:email", "email"), "service:email has that name already.", None),
        (
            ("service:email", "E Mail"),
            "E Mail is not a name.",
            "Write it like this: point-of-sale (lower-case letters, digits and hyphens, at most 63).",
        ),
        (("calendar:office", "x"), "calendar:office is built in and has no file.", None),
        (
            ("incident-record", "x"),
            "incident-record is the name of several entities.",
            "Write artefact:incident-record or term:incident-record.",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    itsm: Itsm, root: Path, words: tuple[str, str], message: str, hint: str | None
) -> None:
    run = itsm("rename", *words, cwd=root)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"error: {message}\n" + (f"hint: {hint}\n" if hint else "")
    assert differences(root) == {}


def test_a_file_that_cannot_be_read_stands_in_the_way(itsm: Itsm, root: Path) -> None:
    (root / "catalog/teams/desk.yaml").write_bytes(b"apiVersion: [\n")
    run = itsm("rename", "service:email", "mailbox", cwd=root)
    assert (run.code, run.err) == (
        2,
        "error: catalog/teams/desk.yaml has faults of syntax, and may name the entity.\n"
        "hint: Mend them first: 'itsm lint --select SYN' shows them.\n",
    )
    assert (root / "catalog/services/email.yaml").exists()


def test_a_file_of_the_new_name_stands_in_the_way(itsm: Itsm, root: Path) -> None:
    (root / "catalog/services/mailbox.yaml").write_bytes(FILES["catalog/services/calendar.yaml"].encode())
    run = itsm("rename", "service:email", "mailbox", cwd=root)
    assert (run.code, run.err) == (2, "error: There is a file catalog/services/mailbox.yaml already.\n")


def test_two_entities_of_one_name_are_not_told_apart(itsm: Itsm, root: Path) -> None:
    (root / "catalog/services/copy.yaml").write_bytes(FILES["catalog/services/email.yaml"].encode())
    run = itsm("rename", "service:email", "mailbox", cwd=root)
    assert (run.code, run.err) == (
        2,
        "error: Several entities are called service:email.\nhint: 'itsm lint --select REF002' shows them.\n",
    )


def test_windows_line_ends_stay(itsm: Itsm, root: Path) -> None:
    path = root / "catalog/contracts/mail.yaml"
    path.write_bytes(FILES["catalog/contracts/mail.yaml"].replace("\n", "\r\n").encode())
    assert itsm("rename", "service:email", "mailbox", cwd=root).code == 0
    assert path.read_bytes().decode() == (
        FILES["catalog/contracts/mail.yaml"]
        .replace("service:email", "service:mailbox")
        .replace("{email:", "{mailbox:")
        .replace("\n", "\r\n")
    )
