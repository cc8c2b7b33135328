"""Reading iCalendar by the rules of RFC 5545, so that a file that breaks one is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE = re.compile(
    r'(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]+))*):(?P<value>.*)', re.DOTALL
)


@dataclass
class Component:
    """A calendar or an event: its properties in their order, with their parameters, and its parts."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        """The only value of a property."""
        (value,) = [value for key, value in self.properties if key.partition(";")[0] == name]
        return value


def read(data: bytes) -> Component:
    """The calendar in a file.

    Raises:
        ValueError: Where it breaks a rule.
    """
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b""):
        raise ValueError("a line does not end in CR LF")
    lines = data[:-2].split(b"\r\n")
    for octets in lines:
        if len(octets) > 75:
            raise ValueError(f"a line has {len(octets)} octets: {octets!r}")
        octets.decode("utf-8")  # a character is never cut in two
    unfolded = data.replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")
    root = Component("")
    open_ = [root]
    for line in unfolded:
        match = _LINE.fullmatch(line)
        if match is None or any(ord(character) < 32 for character in line):
            raise ValueError(f"{line!r} is no property")
        name, value = match["name"] + match["parameters"], match["value"]
        if name == "BEGIN":
            open_.append(Component(value))
        elif name == "END":
            closed = open_.pop()
            if closed.name != value:
                raise ValueError(f"{value} ends within {closed.name}")
            open_[-1].parts.append(closed)
        else:
            open_[-1].properties.append((name, value))
    if len(open_) != 1 or len(root.parts) != 1 or root.properties:
        raise ValueError("it is not one calendar")
    calendar = root.parts[0]
    if (calendar.name, calendar["VERSION"]) != ("VCALENDAR", "2.0") or not calendar["PRODID"]:
        raise ValueError("it is not a calendar of version 2.0")
    return calendar


def text(value: str) -> str:
    """A value of the type TEXT as it is meant.

    Raises:
        ValueError: Where a mark is not escaped.
    """
    if not re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value):
        raise ValueError(f"{value!r} is not escaped")
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
