"""`asn-neutral law`: what the law data says, and when a deadline ends."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer
from typer.models import ArgumentInfo

from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.options import (
    AsOfOption,
    DryRunOption,
    ExplainOption,
    FormatOption,
    OutputOption,
    YesOption,
    day_option,
)
from asn_neutral.cli.plain import PlainCommand, PlainGroup
from asn_neutral.law.terms import DayKind, ElectionKind, Official, Track
from asn_neutral.locale import N_, _

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
    "recommenders": typer.Typer(help=N_("Who recommends to the PPK.")),
    "retention": typer.Typer(help=N_("How long closed files are kept, and what becomes of them.")),
    "checks": typer.Typer(help=N_("What the lawfulness check of a case looks for.")),
}
for _name, _group in GROUPS.items():
    _group.rich_markup_mode = None
    app.add_typer(_group, name=_name, cls=PlainGroup)

CODE: Final = typer.Argument(metavar=N_("CODE"), help=N_("The code, such as D4."))
ID: Final = typer.Argument(metavar="ID", help=N_("The id, as the list shows it."))


class Versioned(NamedTuple):
    """A kind of entries that have versions: what its two commands say of themselves, and an entry for the example."""

    listing: str
    showing: str
    example: str
    argument: ArgumentInfo = ID


VERSIONED: Final = {
    "violations": Versioned(
        N_("List the forms of violation of a day, today unless another is given."),
        N_("Show a form with its grounds and its other versions."),
        "D4",
        CODE,
    ),
    "sanctions": Versioned(
        N_("List the sanctions of a day, the lightest first."),
        N_("Show a sanction and its other versions."),
        "turun-jabatan",
    ),
    "deadlines": Versioned(
        N_("List the deadlines of a day."), N_("Show a deadline and its other versions."), "in-force"
    ),
    "authority": Versioned(
        N_("List who may impose what, on a day."),
        N_("Show one entry on who may impose a sanction."),
        "pengawas-sedang",
    ),
    "recommenders": Versioned(
        N_("List who recommends to the PPK, on a day."),
        N_("Show who recommends to the PPK, and from when to when."),
        "bkn",
    ),
    "retention": Versioned(
        N_("List how long closed files are kept (JRA), on a day."),
        N_("Show an entry of the schedule of retention and its other versions."),
        "hukuman",
    ),
    "checks": Versioned(
        N_("List the rules of the lawfulness check, as they stood on a day."),
        N_("Show a rule of the lawfulness check, with the sentence it says and its other versions."),
        "team-missing",
    ),
}

IdArgument = Annotated[str, ID]
DayArgument = Annotated[str, typer.Argument(metavar=N_("DATE"), help=N_("The date, such as 2024-04-10."))]
RuleArgument = Annotated[str, typer.Argument(metavar=N_("RULE"), help=N_("The id of the deadline."))]
YearOption = Annotated[
    int | None, typer.Option("--year", min=1, max=9999, metavar=N_("YEAR"), help=N_("The year; this one unless given."))
]
StartOption = Annotated[
    date,
    day_option("--from", N_("The day it runs from; that day does not count.")),
]
RegimeOption = Annotated[
    ElectionKind | None,
    typer.Option(
        "--regime", metavar="pilkada|pemilu", help=N_("The kind of election, where a deadline differs by it.")
    ),
]
OfficialOption = Annotated[
    Official | None,
    typer.Option(
        "--official",
        metavar=N_("OFFICIAL"),
        help=N_(
            "Who took the decision, where a deadline differs by it; the PPK unless given: "
            "presiden, ppk, jpt-pratama, administrator or pengawas."
        ),
    ),
]

TrackOption = Annotated[
    Track | None,
    typer.Option("--track", metavar=N_("TRACK"), help=N_("Only this track: kode-etik, disiplin, keanggotaan-partai.")),
]
DiagramOption = Annotated[
    bool, typer.Option("--diagram", is_eager=True, help=N_("Write a Mermaid diagram instead of a table."))
]

KindOption = Annotated[
    DayKind,
    typer.Option(
        "--kind",
        metavar=N_("KIND"),
        help=N_("libur-kantor, libur-nasional or cuti-bersama; libur-kantor unless given."),
    ),
]
SinceOption = Annotated[
    date | None,
    day_option("--since", N_("The day it was set; today, or the day itself if that is earlier.")),
]


def _book_of(office: Office) -> "Book":
    """The whole law data, checked."""
    from asn_neutral.law.book import load_book

    book = load_book(office.settings.law_file)
    book.verify()
    return book


def _add_commands(noun: str, kind: Versioned) -> None:
    """`list` and `show` of a kind of entries that have versions."""
    group = GROUPS[noun]

    @group.command(
        "list",
        cls=PlainCommand,
        help=kind.listing,
        epilog=f"Example: asn-neutral law {noun} list --as-of 2024-09-25",
    )
    def list_entries(
        ctx: typer.Context, *, as_of: AsOfOption = None, form: FormatOption = None, output: OutputOption = None
    ) -> None:
        from asn_neutral.reports import law

        office = office_of(ctx)
        office.show(law.listed(_book_of(office), noun, on=as_of or office.today), format=form, output=output)

    @group.command(
        "show", cls=PlainCommand, help=kind.showing, epilog=f"Example: asn-neutral law {noun} show {kind.example}"
    )
    def show_entry(
        ctx: typer.Context,
        entry: Annotated[str, kind.argument],
        *,
        as_of: AsOfOption = None,
        form: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asn_neutral.reports import law

        office = office_of(ctx)
        office.show(law.shown(_book_of(office), noun, entry, on=as_of or office.today), format=form, output=output)


for _noun, _kind in VERSIONED.items():
    _add_commands(_noun, _kind)


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
    office.show(law.holiday(_book_of(office), office.day(_("DATE"), day)), format=form, output=output)


@GROUPS["holidays"].command(
    "add",
    cls=PlainCommand,
    epilog=N_("Example: asn-neutral law holidays add 2026-05-09 --name 'Hari jadi kota' --basis 'SE 3/2026'"),
)
def add_holiday(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    day: DayArgument,
    *,
    name: Annotated[str, typer.Option("--name", metavar=N_("TEXT"), help=N_("What the day is called."))],
    basis: Annotated[str, typer.Option("--basis", metavar=N_("TEXT"), help=N_("The decree or letter that sets it."))],
    name_en: Annotated[str, typer.Option("--name-en", metavar=N_("TEXT"), help=N_("The same in English."))] = "",
    kind: KindOption = DayKind.OFFICE,
    since: SinceOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Add a day off to the office's own law file, and compute the running deadlines of all cases anew.

    The law file is the one that the settings name. Which deadlines moved is shown; three cases or more are
    confirmed first.
    """
    from asn_neutral.cli.holidays import add
    from asn_neutral.reports.mended import holiday_table
    from asn_neutral.services.add_holiday import DayOff

    office = office_of(ctx)
    date_off = office.day(_("DATE"), day)
    day_off = DayOff(date_off, name, name_en or name, basis, kind, since or min(office.today, date_off))
    added = add(office, day_off, rehearse=dry_run, yes=yes)
    if added is not None:
        office.show(holiday_table(added, day_off, rehearse=dry_run), format=form, output=output)


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
    official: OfficialOption = None,
    explain: ExplainOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show when a deadline ends that runs from a day."""
    from asn_neutral.reports import law

    office = office_of(ctx)
    week = office.settings.office_week
    book = _book_of(office)
    record = law.due(book, rule, start, week=week, regime=regime, official=official, explain=explain)
    office.show(record, format=form, output=output)


@app.command("procedure", epilog=N_("Example: asn-neutral law procedure --track disiplin --diagram"))
def procedure(
    ctx: typer.Context,
    *,
    track: TrackOption = None,
    diagram: DiagramOption = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show the procedure: from where, by which step, to where, by whom and on what ground.

    --diagram writes the text of a Mermaid diagram instead.
    """
    office = office_of(ctx)
    if diagram:
        from asn_neutral.law.diagram import diagram as drawn

        office.write(drawn(track=track), output=output)
    else:
        from asn_neutral.reports.procedure import procedure_table

        office.show(procedure_table(track), format=form, output=output)
