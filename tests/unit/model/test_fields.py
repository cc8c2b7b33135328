"""Every field of every kind, its name, and whether a file can do without it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from itsm_as_code.model.base import Model
from itsm_as_code.model.kinds import KINDS, Kind
from itsm_as_code.model.settings import Settings
from itsm_as_code.model.structure import Either, ListOf, MapOf, Nested, Node, fields_of

OWNED = "owner* nextReview lastReview "
TARGET = "metric* atLeast atMost unit priority share per rolling for hours excludesMaintenance measuredBy"
COMMON = (
    "hours supportHours excludesMaintenance validFrom* validTo autoRenew renewal notice "
    f"targets*[{TARGET}] approvals[role* by* date* evidence[document* sha256*] recordedBy] remedy "
    "escalation[to* handoff] "
)
CHANNELS = "channels[name type* value* hours leadsTo askedBy] "
MONEY = "[amount* currency per] "
MEASURED = "measuredAvailability[value* per source] "

FIELDS = {
    "metadata": "name* title* description tags labels links[title* url*] annotations visibility "
    "externalIds extensions",
    "organization": "profile timezone hours currency language staff sites devices maturity culture "
    f"topics[name* title* description] priorities[priority* title*] serviceDesk[{CHANNELS}] statusPage "
    "feedback featured scope",
    "objective": OWNED + "statement metric target unit by",
    "business-process": OWNED + "type criticality hours maximumTolerableDowntime workRecovery recoveryPoint "
    "manual supports businessOwner serves",
    "service": OWNED + "state* type topic criticality level needs synonyms outcome utility "
    "warranty[availability capacity[metric* value* unit] recoveryTime recoveryPoint security] "
    f"intrinsicAvailability {MEASURED} recovery backup[interval* lag] serviceHours supportHours maintenance "
    f"cost{MONEY} price{MONEY} {CHANNELS}"
    f"offerings[name* title* price{MONEY} fulfilment link users agreedBy procedure] "
    "acceptance[criterion* met] stateSince adopted retireOn replacedBy enables[process* essential] "
    "requires[atLeast* of* failover] uses users provider",
    "ci": OWNED + f"class state location asset[cost{MONEY} bought endOfSupport] intrinsicAvailability "
    f"{MEASURED} recovery hours maintenance provider requires[atLeast* of* failover]",
    "sla": OWNED + COMMON + "customer* services* customerDuties",
    "ola": OWNED + COMMON + "team* covers*",
    "contract": OWNED + COMMON + f"supplier* covers reference cost{MONEY} costShares maintenance",
    "report": OWNED + "agreement* period*[from* to*] results*[metric* priority for value* source] "
    "agreedWith actions",
    "improvement": OWNED + "finding* source action due status concerns",
    "stakeholder": OWNED
    + "roles* organisation contact signatory sponsor count partOf evaluatedOn escalation",
    "function": "purpose level facing head coordinates responsibilities",
    "role": "within heldBy[name* email] deputy[name* email] responsibilities",
    "team": "functions members[handle name email] directory hours",
    "policy": OWNED + "rationale statements* objectives approver version satisfies params "
    "rules[name* enforcement overrideBy operations match*[kind* where] variables[name* expression*] "
    "expression* message* messageExpression at] tests[rule* expect* title self old given asOf] manual",
    "process": OWNED + "phase* function purpose* implements consumes produces serves assures "
    "activities[name* title* responsible accountable consulted informed] "
    "kpis[name* successFactor target unit] version",
    "procedure": OWNED + "type realises trigger every restores lastDone steps*[do* by type takes item] takes "
    "verification rollback lastTested version",
    "artefact": OWNED + "form meaning from to",
    "calendar": OWNED
    + "timezone weekly always recurrences[rrule* start* lasts*] once[from* to* title effect] "
    "exceptions[from* to title closed hours] freeze appliesTo",
    "change-model": OWNED + "type matches[kinds fields entities] risk authority procedure "
    "reviews[date* by change success*]",
    "risk": OWNED + "threat* scope* likelihood impact treatment response status",
    "waiver": OWNED
    + "rule* scope* reason* compensatingControl requestedBy* approvedBy* granted* expires* risk",
    "term": "definition* synonyms deprecatedSynonyms source",
    "settings": "apiVersion* kind* tool roots[catalog policies] target rules[severity* reason* paths] "
    "gate[mode host owners peer since baseline] waivers[longest] requirements extensions "
    "site[title url repository audience]",
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.short)
def test_a_kind_has_its_fields(kind: Kind) -> None:
    found = {name: field.node for name, field in fields_of(kind.entity).items()}
    assert list(found) == ["apiVersion", "kind", "metadata", "spec"]
    assert sorted(_flat(found["spec"])) == _parsed(FIELDS[kind.short])
    assert sorted(_flat(found["metadata"])) == _parsed(FIELDS["metadata"])


def test_settings_have_their_fields() -> None:
    assert sorted(_flat(Nested(Settings))) == _parsed(FIELDS["settings"])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.short)
def test_everything_is_described(kind: Kind) -> None:
    for model in _models(Nested(kind.entity)):
        assert (model.__doc__ or "").strip(), model
        for field in fields_of(model).values():
            assert field.description.endswith("."), (model, field.name)


def test_no_field_is_a_boolean_of_yaml_1_1() -> None:
    words = {"y", "n", "yes", "no", "on", "off", "true", "false"}
    models = [model for kind in KINDS.values() for model in _models(Nested(kind.entity))]
    assert [name for model in models for name in fields_of(model) if name.lower() in words] == []


def _parsed(written: str) -> list[str]:
    """`a* b[c d*]` as `a*`, `b`, `b.c`, `b.d*`, sorted."""
    found: list[str] = []
    stack: list[str] = []
    for word in written.replace("[", " [ ").replace("]", " ] ").split():
        if word == "[":
            stack.append(found[-1].rstrip("*"))
        elif word == "]":
            stack.pop()
        else:
            found.append(f"{stack[-1]}.{word}" if stack else word)
    return sorted(found)


def _flat(node: Node, path: str = "") -> Iterator[str]:
    if isinstance(node, Nested):
        for name, field in fields_of(node.model).items():
            here = f"{path}.{name}" if path else name
            yield f"{here}*" if field.required else here
            yield from _flat(field.node, here)
    for below in _below(node):
        yield from _flat(below, path)


def _below(node: Node) -> tuple[Node, ...]:
    match node:
        case ListOf(item):
            return (item,)
        case MapOf(_, value):
            return (value,)
        case Either(options):
            return options
        case _:
            return ()


def _models(node: Node) -> Iterator[type[Model]]:
    if isinstance(node, Nested):
        yield node.model
        for field in fields_of(node.model).values():
            yield from _models(field.node)
    for below in _below(node):
        yield from _models(below)
