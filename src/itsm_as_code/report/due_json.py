"""What falls due for programs: JSON (RFC 8259, ASCII only), described by `schema/due.schema.json`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from itsm_as_code.catalog.due import Due
from itsm_as_code.text import field_path


def render(due: Sequence[Due], today: dt.date, until: dt.date) -> str:
    """The list as one JSON object.

    Args:
        due: What falls due, in its order.
        today: The day from which it is seen.
        until: The last day that is looked at.
    """
    content = {
        "apiVersion": "itsm/v1",
        "kind": "Due",
        "asOf": today.isoformat(),
        "until": until.isoformat(),
        "due": [
            {
                "day": each.day.isoformat(),
                "overdue": each.day < today,
                "what": each.what,
                "detail": each.detail or None,
                "ends": each.until.isoformat() if each.until else None,
                "entity": each.record.ref,
                "title": each.record.title,
                "owner": each.owner,
                "path": each.record.path,
                "field": field_path(each.field),
            }
            for each in due
        ],
    }
    return json.dumps(content, indent=2) + "\n"
