"""CODEOWNERS for each host: whole files, and names that need escaping."""

from __future__ import annotations

import re

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.report.codeowners import HOSTS, render
from itsm_as_code.transition.routing import Reach, Routing, Rule, Unrouted

ROUTING = Routing(
    (
        Rule("catalog/services/", Reach.FOLDER, ("ana", "shop/lines")),
        Rule("catalog/terms/user.yaml", Reach.FILE, ("bea",)),
    ),
    (
        Rule("itsm.yaml", Reach.FILE, ("gil",)),
        Rule("CODEOWNERS", Reach.NAME, ("gil",)),
        Rule(".github/", Reach.FOLDER, ("gil",)),
    ),
    (Unrouted(("role:x", "role:y"), ("sla:a", "sla:b")),),
)

GITHUB = """\
# Generated from the owners in the catalogue by 'itsm codeowners --host github'; do not edit it.
# When owners, roles or teams change, run that again; with --check it says whether that is needed.
# It only says whom GitHub asks for a review. The required check, 'itsm plan', decides.
# Of the rules that match a file, the last one counts.
# Only people and teams with write access to the repository are asked.

# The catalogue and the policies
/catalog/services/ @ana @shop/lines
/catalog/terms/user.yaml @bea

# What the gate rests on
/itsm.yaml @gil
CODEOWNERS @gil
/.github/ @gil

# Without an account on the host, and so not asked:
#   role:x or role:y, about sla:a and sla:b
"""

GITEA = """\
# Generated from the owners in the catalogue by 'itsm codeowners --host gitea'; do not edit it.
# When owners, roles or teams change, run that again; with --check it says whether that is needed.
# It only says whom Gitea asks for a review. The required check, 'itsm plan', decides.
# Every rule that matches a file counts.
# People and teams need access to the repository to be asked.

# The catalogue and the policies
catalog/services/.* @ana @shop/lines
catalog/terms/user\\\\.yaml @bea

# What the gate rests on
itsm\\\\.yaml @gil
(.*/)?CODEOWNERS @gil
\\\\.github/.* @gil

# Without an account on the host, and so not asked:
#   role:x or role:y, about sla:a and sla:b
"""

GITLAB = (
    GITHUB.replace("--host github", "--host gitlab")
    .replace("GitHub", "GitLab")
    .replace(
        "people and teams with write access to the repository are",
        "members of the project, and groups that were invited to it, are",
    )
)


@pytest.mark.parametrize(("host", "text"), [("github", GITHUB), ("gitlab", GITLAB), ("gitea", GITEA)])
def test_the_whole_file(host: str, text: str) -> None:
    assert render(ROUTING, host) == text


AWKWARD = "a b/#1 [x]*?!\\{y}+(z).yaml"


@pytest.mark.parametrize(
    ("host", "pattern"),
    [
        ("github", "/a\\ b/?1\\ ?x?????{y}+(z).yaml"),
        ("gitlab", "/a\\ b/#1\\ \\[x\\]\\*\\?!\\\\{y}+(z).yaml"),
        (
            "gitea",
            "a\\ b/\\#1\\ \\\\[x\\\\]\\\\*\\\\?\\\\!\\\\\\\\\\\\{y\\\\}\\\\+\\\\(z\\\\)\\\\.yaml",
        ),
    ],
)
def test_names_that_need_escaping(host: str, pattern: str) -> None:
    assert HOSTS[host].pattern(Rule(AWKWARD, Reach.FILE, ("ana",))) == pattern


@pytest.mark.parametrize("path", [AWKWARD, "!first.yaml", "tab\tand\nfeed.yaml", "größe/日本.yaml"])
def test_gitea_reads_what_is_meant(path: str) -> None:
    pattern = HOSTS["gitea"].pattern(Rule(path, Reach.FILE, ("ana",)))
    assert not re.search(r"(?<!\\)(?:\\\\)*[ #]", pattern)
    expression = re.sub(r"\\(.)", r"\1", pattern)  # what is left when the line has been split
    assert not expression.startswith("!")
    expression = re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: f"\\u{found[1]:0>4}", expression)
    assert re.fullmatch(expression, path)
    assert not re.fullmatch(expression, f"{path}x")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("github", ["shop/lines", None, None, "shop/lines", None]),
        ("gitlab", ["shop/lines", "shop", "shop/it/lines", "shop/lines", None]),
        ("gitea", ["shop/lines", None, None, "shop/lines", None]),
    ],
)
def test_which_directories_are_teams_of_the_host(host: str, expected: list[str | None]) -> None:
    directories = ["shop/lines", "shop", "shop/it/lines", "@shop/lines", "CN=lines, OU=shop"]
    assert [HOSTS[host].team_of(each) for each in directories] == expected


def test_a_file_that_github_would_not_read_is_refused() -> None:
    rules = tuple(Rule(f"catalog/{'x' * 990}{number}", Reach.FILE, ("ana",)) for number in range(3000))
    with pytest.raises(UserError) as caught:
        render(Routing(rules, (), ()), "github")
    assert caught.value.message == "The file would have 3,026,334 bytes; GitHub reads fewer than 3,000,000."
    assert len(render(Routing(rules, (), ()), "gitlab")) > 3_000_000
