"""LIF: what one change to the sample brings out of order."""

from __future__ import annotations

from tests.rules.mutating import Row

SERVICES = "catalog/services"
ITEMS = "catalog/configuration-items"
LOYALTY = f"{SERVICES}/loyalty-app.yaml"
REMOTE = f"{SERVICES}/remote-access.yaml"
OLA = "catalog/olas/technical.yaml"

ROWS = (
    Row(
        "a chartered service is built without having been designed",
        (f"LIF001 {LOYALTY}: state: «built»",),
        edits={LOYALTY: (("state: chartered", "state: built"),)},
        change=True,
    ),
    Row(
        "a retiring service is proposed anew",
        (f"LIF001 {REMOTE}: state: «proposed»",),
        edits={REMOTE: (("state: retiring", "state: proposed"),)},
        change=True,
    ),
    Row(
        "a live service requires a stand that is only planned",
        (f"LIF002 {SERVICES}/printing.yaml: - «ci:self-checkout-kiosk»",),
        edits={
            f"{SERVICES}/printing.yaml": (
                ("    - ci:label-printers\n", "    - ci:label-printers\n    - ci:self-checkout-kiosk\n"),
            )
        },
    ),
    Row(
        "the agreement of the network team still covers the fax gateway",
        (f"LIF003 {OLA}: - «ci:fax-gateway»",),
        edits={OLA: (("    - ci:store-routers\n", "    - ci:store-routers\n    - ci:fax-gateway\n"),)},
    ),
    Row(
        "a retired service can still be ordered",
        (f"LIF003 {SERVICES}/fax-orders.yaml: «offerings»: [{{name: fax, title: A fax number}}]",),
        edits={
            f"{SERVICES}/fax-orders.yaml": (
                (
                    "  requires: [ci:fax-gateway]\n",
                    "  requires: [ci:fax-gateway]\n  offerings: [{name: fax, title: A fax number}]\n",
                ),
            )
        },
    ),
    Row(
        "a retiring service has no last day",
        (f"LIF004 {REMOTE}: «spec»:",),
        edits={REMOTE: (("  retireOn: 2027-03-31\n", ""),)},
    ),
    Row(
        "a retiring service is promised beyond its last day",
        ("LIF004 catalog/slas/office.yaml: validTo: «2028-01-01»",),
        edits={
            "catalog/slas/office.yaml": (
                (
                    "services: [communication, intranet, workplace, printing, payroll]",
                    "services: [communication, intranet, workplace, printing, payroll, remote-access]",
                ),
            ),
        },
    ),
    Row(
        "the wireless network for customers goes live before its time",
        (
            f"SVC003 {SERVICES}/guest-wifi.yaml: name: «guest-wifi»",
            f"LIF005 {SERVICES}/guest-wifi.yaml: - «{{criterion: A retail agreement that names the service "
            "is signed., met: false}»",
        ),
        edits={f"{SERVICES}/guest-wifi.yaml": (("state: built", "state: operational"),)},
        change=True,
    ),
    Row(
        "a live item disappears",
        (f"LIF006 {ITEMS}/card-terminals.yaml: name: «card-terminals»",),
        edits={f"{SERVICES}/point-of-sale.yaml": ((", ci:card-terminals", ""),)},
        absent=(f"{ITEMS}/card-terminals.yaml",),
        change=True,
    ),
    Row(
        "a proposal is a year old",
        (f"LIF007 {SERVICES}/self-checkout.yaml: stateSince: «2025-11-03»",),
        edits={f"{SERVICES}/self-checkout.yaml": (("stateSince: 2026-11-03", "stateSince: 2025-11-03"),)},
    ),
    Row(
        "a proposal will be a year old in thirty days",
        (f"LIF007 {SERVICES}/self-checkout.yaml: stateSince: «2025-12-19»",),
        edits={f"{SERVICES}/self-checkout.yaml": (("stateSince: 2026-11-03", "stateSince: 2025-12-19"),)},
    ),
)
