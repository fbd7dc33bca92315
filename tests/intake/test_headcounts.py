"""The file with the number of employees of each unit."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.headcounts import read_headcounts


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "pegawai.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_units_are_known_whatever_way_they_are_spelled(tmp_path: Path) -> None:
    found = read_headcounts(written(tmp_path, "unit,employees\nKEC.  KADIA,61\n Dinas Kesehatan ,1.204\n"))
    assert found.employees == {"kecamatan kadia": 61, "dinas kesehatan": 1204}
    assert found.names == {"kecamatan kadia": "KEC. KADIA", "dinas kesehatan": "Dinas Kesehatan"}
    assert found.refused == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("\ufeffUnit Kerja;Jumlah Pegawai\r\nDinas A;12\r\n", "utf-8"),
        ("pegawai\tunit_kerja\tcatatan\n12\tDinas A\tx\n", "utf-16"),
        ('Nama Unit,Jumlah ASN\n"Dinas A",12\n\n', "cp1252"),
    ],
)
def test_it_comes_as_offices_write_files(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_headcounts(written(tmp_path, text, encoding)).employees == {"dinas a": 12}


@pytest.mark.parametrize(
    "cell", ["", "0", "-3", "12,5", "12.5", "1.20", ".120", "1234.567", "x", "1e3", "٣", "12345678", "=1+1", "'12"]
)
def test_what_is_no_number_of_employees_is_left_aside_with_its_row(tmp_path: Path, cell: str) -> None:
    found = read_headcounts(written(tmp_path, f'unit;employees\nDinas A;"{cell}"\nDinas B;5\n'))
    assert (found.employees, found.refused) == ({"dinas b": 5}, (2,))


def test_a_unit_with_two_numbers_has_none(tmp_path: Path) -> None:
    text = "unit;employees\nDinas A;5\nDinas B;7\nDINAS A;6\nDinas A;5\nDinas B;7\n;4\n"
    found = read_headcounts(written(tmp_path, text))
    assert (found.employees, found.refused) == ({"dinas b": 7}, (2, 4, 7))


def test_a_row_with_a_cell_too_many_is_left_aside(tmp_path: Path) -> None:
    found = read_headcounts(written(tmp_path, "unit,employees\nDinas A,1,204\nDinas B,5\n"))
    assert (found.employees, found.refused) == ({"dinas b": 5}, (2,))


@pytest.mark.parametrize(
    ("text", "said"), [("unit;jumlah\nDinas A;5\n", "pegawai"), ("", "empty"), ("x\x00y\n", "pegawai.csv")]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_headcounts(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        read_headcounts(tmp_path / "nowhere.csv")
