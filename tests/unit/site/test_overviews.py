"""The pages by which IT looks at itself as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from itsm_as_code.site.generate import generate
from tests.unit.site.catalogues import SMALLEST, service, site_of
from tests.unit.site.test_generate import text_of

HEAD = """\
apiVersion: itsm/v1
kind: {kind}
metadata: {{name: {name}, title: {title}}}
spec: {{owner: it-manager, {spec}}}
"""
FOLDERS = {
    "Objective": "objectives",
    "BusinessProcess": "business-processes",
    "Process": "processes",
    "Procedure": "procedures",
    "Artefact": "artefacts",
    "Risk": "risks",
    "ChangeModel": "change-models",
    "Function": "functions",
    "UnderpinningContract": "contracts",
    "Stakeholder": "stakeholders",
}


def entity(kind: str, name: str, spec: str) -> dict[str, str]:
    text = HEAD.format(kind=kind, name=name, title=name.capitalize(), spec=spec)
    return {f"catalog/{FOLDERS[kind]}/{name}.yaml": text}


def shown(page: str, files: Mapping[str, str]) -> str:
    return text_of(generate(site_of({**SMALLEST, **files}))[f"{page}/index.md"])


def test_gaps_between_goals_and_tasks_are_marked() -> None:
    files = {
        **entity("Objective", "profit", "unit: '%'"),
        **entity("Objective", "fame", "unit: '%'"),
        **entity("BusinessProcess", "selling", "supports: [profit]"),
        **entity("BusinessProcess", "sewing", "manual: true"),
        **entity("BusinessProcess", "buying", "manual: false"),
        **service("till", "enables: [selling]"),
        **entity(
            "Process",
            "mending",
            "phase: operation, purpose: Mend., serves: [till], activities: [{name: mend, title: Mend}]",
        ),
        **entity(
            "Procedure",
            "mend-till",
            "realises: [mending/mend], steps: [{do: Mend., type: technical}, {do: Tell.}]",
        ),
    }
    assert shown("alignment", files) == (
        "Home How IT works # From goal to task "
        "Every task of IT traced up to the goal of the business that it serves. Gaps are marked. "
        "## Goals What the business wants to reach, and what serves it. "
        "Objective Business process Service Fame Profit Buying Selling Sewing Till "
        "Objective Business processes Services Fame nothing supports it Profit Selling Till "
        "## Work What the business does, for which goal, by which services. "
        "Business process Importance For By "
        "Buying medium serves no objective no service enables it "
        "Selling medium Profit Till "
        "Sewing medium serves no objective done by hand "
        "## Services What each service is for, and which IT processes look after it. "
        "Service For Looked after by E-mail nobody needs it no process serves it Till Selling Mending "
        "## IT processes What IT does, and the procedures that say how. "
        "IT process How it is done Technical tasks Mending Mend-till 1"
    )


FLOW = {
    **entity("Artefact", "call", "from: The users"),
    **entity("Artefact", "record", "form: record"),
    **entity("Artefact", "answer", "to: The users"),
    **entity("Process", "mending", "phase: operation, purpose: Mend., consumes: [call], produces: [record]"),
    **entity(
        "Process",
        "learning",
        "phase: delivery-control, purpose: Learn., consumes: [record], produces: [answer]",
    ),
}


def test_who_hands_what_to_whom() -> None:
    assert shown("flow", FLOW) == (
        "Home How IT works # How work moves "
        "Few issues stay in one process: who hands what to whom, phase by phase. "
        "## What happens when … Follow what comes from outside IT. When From In a sentence Call The users "
        "## Delivery Control Process Answered for by Takes Hands on "
        "Learning Record from Mending Answer to The users "
        "## Operation Process Answered for by Takes Hands on Mending Call from The users Record to Learning"
    )


def test_what_happens_when() -> None:
    assert shown("flow/call", FLOW) == (
        "Home How IT works How work moves # What happens when: Call Where Call goes through IT. "
        "In the order in which it reaches them. It comes from: The users. "
        "Process Who Takes Does Hands on Mending Call Record Learning Record Answer"
    )


def test_costs() -> None:
    supplier = entity("Stakeholder", "telco", "roles: [supplier]")
    contract = entity(
        "UnderpinningContract",
        "line",
        "supplier: telco, covers: ['service:till'], validFrom: 2026-01-01, cost: {amount: 100, per: 1mo},"
        " targets: [{metric: availability, atLeast: 99.5, per: 1y}]",
    )
    files = {
        **supplier,
        **contract,
        **service("till", "cost: {amount: 5000, per: 1y}, price: {amount: 10, per: 1mo}"),
        **service("chat", "cost: {amount: 1000, per: 1mo}"),
    }
    found = shown("costs", files).replace("\N{NO-BREAK SPACE}", " ")
    assert found == (
        "Home How IT works # What IT costs "
        "Services are an expense, the things they are made of an investment. "
        "## Services What it costs to provide them, contracts included. "
        "Service In a year Of that for contracts Price "
        "Chat € 12,000 Till € 5,000 € 1,200 € 10 a month All of them € 17,000 "
        "## Contracts What suppliers are paid. Contract Supplier Cost In force "
        "Line Telco € 100 a month from 1 January 2026 until it is replaced"
    )
    assert "costs/index.md" not in generate(site_of({**SMALLEST, **files}, audience="business"))


def test_risks_the_gravest_first() -> None:
    files = {
        **entity("Risk", "rain", "threat: It rains., scope: ['service:email'], likelihood: 2, impact: 2"),
        **entity(
            "Risk",
            "fire",
            "threat: It burns., scope: ['service:email'], likelihood: 1, impact: 5, treatment: mitigate",
        ),
        **entity("Risk", "flood", "threat: It floods., scope: ['service:email'], status: closed"),
    }
    assert shown("risks", files) == (
        "Home How IT works # Risks What may go wrong, the gravest first, and what is done about it. "
        "## Open Risk What may happen Likelihood × impact Is What it would hit Owner Next review "
        "Fire It burns. 1 × 5 = 5 made smaller E-mail IT manager Rain It rains. 2 × 2 = 4 E-mail IT manager "
        "## Closed Risk What may happen Likelihood × impact Is What it would hit Owner Next review "
        "Flood It floods. E-mail IT manager"
    )


def test_what_falls_due() -> None:
    files = {
        **service("till", "nextReview: 2026-11-19"),
        **service("chat", "nextReview: 2026-12-01"),
        **service("fax", "nextReview: 2027-12-01"),
    }
    assert shown("due", files) == (
        "Home How IT works # What falls due What somebody has to do in the next 120 days, and what ends. "
        "## Overdue By What Of Who 19 November 2026 Review Till IT manager "
        "## December 2026 By What Of Who 1 December 2026 Review Chat IT manager"
    )


def test_the_portfolio() -> None:
    files = {
        path: text.replace("operational", "built")
        for path, text in service("till", "criticality: high").items()
    }
    assert shown("portfolio", files) == (
        "Home How IT works # Portfolio "
        "Every service by its state, from the first idea to the end of its life. "
        "## Pipeline What is to come: ideas, and what is being made. "
        "Service State Importance Owner Till Starting soon high IT manager "
        "## Catalogue What people can use. Service State Importance Owner E-mail In use high IT manager"
    )


def test_changes_that_were_looked_back_at() -> None:
    reviews = (
        "reviews: [{date: 2026-01-14, change: Prices, success: true},"
        " {date: 2026-03-16, by: it-manager, change: Tills, success: false}]"
    )
    assert shown("changes", entity("ChangeModel", "prices", reviews)) == (
        "Home How IT works # Changes "
        "What changed, the latest first, and whether changes did what they were to do. "
        "## Looked back at Changes that were looked back at, and whether they did what they were to do. "
        "Change Reviewed on Model Result Reviewed by "
        "Tills 16 March 2026 Prices went wrong IT manager "
        "Prices 14 January 2026 Prices went well"
    )


def test_what_governs_what() -> None:
    policy = """\
