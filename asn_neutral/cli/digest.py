"""`asn-neutral digest`."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import ShownFormatOption, check_target
from asn_neutral.cli.schedule import EmlOption, MailOption
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

app = typer.Typer()


def check_text(ctx: typer.Context, param: typer.CallbackParam, value: Path | None) -> Path | None:
    """The callback of `--output`: a text can be written there, or nothing is done at all.

    Raises:
        UsageError: It is `-`, or its ending is not that of a text.
        UnwritableError: No file can stand there.
    """
    check_target(ctx, param, value)
    if value is not None and not ctx.resilient_parsing:
        from asn_neutral.cli.scheduling import refuse_no_text

        refuse_no_text(value)
    return value


AheadOption = Annotated[
    int,
    typer.Option("--days", min=0, max=3650, metavar=N_("COUNT"), help=N_("How many days ahead; 7 unless given.")),
]
TextOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", callback=check_text, metavar=N_("FILE"), help=N_("Write the text to this file.")),
]


@app.command(epilog=N_("Example: asn-neutral digest --mail-to sekretaris@kota.go.id"))
@filtered
def digest(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    filters: Filters,
    *,
    days: AheadOption = 7,
    mail_to: MailOption = None,
    eml: EmlOption = None,
    format: ShownFormatOption = None,  # noqa: A002 - the word of the option
    output: TextOption = None,
) -> None:
    """Tell the day's agenda in one short text.

    Nothing is said when there is nothing to say. It counts and names cases by their numbers, and persons only if
    `mail_names` is set. Schedules that failed and mail that was not taken are told too. A mail of one day goes to an
    address once.
    """
    from asn_neutral.cli.running import Sending, send_digest
    from asn_neutral.cli.scheduling import addresses

    sending = Sending(addresses(mail_to or ()), eml, format, output)
    raise typer.Exit(send_digest(office_of(ctx), filters, days, sending))
