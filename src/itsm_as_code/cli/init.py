"""`itsm init`: a new repository from a handful of answers."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from itsm_as_code import __version__
from itsm_as_code.cli import asking, options, output, streams, workspace
from itsm_as_code.cli.verbs import VERBS
from itsm_as_code.errors import UserError
from itsm_as_code.model.vocabulary import PROFILES, Profile

if TYPE_CHECKING:
    from itsm_as_code.lint import LintResult
    from itsm_as_code.scaffold.advice import Facts
    from itsm_as_code.scaffold.answers import Answers, Host

_CULTURES = ("informal", "balanced", "formal")
_HOSTS = ("github", "gitlab", "none")
_NEXT = ("git init --initial-branch main", "git add .", "git commit -m Begin", "itsm next")


@click.command("init", short_help=VERBS["init"].help)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="How exacting the rules are (default: what suits the size and culture of the organisation).",
)
@click.option(
    "--reference",
    is_flag=True,
    help="Write the whole reference model around an empty catalogue: functions, processes, policies, "
    "procedures, terms. standard and regulated always come with it.",
)
@click.option(
    "--ci",
    type=click.Choice(_HOSTS),
    default="github",
    show_default=True,
    help="The git host whose pipeline is written.",
)
@click.option("--title", metavar="TEXT", help="What the organisation is called.")
@click.option(
    "--timezone", metavar="ZONE", help="Where its clocks are, such as Europe/Berlin (default: UTC)."
)
@click.option(
    "--hours", metavar="HOURS", help="Its working week (default: mon-fri 09:00-17:00); commas part days."
)
@click.option("--it-manager", metavar="PERSON", help="Who runs IT: a name, or 'NAME <E-MAIL>'.")
@click.option("--director", metavar="PERSON", help="Who agrees for the business.")
@click.option("--desk", metavar="CONTACT", help="How people reach IT: a number, an e-mail or a web address.")
@click.option("--service", metavar="TEXT", help="What the first service is called (default: E-mail).")
@click.option("--purpose", metavar="TEXT", help="What people do with it.")
@click.option("--outcome", metavar="TEXT", help="What comes of it for the business.")
@click.option("--objective", metavar="TEXT", help="With the reference model: what the organisation wants.")
@click.option("--business", metavar="TEXT", help="With the reference model: what it does for its customers.")
@click.option("--currency", metavar="CODE", help="The currency of amounts that name none (default: EUR).")
@click.option("--language", metavar="TAG", help="The language of the texts (default: en).")
@click.option("--staff", type=click.IntRange(min=0), help="How many people work there.")
@click.option("--sites", type=click.IntRange(min=0), help="At how many places.")
@click.option("--devices", type=click.IntRange(min=0), help="With how many devices.")
@click.option("--maturity", type=click.IntRange(0, 5), help="How mature service management is, 0 to 5.")
@click.option("--culture", type=click.Choice(_CULTURES), help="How much people rely on written rules.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: what no flag says is left to be written later.")
@click.option("--schemas", is_flag=True, help="Only bring the schemas of an existing repository up to date.")
@options.as_of
def command(
    *,
    folder: Path,
    profile: Profile | None,
    reference: bool,
    ci: str,
    today: dt.date,
    yes: bool,
    schemas: bool,
    staff: int | None,
    sites: int | None,
    devices: int | None,
    maturity: int | None,
    culture: str | None,
    **given: str | None,
) -> int:
    """Begin a repository, in DIR or here.

    A handful of questions makes a small repository that lints: the organisation, a first service, who answers
    for it and what is promised; and around it the settings, a README, editor and pre-commit configuration,
    the schemas, and a pipeline that lints and plans. Every question has a flag, so that it works without a
    terminal too.

    Nothing that exists is replaced.
    """
    if schemas:
        return _schemas(workspace.find_root())
    folder = Path(os.path.normpath(Path.cwd() / folder))
    if os.path.lexists(folder / workspace.SETTINGS):
        raise UserError(
            f"{folder} holds a repository already: there is an {workspace.SETTINGS}.",
            "'itsm next' says what is worth doing there.",
        )

    from itsm_as_code.scaffold import repository
    from itsm_as_code.scaffold.advice import Facts
    from itsm_as_code.scaffold.creating import create

    asks = not yes and asking.somebody_there()
    facts = Facts(staff, sites, devices, maturity, culture)
    chosen, facts, reasons = _profile(profile, facts, asks=asks)
    begin = _Begin(chosen, reference or chosen != "starter", ci, facts, yes, asks)
    answers = begin.answers(given)
    files = repository.plan(answers, today)
    result = _judged(files, today)
    create(folder, files)
    output.deliver(_report(folder, answers, reasons, files, result), None)
    return 0


def _schemas(root: Path) -> int:
    """Write the schemas of this version anew."""
    from itsm_as_code.scaffold import repository

    files = repository.schema_files()
    (root / repository.SCHEMAS).mkdir(exist_ok=True)
    for path, data in files.items():
        output.deliver(data.decode(), root / path)
    streams.write(f"{len(files)} schemas in {repository.SCHEMAS}/ are those of itsm {__version__}.\n")
    return 0


def _profile(profile: Profile | None, facts: Facts, *, asks: bool) -> tuple[Profile, Facts, Sequence[str]]:
    """The profile that is given or chosen, what is known by then, and why it was proposed."""
    from itsm_as_code.scaffold.advice import propose

    if profile is not None:
        return profile, facts, ()
    if asks:
        facts = _facts(facts)
    proposal = propose(facts)
    if not asks:
        return proposal.profile, facts, proposal.reasons
    asking.tell(f"The profile {proposal.profile} suits it.")
    for reason in proposal.reasons:
        asking.tell(f"  {reason}")
    chosen = asking.choose("Which profile shall it be?", PROFILES, proposal.profile)
    return cast("Profile", chosen), facts, proposal.reasons if chosen == proposal.profile else ()


def _facts(known: Facts) -> Facts:
    """Ask for what the flags do not say."""
    from itsm_as_code.scaffold.advice import CULTURES, Facts
    from itsm_as_code.scaffold.answers import number, one_of

    def asked(value: int | None, question: str, most: int | None = None) -> int | None:
        return asking.ask(question, lambda text: number(text, most), "skip") if value is None else value

    return Facts(
        asked(known.staff, "How many people work in the organisation?"),
        asked(known.sites, "At how many places?"),
        asked(known.devices, "With how many devices?"),
        asked(
            known.maturity, "How mature is service management, from 0 (none) to 5 (it improves itself)?", 5
        ),
        known.culture
        or asking.ask(
            "How much do people rely on written rules: informal, balanced or formal?",
            lambda text: one_of(text, CULTURES),
            "skip",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Begin:
    """How the questions are put.

    Attributes:
        profile: The profile.
        reference: Whether the reference model is written.
        ci: The git host.
        facts: What is known about the organisation.
        yes: Whether placeholders will do where there is no answer.
        asks: Whether there is somebody to ask.
    """

    profile: Profile
    reference: bool
    ci: str
    facts: Facts
    yes: bool
    asks: bool

    def answers(self, given: Mapping[str, str | None]) -> Answers:
        """The answers that flags give, and those of whoever can be asked.

        Raises:
            UserError: When an answer is missing, cannot be read, or is of no use.
        """
        from itsm_as_code.scaffold.answers import Answers, currency, language
        from itsm_as_code.scaffold.questions import asked, needed

        questions = asked(reference=self.reference)
        self._refuse_useless(given)
        values: dict[str, Any] = {}
        missing = []
        for question in questions:
            text = given[question.field]
            must = needed(question, self.profile, yes=self.yes)
            if text is not None:
                values[question.field] = _read(question.flag, question.read, text)
            elif self.asks:
                values[question.field] = asking.ask(
                    question.text, question.read, None if must else question.otherwise
                )
            elif must:
                missing.append(question.flag)
        if missing:
            raise self._missing(missing)
        for name, read in (("currency", currency), ("language", language)):
            text = given[name]
            values[name] = _read(f"--{name}", read, text) if text is not None else None
        found = {name: value for name, value in values.items() if value is not None}
        return Answers(
            profile=self.profile,
            reference=self.reference,
            ci=cast("Host", self.ci),
            facts=self.facts,
            **found,
        )

    def _refuse_useless(self, given: Mapping[str, str | None]) -> None:
        """Refuse an answer that would go nowhere."""
        from itsm_as_code.scaffold.questions import QUESTIONS, asked

        questions = asked(reference=self.reference)
        useless = [q.flag for q in QUESTIONS if q not in questions and given[q.field] is not None]
        if useless and self.reference:
            raise UserError(
                f"{', '.join(useless)} cannot be given with the reference model: its catalogue is empty.",
                "'itsm new service' writes the first service afterwards.",
            )
        if useless:
            raise UserError(
                f"{', '.join(useless)} cannot be given without the reference model.", "Add --reference."
            )

    def _missing(self, flags: Sequence[str]) -> UserError:
        message = f"Nobody can be asked here, and answers are missing: {', '.join(flags)}."
        if self.profile == "regulated":
            return UserError(message, "Give them as flags: the profile regulated takes no placeholders.")
        return UserError(message, "Give them as flags, or say --yes to leave them to be written later.")


def _read(flag: str, read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except UserError as error:
        raise UserError(f"{flag}: {error.message}", error.hint) from error


def _judged(files: Mapping[str, bytes], today: dt.date) -> LintResult:
    """What the linter says of files that are not yet written.

    Raises:
        UserError: When there is an error among it: nobody shall begin with one.
    """
    from itsm_as_code import api
    from itsm_as_code.finding import Severity
    from itsm_as_code.tree import MemoryTree

    result = api.lint(MemoryTree(files), today)
    for finding in result.findings:
        if finding.severity is Severity.ERROR:
            raise UserError(
                f"What would be written has a fault: {finding.location}: {finding.message}.", finding.help
            )
    return result


def _report(
    folder: Path, answers: Answers, reasons: Sequence[str], files: Mapping[str, bytes], result: LintResult
) -> str:
    """What was written, why so, and what to do next."""
    from itsm_as_code.lint.representatives import brief
    from itsm_as_code.report.style import PLAIN
    from itsm_as_code.report.text import totals
    from itsm_as_code.text import count, printable

    lines = [f"{printable(answers.title)}: {count(len(files), 'file')} in {printable(str(folder))}", ""]
    lines += [f"  {path}" for path in _listed(files)]
    lines += ["", f"The profile is {answers.profile}.", *(f"  {reason}" for reason in reasons)]
    lines += ["", *totals(brief(result), PLAIN).split("\n")]
    go = [] if folder == Path.cwd() else [f"  cd {shlex.quote(str(folder))}"]
    lines += ["", "Next:", *go, *(f"  {command}" for command in _NEXT)]
    return "\n".join(lines) + "\n"


def _listed(files: Mapping[str, bytes]) -> Iterator[str]:
    """The files, those of a folder as their number."""
    from itsm_as_code.text import count

    tops = Counter(path.partition("/")[0] for path in files)
    width = max(map(len, tops)) + 3
    for top in sorted(tops, key=str.lower):
        yield top if top in files else f"{f'{top}/':<{width}}{count(tops[top], 'file')}"