apiVersion: itsm/v1
kind: Policy
metadata: {name: care, title: Care}
spec: {owner: it-manager, statements: [Take care.], manual: true, satisfies: [FitSM-1 PR9]}
"""
    files = {
        "policies/care.yaml": policy,
        **entity(
            "Process",
            "mending",
            "phase: operation, purpose: Mend., implements: [care],"
            " activities: [{name: mend, title: Mend}, {name: tell, title: Tell}]",
        ),
        **entity("Process", "idling", "phase: operation, purpose: Idle."),
        **entity("Procedure", "mend-till", "realises: [mending/mend], steps: [{do: Mend.}]"),
    }
    assert shown("coverage", files) == (
        "Home How IT works # What governs what "
        "A policy says why, a process what, a procedure how. What lacks one of them is marked. "
        "## Policies Policy Put into practice by Checked by Meets Care Mending people alone FitSM-1 PR9 "
        "## Processes Process Because of Activities and how they are done "
        "Idling no policy no activities "
        "Mending Care Mend: Mend-till Tell: no procedure"
    )


def test_what_a_role_does() -> None:
    activities = (
        "activities: [{name: mend, title: Mend, informed: [director], accountable: it-manager},"
        " {name: tell, title: Tell, responsible: [director]}]"
    )
    files = entity("Process", "mending", f"phase: operation, purpose: Mend., {activities}")
    assert shown("roles/director", files) == (
        "Home Roles # Director Role Held by Ana Ruiz "
        "## What it does Activity It Mending: Tell does it Mending: Mend is told "
        "## What hangs together Approves What IT promises everyone Signs for Everyone "
        "## About this page Source catalog/roles/director.yaml"
    )
    assert shown("processes/mending", files) == (
        "Home Processes # Mending Process ## What it is for Mend. Phase Operation "
        "## What is done Mend Tell "
        "## Who takes part R does it · A answers for it · C is asked · I is told "
        "Role Mend Tell IT manager A Director I R "
        "## About this page Owner IT manager ( Marta Lindqvist ) Source catalog/processes/mending.yaml"
    )
