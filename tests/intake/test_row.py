"""One record becomes a checked row or the list of everything that is wrong with it."""

import random
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.intake.columns import KEYS, complete_header, template
from asn_neutral.intake.reasons import REASONS, REMARKS, Problem, RefusedValueError, problem
from asn_neutral.intake.row import CheckedRow, RowChecker

Check = Callable[..., CheckedRow | tuple[Problem, ...]]

# What may never be stored: control, surrogate and private-use characters, marks that turn the direction, tags.
HOSTILE = (
    "Budi\x1b[2J",
    "TIDAK BERSALAH\rBERSALAH",
    "Budi\nTotal: 0",
    "Budi\x00",
    "Budi\x08\x08",
    "Budi\x9b31m",
    "Budi \u202eisitno\u202c",
    "Budi\u2066x\u2069",
    "Budi\U000e0041",
    "Budi\ue000",
    "Budi\ud800",
    "Budi\u2028Total",
    "Bu\ufeffdi",
    "B" + "\u0301" * 50,
    "B" + "\u0301" * 5,
    "Budi\tSantoso",
)


def codes(outcome: CheckedRow | tuple[Problem, ...]) -> list[tuple[str, str]]:
    assert not isinstance(outcome, CheckedRow)
    return [(found.column, found.code) for found in outcome]


def accepted(outcome: CheckedRow | tuple[Problem, ...]) -> CheckedRow:
    assert isinstance(outcome, CheckedRow), codes(outcome)
    return outcome


def test_a_good_row_becomes_values(check_row: Check, good: dict[str, str]) -> None:
    row = accepted(check_row())
    assert (row.number, row.channel, row.employment) == (good["nomor_laporan"], "laporan-bawaslu", "PNS")
    assert (row.received_on, row.happened_on) == (date(2024, 10, 8), date(2024, 10, 2))
    assert row.known_on == date(2024, 10, 3)
    assert (row.violations, row.rank, row.district) == (("D4", "D6"), "III/c", "Kendari Barat")
    assert (row.name, row.summary) == (good["nama_terlapor"], good["uraian"])


def test_what_is_missing_is_none(check_row: Check) -> None:
    optional = {
        "nomor_surat": "letter_number",
        "tanggal_surat": "letter_date",
        "tanggal_diketahui": "known_on",
        "tempat": "place",
        "kecamatan": "district",
        "nip": "nip",
        "golongan": "rank",
        "jabatan": "position",
        "kelas_jabatan": "position_class",
        "pemilihan": "election",
        "bukti": "evidence",
        "nama_pelapor": "complainant_name",
        "kontak_pelapor": "complainant_contact",
    }
    row = accepted(check_row(**dict.fromkeys(optional, " ")))
    assert [getattr(row, field) for field in optional.values()] == [None] * len(optional)


def test_employment_is_taken_from_the_number_when_the_row_is_silent(check_row: Check) -> None:
    assert accepted(check_row(status_asn="")).employment == "PNS"
    assert accepted(check_row(status_asn="", nip="199205112021211902")).employment == "PPPK"
    assert accepted(check_row(status_asn="", nip="")).employment is None


def test_all_problems_of_a_row_are_reported_in_order(check_row: Check) -> None:
    outcome = check_row(nomor_laporan="", jalur="x", tanggal_kejadian="45351", nip="1.98E+17", kode_pelanggaran="D99")
    assert codes(outcome) == [
        ("nomor_laporan", "E_KOSONG"),
        ("jalur", "E_KODE"),
        ("tanggal_kejadian", "E_TANGGAL_SERIAL"),
        ("nip", "E_NIP_ILMIAH"),
        ("kode_pelanggaran", "E_KODE"),
    ]


@pytest.mark.parametrize(
    "key",
    ["nomor_laporan", "jalur", "tanggal_terima", "tanggal_kejadian", "nama_terlapor", "unit_kerja", "kode_pelanggaran"],
)
def test_a_required_cell_must_be_filled(key: str, check_row: Check) -> None:
    assert codes(check_row(**{key: " \u00a0 "})) == [(key, "E_KOSONG")]


