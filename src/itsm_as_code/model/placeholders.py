"""Text that stands for what only the organisation can say, until somebody says it.

`itsm init` and `itsm new` write it, and GOV006 finds it again: a catalogue that is filled with the tool's own
sentences covers nothing. Every placeholder begins with `PREFIX`, so that people see it and `is_placeholder`
tells it from everything that an author would write; `placeholders` finds all of them in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itsm_as_code.finding import FieldPath

PREFIX: Final = "Fill in: "
"""What every placeholder begins with."""


def placeholder(what: str) -> str:
    """The placeholder that asks for something: `Fill in: what people do with it`."""
    return f"{PREFIX}{what}"


DESCRIPTIONS: Final = {
    "Organization": placeholder("what the organisation does, and for whom."),
    "Objective": placeholder("what will be different once it is reached."),
    "BusinessProcess": placeholder("what is done, from the first step to the last."),
    "Service": placeholder("what people can do with it."),
    "ConfigurationItem": placeholder("what it is and what it is there for."),
    "ServiceLevelAgreement": placeholder("what is promised, in words that the customer would use."),
    "OperationalLevelAgreement": placeholder("what the team promises the rest of IT."),
    "UnderpinningContract": placeholder("what the supplier provides."),
    "ServiceReport": placeholder("how the period went."),
    "Improvement": placeholder("what will be better, and for whom."),
    "Stakeholder": placeholder("who they are and what they need from IT."),
    "Function": placeholder("what this part of IT is there for."),
    "Role": placeholder("what whoever holds the role decides."),
    "Team": placeholder("what the team looks after."),
    "Policy": placeholder("what the policy protects."),
    "Process": placeholder("what would go wrong without it."),
    "Procedure": placeholder("when it is needed."),
    "Artefact": placeholder("what it says, and who reads it."),
    "Calendar": placeholder("what happens at these times."),
    "ChangeModel": placeholder("which changes it is for."),
    "Risk": placeholder("how it would come about."),
    "Waiver": placeholder("what the exception allows."),
    "Term": placeholder("where people meet the word."),
}
"""What `itsm new` writes as the description of each kind, by the kind's name."""


def is_placeholder(value: object) -> bool:
    """Whether a value of a file is text that still has to be written."""
    return isinstance(value, str) and value.lstrip().startswith(PREFIX)


def placeholders(value: object, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Where placeholders stand in a value, in the order of the file.

    Args:
        value: Plain mappings, lists and scalars, such as `Record.value`.
        path: Where the value stands itself.
    """
    if is_placeholder(value):
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from placeholders(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from placeholders(item, (*path, index))
