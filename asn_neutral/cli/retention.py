"""`asn-neutral retention`: closed files whose time is over, proposed by one person and destroyed by another."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import DryRunOption, FormatOption, OutputOption, YesOption
from asn_neutral.locale import N_, _

app = typer.Typer()
NumbersArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("NUMBER..."),
        help=N_("Only these files, by the number of a complaint or case; also such as were appraised again."),
    ),
]
ProposalArgument = Annotated[
    int, typer.Argument(min=1, metavar=N_("PROPOSAL"), help=N_("The proposal, as the list shows it."))
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why; it goes on record."))]
WhyOption = Annotated[str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why; it may be left out."))]
LetterOption = Annotated[
    str,
    typer.Option(
        "--letter", metavar=N_("NUMBER"), help=N_("The number of the written approval that the law asks for.")
    ),
]


@app.command("propose", epilog=N_("Example: asn-neutral retention propose --dry-run"))
def propose(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    numbers: NumbersArgument = None,
    *,
    reason: WhyOption = "",
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Propose closed files for destruction, as the schedule of retention (JRA) says.

    A file is everything that hangs together: the complaints, their cases, and all cases of their respondents. It is
    proposed when all of them are closed and the years of the schedule have passed. Nothing is destroyed by it.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.reports.retention import proposed
    from asn_neutral.services import retention

    office = office_of(ctx)
    wanted = [office.meant("complaint", number) for number in numbers or ()]
    review = retention.propose(wanted, reason, desk_of(office), rehearse=dry_run)
    office.show(proposed(review), format=format, output=output)


@app.command("list", epilog=N_("Example: asn-neutral retention list"))
def list_proposals(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """List what was proposed for destruction, and what became of it."""
    from asn_neutral.reports.retention import proposal_list
    from asn_neutral.services.retention import proposals

    office = office_of(ctx)
    with office.reading() as connection:
        office.show(proposal_list(proposals(connection)), format=format, output=output)


@app.command("show", epilog=N_("Example: asn-neutral retention show 1"))
def show(
    ctx: typer.Context,
    proposal: ProposalArgument,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show a proposal with its files, and who decided what."""
    from asn_neutral.reports.retention import proposal_page
    from asn_neutral.services.evidence import evidence_left
    from asn_neutral.services.retention import proposal_of

    office = office_of(ctx)
    with office.reading() as connection:
        left = evidence_left(connection, office.database).get(proposal, 0)
        office.show(proposal_page(proposal_of(connection, proposal), left), format=format, output=output)


@app.command("reject", epilog=N_("Example: asn-neutral retention reject 1 --reason 'Masih diperlukan'"))
def reject(
    ctx: typer.Context,
    proposal: ProposalArgument,
    *,
    reason: ReasonOption,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Do not approve a proposal; its files stay, and may be proposed again."""
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.reports.retention import proposal_page
    from asn_neutral.services import retention

    office = office_of(ctx)
    office.show(proposal_page(retention.reject(proposal, reason, desk_of(office))), format=format)


@app.command(
    "approve",
    epilog=N_("Example: asn-neutral retention approve 1 --letter 045/12/2031 --reason 'Retensi habis' -o musnah.xlsx"),
)
def approve(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    proposal: ProposalArgument,
    *,
    letter: LetterOption,
    reason: ReasonOption,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Destroy the files of a proposal that somebody else made, for ever.

    Who is meant goes: names, NIPs, texts, who complained, the details of all entries, evidence. Number, unit, dates,
    codes and outcome stay, so that no figure changes, with the reason and the basis. It is asked for a confirmation,
    and goes by the clock, whatever --today says. The register has to have users.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.keeping import backups_left
    from asn_neutral.reports.retention import approved
    from asn_neutral.services import retention

    office = office_of(ctx)
    question = _("Destroy for ever the files of proposal {proposal}?").format(proposal=proposal)
    if not (yes or dry_run) and not office.confirm(question):
        office.say(_("Nothing was changed."))
        raise typer.Exit
    done = retention.approve(proposal, letter, reason, desk_of(office), rehearse=dry_run)
    office.show(approved(done, backups_left(office), rehearsed=dry_run), format=format, output=output)
