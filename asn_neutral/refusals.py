"""Why the system refused something, in the language in force."""

import errno
from collections.abc import Mapping
from typing import Final

from asn_neutral.locale import N_, _

_REFUSALS: Final[Mapping[int, str]] = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EROFS: N_("Read-only file system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EIO: N_("Input/output error"),
    errno.EFBIG: N_("File too large"),
    errno.EDQUOT: N_("Disk quota exceeded"),
}
"""What the system says in English only, by its number; the commonest."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in the language in force where the reason is a common one, else in its own words."""
    number = error.errno or 0
    if number in _REFUSALS:
        return _(_REFUSALS[number])
    return error.strerror or errno.errorcode.get(number, type(error).__name__)
