"""The sample files: made anew they are the same, what they hold is valid, and the program takes them as described."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.generator.__main__ import files
from tests.generator.complaints import HEADER, Row, rows
from tests.generator.faults import FAULTS
from tests.generator.places import DISTRICTS, UNITS
from tests.generator.samples import CLEAN, FAULTY, SPREADSHEET, clean_rows, faulty

SAMPLES = Path(__file__).parents[1] / "sample_data"
DETERMINATION = {
    "pilkada-2020": date(2020, 9, 23),
    "pemilu-2024": date(2023, 11, 3),
    "pilkada-2024": date(2024, 9, 22),
}
ONLY_BEFORE = {f"E{n}" for n in range(1, 8)} | {"D3", "D9", "D11"}
ONLY_AFTER = {"D1", "D2", "D4", "D6", "D7", "D10"}
CODES = {f"E{n}" for n in range(1, 8)} | {f"D{n}" for n in range(1, 14)}
OF_RESPONDENT = {
    "nama_terlapor",
    "nip",
    "status_asn",
    "golongan",
    "jabatan",
    "kelas_jabatan",
    "unit_kerja",
    "kode_pelanggaran",
}
CHANNELS = {"temuan-bawaslu", "laporan-bawaslu", "informasi-awal", "sbt", "lapor", "langsung", "surat"}
COLUMNS_OF_A_FILE = (
    "nomor_laporan nomor_surat tanggal_surat jalur tanggal_terima tanggal_kejadian tanggal_diketahui tempat kecamatan "
    "nama_terlapor nip status_asn golongan jabatan kelas_jabatan unit_kerja kode_pelanggaran pemilihan uraian bukti "
    "nama_pelapor kontak_pelapor"
)
MANY = 6000


@pytest.fixture(scope="module")
def clean() -> tuple[Row, ...]:
    return clean_rows()


@pytest.fixture(scope="module")
def many() -> tuple[Row, ...]:
    return tuple(rows(MANY, seed=20, again=0.41))


def nip_fault(nip: str, happened: date) -> str:
    """What is wrong with the form of an invented number; empty when nothing is."""
    found = re.fullmatch("([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{4})([0-9]{2})([12])(9[0-9]{2})", nip)
    if found is None:
        return "form"
    year, month, day, since, part = (int(text) for text in found.groups()[:5])
    try:
        birth = date(year, month, day)
    except ValueError:
        return "birth"
    if not 1966 <= birth.year <= 2000:
        return "birth year"
    if not (1 <= part <= 12 or 21 <= part <= 24):
        return "month"
    start = date(since, min(part, 12), 28)
    if start < birth.replace(year=birth.year + 18, day=min(birth.day, 28)):
        return "too young"
    return "not yet in service" if since > happened.year else ""


@pytest.mark.parametrize("name", sorted(files()))
def test_making_them_again_gives_the_same_bytes(name: str) -> None:
    assert (SAMPLES / name).read_bytes() == files()[name]


def test_nothing_else_lies_there() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(files())


def test_the_columns_are_those_of_a_complaints_file() -> None:
    assert tuple(COLUMNS_OF_A_FILE.split()) == HEADER


def test_the_same_seed_gives_the_same_rows_and_another_gives_others() -> None:
    first, again, other = (list(rows(50, seed=seed, again=0.3)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len(first) == 50


def test_every_number_is_valid_in_form_and_nobodys(clean: tuple[Row, ...], many: tuple[Row, ...]) -> None:
    bad = {
        row.nip: fault
        for row in (*clean, *many)
        if row.nip and (fault := nip_fault(row.nip, date.fromisoformat(row.tanggal_kejadian)))
    }
    assert bad == {}


def test_one_number_is_one_person(many: tuple[Row, ...]) -> None:
    people: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in many:
        if row.nip:
            people[row.nip].add((row.nama_terlapor, row.jabatan, row.unit_kerja))
    assert [nip for nip, seen in people.items() if len(seen) > 1] == []


def test_the_kind_of_number_fits_the_employment(many: tuple[Row, ...]) -> None:
    stated = [row for row in many if row.nip and row.status_asn]
    assert {row.status_asn for row in stated} == {"PNS", "CPNS", "PPPK"}
    assert all((int(row.nip[12:14]) > 12) == (row.status_asn == "PPPK") for row in stated)


def test_dates_follow_each_other(clean: tuple[Row, ...], many: tuple[Row, ...]) -> None:
    for row in (*clean, *many):
        known = row.tanggal_diketahui or row.tanggal_kejadian
        letter = row.tanggal_surat or known
        assert "2020-01-01" <= row.tanggal_kejadian <= known <= row.tanggal_terima <= "2024-12-31"
        assert known <= letter <= row.tanggal_terima


def test_codes_fit_the_stage(clean: tuple[Row, ...], many: tuple[Row, ...]) -> None:
    for row in (*clean, *many):
        codes = set(row.kode_pelanggaran.split(";"))
        assert codes <= CODES
        if row.pemilihan:
            before = date.fromisoformat(row.tanggal_kejadian) < DETERMINATION[row.pemilihan]
            assert not codes & (ONLY_AFTER if before else ONLY_BEFORE), row


def test_every_form_of_violation_occurs(many: tuple[Row, ...]) -> None:
    assert {code for row in many for code in row.kode_pelanggaran.split(";")} == CODES


def test_summaries_are_long_enough_different_and_complete(clean: tuple[Row, ...], many: tuple[Row, ...]) -> None:
    for row in (*clean, *many):
        assert 200 <= len(row.uraian) <= 600
        assert "{" not in row.uraian + row.tempat + row.bukti
    complaints = {row.nomor_laporan: row.uraian for row in many}
    assert len(set(complaints.values())) == len(complaints)


def test_rows_of_one_complaint_differ_in_the_respondent_only(clean: tuple[Row, ...], many: tuple[Row, ...]) -> None:
    for batch in (clean, many):
        shared: dict[str, tuple[str, ...]] = {}
        named: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in batch:
            said = tuple(cell for name, cell in zip(HEADER, row, strict=True) if name not in OF_RESPONDENT)
            assert shared.setdefault(row.nomor_laporan, said) == said
            named[row.nomor_laporan].append((row.nip, row.nama_terlapor))
        assert all(len(set(people)) == len(people) for people in named.values())
        assert max(len(people) for people in named.values()) in range(2, 9)


def test_channels_units_and_districts_are_known(clean: tuple[Row, ...], many: tuple[Row, ...]) -> None:
    assert {row.jalur for row in clean} == CHANNELS
    assert {row.unit_kerja for row in many} <= {unit.name for unit in UNITS}
    assert {row.kecamatan for row in many} == {*DISTRICTS, ""}
    assert (len(DISTRICTS), sum(map(len, DISTRICTS.values()))) == (11, 65)


def test_a_leading_post_has_one_holder(clean: tuple[Row, ...]) -> None:
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in clean:
        if row.jabatan.startswith(("Camat", "Lurah", "Kepala")):
            holders[row.unit_kerja, row.jabatan].add(row.nama_terlapor)
    assert [post for post, names in holders.items() if len(names) > 1] == []


def test_shares_are_those_of_a_real_register(many: tuple[Row, ...]) -> None:
    complaints = Counter(row.nomor_laporan for row in many)
    people = {row.nip or (row.nama_terlapor, row.unit_kerja) for row in many}
    codes = sum(len(row.kode_pelanggaran.split(";")) for row in many)
    assert 1.15 < len(many) / len(complaints) < 1.35
    assert 0.65 < len(people) / len(many) < 0.75
    assert 1.3 < codes / len(many) < 1.5
    assert 0.45 < sum(bool(row.nama_pelapor) for row in many) / len(many) < 0.6
    assert 42 <= len({row.unit_kerja for row in many}) <= 120


def test_the_spreadsheet_file_is_what_such_a_program_saves() -> None:
    content = (SAMPLES / SPREADSHEET).read_bytes()
    text = content.decode("cp1252")
    assert b"\xe9" in content
    assert content.count(b"\r\n") == content.count(b"\n") == 41
    with pytest.raises(UnicodeDecodeError):
        content.decode()
    records = list(csv.reader(text.splitlines(keepends=True), delimiter=";", strict=True))
    assert {len(record) for record in records} == {len(HEADER)}
    assert re.fullmatch("[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}", records[1][4])


@pytest.mark.parametrize(("name", "accepted"), [(CLEAN, 300), (SPREADSHEET, 40)])
def test_the_good_files_are_accepted_whole(run: Run, name: str, accepted: int) -> None:
    done = json.loads(run(["import", str(SAMPLES / name), "--format", "json"]).stdout)["data"]
    assert (done["read"], done["accepted"], done["refused"]) == (accepted, accepted, 0)


def test_both_good_files_fit_into_one_register_and_no_form_misses_its_stage(run: Run, register: Path) -> None:
    for name in (CLEAN, SPREADSHEET):
        run(["import", str(SAMPLES / name)])
    with closing(sqlite3.connect(register)) as connection:
        stored = [json.loads(details) for (details,) in connection.execute("SELECT details FROM events")]
    remarks = Counter(remark for details in stored for remark in details.get("remarks", ()))
    assert remarks["stage-mismatch"] == 0
    assert remarks["name-differs"] == 0
    assert remarks["outside-election"] == 0


def test_the_faulty_file_is_refused_row_by_row_as_its_table_says(run: Run, tmp_path: Path) -> None:
    batch, refused = faulty(), tmp_path / "refused.csv"
    words = ["import", str(SAMPLES / FAULTY), "--accept-partial", "--refused-file", str(refused), "--format", "json"]
    done = json.loads(run(words, code=3).stdout)["data"]
    assert (done["read"], done["refused"]) == (batch.records, batch.refused)
    with refused.open(encoding="utf-8-sig", newline="") as stream:
        found = {
            int(record["tolak_baris"]): set(record["tolak_kode"].split(" | ")) for record in csv.DictReader(stream)
        }
    assert found == {placed.row: {placed.fault.code} for placed in batch.placed if placed.fault.code}


def test_no_fault_is_described_twice() -> None:
    assert max(Counter(fault.indonesian for fault in FAULTS).values()) == 1
    assert max(Counter(fault.english for fault in FAULTS).values()) == 1


def test_people_are_not_used_up() -> None:
    """Far along a series, numbers are still new."""
    late = [row.nip for row in islice(rows(3000, seed=5, again=0, first=2_000_000), 500) if row.nip]
    assert len(set(late)) == len(late)


@given(total=st.integers(1, 60), seed=st.integers(0, 10_000), one_holder=st.booleans())
def test_a_series_has_exactly_the_rows_asked_for(total: int, seed: int, one_holder: bool) -> None:
    made = list(rows(total, seed=seed, again=0.3, one_holder=one_holder))
    assert len(made) == total
    assert all(nip_fault(row.nip, date.fromisoformat(row.tanggal_kejadian)) == "" for row in made if row.nip)


def test_the_benchmark_file_is_the_same_each_time_and_complete(tmp_path: Path) -> None:
    script = Path(__file__).parent / "benchmark" / "generate.py"
    for name in ("one.csv", "other.csv"):
        subprocess.run([sys.executable, str(script), "500", str(tmp_path / name)], check=True, cwd=tmp_path)
    one = (tmp_path / "one.csv").read_bytes()
    assert one == (tmp_path / "other.csv").read_bytes()
    assert len(list(csv.reader(one.decode().splitlines(keepends=True), strict=True))) == 501
