"""Taking a file in: every row is accounted for, and nothing is kept that was not meant to be."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.columns import KEYS
from asn_neutral.services import door
from asn_neutral.services.check_register import check_register
from asn_neutral.services.import_file import ImportOrder, ImportResult, import_file
from asn_neutral.store.bulk import Bulk, KnownRespondent
from asn_neutral.store.unit import unit_of_work
from tests.complaints_file import Row, ask, csv_text, desk, dump, nip, row, take, who, write

BAD = {"tanggal_terima": "2024-02-30"}
Batches = Callable[[int], None]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def batches_of(monkeypatch: pytest.MonkeyPatch) -> Batches:
    """Lets a test say how many rows are taken at a time."""
    return lambda size: monkeypatch.setattr(door, "BATCH", size)


def codes(result: ImportResult) -> list[tuple[int, str, str]]:
    """Row, column and code of every refusal."""
    return [(number, problem.column, problem.code) for number, problem in result.reasons]


# ---- all of it, some of it, nothing


def test_a_good_file_is_stored_with_its_hash_and_one_event_for_the_file(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "kiriman.csv", row(1), row(2), row(2, nip=nip(9), nama_terlapor="Rekan Contoh"))
    done = take(register, file)
    assert (done.read, done.accepted, done.unchanged, done.refused) == (3, 3, 0, 0)
    assert (done.complaints, done.cases, done.batch, done.stored, done.refused_file) == (2, 3, 1, True, None)
    ((name, digest, *counts),) = ask(
        register, "SELECT file_name, sha256, rows_read, rows_accepted, rows_unchanged, rows_refused FROM import_batches"
    )
    assert (name, counts) == ("kiriman.csv", [3, 3, 0, 0])
    assert ask(register, "SELECT json_extract(details, '$.sha256') FROM events WHERE step = 'import'") == [(digest,)]
    assert not list(tmp_path.glob("*ditolak*"))


def test_one_bad_row_and_nothing_is_stored(register: Path, tmp_path: Path) -> None:
    before = register.read_bytes()
    done = take(register, write(tmp_path / "kiriman.csv", row(1), row(2, **BAD), row(3)))
    assert (done.read, done.accepted, done.refused, done.stored, done.batch) == (3, 2, 1, False, None)
    assert dump(register)["import_batches"] == dump(register)["events"] == []
    assert register.read_bytes() == before


def test_good_rows_are_kept_when_that_is_asked_for(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "kiriman.csv", row(1), row(2, **BAD), row(3))
    done = take(register, file, accept_partial=True)
    assert (done.accepted, done.refused, done.stored) == (2, 1, True)
    assert ask(register, "SELECT count(*) FROM cases") == [(2,)]
    assert ask(register, "SELECT rows_read, rows_accepted, rows_refused FROM import_batches") == [(3, 2, 1)]


def test_a_file_of_bad_rows_only_leaves_no_batch_even_then(register: Path, tmp_path: Path) -> None:
    before = register.read_bytes()
    assert not take(register, write(tmp_path / "kiriman.csv", row(1, **BAD)), accept_partial=True).stored
    assert register.read_bytes() == before


@pytest.mark.parametrize("bad", [{}, BAD])
def test_a_rehearsal_keeps_nothing_and_writes_no_file(register: Path, tmp_path: Path, bad: Mapping[str, str]) -> None:
    before = register.read_bytes()
    file = write(tmp_path / "kiriman.csv", row(1), row(2, **bad))
    beside = sorted(tmp_path.iterdir())
    done = take(register, file, rehearse=True)
    assert (done.read, done.accepted, done.refused) == (2, 2 - bool(bad), int(bool(bad)))
    assert (done.stored, done.batch, done.refused_file) == (False, None, None)
    assert register.read_bytes() == before
    assert [path for path in sorted(tmp_path.iterdir()) if not path.name.endswith("-journal")] == beside


def test_a_complaint_with_very_many_respondents_is_read_once(
    register: Path, tmp_path: Path, batches_of: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches_of(2)
    asked: list[int] = []
    honest = Bulk.respondents

    def counted(bulk: Bulk, ids: Collection[int]) -> Iterator[tuple[tuple[int, int], KnownRespondent]]:
        asked.extend(ids)
        return honest(bulk, ids)

    monkeypatch.setattr(Bulk, "respondents", counted)
    many = [row(1, nip=nip(person), nama_terlapor=f"Orang {person}") for person in range(9)]
    file = write(tmp_path / "in.csv", *many)
    assert (take(register, file).cases, len(asked)) == (9, 0)
    assert (take(register, file).unchanged, len(asked)) == (9, 1)


def test_nobody_waits_for_the_rehearsal_of_a_large_file(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_neutral.services.import_file.WORTH_A_PROCESS", 1)
    take(register, write(tmp_path / "before.csv", row(1)))
    written: list[int] = []

    def meanwhile(rows: int) -> None:
        with unit_of_work(register, wait_seconds=0) as work:
            work.abandon()
        written.append(rows)

    order = ImportOrder(str(write(tmp_path / "in.csv", row(1), row(2), row(3))), rehearse=True)
    done = import_file(order, desk(register), progress=meanwhile)
    assert (done.accepted, done.unchanged, done.stored) == (2, 1, False)
    assert written
    assert ask(register, "SELECT count(*) FROM cases") == [(1,)]


def test_the_same_file_again_changes_nothing(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "kiriman.csv", row(1), row(2), row(3, nip="", status_asn=""))
    take(register, file)
    before = dump(register)
    done = take(register, file)
    assert (done.read, done.accepted, done.unchanged, done.refused) == (3, 0, 3, 0)
    assert not done.stored
    assert dump(register) == before


def test_the_rows_in_another_order_in_another_spelling_are_unchanged_too(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1), row(2)))
    respelled = {"jalur": "Laporan Bawaslu", "tanggal_terima": "8 Oktober 2024", "unit_kerja": "SMP  NEGERI 4 KENDARI"}
    done = take(register, write(tmp_path / "b.csv", row(2, **respelled), row(1)))
    assert (done.accepted, done.unchanged, done.refused) == (0, 2, 0)


def test_a_longer_file_brings_what_is_new(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1), row(2)))
    done = take(register, write(tmp_path / "b.csv", row(1), row(2), row(2, nip=nip(7), nama_terlapor="Rekan"), row(3)))
    assert (done.accepted, done.unchanged, done.complaints, done.cases) == (2, 2, 1, 2)
    assert ask(register, "SELECT number FROM cases ORDER BY id") == [(f"2024/000{n}",) for n in range(1, 5)]


def test_numbers_run_by_the_year_of_receipt(register: Path, tmp_path: Path) -> None:
    days = {"tanggal_surat": "2023-12-04", "tanggal_terima": "2023-12-05"}
    early = {**days, "tanggal_kejadian": "2023-12-01", "tanggal_diketahui": "2023-12-02", "pemilihan": ""}
    take(register, write(tmp_path / "a.csv", row(1), row(2, **early), row(3)))
    take(register, write(tmp_path / "b.csv", row(4, **early)))
    assert ask(register, "SELECT number FROM cases ORDER BY id") == [
        ("2023/0001",), ("2023/0002",), ("2024/0001",), ("2024/0002",),
    ]  # fmt: skip
    assert ask(register, "SELECT number FROM complaints ORDER BY id") == [
        ("P-2023/0001",), ("P-2023/0002",), ("P-2024/0001",), ("P-2024/0002",),
    ]  # fmt: skip


def test_a_refused_import_takes_no_number(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1), row(2, **BAD)))
    take(register, write(tmp_path / "b.csv", row(5)))
    assert ask(register, "SELECT number FROM cases") == [("2024/0001",)]


# ---- every row is accounted for


@dataclass
class Model:
    """What an import should do, told once more and in the simplest way."""

    complaints: dict[str, str] = field(default_factory=dict)
    respondents: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, rows: Sequence[Row]) -> tuple[Counter[str], list[int]]:
        """How many rows of each fate, and the numbers of the refused ones."""
        fates: Counter[str] = Counter()
        refused: list[int] = []
        here: set[tuple[str, str]] = set()
        for place, cells in enumerate(rows, start=2):
            fate = self._fate(cells, here)
            fates[fate] += 1
            if fate == "refused":
                refused.append(place)
        return fates, refused

    def _fate(self, cells: Row, here: set[tuple[str, str]]) -> str:
        number, person = cells["nomor_laporan"], cells["nip"] or cells["nama_terlapor"]
        if cells["tanggal_terima"] == BAD["tanggal_terima"]:
            return "refused"
        if self.complaints.setdefault(number, cells["uraian"]) != cells["uraian"]:
            return "refused"
        known = self.respondents.get((number, person))
        if known is None:
            self.respondents[number, person] = cells["golongan"]
            here.add((number, person))
            return "accepted"
        if (number, person) in here or known != cells["golongan"]:
            return "refused"
        here.add((number, person))
        return "unchanged"


def made(drawn: tuple[int, int, str]) -> Row:
    """The row of a complaint, a person (the last ones have no number) and what is odd about it."""
    complaint, person, oddity = drawn
    odd = {"bad": BAD, "retold": {"uraian": "Diceritakan lain."}, "promoted": {"golongan": "IV/a"}}.get(oddity, {})
    named = {"nama_terlapor": f"Orang {person}", "nip": nip(person) if person < 2 else "", "status_asn": ""}
    return {**row(complaint), **named, **odd}


ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "", "", "bad", "retold", "promoted"])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(first=ROWS, second=ROWS, size=st.integers(1, 5))
def test_counts_add_up_and_every_row_has_the_fate_it_deserves(
    template: Path, first: list[tuple[int, int, str]], second: list[tuple[int, int, str]], size: int
) -> None:
    model = Model()
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "BATCH", size)
        register = Path(shutil.copy(template, folder))
        for drawn in (first, second):
            rows = [made(each) for each in drawn]
            fates, refused = model.take(rows)
            done = take(register, write(Path(folder, "in.csv"), *rows), accept_partial=True)
            assert done.accepted + done.unchanged + done.refused == done.read == len(rows)
            assert (done.accepted, done.unchanged, done.refused) == tuple(
                fates[fate] for fate in ("accepted", "unchanged", "refused")
            )
            assert sorted({number for number, _problem in done.reasons}) == refused
            assert ask(register, "SELECT count(*) FROM cases") == [(len(model.respondents),)]
            assert ask(register, "SELECT count(*) FROM complaints") == [
                (len({number for number, _person in model.respondents}),)
            ]
        assert check_register(register).findings == ()


# ---- rows that do not go together


@pytest.mark.parametrize("size", [1, 2, 100])
def test_one_respondent_twice_in_a_complaint_names_the_other_row(
    register: Path, tmp_path: Path, batches_of: Batches, size: int
) -> None:
    batches_of(size)
    done = take(register, write(tmp_path / "in.csv", row(1), row(2), row(1)))
    assert codes(done) == [(4, "nip", "E_GANDA")]
    assert done.reasons[0][1].sentence() == "row 2 already names this respondent in the same complaint"


def test_a_respondent_without_number_is_known_by_name_and_unit(register: Path, tmp_path: Path) -> None:
    unknown = {"nip": "", "status_asn": ""}
    file = write(
        tmp_path / "in.csv",
        row(1, **unknown, nama_terlapor="Budi Contoh, S.E."),
        row(2, **unknown, nama_terlapor="BUDI  CONTOH, s.e."),
        row(3, **unknown, nama_terlapor="Budi Contoh, S.E.", unit_kerja="Dinas Lain"),
        row(1, **unknown, nama_terlapor="budi contoh, S.E."),
        row(4, **unknown, nama_terlapor="Budi Contoh, M.Si."),
    )
    done = take(register, file, accept_partial=True)
    assert codes(done) == [(5, "nama_terlapor", "E_GANDA")]
    assert ask(register, "SELECT count(*) FROM employees") == [(3,)]
    assert ask(register, "SELECT count(DISTINCT employee_id) FROM cases WHERE id % 10000000 < 3") == [(1,)]
    assert ask(register, "SELECT remarks FROM cases WHERE remarks NOT LIKE '%no-nip%'") == []


@pytest.mark.parametrize(("first", "second"), [("", nip(1)), (nip(1), "")])
def test_the_same_name_and_unit_with_and_without_number_is_one_respondent_of_a_complaint(
    register: Path, tmp_path: Path, first: str, second: str
) -> None:
    rows = [row(1, nip=first), row(1, nip=second), row(2, nip=first)]
    done = take(register, write(tmp_path / "in.csv", *rows), accept_partial=True)
    assert [(place, problem.code) for place, problem in done.reasons] == [(3, "E_GANDA")]
    again = take(register, write(tmp_path / "again.csv", rows[1]))
    assert ("nip", "E_BERUBAH") in {(problem.column, problem.code) for _place, problem in again.reasons}


def test_namesakes_of_one_unit_with_two_numbers_are_two_respondents(register: Path, tmp_path: Path) -> None:
    done = take(register, write(tmp_path / "in.csv", row(1, nip=nip(1)), row(1, nip=nip(2))))
    assert (done.accepted, done.complaints) == (2, 1)


def test_a_row_twice_is_refused_however_often_the_file_comes(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", row(1), row(2), row(1))
    first = take(register, file, accept_partial=True)
    second = take(register, file, accept_partial=True)
    assert (first.accepted, first.refused, second.unchanged, second.refused) == (2, 1, 2, 1)
    assert codes(first) == codes(second) == [(4, "nip", "E_GANDA")]


@pytest.mark.parametrize("accept_partial", [False, True])
def test_no_date_that_could_be_either_is_kept_beside_one_that_fits_the_other_order_only(
    register: Path, tmp_path: Path, *, accept_partial: bool
) -> None:
    days = {"tanggal_surat": "", "tanggal_diketahui": "", "pemilihan": ""}
    file = write(
        tmp_path / "in.csv",
        row(1, **days, tanggal_kejadian="2024-09-30", tanggal_terima="10/02/2024"),
        row(2, **days, tanggal_kejadian="2024-09-30", tanggal_terima="10/25/2024"),
        row(3, **days, tanggal_kejadian="2024-09-30", tanggal_terima="2024-10-25"),
    )
    done = take(register, file, accept_partial=accept_partial)
    assert {(place, problem.code) for place, problem in done.reasons if problem.column == "tanggal_terima"} >= {
        (2, "E_TANGGAL_URUTAN"), (3, "E_TANGGAL_URUTAN"),
    }  # fmt: skip
    assert ask(register, "SELECT received_on FROM complaints") == ([("2024-10-25",)] if accept_partial else [])


NO_OTHER_DAYS = {"tanggal_surat": "", "tanggal_diketahui": "", "pemilihan": "", "tanggal_kejadian": "2024-09-30"}


@pytest.mark.parametrize("process", [False, True])
@pytest.mark.parametrize("spoiled", ["too long", "a cell too many", "a quote inside"])
def test_a_date_of_another_order_counts_in_a_row_that_is_refused_for_something_else(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoiled: str, *, process: bool
) -> None:
    if process:
        monkeypatch.setattr(door, "WORTH_A_PROCESS", 0)
    evidence = row(1, **NO_OTHER_DAYS, tanggal_terima="10/25/2024", tempat="HERE")
    if spoiled == "too long":
        evidence["uraian"] = "x" * 10_001
    ambiguous = row(2, **NO_OTHER_DAYS, tanggal_terima="10/02/2024")
    file = write(tmp_path / "in.csv", ambiguous, evidence, row(3, **NO_OTHER_DAYS, tanggal_terima="2024-10-25"))
    said = {"a cell too many": b"di,sini", "a quote inside": b'"di"sini'}.get(spoiled, b"di sini")
    file.write_bytes(file.read_bytes().replace(b"HERE", said))
    done = take(register, file, accept_partial=True)
    assert (done.accepted, done.refused) == (1, 2)
    assert codes(done)[0] == (2, "tanggal_terima", "E_TANGGAL_URUTAN")
    assert ask(register, "SELECT received_on FROM complaints") == [("2024-10-25",)]


@pytest.mark.parametrize("spoiled", [{}, {"uraian": "x" * 10_001}])
def test_a_doubtful_date_stays_so_when_the_one_that_raised_the_doubt_is_mended(
    register: Path, tmp_path: Path, spoiled: dict[str, str]
) -> None:
    file = write(
        tmp_path / "in.csv",
        row(1, **NO_OTHER_DAYS, tanggal_terima="10/25/2024"),
        row(2, **NO_OTHER_DAYS, tanggal_terima="10/02/2024", **spoiled),
        row(3, **{**NO_OTHER_DAYS, "tanggal_kejadian": "09/10/2024"}, tanggal_terima="2024-10-12"),
    )
    first = take(register, file, accept_partial=True)
    refused_file = first.refused_file
    assert (first.accepted, first.refused) == (1, 2)
    assert refused_file
    content = refused_file.read_text("utf-8-sig")
    refused_file.write_text(content.replace("10/25/2024", "2024-10-25", 1).replace("x" * 10_001, "hadir"), "utf-8")
    again = take(register, refused_file, accept_partial=True)
    assert (again.accepted, codes(again)) == (1, [(3, "tanggal_terima", "E_TANGGAL_URUTAN")])
    assert again.refused_file
    content = again.refused_file.read_text("utf-8-sig").replace("10/02/2024", "2 Oktober 2024", 1)
    again.refused_file.write_text(content, "utf-8")
    assert take(register, again.refused_file).accepted == 1


def test_a_stated_order_ends_the_doubt(register: Path, tmp_path: Path) -> None:
    days = ("10/25/2024", "10/02/2024")
    file = write(tmp_path / "in.csv", *(row(n, **NO_OTHER_DAYS, tanggal_terima=day) for n, day in enumerate(days)))
    refused_file = take(register, file).refused_file
    done = import_file(ImportOrder(str(refused_file), date_order="mdy"), desk(register))
    assert (done.accepted, done.refused) == (2, 0)
    assert ask(register, "SELECT received_on FROM complaints ORDER BY 1") == [("2024-10-02",), ("2024-10-25",)]


@pytest.mark.parametrize("size", [1, 2, 100])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("uraian", "Diceritakan lain."), ("tempat", "Tempat lain"), ("tanggal_terima", "2024-10-09"),
        ("jalur", "temuan-bawaslu"), ("bukti", ""), ("nama_pelapor", "Orang Lain Rahasia"),
        ("kontak_pelapor", "0811-0000-0998"),
    ],
)  # fmt: skip
def test_rows_of_one_number_must_agree(
    register: Path, tmp_path: Path, batches_of: Batches, *, size: int, column: str, value: str
) -> None:
    batches_of(size)
    colleague = {"nip": nip(5), "nama_terlapor": "Rekan"}
    done = take(register, write(tmp_path / "in.csv", row(1), row(2), row(1, **colleague, **{column: value})))
    assert codes(done) == [(4, column, "E_BEDA")]
    assert done.reasons[0][1].sentence() == "this differs from row 2, which has the same complaint number"
    assert "Rahasia" not in done.reasons[0][1].value


@pytest.mark.parametrize(
    ("column", "value", "known_as"),
    [
        ("uraian", "Diceritakan lain.", "P-2024/0002"),
        ("tanggal_kejadian", "2024-10-01", "P-2024/0002"),
        ("golongan", "IV/a", "2024/0002"),
        ("nama_terlapor", "Nama Lain", "2024/0002"),
        ("unit_kerja", "Dinas Lain", "2024/0002"),
        ("kode_pelanggaran", "D4", "2024/0002"),
    ],
)
def test_a_recorded_complaint_is_never_overwritten(
    register: Path, tmp_path: Path, column: str, value: str, known_as: str
) -> None:
    take(register, write(tmp_path / "a.csv", row(1), row(2)))
    before = dump(register)
    file = write(tmp_path / "b.csv", row(1), row(2, **{column: value}))
    for accept_partial in (False, True):
        done = take(register, file, accept_partial=accept_partial)
        assert codes(done) == [(3, column, "E_BERUBAH")]
        assert f"the register has this as {known_as} with other content" in done.reasons[0][1].sentence()
        assert dump(register) == before


def test_who_complained_is_not_compared_with_what_is_sealed(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1), row(2)))
    before = dump(register)
    done = take(register, write(tmp_path / "b.csv", row(1), row(2, nama_pelapor="Orang Lain Rahasia")))
    assert (done.unchanged, done.refused, done.not_compared) == (2, 0, 2)
    assert dump(register) == before
    again = write(tmp_path / "c.csv", row(1, nama_pelapor="", kontak_pelapor=""))
    assert take(register, again).not_compared == 0


def test_a_refused_row_leaves_no_unit_and_no_person_behind(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1)))
    file = write(tmp_path / "b.csv", row(1, unit_kerja="Dinas Salah Ketik"), row(3))
    assert take(register, file, accept_partial=True).accepted == 1
    assert ask(register, "SELECT name FROM units") == [("SMP Negeri 4 Kendari",)]
    assert ask(register, "SELECT count(*) FROM employees") == [(2,)]


def test_two_agencies_may_give_the_same_number(register: Path, tmp_path: Path) -> None:
    same = {"nomor_laporan": "007/2024"}
    done = take(register, write(tmp_path / "in.csv", row(1, **same), row(2, **same, jalur="sbt")))
    assert (done.complaints, done.refused) == (2, 0)


def test_a_unit_spelled_in_two_ways_is_one_unit(register: Path, tmp_path: Path) -> None:
    names = ("Kecamatan Kadia", "KEC. KADIA", "kecamatan  kadia")
    take(register, write(tmp_path / "in.csv", *(row(turn, unit_kerja=name) for turn, name in enumerate(names))))
    assert ask(register, "SELECT name, kind FROM units") == [("Kecamatan Kadia", "kecamatan")]


@pytest.mark.parametrize(
    ("cells", "remarks"),
    [
        ({"nama_pelapor": "\u0412udi"}, [""]),
        ({"nama_terlapor": "\u0412udi"}, ["mixed-letters"]),
        ({"nama_pelapor": "\u0412udi", "nip": ""}, ["no-nip"]),
        ({"nama_pelapor": "\u0412udi", "nama_terlapor": "\u0412udi", "nip": ""}, ["mixed-letters;no-nip"]),
    ],
)
def test_what_is_odd_about_who_complained_is_not_noted_on_the_case(
    register: Path, tmp_path: Path, cells: dict[str, str], remarks: list[str]
) -> None:
    order = ImportOrder(str(write(tmp_path / "in.csv", row(1, **cells))), allow_mixed_letters=True)
    assert import_file(order, desk(register)).accepted == 1
    assert ask(register, "SELECT remarks FROM cases") == [(found,) for found in remarks]


@pytest.mark.parametrize("column", ["nama_pelapor", "kontak_pelapor"])
@pytest.mark.parametrize("files", [1, 2])
def test_who_complained_is_not_added_by_a_later_row(register: Path, tmp_path: Path, column: str, files: int) -> None:
    nobody = {"nama_pelapor": "", "kontak_pelapor": ""}
    colleague = {"nip": nip(5), "nama_terlapor": "Rekan"}
    rows = [row(1, **nobody), row(1, **{**nobody, **colleague, column: "Orang Lain Rahasia"})]
    if files > 1:
        take(register, write(tmp_path / "first.csv", rows.pop(0)))
    done = take(register, write(tmp_path / "in.csv", *rows))
    assert codes(done) == [(4 - files, column, "E_BEDA" if files == 1 else "E_BERUBAH")]
    assert done.reasons[0][1].value == ""
    assert ask(register, "SELECT count(*) FROM complainants") == [(0,)]


def test_what_is_noticed_stays_with_the_case(register: Path, tmp_path: Path) -> None:
    pppk = f"{nip(3)[:12]}21{nip(3)[14:]}"
    take(
        register,
        write(
            tmp_path / "in.csv",
            row(1),
            row(2, nip=nip(1), nama_terlapor="Nama Berbeda"),
            row(3, nip=pppk),
            row(4, kode_pelanggaran="D1;D4", tanggal_kejadian="2024-01-20", tanggal_diketahui="2024-01-21"),
        ),
    )
    remarks = [str(found).split(";") for (found,) in ask(register, "SELECT remarks FROM cases ORDER BY id")]
    assert "name-differs" in remarks[1]
    assert "name-differs" not in remarks[0]
    assert "nip-kind" in remarks[2]
    assert any(remark.startswith("stage-mismatch:") for remark in remarks[3])
    assert ask(register, "SELECT count(*) FROM employees") == [(3,)]


# ---- what a file can be


@pytest.mark.parametrize(
    ("encoding", "delimiter", "first", "read_as"),
    [
        ("utf-8", ",", "", "utf-8"),
        ("utf-8-sig", ";", "", "utf-8-sig"),
        ("utf-16", "\t", "", "utf-16"),
        ("cp1252", ";", "", "cp1252"),
        ("utf-8", ";", "sep=;\r\n", "utf-8"),
        ("utf-8", "|", "", "utf-8"),
    ],
)
def test_encodings_and_delimiters(
    register: Path, tmp_path: Path, *, encoding: str, delimiter: str, first: str, read_as: str
) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes((first + csv_text([row(1, nama_terlapor="José Contoh")], delimiter=delimiter)).encode(encoding))
    done = take(register, file)
    assert (done.accepted, done.encoding, done.delimiter) == (1, read_as, delimiter)
    assert ask(register, "SELECT name FROM employees") == [("José Contoh",)]


def test_a_file_that_cannot_be_read_to_its_end_stores_nothing(
    register: Path, tmp_path: Path, batches_of: Batches
) -> None:
    batches_of(5)
    before = register.read_bytes()
    text = csv_text([row(number) for number in range(40)]).replace("Warga Contoh 12", '"Warga Contoh 12', 1)
    file = tmp_path / "in.csv"
    file.write_text(text, "utf-8", newline="")
    with pytest.raises(UnreadableFileError):
        import_file(ImportOrder(str(file), max_rows=20), desk(register))
    assert register.read_bytes() == before
    assert not list(tmp_path.glob("*ditolak*"))


def test_too_many_rows_store_nothing(register: Path, tmp_path: Path, batches_of: Batches) -> None:
    batches_of(2)
    file = write(tmp_path / "in.csv", *(row(number) for number in range(5)))
    with pytest.raises(UnreadableFileError, match="more than 4 rows"):
        import_file(ImportOrder(str(file), max_rows=4), desk(register))
    assert ask(register, "SELECT count(*) FROM cases") == [(0,)]
    assert import_file(ImportOrder(str(file), max_rows=5), desk(register)).accepted == 5


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_only_regular_files_are_read(register: Path, tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "in.csv")
    with pytest.raises(UnreadableFileError):
        take(register, tmp_path / "in.csv")


def test_progress_is_told_batch_by_batch(register: Path, tmp_path: Path, batches_of: Batches) -> None:
    batches_of(2)
    told: list[int] = []
    file = write(tmp_path / "in.csv", *(row(number) for number in range(5)))
    import_file(ImportOrder(str(file)), desk(register), progress=told.append)
    assert told[:2] == [2, 4]


def test_every_column_of_a_file_ends_where_it_belongs(register: Path, tmp_path: Path) -> None:
    cells = row(1)
    take(register, write(tmp_path / "in.csv", cells))
    everything = {str(value) for rows in dump(register).values() for found in rows for value in found}
    everything |= {str(word) for person in who(register) for word in person}
    known = {"jalur", "kode_pelanggaran"}
    assert [key for key in KEYS if key not in known and cells[key] not in everything] == []


def test_a_nip_under_another_name_is_counted_and_its_rows_are_named(register: Path, tmp_path: Path) -> None:
    same = {"nip": nip(1)}
    names = ("Andi", "Budi", "Andi, S.E.", "Citra")
    rows = [row(number, **same, nama_terlapor=name) for number, name in enumerate(names, start=1)]
    done = take(register, write(tmp_path / "x.csv", *rows))
    assert (done.names_differ, done.names_differ_rows) == (2, (3, 5))
    again = take(register, write(tmp_path / "y.csv", row(9, nip=nip(1), nama_terlapor="Doni"), row(10)))
    assert (again.names_differ, again.names_differ_rows) == (1, (2,))


def test_of_many_names_only_the_first_rows_are_named(register: Path, tmp_path: Path) -> None:
    rows = [row(number, nip=nip(1), nama_terlapor=f"Warga {chr(65 + number)}") for number in range(30)]
    done = take(register, write(tmp_path / "x.csv", *rows), rehearse=True)
    assert (done.names_differ, done.names_differ_rows) == (29, tuple(range(3, 23)))


def test_new_units_are_told_those_that_may_be_misspelled_first(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1, unit_kerja="Dinas Kesehatan")))
    units = ("Dinas Sosial", "DINAS KESEHATAN", "Dinas Kesehtan")
    done = take(register, write(tmp_path / "y.csv", *(row(2 + at, unit_kerja=unit) for at, unit in enumerate(units))))
    assert done.new_units == 2
    assert done.new_unit_names == (("Dinas Kesehtan", "Dinas Kesehatan"), ("Dinas Sosial", None))
    assert take(register, tmp_path / "y.csv").new_units == 0


def test_a_unit_that_resembles_another_of_the_same_file_is_told(register: Path, tmp_path: Path) -> None:
    rows = (row(1, unit_kerja="Kelurahan Anduonohu"), row(2, unit_kerja="Kelurahan Anduonuhu"))
    done = take(register, write(tmp_path / "x.csv", *rows), rehearse=True)
    assert ("Kelurahan Anduonuhu", "Kelurahan Anduonohu") in done.new_unit_names


def test_the_order_of_the_forms_says_nothing(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1, kode_pelanggaran="D6;D4")))
    again = take(register, write(tmp_path / "b.csv", row(1, kode_pelanggaran="D4; D6")))
    assert (again.unchanged, again.refused) == (1, 0)
    other = take(register, write(tmp_path / "c.csv", row(1, kode_pelanggaran="D4; D7")))
    assert [(problem.column, problem.code) for _row, problem in other.reasons] == [("kode_pelanggaran", "E_BERUBAH")]


@pytest.mark.parametrize(
    ("nip", "early"),
    [
        ("199003032024111901", True),
        ("199003032024101901", False),
        ("199003032025211901", True),
        ("199003032024211901", False),
    ],
)
def test_who_was_not_appointed_yet_on_the_day_of_the_act_is_noticed(
    register: Path, tmp_path: Path, nip: str, *, early: bool
) -> None:
    """The act of the row is of 2 October 2024."""
    take(register, write(tmp_path / "a.csv", row(1, nip=nip, status_asn="", golongan="")))
    ((remarks,),) = ask(register, "SELECT remarks FROM cases")
    assert ("before-appointment" in str(remarks).split(";")) is early
