"""`asn-neutral complaint`."""

from typing import Annotated

import typer

from asn_neutral.cli.completing import complete_number
from asn_neutral.cli.context import office_of
from asn_neutral.cli.fields import Typed, with_fields
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.keying import KeyOption, PassphraseOption
from asn_neutral.cli.options import (
    ComplaintNumber,
    DryRunOption,
    FormatOption,
    LimitOption,
    OutputOption,
    ReasonOption,
    YesOption,
)
from asn_neutral.cli.records import show_list, show_one
from asn_neutral.errors import UsageError
from asn_neutral.locale import N_, _
from asn_neutral.store.filters import Filters

app = typer.Typer()


@app.command("list", epilog=N_("Example: asn-neutral complaint list --channel sbt --from 2024-09-01"))
@filtered
def list_complaints(
    ctx: typer.Context,
    filters: Filters,
    *,
    limit: LimitOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """List the complaints that fit, the highest number first.

    `asn-neutral help filters` explains the filters.
    """
    show_list(ctx, "complaint", filters, limit, format, output)


@app.command("show", epilog=N_("Example: asn-neutral complaint show P-2024/0017"))
def show_complaint(
    ctx: typer.Context,
    number: ComplaintNumber,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show everything about one complaint, except who complained."""
    show_one(ctx, "complaint", number, format, output)


@app.command("add", epilog=N_("Example: asn-neutral complaint add --channel sbt --received today"))
@with_fields
def add_complaint(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    typed: Typed,
    *,
    complainant_from: Annotated[
        str | None,
        typer.Option(
            "--complainant-from",
            metavar=N_("FILE"),
            help=N_("Read who complained: name in the first line, contact in the second; - reads standard input."),
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case",
            metavar=N_("NUMBER"),
            help=N_("It concerns this case; no new one is opened."),
            autocompletion=complete_number("case"),
        ),
    ] = None,
    tip: Annotated[bool, typer.Option("--tip", help=N_("Nobody is named yet; no case is opened."))] = False,
    separate: Annotated[
        bool,
        typer.Option("--separate", help=N_("Another complaint than the one without a number that says the same.")),
    ] = False,
    new_unit: Annotated[
        bool, typer.Option("--new-unit", help=N_("The unit is new, though its name resembles a known one."))
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Record one complaint by hand.

    On a terminal, what the options leave open is asked field by field; elsewhere everything needed must be given.
    A further respondent of the same complaint is added by the same number; what is left out then means as recorded.
    A complaint without a number is known by its dates and its summary. Who complained is never an option,
    because other users of the machine can see the words of a command.

    `asn-neutral complaint show` of a tip gives the command that names whom it is about and opens the case.
    """
    from asn_neutral.cli.adding import add, read_complainant, remember
    from asn_neutral.cli.order import Order
    from asn_neutral.reports.added import added_record

    office = office_of(ctx)
    concerns = office.meant("case", case) if case else case
    who = read_complainant(complainant_from)
    added = add(office, Order(typed, who, concerns, tip, dry_run, yes, separate, new_unit))
    if added is not None:
        office.show(added_record(added), format=format, output=output)
        remember(office, added)


@app.command("reveal", epilog=N_("Example: asn-neutral complaint reveal P-2024/0017 --reason 'Diminta Majelis'"))
def reveal_complainant(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: ComplaintNumber,
    *,
    reason: ReasonOption = None,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Show who complained; it needs the private key of a custodian, and a reason.

    That it was shown, by whom and why, is on record before anything is shown.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.keying import needed
    from asn_neutral.reports.custodians import revealed
    from asn_neutral.services.revealing import reveal

    office = office_of(ctx)
    if ctx.find_root().params.get("mask"):
        raise UsageError(problem=_("--mask would hide who complained; leave it out."))
    known, path = needed(office, key, passphrase_from)
    found = reveal(office.meant("complaint", number), reason or "", desk_of(office), known, path)
    office.show(revealed(found), format=format)


@app.command("forget", epilog=N_("Example: asn-neutral complaint forget P-2024/0017 --reason 'Retensi habis'"))
def forget_complainant(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    number: ComplaintNumber,
    *,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Erase who complained, for ever; the complaint and its cases stay.

    The chain of events still holds, and tells nothing of who it was. It is asked for a confirmation.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.reports.custodians import forgotten
    from asn_neutral.services.revealing import forget

    office = office_of(ctx)
    meant = office.meant("complaint", number)
    question = _("Erase for ever who wrote complaint {number}?").format(number=meant)
    if not (yes or dry_run) and not office.confirm(question):
        office.say(_("Nothing was changed."))
        raise typer.Exit
    office.show(forgotten(forget(meant, reason or "", desk_of(office), rehearse=dry_run)), format=format)
