"""The canonical layout: what it changes, what it leaves to the author, and what holds for any document."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from itsm_as_code.document import characters, parse, thorough
from itsm_as_code.document.formatting import Order, formatted
from itsm_as_code.document.nodes import Unreadable
from itsm_as_code.document.source import Source
from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.order import READING_ORDERS, order_of, order_of_settings
from itsm_as_code.model.structure import fields_of
from tests.unit.document.test_properties import PIECES, SAMPLE

LONG = "word " * 25 + "end"


def test_blocks_are_indented_by_two_and_dashes_under_their_key() -> None:
    assert (
        formatted(
            "a:\n    b: 1\n    c:\n    - x\n    -   y: 1\n        z: 2\n    -\n      - p\n      -   q\n"
        )
        == """\
a:
  b: 1
  c:
    - x
    - y: 1
      z: 2
    - - p
      - q
"""
    )


def test_line_ends_blank_lines_markers_and_the_last_line_end_are_put_right() -> None:
    assert formatted("%YAML 1.2\r\n---\r\n\r\na: 1\r\n\r\n\r\nb: 2\r\n...\r\n\r\n") == "a: 1\n\nb: 2\n"
    assert formatted("a: 1") == "a: 1\n"


def test_what_stands_in_brackets_stays_there_as_long_as_it_fits() -> None:
    assert formatted("a: {b : 1,c: [ x,y ] , }\n") == "a: {b: 1, c: [x, y]}\n"
    assert formatted("a: [x,\n  y]\nb: {\n}\nc: [\n]\n") == "a: [x, y]\nb: {}\nc: []\n"
    assert formatted("a: {b: 1, c}\n") == "a: {b: 1, c: null}\n"
    assert formatted("a: [b: 1]\n") == "a: [{b: 1}]\n"
    fitting = f"a: [{'x' * 50}, {'y' * 53}]\n"
    assert (len(fitting), formatted(fitting)) == (111, fitting)
    too_long = f"a: [{'x' * 50}, {'y' * 54}]\n"
    assert formatted(too_long) == f"a:\n  - {'x' * 50}\n  - {'y' * 54}\n"


def test_a_mapping_that_is_too_long_for_its_line_spreads_and_what_is_in_it_need_not() -> None:
    assert (
        formatted(f"a:\n  - {{b: {'x' * 60}, c: {{d: 1}}, e: {'y' * 40}}}\n")
        == f"""\
a:
  - b: {"x" * 60}
    c: {{d: 1}}
    e: {"y" * 40}
"""
    )


def test_a_document_in_brackets_spreads_where_it_must() -> None:
    order = Order(("a", "b"), {"b": Order(always_open=True)}, always_open=True)
    assert formatted('{"b": {"c": 1}, "a": "x"}', order) == "a: x\nb:\n  c: 1\n"


def test_quotes_go_from_plain_words_alone() -> None:
    kept = """\
a: "no"
b: "12"
c: "2026-01-01"
d: "08:00"
e: "https://example.com"
f: "it's: so"
g: "slasOf(self)"
h: ""
i: "x\\ty"
j: 'say "yes"'
k: "PR1"
"""
    assert formatted(kept) == kept
    assert formatted("a: 'Some words, really; and an end.'\n") == "a: Some words, really; and an end.\n"
    assert formatted("a: ['one, two', \"three\", 'PR1']\n") == 'a: ["one, two", three, "PR1"]\n'
    assert formatted("'a b': 'it''s 1'\n") == 'a b: "it\'s 1"\n'


def test_plain_and_quoted_texts_over_several_lines_are_joined() -> None:
    assert formatted("a: one\n  two\nb: \"one\n\n  two\"\nc: 'x\n  y'\n") == (
        "a: one two\nb: |-\n  one\n  two\nc: x y\n"
    )
    assert formatted('a: [one\n  two, "1\n\n  2"]\n') == 'a: [one two, "1\\n2"]\n'


def test_text_too_long_for_its_line_is_folded() -> None:
    assert formatted(f"a:\n  b: {LONG}\n") == f"a:\n  b: >-\n    {'word ' * 20}word\n    {'word ' * 4}end\n"
    assert formatted(f'- "{LONG}: x"\n') == f"- >-\n  {'word ' * 20}word\n  {'word ' * 4}end: x\n"
    assert formatted(f"a: {'x' * 120}\n") == f"a: {'x' * 120}\n"


def test_a_folded_text_keeps_its_line_ends_until_a_line_is_too_long() -> None:
    kept = "a: >-\n  One sentence.\n  Another one.\n\n  A paragraph.\n\n    as it is\n  and on.\n"
    assert formatted(kept) == kept
    assert formatted(f"a: >\n     short\n     {LONG}\n") == (
        f"a: >\n  short {'word ' * 19}word\n  {'word ' * 5}end\n"
    )


def test_blocks_of_text_keep_what_they_say() -> None:
    for kept in (
        "a: |\n  one\n\n    two\n",
        "a: |+\n  one\n\nb: |-\n  two\n",
        "a: |2\n    indented first\n  then not\n",
        "a: >2-\n   more\n\n  less\n",
        "- |\n  in a list\n- - |\n    deeper\n",
    ):
        assert formatted(kept) == kept
    assert formatted("a: |\n\n\n") == 'a: ""\n'
    assert formatted("a: |+\n\n\n") == 'a: "\\n\\n"\n'


def test_comments_stay_where_they_are() -> None:
    assert (
        formatted(
            """\
