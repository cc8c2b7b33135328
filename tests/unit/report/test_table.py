"""Tables for terminals and spreadsheets."""

from __future__ import annotations

import csv
import io

from itsm_as_code.report import table
from itsm_as_code.report.style import COLOURED, PLAIN


def test_columns_are_aligned_by_display_width() -> None:
    rows = [["service:email", "メール", "operational"], ["service:pos", "Point of sale", ""]]
    assert table.render_text(["reference", "title", "state"], rows, PLAIN, 80) == (
        "reference      title          state\n"
        "service:email  メール         operational\n"
        "service:pos    Point of sale\n"
    )


def test_the_widest_column_gives_way() -> None:
    rows = [["service:email", "A title that is much too long for the line", "operational"]]
    assert table.render_text(["reference", "title", "state"], rows, PLAIN, 50) == (
        "reference      title                   state\nservice:email  A title that is much …  operational\n"
    )


def test_what_could_act_on_a_terminal_is_escaped_before_it_is_measured() -> None:
    assert table.render_text(["a", "b"], [["x\x1b[2J", "y"], ["z", "y"]], COLOURED, 80) == (
        "\x1b[2ma\x1b[0m         \x1b[2mb\x1b[0m\n\x1b[36mx\\x1b[2J\x1b[0m  y\n\x1b[36mz\x1b[0m         y\n"
    )


def test_csv_quotes_and_disarms_formulas() -> None:
    cells = ["=1+1", "+49 30 1", "-4.5", "@x", 'a "b", c', "two\nlines"]
    written = table.render_csv(["a", "b", "c", "d", "e", "f"], [cells])
    assert written == 'a,b,c,d,e,f\n\'=1+1,\'+49 30 1,-4.5,\'@x,"a ""b"", c","two\nlines"\n'
    assert list(csv.reader(io.StringIO(written)))[1] == ["'=1+1", "'+49 30 1", "-4.5", "'@x", *cells[4:]]
