"""`asn-neutral handover`."""

from typing import Annotated

import typer

from asn_neutral.cli.completing import complete_owner
from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import DryRunOption, FormatOption, OutputOption, YesOption
from asn_neutral.locale import N_

app = typer.Typer()
Giver = Annotated[
    str,
    typer.Argument(
        metavar=N_("FROM"), help=N_("Who hands over: a name, me, or - for nobody."), autocompletion=complete_owner
    ),
]
Taker = Annotated[
    str, typer.Argument(metavar=N_("TO"), help=N_("Who takes over: a name, or me."), autocompletion=complete_owner)
]


@app.command(epilog=N_("Example: asn-neutral handover 'Siti Rahma' 'Budi Santoso' --dry-run"))
def handover(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    giver: Giver,
    taker: Taker,
    *,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Hand all open cases of one person over to another.

    Three cases or more are confirmed first. Closed cases stay with whoever had them.
    """
    from asn_neutral.cli.assigning import Manner, giver_of, hand_cases_over
    from asn_neutral.cli.owning import person
    from asn_neutral.reports.assigned import handover as report

    office = office_of(ctx)
    by, to = giver_of(office, giver), person(office, taker)
    done = hand_cases_over(office, by, to, Manner(dry_run, yes))
    if done is not None:
        office.show(report(done, by, to, rehearse=dry_run), format=format, output=output)
