"""The entities of one kind as a list: text, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from itsm_as_code.catalog import Record
from itsm_as_code.catalog.query import plain, shown, values_at
from itsm_as_code.finding import FieldPath
from itsm_as_code.model.kinds import Kind
from itsm_as_code.report import table
from itsm_as_code.report.style import Style, Tone

_AnyRecord = Record[Any]

_TELLING = {
    "Organization": ("profile", "timezone"),
    "Objective": ("metric", "target", "by"),
    "BusinessProcess": ("type", "criticality", "businessOwner"),
    "Service": ("state", "criticality", "owner"),
    "ConfigurationItem": ("class", "state", "owner"),
    "ServiceLevelAgreement": ("customer", "validFrom", "validTo"),
    "OperationalLevelAgreement": ("team", "validFrom", "validTo"),
    "UnderpinningContract": ("supplier", "validFrom", "validTo"),
    "ServiceReport": ("agreement", "period.from", "period.to"),
    "Improvement": ("status", "due", "owner"),
    "Stakeholder": ("roles", "organisation"),
    "Function": ("level", "purpose"),
    "Role": ("within", "heldBy"),
    "Team": ("functions",),
    "Policy": ("approver", "owner"),
    "Process": ("phase", "function", "owner"),
    "Procedure": ("type", "realises", "owner"),
    "Artefact": ("form", "owner"),
    "Calendar": ("timezone", "owner"),
    "ChangeModel": ("type", "risk", "authority"),
    "Risk": ("likelihood", "impact", "treatment", "status"),
    "Waiver": ("rule", "granted", "expires"),
    "Term": ("synonyms",),
}
"""The fields of each kind that tell its entities apart at a glance."""


def telling_fields(kind: Kind) -> tuple[str, ...]:
    """The fields that a list shows unless it is asked for others."""
    return _TELLING[kind.name]


def render_text(
    kind: Kind,
    records: Sequence[_AnyRecord],
    of: int,
    fields: Sequence[FieldPath],
    *,
    style: Style,
    width: int | None,
) -> str:
    """The list as a table, with how many there are.

    Args:
        kind: The kind.
        records: What to list.
        of: How many entities of the kind there are in all.
        fields: The fields to show beside reference and title.
        style: Whether to colour.
        width: Cells that a line may take; whatever it needs when absent.
    """
    noun = (kind.title if of == 1 else kind.plural).lower()
    number = f"{of:,} {noun}" if len(records) == of else f"{len(records):,} of {of:,} {noun}"
    if not records:
        return f"{number}\n"
    columns = ["reference", "title", *(_label(field) for field in fields)]
    rows = [[record.ref, record.title, *_cells(record, fields)] for record in records]
    return f"{table.render_text(columns, rows, style, width)}\n{style.paint(number, Tone.FAINT)}\n"


def render_csv(records: Sequence[_AnyRecord], fields: Sequence[FieldPath]) -> str:
    """The list for a spreadsheet; the values of a list stand in one cell, separated by semicolons."""
    columns = ["reference", "title", *(_label(field) for field in fields), "path"]
    return table.render_csv(
        columns,
        [[record.ref, record.title, *_cells(record, fields, "; "), record.path] for record in records],
    )


def render_json(records: Sequence[_AnyRecord]) -> str:
    """The list as a JSON array: each entity whole, with the defaults of its kind."""
    content = [
        {"ref": record.ref, "title": record.title, "path": record.path, "content": plain(record)}
        for record in records
    ]
    return json.dumps(content, indent=2) + "\n"


def _label(field: FieldPath) -> str:
    return ".".join(str(step) for step in field[1:])


def _cells(record: _AnyRecord, fields: Sequence[FieldPath], separator: str = ", ") -> list[str]:
    value = plain(record)
    return [separator.join(shown(found) for found in values_at(value, field)) for field in fields]