@pytest.mark.parametrize("text", ["\u200b", " \u00ad\u2060 ", "\u200d\u200c", "\u00a0\u200b\u00a0"])
def test_a_cell_of_which_nothing_can_be_seen_is_empty(text: str, check_row: Check) -> None:
    for key in ("nomor_laporan", "nama_terlapor", "unit_kerja", "uraian"):
        assert codes(check_row(**{key: text})) == [(key, "E_KOSONG")]
    row = accepted(check_row(bukti=text, jabatan=text, kontak_pelapor=text))
    assert (row.evidence, row.position, row.complainant_contact) == (None, None, None)


def test_what_cannot_be_seen_before_a_text_is_taken_away_and_counted(checker: RowChecker, check_row: Check) -> None:
    row = accepted(check_row(nama_terlapor="\u200bBu\u00addi", uraian=" \u2060 satu\u200b"))
    assert (row.name, row.summary) == ("Bu\u00addi", "satu\u200b")
    assert checker.repairs == 2


def test_an_empty_record_is_one_problem(checker: RowChecker) -> None:
    assert codes(checker.check([""] * len(KEYS))) == [("", "E_KOSONG")]
    assert codes(checker.check([" "] * len(KEYS))) == [("", "E_KOSONG")]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "key", ["nama_terlapor", "unit_kerja", "jabatan", "nomor_laporan", "kontak_pelapor", "kecamatan"]
)
def test_a_hostile_character_is_refused_in_a_line(key: str, text: str, check_row: Check) -> None:
    assert codes(check_row(**{key: text})) == [(key, "E_KENDALI")]


@pytest.mark.parametrize("text", [text for text in HOSTILE if not set(text) & set("\n\r\t\u2028")])
def test_a_hostile_character_is_refused_in_a_text(text: str, check_row: Check) -> None:
    assert codes(check_row(uraian=text)) == [("uraian", "E_KENDALI")]


def test_line_breaks_and_tabs_stay_in_a_text(check_row: Check) -> None:
    row = accepted(check_row(uraian=" satu\r\n\n dua\ttiga  empat\u2028lima \n", bukti="a\rb"))
    assert (row.summary, row.evidence) == ("satu\n\n dua\ttiga  empat\u2028lima", "a\nb")


@pytest.mark.parametrize(
    "text",
    ["Bu\u00addi", "Budi\u200bSantoso", "José 😀", "B\u0301\u0302\u0303\u0304", "[red]Budi[/red]", "=1+1", "%0A=1"],
)
def test_what_is_harmless_stays_as_written(text: str, check_row: Check) -> None:
    assert accepted(check_row(jabatan=text)).position == text


@pytest.mark.parametrize("opener", ["=1", "+1", "-2", "@SUM", "＝1"])
def test_exactly_one_guarding_quote_comes_off(opener: str, check_row: Check) -> None:
    assert accepted(check_row(jabatan=f"'{opener}")).position == opener
    assert accepted(check_row(jabatan=f"''{opener}")).position == f"'{opener}"
    assert accepted(check_row(jabatan="'Aisyiyah")).position == "'Aisyiyah"


def test_blanks_fold_in_a_line_and_letters_are_composed(checker: RowChecker, check_row: Check) -> None:
    row = accepted(check_row(nama_terlapor="  Jose\u0301 \u00a0 Contoh ", unit_kerja="Dinas  Kesehatan"))
    assert (row.name, row.unit) == ("José Contoh", "Dinas Kesehatan")
    assert checker.repairs == 2


@pytest.mark.parametrize("key", ["jabatan", "uraian"])
def test_letters_that_only_need_composing_are_composed(key: str, checker: RowChecker, check_row: Check) -> None:
    assert "Jos\u00e9" in accepted(check_row(**{key: "Jose\u0301"}))
    assert checker.repairs == 1


