"""An office's own file: what it adds and replaces, and every fault it is refused for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asn_neutral.errors import LawDataError
from asn_neutral.law.book import load_book
from asn_neutral.law.terms import Level, Official

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
level_basis = "Keputusan Satgas 1/2026"
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
RETENTION = """
[[retention]]
id = "hukuman-berat"
name = "berat"
levels = ["berat"]
years = 10
disposition = "permanen"
basis = "Perwali 12/2025"
since = 2025-01-01
verified = true
"""
RECOMMENDER = """
[[recommender]]
id = "bkn"
name = "BKN"
name_en = "BKN"
basis = "UU 20/2023"
since = 2024-01-01
until = 2027-09-30
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
employment = ["PNS", "CPNS"]
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
NEW_YEAR = """
[[holiday]]
date = 2028-01-01
kind = "libur-nasional"
name = "Tahun Baru Masehi"
decree = "skb-2028"
"""
SHIPPED_GROUND = """
[[ground]]
id = "pp94-5-n-5"
name = "keputusan berpihak"
articles = { berat = "PP 94/2021 Pasal 14 huruf i angka 3" }
basis = "PP 94/2021 Pasal 5 huruf n angka 5"
since = 2021-08-31
verified = true
"""
SHIPPED_ELECTION = """
[[election]]
id = "pilkada-2024"
name = "Pilkada 2024"
kind = "pilkada"
opens_on = 2024-01-26
determination_on = 2024-09-22
voting_on = 2024-11-27
inauguration = 2025-02-20
basis = "PKPU 2/2024"
verified = true
"""
SHIPPED_STAGE = """
[[stage]]
id = "pasca-pemilihan"
election = "pilkada-2024"
name = "Sampai pelantikan"
since = 2024-12-17
until = 2025-02-20
"""


@pytest.mark.parametrize(
    "text",
    [
        VIOLATION,
        HOLIDAY,
        SANCTION,
        AUTHORITY,
        ELECTION,
        GROUND,
        DECREE + NEW_YEAR,
        HOLIDAY + DECREE + NEW_YEAR + GROUND,
        SHIPPED_GROUND + SHIPPED_ELECTION + SHIPPED_STAGE,
        "\ufeff",
        "",
    ],
)
def test_a_sound_file_is_accepted(office_file: OfficeFile, text: str) -> None:
    load_book(office_file(text))


def test_an_entry_takes_the_place_of_the_shipped_one(office_file: OfficeFile) -> None:
    book = load_book(office_file(VIOLATION))
    entry = book.violation("D8", on=date(2026, 1, 1))
    assert entry is not None
    assert (entry.level, entry.from_office) == (Level.SEDANG, True)
    assert len(book.violations) == len(load_book().violations)
    assert [one.id for one in book.violations if one.in_force(date(2026, 1, 1))].index("D8") == 14


def test_a_version_is_added_when_the_shipped_one_ends_before(office_file: OfficeFile) -> None:
    clash = "the version from 2026-02-01 begins while the one from 2025-01-01 is still in force"
    with pytest.raises(LawDataError, match=clash):
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


def reply_rule(days: int, officials: str = "") -> str:
    """A rule of the office, for the decisions of some officials or of all."""
    rule = DEADLINE.replace("ppk-follow-up", "balasan").replace("days = 10", f"days = {days}")
    return rule + (f"officials = {officials}\n" if officials else "")


@pytest.mark.parametrize("general", [True, False])
def test_a_rule_for_some_officials_goes_before_the_one_for_all(office_file: OfficeFile, general: bool) -> None:
    text = reply_rule(3, '["pengawas", "administrator"]') + reply_rule(5, '["ppk"]') + reply_rule(7) * general
    book = load_book(office_file(text))
    told = {
        official: rule.days if (rule := book.deadline("balasan", on=date(2026, 3, 1), official=official)) else None
        for official in (Official.PENGAWAS, Official.PPK, Official.PRESIDEN, None)
    }
    others, unknown = (7, 7) if general else (None, 5)
    assert told == {Official.PENGAWAS: 3, Official.PPK: 5, Official.PRESIDEN: others, None: unknown}


def test_a_holiday_of_the_office_is_off(office_file: OfficeFile) -> None:
    day = load_book(office_file(HOLIDAY)).calendar.holidays[date(2026, 5, 9)]
    assert (day.name_en, day.from_office) == ("Day of the city", True)


