"""A date of another order casts doubt on others wherever it stands, and the doubt outlives its cause."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from asn_neutral.intake.columns import KEYS, REFUSAL_COLUMNS, find_header
from asn_neutral.intake.date_doubt import DateDoubt
from asn_neutral.intake.reasons import problem

if TYPE_CHECKING:
    from tests.intake.conftest import Outcome

    Read = Callable[..., Outcome]

Make = Callable[..., bytes]
DATES = ("tanggal_surat", "tanggal_terima", "tanggal_kejadian", "tanggal_diketahui")
EITHER, MISFIT, SURE = "07/10/2024", "10/25/2024", "2024-10-07"
HEADER = find_header([*KEYS, *REFUSAL_COLUMNS], path="x.csv")


def doubt(*, stated: str | None = None, doubtful: bool = False) -> DateDoubt:
    return DateDoubt(HEADER, DATES, stated=stated, doubtful=doubtful)


def row(codes: str, columns: str, **cells: str) -> list[str]:
    given = {**cells, "tolak_kode": codes, "tolak_kolom": columns}
    return [given.get(name, "") for name in (*KEYS, *REFUSAL_COLUMNS)]


@pytest.mark.parametrize("text", [f"a,b,{MISFIT},c", f'a;"{MISFIT}";"c', f"a\t{MISFIT}\tb\r\n", f"a| {MISFIT} |b"])
def test_a_record_without_order_casts_doubt_on_every_column_of_dates(text: str) -> None:
    found = doubt()
    assert found.out_of_place(text) == ()
    assert found.misordered == dict.fromkeys(DATES, 0)
    (remark,) = found.remarks()
    assert "a row whose cells are out of place a date fits only the order mdy" in remark


@pytest.mark.parametrize(
    "text", [f"a,{EITHER}", f"a,{SURE}", "a,2024-13-45", "a,pada 10/25/2024 hadir", "a,25/10/2024"]
)
def test_other_texts_of_such_a_record_cast_none(text: str) -> None:
    found = doubt()
    assert (found.out_of_place(text), dict(found.misordered), found.remarks()) == ((), {}, [])


@pytest.mark.parametrize(
    ("text", "codes"), [(EITHER, ["E_TANGGAL_URUTAN"]), (MISFIT, ["E_TANGGAL_URUTAN"]), (SURE, [])]
)
def test_once_there_is_doubt_the_dates_of_such_a_record_are_refused_as_well(text: str, codes: list[str]) -> None:
    problems = doubt(doubtful=True).out_of_place(f"a,{text}")
    assert [one.code for one in problems] == codes
    assert [one.value for one in problems] == [""] * len(codes)


def test_a_stated_order_leaves_no_doubt() -> None:
    found = doubt(stated="dmy", doubtful=True)
    assert found.out_of_place(f"a,{MISFIT},{EITHER}") == ()
    assert found.recalled(row("E_TANGGAL_URUTAN", "tanggal_surat", tanggal_surat=EITHER)) == ()
    assert found.misordered == {}


def test_counts_stay_when_a_record_without_order_adds_its_doubt() -> None:
    found = doubt()
    found.note([problem("tanggal_surat", MISFIT, "E_TANGGAL_URUTAN"), problem("nip", "1", "E_NIP_PANJANG")])
    found.out_of_place(f"a,{MISFIT}")
    assert found.misordered == {**dict.fromkeys(DATES, 0), "tanggal_surat": 1}
    assert [remark.split()[0:3] for remark in found.remarks()] == [
        ["In", "column", "tanggal_surat"],
        ["In", "a", "row"],
    ]


@pytest.mark.parametrize(
    ("codes", "columns", "doubted"),
    [
        ("E_TANGGAL_URUTAN", "tanggal_surat", ["tanggal_surat"]),
        ("E_KODE | E_TANGGAL_URUTAN", "jalur | tanggal_terima", ["tanggal_terima"]),
        (
            "E_TANGGAL_URUTAN | E_TANGGAL_URUTAN",
            "tanggal_surat | tanggal_kejadian",
            ["tanggal_surat", "tanggal_kejadian"],
        ),
        ("E_KOLOM | E_TANGGAL_URUTAN", " | ", list(DATES)),
        ("E_TANGGAL_URUTAN", "", list(DATES)),
        ("E_TANGGAL_URUTAN | E_KODE", "tanggal_surat", list(DATES)),
        ("E_KODE", "tanggal_surat", []),
        ("", "", []),
    ],
)
def test_what_was_doubtful_before_stays_so(codes: str, columns: str, doubted: Sequence[str]) -> None:
    problems = doubt().recalled(row(codes, columns, **dict.fromkeys(DATES, EITHER)))
    assert [(one.column, one.value, one.code) for one in problems] == [
        (column, EITHER, "E_TANGGAL_URUTAN") for column in doubted
    ]


@pytest.mark.parametrize("text", [SURE, "7 Oktober 2024", "25/10/2024", "08/08/2024", MISFIT, ""])
def test_what_is_sure_now_is_no_longer_doubted(text: str) -> None:
    """A date that fits only the other order is found by the check of its cell."""
    assert doubt().recalled(row("E_TANGGAL_URUTAN", "tanggal_surat", tanggal_surat=text)) == ()


def test_a_file_without_the_columns_of_a_refusal_recalls_nothing() -> None:
    header = find_header(list(KEYS), path="x.csv")
    assert DateDoubt(header, DATES, stated=None, doubtful=True).recalled([EITHER] * len(KEYS)) == ()


@pytest.mark.parametrize("spoiled", [{"uraian": "x" * 10_001}, {"jalur": "telepati"}, {"tempat": "a\x07b"}])
def test_a_row_that_is_refused_anyway_still_tells_its_order(
    spoiled: dict[str, str], make_csv: Make, read: "Read"
) -> None:
    outcome = read(make_csv({**spoiled, "tanggal_surat": MISFIT}))
    assert outcome.checker.misordered == {"tanggal_surat": 1}
    assert outcome.codes()[0][1].count("E_TANGGAL_URUTAN") == 1


@pytest.mark.parametrize("more", [b",lebih", b'"'])
def test_so_does_one_whose_cells_are_out_of_place(more: bytes, make_csv: Make, read: "Read") -> None:
    content = make_csv({"tanggal_surat": MISFIT}).rstrip(b"\r\n").replace(b"Pelapor", b'"Pela"por') + more
    outcome = read(content)
    assert outcome.codes()[0][1] in (["E_CSV"], ["E_KOLOM"])
    assert set(outcome.checker.misordered) == set(DATES)
