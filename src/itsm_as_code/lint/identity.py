"""Names for fields that survive reordering: list items by what they are, never by where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from itsm_as_code.finding import FieldPath

_NAMING_KEYS = ("name", "metric", "do", "to", "role", "process", "criterion", "from", "title")


def field_identity(value: object, path: FieldPath) -> str:
    """The field path with list items by name, reference or metric, priority and `for`.

    Args:
        value: The document's value; `None` when it has none.
        path: The field.

    Returns:
        Such as `spec.targets[response-time P1 service:webshop].atMost`. An item without a naming field keeps
        its index.
    """
    shown: list[str] = []
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, Sequence) and -1 < step < len(value) else None
            shown.append(f"[{item_identity(value, step)}]")
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
            shown.append(f".{step}" if shown else step)
    return "".join(shown)


def item_identity(item: object, index: int) -> str:
    """What a list item is: itself, a metric with priority and `for`, a name, else its index."""
    if isinstance(item, str):
        return item
    if isinstance(item, Mapping):
        if "metric" in item:
            priority = f" P{item['priority']}" if "priority" in item else ""
            concerned = f" {item['for']}" if "for" in item else ""
            return f"{item['metric']}{priority}{concerned}"
        for key in _NAMING_KEYS:
            if isinstance(item.get(key), str):
                return str(item[key])
    return str(index)
