"""FLW: what one change to the sample breaks in the flow."""

from __future__ import annotations

from tests.rules.mutating import Row

PROCESSES = "catalog/processes"
ARTEFACTS = "catalog/artefacts"
PROCEDURES = "catalog/procedures"

ROWS = (
    Row(
        "nobody outside hands in the calls of users",
        (f"FLW001 {ARTEFACTS}/user-contact.yaml: name: «user-contact»",),
        edits={f"{ARTEFACTS}/user-contact.yaml": (("  from: The users\n", ""),)},
    ),
    Row(
        "the change schedule is written by nobody",
        (f"FLW001 {ARTEFACTS}/change-schedule.yaml: name: «change-schedule»",),
        edits={
            f"{PROCESSES}/change-enablement.yaml": (
                (
                    "produces: [change-authorisation, change-schedule, standard-change-model]",
                    "produces: [change-authorisation, standard-change-model]",
                ),
            )
        },
    ),
    Row(
        "a new artefact is written for nobody",
        ((f"FLW002 {ARTEFACTS}/price-index.yaml: metadata: {{name: «price-index», title: Price index}}"),),
        edits={
            f"{PROCESSES}/service-financial-management.yaml": (
                ("produces: [cost-report]", "produces: [cost-report, price-index]"),
            )
        },
        files={
            f"{ARTEFACTS}/price-index.yaml": """\
apiVersion: itsm/v1
kind: Artefact
metadata: {name: price-index, title: Price index}
spec:
  owner: delivery-manager
"""
        },
    ),
    Row(
        "two processes write one plan",
        (f"FLW003 {ARTEFACTS}/availability-plan.yaml: name: «availability-plan»",),
        edits={
            f"{PROCESSES}/capacity-and-performance-management.yaml": (
                ("produces: [capacity-plan]", "produces: [capacity-plan, availability-plan]"),
            )
        },
    ),
    Row(
        "two processes keep to themselves",
        (
            (
                f"FLW004 {PROCESSES}/buying-devices.yaml: "
                "metadata: {name: «buying-devices», title: Buying devices}"
            ),
        ),
        files={
            f"{ARTEFACTS}/price-list.yaml": """\
apiVersion: itsm/v1
kind: Artefact
metadata: {name: price-list, title: Price list of devices}
spec:
  owner: delivery-manager
""",
            f"{ARTEFACTS}/device-count.yaml": """\
apiVersion: itsm/v1
kind: Artefact
metadata: {name: device-count, title: Count of devices}
spec:
  owner: network-lead
  form: record
""",
            f"{PROCESSES}/buying-devices.yaml": """\
apiVersion: itsm/v1
kind: Process
metadata: {name: buying-devices, title: Buying devices}
spec:
  owner: delivery-manager
  phase: delivery-control
  function: delivery-management
  purpose: Have a device for everybody.
  implements: [value-for-money]
  consumes: [device-count]
  produces: [price-list]
  serves: [workplace]
  assures: [cost-effective]
  activities:
    - name: compare-prices
      title: Compare prices
      responsible: [delivery-manager]
      accountable: delivery-manager
  kpis:
    - {name: Devices in time, target: 95, unit: "%"}
""",
            f"{PROCESSES}/counting-devices.yaml": """\
apiVersion: itsm/v1
kind: Process
metadata: {name: counting-devices, title: Counting devices}
spec:
  owner: network-lead
  phase: operation
  function: technical-management
  purpose: Know what we have.
  implements: [value-for-money]
  consumes: [price-list]
  produces: [device-count]
  serves: [workplace]
  assures: [cost-effective]
  activities:
    - {name: count-devices, title: Count devices, responsible: [network-lead], accountable: network-lead}
  kpis:
    - {name: Devices found where they belong, target: 95, unit: "%"}
""",
            f"{PROCEDURES}/count-devices.yaml": """\
apiVersion: itsm/v1
kind: Procedure
metadata: {name: count-devices, title: Count the devices}
spec:
  owner: network-lead
  realises: [counting-devices/count-devices, buying-devices/compare-prices]
  trigger: A year ends.
  steps:
    - {do: Count them., by: role:network-lead, type: coordination, takes: 4h}
""",
        },
    ),
    Row(
        "the strategy is read by nobody in IT",
        (
            (f"FLW004 {PROCESSES}/availability-management.yaml: name: «availability-management»"),
            (
                f"FLW004 {PROCESSES}/business-relationship-management.yaml: "
                "name: «business-relationship-management»"
            ),
            f"FLW004 {PROCESSES}/change-enablement.yaml: name: «change-enablement»",
            f"FLW004 {PROCESSES}/incident-management.yaml: name: «incident-management»",
        ),
        edits={
            f"{PROCESSES}/service-portfolio-management.yaml": (
                ("phase: strategy", "phase: relations"),
                (
                    "consumes: [it-strategy, business-requirement, cost-report]",
                    "consumes: [business-requirement, cost-report]",
                ),
            ),
            f"{PROCESSES}/service-financial-management.yaml": (
                (
                    "consumes: [it-strategy, supplier-report, configuration-record]",
                    "consumes: [supplier-report, configuration-record]",
                ),
            ),
            f"{PROCESSES}/information-security-management.yaml": (
                ("consumes: [policy, incident-record]", "consumes: [incident-record]"),
            ),
            f"{PROCESSES}/continual-improvement.yaml": (
                ("consumes: [policy, service-report,", "consumes: [service-report,"),
            ),
            f"{PROCESSES}/change-enablement.yaml": (("    - policy\n", ""),),
            f"{ARTEFACTS}/it-strategy.yaml": (
                ("  form: document\n", "  form: document\n  to: business management\n"),
            ),
            f"{ARTEFACTS}/policy.yaml": (
                ("  form: document\n", "  form: document\n  to: business management\n"),
            ),
        },
    ),
)
