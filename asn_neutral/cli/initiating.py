"""Making a register: who its custodians are, and the first key where nobody has one yet."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asn_neutral.cli.context import Office
from asn_neutral.errors import DatabaseExistsError, UnwritableError, reason_of
from asn_neutral.locale import _

if TYPE_CHECKING:
    from asn_neutral.services.sealing import KeyPair


@dataclass(frozen=True, slots=True)
class FirstKey:
    """A pair of keys made for a new register, where its private key lies, and whether a passphrase protects it."""

    pair: "KeyPair"
    file: Path
    protected: bool


def made_register(
    office: Office, named: Sequence[str], key_file: Path | None, passphrase_from: Path | None, *, rehearse: bool
) -> tuple[list[tuple[str, str]], FirstKey | None]:
    """Make the register; its custodians, and the key that was made where nobody was *named*.

    The private key is on the disk, and was read back and tried, before anything can be sealed to it.

    Raises:
        CustodiansError, BadKeyError: who is named cannot be a custodian.
        DatabaseExistsError: the register or the file for the key is there already.
        UnwritableError: either cannot be written.
    """
    from asn_neutral.services.custodians import named_custodian, refuse_number, refuse_twice
    from asn_neutral.services.upkeep import make_register

    custodians = [named_custodian(one) for one in named]
    if custodians:
        refuse_number(len(custodians))
        refuse_twice(custodians)
        make_register(office.database, now=office.now(), custodians=custodians, rehearse=rehearse)
        return custodians, None
    make_register(office.database, now=office.now(), rehearse=True)
    file = key_file or office.database.with_name(f"{office.database.name}.key")
    refuse_existing(file, _("Name another place for the key with --key-file."))
    if rehearse:
        return [], None
    key = _first_key(office, file, passphrase_from)
    custodians = [(office.settings.actor, key.pair.public)]
    try:
        make_register(office.database, now=office.now(), custodians=custodians)
    except BaseException:
        file.unlink()
        raise
    return custodians, key


def refuse_existing(file: Path, remedy: str) -> None:
    """Refuse to write a key where something is; it may be the only one of its kind (DatabaseExistsError)."""
    if os.path.lexists(file):
        raise DatabaseExistsError(path=file, remedy=remedy)


def _first_key(office: Office, file: Path, passphrase_from: Path | None) -> FirstKey:
    from asn_neutral.cli.keying import new_passphrase
    from asn_neutral.services.sealing import new_pair

    word = new_passphrase(office, passphrase_from)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path=file, reason=reason_of(error)) from error
    pair = new_pair()
    write_key(file, pair, word)
    return FirstKey(pair, file, protected=word is not None)


def write_key(file: Path, pair: "KeyPair", passphrase: str | None) -> None:
    """Put the private key into *file*, for its owner only, and see that it opens what is sealed to the public one.

    Raises:
        UnwritableError: it cannot be written.
        WrongKeyError: what was written does not read back.
    """
    from asn_neutral.files import write_file
    from asn_neutral.services.sealing import Opener, identities_of, reseal, wrapped

    write_file(file, wrapped(pair, passphrase))
    known = identities_of(file, lambda: passphrase or "")
    Opener(known, "", file).key(0, reseal(b"trial", [pair.public]))


def tell_paper(office: Office, key: FirstKey) -> None:
    """Show the private key once to the person at the terminal, to be written down; no script and no log gets it."""
    if not office.interactive:
        return
    office.say(_("Write this down and keep it in a safe; it is shown only now:"))
    office.say(f"    {key.pair.private}")
    office.say(_("Without it and without the file nobody can ever see who complained."))
