"""Diagrams of columns."""

from __future__ import annotations

from xml.etree import ElementTree

from itsm_as_code.site.diagram import Box, columns


def drawn(left: list[Box], right: list[Box], middle: str = "Tills") -> ElementTree.Element:
    text = str(columns("What hangs together", ("Left", "Middle", "Right"), (left, right), middle))
    assert "\n\n" not in text
    return ElementTree.fromstring(text)


def texts(drawing: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in drawing.iter("text")]


def test_three_columns() -> None:
    drawing = drawn([Box("Shops", "../shops/")], [Box("Network", "../network/"), Box("Printers", soft=True)])
    assert texts(drawing) == ["Left", "Middle", "Right", "Shops", "Tills", "Network", "Printers"]
    assert [each.get("href") for each in drawing.iter("a")] == ["../shops/", "../network/"]
    assert [each.get("class") for each in drawing.iter("g")] == ["box ", "box middle", "box ", "box soft"]
    assert [each.get("class") for each in drawing.findall("path")] == ["edge", "edge", "edge soft"]
    assert (drawing.get("role"), drawing.get("aria-label")) == ("group", "What hangs together")


def test_a_side_without_boxes_is_left_out() -> None:
    assert texts(drawn([], [Box("Network")])) == ["Middle", "Right", "Tills", "Network"]
    assert texts(drawn([Box("Shops")], [])) == ["Left", "Middle", "Shops", "Tills"]


def test_many_boxes_are_counted() -> None:
    found = texts(drawn([], [Box(f"Service {number}") for number in range(12)]))
    assert found[3:] == [*(f"Service {number}" for number in range(8)), "and 4 more"]


def test_long_titles_stay_in_their_boxes() -> None:
    found = texts(drawn([], [Box("Selling in the shops and on line and by telephone"), Box("x" * 60)]))
    assert found[3:] == ["Selling in the shops and", "on line and by telephone", f"{'x' * 25}…"]


def test_everything_lies_inside() -> None:
    drawing = drawn([Box("a b")], [Box("One two three four five six seven")] * 9)
    _, _, width, height = (int(each) for each in drawing.get("viewBox", "").split())
    for box in drawing.iter("rect"):
        x, y, w, h = (int(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height


def test_titles_are_text() -> None:
    assert texts(drawn([], [Box("<b>&", 'x"y')], '"<i>'))[2:] == ['"<i>', "<b>&"]