@pytest.mark.parametrize("key", ["nama_terlapor", "unit_kerja", "uraian", "jabatan", "tempat", "bukti", "nama_pelapor"])
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#n/a", " #VALUE! "])
def test_the_error_of_a_formula_is_no_value(check_row: Check, key: str, error: str) -> None:
    assert codes(check_row(**{key: error})) == [(key, "E_RUMUS")]
    told = codes(check_row(**{key: error, "tanggal_terima": "31/02/2024"}))
    assert sorted(told) == sorted([(key, "E_RUMUS"), ("tanggal_terima", "E_TANGGAL")])


@pytest.mark.parametrize("key", ["nama_terlapor", "unit_kerja", "uraian"])
@pytest.mark.parametrize("signs", ["-", "--", "...", "?"])
def test_signs_say_nothing_where_something_has_to_be_said(check_row: Check, key: str, signs: str) -> None:
    assert codes(check_row(**{key: signs})) == [(key, "E_KOSONG")]


def test_a_short_name_and_a_sign_of_a_number_are_words(check_row: Check) -> None:
    row = accepted(check_row(nama_terlapor="Al", unit_kerja="UPT", uraian="Hadir; #2 dari 3", jabatan="-"))
    assert (row.name, row.unit, row.summary, row.position) == ("Al", "UPT", "Hadir; #2 dari 3", "-")


@pytest.mark.parametrize(
    ("employment", "rank", "remarked"),
    [("PNS", "IX", True), ("PNS", "III/d", False), ("CPNS", "V", True), ("PPPK", "IX", False), ("PPPK", "IV/a", True)],
)
def test_a_rank_of_the_other_employment_is_remarked(
    checker: RowChecker, check_row: Check, employment: str, rank: str, *, remarked: bool
) -> None:
    accepted(check_row(nip="", status_asn=employment, golongan=rank))
    assert [(one.column, one.code) for one in checker.remarks] == [("golongan", "R_GOLONGAN")] * remarked


def test_a_name_of_two_alphabets_in_one_word_is_refused(check_row: Check) -> None:
    assert codes(check_row(nama_terlapor="\u0412udi Santoso")) == [("nama_terlapor", "E_AKSARA_CAMPUR")]
    assert codes(check_row(nama_pelapor="Budi Sant\u043eso")) == [("nama_pelapor", "E_AKSARA_CAMPUR")]


@pytest.mark.parametrize(("key", "limit"), [("nama_terlapor", 200), ("jalur", 200), ("uraian", 10_000)])
def test_too_long_a_text_is_refused(key: str, limit: int, check_row: Check) -> None:
    assert codes(check_row(**{key: "x" * (limit + 1)})) == [(key, "E_PANJANG")]
    if key != "jalur":
        accepted(check_row(**{key: "x" * limit}))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,98E+17", "E_NIP_ILMIAH"),
        ("198001012005011901.0", "E_NIP_PECAHAN"),
        ("198001012005011000", "E_NIP_NOL"),
        ("198013012005011901", "E_NIP_LAHIR"),
        ("198001012005131901", "E_NIP_BULAN"),
        ("198001012005013901", "E_NIP_KELAMIN"),
        ("200501012004011901", "E_NIP_TMT"),
        ("19900303201403290３", "E_NIP_BUKAN_ANGKA"),
        ("123", "E_NIP_PANJANG"),
    ],
)
def test_each_damage_of_a_number_has_its_own_code(text: str, code: str, check_row: Check) -> None:
    assert codes(check_row(nip=text)) == [("nip", code)]


@pytest.mark.parametrize(
    ("text", "repairs"), [("Kec. Baruga", 1), ("BARUGA", 1), ("  Baruga", 1), ("Baruga", 0), ("", 0)]
)
def test_a_district_that_was_folded_is_counted(text: str, repairs: int, checker: RowChecker, check_row: Check) -> None:
    assert accepted(check_row(kecamatan=text)).district == ("Baruga" if text else None)
    assert checker.repairs == repairs


