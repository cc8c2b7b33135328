"""How sure a promise is, in one sentence, and the working behind it."""

from __future__ import annotations

import pytest

from itsm_as_code.model.service import Service
from itsm_as_code.site import certainty
from itsm_as_code.site.context import Here
from itsm_as_code.site.pages.service_derivation import workings
from itsm_as_code.site.promise import promises
from tests.unit.site.catalogues import SMALLEST, service, site_of

LINE = """\
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {{name: {name}, title: {name}}}
spec: {{owner: it-manager, class: network, state: live, intrinsicAvailability: 99.9}}
"""
REPORT = """\
apiVersion: itsm/v1
kind: ServiceReport
metadata: {name: q3, title: Third quarter}
spec:
  owner: it-manager
  agreement: sla:shops
  period: {from: 2026-07-01, to: 2026-10-01}
  results: [{metric: availability, value: 99.93}, {metric: response-time, value: 2h}]
"""


def files(
    promised: float, own: str = "intrinsicAvailability: 99.99", begins: str = "2026-01-01"
) -> dict[str, str]:
    return {
        **SMALLEST,
        **service("till", f'serviceHours: always, requires: ["ci:one", "ci:two"], {own}'),
        **{f"catalog/configuration-items/{name}.yaml": LINE.format(name=name) for name in ("one", "two")},
        "catalog/slas/shops.yaml": f"""\
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {{name: shops, title: For the shops}}
spec:
  owner: it-manager
  customer: everyone
  services: [till]
  validFrom: {begins}
  targets:
    - {{metric: availability, atLeast: {promised}, per: 1y}}
    - {{metric: response-time, atMost: 1h}}
""",
    }


def sentence(catalog: dict[str, str]) -> str:
    site = site_of(catalog)
    record = site.find(Service, "till")
    assert record is not None
    return certainty.in_a_sentence(Here(site, "services/till"), record, promises(site, record)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        # Two lines of 99.9 % each and its own 99.99 %: 99.79 % guaranteed, 99.79012 % if failures are
        # independent, 99.9 % at best.
        (99.78, "We can keep this promise even if several things fail together"),
        (99.7901, "We expect to keep this promise, unless several things fail together"),
        (99.85, "This promise holds only in good years"),
        (99.95, "What this service rests on does not allow for this promise"),
    ],
)
def test_how_sure_a_promise_is(promised: float, told: str) -> None:
    assert sentence(files(promised)) == f"{told}; nobody has measured it yet."


def test_what_was_achieved_stands_beside_it() -> None:
    assert sentence({**files(99.78), "catalog/service-reports/q3.yaml": REPORT}) == (
        "We can keep this promise even if several things fail together; from 1 July to 30 September "
        "2026 it worked 99.93 % of the time, and 1 of our 2 promises was kept "
        '(<a href="../../reports/q3/">the figures</a>).'
    )


def test_without_figures_it_is_said_that_nobody_has_measured() -> None:
    assert sentence(files(99.78, own="")) == "Nobody has measured yet how well it is kept."


def test_a_promise_that_is_yet_to_begin() -> None:
    assert sentence(files(99.78, begins="2027-01-01")) == (
        'The promise begins on 1 January 2027 (<a href="../../agreements/shops/">For the shops</a>); '
        "we can keep this promise even if several things fail together."
    )


def test_nothing_is_promised() -> None:
    assert sentence({**SMALLEST, **service("till", "")}) == ""


def test_the_working() -> None:
    site = site_of(files(99.85))
    record = site.find(Service, "till")
    assert record is not None
    here = Here(site, "services/till")
    found = [
        (str(working.title), [(str(what), figure) for what, figure, _ in working.rows])
        for working in workings(here, record)
    ]
    one, two = (
        '<a href="../../configuration-items/one/">one</a>',
        '<a href="../../configuration-items/two/">two</a>',
    )
    assert found == [
        (
            "Availability around the clock",
            [
                ("If failures are independent", "99.79 %"),
                ("Guaranteed", "99.79 %"),
                ("At best", "99.90 %"),
                ("All figures multiplied", "99.79 %"),
                ("Weakest", "0.100 points"),
            ],
        ),
        (
            "What that rests on, the weakest first",
            [(one, "99.9 %"), (two, "99.9 %"), ('<a href="../../services/till/">Till</a>', "99.99 %")],
        ),
        (
            '99.85 % in <a href="../../agreements/shops/">For the shops</a>',
            [
                ("If failures are independent", "99.79 %"),
                ("Guaranteed", "99.79 %"),
                ("Allowance", "13 h 8 min"),
                ("Allowance", "13 h 9 min"),
                ("To keep it", "99.96 %"),
                ("To be sure of it", "99.96 %"),
            ],
        ),
    ]
