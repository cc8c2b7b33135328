"""What pages say to machines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from itsm_as_code.site.generate import generate
from tests.unit.site.catalogues import SMALLEST, service, site_of

WORD = """\
apiVersion: itsm/v1
kind: Term
metadata: {name: till, title: Till}
spec: {definition: "Where one [[pays]] & goes.", synonyms: [cash desk]}
"""


def data(files: Mapping[str, str], page: str) -> Any:
    text = generate(site_of(files))[f"{page}/index.md".lstrip("/")].decode()
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(found)


def test_a_service() -> None:
    spec = (
        "topic: workplace, synonyms: [mail], provider: 'stakeholder:everyone',"
        " serviceHours: office, offerings: [{name: box, title: A box, link: 'https://order.example/box'},"
        " {name: bag, title: A bag}]"
    )
    settings = {"itsm.yaml": SMALLEST["itsm.yaml"] + 'site: {url: "https://it.example.com/"}\n'}
    day = {"@type": "OpeningHoursSpecification", "opens": "08:00", "closes": "17:00"}
    files = {**SMALLEST, **settings, **service("till", spec, 'description: "One </script><b> & [[two]]."')}
    assert data(files, "services/till") == {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": "Till",
        "description": "One & two.",
        "url": "https://it.example.com/services/till/",
        "serviceType": "Workplace",
        "alternateName": ["mail"],
        "provider": {"@type": "Organization", "name": "Everyone"},
        "hoursAvailable": [
            {**day, "dayOfWeek": name} for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        ],
        "offers": [
            {"@type": "Offer", "name": "A box", "url": "https://order.example/box"},
            {"@type": "Offer", "name": "A bag"},
        ],
    }


def test_a_site_and_a_word() -> None:
    files = {**SMALLEST, "catalog/terms/till.yaml": WORD}
    assert data(files, "") == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Our company: IT services",
        "publisher": {
            "@type": "Organization",
            "name": "Our company",
            "contactPoint": [
                {"@type": "ContactPoint", "contactType": "customer support", "telephone": "4357"}
            ],
        },
    }
    assert data(files, "glossary/till") == {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "name": "Till",
        "description": "Where one pays & goes.",
        "alternateName": ["cash desk"],
    }


def test_no_text_ends_the_element() -> None:
    files = {**SMALLEST, **service("till", "synonyms: ['</script><script>alert(1)</script>']")}
    text = generate(site_of(files))["services/till/index.md"].decode()
    assert text.count("<script") == 1
    assert "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)" in text
