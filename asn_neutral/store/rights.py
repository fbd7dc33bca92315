"""Who else on this machine could change a register: by its own rights, by its folder, by a planted journal."""

import os
import stat
from pathlib import Path
from typing import Final

from asn_neutral.errors import UnsafeDatabaseError
from asn_neutral.locale import _

_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_ROOT: Final = 0
_FIRST_OF_A_PERSON: Final = 1000  # lower numbers are groups of the system, and several persons may be in one
_BESIDE: Final = ("-journal", "-wal", "-shm")


def refuse_unsafe(path: Path) -> None:
    """Refuse a register that somebody else can change (UnsafeDatabaseError); root always can, and may.

    Folders further up need no look: whoever moves one away can put only a file of their own in its place.
    """
    if os.name != "posix":
        return
    real = path.resolve()
    file = real.stat()
    if file.st_mode & _OTHERS_WRITE:
        raise UnsafeDatabaseError(path=path)
    if not _is_ours(file.st_uid):
        raise UnsafeDatabaseError(path=path, remedy=_("Run the program as the user to whom that file belongs."))
    for folder in {real.parent, path.absolute().parent}:
        refuse_open_folder(folder)
    _refuse_planted(real, file.st_uid)


def refuse_open_folder(folder: Path) -> None:
    """Refuse a folder in which others may replace a file (UnsafeDatabaseError).

    In a folder such as /tmp, where everyone may write, the sticky bit leaves each file to its owner.
    """
    if os.name != "posix":
        return
    status = folder.stat()
    if not _is_ours(status.st_uid):
        raise UnsafeDatabaseError(path=folder, remedy=_("Keep the register in a folder of your own."))
    open_to = status.st_mode & _OTHERS_WRITE
    if open_to and not status.st_mode & stat.S_ISVTX and not (open_to == stat.S_IWGRP and _is_alone(status)):
        raise UnsafeDatabaseError(path=folder, remedy=_("Take that right away first: chmod go-w on that folder."))


def _refuse_planted(path: Path, owner: int) -> None:
    """Refuse what lies beside a register under the names SQLite reads and belongs to another user.

    SQLite would play such a journal back into the register.
    """
    for ending in _BESIDE:
        beside = path.with_name(f"{path.name}{ending}")
        try:
            found = beside.lstat().st_uid
        except FileNotFoundError:
            continue
        if found not in {owner, _ROOT}:
            raise UnsafeDatabaseError(path=beside, remedy=_("Find out how it came there, and move it away first."))


def _is_ours(owner: int) -> bool:
    """Whether what *owner* has is ours or root's; root itself may work with anybody's."""
    return os.geteuid() in {owner, _ROOT} or owner == _ROOT


def _is_alone(status: os.stat_result) -> bool:
    """Whether the group of a folder is its owner's own, with nobody else in it, as many systems give each user one."""
    import grp
    import pwd

    try:
        group, owner = grp.getgrgid(status.st_gid), pwd.getpwuid(status.st_uid)
    except KeyError:
        return False
    own = group.gr_name == owner.pw_name and owner.pw_gid == group.gr_gid >= _FIRST_OF_A_PERSON
    return own and set(group.gr_mem) <= {owner.pw_name}