def test_a_local_holiday_does_not_make_a_year_complete(office_file: OfficeFile) -> None:
    local = HOLIDAY.replace("2026-05-09", "2028-05-09")
    assert 2028 not in load_book(office_file(local)).calendar.years
    assert 2028 in load_book(office_file(local + DECREE + NEW_YEAR)).calendar.years


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


def test_an_office_may_write_in_indonesian_only(office_file: OfficeFile) -> None:
    text = HOLIDAY.replace('name_en = "Day of the city"', "") + DEADLINE.replace("ppk-follow-up", "balasan-surat")
    book = load_book(office_file(text.replace('starts_en = "the letter was received"', "")))
    assert book.calendar.holidays[date(2026, 5, 9)].name_en == "Hari jadi kota"
    rule = book.deadline("balasan-surat", on=date(2026, 3, 1))
    assert rule is not None
    assert (rule.name_en, rule.starts_en) == ("Follow-up", "surat diterima")


@pytest.mark.parametrize(
    ("last", "until"), [("", date(2031, 9, 1)), ("protected_until = 2031-08-15", date(2031, 8, 15))]
)
def test_a_protected_window_ends_with_the_term_unless_stated(office_file: OfficeFile, last: str, until: date) -> None:
    window = f'protected_from = 2030-11-01\nprotected_basis = "UU"\n{last}\ninauguration'
    election = load_book(office_file(ELECTION.replace("inauguration", window, 1))).election("pilkada-2031")
    assert election is not None
    assert (election.protected_from, election.protected_until) == (date(2030, 11, 1), until)
    assert election.protects(until)


def test_an_election_without_a_window_protects_nobody(office_file: OfficeFile) -> None:
    election = load_book(office_file(ELECTION)).election("pilkada-2031")
    assert election is not None
    assert (election.protected_until, election.protected_basis) == (None, "")
    assert not election.protects(date(2031, 5, 1))


LEVEL_OF_ITS_OWN = VIOLATION.replace('level_basis = "Keputusan Satgas 1/2026"\n', "")


def test_the_level_is_one_that_the_grounds_state_unless_the_form_says_what_does(office_file: OfficeFile) -> None:
    with pytest.raises(LawDataError, match="no article of the grounds of violation D8 states level sedang"):
        load_book(office_file(LEVEL_OF_ITS_OWN))
    for ground in ("pp94-3-d", "pp94-5-n-2"):
        load_book(office_file(LEVEL_OF_ITS_OWN.replace("pp94-5-n-6", ground)))
    load_book(office_file(VIOLATION))


def test_a_ground_without_an_article_asks_for_a_second_one_or_a_reason(office_file: OfficeFile) -> None:
    attending = LEVEL_OF_ITS_OWN.replace("pp94-5-n-6", "pp94-5-n-1")
    with pytest.raises(LawDataError, match="no article of the grounds of violation D8 states level sedang"):
        load_book(office_file(attending))
    for text in (
        attending.replace('"pp94-5-n-1"', '"pp94-5-n-1", "pp94-3-d"'),
        attending.replace('level = "sedang"\n', ""),
        attending + 'level_basis = "Keputusan Satgas 2/2026"',
    ):
        load_book(office_file(text))


