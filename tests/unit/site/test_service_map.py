"""The map of services: what is on it, and where."""

from __future__ import annotations

import json
import re

from itsm_as_code.site.generate import generate
from itsm_as_code.site.layers import places
from tests.unit.site.catalogues import SMALLEST, service, site_of
from tests.unit.site.test_generate import text_of

FILES = {
    **SMALLEST,
    **service("till", 'requires: [{of: ["service:net", "ci:line"], atLeast: 1}], uses: ["service:email"]'),
    **service("net", 'requires: ["ci:line"]'),
    "catalog/services/old.yaml": service("old", 'requires: ["ci:line"]')["catalog/services/old.yaml"].replace(
        "operational", "retired"
    ),
    "catalog/configuration-items/line.yaml": """\
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: line, title: "Line </script>"}
spec: {owner: it-manager}
""",
}


def test_boxes_have_their_places_and_lines_their_ends() -> None:
    files = generate(site_of(FILES))
    page = files["map/index.md"].decode()
    assert page.count("</script>") == 3
    [found] = re.findall(r'<script id="itsm-map" type="application/json">(.*?)</script>', page)
    assert json.loads(found) == {
        "boxes": [
            ["service:email", "E-mail", "../services/email/", "service", 3, 0],
            ["service:net", "Net", "../services/net/", "service", 3, 1],
            ["service:till", "Till", "../services/till/", "service", 2, 0],
            ["ci:line", "Line </script>", "../configuration-items/line/", "ci", 4, 0],
        ],
        "lines": [[1, 3, False], [2, 1, False], [2, 3, False], [2, 0, True]],
    }
    assert 'data-start="till"' in page
    assert text_of(files["map/index.md"]).endswith(
        "## The same as a list Service Needed for Needs "
        "E-mail Till Net Till Line </script> Till Net Line </script> E-mail"
    )
    assert {"assets/itsm/map.js", "assets/itsm/cytoscape.min.js"} <= files.keys()


def test_without_relations_there_is_no_map() -> None:
    files = generate(site_of(SMALLEST))
    assert [path for path in files if "map" in path] == []


def test_columns_follow_needs_and_circles_end() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a"), ("c", "c"), ("d", "gone")]
    assert places(["a", "b", "c", "d"], edges, {"d": 1}) == {
        "a": (0, 0),
        "b": (1, 0),
        "c": (2, 0),
        "d": (1, 1),
    }


def test_boxes_stand_beside_what_they_belong_to() -> None:
    edges = [("top", "x"), ("bottom", "y")]
    assert places(["top", "bottom", "y", "x"], edges, {"x": 1, "y": 1}) == {
        "top": (0, 0),
        "bottom": (0, 1),
        "x": (1, 0),
        "y": (1, 1),
    }
