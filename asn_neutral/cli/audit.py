"""`asn-neutral audit`: whether what stands in the register is what was recorded, and who did what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.keying import PassphraseOption, passphrase
from asn_neutral.cli.options import FormatOption, LimitOption, OutputOption, check_output, output_option
from asn_neutral.cli.schedule import MailOption
from asn_neutral.errors import ExitCode, UsageError
from asn_neutral.locale import N_, _
from asn_neutral.output.formats import FormatName
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    from asn_neutral.cli.context import Office
    from asn_neutral.domain.anchor import Anchor, Head

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
SignerOption = Annotated[
    str | None,
    typer.Option(
        "--signer", metavar="ed25519:...", help=N_("Take only anchors that this public key of `audit key` signed.")
    ),
]
HeadOption = Annotated[
    list[str] | None,
    typer.Option(
        "--head",
        metavar=N_("EVENTS:HASH"),
        help=N_("Hold the register against the head of the chain that a report printed; once for each."),
    ),
]
ChainOption = Annotated[
    bool, typer.Option("--chain", help=N_("Only the chain of events, in seconds: replay no case and trace no row."))
]
SignOption = Annotated[
    Path | None,
    typer.Option("--sign", metavar=N_("FILE"), help=N_("Sign it with the private key that `audit key` wrote there.")),
]
FileArgument = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file the private key goes to."))]


def check_anchor_file(ctx: typer.Context, param: typer.CallbackParam, value: Path | None) -> Path | None:
    """The callback of `--output` of `audit anchor`: a new file, in the form that can be read again.

    Raises:
        UsageError, UnwritableError: as `check_output` says, or its ending or `--format` names another form.
        DatabaseExistsError: something is there.
    """
    check_output(ctx, param, value)
    if value is None or ctx.resilient_parsing:
        return value
    from asn_neutral.cli.initiating import refuse_existing

    if value.suffix.lower() != ".json" or ctx.params.get("format") not in {None, FormatName.JSON}:
        raise UsageError(problem=_("An anchor can be read again only as JSON: write -o FILE.json, without --format."))
    refuse_existing(value, _("Name another file for the anchor."))
    return value


AnchorOutputOption = Annotated[Path | None, output_option(check_anchor_file)]


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
def verify(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    anchor: AnchorOption = None,
    signer: SignerOption = None,
    head: HeadOption = None,
    chain: ChainOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Find any event that was changed, removed, inserted or moved, and replay every case.

    Ends with 13 when anything is not as it was recorded, or an anchor does not hold.
    """
    from asn_neutral.intake.anchor_file import read_anchor
    from asn_neutral.reports.audit import audited
    from asn_neutral.services.auditing import Proofs, audit
    from asn_neutral.services.signing import public_signer

    if signer and not anchor:
        raise UsageError(problem=_("--signer says who must have signed an anchor; name it with --anchor FILE."))
    office = office_of(ctx)
    anchors = {str(path): read_anchor(path) for path in anchor or ()}
    proofs = Proofs(anchors, [_head(text) for text in head or ()], public_signer(signer) if signer else None)
    wait = office.settings.lock_wait_seconds
    found = audit(office.database, proofs, office.now(), wait_seconds=wait, chain_only=chain)
    office.show(audited(found), format=format, output=output)
    if not found.verdict.ok:
        raise typer.Exit(ExitCode.BROKEN)


@app.command("anchor", epilog=N_("Example: asn-neutral audit anchor -o /media/usb/jangkar-2024-10.json"))
def anchor(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    sign: SignOption = None,
    passphrase_from: PassphraseOption = None,
    mail_to: MailOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: AnchorOutputOption = None,
) -> None:
    """Note with which event the chain ends, to be kept where nobody can change it.

    Printed, mailed or on a stick in another office's safe, it shows later whether the events up to it are still the
    same. Only the form JSON (-o FILE.json, or the file that is mailed) can be read again by `audit verify`; a file that
    is there already is not replaced.
    """
    from asn_neutral.reports.audit import anchored

    office = office_of(ctx)
    record = anchored(_anchor_of(office, sign, passphrase_from))
    office.show(record, format=format, output=output)
    if mail_to:
        from asn_neutral.cli.running import mail_anchor

        raise typer.Exit(mail_anchor(office, record, mail_to))


@app.command("key", epilog=N_("Example: asn-neutral audit key kunci-jangkar.pem"))
def key(
    ctx: typer.Context,
    file: FileArgument,
    *,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Make a pair of keys with which anchors are signed; the public one is shown.

    Who signs should be somebody who cannot change the register: an inspector, or another office.
    """
    from asn_neutral.cli.initiating import refuse_existing
    from asn_neutral.cli.keying import new_passphrase
    from asn_neutral.files import write_file
    from asn_neutral.reports.audit import signer_made
    from asn_neutral.services.signing import new_signer

    office = office_of(ctx)
    refuse_existing(file, _("Name another file for the key."))
    word = new_passphrase(office, passphrase_from)
    pair = new_signer(word)
    write_file(file, pair.content)
    office.show(signer_made(file, pair.public, protected=word is not None), format=format)


def _anchor_of(office: "Office", sign: Path | None, passphrase_from: Path | None) -> "Anchor":
    """The anchor of the register as it stands; signed where a private key is named."""
    from asn_neutral.services.auditing import anchor_now

    with office.reading() as connection:
        anchor = anchor_now(connection, office.now())
    if sign is None:
        return anchor
    from asn_neutral.services.signing import signed, signer_of

    return signed(anchor, signer_of(sign, passphrase(office, passphrase_from)))


def _head(text: str) -> "Head":
    """The head that a person typed off a report.

    Raises:
        UsageError: it is none.
    """
    from asn_neutral.domain.anchor import read_head

    head = read_head(text)
    if head is None:
        raise UsageError(problem=_("{text} is no head of a chain as reports print it (EVENTS:HASH).").format(text=text))
    return head
