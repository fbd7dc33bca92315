"""NIP and NI PPPK: every rule with its own code, and no number ever guessed."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.domain.identity import FINDINGS, Severity, Sex, check, is_flawless, kind_of, mask
from asn_neutral.law.terms import Employment

TODAY = date(2025, 1, 15)
GOOD_PNS = "199003032014032901"
GOOD_PPPK = "199205112021211902"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(text, today=TODAY).findings]


def test_a_pns_number_says_birth_appointment_sex_and_serial() -> None:
    found = check(GOOD_PNS, today=TODAY)
    assert (found.nip, found.kind, found.birth) == (GOOD_PNS, Employment.PNS, date(1990, 3, 3))
    assert (found.appointed, found.sex, found.serial) == ((2014, 3), Sex.FEMALE, "901")
    assert (found.ok, found.findings, found.repairs) == (True, (), 0)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_pns_is_appointed_in_any_month(month: int) -> None:
    found = check(f"199003032014{month:02}2901", today=TODAY)
    assert (found.kind, found.appointed) == (Employment.PNS, (2014, month))


def test_a_pppk_number_has_a_year_but_no_month_of_appointment() -> None:
    found = check(GOOD_PPPK, today=TODAY)
    assert (found.kind, found.appointed, found.sex, found.ok) == (Employment.PPPK, (2021, None), Sex.MALE, True)
    assert kind_of(GOOD_PPPK) is Employment.PPPK
    assert kind_of(GOOD_PNS) is Employment.PNS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E_NIP_KOSONG"),
        (" . ' ", "E_NIP_BUKAN_ANGKA"),
        ("'", "E_NIP_KOSONG"),
        ("1.98E+17", "E_NIP_ILMIAH"),
        ("1,98E+17", "E_NIP_ILMIAH"),
        ("1.98001012005011E+17", "E_NIP_ILMIAH"),
        ("198e15", "E_NIP_ILMIAH"),
        ("199003032014032901.0", "E_NIP_PECAHAN"),
        ("199003032014032901,00", "E_NIP_PECAHAN"),
        ("199003032014032000", "E_NIP_NOL"),
        ("19900303201403290", "E_NIP_PANJANG"),
        ("1990030320140329011", "E_NIP_PANJANG"),
        ("19900303201403290A", "E_NIP_BUKAN_ANGKA"),
        ("1990_0303201403290", "E_NIP_BUKAN_ANGKA"),
        ("19900303201403290٣", "E_NIP_BUKAN_ANGKA"),
        ("19900303201403290３", "E_NIP_BUKAN_ANGKA"),
        ("19900303201403290²", "E_NIP_BUKAN_ANGKA"),
        ("199013032014032901", "E_NIP_LAHIR"),
        ("199002302014032901", "E_NIP_LAHIR"),
        ("000001012014032901", "E_NIP_LAHIR"),
        ("189912312014032901", "E_NIP_LAHIR"),
        ("202501162043032901", "E_NIP_LAHIR"),
        ("199003032014132901", "E_NIP_BULAN"),
        ("199003032014002901", "E_NIP_BULAN"),
        ("199003032014202901", "E_NIP_BULAN"),
        ("199003032014033901", "E_NIP_KELAMIN"),
        ("199003031990022901", "E_NIP_TMT"),
        ("199003031989211901", "E_NIP_TMT"),
    ],
)
def test_each_error_has_its_own_code(text: str, code: str) -> None:
    found = check(text, today=TODAY)
    assert found.findings[0].code == code
    assert found.findings[0].severity is Severity.ERROR
    assert not found.ok
    assert not is_flawless(text, TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("199003032008022901", "W_NIP_USIA"),
        ("199003031990032901", "W_NIP_USIA"),  # appointed in the month of birth: not before it, and too young
        ("199003032007211901", "W_NIP_USIA"),
        ("199003032025022901", "W_NIP_DEPAN"),
        ("199003032026211901", "W_NIP_DEPAN"),
        ("199003032021301901", "W_NIP_KODE_PPPK"),
        ("199003032021991901", "W_NIP_KODE_PPPK"),
    ],
)
def test_a_doubt_is_a_warning_and_the_number_stays_usable(text: str, code: str) -> None:
    found = check(text, today=TODAY)
    assert [(one.code, one.severity) for one in found.findings] == [(code, Severity.WARNING)]
    assert (found.ok, found.nip) == (True, text)
    assert not is_flawless(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "199003032008032901",  # appointed in the month of the eighteenth birthday
        "199003032025012901",  # appointed this month
        "199003032008211901",  # PPPK: the year alone is compared
        "199003032025291901",
        "200002292024012901",  # 29 February of a leap year
        "190001011918012901",  # born on the first day of the oldest year
    ],
)
def test_the_limits_belong_to_what_is_allowed(text: str) -> None:
    assert codes(text) == []
    assert is_flawless(text, TODAY)


def test_nobody_is_born_after_today() -> None:
    assert codes("202501152043012901") == ["W_NIP_DEPAN"]
    assert codes("202501162043012901") == ["E_NIP_LAHIR", "W_NIP_DEPAN"]


def test_a_part_that_cannot_be_read_is_not_guessed() -> None:
    month = check("199003032014132901", today=TODAY)
    assert (month.kind, month.appointed, month.birth) == (None, None, date(1990, 3, 3))
    birth = check("199013032014033901", today=TODAY)
    assert (birth.birth, birth.sex, birth.appointed, birth.serial) == (None, None, (2014, 3), "901")


def test_all_errors_of_a_number_are_named_together() -> None:
    assert codes("199913392014133000") == ["E_NIP_LAHIR", "E_NIP_BULAN", "E_NIP_KELAMIN", "E_NIP_NOL"]


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        (f"'{GOOD_PNS}", 1),
        ("19900303 201403 2 901", 3),
        ("19900303.201403.2.901", 3),
        (f" {GOOD_PNS}\u00a0", 2),
        ("19900303\u202f201403\u20072\u2009901", 3),
    ],
)
def test_blanks_dots_and_one_quote_are_taken_away_and_counted(text: str, repairs: int) -> None:
    found = check(text, today=TODAY)
    assert (found.nip, found.repairs, found.ok) == (GOOD_PNS, repairs, True)


def test_what_was_taken_away_is_counted_of_a_damaged_number_too() -> None:
    found = check("'1990 0303", today=TODAY)
    assert (found.nip, found.repairs, [one.code for one in found.findings]) == (None, 2, ["E_NIP_PANJANG"])


def test_a_second_quote_is_not_taken_away() -> None:
    assert codes(f"''{GOOD_PNS}") == ["E_NIP_BUKAN_ANGKA"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("123", "a NIP has 18 digits; this one has 3"),
        ("199003032014132901", "digits 13-14 (13) are neither a month (01-12) nor a PPPK code (from 21)"),
        ("199003032014033901", "digit 15 (3) must be 1 (man) or 2 (woman)"),
        ("199003032021301901", "the PPPK code 30 is unusual; known ones are 21 to 29"),
        ("199003032008022901", "the appointment lies before the age of 18"),
    ],
)
def test_a_finding_speaks_in_a_sentence_with_its_details(text: str, sentence: str) -> None:
    assert [finding.sentence() for finding in check(text, today=TODAY).findings] == [sentence]


def test_a_code_tells_its_severity_by_its_first_letter() -> None:
    assert {code[:2] for code in FINDINGS} == {"E_", "W_"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("199003032014032901", "1990**********2901"), ("123456789", "1234*6789"), ("12345678", "********"), ("", "")],
)
def test_a_masked_number_shows_four_digits_at_each_end(text: str, shown: str) -> None:
    assert mask(text) == shown


@given(st.text(max_size=30))
@example("9" * 18)
def test_any_text_gives_an_answer(text: str) -> None:
    found = check(text, today=TODAY)
    assert found.ok or not is_flawless(text, TODAY)
    assert found.nip is None or found.nip == "".join(c for c in text if c in "0123456789")


@given(st.from_regex(r"(?:19|20|99|18)[0-9]{6}(?:19|20|99)[0-9]{2}[0-3][0-9][0-3][0-9]{3}", fullmatch=True))
def test_the_quick_test_and_the_full_one_agree(text: str) -> None:
    assert is_flawless(text, TODAY) is (check(text, today=TODAY).findings == ())


@given(st.dates(date(1950, 1, 1), date(2010, 1, 1)), st.integers(0, 40), st.integers(1, 29), st.integers(0, 999))
def test_the_quick_test_and_the_full_one_agree_near_the_limits(birth: date, age: int, code: int, serial: int) -> None:
    text = f"{birth:%Y%m%d}{birth.year + age}{code:02}{1 + serial % 2}{serial:03}"
    assert is_flawless(text, TODAY) is (check(text, today=TODAY).findings == ())