# head

# about a
a:   # beside a
   # above b
   b: 1 # beside b
   # at the foot of a
# above c
c:
- x    # aligned
- long # near
  # at the foot of c
-   # between
    # above y
    y: 1
# at the foot
"""
        )
        == """\
# head

# about a
a:   # beside a
  # above b
  b: 1  # beside b
  # at the foot of a
# above c
c:
  - x    # aligned
  - long  # near
  # at the foot of c
  # between
  # above y
  - y: 1
# at the foot
"""
    )


def test_comments_in_brackets_spread_them() -> None:
    assert (
        formatted(
            "a: [ # list\n  x, # about x\n  # about y\n  y\n  # foot\n] # behind\nb: [\n # nothing\n]\n"
        )
        == """\
a:  # behind
  # list
  - x  # about x
  # about y
  - y
  # foot
# nothing
b: []
"""
    )


def test_comments_around_a_single_value_and_in_place_of_one() -> None:
    assert formatted("# a\n---  # b\n text\n# c\n") == "# a\ntext  # b\n# c\n"
    assert formatted("a: |  # about the text\n  x\nb:\n  # nothing yet\nc:\n  # of the value\n  1\n") == (
        "a: |  # about the text\n  x\nb:\n  # nothing yet\n# of the value\nc: 1\n"
    )


def test_two_comments_on_one_value_stand_above_and_behind() -> None:
    assert formatted("a:  # one\n  1  # two\n") == "# one\na: 1  # two\n"


ORDER = Order(
    ("a", "b", "c"), {"c": Order(("x", "y")), "b": Order(items=Order(("p", "q")))}, values=Order(("m", "n"))
)


def test_keys_follow_the_order_that_is_told_and_take_their_comments_along() -> None:
    assert (
        formatted(
            """\
# head
c: {y: 1, x: 2}

# about b
b:
  - q: 1  # beside q
    # about p
    p: 2
zzz: {n: 1, m: 2}
a: 1
""",
            ORDER,
        )
        == """\
# head
a: 1

# about b
b:
  # about p
  - p: 2
    q: 1  # beside q
