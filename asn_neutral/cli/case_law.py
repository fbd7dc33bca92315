"""The verbs of `asn-neutral case` that hold cases against the law."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from asn_neutral.cli.completing import complete_number
from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.keying import KeyOption, PassphraseOption, opener
from asn_neutral.cli.options import CaseNumber, FormatOption, OutputOption, ReceivedOption, day_option
from asn_neutral.errors import ExitCode, UsageError
from asn_neutral.locale import N_, _

if TYPE_CHECKING:
    import sqlite3

    from asn_neutral.law.terms import Official
    from asn_neutral.services.dossiers import Brief
    from asn_neutral.services.sealing import Opener

Weight = Literal["error", "warning", "note"]
"""The words of `Severity`, which is not loaded for commands that judge nothing; a test compares them."""
NumberOrAll = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("NUMBER"),
        help=N_("The case's number, a beginning of it that fits one only, or - for the case shown last."),
        autocompletion=complete_number("case"),
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help=N_("Every open case, instead of one."))]
ClosedOption = Annotated[bool, typer.Option("--closed", help=N_("With --all: closed cases too."))]
FailOnOption = Annotated[
    Weight | None,
    typer.Option(
        "--fail-on",
        metavar="error|warning|note",
        help=N_("End with 4 when something of this weight, or graver, was found."),
    ),
]
VacantOption = Annotated[
    list[str] | None,
    typer.Option(
        "--vacant", metavar=N_("OFFICIAL"), help=N_("Whose post is not filled: jpt-pratama, administrator, pengawas.")
    ),
]


SanctionOption = Annotated[
    str | None,
    typer.Option("--sanction", metavar="ID", help=N_("What if it were this sanction; `case sanctions` names them.")),
]
DecidedOption = Annotated[
    date | None,
    day_option("--decided", N_("What if it were decided that day.")),
]
OfficialOption = Annotated[
    str | None,
    typer.Option("--official", metavar=N_("OFFICIAL"), help=N_("What if this official decided: ppk, jpt-pratama …")),
]


def add_to(app: typer.Typer) -> None:
    """Give *app* these verbs."""
    for verb, (command, example) in VERBS.items():
        app.command(verb, epilog=example)(command)


def check(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: NumberOrAll = None,
    *,
    every: AllOption = False,
    closed: ClosedOption = False,
    fail_on: FailOnOption = None,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Hold a case against the law: what is wrong, what is open to attack, and on what article.

    It sees the earlier sanctions of the respondent, and whether somebody handles a case of their own. Whether somebody
    handles what they complained of themselves, it sees with the key of a custodian (--key).
    `asn-neutral law checks list` names what is looked for.
    """
    from asn_neutral.cli.records import setting_of
    from asn_neutral.law.lawfulness import Severity
    from asn_neutral.reports.lawfulness import Lawfulness
    from asn_neutral.services.dossiers import briefs

    wanted, office = _wanted(number, every=every, closed=closed), office_of(ctx)
    law = Lawfulness(setting_of(office))
    with office.reading() as connection:
        lent = opener(office, connection, key, passphrase_from)
        if wanted is None:
            every_brief = briefs(connection, office.book, office.database, lent, closed=closed)
            table = law.of_all(every_brief, closed=closed)
        else:
            table = law.of_one(_brief(office, wanted, connection, lent))
        office.show(table, format=format, output=output)
    if fail_on and law.reaches(Severity(fail_on)):
        raise typer.Exit(ExitCode.GATE)


def sanctions(
    ctx: typer.Context,
    number: CaseNumber,
    *,
    vacant: VacantOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show which sanctions are open in a case, who may impose them, and why the others are not.

    It sees the earlier sanctions of the respondent. Nothing is recorded.
    """
    from asn_neutral.cli.records import setting_of
    from asn_neutral.reports.sanctions import sanctions_page

    office, posts = office_of(ctx), _vacant(vacant or ())
    with office.reading() as connection:
        brief = _brief(office, number, connection)
    office.show(sanctions_page(brief, setting_of(office), vacant=posts), format=format, output=output)


def simulate(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: CaseNumber,
    *,
    received: ReceivedOption = None,
    sanction: SanctionOption = None,
    decided: DecidedOption = None,
    official: OfficialOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show every day that follows from a decision: the one on record, or what if there were another.

    Delivery, in force, the last days to object or appeal and to be answered, the end of the term, and the time in
    which the sanction is in force and may still be attacked. What is not told is taken from the case, and where
    nothing was decided from what the law opens for it. Nothing is recorded.
    """
    from asn_neutral.cli.records import setting_of
    from asn_neutral.domain.supposing import Told
    from asn_neutral.reports.simulated import simulated

    office = office_of(ctx)
    told = Told(sanction, _deciding(official), decided, received)
    with office.reading() as connection:
        brief = _brief(office, number, connection)
    office.show(simulated(brief, setting_of(office), office.view, told), format=format, output=output)


def _wanted(number: str | None, *, every: bool, closed: bool) -> str | None:
    """The number of the one case that is meant; None for all.

    Raises:
        UsageError: It is not said whether one or all, or --closed goes with one.
    """
    if (number is not None) == every:
        raise UsageError(problem=_("Name one case, or --all for every open case."))
    if closed and not every:
        raise UsageError(problem=_("--closed goes with --all; a case that is named is looked at anyway."))
    return number


def _vacant(words: Iterable[str]) -> "frozenset[Official]":
    """The officials that *words* name whose competence moves up while nobody holds their post.

    Raises:
        UsageError: A word names none of them; the nearest is named.
    """
    from asn_neutral.domain.competence import next_higher
    from asn_neutral.law.terms import Official

    below = [one for one in Official if next_higher(one) is not one]
    return frozenset(_official("--vacant", word, below) for word in words)


def _deciding(word: str | None) -> "Official | None":
    """The official that *word* names.

    Raises:
        UsageError: It names none; the nearest is named.
    """
    from asn_neutral.law.terms import Official

    return None if word is None else _official("--official", word, Official)


def _official(option: str, word: str, among: "Iterable[Official]") -> "Official":
    """The one of *among* that *word* names, by itself or as people read it; UsageError otherwise."""
    from asn_neutral.intake.reasons import RefusedValueError
    from asn_neutral.intake.words import fold_word, reader_of
    from asn_neutral.law.terms import OFFICIAL_LABELS, Official

    words = {one.value: one.value for one in among}
    labels = {fold_word(_(OFFICIAL_LABELS[word])): word for word in words}
    try:
        return Official(reader_of({**labels, **words})(word))
    except RefusedValueError as refused:
        raise UsageError(problem=f"{option}: {refused}{'' if str(refused).endswith('?') else '.'}") from refused


def _brief(office: Office, number: str, connection: "sqlite3.Connection", lent: "Opener | None" = None) -> "Brief":
    """The case that *number* names, with what it is weighed with; it is the one shown last afterwards.

    Raises:
        NotFoundError, AmbiguousError: It names none, or more than one.
        BrokenDatabaseError: Its events cannot be replayed.
    """
    from asn_neutral.services.dossiers import brief_named

    brief = brief_named(connection, office.meant("case", number), office.book, office.database, lent)
    office.remember("case", brief.state.number)
    return brief


VERBS: Final[dict[str, tuple[Callable[..., None], str]]] = {
    "check": (check, N_("Example: asn-neutral case check --all --fail-on error")),
    "simulate": (simulate, N_("Example: asn-neutral case simulate 2024/0017 --received 2025-02-03")),
    "sanctions": (sanctions, N_("Example: asn-neutral case sanctions 2024/0017 --vacant pengawas")),
}
"""Each verb with its command and its example."""
