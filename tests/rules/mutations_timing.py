"""TIM: what one change to the sample does to times."""

from __future__ import annotations

from tests.rules.mutating import Row

SLAS = "catalog/slas"
OLAS = "catalog/olas"
SERVICES = "catalog/services"
CONTRACTS = "catalog/contracts"

ROWS = (
    Row(
        "the applications team hears of a fault too late",
        ("TIM001 catalog/slas/retail.yaml: - {to: ola:application, handoff: «20m»}",),
        edits={f"{SLAS}/retail.yaml": (("handoff: 15m", "handoff: 20m"),)},
    ),
    Row(
        "the acquirer takes longer",
        (
            "TIM002 catalog/slas/retail.yaml: - {metric: resolution-time, priority: 1, atMost: "
            "«4h», measuredBy: Service Desk records}",
        ),
        edits={
            f"{CONTRACTS}/acquirer.yaml": (
                ("resolution-time, priority: 1, atMost: 2h", "resolution-time, priority: 1, atMost: 4h"),
            )
        },
    ),
    Row(
        "the acquirer helps in office hours",
        (
            "TIM003 catalog/slas/retail.yaml: - {metric: resolution-time, priority: 1, atMost: "
            "«4h», measuredBy: Service Desk records}",
            "TIM003 catalog/slas/retail.yaml: - {metric: resolution-time, priority: 2, atMost: "
            "«8h», measuredBy: Service Desk records}",
        ),
        edits={f"{CONTRACTS}/acquirer.yaml": (("supportHours: always", "supportHours: office"),)},
    ),
    Row(
        "a price file is promised sooner than it can be loaded",
        ("TIM004 catalog/services/point-of-sale.yaml: fulfilment: «10m»",),
        edits={
            f"{SERVICES}/point-of-sale.yaml": (
                (
                    "title: A price file outside the weekly round\n      fulfilment: 24h",
                    "title: A price file outside the weekly round\n      fulfilment: 10m",
                ),
            )
        },
    ),
)
