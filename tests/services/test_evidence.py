"""Evidence: on the disk before the register speaks of it, handed out only as it was taken in."""

import os
import shutil
import signal
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import DatabaseExistsError, DuplicateError, NotFoundError, UnreadableFileError, UnwritableError
from asn_neutral.services import evidence
from asn_neutral.services.backups import Keeping, make_backup
from asn_neutral.services.check_register import check_register
from asn_neutral.services.evidence import Captured, Piece, Standing, add_evidence, hand_out, held_evidence
from asn_neutral.services.restoring import restore, verify_backup
from asn_neutral.store.reader import reading
from asn_neutral.store.shelf import shelf_of, shelved
from tests.complaints_file import NOW, ask, change_events, desk, dump, nip, row, take, write

ROUNDS = int(os.environ.get("ROUNDS", "6"))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    """Two complaints; the first against two persons."""
    second = row(1, nip=nip(8), nama_terlapor="Rekan Contoh")
    take(register, write(tmp_path / "in.csv", row(1), second, row(2)))
    return register


def photo(tmp_path: Path, name: str = "foto.jpg", content: bytes = b"foto") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def add(register: Path, *files: Path, number: str = "P-2024/0001", captured: Captured | None = None) -> list[Piece]:
    return add_evidence(number, files, captured or Captured(), desk(register))


def pieces(register: Path, number: str) -> list[Piece]:
    with reading(register) as connection:
        return evidence.evidence_of(connection, number)


def standings(register: Path) -> list[tuple[Standing, str | None]]:
    return [(held.standing, held.piece.name if held.piece else None) for held in held_evidence(register)]


def test_what_was_captured_is_kept_with_it(filled: Path, tmp_path: Path) -> None:
    told = Captured("https://contoh.id/post/1", "@akun", "2024-10-03 08:00", "2024-10-03 21:15", "Layar telepon")
    (added,) = add(filled, photo(tmp_path), captured=told)
    assert (added.captured, added.name, added.size, added.complaint) == (told, "foto.jpg", 4, "P-2024/0001")
    assert pieces(filled, "P-2024/0001") == [added]
    assert check_register(filled).ok


def test_a_case_has_the_evidence_of_its_complaints(filled: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path), number="2024/0002")
    for number in ("2024/0001", "2024/0002", "P-2024/0001", "00001/LP/X/2024"):
        assert [one.name for one in pieces(filled, number)] == ["foto.jpg"]
    assert pieces(filled, "2024/0003") == []


def test_a_case_stays_as_it_was(filled: Path, tmp_path: Path) -> None:
    before = dump(filled)["cases"]
    add(filled, photo(tmp_path))
    assert dump(filled)["cases"] == before


def test_the_same_content_of_one_complaint_is_recorded_once(filled: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path))
    with pytest.raises(DuplicateError, match="evidence list P-2024/0001"):
        add(filled, photo(tmp_path, "salinan.jpg"))
    added = add(filled, photo(tmp_path, "salinan.jpg"), photo(tmp_path, "lain.jpg", b"lain"))
    assert [one.name for one in added] == ["lain.jpg"]
    assert [one.name for one in add(filled, photo(tmp_path), number="P-2024/0002")] == ["foto.jpg"]
    assert len(shelved(filled)) == 2


def test_one_file_that_cannot_be_taken_and_nothing_is_recorded(filled: Path, tmp_path: Path) -> None:
    before = dump(filled)
    with pytest.raises(UnreadableFileError):
        add(filled, photo(tmp_path), tmp_path / "none.jpg")
    assert dump(filled) == before


def test_no_such_complaint_and_nothing_is_on_the_shelf(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        add(filled, photo(tmp_path), number="P-2024/0099")
    assert shelved(filled) == []


def test_a_rehearsal_keeps_nothing(filled: Path, tmp_path: Path) -> None:
    before = dump(filled)
    (added,) = add_evidence("P-2024/0001", [photo(tmp_path)], Captured(), desk(filled), rehearse=True)
    assert (added.name, added.event) == ("foto.jpg", None)
    assert dump(filled) == before
    assert shelved(filled) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("foto [red].jpg", "foto [red].jpg"),
        ("a\x1b[2J\u202egpj.exe", "a_[2J_gpj.exe"),
        ("n\nl.jpg", "n_l.jpg"),
        ("x" * 250 + ".jpg", "x" * 250 + ".jpg"),
    ],
)
def test_names_are_data(filled: Path, tmp_path: Path, name: str, kept: str) -> None:
    (added,) = add(filled, photo(tmp_path, name))
    assert added.name == kept


