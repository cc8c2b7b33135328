"""What the catalogue's own search knows."""

from __future__ import annotations

import json

from itsm_as_code.site import search
from tests.unit.site.catalogues import SMALLEST, service, site_of

TERM = """\
apiVersion: itsm/v1
kind: Term
metadata: {name: incident, title: Incident}
spec: {definition: Something that *does not work*., synonyms: [disruption]}
"""


def test_the_index() -> None:
    spec = (
        "needs: [The till does not start], synonyms: [cash register],"
        " offerings: [{name: swap, title: Swap a terminal, fulfilment: 9h}]"
    )
    old = {
        path: text.replace("operational", "retired")
        for path, text in service("fax", "", "visibility: internal").items()
    }
    files = {
        **SMALLEST,
        **service("till", spec, "description: Scan and pay. Print."),
        **old,
        "catalog/terms/incident.yaml": TERM,
    }
    found = json.loads(search.index(site_of(files)))
    assert found == [
        {
            "title": "E-mail",
            "url": "services/email/",
            "names": ["email"],
            "text": "Mailbox, calendar and shared folders on every device.",
        },
        {"title": "Fax", "url": "services/fax/", "names": ["fax"], "kind": "No longer available", "rank": 4},
        {
            "title": "Till",
            "url": "services/till/",
            "needs": ["The till does not start", "Swap a terminal"],
            "names": ["cash register", "till"],
            "text": "Scan and pay.",
        },
        {
            "title": "Swap a terminal",
            "url": "services/till/#order-swap",
            "text": "Ready within 1 working day",
            "kind": "To order",
            "rank": 1,
        },
        {
            "title": "Incident",
            "url": "glossary/incident/",
            "names": ["disruption"],
            "text": "Something that does not work.",
            "kind": "Word",
            "rank": 3,
        },
    ]
    outside = json.loads(search.index(site_of(files, audience="business")))
    assert [each["title"] for each in outside] == ["E-mail", "Till", "Swap a terminal", "Incident"]
