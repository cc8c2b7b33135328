"""Every field that names other entities, and what it admits."""

from __future__ import annotations

import pytest

from itsm_as_code.model.kinds import KINDS, Kind, ReferenceField

REQUIRED = "service|ci|contract"
CHANNEL = """
{0}.hours        calendar
{0}.leadsTo      function
{0}.askedBy      team
"""
AGREEMENT = """
spec.hours                     calendar
spec.supportHours              calendar
spec.targets.[].for            service|ci
spec.targets.[].hours          calendar
spec.approvals.[].role         role
spec.approvals.[].recordedBy   role
spec.escalation.[].to          team|ola|contract
"""

FIELDS = {
    "organization": CHANNEL.format("spec.serviceDesk.channels.[]") + "spec.featured.[] service",
    "objective": "",
    "business-process": """
spec.hours           calendar
spec.supports.[]     objective
spec.businessOwner   stakeholder
spec.serves.[]       stakeholder
""",
    "service": f"""
spec.serviceHours                calendar
spec.supportHours                calendar
spec.maintenance                 calendar
{CHANNEL.format("spec.channels.[]")}
spec.offerings.[].users.[]       stakeholder
spec.offerings.[].agreedBy       role
spec.offerings.[].procedure      procedure
spec.replacedBy                  service
spec.enables.[]                  business-process   =all
spec.enables.[].process          business-process
spec.requires.[]                 {REQUIRED}
spec.requires.[].of.[]           {REQUIRED}
spec.uses.[]                     {REQUIRED}
spec.users.[]                    stakeholder
spec.provider                    team|stakeholder
""",
    "ci": f"""
spec.hours               calendar
spec.maintenance         calendar
spec.provider            team|stakeholder
spec.requires.[]         {REQUIRED}
spec.requires.[].of.[]   {REQUIRED}
""",
    "sla": AGREEMENT + "spec.customer stakeholder\nspec.services.[] service",
    "ola": AGREEMENT + "spec.team team\nspec.covers.[] service|ci",
    "contract": AGREEMENT
    + """
spec.supplier            stakeholder
spec.covers.[]           service|ci
spec.costShares.{key}    service
spec.maintenance         calendar
""",
    "report": "spec.agreement sla|ola|contract\nspec.results.[].for service|ci",
    "improvement": "spec.concerns.[] any",
    "stakeholder": "spec.contact role\nspec.signatory role\nspec.partOf stakeholder",
    "function": "spec.head role\nspec.coordinates.[] function",
    "role": "spec.within function|stakeholder\nspec.heldBy.[] team|user\nspec.deputy.[] team|user",
    "team": "spec.functions.[] function\nspec.hours calendar",
    "policy": "spec.objectives.[] objective\nspec.approver role\nspec.rules.[].overrideBy role",
    "process": """
spec.function                       function
spec.implements.[]                  policy
spec.consumes.[]                    artefact
spec.produces.[]                    artefact
spec.serves.[]                      service   =all
spec.activities.[].responsible.[]   role
spec.activities.[].accountable      role
spec.activities.[].consulted.[]     role
spec.activities.[].informed.[]      role
""",
    "procedure": """
spec.realises.[]     process/
spec.restores.[]     service|ci
spec.steps.[].by     role|team|stakeholder
spec.steps.[].item   service|ci
""",
    "artefact": "spec.meaning term",
    "calendar": "spec.appliesTo.[] service|ci|business-process =all",
    "change-model": "spec.matches.entities.[] any\nspec.authority role\nspec.procedure procedure",
    "risk": "spec.scope.[] any",
    "waiver": "spec.scope.[] any\nspec.requestedBy role|user\nspec.approvedBy role|user\nspec.risk risk",
    "term": "",
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.short)
def test_every_reference_is_in_the_plan(kind: Kind) -> None:
    expected = {" ".join(line.split()) for line in FIELDS[kind.short].splitlines() if line.strip()}
    if kind.owned:
        expected.add("spec.owner role")
    assert {_shown(field) for field in kind.references} == expected


def test_built_in_calendars_need_no_file() -> None:
    fields = [field for kind in KINDS.values() for field in kind.references]
    assert {field.keywords for field in fields if field.kinds == ("Calendar",)} == {("always", "office")}


def test_a_reference_has_a_prefix_where_the_field_admits_more_than_one_thing() -> None:
    fields = [field for kind in KINDS.values() for field in kind.references]
    assert [field for field in fields if field.prefixed is not (len(field.kinds) > 1 or field.people)] == []


def _shown(field: ReferenceField) -> str:
    admitted = [KINDS[name].short for name in field.kinds] + ["user"] * field.people
    target = "any" if len(field.kinds) == len(KINDS) else "|".join(admitted)
    words = "" if field.kinds == ("Calendar",) else "".join(f" ={word}" for word in field.keywords)
    return f"{'.'.join(field.path)} {target}{'/' if field.activity else ''}{words}"
