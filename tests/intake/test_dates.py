"""Dates in files: the listed forms and nothing else."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.intake.dates import check_range, parse_date
from asn_neutral.intake.reasons import REASONS, RefusedValueError

DAY = date(2024, 9, 25)
MONTHS = [
    names.split()
    for names in (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        "Jan Peb Mar Apr Mei Jun Jul Ags Sep Okt Nop Des",
    )
]


@pytest.mark.parametrize(
    "text",
    [
        "2024-09-25",
        "25/09/2024",
        "25-09-2024",
        "25.09.2024",
        "25/9/2024",
        "25 September 2024",
        "25 SEPTEMBER 2024",
        "25 Sep 2024",
        "25 Sept. 2024",
        "25-Sep-2024",
        " 25/09/2024 ",
    ],
)
def test_the_forms_people_write(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize("names", MONTHS)
def test_the_names_of_the_months_in_both_languages(names: list[str]) -> None:
    assert [parse_date(f"1 {name} 2024").month for name in names] == list(range(1, 13))


def test_the_day_stands_first_unless_the_file_says_otherwise() -> None:
    assert parse_date("01/02/2024") == date(2024, 2, 1)
    assert parse_date("01/02/2024", "mdy") == date(2024, 1, 2)
    assert parse_date("2024-02-01", "mdy") == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("text", "order", "code"),
    [
        ("20240229", "dmy", "E_TANGGAL"),
        ("2024-W09-4", "dmy", "E_TANGGAL"),
        ("2024-2-9", "dmy", "E_TANGGAL"),
        ("2023-02-29", "dmy", "E_TANGGAL"),
        ("2024-02-30", "dmy", "E_TANGGAL"),
        ("0000-01-01", "dmy", "E_TANGGAL"),
        ("2024-13-01", "dmy", "E_TANGGAL"),
        ("25/09/24", "dmy", "E_TANGGAL"),
        ("25 Sep 24", "dmy", "E_TANGGAL"),
        ("25/09-2024", "dmy", "E_TANGGAL"),
        ("0/09/2024", "dmy", "E_TANGGAL"),
        ("13/13/2024", "dmy", "E_TANGGAL"),
        ("25 Septembre 2024", "dmy", "E_TANGGAL"),
        ("٢٥/٠٩/٢٠٢٤", "dmy", "E_TANGGAL"),
        ("２５/09/2024", "dmy", "E_TANGGAL"),
        ("2024-09-2²", "dmy", "E_TANGGAL"),
        ("kemarin", "dmy", "E_TANGGAL"),
        ("", "dmy", "E_TANGGAL"),
        ("45351", "dmy", "E_TANGGAL_SERIAL"),
        ("45351.0", "dmy", "E_TANGGAL_SERIAL"),
        ("45351,5", "dmy", "E_TANGGAL_SERIAL"),
        ("09/25/2024", "dmy", "E_TANGGAL_URUTAN"),
        ("25/09/2024", "mdy", "E_TANGGAL_URUTAN"),
    ],
)
def test_what_is_not_a_date_is_refused_with_its_code(text: str, order: str, code: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        parse_date(text, order)
    assert refused.value.code == code
    assert code in REASONS


def test_a_short_year_is_told_so() -> None:
    with pytest.raises(RefusedValueError, match="four digits"):
        parse_date("25/09/24")


def test_the_range_includes_both_ends() -> None:
    today = date(2025, 1, 15)
    assert check_range(date(2004, 1, 1), today) == date(2004, 1, 1)
    assert check_range(today, today) == today
    with pytest.raises(RefusedValueError, match="2004"):
        check_range(date(2003, 12, 31), today)
    with pytest.raises(RefusedValueError, match="future"):
        check_range(date(2025, 1, 16), today)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["/", "-", "."]))
def test_every_form_of_a_day_reads_back(day: date, sign: str) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day:02}{sign}{day.month:02}{sign}{day.year}") == day
    assert parse_date(f"{day.month}{sign}{day.day}{sign}{day.year}", "mdy") == day
    assert parse_date(f"{day.day} {MONTHS[0][day.month - 1]} {day.year}") == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(RefusedValueError):
        assert isinstance(parse_date(text), date)