def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(filled: Path, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/jos\xe9.jpg"
    Path(os.fsdecode(path)).write_bytes(b"foto")
    (added,) = add(filled, Path(os.fsdecode(path)))
    assert added.name == "jos�.jpg"


# ---- how it stands


def test_missing_altered_and_orphaned_are_told_apart(filled: Path, tmp_path: Path) -> None:
    one, two, _three = add(filled, photo(tmp_path, "a", b"a"), photo(tmp_path, "b", b"b"), photo(tmp_path, "c", b"c"))
    (shelf_of(filled) / one.sha256).unlink()
    (shelf_of(filled) / two.sha256).write_bytes(b"B")
    (shelf_of(filled) / ("0" * 64)).write_bytes(b"left")
    assert standings(filled) == [
        (Standing.MISSING, "a"), (Standing.ALTERED, "b"), (Standing.SOUND, "c"), (Standing.ORPHANED, None),
    ]  # fmt: skip


# ---- handing out


def test_it_is_recorded_before_anything_is_handed_out(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (added,) = add(filled, photo(tmp_path))
    seen: list[object] = []

    def copy(source: Path, target: Path) -> None:
        del source, target
        seen.extend(ask(filled, "SELECT details FROM events WHERE step = 'export-evidence'"))
        raise UnwritableError(path="x", reason="y")

    monkeypatch.setattr(evidence, "copy_file", copy)
    with pytest.raises(UnwritableError):
        hand_out("P-2024/0001", tmp_path / "out", desk(filled))
    assert seen == [(f'{{"evidence":[{added.event}]}}',)]


def test_what_is_handed_out_is_what_was_taken_in(filled: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path, "foto [red].jpg"), photo(tmp_path, "-rf", b"lain"))
    out = tmp_path / "out"
    handed = hand_out("2024/0001", out, desk(filled))
    assert [path.name for _piece, path in handed] == ["01-foto__red_.jpg", "02-rf"]
    assert [path.read_bytes() for _piece, path in handed] == [b"foto", b"lain"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert check_register(filled).ok


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("..", "bukti"), ("....jpg", "jpg"), ("CON", "CON"), ("a:b", "a_b"), ("x.pdf ", "x.pdf"),
        ("C:\\a", "C__a"), ("x" * 200 + ".jpg", "x" * 77 + ".jpg"), ("ש.png", "png"),
    ],
)  # fmt: skip
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert evidence._safe(name) == safe


def test_altered_evidence_is_not_handed_out(filled: Path, tmp_path: Path) -> None:
    one, _two = add(filled, photo(tmp_path), photo(tmp_path, "b", b"b"))
    (shelf_of(filled) / one.sha256).write_bytes(b"x")
    before = dump(filled)
    with pytest.raises(UnreadableFileError, match="it was altered since it was taken in"):
        hand_out("P-2024/0001", tmp_path / "out", desk(filled))
    (shelf_of(filled) / one.sha256).unlink()
    with pytest.raises(UnreadableFileError, match="it is missing"):
        hand_out("P-2024/0001", tmp_path / "out", desk(filled))
    assert not (tmp_path / "out").exists()
    assert dump(filled) == before
    with pytest.raises(NotFoundError):
        hand_out("P-2024/0002", tmp_path / "out", desk(filled))


def test_nothing_in_the_folder_is_replaced(filled: Path, tmp_path: Path) -> None:
    """Neither an own file, nor a link that leads nowhere, nor what was handed out before."""
    add(filled, photo(tmp_path), photo(tmp_path, "b.jpg", b"b"))
    before = dump(filled)
    for name, make in (("own", Path.touch), ("link", lambda path: path.symlink_to("nowhere"))):
        (out := tmp_path / name).mkdir()
        make(out / "02-b.jpg")
        with pytest.raises(UnwritableError, match=r"02-b\.jpg cannot be written: there is a file already"):
            hand_out("P-2024/0001", out, desk(filled))
        assert [path.name for path in out.iterdir()] == ["02-b.jpg"]
    assert dump(filled) == before
    hand_out("P-2024/0001", tmp_path / "out", desk(filled))
    with pytest.raises(UnwritableError):
        hand_out("P-2024/0001", tmp_path / "out", desk(filled))


