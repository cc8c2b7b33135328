"""What services promise of their recovery, for the rules of the family."""

from __future__ import annotations

from itsm_as_code.catalog import Record
from itsm_as_code.model.service import Service

RECOVERY_TIME = ("spec", "warranty", "recoveryTime")
RECOVERY_POINT = ("spec", "warranty", "recoveryPoint")


def recovery_time(service: Record[Service]) -> int | None:
    """The minutes within which a service is back, by its warranty."""
    warranty = service.entity.spec.warranty
    return warranty.recovery_time.minutes if warranty is not None and warranty.recovery_time else None


def recovery_point(service: Record[Service]) -> int | None:
    """The minutes of data that a service may lose, by its warranty."""
    warranty = service.entity.spec.warranty
    return warranty.recovery_point.minutes if warranty is not None and warranty.recovery_point else None
