"""`asn-neutral case`: the commands that read; `case_law` holds those that judge, `case_writing` those that record."""

from typing import TYPE_CHECKING

import typer

from asn_neutral.cli import case_law, case_writing
from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import (
    CaseNumber,
    ExplainOption,
    FormatOption,
    LimitOption,
    OutputOption,
)
from asn_neutral.cli.records import case_of, setting_of, show_list, show_one
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    import sqlite3

    from asn_neutral.domain.case import CaseState
    from asn_neutral.domain.setting import Turn

app = typer.Typer()


@app.command("list", epilog=N_("Example: asn-neutral case list --unit kesehatan --from 2024-09-01"))
@filtered
def list_cases(
    ctx: typer.Context,
    filters: Filters,
    *,
    limit: LimitOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """List the cases that fit, the highest number first.

    `asn-neutral help filters` explains the filters.
    """
    show_list(ctx, "case", filters, limit, format, output)


@app.command("show", epilog=N_("Example: asn-neutral case show 2024/0017"))
def show_case(
    ctx: typer.Context,
    number: CaseNumber,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show everything about one case, except who complained."""
    show_one(ctx, "case", number, format, output)


@app.command("next", epilog=N_("Example: asn-neutral case next 2024/0017"))
def show_next(
    ctx: typer.Context,
    number: CaseNumber,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show which steps are open to a case, each with the command to type, and why the others are not."""
    from asn_neutral.reports.steps import next_steps

    office = office_of(ctx)
    with office.reading() as connection:
        state = case_of(office, number, connection)
        turn = _turn(office, connection, state)
    office.show(next_steps(state, office.today, office.program, turn), format=format, output=output)


@app.command("due", epilog=N_("Example: asn-neutral case due 2024/0017 --explain"))
def show_due(
    ctx: typer.Context,
    number: CaseNumber,
    *,
    explain: ExplainOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show the deadlines that run for a case, the first to end first."""
    from asn_neutral.reports.clocks import due_table

    office = office_of(ctx)
    with office.reading() as connection:
        state = case_of(office, number, connection)
        turn = _turn(office, connection, state)
    table = due_table(state, setting_of(office), explain=explain, turn=turn)
    office.show(table, format=format, output=output)


@app.command("timeline", epilog=N_("Example: asn-neutral case timeline 2024/0017"))
def show_timeline(
    ctx: typer.Context,
    number: CaseNumber,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show everything that was recorded of a case and what each entry said, also what was corrected later."""
    from asn_neutral.reports.timeline import timeline

    office = office_of(ctx)
    with office.reading() as connection:
        state = case_of(office, number, connection)
        office.show(timeline(connection, state, office.view), format=format, output=output)


case_law.add_to(app)
case_writing.add_to(app)


def _turn(office: Office, connection: "sqlite3.Connection", state: "CaseState") -> "Turn | None":
    """When the sanction of the case is served, seen with others of the person; they are read where there is one."""
    from asn_neutral.law.terms import Step

    if state.last(Step.DECIDE) is None:
        return None
    from asn_neutral.services.dossiers import turn_in

    return turn_in(connection, state, office.book, office.database)
