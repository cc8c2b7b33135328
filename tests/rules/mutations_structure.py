"""DEP: what one change to the sample ties into a knot or leaves without a second one."""

from __future__ import annotations

from tests.rules.mutating import Row

ITEMS = "catalog/configuration-items"
ITEM = """\
apiVersion: itsm/v1
kind: ConfigurationItem
metadata: {name: %s, title: A line}
spec:
  owner: network-lead
  state: %s
  intrinsicAvailability: 99.9
  requires:
    - %s
"""
RENTED = "  provider: stakeholder:print-partner\n"
RISK = "catalog/risks/single-cloud-and-acquirer.yaml"

ROWS = (
    Row(
        "a database requires the program that it is for",
        (f"DEP001 {ITEMS}/erp.yaml: requires: [«ci:erp-database»]",),
        edits={
            f"{ITEMS}/erp-database.yaml": (
                ("requires: [contract:cloud]", "requires: [contract:cloud, ci:erp]"),
            ),
        },
    ),
    Row(
        "a group asks for more lines than there are",
        (
            f"DEP002 {ITEMS}/store-routers.yaml: - {{atLeast: «3», of: [contract:fibre, contract:lte], "
            "failover: 2m}",
        ),
        edits={f"{ITEMS}/store-routers.yaml": (("atLeast: 1", "atLeast: 3"),)},
    ),
    Row(
        "a group asks for no line at all",
        (
            f"DEP002 {ITEMS}/store-routers.yaml: - {{atLeast: «0», of: [contract:fibre, contract:lte], "
            "failover: 2m}",
        ),
        edits={f"{ITEMS}/store-routers.yaml": (("atLeast: 1", "atLeast: 0"),)},
    ),
    Row(
        "a group counts one line twice",
        (
            f"DEP002 {ITEMS}/store-routers.yaml: - {{atLeast: 1, of: [contract:fibre, contract:lte, "
            "«contract:fibre»], failover: 2m}",
        ),
        edits={
            f"{ITEMS}/store-routers.yaml": (
                ("of: [contract:fibre, contract:lte]", "of: [contract:fibre, contract:lte, contract:fibre]"),
            )
        },
    ),
    Row(
        "two stand-by printers come from one supplier",
        (f"DEP003 {ITEMS}/spare-printing.yaml: - {{atLeast: 1, of: «[ci:printer-a, ci:printer-b]»}}",),
        files={
            f"{ITEMS}/spare-printing.yaml": ITEM
            % ("spare-printing", "planned", "{atLeast: 1, of: [ci:printer-a, ci:printer-b]}"),
            f"{ITEMS}/printer-a.yaml": ITEM % ("printer-a", "planned", "contract:lte") + RENTED,
            f"{ITEMS}/printer-b.yaml": ITEM % ("printer-b", "planned", "contract:fibre") + RENTED,
        },
    ),
    Row(
        "both lines run through one exchange",
        (f"DEP003 {ITEMS}/exchange-line.yaml: - {{atLeast: 1, of: «[ci:line-north, ci:line-south]»}}",),
        files={
            f"{ITEMS}/exchange-line.yaml": ITEM
            % ("exchange-line", "live", "{atLeast: 1, of: [ci:line-north, ci:line-south]}"),
            f"{ITEMS}/line-north.yaml": ITEM % ("line-north", "live", "contract:fibre"),
            f"{ITEMS}/line-south.yaml": ITEM % ("line-south", "live", "contract:fibre"),
        },
    ),
    Row(
        "the risk of a single acquirer is no longer accepted",
        ("DEP004 catalog/contracts/acquirer.yaml: name: «acquirer»",),
        edits={RISK: (("scope: [contract:cloud, contract:acquirer]", "scope: [contract:cloud]"),)},
    ),
    Row(
        "the risk of a single cloud is mitigated but not accepted",
        (
            "DEP004 catalog/contracts/acquirer.yaml: name: «acquirer»",
            "DEP004 catalog/contracts/cloud.yaml: name: «cloud»",
            'POL006 policies/know-your-suppliers.yaml: match: «{kind: Risk, where: "has(sel'
            "f.spec.treatment) && self.spec.treatment == 'accept'\"}»",
        ),
        edits={RISK: (("treatment: accept", "treatment: mitigate"),)},
    ),
)
