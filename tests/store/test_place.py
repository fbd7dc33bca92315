"""Where a register may lie."""

from pathlib import Path

import pytest

from asn_neutral.errors import NetworkShareError
from asn_neutral.store import place
from asn_neutral.store.place import copied_by, network_kind, refuse_network_share

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/data /mnt/kantor nfs4 rw 0 0
//server/berkas /mnt/berkas\\040bersama cifs rw 0 0
/dev/sdb1 /mnt/kantor/lokal xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/setda/register.db", None),
        ("/mnt/kantor/register.db", "nfs4"),
        ("/mnt/kantor/lokal/register.db", None),
        ("/mnt/kantoran/register.db", None),
        ("/mnt/berkas bersama/register.db", "cifs"),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str | None) -> None:
    assert network_kind(Path(path), MOUNTS) == kind


def test_without_a_table_of_mounts_nothing_is_refused() -> None:
    assert network_kind(Path("/mnt/kantor/register.db"), "") is None


def test_a_network_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_mounts", lambda: MOUNTS)
    with pytest.raises(NetworkShareError):
        refuse_network_share(Path("/mnt/kantor/register.db"))


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("/home/setda/OneDrive - Kota/register.db", "OneDrive - Kota"),
        ("/home/setda/Dropbox/x/register.db", "Dropbox"),
        ("/home/setda/register.db", None),
    ],
)
def test_folders_that_others_copy_are_told(path: str, folder: str | None) -> None:
    assert copied_by(Path(path)) == folder
