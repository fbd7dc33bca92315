"""`asn-neutral case`."""

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import (
    CaseNumber,
    DryRunOption,
    ExplainOption,
    FormatOption,
    LimitOption,
    OnOption,
    OutputOption,
    StepArgument,
    WithOption,
)
from asn_neutral.cli.records import case_of, setting_of, show_list, show_one
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

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
    """List the cases that fit, the newest first.

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
    office.show(next_steps(case_of(office, number), office.today), format=format, output=output)


@app.command("record", epilog=N_("Example: asn-neutral case record 2024/0017 review --on today"))
def record_step(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: CaseNumber,
    step: StepArgument,
    *,
    on: OnOption = None,
    told: WithOption = None,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Record a step of a case.

    What a step must be told is given with --with; `asn-neutral case next` names the keys. On a terminal, what is
    missing is asked for. A step that the procedure does not allow is refused with the article.
    """
    from asn_neutral.cli.stepping import StepOrder, given_of, step_of, take_step
    from asn_neutral.reports.steps import recorded

    office = office_of(ctx)
    order = StepOrder(number, step_of(step), on, given_of(office, told or ()), dry_run)
    office.show(recorded(take_step(office, order)), format=format, output=output)


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
    table = due_table(case_of(office, number), setting_of(office), explain=explain)
    office.show(table, format=format, output=output)
