"""An office's own file: what it adds and replaces, and every fault it is refused for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asn_neutral.errors import LawDataError, UnreadableFileError
from asn_neutral.law.book import load_book
from asn_neutral.law.terms import Level

OfficeFile = Callable[[str], Path]

VIOLATION = """
[[violation]]
id = "D8"
name = "kegiatan berpihak"
name_en = "partisan activity"
track = "disiplin"
level = "sedang"
phase = "kapan-saja"
grounds = ["pp94-5-n-6"]
basis = "Keputusan Satgas 1/2026"
since = 2022-09-22
verified = true
"""
HOLIDAY = """
[[holiday]]
date = 2026-05-09
kind = "libur-kantor"
name = "Hari jadi kota"
name_en = "Day of the city"
basis = "Surat edaran 3/2026"
since = 2026-01-02
verified = true
"""
SANCTION = """
[[sanction]]
id = "pppk-potongan"
name = "pemotongan"
name_en = "cut"
level = "sedang"
employment = ["PPPK"]
severity = 61
months = 3
basis = "Perwali 1/2025"
since = 2025-01-01
verified = true
"""
DEADLINE = """
[[deadline]]
id = "ppk-follow-up"
name = "Tindak lanjut"
name_en = "Follow-up"
days = 10
unit = "kerja"
starts = "surat diterima"
starts_en = "the letter was received"
basis = "Surat BKN 7/2026"
since = 2026-02-01
verified = true
"""
AUTHORITY = """
[[authority]]
id = "pengawas-sedang"
examinee = "pengawas"
level = "sedang"
officials = ["ppk"]
sanctions = ["penundaan-kgb"]
basis = "PP 94/2021 Pasal 18"
since = 2021-08-31
verified = true
"""
ELECTION = """
[[election]]
id = "pilkada-2031"
name = "Pilkada 2031"
name_en = "Pilkada 2031"
kind = "pilkada"
opens_on = 2031-01-01
determination_on = 2031-05-01
voting_on = 2031-07-01
inauguration = 2031-09-01
basis = "PKPU"
verified = false

[[stage]]
id = "pra-pendaftaran"
election = "pilkada-2031"
name = "Pra"
name_en = "Before"
since = 2031-01-01
until = 2031-04-30

[[stage]]
id = "kampanye"
election = "pilkada-2031"
name = "Kampanye"
name_en = "Campaign"
since = 2031-05-01
until = 2031-09-01
"""
GROUND = """
[[ground]]
id = "perwali-1"
name = "larangan"
name_en = "ban"
articles = { ringan = "Pasal 2" }
basis = "Perwali 1/2025"
since = 2025-01-01
verified = true
"""
DECREE = """
[[decree]]
id = "skb-2028"
year = 2028
basis = "SKB 2028"
since = 2027-09-01
verified = true
"""


@pytest.mark.parametrize(
    "text", [VIOLATION, HOLIDAY, SANCTION, AUTHORITY, ELECTION, GROUND, DECREE, HOLIDAY + DECREE + GROUND, ""]
)
def test_a_sound_file_is_accepted(office_file: OfficeFile, text: str) -> None:
    load_book(office_file(text))


def test_an_entry_takes_the_place_of_the_shipped_one(office_file: OfficeFile) -> None:
    book = load_book(office_file(VIOLATION))
    entry = book.violation("D8", on=date(2026, 1, 1))
    assert entry is not None
    assert (entry.level, entry.from_office) == (Level.SEDANG, True)
    assert len(book.violations) == len(load_book().violations)
    assert [one.id for one in book.violations_on(date(2026, 1, 1))].index("D8") == 14


def test_a_version_is_added_when_the_shipped_one_ends_before(office_file: OfficeFile) -> None:
    with pytest.raises(LawDataError, match="in force from 2026-02-01 while the version from 2025-01-01 still is"):
        load_book(office_file(DEADLINE))
    shipped = """