@pytest.mark.parametrize("text", ["'199003032014032901", "19900303 201403 2 901", "19900303.201403.2.901"])
def test_a_number_is_mended_and_counted(text: str, checker: RowChecker, check_row: Check) -> None:
    assert accepted(check_row(nip=text)).nip == "199003032014032901"
    assert checker.repairs == 1


def test_a_doubtful_number_is_remarked_and_accepted(checker: RowChecker, check_row: Check) -> None:
    accepted(check_row(nip="199003032007032901"))
    assert [(remark.column, remark.code) for remark in checker.remarks] == [("nip", "W_NIP_USIA")]
    accepted(check_row())
    assert checker.remarks == ()


@pytest.mark.parametrize(("employment", "nip"), [("PPPK", "199003032014032901"), ("CPNS", "199205112021211902")])
def test_employment_against_the_number_is_a_remark(
    employment: str, nip: str, checker: RowChecker, check_row: Check
) -> None:
    assert accepted(check_row(status_asn=employment, nip=nip, golongan="")).employment == employment
    assert [remark.code for remark in checker.remarks] == ["R_STATUS_NIP"]
    assert f"the row says {employment}" in checker.remarks[0].sentence()
    accepted(check_row(nip=""))
    assert checker.remarks == ()


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({"tanggal_kejadian": "2024-10-04"}, ["tanggal_kejadian"]),
        ({"tanggal_diketahui": "2024-10-09"}, ["tanggal_diketahui"]),
        ({"tanggal_kejadian": "2024-10-09", "tanggal_diketahui": ""}, ["tanggal_kejadian"]),
        ({"nip": "200410102023032901", "tanggal_kejadian": "2004-10-09"}, ["tanggal_kejadian"]),
        ({"tanggal_surat": "2024-10-09"}, ["tanggal_surat"]),
        ({"tanggal_surat": "2024-10-09", "tanggal_kejadian": "2024-10-04"}, ["tanggal_surat", "tanggal_kejadian"]),
    ],
)
def test_dates_in_the_wrong_order_are_refused(changes: dict[str, str], columns: list[str], check_row: Check) -> None:
    outcome = check_row(**changes)
    assert codes(outcome) == [(column, "E_URUTAN_TANGGAL") for column in columns]
    assert not isinstance(outcome, CheckedRow)
    assert "lies" in outcome[0].sentence()


def test_dates_of_one_day_are_in_order(check_row: Check) -> None:
    day = {"tanggal_kejadian": "2024-10-08", "tanggal_diketahui": "2024-10-08", "tanggal_surat": "2024-10-08"}
    accepted(check_row(**day))


def test_readable_dates_of_a_refused_row_are_compared_too(check_row: Check) -> None:
    outcome = check_row(jalur="x", tanggal_kejadian="25  December 2024", tanggal_diketahui="45351")
    assert codes(outcome) == [
        ("jalur", "E_KODE"),
        ("tanggal_diketahui", "E_TANGGAL_SERIAL"),
        ("tanggal_kejadian", "E_URUTAN_TANGGAL"),
    ]
    assert codes(check_row(jalur="x", tanggal_surat="9 Oktober 2024"))[1:] == [("tanggal_surat", "E_URUTAN_TANGGAL")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("2025-01-16", "E_TANGGAL_DEPAN"), ("2003-12-31", "E_TANGGAL_LAMA"), ("2024-02-30", "E_TANGGAL")],
)
@pytest.mark.parametrize("key", ["tanggal_surat", "tanggal_terima", "tanggal_kejadian", "tanggal_diketahui"])
def test_a_date_out_of_range_is_refused(key: str, text: str, code: str, check_row: Check) -> None:
    assert (key, code) in codes(check_row(**{key: text}))


