"""`asn-neutral law`: what the law data says, and when a deadline ends."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer

from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.options import AsOfOption, FormatOption, OutputOption, resolve_day
from asn_neutral.cli.plain import PlainCommand, PlainGroup
from asn_neutral.law.terms import ElectionKind
from asn_neutral.locale import N_

if TYPE_CHECKING:
    from asn_neutral.law.book import Book

app = typer.Typer()
GROUPS: Final = {
    "violations": typer.Typer(help=N_("Forms of violation and their grounds.")),
    "sanctions": typer.Typer(help=N_("Sanctions, the lightest first.")),
    "deadlines": typer.Typer(help=N_("Deadlines and what they run from.")),
    "holidays": typer.Typer(help=N_("Days off and the decrees that set them.")),
    "elections": typer.Typer(help=N_("Elections and their stages.")),
    "authority": typer.Typer(help=N_("Who may impose a sanction.")),
}
for _name, _group in GROUPS.items():
    _group.rich_markup_mode = None
    app.add_typer(_group, name=_name, cls=PlainGroup)

CodeArgument = Annotated[str, typer.Argument(metavar=N_("CODE"), help=N_("The code, such as D4."))]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help=N_("The id, as the list shows it."))]
DayArgument = Annotated[str, typer.Argument(metavar=N_("DATE"), help=N_("The date, such as 2024-04-10."))]
RuleArgument = Annotated[str, typer.Argument(metavar=N_("RULE"), help=N_("The id of the deadline."))]
YearOption = Annotated[
    int | None, typer.Option("--year", min=1, max=9999, metavar=N_("YEAR"), help=N_("The year; this one unless given."))
]
StartOption = Annotated[
    date,
    typer.Option(
        "--from",
        parser=str,
        callback=resolve_day,
        metavar=N_("DATE"),
        help=N_("The day it runs from; that day does not count."),
    ),
]
RegimeOption = Annotated[
    ElectionKind | None,
    typer.Option(
        "--regime", metavar="pilkada|pemilu", help=N_("The kind of election, where a deadline differs by it.")
    ),
]
ExplainOption = Annotated[bool, typer.Option("--explain", help=N_("Show every day, counted or not, and why."))]


def _book_of(office: Office) -> "Book":
    """The whole law data, checked."""
    from asn_neutral.law.book import load_book

    book = load_book(office.settings.law_file)
    book.verify()
    return book


@GROUPS["violations"].command(
    "list", cls=PlainCommand, epilog=N_("Example: asn-neutral law violations list --as-of 2024-09-25")
)
def list_violations(
    ctx: typer.Context, *, as_of: AsOfOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    """List the forms of violation of a day, today unless another is given."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.violations(_book_of(office), on=as_of or office.today), format=form, output=output)


@GROUPS["violations"].command("show", cls=PlainCommand, epilog=N_("Example: asn-neutral law violations show D4"))
def show_violation(
    ctx: typer.Context,
    code: CodeArgument,
    *,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show a form with its grounds and its other versions."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.violation(_book_of(office), code, on=as_of or office.today), format=form, output=output)


@GROUPS["sanctions"].command(
    "list", cls=PlainCommand, epilog=N_("Example: asn-neutral law sanctions list --as-of 2024-09-25")
)
def list_sanctions(
    ctx: typer.Context, *, as_of: AsOfOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    """List the sanctions of a day, the lightest first."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.sanctions(_book_of(office), on=as_of or office.today), format=form, output=output)


@GROUPS["sanctions"].command(
    "show", cls=PlainCommand, epilog=N_("Example: asn-neutral law sanctions show turun-jabatan")
)
def show_sanction(
    ctx: typer.Context,
    entry: IdArgument,
    *,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show a sanction and its other versions."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.sanction(_book_of(office), entry, on=as_of or office.today), format=form, output=output)


@GROUPS["deadlines"].command(
    "list", cls=PlainCommand, epilog=N_("Example: asn-neutral law deadlines list --as-of 2024-09-25")
)
def list_deadlines(
    ctx: typer.Context, *, as_of: AsOfOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    """List the deadlines of a day."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.deadlines(_book_of(office), on=as_of or office.today), format=form, output=output)


@GROUPS["deadlines"].command("show", cls=PlainCommand, epilog=N_("Example: asn-neutral law deadlines show in-force"))
def show_deadline(
    ctx: typer.Context,
    entry: IdArgument,
    *,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show a deadline and its other versions."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.deadline(_book_of(office), entry, on=as_of or office.today), format=form, output=output)


@GROUPS["authority"].command(
    "list", cls=PlainCommand, epilog=N_("Example: asn-neutral law authority list --as-of 2024-09-25")
)
def list_authority(
    ctx: typer.Context, *, as_of: AsOfOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    """List who may impose what, on a day."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.authorities(_book_of(office), on=as_of or office.today), format=form, output=output)


@GROUPS["authority"].command(
    "show", cls=PlainCommand, epilog=N_("Example: asn-neutral law authority show pengawas-sedang")
)
def show_authority(
    ctx: typer.Context,
    entry: IdArgument,
    *,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one entry on who may impose a sanction."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.authority(_book_of(office), entry, on=as_of or office.today), format=form, output=output)


@GROUPS["holidays"].command("list", cls=PlainCommand, epilog=N_("Example: asn-neutral law holidays list --year 2024"))
def list_holidays(
    ctx: typer.Context, *, year: YearOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    """List the days off of a year, with those that were cancelled before they came."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.holidays(_book_of(office), year=year or office.today.year), format=form, output=output)


@GROUPS["holidays"].command("show", cls=PlainCommand, epilog=N_("Example: asn-neutral law holidays show 2024-04-10"))
def show_holiday(
    ctx: typer.Context, day: DayArgument, *, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Show a day off and the decree that set it."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.holiday(_book_of(office), office.day("DATE", day)), format=form, output=output)


@GROUPS["elections"].command("list", cls=PlainCommand, epilog=N_("Example: asn-neutral law elections list"))
def list_elections(ctx: typer.Context, *, form: FormatOption = None, output: OutputOption = None) -> None:
    """List the elections."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.elections(_book_of(office)), format=form, output=output)


@GROUPS["elections"].command(
    "show", cls=PlainCommand, epilog=N_("Example: asn-neutral law elections show pilkada-2024")
)
def show_election(
    ctx: typer.Context, entry: IdArgument, *, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Show an election with its stages."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    office.show(law.election(_book_of(office), entry), format=form, output=output)


@app.command("due", epilog=N_("Example: asn-neutral law due in-force --from 2026-07-14 --explain"))
def due(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    rule: RuleArgument,
    *,
    start: StartOption,
    regime: RegimeOption = None,
    explain: ExplainOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show when a deadline ends that runs from a day."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    week = office.settings.office_week
    record = law.due(_book_of(office), rule, start, week=week, regime=regime, explain=explain)
    office.show(record, format=form, output=output)
