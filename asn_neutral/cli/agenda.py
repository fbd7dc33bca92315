"""`asn-neutral agenda`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import check_format, check_output, check_target, output_option
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_, _
from asn_neutral.output.formats import FormatName
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    import sqlite3

app = typer.Typer()
ICS: Final = "ics"
Form = Literal["table", "csv", "json", "jsonl", "md", "html", "xlsx", "ics"]
"""The words of `FormatName`, and the one that no other command knows; a test compares."""


def check_form(ctx: typer.Context, param: typer.CallbackParam, value: Form | None) -> FormatName | str | None:
    """The callback of `--format`.

    Raises:
        UsageError: A screen would get a spreadsheet.
    """
    return value if value is None or value == ICS else check_format(ctx, param, FormatName(value))


def check_place(ctx: typer.Context, param: typer.CallbackParam, value: Path | None) -> Path | None:
    """The callback of `--output`; besides what it can be elsewhere it may end with `.ics`.

    Raises:
        UsageError, UnwritableError: The agenda cannot be written there as it was asked for.
    """
    check = check_target if _is_calendar(ctx.params.get("form"), value) else check_output
    return check(ctx, param, value)


def _is_calendar(form: object, output: Path | None) -> bool:
    """Whether a calendar is wanted: by its word, or else by the ending of the file."""
    return form == ICS if form is not None else output is not None and output.suffix.lower() == f".{ICS}"


DaysOption = Annotated[
    int,
    typer.Option("--days", min=0, max=3650, metavar=N_("COUNT"), help=N_("How many days ahead; 14 unless given.")),
]
FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format",
        is_eager=True,
        callback=check_form,
        help=N_("How to show it: table, csv, json, jsonl, md, html, xlsx, or ics for a calendar."),
        metavar="FORMAT",
    ),
]
PlaceOption = Annotated[Path | None, output_option(check_place)]


@app.command(epilog=N_("Example: asn-neutral agenda --days 30 --fail-if-overdue"))
@filtered
def agenda(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    filters: Filters,
    *,
    days: DaysOption = 14,
    fail_if_overdue: Annotated[
        bool, typer.Option("--fail-if-overdue", help=N_("End with 4 when something is overdue."))
    ] = False,
    form: FormOption = None,
    output: PlaceOption = None,
) -> None:
    """Show what has to be done next, the most pressing first.

    What is overdue comes first, then what BKN may answer by blocking data, then the rest by its last day, and last
    what waits for another agency. As a calendar, for a phone or Outlook, it has a whole day for every deadline and no
    name of a person.
    """
    from asn_neutral.reports import agenda as report

    office = office_of(ctx)
    with office.reading() as connection:
        table = report.agenda(connection, filters, office.today, days=days, view=office.view, register=office.database)
        if _is_calendar(form, output):
            _show_calendar(office, connection, filters, days, output)
        else:
            office.show(table, format=FormatName(form) if form else None, output=output)
    if fail_if_overdue and report.has_overdue(table):
        raise typer.Exit(ExitCode.GATE)


def _show_calendar(
    office: Office, connection: "sqlite3.Connection", filters: Filters, days: int, output: Path | None
) -> None:
    """Write the agenda as a calendar, and say what is not in it."""
    from asn_neutral.cli.records import setting_of
    from asn_neutral.output.render_ics import ics_text
    from asn_neutral.reports.agenda_calendar import agenda_calendar

    calendar = agenda_calendar(connection, filters, setting_of(office), office.database, days=days)
    office.write(ics_text(calendar), output=output)
    for note in calendar.notes:
        office.say(note)
    if output is not None and office.interactive:  # cron stays silent
        office.say(_("Written to {path}.").format(path=output))
