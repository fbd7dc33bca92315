"""Another agency's list beside the register: what becomes of every row, and of every case of ours."""

import csv
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.law.terms import Step
from asn_neutral.services.counterparts import Counterpart
from asn_neutral.services.reconcile import Outcome, Reconciled, Remark, Result, reconciled
from asn_neutral.services.record_step import record_step
from asn_neutral.services.their_list import ListOrder
from asn_neutral.store.queries import reconciling
from asn_neutral.store.reader import reading
from tests.complaints_file import TODAY, book, desk, dump, nip, opened, row, take, write

Cells = Mapping[str, str]
HEADS = (
    "nomor_laporan",
    "nip",
    "nama_terlapor",
    "tanggal_kejadian",
    "kode_pelanggaran",
    "unit_kerja",
    "status",
    "hasil",
)
TOGETHER = "00009/LP/X/2024"
"""The number of a complaint with two respondents."""
OF_SBT = 7
"""The complaint that came through SBT."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture(scope="module")
def register(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven cases: nine of Bawaslu, of which two are of one complaint, one of SBT, one told to the office."""
    folder = tmp_path_factory.mktemp("reconcile")
    path = Path(shutil.copy(template, folder / "register.db"))
    rows = [row(number) for number in range(1, 7)]
    rows += [row(OF_SBT, jalur="sbt", nomor_surat="", tanggal_surat=""), row(8, jalur="langsung")]
    rows += [row(9), row(10, nomor_laporan=TOGETHER), row(11, nip="", nama_terlapor="Tanpa Nomor")]
    assert take(path, write(folder / "in.csv", *rows)).accepted == 11
    told = {"recommendation_number": "R-900", "recommended_by": "bkn"}
    record_step("2024/0001", Step.RECEIVE_RECOMMENDATION, date(2025, 1, 6), told, desk(path))
    return path


def theirs(number: int, /, **cells: str) -> Cells:
    """What a row of theirs says of the complaint that `row` makes; *cells* replace what they name."""
    made = row(number)
    return {**{head: made.get(head, "") for head in HEADS}, **cells}


def text_of(rows: Sequence[Cells], heads: Sequence[str] = HEADS) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([cells.get(head, "") for head in heads] for cells in rows)
    return text.getvalue()


@contextmanager
def compared(
    path: Path, folder: Path, text: str, counterpart: Counterpart = Counterpart.BAWASLU, **more: date | bool
) -> Iterator[Reconciled]:
    file = folder / "daftar.csv"
    file.write_bytes(text.encode())
    order = ListOrder(str(file), whole=bool(more.pop("whole", False)))
    days = {name: day for name, day in more.items() if isinstance(day, date)}
    with (
        reading(path) as connection,
        reconciled(order, counterpart, connection, book(), today=TODAY, **days) as found,  # type: ignore[arg-type]  # only days are left
    ):
        yield found


Compare = Callable[..., list[Outcome]]


@pytest.fixture
def compare(register: Path, tmp_path: Path) -> Compare:
    def outcomes(*rows: Cells, counterpart: Counterpart = Counterpart.BAWASLU, **days: date) -> list[Outcome]:
        with compared(register, tmp_path, text_of(rows), counterpart, **days) as found:
            told = [*found.outcomes()]
            assert Counter(one.result for one in told) == found.counts
            return told

    return outcomes


def only_theirs_and_matched(found: Sequence[Outcome]) -> list[Outcome]:
    """What is told of rows, without the cases that only we have."""
    return [one for one in found if one.result is not Result.ONLY_OURS]


# ---- each result


def test_the_same_agrees_by_number(compare: Compare) -> None:
    (found,) = only_theirs_and_matched(compare(theirs(1)))
    assert found[:6] == (Result.AGREES, 2, "00001/LP/X/2024", "2024/0001", "Warga Contoh 1", nip(1))
    assert (found.differences, found.candidates, found.remark) == ((), (), None)


@pytest.mark.parametrize(
    ("cells", "field", "said", "ours"),
    [
        ({"nip": nip(77)}, "nip", nip(77), nip(2)),
        ({"nip": "", "nama_terlapor": "Warga Lain"}, "name", "Warga Lain", "Warga Contoh 2"),
        ({"tanggal_kejadian": "1 Oktober 2024"}, "happened_on", "2024-10-01", "2024-10-02"),
        ({"kode_pelanggaran": "D4"}, "violations", "D4", "D4;D6"),
        ({"unit_kerja": "Dinas Lain"}, "unit", "Dinas Lain", "SMP Negeri 4 Kendari"),
        ({"status": "decided"}, "status", "decided", "registered"),
        ({"hasil": "Terbukti"}, "finding", "terbukti", ""),
        ({"nomor_laporan": "X/1"}, "number", "X/1", "00002/LP/X/2024"),
    ],
)
def test_one_field_that_differs_is_told_with_both_sides(
    compare: Compare, cells: Cells, field: str, said: str, ours: str
) -> None:
    (found,) = only_theirs_and_matched(compare(theirs(2, **cells)))
    assert (found.result, found.number) == (Result.DIFFERS, "2024/0002")
    assert [tuple(one) for one in found.differences] == [(field, said, ours)]


