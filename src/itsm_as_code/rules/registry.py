"""Every rule, to be found and chosen by code and name; a rule's module is imported when it judges."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from itsm_as_code import text
from itsm_as_code.errors import UserError
from itsm_as_code.rules.declared import RULES
from itsm_as_code.rules.rule import Rule

__all__ = ["BY_CODE", "BY_NAME", "RULES", "find", "selected"]

BY_CODE = {rule.code: rule for rule in RULES}
BY_NAME = {rule.name: rule for rule in RULES}


def find(word: str) -> Rule:
    """The rule with this code or name.

    Raises:
        UserError: When there is none; the hint names the nearest.
    """
    rule = BY_CODE.get(word.upper()) or BY_NAME.get(word.lower())
    if rule is None:
        hint = text.did_you_mean(word, [*BY_CODE, *BY_NAME]) or "The rules are listed by 'itsm explain'."
        raise UserError(f"There is no rule {word}.", hint)
    return rule


def selected(rules: Sequence[Rule], select: Collection[str], ignore: Collection[str]) -> tuple[Rule, ...]:
    """The rules whose codes begin with a word of `select` and with none of `ignore`.

    Args:
        rules: The rules to choose from. A word for a policy's own rule is held to them only where they have
            such rules.
        select: The words of which one has to fit; any fits when empty.
        ignore: The words of which none may fit.

    Raises:
        UserError: When a word fits no code.
    """
    own = [rule for rule in rules if rule.is_own]
    for word in (*select, *ignore):
        if "/" in word and not own:
            continue
        if not any(rule.code.upper().startswith(word.upper()) for rule in (*RULES, *own)):
            hint = text.did_you_mean(word.upper(), BY_CODE) or "The rules are listed by 'itsm explain'."
            raise UserError(f"No rule's code begins with {word}.", hint)
    return tuple(
        rule
        for rule in rules
        if (not select or rule.code.upper().startswith(tuple(word.upper() for word in select)))
        and not rule.code.upper().startswith(tuple(word.upper() for word in ignore))
    )