@pytest.mark.parametrize(
    ("text", "entry", "reason"),
    [
        (DEADLINE, "deadline ppk-follow-up", "the one from 2025-01-01 is still in force"),
        (
            DEADLINE.replace("ppk-follow-up", "decision-posting").replace("2026-02-01", "2021-08-01"),
            "deadline decision-posting",
            "the version from 2021-08-31 begins while the one from 2021-08-01 is still in force",
        ),
        (
            DEADLINE.replace("ppk-follow-up", "objection-filing") + 'officials = ["ppk", "presiden"]',
            "deadline objection-filing",
            "two rules hold on 2026-02-01 for the decisions of ppk",
        ),
        (
            DEADLINE.replace("ppk-follow-up", "in-force").replace("2026-02-01", "2021-08-31") + "until = 2026-06-30",
            "deadline in-force",
            "names deadline in-force, which is not in force on 2026-07-01",
        ),
        (
            SHIPPED_GROUND + "until = 2025-12-31",
            "ground pp94-5-n-5",
            "violation D1 names ground pp94-5-n-5, which is not in force on 2026-01-01",
        ),
        (
            SHIPPED_GROUND.replace("berat", "ringan", 1),
            "ground pp94-5-n-5",
            "on 2021-08-31 no article of the grounds of violation D7 states level berat; say in level_basis",
        ),
        (
            SHIPPED_STAGE.replace("2024-12-17", "2024-12-18"),
            "stage pasca-pemilihan",
            "stage pasca-pemilihan of pilkada-2024 begins on 2024-12-18, not on the day after 2024-12-16",
        ),
        (
            SHIPPED_STAGE.replace("pasca-pemilihan", "rekapitulasi")
            .replace("2024-12-17", "2024-11-28")
            .replace("2025-02-20", "2024-12-17"),
            "stage rekapitulasi",
            "stage pasca-pemilihan of pilkada-2024 begins on 2024-12-17, not on the day after 2024-12-17",
        ),
        (
            SHIPPED_STAGE.replace("2025-02-20", "2025-02-21"),
            "stage pasca-pemilihan",
            "the stages of pilkada-2024 end on 2025-02-21, the inauguration is on 2025-02-20",
        ),
        (
            SHIPPED_ELECTION.replace("2024-01-26", "2024-01-25"),
            "election pilkada-2024",
            "stage pra-pendaftaran of pilkada-2024 begins on 2024-01-26; acts count from 2024-01-25",
        ),
        (
            SHIPPED_ELECTION.replace("2025-02-20", "2025-02-21"),
            "election pilkada-2024",
            "the stages of pilkada-2024 end on 2025-02-20, the inauguration is on 2025-02-21",
        ),
    ],
)
def test_a_fault_is_laid_on_the_offices_own_entry(office_file: OfficeFile, text: str, entry: str, reason: str) -> None:
    with pytest.raises(LawDataError) as refused:
        load_book(office_file(text))
    assert (refused.value.details["file"], refused.value.details["entry"]) == ("office.toml", entry)
    assert reason in str(refused.value.details["reason"])


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
    *(
        (text.replace("verified = true\n", ""), entry, "verified is missing")
        for text, entry in (
            (VIOLATION, "violation D8"),
            (HOLIDAY, "holiday 2026-05-09"),
            (SANCTION, "sanction pppk-potongan"),
            (DEADLINE, "deadline ppk-follow-up"),
            (AUTHORITY, "authority pengawas-sedang"),
            (GROUND, "ground perwali-1"),
            (DECREE + NEW_YEAR, "decree skb-2028"),
        )
    ),
    (ELECTION.replace("verified = false\n", ""), "election pilkada-2031", "verified is missing"),
    (VIOLATION.replace("verified = true", 'verified = "ya"'), "violation D8", "verified must be true or false"),
    (VIOLATION.replace("pp94-5-n-6", "pp94-5-n-8"), "violation D8", "did you mean pp94-5-n-"),
    (VIOLATION.replace("pp94-5-n-6", "zzz"), "violation D8", "ground: zzz is not known"),
    (
        VIOLATION.replace("pp94-5-n-6", "pp53-4-14"),
        "violation D8",
        "violation D8 names ground pp53-4-14, which is not in force on 2022-09-22",
    ),
    (
        VIOLATION.replace("pp94-5-n-6", "perwali-1") + GROUND.replace("2025-01-01", "2022-01-01\nuntil = 2023-12-31"),
        "violation D8",
        "violation D8 names ground perwali-1, which is not in force on 2024-01-01",
    ),
    (
        VIOLATION.replace("pp94-5-n-6", "perwali-1")
        + GROUND.replace("2025-01-01", "2022-01-01\nuntil = 2023-12-31")
        + GROUND.replace("2025-01-01", "2024-01-02"),
        "violation D8",
        "violation D8 names ground perwali-1, which is not in force on 2024-01-01",
    ),
    (VIOLATION.replace('"D8"', '"D8;D9"'), "violation D8;D9", "id: capital letters and digits only"),
    (VIOLATION.replace('"D8"', '"D 8"'), "violation D 8", "id: capital letters and digits only"),
    (VIOLATION.replace('"D8"', '"d8"'), "violation d8", "id: capital letters and digits only"),
    (VIOLATION.replace('"D8"', '"D-8"'), "violation D-8", "id: capital letters and digits only"),
    (VIOLATION.replace('"D8"', '"D٨"'), "violation D٨", "id: capital letters and digits only"),
    (VIOLATION.replace('"D8"', f'"{"D" * 21}"'), "violation " + "D" * 21, "id: capital letters and digits only"),
    (ELECTION.replace("pilkada-2031", "Pilkada-2031"), "election Pilkada-2031", "id: small letters and digits"),
    (ELECTION.replace("pilkada-2031", "pilkada_2031"), "election pilkada_2031", "id: small letters and digits"),
    (ELECTION.replace("pilkada-2031", "-pilkada"), "election -pilkada", "id: small letters and digits"),
    (ELECTION.replace("pilkada-2031", "a" * 61), "election " + "a" * 61, "id: small letters and digits"),
    (DEADLINE.replace("ppk-follow-up", "Batas surat"), "deadline Batas surat", "id: small letters and digits"),
    (DECREE, "decree skb-2028", "no day off names this decree, so the calendar of 2028 is not complete"),
    (DECREE + HOLIDAY.replace("2026-05-09", "2028-05-09"), "decree skb-2028", "no day off names this decree"),
    (DECREE + NEW_YEAR.replace("2028-01-01", "2027-01-04"), "holiday 2027-01-04", "decree skb-2028 is about 2028"),
    (DECREE.replace("year = 2028", ""), "decree skb-2028", "write year, the year it makes complete, or changes"),
    (DECREE + "changes = 2028", "decree skb-2028", "write year, the year it makes complete, or changes"),
    (SANCTION + 'decide_by = "in-forc"', "sanction pppk-potongan", "deadline: in-forc is not known (did you mean in-f"),
    (
        SANCTION.replace("2025-01-01", "2009-01-01") + 'in_force_by = "in-force"',
        "sanction pppk-potongan",
        "sanction pppk-potongan names deadline in-force, which is not in force on 2009-01-01",
    ),
    (SANCTION + 'effect = "by-clock"', "sanction pppk-potongan", "effect by-clock and a deadline in in_force_by go"),
    (SANCTION + 'effect = "day-proven"\nin_force_by = "in-force"', "sanction pppk-potongan", "in_force_by go together"),
    (
        RETENTION.replace('"berat"\n', '"\\u001b[2J"\n', 1),
        "retention hukuman-berat",
        "name holds a character that acts on",
    ),
    (RETENTION, "retention hukuman-berat", "hukuman is for the same files at the same time"),
    (RETENTION.replace("permanen", "dibuang"), "retention hukuman-berat", "disposition: dibuang is not known"),
    (
        RETENTION.replace("years = 10", "years = 0"),
        "retention hukuman-berat",
        "years must be a whole number from 1 to 1000",
    ),
    (RECOMMENDER.replace('"bkn"', '"bakn"'), "recommender bakn", "did you mean bkn?"),
    (
        AUTHORITY.replace('"PNS", "CPNS"', '"PPPK"'),
        "authority pengawas-sedang",
        "sanction penundaan-kgb is not for PPPK",
    ),
    (
        AUTHORITY.replace("2021-08-31", "2010-01-01").replace("pengawas-sedang", "pengawas-lama"),
        "authority pengawas-lama",
        "authority pengawas-lama names sanction penundaan-kgb, which is not in force on 2010-01-01",
    ),
    (AUTHORITY.replace('["PNS", "CPNS"]', "[]"), "authority pengawas-sedang", "employment is missing"),
    (ELECTION[: ELECTION.index("[[stage]]")], "election pilkada-2031", "it has no stages"),
    (
        ELECTION.replace("verified = false", 'verified = false\nprotected_basis = "UU"'),
        "election pilkada-2031",
        "protected_from is missing",
    ),
    (
        ELECTION.replace("verified = false", "verified = false\nprotected_until = 2031-09-01"),
        "election pilkada-2031",
        "protected_from is missing",
    ),
    (
        ELECTION.replace("verified = false", "verified = false\nprotected_from = 2030-11-01"),
        "election pilkada-2031",
        "protected_basis is missing",
    ),
    (
        ELECTION.replace("verified = false", 'verified = false\nprotected_from = 2031-05-02\nprotected_basis = "UU"'),
        "election pilkada-2031",
        "its protected window, 2031-05-02 to 2031-09-01, does not hold the determination",
    ),
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
        "penundaan-gaji is not known (did you mean penundaan-",
    ),
    (AUTHORITY.replace("penundaan-kgb", "pdhtaps"), "authority pengawas-sedang", "pdhtaps is not of level sedang"),
    (AUTHORITY.replace('["ppk"]', "[]"), "authority pengawas-sedang", "officials is missing"),
    (
        AUTHORITY.replace('["ppk"]', '["jf-ahli-madya"]'),
        "authority pengawas-sedang",
        "jf-ahli-madya may impose ringan only",
    ),
    (AUTHORITY.replace('"pengawas"', '"pengawass"'), "authority pengawas-sedang", "did you mean pengawas?"),
    (
        ELECTION.replace('election = "pilkada-2031"', 'election = "pilkada-2O31"'),
        "stage pra-pendaftaran",
        "election: pilkada-2O31 is not known (did you mean pilkada-2031?",
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
        "the stages of pilkada-2031 end on 2031-08-01",
    ),
    (
        ELECTION.replace("since = 2031-05-01", "since = 2031-05-03"),
        "stage kampanye",
        "stage kampanye of pilkada-2031 begins on 2031-05-03, not on the day after 2031-04-30, the end of pra-",
    ),
    (
        ELECTION.replace("until = 2031-09-01", "until = 9999-12-31"),
        "election pilkada-2031",
        "the stages of pilkada-2031 end on 9999-12-31",
    ),
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
    (HOLIDAY.replace("name_en", "nama_en"), "holiday 2026-05-09", "nama_en is not known (did you mean name_en?"),
    (HOLIDAY + 'notes = "x"', "holiday 2026-05-09", "notes is not known (did you mean note?"),
    (HOLIDAY + 'colour = "x"', "holiday 2026-05-09", "colour is not known"),
    (
        HOLIDAY.replace('"libur-kantor"', '"libur-kantr"'),
        "holiday 2026-05-09",
        "kind: libur-kantr is not known (did you mean libur-kantor?",
    ),
    (HOLIDAY.replace('kind = "libur-kantor"', ""), "holiday 2026-05-09", "kind is missing"),
    (HOLIDAY.replace("verified = true", "verified = 1"), "holiday 2026-05-09", "verified must be true or false"),
    (HOLIDAY.replace('"Hari jadi kota"', "7"), "holiday 2026-05-09", "name must be a text"),
    (DEADLINE.replace("10", "0"), "deadline ppk-follow-up", "days must be a whole number from 1 to 1000"),
    (DEADLINE.replace("10", "true"), "deadline ppk-follow-up", "days must be a whole number from 1 to 1000"),
    (DEADLINE.replace("days = 10", ""), "deadline ppk-follow-up", "days is missing"),
    (SANCTION.replace('["PPPK"]', '"PPPK"'), "sanction pppk-potongan", "employment must be a list of texts"),
    (SANCTION.replace('["PPPK"]', "[1]"), "sanction pppk-potongan", "employment must be a list of texts"),
    (
        SANCTION.replace('["PPPK"]', '["P3K"]'),
        "sanction pppk-potongan",
        "employment: P3K is not known (did you mean PPPK?",
    ),
    (GROUND.replace('{ ringan = "Pasal 2" }', '"Pasal 2"'), "ground perwali-1", "articles must be a table of texts"),
    (GROUND.replace("ringan =", "enteng ="), "ground perwali-1", "articles: enteng is not known"),
    ("[[holidy]]\nx = 1", "holidy", "holidy is not known (did you mean holiday?"),
    ("[holiday]\nx = 1", "holiday", "write it as [[holiday]]"),
    ("holiday = [1]", "holiday", "write it as [[holiday]]"),
    ("[[holiday]\n", "TOML", "line 1"),
    ("x = 1" + "0" * 5000, "TOML", "digits"),
    ("x = " + "[" * 100_000, "TOML", "it is nested too deeply"),
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


