"""Governance coverage as text, JSON and CSV."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from itsm_as_code import text
from itsm_as_code.policy.coverage import Coverage, Governed, Met, Stage
from itsm_as_code.report import table
from itsm_as_code.report.style import Style, Tone

_SHOWN = 3
"""How many processes are named in a cell."""


def render_text(found: Coverage, style: Style, width: int | None) -> str:
    """Policies with what puts them into practice, the gaps, and how far requirements are met."""
    blocks = [
        style.paint("Policies", Tone.STRONG) + "\n" + _policies(found.policies, style, width),
        style.paint("Gaps", Tone.STRONG) + "\n" + "".join(f"{line}\n" for line in _gaps(found)),
    ]
    if found.requirements:
        title = style.paint("Requirements", Tone.STRONG)
        blocks.append(f"{title}\n{_requirements(found.requirements, style, width)}\n{_sum(found)}\n")
    return "\n".join(blocks)


def _policies(policies: Sequence[Governed], style: Style, width: int | None) -> str:
    if not policies:
        return "There is none. 'itsm new policy' writes one.\n"
    columns = ["policy", "processes", "procedures", "last test", "rules kept", "rules violated"]
    return table.render_text(columns, [_policy(each) for each in policies], style, width)


def _policy(governed: Governed) -> list[str]:
    procedures = {each.ref for process in governed.processes for each in process.procedures}
    last = governed.last
    return [
        governed.policy.ref,
        text.some_of([process.ref for process in governed.processes], _SHOWN) or "none",
        str(len(procedures)),
        last.isoformat() if last is not None else "never",
        str(len(governed.kept)),
        str(len(governed.broken)),
    ]


def _gaps(found: Coverage) -> Iterator[str]:
    gaps = (
        ("policies that nobody implements", found.idle),
        ("processes that no procedure describes", found.undescribed),
        ("processes that implement no policy", found.unfounded),
        ("kinds that no rule of a policy judges", found.ungoverned),
        ("satisfied by policies, and in no list of requirements", found.unlisted),
    )
    for phrase, names in gaps:
        yield f"  {phrase}: {text.all_of(names) or 'none'}"


def _requirements(met: Sequence[Met], style: Style, width: int | None) -> str:
    columns = ["requirement", "stage", "title", "policies", "evidence"]
    return table.render_text(columns, [_row(each, ", ") for each in met], style, width)


def _row(met: Met, separator: str) -> list[str]:
    evidence = met.evidence[0] if met.evidence and separator == ", " else separator.join(met.evidence)
    if separator == ", " and len(met.evidence) > 1:
        evidence += f" and {len(met.evidence) - 1} more"
    return [
        met.requirement.id,
        met.stage.value,
        met.requirement.title,
        separator.join(met.policies),
        evidence,
    ]


def _sum(found: Coverage) -> str:
    numbers = Counter(each.stage for each in found.requirements)
    words = [f"{numbers[stage]} {stage.value}" for stage in Stage]
    return (
        f"{text.count(len(found.requirements), 'requirement')}: {text.all_of(words)}.\n"
        "Mapped: a policy says so. Implemented: a process with a procedure puts it into practice. Evidenced: "
        "a test\nwithin a year, or a rule that is kept, shows it. None of these is an audit."
    )


def render_csv(found: Coverage) -> str:
    """The requirements for a spreadsheet."""
    columns = ["requirement", "stage", "title", "policies", "evidence"]
    return table.render_csv(columns, [_row(each, "; ") for each in found.requirements])


def render_json(found: Coverage) -> str:
    """Everything for programs."""
    content = {
        "policies": [
            {
                "ref": each.policy.ref,
                "processes": [
                    {
                        "ref": process.ref,
                        "procedures": [
                            {"ref": one.ref, "last": one.last.isoformat() if one.last else None}
                            for one in process.procedures
                        ],
                    }
                    for process in each.processes
                ],
                "lastTest": each.last.isoformat() if each.last else None,
                "rulesKept": list(each.kept),
                "rulesViolated": list(each.broken),
            }
            for each in found.policies
        ],
        "gaps": {
            "policiesWithoutProcess": found.idle,
            "processesWithoutProcedure": list(found.undescribed),
            "processesWithoutPolicy": list(found.unfounded),
            "kindsWithoutRule": list(found.ungoverned),
            "satisfiedButUnlisted": list(found.unlisted),
        },
        "requirements": [
            {
                "id": each.requirement.id,
                "title": each.requirement.title,
                "list": each.requirement.path,
                "stage": each.stage.value,
                "policies": list(each.policies),
                "evidence": list(each.evidence),
            }
            for each in found.requirements
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
