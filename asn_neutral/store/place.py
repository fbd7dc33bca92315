"""Where a register lies: network shares are refused, folders that other programs copy are told."""

import os
from pathlib import Path, PurePosixPath
from typing import Final

from asn_neutral.errors import NetworkShareError

_MOUNTS: Final = Path("/proc/mounts")
_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "vboxsf", "afpfs", "ncpfs"})
"""Kinds of file systems on which SQLite's locks are known to fail."""
_COPIED: Final = ("onedrive", "google drive", "googledrive", "dropbox", "icloud", "nextcloud")
_KIND, _POINT = 2, 1


def refuse_network_share(path: Path) -> None:
    """Refuse a register on a file system that several machines reach (NetworkShareError)."""
    kind = network_kind(path.absolute(), _mounts())
    if kind is not None:
        raise NetworkShareError(path=path, kind=kind)


def network_kind(path: Path, mounts: str) -> str | None:
    """The kind of network file system on which *path* lies, by the text of `/proc/mounts`; None on a local disk."""
    if str(path).startswith(("\\\\", "//")):
        return "UNC"
    points = {line.split()[_POINT]: line.split()[_KIND] for line in mounts.splitlines() if line.count(" ") > _KIND}
    places = {point.replace("\\040", " "): kind for point, kind in points.items()}
    inside = [point for point in places if PurePosixPath(path).is_relative_to(point)]
    kind = places[max(inside, key=len)] if inside else ""
    return kind if kind in _NETWORK else None


def copied_by(path: Path) -> str | None:
    """The folder of a synchronising service in which *path* lies; such a copy may tear a register."""
    folders = (part for part in path.absolute().parts if part.casefold().startswith(_COPIED))
    return next(folders, None)


def work_tree(path: Path) -> Path | None:
    """The git work tree in which *path* lies; what is in one is easily published."""
    return next((folder for folder in path.absolute().parents if (folder / ".git").exists()), None)


def _mounts() -> str:
    """What is mounted, where the system tells it so."""
    if os.name != "posix" or not _MOUNTS.exists():
        return ""
    return _MOUNTS.read_text("utf-8", "replace")
