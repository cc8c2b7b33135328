"""What authors are told about files that do not fit: rule, place, words, and what is left of the entity."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.catalog.validation import Reading, read_entity, read_settings
from itsm_as_code.document import parse
from itsm_as_code.finding import FieldPath, Problem
from itsm_as_code.model import validate
from itsm_as_code.model.examples import example
from itsm_as_code.model.kinds import BY_SHORT, KINDS
from itsm_as_code.text import field_path
from tests.support.model_documents import files

HEAD = "apiVersion: itsm/v1\nkind: {}\nmetadata: {{name: demo, title: Demo}}\nspec:\n"


def read(kind: str, spec: str) -> Reading:
    """A file of a kind with this `spec`."""
    value = parse((HEAD.format(kind) + "".join(f"  {line}\n" for line in spec.splitlines())).encode()).value
    assert value is not None
    return read_entity(value)


def said(problems: tuple[Problem, ...]) -> list[str]:
    """`rule path: message` of each problem, `@` marking those of a key."""
    return [
        f"{problem.rule} {'@' if problem.at_key else ''}{field_path(problem.path)}: {problem.message}"
        for problem in problems
    ]


SERVICE = "owner: it-manager\nstate: operational\n"
SLA = "owner: it-manager\ncustomer: retail\nservices: [email]\nvalidFrom: 2027-01-01\n"

FAULTS: dict[str, tuple[str, str, list[str]]] = {
    "unknown field": (
        "Service",
        SERVICE + "critcality: high",
        ["unknown-field @spec.critcality: spec has no field called critcality"],
    ),
    "unknown field in a list": (
        "Service",
        SERVICE + "requires: [{atleast: 1, of: []}]",
        ["unknown-field @spec.requires[0].atleast: spec.requires[0] has no field called atleast"],
    ),
    "missing field": ("Service", "owner: it-manager", ["missing-field @spec: spec.state is missing"]),
    "missing field in a list": (
        "Service",
        SERVICE + "acceptance: [{met: true}]",
        ["missing-field @spec.acceptance[0]: spec.acceptance[0].criterion is missing"],
    ),
    "empty field": ("Service", SERVICE + "outcome:", ["wrong-type spec.outcome: spec.outcome is empty"]),
    "blank text": ("Service", SERVICE + "outcome: ' '", ["bad-format spec.outcome: spec.outcome is blank"]),
    "number for text": (
        "Service",
        SERVICE + "level: 1",
        ["wrong-type spec.level: spec.level takes text on one line, not the number 1"],
    ),
    "yes or no for text": (
        "Service",
        SERVICE + "outcome: true",
        ["wrong-type spec.outcome: spec.outcome takes text, not true"],
    ),
    "text for a list": (
        "Service",
        SERVICE + "needs: a laptop",
        ["wrong-type spec.needs: spec.needs takes a list, not the text “a laptop”"],
    ),
    "list for a mapping": (
        "Service",
        SERVICE + "warranty: [99.8]",
        ["wrong-type spec.warranty: spec.warranty takes a mapping of fields, not a list"],
    ),
    "text for yes or no": (
        "Stakeholder",
        "owner: a\nroles: [user]\nsponsor: yes",
        ["wrong-type spec.sponsor: spec.sponsor takes yes or no (true or false), not the text “yes”"],
    ),
    "number for one of several words": (
        "Role",
        "within: function:a\nheldBy: [3]",
        [
            "wrong-type spec.heldBy[0]: spec.heldBy[0] takes a reference to a team or a person, or a "
            "mapping of fields, not the number 3"
        ],
    ),
    "several lines": (
        "Service",
        SERVICE + 'level: "Gold\\nplus"',
        ["bad-format spec.level: spec.level takes text on one line, not several"],
    ),
    "word that is not allowed": (
        "Service",
        "owner: it-manager\nstate: operationl",
        ["value-not-allowed spec.state: spec.state cannot be “operationl”"],
    ),
    "number out of bounds": (
        "Service",
        SERVICE + "intrinsicAvailability: 100",
        [
            "value-not-allowed spec.intrinsicAvailability: spec.intrinsicAvailability takes a percentage "
            "between 0 and 100, both excluded, not 100"
        ],
    ),
    "fraction for a whole number": (
        "Risk",
        "owner: a\nthreat: b\nscope: [service:c]\nimpact: 2.5",
        ["wrong-type spec.impact: spec.impact takes a whole number from 1 (least) to 5, not 2.5"],
    ),
    "grade out of bounds": (
        "Risk",
        "owner: a\nthreat: b\nscope: [service:c]\nimpact: 7",
        ["value-not-allowed spec.impact: spec.impact takes a whole number from 1 (least) to 5, not 7"],
    ),
    "count below nothing": (
        "Organization",
        'profile: starter\ntimezone: Europe/Madrid\nhours: {mon-fri: ["08:00-17:00"]}\nstaff: -4',
        ["value-not-allowed spec.staff: spec.staff takes a whole number, 0 or more, not -4"],
    ),
    "text for a percentage": (
        "Service",
        SERVICE + "intrinsicAvailability: very high",
        [
            "wrong-type spec.intrinsicAvailability: spec.intrinsicAvailability takes a percentage "
            "between 0 and 100, both excluded, not the text “very high”"
        ],
    ),
    "number for a date": (
        "Service",
        SERVICE + "nextReview: 2027",
        ["wrong-type spec.nextReview: spec.nextReview takes a date, not the number 2027"],
    ),
    "number for a telephone number": (
        "Organization",
        'profile: starter\ntimezone: Europe/Madrid\nhours: {mon-fri: ["08:00-17:00"]}\n'
        "serviceDesk: {channels: [{name: phone, type: phone, value: 4357}]}",
        [
            "wrong-type spec.serviceDesk.channels[0].value: spec.serviceDesk.channels[0].value takes "
            "a telephone number, not the number 4357"
        ],
    ),
    "list for text": (
        "Service",
        SERVICE + "level: [Gold]",
        ["wrong-type spec.level: spec.level takes text on one line, not a list"],
    ),
    "empty list": (
        "Risk",
        "owner: a\nthreat: b\nscope: []",
        ["value-not-allowed spec.scope: spec.scope is empty"],
    ),
    "name twice in a list": (
        "Process",
        "owner: a\nphase: operation\npurpose: b\nkpis: [{name: c}, {name: d}, {name: c}]",
        ["value-not-allowed spec.kpis[2].name: An earlier item is called “c” already"],
    ),
    "bad date": (
        "Service",
        SERVICE + "adopted: 31.12.2027",
        ["bad-format spec.adopted: “31.12.2027” is not a date"],
    ),
    "no such day": (
        "Service",
        SERVICE + "adopted: 2027-02-30",
        ["bad-format spec.adopted: “2027-02-30” is no day of the calendar"],
    ),
    "day for clock time": (
        "Service",
        SERVICE + "recovery: 1d",
        ["bad-format spec.recovery: “1d” is not a clock time"],
    ),
    "bad key": (
        "Calendar",
        "owner: a\nweekly: {mon-fry: []}",
        ["bad-format @spec.weekly.mon-fry: “mon-fry” is not a day or a range of days"],
    ),
    "bad recurrence": (
        "Calendar",
        "owner: a\nrecurrences: [{rrule: FREQ=WEEKY, start: 2027-01-03T02:00, lasts: 2h}]",
        ["bad-format spec.recurrences[0].rrule: “FREQ=WEEKY” is no recurrence rule of RFC 5545"],
    ),
    "link for mail": (
        "Service",
        SERVICE + 'channels: [{type: mail, value: "https://example.com"}]',
        ["bad-format spec.channels[0].value: “https://example.com” is not an e-mail address"],
    ),
    "prefix where there is none": (
        "Service",
        "owner: role:it-manager\nstate: operational",
        [
            "bad-format spec.owner: “role:it-manager” has a prefix, where only the bare name of a role "
            "is expected"
        ],
    ),
    "no prefix where there is one": (
        "Service",
        SERVICE + "requires: [email]",
        ["bad-format spec.requires[0]: “email” does not say of which kind it is"],
    ),
    "another catalogue": (
        "Service",
        SERVICE + "requires: [service:acme/email]",
        [
            "bad-format spec.requires[0]: “service:acme/email” names a place in another catalogue, which is "
            "reserved for later"
        ],
    ),
    "unknown prefix": (
        "Service",
        SERVICE + "provider: taem:network",
        ["bad-format spec.provider: “taem:network” is not a reference to a team or a stakeholder"],
    ),
    "activity without process": (
        "Procedure",
        "owner: a\nsteps: [{do: b}]\nrealises: [restore]",
        ["bad-format spec.realises[0]: “restore” is not an activity"],
    ),
    "both bounds": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: availability, atMost: 99.9, atLeast: 99.8}]",
        ["conflicting-fields @spec.targets[0].atLeast: atMost and atLeast exclude each other"],
    ),
    "no bound": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: availability}]",
        ["conflicting-fields @spec.targets[0]: spec.targets[0] needs atLeast or atMost"],
    ),
    "misspelt bound": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: availability, atleast: 99.8}]",
        ["unknown-field @spec.targets[0].atleast: spec.targets[0] has no field called atleast"],
    ),
    "time for a percentage": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: availability, atLeast: 4h}]",
        [
            "wrong-type spec.targets[0].atLeast: spec.targets[0].atLeast takes a percentage between 0 and "
            "100, both excluded, not the text “4h”"
        ],
    ),
    "number for a time": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: response-time, atMost: 15}]",
        ["wrong-type spec.targets[0].atMost: spec.targets[0].atMost takes a clock time, not the number 15"],
    ),
    "priority of an availability": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: availability, atLeast: 99.8, priority: 1}]",
        [
            "conflicting-fields @spec.targets[0].priority: priority goes only with metric: response-time, "
            "resolution-time, fulfilment-time, recovery-time or recovery-point"
        ],
    ),
    "rolling without window": (
        "ServiceLevelAgreement",
        SLA + "targets: [{metric: availability, atLeast: 99.8, rolling: true}]",
        ["conflicting-fields @spec.targets[0].rolling: rolling: true needs per beside it"],
    ),
    "two sorts of hours": (
        "Calendar",
        "owner: a\nalways: true\nweekly: {mon: []}",
        ["conflicting-fields @spec.weekly: always and weekly exclude each other"],
    ),
    "no hours": (
        "Calendar",
        "owner: a",
        ["conflicting-fields @spec: spec needs weekly, always, recurrences or once"],
    ),
    "freeze of nothing": (
        "Calendar",
        "owner: a\nalways: true\nfreeze: true",
        ["conflicting-fields @spec.freeze: freeze: true needs appliesTo beside it"],
    ),
    "rules that nobody runs": (
        "Policy",
        "owner: a\nstatements: [b]\nmanual: true\nrules: []",
        ["conflicting-fields @spec.rules: rules and manual: true exclude each other"],
    ),
    "team of members and directory": (
        "Team",
        "members: []\ndirectory: acme/network",
        ["conflicting-fields @spec.directory: members and directory exclude each other"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_one_problem(name: str) -> None:
    kind, spec, expected = FAULTS[name]
    assert said(read(kind, spec).problems) == expected


HELP = {
    "unknown field": "Did you mean criticality?",
    "missing field": "Add state: where it is in its life (ITIL: service portfolio). Write proposed, defined, "
    "approved, chartered, designed, built, operational, retiring or retired.",
    "empty field": "Write text, or remove the field.",
    "number for text": "Put it in quotes if it is meant as text.",
    "text for a list": "Write it as a list: [a laptop].",
    "text for yes or no": "Write true or false, without quotes.",
    "word that is not allowed": "Did you mean operational? Write proposed, defined, approved, chartered, "
    "designed, built, operational, retiring or retired.",
    "number out of bounds": "Write a number such as 99.8.",
    "grade out of bounds": "Write 1, 2, 3, 4 or 5.",
    "count below nothing": "Write a number such as 12.",
    "fraction for a whole number": "Write 1, 2, 3, 4 or 5.",
    "text for a percentage": "Write a number such as 99.8.",
    "number for a date": "Write it like this: 2027-03-31.",
    "number for a telephone number": "Put it in quotes if it is meant as text.",
    "list for text": None,
    "bad date": "Write it like this: 2027-03-31.",
    "day for clock time": "A day of the calendar is not 24 hours; on the clock, write 24h.",
    "prefix where there is none": "Write it-manager.",
    "no prefix where there is one": "Write service:name, ci:name or contract:name.",
    "another catalogue": "Name an entity of this repository: service:email.",
    "unknown prefix": "Did you mean team:network?",
    "activity without process": "Write it like this: process/activity.",
}


@pytest.mark.parametrize("name", HELP)
def test_the_author_is_told_what_to_do(name: str) -> None:
    kind, spec, _ = FAULTS[name]
    assert [problem.help for problem in read(kind, spec).problems] == [HELP[name]]


SUGGESTED = {
    "unknown field": "criticality",
    "word that is not allowed": "operational",
    "prefix where there is none": "it-manager",
    "bad date": None,
}


@pytest.mark.parametrize("name", SUGGESTED)
def test_a_likely_correction_is_offered_for_the_exact_place(name: str) -> None:
    kind, spec, _ = FAULTS[name]
    assert [problem.suggestion for problem in read(kind, spec).problems] == [SUGGESTED[name]]


def test_several_faults_are_all_reported() -> None:
    reading = read(
        "Service", "owner: It Manager\nstate: live\nneeds: x\nwarranty: {availability: 101, recovry: 4h}"
    )
    assert [(problem.rule, field_path(problem.path)) for problem in reading.problems] == [
        ("bad-format", "spec.owner"),
        ("value-not-allowed", "spec.state"),
        ("wrong-type", "spec.needs"),
        ("unknown-field", "spec.warranty.recovry"),
        ("value-not-allowed", "spec.warranty.availability"),
    ]


def test_a_reference_to_another_kind_is_left_to_the_rule_over_references() -> None:
    reading = read("Service", SERVICE + "requires: [team:network, service:email]\nlevel: Gold")
    assert reading.problems == ()
    assert reading.broken == {("spec", "requires")}
    assert reading.entity is not None


def test_faults_in_optional_fields_leave_the_rest_of_the_entity() -> None:
    reading = read(
        "Service", SERVICE + "level: Gold\nwarranty: {availability: 101, recoveryTime: 4h}\nneeds: [1]"
    )
    assert reading.broken == {("spec", "warranty", "availability"), ("spec", "needs")}
    entity: Any = reading.entity
    assert (entity.spec.level, entity.spec.needs) == ("Gold", ())
    assert (entity.spec.warranty.availability, entity.spec.warranty.recovery_time.minutes) == (None, 240)


def test_a_misspelt_field_is_broken_under_its_right_name_too() -> None:
    reading = read("Service", SERVICE + "warrenty: {availability: 99.8}")
    assert reading.broken == {("spec", "warrenty"), ("spec", "warranty")}
    assert reading.entity is not None


def test_items_of_lists_keep_their_places() -> None:
    reading = read("Service", SERVICE + "acceptance: [{met: true}, {criterion: Rehearsed}]")
    assert reading.broken == {("spec", "acceptance")}
    reading = read(
        "Service", SERVICE + "acceptance: [{criterion: Rehearsed, met: maybe}, {criterion: Signed}]"
    )
    assert reading.broken == {("spec", "acceptance", 0, "met")}


def test_a_conflict_breaks_the_innermost_field_around_it() -> None:
    reading = read("Calendar", "owner: a\nalways: true\nexceptions: [{from: 2027-01-01}]")
    assert reading.broken == {("spec", "exceptions")}
    assert reading.entity is not None


def test_faults_in_required_fields_leave_no_entity() -> None:
    for spec in ("owner: it-manager", "owner: it-manager\nstate: live", "owner: 7\nstate: built"):
        assert read("Service", spec).entity is None


def test_what_a_dropped_field_was_needed_for_is_dropped_as_well() -> None:
    reading = read(
        "UnderpinningContract",
        "owner: a\nsupplier: b\nvalidFrom: 2027-01-01\ntargets: [{metric: recovery-time, atMost: 1h}]\n"
        "approvals: [{role: a, by: B, date: 2026-12-01, evidence: {document: c, sha256: d}}]",
    )
    assert reading.broken == {("spec", "approvals", 0, "evidence")}
    assert reading.entity is not None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("kind: Service", ["missing-field @: apiVersion is missing"]),
        ("apiVersion: itsm/v2\nkind: Service", ["unknown-kind apiVersion: apiVersion cannot be “itsm/v2”"]),
        (
            "apiVersion: 1\nkind: Service",
            ["wrong-type apiVersion: apiVersion takes itsm/v1, not the number 1"],
        ),
        ("apiVersion: itsm/v1", ["missing-field @: kind is missing"]),
        ("apiVersion: itsm/v1\nkind:", ["unknown-kind kind: kind is empty"]),
        ("apiVersion: itsm/v1\nkind: Servce", ["unknown-kind kind: There is no kind called Servce"]),
        ("apiVersion: itsm/v1\nkind: [a]", ["unknown-kind kind: There is no kind called ['a']"]),
    ],
)
def test_version_and_kind(head: str, expected: list[str]) -> None:
    value = parse(f"{head}\nmetadata: {{name: a, title: A}}\nspec: {{owner: b, state: built}}".encode()).value
    assert value is not None
    reading = read_entity(value, KINDS["Service"])
    assert said(reading.problems) == expected
    assert reading.kind is KINDS["Service"]
    assert reading.entity is not None


def test_without_a_place_an_unknown_kind_is_all_that_can_be_said() -> None:
    assert read_entity({"apiVersion": "itsm/v1", "kind": "sla", "bogus": 1}) == Reading(
        None,
        None,
        frozenset(),
        (
            Problem(
                "unknown-kind",
                "There is no kind called sla",
                path=("kind",),
                help="Did you mean ServiceLevelAgreement?",
                suggestion="ServiceLevelAgreement",
            ),
        ),
    )


def test_a_file_of_no_shape_at_all() -> None:
    reading = read_entity({"apiVersion": "itsm/v1", "kind": "Term", "metadata": [], "spec": "x", "y": None})
    assert said(reading.problems) == [
        "unknown-field @y: The file has no field called y",
        "wrong-type metadata: metadata takes a mapping of fields, not a list",
        "wrong-type spec: spec takes a mapping of fields, not the text “x”",
    ]
    assert reading.entity is None


def test_settings_fall_back_to_defaults_where_they_are_broken() -> None:
    value = parse(
        b"apiVersion: itsm/v1\nkind: Settings\nroots: {catalog: ../x, policies: rules}\ntarget: trunk\n"
        b"gate: {owners: [service:email]}\nrules: {LIF7: {severity: off, reason: a}}\n"
    ).value
    settings, problems = read_settings(value)
    assert said(problems) == [
        "bad-format roots.catalog: “../x” is not a path within the repository",
        "bad-format @rules.LIF7: “LIF7” is not the code of a rule",
        "bad-format gate.owners[0]: “service:email” is of another kind; gate.owners[0] takes role or team",
    ]
    assert (settings.roots.catalog, settings.roots.policies, settings.target) == ("catalog", "rules", "trunk")
    assert (settings.gate.owners, settings.rules) == ((), {})


@pytest.mark.parametrize("value", [None, {}, {"kind": "Setings", "apiVersion": "itsm/v1"}, {"gate": 1}])
def test_there_are_always_settings(value: dict[str, object] | None) -> None:
    settings, _ = read_settings(value)
    assert (settings.target, settings.roots.catalog, settings.waivers.longest.text) == (
        "main",
        "catalog",
        "180d",
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.short)
def test_every_kind_reports_any_field_that_it_does_not_know(kind: Any) -> None:
    value: Any = parse(example(kind.short).encode()).value
    for holder, path in ((value, ()), (value["metadata"], ("metadata",)), (value["spec"], ("spec",))):
        holder["zzz"] = 1
        reading = read_entity(value)
        assert [(problem.rule, problem.path) for problem in reading.problems] == [
            ("unknown-field", (*path, "zzz"))
        ]
        assert reading.entity is not None
        del holder["zzz"]


@given(name=st.sampled_from([kind.short for kind in KINDS.values()]), data=st.data())
def test_whatever_a_file_holds_the_rest_of_it_is_an_entity_or_there_is_none(
    name: str, data: st.DataObject
) -> None:
    value = data.draw(files(name))
    reading = read_entity(value, BY_SHORT[name])
    assert reading.kind is not None
    if reading.entity is None:
        assert reading.problems or reading.kind.name != value.get("kind")
    elif not reading.problems and not reading.broken:
        assert reading.entity == validate(reading.kind, value)
    places = [
        problem.path[:length] for problem in reading.problems for length in range(1, len(problem.path) + 1)
    ]
    assert [place for place in places if not _there(value, place)] == []


def _there(value: Any, path: FieldPath) -> bool:
    for step in path:
        if step not in (value if isinstance(value, dict) else range(len(value))):
            return False
        value = value[step]
    return True
