"""Rules evaluated on plain data: which entities they concern, and whether they hold."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Collection, Sequence
from typing import Any

from itsm_as_code.policy.engine import Environment, EvaluationError
from itsm_as_code.policy.language import plain
from itsm_as_code.policy.wire import (
    FAILED,
    HOLDS,
    NOT_CONCERNED,
    NOT_JUDGED,
    VARIABLE,
    VIOLATED,
    Definition,
    Model,
    Subject,
)

LONGEST_TEXT = 1000
"""Most characters of a message that leave the process."""

RULE_BUDGET = 20.0
"""Seconds of processor time that one rule may take for all entities together."""

Watch = Callable[[], None]


class Rule:
    """A rule ready to be evaluated.

    Attributes:
        spent: Seconds of processor time that it has taken so far.
    """

    __slots__ = ("_expression", "_message", "_variables", "_where", "spent")

    def __init__(self, definition: Definition, environment: Environment) -> None:
        programs = {part: environment.compile(text) for part, text in definition.parts()}
        self.spent = 0.0
        self._where = programs.get("where")
        self._variables = [
            (f"{VARIABLE}.{name}", programs[f"{VARIABLE}/{number}"])
            for number, (name, _) in enumerate(definition.variables)
        ]
        self._expression = programs["expression"]
        self._message = programs.get("messageExpression")

    def judge(self, environment: Environment, data: dict[str, Any], activation: Any) -> tuple[int, str]:
        """The verdict on one entity, with the message or the reason that belongs to it.

        Args:
            environment: Where the rule was compiled.
            data: `self`, `today`, `old` where it is a change, and the parameters.
            activation: The same, bound.
        """
        try:
            if self._where is not None and not _truth(self._where.run(activation)):
                return NOT_CONCERNED, ""
            if self._variables:
                data = dict(data)
                for name, program in self._variables:
                    data[name] = program.run(activation)
                    activation = environment.bind(data)
            if _truth(self._expression.run(activation)):
                return HOLDS, ""
            return VIOLATED, self._text(activation)
        except EvaluationError as error:
            return FAILED, str(error)[:LONGEST_TEXT]
        except MemoryError:
            return FAILED, "it needs too much memory"

    def _text(self, activation: Any) -> str:
        """The message with the values in it; without it the plain one stands."""
        if self._message is None:
            return ""
        with contextlib.suppress(EvaluationError, MemoryError):
            found = self._message.run(activation)
            return found[:LONGEST_TEXT] if isinstance(found, str) else ""
        return ""


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise EvaluationError("the expression is neither true nor false")
    return value


class Evaluator:
    """Rules that were compiled together.

    Args:
        definitions: The rules.
        faulty: Numbers of those that cannot be judged, since something is wrong with their text.
        model: What they can speak of.
        ask: Answers lookups for the place at hand.
    """

    def __init__(
        self,
        definitions: Sequence[Definition],
        faulty: Collection[int],
        model: Model,
        ask: Callable[[str, tuple[str, ...], int], Any],
    ) -> None:
        self._place = 0
        names = {f"params.{name}" for each in definitions for name in each.params}
        names |= {f"{VARIABLE}.{name}" for each in definitions for name, _ in each.variables}

        def asked(function: str, arguments: tuple[str, ...]) -> Any:
            return ask(function, arguments, self._place)

        self._environment = plain(sorted(names), model, asked)
        self._rules: list[Rule | None] = [
            None if number in faulty else Rule(each, self._environment)
            for number, each in enumerate(definitions)
        ]
        self._params: list[dict[str, Any]] = []
        self._group = [self._grouped(each) for each in definitions]

    def judge(
        self, rules: Sequence[int], today: int, subjects: Sequence[Subject], watch: Watch
    ) -> tuple[bytes, dict[int, str]]:
        """Verdicts on entities, entity by entity; see `wire.Judged`.

        Args:
            rules: Numbers of rules.
            today: The day, in seconds since 1970-01-01.
            subjects: The entities.
            watch: Called before each evaluation, to set its limit of time.
        """
        codes = bytearray()
        texts: dict[int, str] = {}
        day = dt.datetime.fromtimestamp(today, dt.UTC)
        for subject in subjects:
            data = {"today": day, "self": subject.own or {}}
            if subject.old is not None:
                data["old"] = subject.old
            bound: dict[int, tuple[dict[str, Any], Any]] = {}
            for number in rules:
                self._place = len(codes)
                group = self._group[number]
                if group not in bound:
                    values = data | self._params[group]
                    bound[group] = values, self._environment.bind(values)
                watch()
                code, text = self._judge(self._rules[number], *bound[group])
                if text:
                    texts[self._place] = text
                codes.append(code)
        return bytes(codes), texts

    def _judge(self, rule: Rule | None, data: dict[str, Any], activation: Any) -> tuple[int, str]:
        if rule is None:
            return NOT_CONCERNED, ""
        if rule.spent > RULE_BUDGET:
            return NOT_JUDGED, f"it took longer than {RULE_BUDGET:.0f} s for all entities together"
        begun = time.process_time()
        found = rule.judge(self._environment, data, activation)
        rule.spent += time.process_time() - begun
        return found

    def _grouped(self, definition: Definition) -> int:
        """The first set of parameters with which a rule agrees: rules of one set share the bound values."""
        own = {f"params.{name}": value for name, value in definition.params.items()}
        for number, known in enumerate(self._params):
            if all(known.get(name, value) == value for name, value in own.items()):
                known.update(own)
                return number
        self._params.append(own)
        return len(self._params) - 1
