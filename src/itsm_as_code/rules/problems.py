"""For rules whose facts come to light while a file is read or held against its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from itsm_as_code.catalog import SourceFile
from itsm_as_code.finding import Problem
from itsm_as_code.rules.rule import Fault, Mend, Pointer


def reported(
    file: SourceFile, name: str, mend: Callable[[SourceFile, Problem], Mend | None] | None = None
) -> Iterator[Fault]:
    """A fault for each problem of a file that bears the name of a rule.

    Args:
        file: The file as read.
        name: Name of the rule.
        mend: How the tool would mend such a problem, where it can.
    """
    for problem in file.problems:
        if problem.rule == name:
            yield Fault(
                message=problem.message,
                at=Pointer(file, problem.path, at_key=problem.at_key, span=problem.span),
                related=tuple(Pointer(file, message=note, span=span) for span, note in problem.related),
                help=problem.help,
                mend=mend(file, problem) if mend else None,
            )
