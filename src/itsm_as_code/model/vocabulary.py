"""The closed vocabularies of IT service management: states, phases, metrics, and what follows from them.

Plain constants; nothing here imports pydantic. A `Literal` and the tuple of its members always stand side by
side, the tuple in the order in which people read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

API_VERSION = "itsm/v1"

ServiceState = Literal[
    "proposed", "defined", "approved", "chartered", "designed", "built", "operational", "retiring", "retired"
]
SERVICE_STATES: tuple[str, ...] = get_args(ServiceState)
"""The states of a service in the order of its life (ITIL: service portfolio, service life cycle)."""

PIPELINE: tuple[str, ...] = SERVICE_STATES[:6]
"""The states before operational: the service pipeline."""

LIVE: tuple[str, ...] = ("operational", "retiring")
"""The states of a service that people use; what is live is the service catalogue."""

TRANSITIONS: dict[str, tuple[str, ...]] = {
    **{state: (SERVICE_STATES[rank + 1], "retired") for rank, state in enumerate(PIPELINE)},
    "operational": ("retiring",),
    "retiring": ("retired", "operational"),
    "retired": ("proposed",),
}
"""The states that may follow each state."""

Phase = Literal["strategy", "relations", "delivery-control", "transition", "operation"]
PHASES: tuple[str, ...] = get_args(Phase)
"""The five phases that divide the life of the services."""

PHASE_TITLES: dict[str, str] = {
    "strategy": "Strategy",
    "relations": "Relations",
    "delivery-control": "Delivery Control",
    "transition": "Transition",
    "operation": "Operation",
}

STATE_PHASES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("proposed", "defined", "approved", "chartered"), ("strategy", "relations")),
    "designed": ("delivery-control",),
    "built": ("transition",),
    "operational": ("operation",),
    "retiring": ("operation",),
    "retired": (),
}
"""The phases that a service in each state is in; a retired service is in none."""

ServiceType = Literal["customer-facing", "supporting"]
SERVICE_TYPES: tuple[str, ...] = get_args(ServiceType)

Criticality = Literal["low", "medium", "high", "mission-critical"]
CRITICALITIES: tuple[str, ...] = get_args(Criticality)
"""Criticality for the business, the least first."""

HIGH_CRITICALITIES: tuple[str, ...] = ("high", "mission-critical")

ItemState = Literal["planned", "live", "retired"]
ITEM_STATES: tuple[str, ...] = get_args(ItemState)

ChannelType = Literal["phone", "mail", "chat", "portal", "walk-in"]
CHANNEL_TYPES: tuple[str, ...] = get_args(ChannelType)

PLACEHOLDER = "To be written:"
"""Begins every text that `itsm init` and `itsm new` write for the author to replace."""

Profile = Literal["starter", "standard", "regulated"]
PROFILES: tuple[str, ...] = get_args(Profile)
"""How exacting the rules are, the lightest first."""

Visibility = Literal["business", "internal"]
VISIBILITIES: tuple[str, ...] = get_args(Visibility)

Direction = Literal["atLeast", "atMost"]
DIRECTIONS: tuple[str, ...] = get_args(Direction)

MetricName = Literal[
    "availability",
    "response-time",
    "resolution-time",
    "fulfilment-time",
    "recovery-time",
    "recovery-point",
    "throughput",
    "satisfaction",
]
METRIC_NAMES: tuple[str, ...] = get_args(MetricName)


@dataclass(frozen=True, slots=True)
class Metric:
    """What a service level target may say about one metric.

    Attributes:
        name: As authors type it.
        title: As people read it.
        direction: The bound that makes sense for it.
        value: The form of its figure: `percentage` (0 to 100, exclusive), `clock` (clock time) or `number`.
        unit: The unit that the metric fixes; `None` where the target has to name one.
        windowed: Whether it is measured over a window (`per`).
    """

    name: str
    title: str
    direction: Direction
    value: Literal["percentage", "clock", "number"]
    unit: str | None
    windowed: bool = False


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("availability", "Availability", "atLeast", "percentage", "%", windowed=True),
        Metric("response-time", "Response time", "atMost", "clock", "min"),
        Metric("resolution-time", "Resolution time", "atMost", "clock", "min"),
        Metric("fulfilment-time", "Fulfilment time", "atMost", "clock", "min"),
        Metric("recovery-time", "Recovery time", "atMost", "clock", "min"),
        Metric("recovery-point", "Recovery point", "atMost", "clock", "min"),
        Metric("throughput", "Throughput", "atLeast", "number", None, windowed=True),
        Metric("satisfaction", "Satisfaction", "atLeast", "number", None, windowed=True),
    )
}

TIME_METRICS: tuple[str, ...] = tuple(name for name, metric in METRICS.items() if metric.value == "clock")
WINDOWED_METRICS: tuple[str, ...] = tuple(name for name, metric in METRICS.items() if metric.windowed)

Renewal = Literal["undecided", "renew", "end"]
RENEWALS: tuple[str, ...] = get_args(Renewal)

AGREEMENT_KINDS: tuple[str, ...] = (
    "ServiceLevelAgreement",
    "OperationalLevelAgreement",
    "UnderpinningContract",
)

StakeholderRole = Literal["customer", "user", "supplier"]
STAKEHOLDER_ROLES: tuple[str, ...] = get_args(StakeholderRole)

PRIORITIES: tuple[int, ...] = (1, 2, 3, 4, 5)

BUILT_IN_CALENDARS: tuple[str, ...] = ("always", "office")
"""Calendars that exist without a file: around the clock, and the organisation's hours."""

DEFAULT_CRITICALITY: Final = "medium"
"""The criticality of services and business processes that name none."""

DEFAULT_ITEM_STATE: Final = "live"
"""The state of an item that names none."""

DEFAULT_TOPIC = "other"
"""The topic of services that name none; it exists without being listed."""

SERVICE_DESK = "service-desk"
"""The function that channels lead to unless they say otherwise."""

SEVEN_FUNCTIONS: tuple[str, ...] = (
    "it-steering-group",
    "service-management-office",
    "customer-management",
    "delivery-management",
    "service-desk",
    "technical-management",
    "application-management",
)
"""The functions of the reference model."""

_CURRENCIES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT
LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF
XPF YER ZAR ZMW ZWG
"""
CURRENCIES: tuple[str, ...] = tuple(_CURRENCIES.split())
"""The currencies of ISO 4217 that are legal tender somewhere."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)


def weekdays(key: str) -> tuple[int, ...]:
    """The days that a key of the weekly form stands for: 0 is Monday; `fri-mon` runs over the weekend.

    Args:
        key: A day (`sat`) or a range of days (`mon-fri`).

    Raises:
        ValueError: The key names no day.
    """
    first, _, last = key.partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        raise ValueError(f"{key} names no day")
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return tuple((start + step) % 7 for step in range((end - start) % 7 + 1))
