"""`asn-neutral key`: who may see who complained."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.keying import KeyOption, PassphraseOption
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_, _

app = typer.Typer()
NameArgument = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The name of the custodian."))]
PublicArgument = Annotated[str, typer.Argument(metavar="age1...", help=N_("The public key of age."))]
FileArgument = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The file the private key goes to."))]


@app.command("list", epilog=N_("Example: asn-neutral key list"))
def list_keys(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """List the custodians: those who may see who complained, and those who might once."""
    from asn_neutral.reports.custodians import custodian_list
    from asn_neutral.services.custodians import custodians_of

    office = office_of(ctx)
    found = custodians_of(office.database, wait_seconds=office.settings.lock_wait_seconds)
    office.show(custodian_list(found, office.view), format=format, output=output)


@app.command("new", epilog=N_("Example: asn-neutral key new kunci-inspektur.txt"))
def new(
    ctx: typer.Context,
    file: FileArgument,
    *,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Make a pair of keys for somebody who is to be a custodian, or for backups; the public one is shown.

    The private one goes into a file that only its owner can read, and that any program for age can read.
    """
    from asn_neutral.cli.initiating import FirstKey, refuse_existing, tell_paper, write_key
    from asn_neutral.cli.keying import new_passphrase
    from asn_neutral.reports.custodians import key_made
    from asn_neutral.services.sealing import new_pair

    office = office_of(ctx)
    refuse_existing(file, _("Name another file for the key."))
    word, pair = new_passphrase(office, passphrase_from), new_pair()
    write_key(file, pair, word)
    office.show(key_made(file, pair.public, protected=word is not None), format=format)
    tell_paper(office, FirstKey(pair, file, protected=word is not None))


@app.command("add", epilog=N_("Example: asn-neutral key add Inspektur age1... --key register.db.key"))
def add(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    name: NameArgument,
    public: PublicArgument,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Let one more see who complained, also in the complaints that are there already.

    Therefore the private key of a custodian is needed. A register has at most three.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.keying import identities
    from asn_neutral.reports.custodians import custodian_changed
    from asn_neutral.services.custodians import add_custodian

    office = office_of(ctx)
    done = add_custodian(name, public, desk_of(office), identities(office, key, passphrase_from), key)
    office.show(custodian_changed([done], office.view), format=format)


@app.command("retire", epilog=N_("Example: asn-neutral key retire Inspektur --key register.db.key"))
def retire(
    ctx: typer.Context,
    name: NameArgument,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Let a custodian see who complained no more, from now on and in this register.

    A copy made before, such as a backup, can still be opened with the old key.
    """
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.keying import identities
    from asn_neutral.reports.custodians import custodian_changed
    from asn_neutral.services.custodians import retire_custodian

    office = office_of(ctx)
    done = retire_custodian(name, desk_of(office), identities(office, key, passphrase_from), key)
    office.show(custodian_changed([done], office.view), format=format)


@app.command("rotate", epilog=N_("Example: asn-neutral key rotate Inspektur age1... --key kunci-lama.txt"))
def rotate(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    name: NameArgument,
    public: PublicArgument,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Give a custodian a new public key in place of the old one, everywhere in the register, in one step."""
    from asn_neutral.cli.desk import desk_of
    from asn_neutral.cli.keying import identities
    from asn_neutral.reports.custodians import custodian_changed
    from asn_neutral.services.custodians import rotate_custodian

    office = office_of(ctx)
    done = rotate_custodian(name, public, desk_of(office), identities(office, key, passphrase_from), key)
    office.show(custodian_changed(done, office.view), format=format)


@app.command("check", epilog=N_("Example: asn-neutral key check --key register.db.key"))
def check(
    ctx: typer.Context,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """See whether a private key opens everything that is sealed; nothing is shown of it.

    Every complainant is tried. Ends with 14 when one is not opened; the complaint is named, and nobody else. Do this
    now and then, with the copy from the safe: a key that is lost is noticed too late otherwise.
    """
    from asn_neutral.cli.keying import needed
    from asn_neutral.reports.custodians import key_checked
    from asn_neutral.services.custodians import check_key

    office = office_of(ctx)
    known, path = needed(office, key, passphrase_from)
    found = check_key(office.database, known, path, wait_seconds=office.settings.lock_wait_seconds)
    office.show(key_checked(found), format=format)
    if not found.ok:
        raise typer.Exit(ExitCode.KEY)
