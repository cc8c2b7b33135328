"""How answers are read, and what is said about those that cannot be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from itsm_as_code.errors import UserError
from itsm_as_code.scaffold import answers
from itsm_as_code.scaffold.answers import Channel, Person


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (answers.one_line, "  Lindqvist Furniture ", "Lindqvist Furniture"),
        (answers.one_line, "Cafe\u0301", "Café"),
        (answers.person, "Marta Lindqvist", Person("Marta Lindqvist")),
        (
            answers.person,
            "Marta Lindqvist <marta@example.com>",
            Person("Marta Lindqvist", "marta@example.com"),
        ),
        (answers.channel, "+49 30 1234567", Channel("phone", "+49 30 1234567")),
        (answers.channel, "4357", Channel("phone", "4357")),
        (answers.channel, "help@example.com", Channel("mail", "help@example.com")),
        (answers.channel, "https://help.example.com", Channel("portal", "https://help.example.com")),
        (answers.hours, "mon-fri 08:00-17:00", {"mon-fri": ["08:00-17:00"]}),
        (
            answers.hours,
            "mon-fri 08:00-12:00 13:00-17:00, sat 09:00-12:00",
            {"mon-fri": ["08:00-12:00", "13:00-17:00"], "sat": ["09:00-12:00"]},
        ),
        (answers.timezone, "Europe/Stockholm", "Europe/Stockholm"),
        (answers.currency, "sek", "SEK"),
        (answers.language, "en-GB", "en-GB"),
        (answers.number, " 1,200 ", 1200),
    ],
)
def test_answers_that_can_be_read(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "message", "hint"),
    [
        (answers.one_line, "  ", "Something has to stand here.", None),
        (answers.one_line, "a\x1b[31m", "a\\x1b[31m holds a character that nobody can see.", None),
        (answers.one_line, "a\nb", "a\\nb holds a character that nobody can see.", None),
        (answers.person, "", "Something has to stand here.", None),
        (answers.person, "<a@example.com>", "<a@example.com> has no name before the e-mail address.", None),
        (
            answers.person,
            "Marta <marta>",
            "marta is not an e-mail address, such as ana.ruiz@example.com.",
            None,
        ),
        (answers.person, "Marta <", "Marta < is not a name, nor a name with <an e-mail address>.", None),
        (
            answers.channel,
            "the third door",
            "the third door is neither a telephone number nor an e-mail address nor a web address.",
            None,
        ),
        (
            answers.hours,
            "weekdays 9-5",
            "weekdays 9-5 is no part of a week.",
            "Write it like this: mon-fri 08:00-17:00.",
        ),
        (answers.hours, "mon", "mon is no part of a week.", "Write it like this: mon-fri 08:00-17:00."),
        (
            answers.hours,
            "mon 08:00-17:00,",
            " is no part of a week.",
            "Write it like this: mon-fri 08:00-17:00.",
        ),
        (
            answers.timezone,
            "Europe/Stokholm",
            "There is no time zone Europe/Stokholm.",
            "Did you mean Europe/Stockholm?",
        ),
        (answers.timezone, "CEST?", "There is no time zone CEST?.", "Did you mean EST or CET?"),
        (answers.currency, "euro", "There is no currency EURO.", "Write its code, such as EUR."),
        (
            answers.language,
            "English",
            "English is no language.",
            "Write its tag, such as en, en-GB or zh-Hant.",
        ),
        (answers.number, "about 80", "about 80 is no whole number.", None),
        (answers.number, "²", "² is no whole number.", None),
    ],
)
def test_answers_that_cannot_be_read(
    read: Callable[[str], object], text: str, message: str, hint: str | None
) -> None:
    with pytest.raises(UserError) as caught:
        read(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_numbers_and_words_within_bounds() -> None:
    assert answers.number("5", 5) == 5
    with pytest.raises(UserError, match="6 is no whole number from 0 to 5"):
        answers.number("6", 5)
    assert answers.one_of(" Formal ", ("informal", "formal")) == "formal"
    with pytest.raises(UserError, match="strict is not informal or formal"):
        answers.one_of("strict", ("informal", "formal"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("E-mail", "e-mail"),
        ("Point of sale (shops)", "point-of-sale-shops"),
        ("Größe & Café", "groe-cafe"),
        ("O'Neil's", "oneils"),
        ("店舗", "otherwise"),
        ("--", "otherwise"),
        ("x" * 62 + " y", "x" * 62),
    ],
)
def test_names_made_of_titles(title: str, name: str) -> None:
    assert answers.name_for(title, "otherwise") == name
