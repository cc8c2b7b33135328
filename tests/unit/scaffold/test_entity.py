"""New entities: what is missing, how values are read, and the file that comes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from itsm_as_code import api
from itsm_as_code.catalog import Catalog
from itsm_as_code.document import parse
from itsm_as_code.document.formatting import formatted
from itsm_as_code.errors import UserError
from itsm_as_code.model.kinds import KINDS
from itsm_as_code.model.order import order_of
from itsm_as_code.model.placeholders import DESCRIPTIONS
from itsm_as_code.scaffold.entity import Draft
from itsm_as_code.text import field_path
from itsm_as_code.tree import MemoryTree
from tests.rules.overlays import base

TODAY = dt.date(2026, 11, 20)

ENOUGH = {
    "Objective": ["owner=it-manager"],
    "BusinessProcess": ["owner=it-manager"],
    "Service": ["owner=it-manager", "state=proposed"],
    "ConfigurationItem": ["owner=network-lead"],
    "ServiceLevelAgreement": [
        "owner=customer-manager",
        "customer=sales",
        "services=email, network",
        "validFrom=2027-01-01",
        "targets[0].metric=availability",
        "targets[0].atLeast=99.5",
        "targets[0].per=1y",
        "targets={metric: resolution-time, priority: 1, atMost: 4h}",
    ],
    "OperationalLevelAgreement": [
        "owner=delivery-manager",
        "team=network",
        "covers=service:network,ci:core-switch",
        "validFrom=2027-01-01",
        "targets=[{metric: response-time, priority: 1, atMost: 10m}]",
    ],
    "UnderpinningContract": [
        "owner=delivery-manager",
        "supplier=mail-host",
        "validFrom=2027-01-01",
        "targets=[{metric: availability, atLeast: 99.9, per: 1mo}]",
    ],
    "ServiceReport": [
        "owner=customer-manager",
        "agreement=sla:sales",
        "period={from: 2026-07-01, to: 2026-10-01}",
        "results=[{metric: availability, value: 99.7}]",
    ],
    "Improvement": ["owner=quality-manager", "finding=Callers wait, and wait, on Mondays."],
    "Stakeholder": ["owner=customer-manager", "roles=customer,user"],
    "Function": [],
    "Role": [],
    "Team": [],
    "Policy": ["owner=quality-manager", "statements=First, we agree.", "statements=Then, we promise."],
    "Process": ["owner=quality-manager", "phase=operation", "purpose=Somebody looks after it."],
    "Procedure": [
        "owner=quality-manager",
        "steps[0].do=Look at it, then mend it.",
        "steps[0].by=role:it-manager",
    ],
    "Artefact": ["owner=quality-manager"],
    "Calendar": ["owner=quality-manager", "weekly=mon-fri 08:00-12:00 13:00-17:00, sat 09:00-12:00"],
    "ChangeModel": ["owner=delivery-manager"],
    "Risk": ["owner=it-manager", "threat=It fails.", "scope=service:email,role:it-manager"],
    "Waiver": [
        "owner=it-manager",
        "rule=REC006",
        "scope=procedure:restore-email",
        "reason=Not before January.",
        "requestedBy=user:ana",
        "approvedBy=role:it-manager",
        "granted=2026-11-20",
        "expires=2027-02-01",
    ],
    "Term": ["definition=A word."],
}
"""What the schema of each kind cannot do without, as people would say it."""

KINDS_BUT_ONE = [name for name in KINDS if name != "Organization"]


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return base()


@pytest.fixture(scope="module")
def catalog(files: Mapping[str, bytes]) -> Catalog:
    return api.load(MemoryTree(files))


def missing(draft: Draft) -> list[str]:
    return [
        " | ".join([field_path(gap.path), *(each.name for each in gap.alternatives)])
        for gap in draft.missing()
    ]


@pytest.mark.parametrize("name", KINDS_BUT_ONE)
def test_every_kind_from_what_its_schema_asks_for(
    catalog: Catalog, files: Mapping[str, bytes], name: str
) -> None:
    draft = Draft(KINDS[name], catalog)
    draft.call("Something new")
    for assignment in ENOUGH[name]:
        draft.set(assignment)
    assert missing(draft) == []
    draft.finish()
    text = draft.text(with_schema=True)
    assert draft.path == KINDS[name].path_of("something-new")
    assert text.startswith("# yaml-language-server: $schema=../")
    assert formatted(text, order_of(KINDS[name])) == text
    assert max(map(len, text.splitlines())) <= 110
    assert f'\n  description: "{DESCRIPTIONS[name]}"\n' in text
    result = api.lint(
        MemoryTree({**files, draft.path: text.encode()}),
        TODAY,
        select=("SYN", "SCH", "REF"),
        paths=(draft.path,),
    )
    assert (result.files, result.findings) == (1, ())


@pytest.mark.parametrize("name", [name for name in KINDS_BUT_ONE if ENOUGH[name]])
def test_nothing_is_asked_for_in_vain(catalog: Catalog, name: str) -> None:
    """Without any one of the answers something is missing."""
    for left_out in ENOUGH[name]:
        if left_out.split("=")[0] in ("targets[0].per", "targets", "statements", "steps[0].by"):
            continue
        draft = Draft(KINDS[name], catalog)
        draft.call("new")
        for assignment in ENOUGH[name]:
            if assignment != left_out:
                draft.set(assignment)
        assert missing(draft), left_out


def test_what_is_missing_in_its_order(catalog: Catalog) -> None:
    draft = Draft(KINDS["ServiceLevelAgreement"], catalog)
    assert missing(draft) == [
        "metadata.title",
        "spec.owner",
        "spec.customer",
        "spec.services",
        "spec.validFrom",
        "spec.targets",
    ]
    draft.set("targets[0].rolling=yes")
    assert missing(draft)[-3:] == [
        "spec.targets[0].metric",
        "spec.targets[0] | atLeast | atMost",
        "spec.targets[0].per",
    ]
    draft.set("targets[0].metric=satisfaction")
    draft.set("targets[0].atLeast=4")
    assert missing(draft)[-1:] == ["spec.targets[0].per"]
    calendar = Draft(KINDS["Calendar"], catalog)
    calendar.set("freeze=true")
    assert missing(calendar) == [
        "metadata.title",
        "spec.owner",
        "spec | weekly | always | recurrences | once",
        "spec.appliesTo",
    ]


def test_the_form_of_a_figure_follows_its_metric(catalog: Catalog) -> None:
    draft = Draft(KINDS["ServiceLevelAgreement"], catalog)
    draft.set("targets[0].metric=availability")
    (gap,) = [gap for gap in draft.missing() if gap.alternatives]
    with pytest.raises(UserError, match="takes a percentage between 0 and 100"):
        draft.fill((*gap.path, "atLeast"), gap.alternatives[0].node, "4h")
    draft.fill((*gap.path, "atLeast"), gap.alternatives[0].node, "99.5")
    assert draft.value["spec"]["targets"] == [{"metric": "availability", "atLeast": 99.5}]


@pytest.mark.parametrize(
    ("typed", "name", "title"),
    [
        ("payroll", "payroll", None),
        ("Pay roll", "pay-roll", "Pay roll"),
        ("Größe", "groe", "Größe"),
        ("店舗", "service", "店舗"),
    ],
)
def test_names_and_titles(catalog: Catalog, typed: str, name: str, title: str | None) -> None:
    draft = Draft(KINDS["Service"], catalog)
    draft.call(typed)
    assert draft.value["metadata"] == ({"name": name} if title is None else {"title": title, "name": name})


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("Service", "email", "The service email exists already: catalog/services/email.yaml."),
        ("Service", "E mail", None),
        ("Organization", "another", "The organisation oakleaf exists already: catalog/organization.yaml."),
    ],
)
def test_what_exists_is_refused(catalog: Catalog, kind: str, name: str, message: str | None) -> None:
    draft = Draft(KINDS[kind], catalog)
    if message is None:
        draft.call(name)
        return
    with pytest.raises(UserError) as caught:
        draft.call(name)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("kind", "assignment", "message", "hint"),
    [
        ("Service", "owner", "owner sets nothing.", "Write FIELD=VALUE, such as spec.owner=it-manager."),
        ("Service", "ownr=it-manager", "Services have no field spec.ownr.", "Did you mean owner?"),
        ("Service", "warranty.availabilty=99", "Services have no field spec.warranty.availabilty.",
         "Did you mean availability?"),
        ("Service", "metadata.nam=x", "Services have no field metadata.nam.", "Did you mean name?"),
        ("Service", "owner=it-manger", "There is no role it-manger.", "Did you mean it-manager?"),
        ("Service", "owner=xyz", "There is no role xyz.", "Write it first: itsm new role xyz."),
        ("Service", "owner=IT manager", "“IT manager” is not the name of a role.",
         "Write it like this: it-manager (a bare name)."),
        ("Service", "state=opertional", "spec.state cannot be “opertional”.",
         "Did you mean operational? Write proposed, defined, approved, chartered, designed, built, "
         "operational, retiring or retired."),
        ("Service", "adopted=2026-02-30", "“2026-02-30” is no day of the calendar.",
         "Write it like this: 2027-03-31."),
        ("Service", "intrinsicAvailability=many",
         "spec.intrinsicAvailability takes a percentage between 0 and 100, both excluded, "
         "not the text “many”.",
         "Write a number such as 99.8."),
        ("Service", "requires=service:email,service:netwrok", "There is no service netwrok.",
         "Did you mean service:network?"),
        ("Service", "warranty=much", "much is no mapping of fields.",
         "Write its fields in brackets: {availability: …}."),
        ("Procedure", "steps=Restart it", "Restart it is no mapping of fields.",
         "Write its fields in brackets: {do: …}."),
        ("Service", "warranty={availability: 99", "{availability: 99 cannot be read: "
         "The mapping that opens here is never closed.", "Close it with }"),
        ("ServiceLevelAgreement", "targets.metric=availability", "spec.targets is a list.",
         "Say which item: spec.targets[0].metric."),
        ("ServiceLevelAgreement", "targets.0.metric=availability", "spec.targets is a list.",
         "Say which item: spec.targets[0]."),
        ("ServiceLevelAgreement", "targets[1].metric=availability",
         "spec.targets[1].metric stands behind items that are not there.", None),
        ("Calendar", "weekly=weekdays", "weekdays is no part of a week.",
         "Write it like this: mon-fri 08:00-17:00."),
        ("Procedure", "realises=incident-managment/restore", "There is no process incident-managment.",
         "Did you mean incident-management?"),
    ],
)  # fmt: skip
def test_values_that_cannot_be_meant(
    catalog: Catalog, kind: str, assignment: str, message: str, hint: str | None
) -> None:
    draft = Draft(KINDS[kind], catalog)
    with pytest.raises(UserError) as caught:
        draft.set(assignment)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_whole_is_judged_at_the_end(catalog: Catalog) -> None:
    """What is typed in brackets is judged with the rest."""

    def refusal(*assignments: str) -> tuple[str, str | None]:
        draft = Draft(KINDS["Service"], catalog)
        for assignment in ("name=new", "title=New", "owner=it-manager", "state=proposed", *assignments):
            draft.set(assignment)
        with pytest.raises(UserError) as caught:
            draft.finish()
        return caught.value.message, caught.value.hint

    assert refusal("warranty={availabilty: 99}") == (
        "spec.warranty has no field called availabilty.",
        "Did you mean availability?",
    )
    assert refusal("requires=[{atLeast: 1, of: [service:emial]}]") == (
        "spec.requires[0].of[0]: There is no service emial.",
        "Did you mean email?",
    )


def test_an_organisation_where_there_is_none() -> None:
    draft = Draft(
        KINDS["Organization"], api.load(MemoryTree({"itsm.yaml": "apiVersion: itsm/v1\nkind: Settings\n"}))
    )
    draft.call("Ours")
    draft.finish()
    assert draft.path == "catalog/organization.yaml"
    assert (
        "\nspec:\n  profile: starter  # How exacting the rules are: starter, standard or regulated.\n"
        in draft.text(with_schema=False)
    )


def test_other_roots(catalog: Catalog) -> None:
    settings = "apiVersion: itsm/v1\nkind: Settings\nroots: {catalog: it/facts, policies: it/rules}\n"
    draft = Draft(KINDS["Waiver"], api.load(MemoryTree({"itsm.yaml": settings})))
    draft.set("name=late-test")
    assert draft.path == "it/rules/waivers/late-test.yaml"


def test_the_file(catalog: Catalog) -> None:
    draft = Draft(KINDS["Term"], catalog)
    draft.call("Downtime")
    draft.set("definition=Time in which it does not work: planned, or not.")
    draft.set("synonyms=outage")
    draft.set("synonyms=loss of service")
    draft.set("metadata.description=When nothing works.")
    draft.finish()
    text = draft.text(with_schema=True)
    assert text == (
        "# yaml-language-server: $schema=../../schema/term.schema.json\n"
        "# A word of the lexicon and its meaning.\n"
        "apiVersion: itsm/v1\n"
        "kind: Term\n"
        "metadata:\n"
        "  name: downtime\n"
        "  title: Downtime\n"
        "  description: When nothing works.\n"
        "spec:\n"
        '  definition: "Time in which it does not work: planned, or not."  # What it means here (Markdown).\n'
        "  synonyms: [outage, loss of service]  # Other words for it.\n"
        "  # What else can be said. Take the sign off a line, and put your own value in.\n"
        "  # deprecatedSynonyms: [trouble ticket]  # Words for it that are no longer to be used.\n"
        "  # source: ITIL 4                        # Where the definition comes from.\n"
    )
    assert parse(text.encode()).problems == ()
    assert draft.text(with_schema=False) == text.partition("\n")[2]
