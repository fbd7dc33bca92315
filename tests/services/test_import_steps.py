"""A file of steps: every row accounted for, all of it or nothing, twice is once."""

import csv
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnreadableFileError, UnwritableError
from asn_neutral.intake.step_columns import NEED_OF, STEP_LAYOUT
from asn_neutral.law.needs import Need
from asn_neutral.services.check_register import check_register
from asn_neutral.services.import_file import ImportOrder, ImportResult
from asn_neutral.services.import_steps import import_steps
from tests.complaints_file import ask, desk, dump, row, take, write

GOOD = (
    {"nomor": "2024/0001", "langkah": "receive-recommendation", "tanggal": "2025-01-06", "nomor_rekomendasi": "R-1",
     "pemberi_rekomendasi": "bkn"},
    {"nomor": "2024/0001", "langkah": "review", "tanggal": "7 Januari 2025"},
    {"nomor": "00002/LP/X/2024", "langkah": "REVIEW", "tanggal": "07/01/2025", "alasan": "penting"},
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def cases(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(1, 4))))
    return register


def steps(path: Path, *rows: dict[str, str], delimiter: str = ";", headers: tuple[str, ...] = ()) -> Path:
    """A file of steps, with the columns that its rows need."""
    used = headers or tuple(dict.fromkeys(key for one in rows for key in one))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(used)
        writer.writerows([one.get(key, "") for key in used] for one in rows)
    return path


def load(register: Path, file: Path, **how: bool) -> ImportResult:
    return import_steps(ImportOrder(str(file), **how), desk(register))  # type: ignore[arg-type]  # the flags of an order


def figures(result: ImportResult) -> tuple[int, int, int, int]:
    assert result.accepted + result.unchanged + result.refused == result.read
    return result.read, result.accepted, result.unchanged, result.refused


def test_every_need_has_its_own_column() -> None:
    assert set(NEED_OF.values()) == set(Need)
    assert len(STEP_LAYOUT.keys) == len(set(STEP_LAYOUT.keys)) == len(Need) + 3
    known = sum(len({column.key, column.english}) for column in STEP_LAYOUT.columns)
    assert (
        STEP_LAYOUT.count_known([name for column in STEP_LAYOUT.columns for name in {column.key, column.english}])
        == known
    )


def test_steps_of_many_cases_are_taken_in_one_go(cases: Path, tmp_path: Path) -> None:
    result = load(cases, steps(tmp_path / "steps.csv", *GOOD))
    assert (figures(result), result.cases, result.stored) == ((3, 3, 0, 0), 2, True)
    assert ask(cases, "SELECT status, due_on, version FROM cases ORDER BY id") == [
        ("review", "2025-01-24", 3), ("review", None, 2), ("registered", None, 1),
    ]  # fmt: skip
    assert ask(cases, "SELECT rows_read, rows_accepted FROM import_batches ORDER BY id")[-1] == (3, 3)
    assert ask(cases, "SELECT step FROM events ORDER BY seq DESC LIMIT 1") == [("import",)]
    assert check_register(cases).findings == ()


def test_twice_is_once(cases: Path, tmp_path: Path) -> None:
    file = steps(tmp_path / "steps.csv", *GOOD)
    load(cases, file)
    before = dump(cases)
    result = load(cases, file)
    assert (figures(result), result.cases, result.stored) == ((3, 0, 3, 0), 0, False)
    assert dump(cases) == before
    more = steps(tmp_path / "more.csv", *GOOD, {**GOOD[2], "nomor": "2024/0003"})
    assert figures(load(cases, more)) == (4, 1, 3, 0)


def test_english_headers_count_too(cases: Path, tmp_path: Path) -> None:
    english = [{"number": "2024/0001", "step": "refer", "on": "2025-01-06", "agency": "Provinsi", "letter_number": "9"}]
    assert figures(load(cases, steps(tmp_path / "steps.csv", *english, delimiter=","))) == (1, 1, 0, 0)


