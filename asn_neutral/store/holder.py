"""Who keeps a register locked, as the system knows it.

SQLite locks bytes beyond the first gigabyte of the file, and Linux lists every such lock with its process. A note kept
beside the register could be left behind by a process that was killed, and would cost every command that writes.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from asn_neutral.locale import _

_PROCESSES: Final = Path("/proc")
_LOCK_BYTES: Final = range(0x4000_0000, 0x4000_0000 + 512)
_WRITING, _PROCESS, _FILE, _FIRST = 3, 4, 5, 6  # places in a line of /proc/locks
_WAITING: Final = "->"
_STARTED: Final = 19  # place in /proc/PID/stat, counted from the word after the name of the program
_MINUTE: Final = 60


def holder_of(path: Path) -> str:
    """The other process that keeps the register at *path* locked, in words; empty where the system does not tell."""
    with contextlib.suppress(OSError):
        found = holding(path, (_PROCESSES / "locks").read_text("ascii", "replace"))
        return _described(found) if found is not None else ""
    return ""


def process_named(process: int) -> str:
    """A process in words; empty where it has ended, or the system does not tell."""
    with contextlib.suppress(OSError):
        return _described(process)
    return ""


def holding(path: Path, locks: str) -> int | None:
    """The number of the process that holds the lock, by the text of `/proc/locks`; one that writes goes before readers.

    This process itself never counts: what it holds, it does not wait for.
    """
    file = path.stat()
    found = sorted(_holders(file, locks), key=lambda holder: not holder[1])
    return next((process for process, _writes in found if process != os.getpid()), None)


def _holders(file: os.stat_result, locks: str) -> Iterator[tuple[int, bool]]:
    """Each process with a lock of SQLite's on *file*, and whether it writes."""
    for words in map(str.split, locks.splitlines()):
        if len(words) <= _FIRST or _WAITING in words or int(words[_FIRST]) not in _LOCK_BYTES:
            continue
        device, _, inode = words[_FILE].rpartition(":")
        if int(inode) == file.st_ino and int(words[_PROCESS]) > 0:
            process = int(words[_PROCESS])
            if device == f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}" or _has_open(process, file):
                yield process, words[_WRITING] == "WRITE"


def _has_open(process: int, file: os.stat_result) -> bool:
    """Whether *process* has *file* open: some file systems give one device to programs and another to the locks."""
    with contextlib.suppress(OSError):
        return any(_is(entry, file) for entry in (_PROCESSES / str(process) / "fd").iterdir())
    return False


def _is(entry: Path, file: os.stat_result) -> bool:
    """Whether an open file is *file*; one that has been closed meanwhile is not."""
    with contextlib.suppress(OSError):
        return os.path.samestat(entry.stat(), file)
    return False


def _described(process: int) -> str:
    """Number, program, user and age of a process; nothing of what was typed, which may name a person.

    Raises:
        OSError: it has ended meanwhile.
    """
    place = _PROCESSES / str(process)
    name = (place / "comm").read_text("utf-8", "replace").strip()
    status = (place / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
    running = float((_PROCESSES / "uptime").read_text("ascii").split()[0])
    seconds = max(int(running - int(status[_STARTED]) / os.sysconf("SC_CLK_TCK")), 0)
    return _("process {process} ({name}, user {user}, running for {time})").format(
        process=process, name=name, user=_user(place.stat().st_uid), time=_lasting(seconds)
    )


def _lasting(seconds: int) -> str:
    """How long that is: seconds up to two minutes, then minutes."""
    if seconds < 2 * _MINUTE:
        return _("{number} s").format(number=seconds)
    return _("{number} min").format(number=seconds // _MINUTE)


def _user(number: int) -> str:
    """The name of a user of this machine; the number where there is no name."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