def test_what_a_row_does_not_say_is_not_compared(compare: Compare) -> None:
    (found,) = only_theirs_and_matched(compare({"nomor_laporan": "00003/LP/X/2024"}))
    assert (found.result, found.number) == (Result.AGREES, "2024/0003")


def test_spellings_are_no_difference(compare: Compare) -> None:
    written = theirs(
        3, nama_terlapor="WARGA  CONTOH 3, S.H.", unit_kerja="SMP NEGERI 4, KENDARI", kode_pelanggaran="d6 d-4"
    )
    assert only_theirs_and_matched(compare(written))[0].result is Result.AGREES


def test_without_a_number_nip_day_and_form_do(compare: Compare) -> None:
    matched = theirs(4, nomor_laporan="", kode_pelanggaran="D6;D8")
    other_day = theirs(4, nomor_laporan="", tanggal_kejadian="2024-10-01")
    assert only_theirs_and_matched(compare(matched))[0].number == "2024/0004"
    (found,) = only_theirs_and_matched(compare(other_day))
    assert (found.result, found.number, found.candidates) == (Result.PROPOSED, None, ("2024/0004",))


def test_a_name_is_proposed_and_the_case_stays_only_ours(compare: Compare) -> None:
    found = compare({"nama_terlapor": "warga contoh 5, S.E.", "tanggal_kejadian": "2024-10-02"})
    assert (found[0].result, found[0].number, found[0].candidates) == (Result.PROPOSED, None, ("2024/0005",))
    (ours,) = (one for one in found if one.number == "2024/0005")
    assert (ours.result, ours.remark) == (Result.ONLY_OURS, (Remark.PERHAPS_ROW, "2"))


def test_a_case_that_a_row_has_is_proposed_to_no_other(compare: Compare) -> None:
    found = only_theirs_and_matched(compare(theirs(5), theirs(5, nomor_laporan="X/5", tanggal_kejadian="2024-09-30")))
    assert [one.result for one in found] == [Result.AGREES, Result.ONLY_THEIRS]


def test_nobody_knows_it_is_only_theirs(compare: Compare) -> None:
    (found,) = only_theirs_and_matched(compare(theirs(50)))
    assert found[:6] == (Result.ONLY_THEIRS, 2, "00050/LP/X/2024", None, "Warga Contoh 50", nip(50))


def test_only_ours_are_cases_of_the_agency_in_the_period(compare: Compare) -> None:
    def ours(*rows: Cells, counterpart: Counterpart = Counterpart.BAWASLU, **days: date) -> list[str | None]:
        found = compare(*rows, counterpart=counterpart, **days)
        return [one.number for one in found if one.result is Result.ONLY_OURS]

    of_bawaslu = [f"2024/{number:04}" for number in (1, 2, 3, 4, 5, 6, 9, 10, 11)]
    assert ours(theirs(50)) == of_bawaslu
    assert ours(theirs(50), theirs(2)) == [number for number in of_bawaslu if number != "2024/0002"]
    assert ours(theirs(50, tanggal_kejadian="2024-10-03")) == []
    assert ours(theirs(50), since=date(2024, 10, 3)) == []
    assert ours(theirs(50, tanggal_kejadian="2024-10-03"), until=date(2024, 10, 2)) == of_bawaslu
    assert ours(theirs(50, tanggal_kejadian="")) == of_bawaslu
    assert ours(theirs(50), counterpart=Counterpart.SBT) == ["2024/0007"]
    assert ours(theirs(50), counterpart=Counterpart.BKN) == ["2024/0001", "2024/0007"]
    assert ours(theirs(50), counterpart=Counterpart.OFFICE) == ["2024/0008"]


def test_the_number_of_another_agency_does_not_count(compare: Compare) -> None:
    bare = {"nomor_laporan": f"{OF_SBT:05d}/LP/X/2024"}
    assert compare(bare)[0].result is Result.ONLY_THEIRS
    assert compare(bare, counterpart=Counterpart.SBT)[0].result is Result.AGREES


def test_the_number_of_a_recommendation_counts_with_the_person(compare: Compare) -> None:
    letter = {"nomor_laporan": "R-900", "nip": nip(1)}
    assert compare(letter, counterpart=Counterpart.BKN)[0][:4] == (Result.AGREES, 2, "R-900", "2024/0001")
    assert compare(letter)[0].result is Result.PROPOSED