BAD = (
    ({"nomor": "2024/0009"}, "nomor", "E_PERKARA", "no case has this number"),
    ({"nomor": "2024/000"}, "nomor", "E_PERKARA", "more than one case has this number: 2024/0001, 2024/0002"),
    ({"nomor": ""}, "nomor", "E_KOSONG", "must be filled in"),
    ({"langkah": "reveiw"}, "langkah", "E_KODE", "did you mean review?"),
    ({"langkah": "decide"}, "langkah", "E_LANGKAH", "The step decide is not open"),
    ({"tanggal": "2025-02-30"}, "tanggal", "E_TANGGAL", "no such day in the calendar"),
    ({"tanggal": "2025-01-16"}, "tanggal", "E_LANGKAH", "2025-01-16 has not come yet"),
    ({"tanggal": "2024-01-16"}, "tanggal", "E_LANGKAH", "2024-01-16 lies before 2024-10-08"),
    ({"kewenangan": "mars"}, "kewenangan", "E_LANGKAH", "The value of jurisdiction does not fit"),
    ({"ketua": "A"}, "ketua", "E_LANGKAH", "does not ask for chair"),
    ({"alasan": "a\u202eb"}, "alasan", "E_LANGKAH", "control character"),
    ({"langkah": "refer"}, "instansi", "E_KOSONG", "the step refer also needs instansi, nomor_surat"),
)


@pytest.mark.parametrize(("cells", "column", "code", "said"), BAD)
def test_a_bad_row_is_a_result(
    cases: Path, tmp_path: Path, *, cells: dict[str, str], column: str, code: str, said: str
) -> None:
    before = dump(cases)
    bad = {"nomor": "2024/0003", "langkah": "review", "tanggal": "2025-01-10", **cells}
    result = load(cases, steps(tmp_path / "steps.csv", *GOOD, bad))
    assert (figures(result), result.stored) == ((4, 3, 0, 1), False)
    ((number, problem),) = result.reasons
    assert (number, problem.column, problem.code) == (5, column, code)
    assert said in problem.sentence()
    assert dump(cases) == before
    assert result.refused_file == tmp_path / "steps.ditolak.csv"


def test_good_rows_are_kept_when_asked_and_the_refused_ones_can_be_mended(cases: Path, tmp_path: Path) -> None:
    bad = {"nomor": "2024/0003", "langkah": "reveiw", "tanggal": "2025-01-10"}
    result = load(cases, steps(tmp_path / "steps.csv", bad, *GOOD), accept_partial=True)
    assert (figures(result), result.stored) == ((4, 3, 0, 1), True)
    assert result.refused_file
    mended = tmp_path / "mended.csv"
    mended.write_text(result.refused_file.read_text("utf-8-sig").replace("reveiw", "review", 1), encoding="utf-8")
    assert figures(load(cases, mended)) == (1, 1, 0, 0)
    assert check_register(cases).findings == ()


def test_a_step_twice_in_one_file_is_refused(cases: Path, tmp_path: Path) -> None:
    result = load(cases, steps(tmp_path / "steps.csv", *GOOD, GOOD[0]))
    ((number, problem),) = result.reasons
    assert (number, problem.code, problem.sentence()) == (5, "E_GANDA", "row 2 already records this step")


def test_a_row_that_hangs_on_a_refused_one_is_refused_as_well(cases: Path, tmp_path: Path) -> None:
    rows = ({**GOOD[1], "tanggal": "2025-01-99"}, {**GOOD[1], "langkah": "form-team"})
    assert figures(load(cases, steps(tmp_path / "steps.csv", *rows))) == (2, 0, 0, 2)


def test_a_rehearsal_keeps_nothing(cases: Path, tmp_path: Path) -> None:
    before = dump(cases)
    result = load(cases, steps(tmp_path / "steps.csv", *GOOD, {**GOOD[1], "nomor": ""}), rehearse=True)
    assert (figures(result), result.stored, result.refused_file) == ((4, 3, 0, 1), False, None)
    assert dump(cases) == before


DAY = {"nomor": "2024/0002", "langkah": "review"}
MISFIT = {"nomor": "2024/0003", "langkah": "refer", "tanggal": "2025-01-06", "instansi": "BKN"}


def test_how_a_case_was_before_the_file_is_kept_and_no_moment_in_the_midst_of_it(cases: Path, tmp_path: Path) -> None:
    load(cases, steps(tmp_path / "steps.csv", *GOOD))
    assert ask(cases, "SELECT number, status, version, last_seq, until_seq FROM past_cases ORDER BY id") == [
        ("2024/0001", "registered", 1, 1, 5), ("2024/0002", "registered", 1, 2, 7),
    ]  # fmt: skip
    assert ask(cases, "SELECT case_id % 10000, entry, seq, until_seq FROM case_steps ORDER BY seq") == [
        (1, 2, 5, None), (1, 3, 6, None), (2, 2, 7, None),
    ]  # fmt: skip