[[deadline]]
id = "ppk-follow-up"
name = "Tindak lanjut"
name_en = "Follow-up"
days = 14
unit = "kerja"
starts = "surat diterima"
starts_en = "the letter was received"
basis = "Surat BKN"
since = 2025-01-01
until = 2026-01-31
verified = false
"""
    book = load_book(office_file(shipped + DEADLINE))
    rules = [book.deadline("ppk-follow-up", on=day) for day in (date(2026, 1, 31), date(2026, 2, 1))]
    assert [rule.days for rule in rules if rule] == [14, 10]


def test_a_holiday_of_the_office_is_off(office_file: OfficeFile) -> None:
    day = load_book(office_file(HOLIDAY)).calendar.holidays[date(2026, 5, 9)]
    assert (day.name_en, day.from_office) == ("Day of the city", True)


def test_a_local_holiday_does_not_make_a_year_complete(office_file: OfficeFile) -> None:
    local = HOLIDAY.replace("2026-05-09", "2028-05-09")
    assert 2028 not in load_book(office_file(local)).calendar.years
    assert 2028 in load_book(office_file(local + DECREE)).calendar.years


def test_a_collective_leave_can_be_ended(office_file: OfficeFile) -> None:
    ended = """
holiday = [
  { date = 2026-12-24, kind = "cuti-bersama", name = "Cuti", name_en = "Off", decree = "skb-2026", until = 2026-11-30 },
]
"""
    assert date(2026, 12, 24) not in load_book(office_file(ended)).calendar.holidays


def test_an_election_of_the_office_has_its_stages(office_file: OfficeFile) -> None:
    election = load_book(office_file(ELECTION)).election("pilkada-2031")
    assert election is not None
    assert [stage.id for stage in election.stages] == ["pra-pendaftaran", "kampanye"]
    assert {stage.basis for stage in election.stages} == {"PKPU"}


def test_one_stage_alone_can_be_moved_when_its_neighbours_follow(office_file: OfficeFile) -> None:
    moved = """