def test_a_month_first_date_is_refused_and_its_column_counted(checker: RowChecker, check_row: Check) -> None:
    assert codes(check_row(tanggal_surat="09/25/2024")) == [("tanggal_surat", "E_TANGGAL_URUTAN")]
    assert codes(check_row(tanggal_surat="09/26/2024")) == [("tanggal_surat", "E_TANGGAL_URUTAN")]
    assert checker.misordered == {"tanggal_surat": 2}
    assert checker.file_remarks() == [
        (
            "In column tanggal_surat 2 dates fit only the order mdy; if that is the order of the whole file, "
            "import it with --date-order mdy."
        )
    ]


DOUBTFUL = frozenset({"tanggal_surat", "tanggal_kejadian"})


def checker_of(**options: object) -> RowChecker:
    return RowChecker(
        complete_header(),
        today=date(2025, 1, 15),
        violations=frozenset({"D4", "D6"}),
        elections=frozenset({"pilkada-2024"}),
        **options,  # type: ignore[arg-type]  # a test's own options
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-10", date(2024, 7, 10)),
        ("07/10/2024", None),
        ("7-10-2024", None),
        ("7.10.2024", None),
        ("25/07/2024", date(2024, 7, 25)),
        ("08/08/2024", date(2024, 8, 8)),
        ("7 Oktober 2024", date(2024, 10, 7)),
        ("7-Okt-2024", date(2024, 10, 7)),
    ],
)
def test_in_a_doubtful_column_figures_that_could_be_either_are_refused(
    text: str, day: date | None, good: dict[str, str]
) -> None:
    for order in (None, "dmy"):
        checker = checker_of(doubtful=DOUBTFUL, date_order=order)
        outcome = checker.check([{**good, "tanggal_surat": text}[key] for key in KEYS])
        if day is None:
            assert codes(outcome) == [("tanggal_surat", "E_TANGGAL_URUTAN")]
            assert not isinstance(outcome, CheckedRow)
            assert "this could be 2024-10-07 or 2024-07-10, because other dates" in outcome[0].sentence()
        else:
            assert accepted(outcome).letter_date == day
        assert checker.misordered == {}


def test_other_columns_are_not_in_doubt_and_a_misfit_still_counts(good: dict[str, str]) -> None:
    checker = checker_of(doubtful=DOUBTFUL)
    assert accepted(checker.check([{**good, "tanggal_terima": "08/10/2024"}[key] for key in KEYS])).received_on == date(
        2024, 10, 8
    )
    assert codes(checker.check([{**good, "tanggal_kejadian": "09/25/2024"}[key] for key in KEYS])) == [
        ("tanggal_kejadian", "E_TANGGAL_URUTAN")
    ]
    assert checker.misordered == {"tanggal_kejadian": 1}


def test_a_second_reading_with_the_columns_of_the_first_stores_no_swapped_date(good: dict[str, str]) -> None:
    days = ("09/25/2024", "09/05/2024", "2024-09-05")
    rows = [[{**good, "tanggal_surat": day}[key] for key in KEYS] for day in days]
    first = checker_of()
    assert [isinstance(first.check(cells), CheckedRow) for cells in rows] == [False, True, True]
    second = checker_of(doubtful=frozenset(first.misordered))
    assert [isinstance(second.check(cells), CheckedRow) for cells in rows] == [False, False, True]
    stated = checker_of(date_order="mdy")
    assert [accepted(stated.check(cells)).letter_date for cells in rows] == [
        date(2024, 9, 25), date(2024, 9, 5), date(2024, 9, 5),
    ]  # fmt: skip


def test_look_alike_letters_pass_when_they_are_allowed_and_stay_visible(good: dict[str, str]) -> None:
    checker = checker_of(allow_mixed_letters=True)
    cells = {**good, "nama_terlapor": "\u0412udi Santoso", "nama_pelapor": "Budi Sant\u043eso"}
    row = accepted(checker.check([cells[key] for key in KEYS]))
    assert (row.name, row.complainant_name) == ("\u0412udi Santoso", "Budi Sant\u043eso")
    assert [(one.column, one.value, one.code) for one in checker.remarks] == [
        ("nama_terlapor", "\u0412udi Santoso", "R_AKSARA_CAMPUR"),
        ("nama_pelapor", "", "R_AKSARA_CAMPUR"),
    ]
    assert "they were taken as they stand" in checker.remarks[0].sentence()
    accepted(checker.check([good[key] for key in KEYS]))
    assert checker.remarks == ()
    assert checker.mixed == 1
    assert checker.file_remarks() == ["1 row with letters of two alphabets in one word was taken as it stands."]


