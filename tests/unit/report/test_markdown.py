"""Markdown for comments: the whole output, and hostile text that is shown and does nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown as python_markdown
import pytest

from itsm_as_code.finding import Location
from itsm_as_code.report import markdown
from itsm_as_code.report.formats import render
from tests.unit.report.findings import DANGLING, DUE, HINT, UNREADABLE, left_out, report


def test_whole_output() -> None:
    found = report(HINT, DUE, DANGLING, UNREADABLE)
    found = replace(found, folder="it/", result=replace(found.result, sleeping=("ALN", "PRC")))
    assert render("markdown", found) == (
        "**itsm lint**: 2 errors, 1 warning and 1 info in 213 files\n"
        "\n"
        "Not judged yet: business alignment and processes. "
        "These rules wake when the catalogue has something for them; 'itsm next' says what to add.\n"
        "\n"
        "| Severity | Rule | Where | What |\n"
        "| --- | --- | --- | --- |\n"
        "| error | REF001 dangling-reference | it/catalog/slas/retail.yaml:4:13 | "
        "There is no stakeholder called retial. Did you mean retail? |\n"
        "| error | SYN001 encoding | it/catalog/a\\\\nb\\\\x1b\\[2J\\\\udcff.yaml | "
        "The file is not UTF-8. Save it as UTF-8. |\n"
        "| warning | AGR005 review-overdue | it/catalog/stakeholders/retail.yaml:1:1 | "
        "The review was due (holds from 2026-12-01) |\n"
        "| info | GOV006 placeholder | it/catalog/stakeholders/retail.yaml:3:9 | "
        "\\\\u202eThis text still stands |\n"
    )


def test_nothing_found() -> None:
    assert render("markdown", report()) == "**itsm lint**: no findings in 213 files\n"


def test_what_is_left_out() -> None:
    columns = "| Severity | Rule | Where | What |\n| --- | --- | --- | --- |\n"
    place = "catalog/stakeholders/retail.yaml"
    assert render("markdown", left_out(HINT)) == (
        "**itsm lint**: 1 info in 213 files\n"
        "\n"
        f"{columns}"
        f"| info | GOV006 placeholder | {place}:3:9 | \\\\u202eThis text still stands |\n"
        "\n"
        "**error**: baseline.json records what is gone; --update-baseline strikes it out:\n"
        "\n"
        "- SVC003 service-without-sla: service:email\n"
        "- REF003 misplaced-file: catalog/notes.txt (2 times)\n"
        "\n"
        "<details><summary>1 waived finding</summary>\n"
        "\n"
        f"{columns}"
        f"| warning | AGR005 review-overdue | {place}:1:1 | The review was due (holds from 2026-12-01) "
        "(waived by waiver:office-move, which expires on 2027-02-01) |\n"
        "\n"
        "</details>\n"
    )


def test_what_is_left_out_fits_into_a_comment_too() -> None:
    whole = left_out(*[DANGLING] * 5_000)
    recorded, waived = whole.result.recorded, whole.result.waived
    assert recorded is not None
    result = replace(
        whole.result, waived=waived * 5_000, recorded=replace(recorded, stale=recorded.stale * 5_000)
    )
    text = render("markdown", replace(whole, result=result))
    assert markdown.LIMIT - 700 < len(text.encode()) <= markdown.LIMIT
    assert re.findall(r"\n([\d,]+) more findings have no room here\.", text) == [
        f"{5_000 - text.count('| error |'):,}",
        f"{10_000 - len(re.findall('^- ', text, re.MULTILINE)):,}",
        f"{5_000 - text.count('| warning |'):,}",
    ]
    assert text.endswith("\n</details>\n")
    few = render("markdown", replace(whole, result=replace(result, findings=())))
    assert markdown.LIMIT - 700 < len(few.encode()) <= markdown.LIMIT


def test_it_fits_into_a_comment() -> None:
    text = render("markdown", report(*[DANGLING] * 5_000))
    assert markdown.LIMIT - 400 < len(text.encode()) <= markdown.LIMIT < 65_536
    assert text.endswith(f"\n{5_000 - text.count('| error |'):,} more findings have no room here.\n")


def test_one_that_has_no_room() -> None:
    two = report(DANGLING, DANGLING)
    room = len(markdown.within(two, 10_000).encode())
    assert markdown.within(two, room + 100) == markdown.within(two, 10_000)
    short = markdown.within(two, room + 99)
    assert short.count("| error |") == 1
    assert short.endswith("\n1 more finding has no room here.\n")


def test_a_message_has_an_end() -> None:
    text = render("markdown", report(replace(DUE, due=None, message="x" * 10_000)))
    assert f"| {'x' * 499}… |" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("There is no role called it-manger", "There is no role called it-manger"),
        ("99.5 % of 1, 2 (or 3)", "99.5 % of 1, 2 (or 3)"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a & b", "a &amp; b"),
        ("&lt;", "&amp;\u200blt;"),
        ("@everyone and a@example.com", "@\u200beveryone and a@\u200bexample.com"),
        ("#12 !34 ~bug GH-56", "#\u200b12 !\u200b34 \\~\u200bbug GH-\u200b56"),
        ("[link](https://example.com)", "\\[link\\](https:\\//example.com)"),
        ("www.example.com", "www\\.example.com"),
        ("*a* _b_ `c` | d", "\\*a\\* \\_b\\_ \\`c\\` \\| d"),
        ("a\nb\r\nc\x1b[0m", "a\\\\nb\\\\r\\\\nc\\\\x1b\\[0m"),
        ("$x$", "\\$\u200bx\\$"),
    ],
)
def test_text_that_does_nothing(text: str, shown: str) -> None:
    assert markdown.inert(text) == shown


class _Tags(HTMLParser):
    """The elements and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag if not attrs else f"{tag} with attributes")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_strings(corpora: Path) -> None:
    naughty: list[str] = json.loads((corpora / "blns.json").read_text(encoding="utf-8"))
    payloads: dict[str, str] = json.loads((corpora / "markup-payloads.json").read_text(encoding="utf-8"))
    texts = [text for text in (*naughty, *payloads.values()) if text]
    assert len(texts) > 550
    findings = [replace(DANGLING, message=text, help=text, location=Location(text)) for text in texts]
    whole = markdown.within(report(*findings), 10_000_000)
    lines = whole.splitlines()
    assert len(lines) == 4 + len(findings)
    for line in lines[4:]:
        assert len(re.findall(r"(?<!\\)\|", line)) == 5, line
        assert not re.search(r'[<>]|[@#!$~%^](?=[\w"(])', line.replace("\\", "")), line
        assert not re.search(r"[\x00-\x1f\x7f\u202e\u2028]", line), line
    page = _Tags()
    page.feed(python_markdown.markdown(whole, extensions=["tables"]))
    assert page.tags <= {"p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