def test_the_shelf_is_no_folder_to_hand_out_to(filled: Path, tmp_path: Path) -> None:
    (added,) = add(filled, photo(tmp_path))
    before = dump(filled)
    (tmp_path / "link").symlink_to(shelf_of(filled))
    for folder in (shelf_of(filled), tmp_path / "link", tmp_path / "x" / ".." / shelf_of(filled).name):
        with pytest.raises(UnwritableError, match="the register keeps its evidence there"):
            hand_out("P-2024/0001", folder, desk(filled))
    assert [path.name for path in shelf_of(filled).iterdir()] == [added.sha256]
    assert dump(filled) == before


# ---- broken off, and backed up


@pytest.mark.slow
def test_killed_at_any_moment_no_record_is_without_its_file(filled: Path, tmp_path: Path) -> None:
    """`ROUNDS=200 python -m pytest tests/services/test_evidence.py -k killed --timeout 300` for more of them."""
    for turn in range(ROUNDS):
        number = os.fork()
        if not number:
            try:
                for place in range(10_000):
                    add(filled, photo(tmp_path, "foto.jpg", f"{turn} {place}".encode()))
            finally:
                os._exit(0)
        seen = len(shelved(filled))
        while len(shelved(filled)) <= seen + turn % 3:
            os.sched_yield()
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        assert {standing for standing, _name in standings(filled)} <= {Standing.SOUND, Standing.ORPHANED}
    assert check_register(filled).ok


def test_evidence_travels_with_a_backup(filled: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path), photo(tmp_path, "b", b"b"))
    (tmp_path / "cadangan").mkdir()
    done = make_backup(filled, tmp_path / "cadangan", NOW)
    found = verify_backup(done.path, tmp_path)
    assert (found.ok, found.evidence) == (True, 2)
    back = tmp_path / "baru" / "register.db"
    restore(done.path, back, NOW)
    assert standings(back) == standings(filled)
    assert stat.S_IMODE(shelf_of(back).stat().st_mode) == 0o700
    restore(done.path, back, NOW, replace=True)  # what is there already is the same


def test_evidence_that_was_lost_before_a_backup_is_told(filled: Path, tmp_path: Path) -> None:
    one, two = add(filled, photo(tmp_path), photo(tmp_path, "b", b"b"))
    (shelf_of(filled) / one.sha256).unlink()
    (shelf_of(filled) / two.sha256).write_bytes(b"B")
    (tmp_path / "cadangan").mkdir()
    done = make_backup(filled, tmp_path / "cadangan", NOW)
    found = verify_backup(done.path, tmp_path)
    assert (found.ok, found.verdict.ok) == (False, True)
    expected = [(Standing.MISSING, one), (Standing.ALTERED, two)]
    assert [(held.standing, held.piece) for held in found.lost] == expected
    assert [(held.standing, held.piece) for held in done.lost] == expected


def test_a_backup_without_some_evidence_takes_the_place_of_no_other(filled: Path, tmp_path: Path) -> None:
    (one,) = add(filled, photo(tmp_path))
    (folder := tmp_path / "cadangan").mkdir()
    whole = make_backup(filled, folder, NOW).path
    (shelf_of(filled) / one.sha256).rename(tmp_path / "gone")
    keeping = Keeping(newest=1)
    done = make_backup(filled, folder, NOW + timedelta(days=1), keeping=keeping)
    assert done.removed == ()
    assert whole.exists()
    (tmp_path / "gone").rename(shelf_of(filled) / one.sha256)
    done = make_backup(filled, folder, NOW + timedelta(days=2), keeping=keeping)
    assert (done.lost, len(done.removed)) == ((), 2)


def test_a_register_too_damaged_to_say_what_it_took_in_is_copied_all_the_same(filled: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path))
    change_events(filled, "UPDATE events SET details = '{' WHERE step = 'add-evidence'")
    (tmp_path / "cadangan").mkdir()
    done = make_backup(filled, tmp_path / "cadangan", NOW)
    assert (done.lost, verify_backup(done.path, tmp_path).ok) == ((), False)


# ---- when a register is put back over another


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cadangan"
    made.mkdir()
    return made


def only_sound(register: Path) -> bool:
    return {standing for standing, _name in standings(register)} <= {Standing.SOUND}


def recorded(register: Path) -> int:
    return len(ask(register, "SELECT seq FROM events WHERE step = 'add-evidence'"))


def test_evidence_is_moved_aside_with_its_register(filled: Path, folder: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path))
    done = make_backup(filled, folder, NOW)
    later = add(filled, photo(tmp_path, "baru", b"baru"))[0].sha256
    before = standings(filled)
    found = restore(done.path, filled, NOW, replace=True)
    assert (found.lost, found.aside is not None) == ((), True)
    assert found.aside is not None
    assert standings(found.aside) == before
    assert stat.S_IMODE(shelf_of(found.aside).stat().st_mode) == 0o700
    assert standings(filled) == [(Standing.SOUND, "foto.jpg")]  # nothing is left that might be taken for rubbish
    assert not (shelf_of(filled) / later).exists()
    assert [path.name for path in filled.parent.iterdir() if path.name.startswith(".")] == []