def test_our_own_number_counts_too(compare: Compare) -> None:
    assert compare(theirs(6, nomor_laporan="2024/0006"))[0][:4] == (Result.AGREES, 2, "2024/0006", "2024/0006")
    assert compare(theirs(60, nomor_laporan="2024/0006"))[0].result is Result.ONLY_THEIRS


def test_our_number_in_a_column_of_its_own_is_enough_and_a_wrong_one_is_told(register: Path, tmp_path: Path) -> None:
    heads = ("nomor_perkara", *HEADS)
    right = {"nomor_perkara": "2024/0006"}
    wrong = {**theirs(2), "nomor_perkara": "2024/0005"}
    with compared(register, tmp_path, text_of([right, wrong], heads)) as found:
        first, second = only_theirs_and_matched([*found.outcomes()])
    assert first[:4] == (Result.AGREES, 2, None, "2024/0006")
    assert (second.result, second.number) == (Result.DIFFERS, "2024/0002")
    assert [tuple(one) for one in second.differences] == [("case_number", "2024/0005", "2024/0002")]


# ---- one number, several persons; one case, several rows


def test_a_number_with_two_respondents_is_told_apart_by_the_person(compare: Compare) -> None:
    found = only_theirs_and_matched(compare(theirs(10, nomor_laporan=TOGETHER), theirs(9)))
    assert [(one.result, one.number) for one in found] == [(Result.AGREES, "2024/0010"), (Result.AGREES, "2024/0009")]


def test_a_third_person_under_that_number_is_only_theirs(compare: Compare) -> None:
    (found,) = only_theirs_and_matched(compare(theirs(33, nomor_laporan=TOGETHER, nama_terlapor="Sama Sekali Lain")))
    assert (found.result, found.remark) == (Result.ONLY_THEIRS, (Remark.KNOWN_AS, "P-2024/0009"))


def test_a_name_nearly_that_of_the_complaint_is_proposed(compare: Compare) -> None:
    (found,) = only_theirs_and_matched(compare({"nomor_laporan": TOGETHER, "nama_terlapor": "Wargo Contoh 10"}))
    assert (found.result, found.candidates) == (Result.PROPOSED, ("2024/0010",))


def test_who_is_named_has_the_case_wherever_the_row_stands(compare: Compare) -> None:
    other = theirs(44, nomor_laporan="00003/LP/X/2024", nama_terlapor="Orang Lain")
    found = only_theirs_and_matched(compare(other, theirs(3)))
    assert [(one.result, one.number) for one in found] == [(Result.ONLY_THEIRS, None), (Result.AGREES, "2024/0003")]
    assert found[0].remark == (Remark.KNOWN_AS, "P-2024/0003")


def test_numbers_of_several_persons_are_named(register: Path, tmp_path: Path) -> None:
    rows = [theirs(3), theirs(44, nomor_laporan="00003/LP/X/2024"), theirs(4), theirs(4, nip="")]
    with compared(register, tmp_path, text_of(rows)) as found:
        assert ([*found.list.shared], found.list.shared_more) == (["00003/LP/X/2024"], 0)


def test_a_row_that_comes_twice_is_repeated_whether_known_or_not(compare: Compare) -> None:
    found = only_theirs_and_matched(compare(theirs(2), theirs(50), theirs(2), theirs(50)))
    assert [one.result for one in found] == [Result.AGREES, Result.ONLY_THEIRS, Result.REPEATED, Result.REPEATED]
    assert [one.remark for one in found[2:]] == [(Remark.AS_ROW, "2"), (Remark.AS_ROW, "3")]
    assert [one.number for one in found[2:]] == ["2024/0002", None]


def test_two_numbers_of_theirs_for_one_case_of_ours(compare: Compare) -> None:
    found = only_theirs_and_matched(compare(theirs(2, nomor_laporan="X/2"), theirs(2)))
    assert [(one.result, one.number) for one in found] == [(Result.REPEATED, "2024/0002"), (Result.AGREES, "2024/0002")]
    assert found[0].remark == (Remark.AS_ROW, "3")


