"""Attacks on the text: what one reader takes for one thing, and another for something else."""

from __future__ import annotations

from tests.gate.attack import Refused, attack
from tests.gate.oakleaf import EMAIL
from tests.gate.pull_request import PullRequest

_THEME = "YAML"

_LEVEL = b"  level: Gold\n"
_BOMB = b"a: &a [x]\n" + b"".join(
    b"%c: &%c [*%c, *%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(20)
)

_TEXTS: tuple[tuple[str, str, bytes | None], ...] = (
    ("a key twice, for readers who take the first", "SYN003", b"  criticality: low\n"),
    ("an anchor and an alias", "SYN004", b"  level: &x Gold\n  needs: [*x]\n"),
    ("a merge key", "SYN004", b"  warranty2: &x {availability: 1}\n  <<: *x\n"),
    ("a bomb of aliases", "SYN004", _BOMB),
    ("a cycle of aliases", "SYN004", b"  needs: &x [*x]\n"),
    ("a tag that makes another type", "SYN005", b"  level: !!python/object:os.system Gold\n"),
    ("a second document", "SYN006", b"---\napiVersion: itsm/v1\nkind: Service\n"),
    ("a word that YAML 1.1 takes for no", "SCH006", b"  retireOn: no\n"),
    ("a number that YAML 1.1 takes for octal", "SCH004", b"  retireOn: 0o17\n"),
    ("a line separator behind a comment", "SYN007", "  # fine\u2028  level: Gold\n".encode()),
    ("a next line behind a comment", "SYN007", "  # fine\u0085  level: Gold\n".encode()),
    ("a NUL", "SYN007", b"  level: Go\0ld\n"),
    ("a control character", "SYN007", b"  level: Go\x1bld\n"),
    ("text that runs backwards", "SYN007", "  level: Gold\u202e\n".encode()),
    ("a character without width", "SYN007", "  level: Go\u200bld\n".encode()),
    ("letters that are not composed", "SYN007", "  level: Cafe\u0301\n".encode()),
    ("a number that is none", "SYN002", b"  price: {amount: .nan}\n"),
    ("a number beyond all bounds", "SYN002", b"  price: {amount: 1" + b"0" * 400 + b"}\n"),
    ("a depth beyond all bounds", "SYN009", b"  needs: " + b"[" * 5_000 + b"]" * 5_000 + b"\n"),
    ("a file beyond all bounds", "SYN008", b"  # " + b"x" * (2 << 20) + b"\n"),
    ("text in another encoding", "SYN001", None),
)


def _appended(name: str, code: str, text: bytes | None) -> None:
    def script(pr: PullRequest) -> None:
        file = pr.path / EMAIL
        data = file.read_bytes()
        if text is None:
            data = data.decode().encode("utf-16")
        elif text.startswith((b"---", b"a:")):
            data += text
        else:
            data = data.replace(b"spec:\n", b"spec:\n" + text, 1)
        pr.repository.write(EMAIL, data)
        pr.repository.commit("Change")

    attack(_THEME, name, Refused(code))(script)


for _each in _TEXTS:
    _appended(*_each)


@attack(_THEME, "a mark of byte order", Refused("SYN001"))
def _(pr: PullRequest) -> None:
    pr.repository.write(EMAIL, b"\xef\xbb\xbf" + (pr.path / EMAIL).read_bytes())
    pr.repository.commit("Change")


@attack(_THEME, "a name in letters that look alike", Refused("SCH006"))
def _(pr: PullRequest) -> None:
    pr.change({EMAIL: ("owner: application-lead", "owner: \u0430pplication-lead")})