def test_allowed_letters_do_not_hide_other_remarks_and_need_no_number(good: dict[str, str]) -> None:
    checker = checker_of(allow_mixed_letters=True)
    cells = {**good, "nama_terlapor": "\u0412udi Santoso", "status_asn": "PPPK", "golongan": ""}
    accepted(checker.check([cells[key] for key in KEYS]))
    assert [one.code for one in checker.remarks] == ["R_STATUS_NIP", "R_AKSARA_CAMPUR"]
    accepted(checker.check([{**cells, "nip": ""}[key] for key in KEYS]))
    assert [one.code for one in checker.remarks] == ["R_AKSARA_CAMPUR"]


def test_refused_look_alike_letters_are_told_of_for_the_file(checker: RowChecker, check_row: Check) -> None:
    check_row(nama_terlapor="\u0412udi", nama_pelapor="\u0412udi")
    check_row(nama_pelapor="\u0412udi")
    assert checker.file_remarks() == [
        (
            "In 2 rows letters of two alphabets stand in one word; if names are really written so, "
            "import them with --allow-mixed-letters."
        )
    ]


@pytest.mark.parametrize("key", ["nama_pelapor", "kontak_pelapor"])
@pytest.mark.parametrize("text", [*HOSTILE, "x" * 201, "\u0412udi Santoso"])
def test_no_problem_repeats_who_complained(key: str, text: str, check_row: Check) -> None:
    outcome = check_row(**{key: text})
    if isinstance(outcome, CheckedRow):
        assert (key, text) == ("kontak_pelapor", "\u0412udi Santoso")
    else:
        assert [(one.column, one.value) for one in outcome] == [(key, "")]
        assert text not in outcome[0].sentence()


def test_another_order_of_day_and_month_can_be_stated(good: dict[str, str]) -> None:
    checker = checker_of(date_order="mdy")
    row = accepted(checker.check([{**good, "tanggal_surat": "09/25/2024"}[key] for key in KEYS]))
    assert row.letter_date == date(2024, 9, 25)


@pytest.mark.parametrize(
    ("key", "text", "field", "value"),
    [
        ("jalur", "Temuan Bawaslu", "channel", "temuan-bawaslu"),
        ("status_asn", "p3k", "employment", "PPPK"),
        ("kelas_jabatan", "JPT_Pratama", "position_class", "jpt-pratama"),
        ("pemilihan", "Pilkada 2024", "election", "pilkada-2024"),
        ("kode_pelanggaran", "d6, D4 d6", "violations", ("D6", "D4")),
        ("golongan", "Penata Muda (III/a)", "rank", "III/a"),
        ("kecamatan", "Kec. WUA-WUA", "district", "Wua-Wua"),
        ("tanggal_surat", "7 Oktober 2024", "letter_date", date(2024, 10, 7)),
    ],
)
def test_words_are_read_as_people_write_them(key: str, text: str, field: str, value: object, check_row: Check) -> None:
    assert getattr(accepted(check_row(**{key: text})), field) == value


def test_an_unknown_word_is_named_with_its_neighbour(check_row: Check) -> None:
    outcome = check_row(pemilihan="pilkda 2024", golongan="III/x")
    assert codes(outcome) == [("golongan", "E_GOLONGAN"), ("pemilihan", "E_KODE")]
    assert not isinstance(outcome, CheckedRow)
    assert "did you mean pilkada-2024?" in outcome[1].sentence()