def test_a_register_without_evidence_leaves_no_folder_behind(filled: Path, folder: Path) -> None:
    found = restore(make_backup(filled, folder, NOW).path, filled, NOW, replace=True)
    assert found.aside is not None
    assert not shelf_of(found.aside).exists()


def test_what_the_backup_lacks_and_the_place_has_is_kept(filled: Path, folder: Path, tmp_path: Path) -> None:
    """Missing in the backup, altered in it, and altered at the place: the sound file is the one that stays."""
    files = [photo(tmp_path), photo(tmp_path, "b.jpg", b"b"), photo(tmp_path, "c.jpg", b"c")]
    one, two, three = add(filled, *files)
    shelf = shelf_of(filled)
    (shelf / one.sha256).unlink()
    (shelf / two.sha256).write_bytes(b"B")
    done = make_backup(filled, folder, NOW)
    (shelf / one.sha256).write_bytes(b"foto")
    (shelf / two.sha256).write_bytes(b"b")
    (shelf / three.sha256).write_bytes(b"C")
    found = restore(done.path, filled, NOW, replace=True)
    assert len(found.verified.lost) == 2
    assert found.lost == ()
    assert only_sound(filled)
    assert found.aside is not None
    assert [standing for standing, _name in standings(found.aside)][2] is Standing.ALTERED  # as it was


def test_what_nobody_has_is_told(filled: Path, folder: Path, tmp_path: Path) -> None:
    one, two = add(filled, photo(tmp_path), photo(tmp_path, "b.jpg", b"b"))
    (shelf_of(filled) / one.sha256).unlink()
    (shelf_of(filled) / two.sha256).write_bytes(b"B")
    found = restore(make_backup(filled, folder, NOW).path, tmp_path / "baru" / "register.db", NOW)
    assert [held.standing for held in found.lost] == [Standing.MISSING, Standing.ALTERED]


def test_where_something_stands_aside_already_nothing_is_touched(filled: Path, folder: Path, tmp_path: Path) -> None:
    add(filled, photo(tmp_path))
    done = make_backup(filled, folder, NOW)
    add(filled, photo(tmp_path, "baru", b"baru"))
    taken = filled.with_name(f"{filled.name}.before-{NOW:%Y%m%dT%H%M%SZ}.bak.evidence")
    taken.mkdir()
    before, files = dump(filled), sorted(tmp_path.rglob("*"))
    with pytest.raises(DatabaseExistsError):
        restore(done.path, filled, NOW, replace=True)
    assert (dump(filled), sorted(tmp_path.rglob("*"))) == (before, files)


def restored_until(backup: Path, register: Path, step: int) -> bool:
    """Put *backup* back in a process that is killed before its *step*-th change of a name; whether it was done."""
    number = os.fork()
    if not number:
        left = [step]

        def count(event: str, _told: object) -> None:
            if event in {"os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            restore(backup, register, NOW, replace=True)
            os._exit(0)
        finally:
            os._exit(1)
    _number, how = os.waitpid(number, 0)
    assert os.WIFSIGNALED(how) or not os.WEXITSTATUS(how)
    return not os.WIFSIGNALED(how)


@pytest.mark.slow
def test_killed_before_any_step_neither_register_is_without_its_evidence(
    filled: Path, folder: Path, tmp_path: Path
) -> None:
    add(filled, photo(tmp_path), photo(tmp_path, "b", b"b"))
    done = make_backup(filled, folder, NOW)
    add(filled, photo(tmp_path, "baru", b"baru"))
    seen, step, ended = set(), 0, False
    while not ended:
        step += 1
        place = shutil.copytree(filled.parent, tmp_path / "turns" / str(step), ignore=lambda *_: ["turns"])
        register = place / filled.name
        ended = restored_until(done.path, register, step)
        there = [path for path in place.iterdir() if path.name == filled.name or path.suffix == ".bak"]
        for path in there:
            assert Standing.MISSING not in {standing for standing, _name in standings(path)}, (step, path.name)
        assert 3 in {recorded(path) for path in there}, step
        seen.add(recorded(register))
    assert (seen, step > 8) == ({2, 3}, True)
    assert only_sound(register)
