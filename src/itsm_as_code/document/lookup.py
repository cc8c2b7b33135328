"""Finding one value in what a file says."""

from __future__ import annotations

from itsm_as_code.finding import FieldPath


def value_at(value: object, path: FieldPath) -> object:
    """The plain value at a path below `value`; `None` when nothing is written there."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value
