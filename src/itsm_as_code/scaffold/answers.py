"""What a repository begins with: the answers to a handful of questions, and how each is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from itsm_as_code.document import parse
from itsm_as_code.document.scalars import written
from itsm_as_code.errors import UserError
from itsm_as_code.feasibility.zones import zone_named, zone_names
from itsm_as_code.model.placeholders import DESCRIPTIONS, placeholder
from itsm_as_code.model.scalars import DayPeriod, Days, Language
from itsm_as_code.model.structure import Scalar, node_of
from itsm_as_code.model.values import EMAIL, NAME_LENGTH, PHONE, WEB_LINK
from itsm_as_code.model.vocabulary import CURRENCIES, Profile
from itsm_as_code.scaffold.advice import Facts
from itsm_as_code.text import any_of, did_you_mean, printable

Host = Literal["github", "gitlab", "none"]

_ANGLES = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<email>[^<>]*)>")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds a role."""

    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """How people reach the Service Desk.

    Attributes:
        type: `phone`, `mail` or `portal`.
        value: The number or address.
    """

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that a repository begins with; what nobody said is a placeholder.

    Attributes:
        title: What the organisation is called.
        profile: How exacting the rules are.
        reference: Whether to write the reference model rather than a first service.
        ci: The git host whose pipeline is written.
        timezone: An IANA time zone.
        hours: The working week: days, and the periods of each.
        currency: ISO 4217.
        language: BCP 47.
        it_manager: Who runs IT.
        director: Who agrees for the business.
        desk: How people reach the Service Desk.
        service: What the first service is called.
        purpose: What people do with it.
        outcome: What comes of it for the business.
        objective: What the organisation wants to reach.
        business: What it does for its own customers.
        facts: Its size, maturity and culture.
    """

    title: str = "Our organisation"
    profile: Profile = "starter"
    reference: bool = False
    ci: Host = "github"
    timezone: str = "UTC"
    hours: dict[str, list[str]] = field(default_factory=lambda: {"mon-fri": ["09:00-17:00"]})
    currency: str = "EUR"
    language: str = "en"
    it_manager: Person = Person(placeholder("who runs IT"))
    director: Person = Person(placeholder("who decides for the business"))
    desk: Channel | None = None
    service: str = "E-mail"
    purpose: str = DESCRIPTIONS["Service"]
    outcome: str = placeholder("what comes of it for the business.")
    objective: str = placeholder("what the organisation wants to reach")
    business: str = "What we do for our customers"
    facts: Facts = field(default_factory=Facts)

    @property
    def described(self) -> str | None:
        """What stands for the description of a business process that nobody named."""
        return DESCRIPTIONS["BusinessProcess"] if self.business == Answers().business else None


def one_line(text: str) -> str:
    """A text without blanks around it, in the form that Unicode calls NFC.

    Raises:
        UserError: When it is empty, or holds what no file may hold.
    """
    found = unicodedata.normalize("NFC", text.strip())
    if not found:
        raise UserError("Something has to stand here.")
    if found != printable(found) or parse(f"text: {written(found)}\n".encode()).problems:
        raise UserError(f"{printable(found)} holds a character that nobody can see.")
    return found


def person(text: str) -> Person:
    """A person from `Marta Lindqvist` or `Marta Lindqvist <marta@example.com>`.

    Raises:
        UserError: When it is neither.
    """
    answer = one_line(text)
    match = _ANGLES.fullmatch(answer)
    if match is None:
        if "<" in answer or ">" in answer:
            raise UserError(f"{answer} is not a name, nor a name with <an e-mail address>.")
        return Person(answer)
    if not match["name"]:
        raise UserError(f"{answer} has no name before the e-mail address.")
    if not EMAIL.accepts(match["email"]):
        raise UserError(f"{match['email']} is not an e-mail address, such as {EMAIL.example}.")
    return Person(match["name"], match["email"])


def channel(text: str) -> Channel:
    """A way to reach the Service Desk, known by its form: a number, an e-mail address or a web address.

    Raises:
        UserError: When it is none of them.
    """
    answer = one_line(text)
    for kind, form in (("phone", PHONE), ("mail", EMAIL), ("portal", WEB_LINK)):
        if form.accepts(answer):
            return Channel(kind, answer)
    raise UserError(f"{answer} is neither a telephone number nor an e-mail address nor a web address.")


def hours(text: str) -> dict[str, list[str]]:
    """A working week from `mon-fri 08:00-12:00 13:00-17:00, sat 09:00-12:00`.

    Raises:
        UserError: When it has not this form.
    """
    days, period = _form(Days), _form(DayPeriod)
    week: dict[str, list[str]] = {}
    for part in one_line(text).split(","):
        day, *periods = part.split() or [""]
        if not days.form.accepts(day) or not periods or not all(map(period.form.accepts, periods)):
            raise UserError(
                f"{part.strip()} is no part of a week.", "Write it like this: mon-fri 08:00-17:00."
            )
        week[day] = periods
    return week


def timezone(text: str) -> str:
    """A time zone by its IANA name.

    Raises:
        UserError: When there is none; the hint names the nearest.
    """
    answer = one_line(text)
    if zone_named(answer) is None:
        near = did_you_mean(answer, sorted(zone_names()))
        raise UserError(f"There is no time zone {answer}.", near or "Write it like this: Europe/Berlin.")
    return answer


def currency(text: str) -> str:
    """A currency by its code of ISO 4217.

    Raises:
        UserError: When there is none.
    """
    answer = one_line(text).upper()
    if answer not in CURRENCIES:
        raise UserError(f"There is no currency {answer}.", "Write its code, such as EUR.")
    return answer


def language(text: str) -> str:
    """A language by its tag of BCP 47.

    Raises:
        UserError: When it is none.
    """
    answer = one_line(text)
    if not _form(Language).form.accepts(answer):
        raise UserError(
            f"{answer} is no language.", f"Write its tag, such as {_form(Language).form.example}."
        )
    return answer


def number(text: str, most: int | None = None) -> int:
    """A whole number, 0 or more.

    Args:
        text: What was typed.
        most: The greatest that makes sense.

    Raises:
        UserError: When it is none.
    """
    digits = text.strip().replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or (most is not None and int(digits) > most):
        raise UserError(f"{text.strip()} is no whole number{'' if most is None else f' from 0 to {most}'}.")
    return int(digits)


def one_of(text: str, words: Sequence[str]) -> str:
    """One of several words, in any case.

    Raises:
        UserError: When it is none of them.
    """
    word = text.strip().lower()
    if word not in words:
        raise UserError(f"{text.strip()} is not {any_of(words)}.")
    return word


def name_for(title: str, otherwise: str) -> str:
    """A name (an RFC 1123 label) made of a title.

    Args:
        title: What people read.
        otherwise: The name where the title has no letters to make one of.
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain.lower().replace("'", ""))
    return "-".join(words)[:NAME_LENGTH].strip("-") or otherwise


def _form(annotation: object) -> Scalar:
    node = node_of(annotation)
    assert isinstance(node, Scalar)
    return node