# ---- rows that are refused


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"nip": "1,98E+17"}, "E_NIP_ILMIAH"),
        ({"tanggal_kejadian": "2024-02-30"}, "E_TANGGAL"),
        ({"tanggal_kejadian": "2026-01-01"}, "E_TANGGAL_DEPAN"),
        ({"kode_pelanggaran": "Z9"}, "E_KODE"),
        ({"nama_terlapor": "Budi \x1b[31m"}, "E_KENDALI"),
        ({"nama_terlapor": "Вudi Santoso"}, "E_AKSARA_CAMPUR"),
        ({"nomor_laporan": "x" * 201}, "E_PANJANG"),
        (dict.fromkeys(HEADS, ""), "E_KOLOM"),
    ],
)
def test_bad_rows_are_refused_with_the_codes_of_an_import(
    register: Path, tmp_path: Path, cells: Cells, code: str
) -> None:
    text = text_of([theirs(1), {**theirs(2), **cells}])
    text = f"{text}{'x,' * 20}\r\n" if code == "E_KOLOM" else text
    with compared(register, tmp_path, text) as found:
        told = [one for one in found.outcomes() if one.result is Result.REFUSED]
        assert [one.remark[0] for one in told if one.remark] == [Remark.REASON] * found.list.refused
        assert code in ",".join(found.list.codes)
        assert found.list.read == sum(found.counts.values()) - found.counts[Result.ONLY_OURS]


def test_words_of_their_own_are_told_and_not_compared(register: Path, tmp_path: Path) -> None:
    rows = [theirs(1, status="Diteruskan ke BKN"), theirs(2, status="registered")]
    with compared(register, tmp_path, text_of(rows)) as found:
        assert found.counts[Result.AGREES] == 2
        assert "“Diteruskan ke BKN”" in " ".join(found.list.remarks)


def test_dates_that_could_be_either_are_refused_once_one_fits_only_the_other_order(
    register: Path, tmp_path: Path
) -> None:
    rows = [theirs(1, tanggal_kejadian="10/02/2024"), theirs(2, tanggal_kejadian="10/25/2024")]
    with compared(register, tmp_path, text_of(rows)) as found:
        assert (found.list.read, found.list.refused) == (2, 2)
        assert found.list.codes == {"E_TANGGAL_URUTAN": 2}
        assert [one.row for one in found.outcomes() if one.result is Result.REFUSED] == [2, 3]


# ---- what always holds


@pytest.mark.parametrize("analysed", [False, True])
def test_rows_are_looked_up_and_events_are_never_read(register: Path, tmp_path: Path, analysed: bool) -> None:
    path = Path(shutil.copy(register, tmp_path / "copy.db"))
    given = dict.fromkeys(("wanted", "channels"), "[]") | dict.fromkeys(("agency", "recommender", "first", "last"), "x")
    with opened(path) as connection:
        units = [(f"u{number}", f"U {number}") for number in range(100)]
        connection.executemany("INSERT INTO units (key, name, kind) VALUES (?, ?, 'dinas')", units)
        if analysed:
            connection.execute("ANALYZE")
        for name in ("NUMBERED", "WITH_NIPS", "OF_PERSONS", "FACTS", "CONCERNING", "NAMES"):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {getattr(reconciling, name)}", given).fetchall()
            steps = [str(step[3]) for step in plan]
            scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
            allowed = {"CONCERNING": {"k"}, "NAMES": {"employees"}}.get(name, {"wanted"})
            assert scanned <= allowed | {"json_each", "(subquery-1)"}, name
            assert not any("events" in step or "SEARCH r USING PRIMARY KEY (agency=?)" in step for step in steps), name


def test_nothing_is_stored(register: Path, compare: Compare) -> None:
    before = dump(register)
    compare(theirs(1), theirs(50), theirs(2, status="decided"))
    assert dump(register) == before


ROWS = st.lists(
    st.builds(
        lambda number, other, gone, day: {
            **theirs(number),
            **({"nomor_laporan": theirs(other)["nomor_laporan"]} if other < 12 else {}),
            **dict.fromkeys(gone, ""),
            "tanggal_kejadian": day,
        },
        st.integers(1, 14),
        st.integers(1, 30),
        st.sets(st.sampled_from(["nomor_laporan", "nip", "nama_terlapor", "kode_pelanggaran"])),
        st.sampled_from(["2024-10-02", "2024-10-01", "2024-02-30", ""]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_every_row_and_every_case_has_one_result(register: Path, tmp_path: Path, rows: list[Cells]) -> None:
    with compared(register, tmp_path, text_of(rows)) as found:
        told = [*found.outcomes()]
    of_rows = [one for one in told if one.result is not Result.ONLY_OURS]
    assert [one.row for one in of_rows] == [*range(2, len(rows) + 2)]
    counted = [one.number for one in told if one.number and one.result is not Result.REPEATED]
    assert len(counted) == len({*counted})
    first, last = found.first or "", found.last or "9"
    if first <= "2024-10-02" <= last:  # the day of all acts
        assert {*counted} >= {f"2024/{number:04}" for number in (1, 2, 3, 4, 5, 6, 9, 10, 11)}
    matched = {one.number for one in told if one.result in {Result.AGREES, Result.DIFFERS}}
    assert all(one.number in matched for one in told if one.result is Result.REPEATED and one.number)
    assert all(one.number is None and not {*one.candidates} & matched for one in told if one.result is Result.PROPOSED)