def test_an_office_ends_the_time_of_who_recommends(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text(RECOMMENDER, encoding="utf-8")
    book = load_book(file)
    assert book.recommender("bkn", on=date(2027, 9, 30)) is not None
    assert book.recommender("bkn", on=date(2027, 10, 1)) is None


def test_an_office_says_how_long_files_are_kept(tmp_path: Path) -> None:
    shipped = load_book(None)
    assert [(one.id, one.years) for one in shipped.retentions] == [("tanpa-hukuman", None), ("hukuman", None)]
    file = tmp_path / "office.toml"
    ended = RETENTION.replace("hukuman-berat", "hukuman").replace("2025-01-01", "2009-10-23") + "until = 2024-12-31"
    file.write_text(ended + RETENTION, encoding="utf-8")
    book = load_book(file)
    found = [book.retention(Level.BERAT, on=day) for day in (date(2024, 12, 31), date(2025, 1, 1))]
    assert [(one.id, one.years) for one in found if one] == [("hukuman", 10), ("hukuman-berat", 10)]
    assert book.retention(Level.RINGAN, on=date(2025, 1, 1)) is None
    unsanctioned = book.retention(None, on=date(2025, 1, 1))
    assert unsanctioned is not None
    assert unsanctioned.id == "tanpa-hukuman"
