"""Text that stands for what only the organisation can say, until somebody says it.

`itsm init` and `itsm new` write it, and GOV006 finds it again by its beginning (`vocabulary.PLACEHOLDER`).
"""

from __future__ import annotations

from typing import Final

from itsm_as_code.model.vocabulary import PLACEHOLDER


def placeholder(what: str) -> str:
    """The text that asks for something, such as `To be written: what people do with it`."""
    return f"{PLACEHOLDER} {what}"


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
