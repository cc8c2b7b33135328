"""Oakleaf Furniture with a gate: the base of the rules' fixtures, and what a gate needs beside it.

A change of files is a mapping from path to what becomes of it: `None` removes it, a pair replaces a text by
another, text that begins with `apiVersion` is the whole file, and any other text is merged into the file.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from tests.rules.overlays import base, patched

Change = None | str | tuple[str, str]
Changes = Mapping[str, Change]

HEAD = "apiVersion: itsm/v1\n"

SLA = "catalog/slas/sales.yaml"
OLA = "catalog/olas/network.yaml"
CONTRACT = "catalog/contracts/mail.yaml"
EMAIL = "catalog/services/email.yaml"
NETWORK = "catalog/services/network.yaml"
WIKI = "catalog/services/wiki.yaml"
SCANNING = "catalog/services/scanning.yaml"
SWITCH = "catalog/configuration-items/core-switch.yaml"
SELLING = "catalog/business-processes/selling.yaml"
GROWTH = "catalog/objectives/growth.yaml"
ORGANIZATION = "catalog/organization.yaml"
POLICY = "policies/promises.yaml"
WAIVER = "policies/waivers/late-test.yaml"
FREEZE = "catalog/calendars/year-end.yaml"
MODEL = "catalog/change-models/desk-move.yaml"

_MORE: dict[str, str] = {
    POLICY: """\
kind: Policy
metadata: {name: promises, title: We promise what we can keep}
spec:
  owner: customer-manager
  approver: it-manager
  objectives: [growth]
  rationale: A promise that is broken costs a customer.
  statements:
    - Every agreement promises at least 98 % availability.
    - Every service says what it is for.
  params: {least: 98.0}
  rules:
    - name: least-availability
      enforcement: mandatory
      overrideBy: it-manager
      match: {kind: ServiceLevelAgreement}
      expression: "!hasTarget(self, 'availability') || target(self, 'availability') >= params.least"
      message: An agreement promises too little
      at: spec.targets
  tests:
    - rule: least-availability
      expect: pass
      self:
        kind: ServiceLevelAgreement
        metadata: {name: a}
        spec: {targets: [{metric: availability, atLeast: 99.0, per: 1y}]}
    - rule: least-availability
      expect: fail
      self:
        kind: ServiceLevelAgreement
        metadata: {name: a}
        spec: {targets: [{metric: availability, atLeast: 90.0, per: 1y}]}
""",
    WAIVER: """\
kind: Waiver
metadata: {name: late-test, title: The recovery test is late}
spec:
  owner: quality-manager
  rule: REC006
  scope: [procedure:restore-email]
  reason: The supplier rebuilds its mailboxes until December.
  compensatingControl: The mail host tests its own recovery each week.
  requestedBy: role:service-desk-lead
  approvedBy: role:it-manager
  granted: 2026-11-01
  expires: 2026-12-15
""",
    FREEZE: """\
kind: Calendar
metadata: {name: year-end, title: Year-end closing}
spec:
  owner: quality-manager
  timezone: Europe/Berlin
  freeze: true
  appliesTo: [service:email]
  once:
    - {from: 2026-12-20, to: 2027-01-03, title: Year-end closing}
""",
    "catalog/change-models/service-change.yaml": """\
kind: ChangeModel
metadata: {name: service-change, title: Change of a service}
spec:
  owner: delivery-manager
  type: normal
  matches: {kinds: [Service]}
  authority: delivery-manager
""",
    "catalog/change-models/emergency-fix.yaml": """\
kind: ChangeModel
metadata: {name: emergency-fix, title: Emergency fix}
spec:
  owner: delivery-manager
  type: emergency
  risk: high
  authority: delivery-manager
""",
    WIKI: """\
kind: Service
metadata: {name: wiki, title: Wiki}
spec:
  owner: service-desk-lead
  provider: team:service-desk
  state: operational
  adopted: 2025-01-01
  type: supporting
  serviceHours: always
""",
    SCANNING: """\
kind: Service
metadata: {name: scanning, title: Scanning}
spec:
  owner: service-desk-lead
  state: proposed
  stateSince: 2026-10-01
  type: supporting
""",
    "catalog/calendars/shop-hours.yaml": """\
kind: Calendar
metadata: {name: shop-hours, title: Shop hours}
spec:
  owner: quality-manager
  timezone: Europe/Berlin
  weekly: {mon-sat: ["09:00-19:00"]}
""",
    "catalog/slas/shop.yaml": """\
kind: ServiceLevelAgreement
metadata: {name: shop, title: What IT promises the shop}
spec:
  owner: customer-manager
  customer: sales
  services: [wiki]
  hours: shop-hours
  supportHours: office
  validFrom: 2026-01-01
  validTo: 2027-06-01
  lastReview: 2026-09-01
  nextReview: 2027-03-01
  notice: 3mo
  remedy: A month without a bill.
  targets:
    - {metric: response-time, priority: 1, atMost: 1h, measuredBy: service desk}
    - {metric: response-time, priority: 2, atMost: 4h, share: 90, measuredBy: service desk}
  approvals:
    - {role: head-of-sales, by: Ana Ruiz, date: 2025-12-15, evidence: Minutes, recordedBy: customer-manager}
""",
}


_PATCHES: dict[str, bytes] = {
    "catalog/roles/service-desk-lead.yaml": b"spec: {heldBy: [user:ida], deputy: [user:noor]}",
    "catalog/processes/change-enablement.yaml": b"spec: {implements: [service-management, promises]}",
    "catalog/procedures/restore-email.yaml": b"spec: {lastTested: 2025-06-01}",
}


@functools.cache
def oakleaf() -> Mapping[str, bytes]:
    """Every file of the target, unless a test changes it."""
    changed = dict(base())
    changed |= {path: (HEAD + text).encode() for path, text in _MORE.items()}
    for path, excerpt in _PATCHES.items():
        changed[path] = patched(path, excerpt)
    return changed


def changed(files: Mapping[str, bytes], changes: Changes) -> dict[str, bytes]:
    """Some files with changes made to them."""
    result = dict(files)
    for path, change in changes.items():
        if change is None:
            del result[path]
        elif isinstance(change, tuple):
            old, new = change[0].encode(), change[1].encode()
            assert old in result[path], f"{change[0]!r} is not in {path}"
            result[path] = result[path].replace(old, new)
        elif path not in result or change.startswith("apiVersion"):
            result[path] = change.encode()
        else:
            result[path] = patched(path, change.encode(), result)
    return result
