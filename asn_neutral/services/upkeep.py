"""The register as a whole: making one, and bringing an older one to the schema of this program."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from asn_neutral.services.retelling import retell
from asn_neutral.store.upgrading import Upgrade, create_register, upgrade_register


def make_register(
    path: Path, *, now: datetime, custodians: Sequence[tuple[str, str]] = (), rehearse: bool = False
) -> None:
    """A new, empty register at *path*, readable by its owner only; *rehearse* makes nothing and refuses the same.

    Its *custodians*, each a name and a public key of age, are the only ones who can see who complained.

    Raises:
        DatabaseExistsError: something is at *path* already; it is left as it is.
        UnwritableError: the folder cannot be made or written.
    """
    create_register(path, now=now, custodians=custodians, rehearse=rehearse)


def bring_up_to_date(path: Path, *, wait_seconds: int, rehearse: bool) -> Upgrade:
    """Upgrade the register at *path* where it is older than this program, a backup first; *rehearse* changes nothing.

    What an older version did not keep of the past of the cases is told anew from their events, with the rest or not
    at all.

    Raises:
        NoDatabaseError, NotARegisterError, NewerDatabaseError, DatabaseLockedError: as the file deserves.
    """
    return upgrade_register(path, wait_seconds=wait_seconds, rehearse=rehearse, complete=retell)
