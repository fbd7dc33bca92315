"""`asn-neutral init`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.keying import PassphraseOption
from asn_neutral.cli.options import DryRunOption, FormatOption, YesOption
from asn_neutral.locale import N_, _

app = typer.Typer()
_QUESTION: Final = N_("Make a register at {path}?")
CustodianOption = Annotated[
    list[str] | None,
    typer.Option(
        "--custodian",
        metavar=N_("NAME=KEY"),
        help=N_("Who may see who complains, with a public key of age; up to three. Otherwise a key is made for you."),
    ),
]
KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--key-file", metavar=N_("FILE"), help=N_("Where the private key that is made goes; otherwise beside it.")
    ),
]


@app.command(epilog=N_("Example: asn-neutral --db register.db init --yes"))
def init(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    *,
    custodian: CustodianOption = None,
    key_file: KeyFileOption = None,
    passphrase_from: PassphraseOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Make a new, empty register.

    Only its owner can read it. Who complains is sealed to its custodians; without their private key nobody can see it.
    What is already at that place is never touched.
    """
    from asn_neutral.cli.initiating import made_register, tell_paper
    from asn_neutral.reports.outcome import created

    office = office_of(ctx)
    path = office.database
    if not (yes or dry_run) and office.interactive and not office.confirm(_(_QUESTION).format(path=path)):
        office.say(_("Not made."))
        raise typer.Exit
    new_folder = not path.parent.exists()
    custodians, key = made_register(office, custodian or (), key_file, passphrase_from, rehearse=dry_run)
    names = tuple(name for name, _key in custodians)
    made = (key.file, key.protected) if key else None
    office.show(created(path, names, made, rehearsed=dry_run, new_folder=new_folder), format=format)
    if key:
        tell_paper(office, key)
