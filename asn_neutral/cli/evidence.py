"""`asn-neutral evidence`: take evidence in, list it, hand it out, check it."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.completing import complete_number
from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import DryRunOption, FormatOption, OutputOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_

app = typer.Typer()
NumberArgument = Annotated[
    str,
    typer.Argument(
        metavar=N_("NUMBER"),
        help=N_("The number of a complaint, or of a case."),
        autocompletion=complete_number("complaint"),
    ),
]
FilesArgument = Annotated[list[Path], typer.Argument(metavar=N_("FILE..."), help=N_("The files to take in."))]
TargetArgument = Annotated[Path, typer.Argument(metavar=N_("DIR"), help=N_("The folder they are copied to."))]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="URL", help=N_("The address that was captured, http or https."))
]
AccountOption = Annotated[
    str | None, typer.Option("--account", metavar=N_("NAME"), help=N_("The account that posted it."))
]
PostedOption = Annotated[
    str | None, typer.Option("--posted", metavar=N_("AT"), help=N_("When it was posted: a day, and a time if known."))
]
CapturedOption = Annotated[
    str | None,
    typer.Option("--captured", metavar=N_("AT"), help=N_("When it was captured: a day, and a time if known.")),
]
NoteOption = Annotated[str | None, typer.Option("--note", metavar=N_("TEXT"), help=N_("What else is to be said."))]


@app.command("add", epilog=N_("Example: asn-neutral evidence add P-2024/0017 foto.jpg --captured '2024-10-03 21:15'"))
def add(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: NumberArgument,
    files: FilesArgument,
    *,
    source: SourceOption = None,
    account: AccountOption = None,
    posted: PostedOption = None,
    captured: CapturedOption = None,
    note: NoteOption = None,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Take files in as evidence of a complaint, or of the one that opened a case.

    They are copied beside the register under the hash of what is in them; the same content is kept once. For what was
    captured on social media, say the address, the account, and the times of the post and of the capture.
    """
    from asn_neutral.cli.capturing import captured_of
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.reports.evidence import evidence_added
    from asn_neutral.services.evidence import add_evidence

    office = office_of(ctx)
    told = captured_of(office, source, account, posted, captured, note)
    pieces = add_evidence(office.meant("complaint", number), files, told, desk_of(office), rehearse=dry_run)
    office.show(evidence_added(pieces, len(files), office.view, rehearse=dry_run), format=format)


@app.command("list", epilog=N_("Example: asn-neutral evidence list 2024/0017"))
def list_evidence(
    ctx: typer.Context,
    number: NumberArgument,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """List the evidence of a complaint, or of all complaints about a case."""
    from asn_neutral.reports.evidence import evidence_list

    office = office_of(ctx)
    with office.reading() as connection:
        found = evidence_list(connection, office.meant("complaint", number), office.view)
        office.show(found, format=format, output=output)


@app.command("export", epilog=N_("Example: asn-neutral evidence export 2024/0017 bukti"))
def export(
    ctx: typer.Context,
    number: NumberArgument,
    folder: TargetArgument,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Copy the evidence of a complaint or a case into a folder, under names made safe.

    That it was handed out, and by whom, is recorded first. Evidence that is missing or was altered is not handed out,
    and no file in the folder is replaced.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.reports.evidence import evidence_handed_out
    from asn_neutral.services.evidence import hand_out

    office = office_of(ctx)
    handed = hand_out(office.meant("complaint", number), folder, desk_of(office))
    office.show(evidence_handed_out(handed), format=format)


@app.command("verify", epilog=N_("Example: asn-neutral evidence verify"))
def verify(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """Hold every piece of evidence against the hash it was taken in with.

    Ends with 13 when one is missing, was altered, or is still there though its file was destroyed. What no record
    speaks of is named too: a command that was broken off left it, or a register that is no longer here took it in;
    look at it before you delete it.
    """
    from asn_neutral.reports.evidence import evidence_standing
    from asn_neutral.services.evidence import Standing, held_evidence

    office = office_of(ctx)
    held = list(held_evidence(office.database, wait_seconds=office.settings.lock_wait_seconds))
    office.show(evidence_standing(held), format=format, output=output)
    if any(one.standing in {Standing.MISSING, Standing.ALTERED, Standing.LEFT} for one in held):
        raise typer.Exit(ExitCode.BROKEN)