def test_a_file_that_comes_back_to_many_cases_needs_no_more_of_them_in_memory(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_neutral.services.import_steps._AT_HAND", 1)
    by_day = (GOOD[0], GOOD[2], GOOD[1], {**GOOD[1], "nomor": "2024/0002"})
    assert figures(load(cases, steps(tmp_path / "steps.csv", *by_day))) == (4, 3, 0, 1)
    result = load(cases, steps(tmp_path / "good.csv", *GOOD))
    assert figures(result) == (3, 3, 0, 0)
    assert check_register(cases).findings == ()


@pytest.mark.parametrize(
    "evidence",
    [
        {**DAY, "nomor": "2024/0003", "tanggal": "12/25/2024"},
        {**DAY, "nomor": "no such case", "tanggal": "12/25/2024"},
        {**MISFIT, "tanggal": "12/25/2024", "nomor_surat": "x" * 2_001},
    ],
)
def test_a_date_of_another_order_casts_doubt_on_the_days_of_the_other_steps(
    cases: Path, tmp_path: Path, evidence: dict[str, str]
) -> None:
    file = steps(tmp_path / "steps.csv", {**DAY, "tanggal": "12/11/2024"}, GOOD[1], evidence)
    result = load(cases, file, accept_partial=True)
    assert figures(result) == (3, 1, 0, 2)
    assert {(row, one.column) for row, one in result.reasons if one.code == "E_TANGGAL_URUTAN"} == {
        (2, "tanggal"), (4, "tanggal"),
    }  # fmt: skip
    assert "In column tanggal 1 date fits only the order mdy" in result.remarks[0]
    stated = import_steps(ImportOrder(str(file), date_order="mdy", accept_partial=True), desk(cases))
    assert not [one for _, one in stated.reasons if one.code == "E_TANGGAL_URUTAN"]
    assert ask(cases, "SELECT happened_on FROM events WHERE step = 'review' ORDER BY happened_on")[0] == ("2024-12-11",)


def test_so_does_one_in_a_row_whose_cells_are_out_of_place(cases: Path, tmp_path: Path) -> None:
    file = steps(tmp_path / "steps.csv", {**DAY, "tanggal": "12/11/2024"}, GOOD[1])
    file.write_bytes(file.read_bytes() + b"2024/0003;review;12/25/2024;lebih\r\n")
    result = load(cases, file, accept_partial=True)
    assert (figures(result), result.codes) == ((3, 1, 0, 2), {"E_TANGGAL_URUTAN": 2, "E_KOLOM": 1})
    assert "out of place a date fits only the order mdy" in result.remarks[0]


def test_the_doubt_stays_when_the_date_that_raised_it_is_mended(cases: Path, tmp_path: Path) -> None:
    rows = ({**DAY, "tanggal": "12/11/2024"}, {**DAY, "nomor": "2024/0003", "tanggal": "12/25/2024"})
    first = load(cases, steps(tmp_path / "steps.csv", *rows))
    assert first.refused_file
    mended = tmp_path / "mended.csv"
    mended.write_text(first.refused_file.read_text("utf-8-sig").replace("12/25/2024", "2024-12-25", 1), "utf-8")
    again = load(cases, mended)
    assert (figures(again), again.codes) == ((2, 1, 0, 1), {"E_TANGGAL_URUTAN": 1})
    assert figures(import_steps(ImportOrder(str(mended), date_order="mdy"), desk(cases))) == (2, 2, 0, 0)


def test_a_file_without_its_columns_is_refused_as_a_whole(cases: Path, tmp_path: Path) -> None:
    file = steps(tmp_path / "steps.csv", {"nomor": "1", "langkah": "review"})
    with pytest.raises(UnreadableFileError, match="columns tanggal; `import --steps --template` gives"):
        load(cases, file)


def test_refused_rows_are_never_lost(cases: Path, tmp_path: Path) -> None:
    before = dump(cases)
    there = tmp_path / "there.csv"
    there.write_text("mine", encoding="utf-8")
    file = steps(tmp_path / "steps.csv", *GOOD, {**GOOD[1], "nomor": ""})
    with pytest.raises(UnwritableError):
        import_steps(ImportOrder(str(file), accept_partial=True, refused_file=there), desk(cases))
    assert (dump(cases), there.read_text("utf-8")) == (before, "mine")