def test_the_messages_of_pydantic_never_show_a_value(checker: RowChecker) -> None:
    with pytest.raises(ValueError, match="validation error") as refused:
        checker._validate(["rahasia\x00"] * len(KEYS))
    assert "rahasia" not in str(refused.value)


def test_every_code_has_a_sentence() -> None:
    locale.use("en")
    assert all(code.startswith("E_") and message for code, message in REASONS.items())
    assert all(code[:2] in {"R_", "W_"} and message for code, message in REMARKS.items())
    assert problem("nip", "x" * 999, "E_PANJANG").value == "x" * 200
    assert problem("", "a whole record", "E_KOLOM").value == ""
    assert str(RefusedValueError("E_KOSONG")) == "this must be filled in"


cell = st.one_of(
    st.text(max_size=25),
    st.sampled_from([*HOSTILE, "2024-10-02", "D4", "PNS", "'=1", "1.98E+17", "09/25/2024", "199003032014032901", ""]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(changes=st.dictionaries(st.sampled_from(KEYS), cell, max_size=8))
def test_any_cells_give_a_row_or_reasons(changes: dict[str, str], check_row: Check) -> None:
    outcome = check_row(**changes)
    if isinstance(outcome, CheckedRow):
        lines = [value for name, value in outcome._asdict().items() if isinstance(value, str)]
        assert not any(ord(letter) < 32 and letter not in "\n\t" for line in lines for letter in line)
    else:
        assert outcome
        assert all(found.code in REASONS and found.sentence() for found in outcome)


def test_a_storm_of_hostile_rows_gives_no_exception(checker: RowChecker, good: dict[str, str]) -> None:
    dice = random.Random(94)  # noqa: S311 - a fixed storm, not a secret
    pool = [
        *HOSTILE,
        "x" * 10_001,
        "",
        " ",
        "kemarin",
        "D99;E4",
        "''=1",
        "2023-02-29",
        "\u0412udi",
        "3a",
        *good.values(),
    ]
    taken = refused = 0
    for _ in range(3_000):
        cells = [dice.choice(pool) if dice.random() < 0.03 else good[key] for key in KEYS]
        if isinstance(checker.check(cells), CheckedRow):
            taken += 1
        else:
            refused += 1
    assert taken + refused == 3_000
    assert taken > 1_000
    assert refused > 500


@pytest.mark.slow
def test_checking_stays_quick(checker: RowChecker, good: dict[str, str]) -> None:
    cells = [good[key] for key in KEYS]
    begun = time.process_time()
    for _ in range(5_000):
        checker.check(cells)
    assert time.process_time() - begun < 0.5  # about 8 microseconds a row when measured; this only finds a collapse


@pytest.mark.parametrize("cells", [{}, {"nomor_laporan": "7/LP", "uraian": "Lain"}, {"nip": "19900303 201403 2 901"}])
def test_the_example_is_known_by_its_respondent(check_row: Check, cells: dict[str, str]) -> None:
    name = dict(zip(*template(), strict=True))["nama_terlapor"]
    assert codes(check_row(nama_terlapor=name, **cells)) == [("nama_terlapor", "E_CONTOH")]
    assert isinstance(check_row(nama_terlapor=name, **{**cells, "nip": ""}), CheckedRow)


@pytest.mark.parametrize(("channel", "hinted"), [("langsung", True), ("Surat", True), ("sbt", False), ("", False)])
def test_a_row_without_a_number_is_told_what_to_write(check_row: Check, channel: str, hinted: bool) -> None:
    found = check_row(nomor_laporan="", jalur=channel)
    sentence = next(one.sentence() for one in found if isinstance(one, Problem) and one.column == "nomor_laporan")
    assert ("write that of your agenda" in sentence) is hinted


def test_a_text_that_is_too_long_is_told_the_limit(check_row: Check) -> None:
    found = next(iter(check_row(nama_terlapor="x" * 250)))
    assert isinstance(found, Problem)
    assert found.sentence() == "the text has 250 characters; 200 are allowed"
