"""`asn-neutral audit`: whether what stands in the register is what was recorded, and who did what."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import FormatOption, LimitOption, OutputOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

app = typer.Typer()
AnchorOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--anchor",
        metavar=N_("FILE"),
        help=N_("Hold the register against this anchor, made by `audit anchor -o FILE.json`; once for each."),
    ),
]
ActorOption = Annotated[
    list[str] | None, typer.Option("--actor", metavar=N_("NAME"), help=N_("Only what this person recorded."))
]


@app.command("log", epilog=N_("Example: asn-neutral audit log --from 2024-10-01 --actor siti"))
@filtered
def log(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    filters: Filters,
    *,
    actor: ActorOption = None,
    limit: LimitOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Tell who recorded what, event by event, the newest first.

    Here --from and --to are days of recording. Every event counts, also one that was corrected or undone later.
    """
    from asn_neutral.cli.reporting import asked_of
    from asn_neutral.reports.logbook import log_table

    office = office_of(ctx)
    with office.reading() as connection:
        asked = asked_of(office, connection, None, filters=filters, limit=limit)
        office.show(log_table(asked, actor or ()), format=format, output=output)


@app.command("verify", epilog=N_("Example: asn-neutral audit verify --anchor jangkar-2024-10.json"))
def verify(
    ctx: typer.Context,
    *,
    anchor: AnchorOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Find any event that was changed, removed, inserted or moved, and replay every case.

    Ends with 13 when anything is not as it was recorded, or an anchor does not hold.
    """
    from asn_neutral.intake.anchor_file import read_anchor
    from asn_neutral.reports.audit import audited
    from asn_neutral.services.auditing import audit

    office = office_of(ctx)
    anchors = {str(path): read_anchor(path) for path in anchor or ()}
    found = audit(office.database, anchors, office.now(), wait_seconds=office.settings.lock_wait_seconds)
    office.show(audited(found), format=format, output=output)
    if not found.verdict.ok:
        raise typer.Exit(ExitCode.BROKEN)


@app.command("anchor", epilog=N_("Example: asn-neutral audit anchor -o /media/usb/jangkar-2024-10.json"))
def anchor(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """Note with which event the chain ends, to be kept where nobody can change it.

    Printed, mailed or on a stick in another office's safe, it shows later whether the events up to it are still the
    same. Only the form JSON (-o FILE.json) can be read again by `audit verify`.
    """
    from asn_neutral.reports.audit import anchored
    from asn_neutral.services.auditing import anchor_now

    office = office_of(ctx)
    with office.reading() as connection:
        noted = anchor_now(connection, office.now())
    office.show(anchored(noted), format=format, output=output)
