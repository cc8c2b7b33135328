"""Catalogues for the tests of the site, as text."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

from itsm_as_code.catalog import load
from itsm_as_code.lint import lint
from itsm_as_code.model.vocabulary import Visibility
from itsm_as_code.site.context import Site
from itsm_as_code.tree import MemoryTree

TODAY = dt.date.fromisoformat(os.environ["ITSM_AS_OF"])

SMALLEST = {
    "itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n",
    "catalog/organization.yaml": """\
apiVersion: itsm/v1
kind: Organization
metadata: {name: ours, title: Our company}
spec:
  profile: starter
  timezone: Europe/Madrid
  hours: {mon-fri: ["08:00-17:00"]}
  topics: [{name: workplace, title: Workplace}]
  serviceDesk: {channels: [{type: phone, value: "4357"}]}
""",
    "catalog/services/email.yaml": """\
apiVersion: itsm/v1
kind: Service
metadata:
  name: email
  title: E-mail
  description: Mailbox, calendar and shared folders on every device.
spec:
  owner: it-manager
  state: operational
  topic: workplace
  criticality: high
  outcome: Everyone reaches customers and suppliers in writing.
""",
    "catalog/slas/everyone.yaml": """\
apiVersion: itsm/v1
kind: ServiceLevelAgreement
metadata: {name: everyone, title: What IT promises everyone}
spec:
  owner: it-manager
  customer: everyone
  services: [email]
  validFrom: 2027-01-01
  approvals:
    - {role: director, by: Ana Ruiz, date: 2026-12-15, evidence: Minutes, recordedBy: it-manager}
  targets:
    - {metric: response-time, priority: 1, atMost: 1h, share: 90}
    - {metric: resolution-time, priority: 1, atMost: 8h, share: 90}
""",
    "catalog/roles/it-manager.yaml": """\
apiVersion: itsm/v1
kind: Role
metadata: {name: it-manager, title: IT manager}
spec: {heldBy: [{name: Marta Lindqvist, email: marta@example.com}]}
""",
    "catalog/roles/director.yaml": """\
apiVersion: itsm/v1
kind: Role
metadata: {name: director, title: Director}
spec: {heldBy: [{name: Ana Ruiz, email: ana.ruiz@example.com}]}
""",
    "catalog/stakeholders/everyone.yaml": """\
apiVersion: itsm/v1
kind: Stakeholder
metadata: {name: everyone, title: Everyone}
spec: {owner: it-manager, roles: [customer, user], organisation: ours, signatory: director}
""",
}
"""The smallest useful repository, as the documentation of the model has it."""


def site_of(
    files: Mapping[str, str | bytes], *, audience: Visibility = "internal", today: dt.date = TODAY
) -> Site:
    """The site of a catalogue of these files, with what lint says of its form and references."""
    catalog = load(MemoryTree(files))
    return Site(
        catalog, today, audience=audience, findings=lint(catalog, today, select=("SCH", "REF")).findings
    )


def service(name: str, spec: str, metadata: str = "") -> dict[str, str]:
    """The file of a service; `spec` and `metadata` are further lines in flow style."""
    return {
        f"catalog/services/{name}.yaml": f"""\
apiVersion: itsm/v1
kind: Service
metadata: {{name: {name}, title: {name.capitalize()}{metadata and f", {metadata}"}}}
spec: {{owner: it-manager, state: operational{spec and f", {spec}"}}}
"""
    }