[[stage]]
id = "pasca-pemilihan"
election = "pilkada-2024"
name = "Sampai pelantikan"
name_en = "To the inauguration"
since = 2024-12-18
until = 2025-02-20
"""
    with pytest.raises(LawDataError, match="stage pasca-pemilihan begins on 2024-12-18 instead of 2024-12-17"):
        load_book(office_file(moved))


LOST_STAGE = """
[[stage]]
id = "x"
election = "pilkada-2025"
name = "x"
name_en = "x"
since = 2025-01-01
until = 2025-01-02
basis = "b"
"""
FAULTS = [
    (VIOLATION.replace("pp94-5-n-6", "pp94-5-n-8"), "violation D8", "did you mean pp94-5-n-"),
    (VIOLATION.replace("pp94-5-n-6", "zzz"), "violation D8", "ground: zzz is not known"),
    (VIOLATION.replace("pp94-5-n-6", "pp53-4-14"), "violation D8", "ground pp53-4-14 is not in force on 2022-09-22"),
    (
        VIOLATION.replace("sedang", "ptdh")
        .replace('["pp94-5-n-6"]', "[]")
        .replace("D8", "D99")
        .replace("2022", "1999"),
        "violation D99",
        "no sanction of level ptdh is in force on 1999-09-22",
    ),
    (
        AUTHORITY.replace("penundaan-kgb", "penundaan-gaji"),
        "authority pengawas-sedang",
        "penundaan-gaji is not known; did you mean penundaan-",
    ),
    (AUTHORITY.replace("penundaan-kgb", "pdhtaps"), "authority pengawas-sedang", "pdhtaps is not of level sedang"),
    (AUTHORITY.replace('["ppk"]', "[]"), "authority pengawas-sedang", "officials is missing"),
    (AUTHORITY.replace('"pengawas"', '"pengawass"'), "authority pengawas-sedang", "did you mean pengawas?"),
    (
        ELECTION.replace('election = "pilkada-2031"', 'election = "pilkada-2O31"'),
        "stage pra-pendaftaran",
        "basis is missing",
    ),
    (
        LOST_STAGE,
        "stage x",
        "did you mean pilkada-202",
    ),
    (ELECTION.replace("until = 2031-04-30", ""), "stage pra-pendaftaran", "until is missing"),
    (
        ELECTION.replace("until = 2031-09-01", "until = 2031-08-01"),
        "election pilkada-2031",
        "its stages end on 2031-08-01",
    ),
    (ELECTION.replace("since = 2031-05-01", "since = 2031-05-03"), "election pilkada-2031", "begins on 2031-05-03"),
    (ELECTION.replace("voting_on = 2031-07-01", "voting_on = 2031-04-01"), "election pilkada-2031", "wrong order"),
    (HOLIDAY + "until = 2026-01-01", "holiday 2026-05-09", "until (2026-01-01) is before since (2026-01-02)"),
    (HOLIDAY.replace("since = 2026-01-02", ""), "holiday 2026-05-09", "since is missing"),
    (HOLIDAY.replace("2026-05-09", '"2026-05-09"'), "holiday 2026-05-09", "date must be a date such as"),
    (
        HOLIDAY.replace("2026-05-09", "2026-05-09T10:00:00"),
        "holiday 2026-05-09 10:00:00",
        "date must be a date such as",
    ),
    (HOLIDAY.replace("date = 2026-05-09", ""), "holiday ?", "date is missing"),
    (HOLIDAY + 'decree = "skb-2036"', "holiday 2026-05-09", "did you mean skb-2026?"),
    (HOLIDAY + HOLIDAY, "holiday 2026-05-09", "it is there twice"),
    (HOLIDAY.replace('basis = "Surat edaran 3/2026"', ""), "holiday 2026-05-09", "basis is missing"),
    (HOLIDAY.replace('"Surat edaran 3/2026"', '"  "'), "holiday 2026-05-09", "basis is missing"),
    (HOLIDAY.replace("name_en", "nama_en"), "holiday 2026-05-09", "name_en is missing"),
    (HOLIDAY + 'notes = "x"', "holiday 2026-05-09", "notes is not known; did you mean note?"),
    (HOLIDAY + 'colour = "x"', "holiday 2026-05-09", "colour is not known"),
    (
        HOLIDAY.replace('"libur-kantor"', '"libur-kantr"'),
        "holiday 2026-05-09",
        "kind: libur-kantr is not known; did you mean libur-kantor?",
    ),
    (HOLIDAY.replace('kind = "libur-kantor"', ""), "holiday 2026-05-09", "kind is missing"),
    (HOLIDAY.replace("verified = true", "verified = 1"), "holiday 2026-05-09", "verified must be true or false"),
    (HOLIDAY.replace('"Hari jadi kota"', "7"), "holiday 2026-05-09", "name must be a text"),
    (DEADLINE.replace("10", "0"), "deadline ppk-follow-up", "days must be a whole number above zero"),
    (DEADLINE.replace("10", "true"), "deadline ppk-follow-up", "days must be a whole number above zero"),
    (DEADLINE.replace("days = 10", ""), "deadline ppk-follow-up", "days is missing"),
    (SANCTION.replace('["PPPK"]', '"PPPK"'), "sanction pppk-potongan", "employment must be a list of texts"),
    (SANCTION.replace('["PPPK"]', "[1]"), "sanction pppk-potongan", "employment must be a list of texts"),
    (
        SANCTION.replace('["PPPK"]', '["P3K"]'),
        "sanction pppk-potongan",
        "employment: P3K is not known; did you mean PPPK?",
    ),
    (GROUND.replace('{ ringan = "Pasal 2" }', '"Pasal 2"'), "ground perwali-1", "articles must be a table of texts"),
    (GROUND.replace("ringan =", "enteng ="), "ground perwali-1", "articles: enteng is not known"),
    ("[[holidy]]\nx = 1", "holidy", "holidy is not known; did you mean holiday?"),
    ("[holiday]\nx = 1", "holiday", "write it as [[holiday]]"),
    ("holiday = [1]", "holiday", "write it as [[holiday]]"),
    ("[[holiday]\n", "TOML", "line 1"),
]


@pytest.mark.parametrize(("text", "entry", "reason"), FAULTS)
def test_a_faulty_file_is_refused_by_entry_and_reason(
    office_file: OfficeFile, text: str, entry: str, reason: str
) -> None:
    with pytest.raises(LawDataError) as refused:
        load_book(office_file(text))
    assert refused.value.details["file"] == "office.toml"
    assert refused.value.details["entry"] == entry
    assert reason in str(refused.value.details["reason"])
    assert str(refused.value).startswith("office.toml, entry ")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(LawDataError, match="utf-8"):
        load_book(path)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        load_book(tmp_path / "none.toml")


def test_a_fault_that_shows_in_a_shipped_entry_names_the_shipped_file(office_file: OfficeFile) -> None:
    early = DEADLINE.replace("ppk-follow-up", "decision-posting").replace("2026-02-01", "2021-08-01")
    with pytest.raises(LawDataError) as refused:
        load_book(office_file(early))
    assert refused.value.details["file"] == "deadlines.toml"
    assert refused.value.details["entry"] == "deadline decision-posting"