zzz: {m: 2, n: 1}
c: {x: 2, y: 1}
"""
    )


def test_the_line_for_editors_comes_first() -> None:
    text = "# ours\n# yaml-language-server: $schema=x.json\n\na: 1\n"
    assert formatted(text) == "# yaml-language-server: $schema=x.json\n# ours\n\na: 1\n"


def test_a_key_too_long_for_a_line_cannot_be_laid_out() -> None:
    with pytest.raises(Unreadable):
        formatted(f"? {'x' * 1001}\n: 1\n")


@pytest.mark.parametrize("text", ["", "a: [", "--- a\n--- b\n", "# only this\n"])
def test_what_is_no_document_cannot_be_laid_out(text: str) -> None:
    with pytest.raises(Unreadable):
        formatted(text)


def facts(data: bytes) -> tuple[str, list[str]] | None:
    """The value and the comments of a document, whatever its root; `None` outside of the subset."""
    document = parse(data)
    clean = characters.decode(data).clean
    if clean is None or any(problem.rule != "not-a-mapping" for problem in document.problems):
        return None
    root = thorough.read(clean, Source(clean)).root
    return json.dumps(root and root.value), sorted(comment.text for comment in document.comments)


def hold(text: str) -> None:
    """What must be so for any document of the subset: same value, same comments, nothing left to do."""
    before = facts(text.encode())
    if before is None:
        return
    once = formatted(text)
    assert facts(once.encode()) == before
    assert formatted(once) == once
    assert "\r" not in once
    assert once.endswith("\n")


def test_the_public_suite_keeps_its_values(corpora: Path) -> None:
    lines = (corpora / "yaml-test-suite.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    data = [base64.b64decode(case["yaml"]) for case in cases if not case["invalid"]]
    inside = [text.decode("utf-8-sig") for text in data if facts(text) is not None]
    for text in inside:
        hold(text)
    assert (len(cases), len(inside)) == (402, 168)


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.sampled_from(PIECES)), max_size=5))
@example([(len(SAMPLE), "# foot")])
def test_any_change_of_a_real_file_keeps_its_meaning(changes: list[tuple[int, str]]) -> None:
    text = SAMPLE
    for at, piece in changes:
        text = text[:at] + piece + text[at:]
    if "\ud800" not in text:
        hold(text)


KEYS = st.sampled_from(["name", "title", "two words", "x-1", "no", "12"])
TEXTS = st.sampled_from(
    ["plain", "'it''s'", '"a: b"', "12", "null", "08:00", LONG, f'"{LONG}"', "|-\n{0}one\n{0}\n{0} two"]
)
COMMENTS = st.sampled_from(["", "", "", "# c", "# d\n\n{0}# e", "\n{0}# f"])


@st.composite
def entries(draw: st.DrawFn, indent: int, depth: int) -> str:
    """The entries of a block, as untidily as people write them."""
    margin = " " * indent
    is_list = draw(st.booleans())
    lines = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=4, unique=True)):
        above = draw(COMMENTS)
        if above:
            lines.append(f"{margin}{above.format(margin)}")
        opening = "-" if is_list else f"{key}:"
        shape = draw(st.sampled_from(["text", "brackets", "block"] if depth else ["text"]))
        if shape == "block":
            inner = draw(entries(indent + draw(st.integers(1, 4)), depth - 1))
            lines.append(f"{margin}{opening}{draw(st.sampled_from(['', '  # g']))}\n{inner}")
        elif shape == "brackets":
            items = draw(st.lists(KEYS, max_size=3, unique=True))
            comma = draw(st.sampled_from([", ", ",", f",\n{margin}  "]))
            lines.append(f"{margin}{opening} [{comma.join(items)}]")
        else:
            beside = draw(st.sampled_from(["", " # h", "     # i"]))
            value = draw(TEXTS)
            text = value.format(f"{margin}  ")
            lines.append(f"{margin}{opening} {text}{'' if value.startswith('|') else beside}")
    return "\n".join(lines)


def as_others_read(text: str) -> list[object]:
    """What readers of YAML 1.1 and 1.2 make of a text."""
    return [yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)]


@given(entries(0, 3))
def test_any_document_keeps_its_value_and_its_comments(text: str) -> None:
    assert facts(text.encode()) is not None, text
    hold(text)
    assert repr(as_others_read(formatted(text))) == repr(as_others_read(text))


def models(model: type[Model]) -> Iterator[type[Model]]:
    """Every model below one."""
    for each in model.__subclasses__():
        yield each
        yield from models(each)


def test_reading_orders_name_fields_that_exist() -> None:
    for kind in KINDS.values():
        assert order_of(kind).names == ("apiVersion", "kind", "metadata", "spec")
    known = {model.__name__: set(fields_of(model)) for model in models(Model)}
    agreements = {name for name in READING_ORDERS if name.endswith(("AgreementSpec", "ContractSpec"))}
    for model, names in READING_ORDERS.items():
        # Agreements share one order, in which each has fields that others lack.
        assert set(names) - known[model] <= (COMMON if model in agreements else set()), model


COMMON = {"customerDuties", "maintenance"}


def canonical(path: Path) -> str:
    """The canonical layout of a file of a catalogue."""
    text = path.read_text(encoding="utf-8")
    value: Any = parse(text.encode()).value
    order = order_of_settings() if value["kind"] == "Settings" else order_of(KINDS[value["kind"]])
    return formatted(text, order)


def test_the_sample_and_the_examples_are_canonical(root: Path) -> None:
    folders = ["catalog", "policies", "src/itsm_as_code/model/examples"]
    files = [root / "itsm.yaml", *(path for folder in folders for path in (root / folder).rglob("*.yaml"))]
    assert [str(path) for path in files if canonical(path) != path.read_text(encoding="utf-8")] == []
    assert len(files) > 350
