"""The shipped data: whole, dated, sourced; and the questions the book answers."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from asn_neutral.law.book import Book
from asn_neutral.law.entries import Dated, Deadline, Election, Examinee, Sanction, Sourced
from asn_neutral.law.terms import (
    Bound,
    DayUnit,
    ElectionKind,
    Employment,
    Level,
    Official,
    Phase,
    PositionClass,
    Remedy,
    Track,
)

CODES = [*(f"E{n}" for n in range(1, 8)), *(f"D{n}" for n in range(1, 14))]
CLOCKS = (
    "report-window", "bawaslu-handling", "satgas-verification", "bawaslu-study", "ppk-follow-up", "summons-interval",
    "second-summons", "decision-delivery", "decision-posting", "in-force", "objection-filing", "objection-reply",
    "objection-decision", "appeal-filing", "appeal-reply", "appeal-decision",
)  # fmt: skip
TODAY = date(2026, 11, 24)


def every_entry(book: Book) -> Iterable[Sourced]:
    kinds: tuple[tuple[Sourced, ...], ...] = (
        book.violations, book.grounds, book.sanctions, book.deadlines, book.authorities, book.elections, book.stages,
        book.decrees, book.holidays,
    )  # fmt: skip
    return (entry for kind in kinds for entry in kind)


def test_the_shipped_data_holds_together(book: Book) -> None:
    book.verify()


def test_every_entry_says_where_it_comes_from_and_none_is_the_offices(book: Book) -> None:
    for entry in every_entry(book):
        assert entry.basis, entry.id
        assert not entry.from_office, entry.id
        assert bool(entry.note) == bool(entry.note_en), entry.id


def test_what_was_not_verified_says_why(book: Book) -> None:
    # A stage or a day off leaves it to the election or the decree it belongs to.
    silent = [entry for entry in every_entry(book) if not entry.verified and not entry.note]
    unread = {entry.id for entry in (*book.elections, *book.decrees) if not entry.verified}
    assert {getattr(entry, "election", None) or getattr(entry, "decree", None) for entry in silent} <= unread


@pytest.mark.parametrize(
    ("table", "entry_id", "verified"),
    [
        ("election", "pilkada-2018", {False}),
        ("election", "pemilu-2019", {False}),
        ("election", "pilkada-2020", {False}),
        ("election", "pemilu-2024", {False}),
        ("election", "pilkada-2024", {True}),
        ("deadline", "satgas-verification", {False}),
        ("deadline", "ppk-follow-up", {False}),
        ("deadline", "bawaslu-study", {True}),
        ("deadline", "party-dismissal", {True}),
        ("sanction", "penurunan-pangkat-3-tahun", {False}),
        ("sanction", "pemindahan-turun-jabatan", {False}),
        ("sanction", "pembebasan-dari-jabatan", {False}),
        ("sanction", "penundaan-kgb", {True}),
        ("sanction", "pernyataan-terbuka", {True}),
        ("sanction", "pppk-pernyataan-terbuka", {False}),
        ("sanction", "pppk-phk-hormat", {True}),
        ("authority", "pengawas-sedang", {True}),
        ("authority", "pengawas-ptdh", {False}),
        ("authority", "pppk-fungsional-sedang", {False}),
        ("authority", "pppk-fungsional-berat", {True}),
    ],
)
def test_verified_is_what_was_read(book: Book, table: str, entry_id: str, verified: set[bool]) -> None:
    found = [entry for entry in every_entry(book) if (entry.table, entry.id) == (table, entry_id)]
    assert {entry.verified for entry in found} == verified


def test_sources_that_conflict_are_named_in_both_languages(book: Book) -> None:
    told = {(entry.table, entry.id) for entry in every_entry(book) if "Sumber berbeda" in entry.note}
    assert told == {(entry.table, entry.id) for entry in every_entry(book) if "Sources conflict" in entry.note_en}
    assert told == {
        *(("violation", code) for code in ("D1", "D2", "D4", "D6", "D7", "D8")),
        *(("deadline", clock) for clock in ("ppk-follow-up", "summons-interval", "in-force")),
        *(("sanction", f"penundaan-{what}") for what in ("kgb", "kp")),
        *(("sanction", f"potongan-tukin-{months}-bulan") for months in (6, 9, 12)),
        ("sanction", "penurunan-pangkat-1-tahun"),
        ("sanction", "pdhtaps"),
        *(("authority", f"{examinee}-sedang") for examinee in ("pengawas", "pelaksana", "kepala-wilayah")),
        ("stage", "masa-tenang"),
    }


def test_a_kind_is_read_only_when_asked_for() -> None:
    fresh = Book()
    assert fresh.violation("D1", on=TODAY)
    assert "holidays" not in vars(fresh)
    assert "deadlines" not in vars(fresh)


@pytest.mark.parametrize("day", [date(2018, 3, 1), date(2020, 10, 1), date(2021, 9, 1), date(2022, 9, 22), TODAY])
def test_every_code_is_known_on_every_day_of_interest(book: Book, day: date) -> None:
    assert [entry.id for entry in book.violations if entry.in_force(day)] == CODES


def test_the_catalogue_of_2022_begins_on_its_day(book: Book) -> None:
    before, since = (book.violation("D1", on=day) for day in (date(2022, 9, 21), date(2022, 9, 22)))
    assert before is not None
    assert since is not None
    assert (before.verified, since.verified) == (False, True)
    assert "SKB 22 September 2022" in since.basis


@pytest.mark.parametrize(
    ("code", "track", "level", "phase"),
    [
        ("E1", Track.ETHICS, Level.MORAL, Phase.BEFORE_DETERMINATION),
        ("E7", Track.ETHICS, Level.MORAL, Phase.BEFORE_DETERMINATION),
        ("D1", Track.DISCIPLINE, Level.BERAT, Phase.FROM_DETERMINATION),
        ("D3", Track.DISCIPLINE, Level.SEDANG, Phase.BEFORE_DETERMINATION),
        ("D5", Track.PARTY, Level.PTDH, Phase.ANY),
        ("D8", Track.DISCIPLINE, Level.BERAT, Phase.ANY),
        ("D9", Track.DISCIPLINE, Level.SEDANG, Phase.BEFORE_DETERMINATION),
        ("D10", Track.DISCIPLINE, Level.BERAT, Phase.FROM_DETERMINATION),
        ("D11", Track.DISCIPLINE, Level.BERAT, Phase.BEFORE_DETERMINATION),
        ("D12", Track.DISCIPLINE, Level.BERAT, Phase.ANY),
        ("D13", Track.DISCIPLINE, None, Phase.ANY),
    ],
)
def test_the_catalogue_says_what_the_decree_says(
    book: Book, code: str, track: Track, level: Level | None, phase: Phase
) -> None:
    entry = book.violation(code, on=TODAY)
    assert entry is not None
    assert (entry.track, entry.level, entry.phase) == (track, level, phase)


def test_the_law_of_the_day_of_the_act(book: Book) -> None:
    # Under PP 53/2010 partiality was sedang; PP 94/2021 made it berat.
    levels = [entry.level for entry in book.violations if entry.id == "D4"]
    assert levels == [Level.SEDANG, Level.BERAT, Level.BERAT]


def test_what_nobody_knows_is_none(book: Book) -> None:
    assert book.violation("D14", on=TODAY) is None
    assert book.violation("D1", on=date(2004, 1, 1)) is None
    assert book.sanction("denda", on=TODAY) is None
    assert book.ground("pp94-5-n-8", on=TODAY) is None
    assert book.deadline("coffee", on=TODAY) is None
    assert book.election("pilkada-2031") is None


@pytest.mark.parametrize(
    ("number", "level", "article"),
    [
        (1, None, None),
        (2, Level.SEDANG, "PP 94/2021 Pasal 13 huruf g"),
        (3, Level.BERAT, "PP 94/2021 Pasal 14 huruf i angka 1"),
        (7, Level.BERAT, "PP 94/2021 Pasal 14 huruf i angka 5"),
    ],
)
def test_the_numbers_of_pasal_5_huruf_n(book: Book, number: int, level: Level | None, article: str | None) -> None:
    ground = book.ground(f"pp94-5-n-{number}", on=TODAY)
    assert ground is not None
    assert ground.level is level
    assert (ground.articles.get(level) if level else None) == article


def test_a_general_duty_has_its_level_by_impact(book: Book) -> None:
    ground = book.ground("pp94-3-d", on=TODAY)
    assert ground is not None
    assert ground.level is None
    assert set(ground.articles) == {Level.RINGAN, Level.SEDANG, Level.BERAT}


def test_sanctions_are_ordered_by_severity(book: Book) -> None:
    todays = [entry.id for entry in book.sanctions_on(TODAY, employment=Employment.PNS) if not entry.condition]
    assert todays == [
        "pernyataan-tertutup", "pernyataan-terbuka", "teguran-lisan", "teguran-tertulis", "pernyataan-tidak-puas",
        "penundaan-kgb", "penundaan-kp", "penurunan-pangkat-1-tahun", "turun-jabatan", "bebas-jabatan", "pdhtaps",
        "ptdh",
    ]  # fmt: skip


def test_sedang_is_in_transition(book: Book) -> None:
    sedang = book.sanctions_on(TODAY, employment=Employment.PNS, level=Level.SEDANG)
    assert {bool(entry.condition) for entry in sedang} == {True, False}
    assert {entry.siasn for entry in sedang} == {"4", "7", "8", "23", "24", "25"}


def test_pp_53_had_other_heavy_sanctions(book: Book) -> None:
    old = {entry.id for entry in book.sanctions_on(date(2021, 8, 30), level=Level.BERAT, employment=Employment.PNS)}
    new = {entry.id for entry in book.sanctions_on(date(2021, 8, 31), level=Level.BERAT, employment=Employment.PNS)}
    assert old - new == {"penurunan-pangkat-3-tahun", "pemindahan-turun-jabatan", "pembebasan-dari-jabatan"}
    assert new - old == {"turun-jabatan", "bebas-jabatan"}


def test_sanctions_set_for_pppk_by_pattern_are_flagged(book: Book) -> None:
    own = [entry for entry in book.sanctions_on(TODAY, employment=Employment.PPPK) if entry.level is Level.SEDANG]
    assert [entry.months for entry in own] == [12, 24, 36]
    assert not any(entry.verified for entry in own)


def test_a_dismissal_is_attacked_by_appeal(book: Book) -> None:
    sanction = book.sanction("pdhtaps", on=TODAY)
    assert sanction is not None
    assert (sanction.remedy, sanction.permanent, sanction.siasn) == (Remedy.BANDING, True, "10")


def sanction(book: Book, sanction_id: str) -> Sanction:
    found = book.sanction(sanction_id, on=TODAY)
    assert found is not None
    return found


def test_only_dismissals_are_attacked_by_appeal(book: Book) -> None:
    dismissals = {entry.id for entry in book.sanctions_on(TODAY) if entry.dismisses}
    assert dismissals == {"pdhtaps", "ptdh", "pppk-phk-hormat", "pppk-phk-tidak-hormat"}
    assert all(sanction(book, entry_id).vacates_post for entry_id in dismissals)


def test_what_takes_the_post_away(book: Book) -> None:
    lost = {entry.id for entry in book.sanctions if entry.vacates_post and not entry.dismisses}
    assert lost == {"turun-jabatan", "bebas-jabatan", "pemindahan-turun-jabatan", "pembebasan-dari-jabatan"}


@pytest.mark.parametrize(
    ("sanction_id", "decide_by", "in_force_by", "takes_effect"),
    [
        ("teguran-tertulis", "", "", "at once, and is over on the same day"),
        ("penundaan-kp", "", "in-force", ""),
        ("potongan-tukin-9-bulan", "", "in-force", ""),
        ("turun-jabatan", "", "in-force", ""),
        ("pdhtaps", "", "in-force", ""),
        ("ptdh", "party-dismissal", "", "the end of the month of joining the party"),
        ("pppk-phk-hormat", "pppk-termination", "", "the date the PPPK discipline team finds the examinee guilty"),
        ("pppk-phk-tidak-hormat", "pppk-party-termination", "", "the date the membership is proven"),
    ],
)
def test_when_a_sanction_is_decided_and_takes_effect(
    book: Book, sanction_id: str, decide_by: str, in_force_by: str, takes_effect: str
) -> None:
    entry = sanction(book, sanction_id)
    assert (entry.decide_by, entry.in_force_by, entry.takes_effect_en) == (decide_by, in_force_by, takes_effect)
    assert bool(entry.takes_effect) == bool(takes_effect)


@pytest.mark.parametrize(
    ("sanction_id", "level", "code"),
    [
        ("pernyataan-tertutup", "R", "22"),
        ("pernyataan-terbuka", "R", "21"),
        ("teguran-lisan", "R", "1"),
        ("teguran-tertulis", "R", "2"),
        ("pernyataan-tidak-puas", "R", "3"),
        ("penundaan-kgb", "S", "4"),
        ("penundaan-kp", "S", "7"),
        ("penurunan-pangkat-1-tahun", "S", "8"),
        ("potongan-tukin-6-bulan", "S", "23"),
        ("potongan-tukin-9-bulan", "S", "24"),
        ("potongan-tukin-12-bulan", "S", "25"),
        ("turun-jabatan", "B", "27"),
        ("bebas-jabatan", "B", "28"),
        ("pdhtaps", "B", "10"),
        ("ptdh", "B", "11"),
        ("pembebasan-dari-jabatan", "B", "9"),
        ("pemindahan-turun-jabatan", "B", "13"),
        ("penurunan-pangkat-3-tahun", "B", "14"),
    ],
)
def test_the_codes_of_siasn(book: Book, sanction_id: str, level: str, code: str) -> None:
    codes = {(one.siasn_level, one.siasn) for one in book.sanctions if one.id == sanction_id}
    assert codes == {(level, code)}


def test_a_dismissal_of_a_party_member_has_its_kind_in_siasn(book: Book) -> None:
    assert {entry.id: entry.siasn_dismissal for entry in book.sanctions if entry.siasn_dismissal} == {"ptdh": "8"}


def test_pppk_and_pns_share_no_sanction(book: Book) -> None:
    for entry in book.sanctions:
        assert (Employment.PPPK in entry.employment) == entry.id.startswith("pppk-"), entry.id


def test_the_articles_of_the_regulation_on_management_begin_with_it(book: Book) -> None:
    bases = {entry.since: entry.basis for entry in book.sanctions if entry.id == "ptdh"}
    assert [since for since, basis in bases.items() if "PP 11/2017" in basis] == [date(2017, 4, 7), date(2023, 10, 31)]
    assert bases.keys() == {date(2014, 1, 15), date(2017, 4, 7), date(2023, 10, 31)}


@pytest.mark.parametrize("clock", CLOCKS)
def test_every_clock_has_a_rule_today(book: Book, clock: str) -> None:
    assert book.deadline(clock, on=TODAY) is not None


@pytest.mark.parametrize(
    ("clock", "days", "unit"),
    [
        ("bawaslu-study", 3, DayUnit.WORKING),
        ("ppk-follow-up", 14, DayUnit.WORKING),
        ("summons-interval", 7, DayUnit.WORKING),
        ("second-summons", 7, DayUnit.WORKING),
        ("decision-delivery", 14, DayUnit.WORKING),
        ("decision-posting", 3, DayUnit.WORKING),
        ("in-force", 15, DayUnit.WORKING),
        ("objection-filing", 14, DayUnit.WORKING),
        ("objection-reply", 6, DayUnit.WORKING),
        ("objection-decision", 21, DayUnit.WORKING),
        ("appeal-filing", 14, DayUnit.WORKING),
        ("appeal-reply", 21, DayUnit.WORKING),
        ("appeal-decision", 65, DayUnit.WORKING),
        ("party-dismissal", 21, DayUnit.WORKING),
        ("pppk-termination", 14, DayUnit.WORKING),
        ("pppk-party-termination", 14, DayUnit.WORKING),
        ("satgas-verification", 7, DayUnit.CALENDAR),
    ],
)
def test_the_days_of_today(book: Book, clock: str, days: int, unit: DayUnit) -> None:
    rule = book.deadline(clock, on=TODAY)
    assert rule is not None
    assert (rule.days, rule.unit) == (days, unit)


def test_what_the_last_day_means(book: Book) -> None:
    bounds = {clock: rule.bound for clock in CLOCKS if (rule := book.deadline(clock, on=TODAY))}
    assert bounds.pop("in-force") is Bound.EXACT
    assert bounds.pop("summons-interval") is Bound.INTERVAL
    assert set(bounds.values()) == {Bound.LATEST}


@pytest.mark.parametrize(
    ("clock", "regime", "days", "unit"),
    [
        ("report-window", ElectionKind.PILKADA, 7, DayUnit.CALENDAR),
        ("report-window", ElectionKind.PEMILU, 7, DayUnit.WORKING),
        ("report-window", None, 7, DayUnit.CALENDAR),
        ("bawaslu-handling", ElectionKind.PILKADA, 5, DayUnit.CALENDAR),
        ("bawaslu-handling", ElectionKind.PEMILU, 14, DayUnit.WORKING),
        ("in-force", ElectionKind.PEMILU, 15, DayUnit.WORKING),
    ],
)
def test_two_laws_of_elections(book: Book, clock: str, regime: ElectionKind | None, days: int, unit: DayUnit) -> None:
    rule = book.deadline(clock, on=TODAY, regime=regime)
    assert rule is not None
    assert (rule.days, rule.unit) == (days, unit)


@pytest.mark.parametrize(("regime", "verified"), [(ElectionKind.PILKADA, True), (ElectionKind.PEMILU, False)])
@pytest.mark.parametrize("clock", ["report-window", "bawaslu-handling"])
def test_the_law_of_the_pemilu_was_not_read(book: Book, clock: str, regime: ElectionKind, verified: bool) -> None:
    rule = book.deadline(clock, on=TODAY, regime=regime)
    assert rule is not None
    assert rule.verified is verified


def against(book: Book, clock: str, official: Official | None, on: date = TODAY) -> Deadline | None:
    return book.deadline(clock, on=on, official=official)


@pytest.mark.parametrize(
    ("official", "basis", "verified"),
    [
        (None, "PP 79/2021 Pasal 4-6", True),
        (Official.PPK, "PP 79/2021 Pasal 4-6", True),
        (Official.JPT_PRATAMA, "PP 79/2021 Pasal 7-9", False),
        (Official.ADMINISTRATOR, "PP 79/2021 Pasal 7-9", False),
        (Official.PENGAWAS, "PP 79/2021 Pasal 7-9", False),
    ],
)
def test_an_objection_differs_by_who_decided(book: Book, official: Official | None, basis: str, verified: bool) -> None:
    rule = against(book, "objection-filing", official)
    assert rule is not None
    assert (rule.days, rule.unit, rule.basis, rule.verified) == (14, DayUnit.WORKING, basis, verified)


def test_nobody_replies_to_an_objection_against_the_ppk(book: Book) -> None:
    assert against(book, "objection-reply", Official.PPK) is None
    assert against(book, "objection-filing", Official.PRESIDEN) is None
    replies = {against(book, "objection-reply", official) for official in (Official.PENGAWAS, None)}
    assert [reply.days for reply in replies if reply] == [6]


@pytest.mark.parametrize("official", [None, *Official])
def test_a_rule_for_every_decision_serves_each_of_them(book: Book, official: Official | None) -> None:
    general = against(book, "objection-decision", official)
    assert general is not None
    assert (general.days, general.officials) == (21, ())
    old = against(book, "objection-filing", official, on=date(2020, 1, 1))
    assert old is not None
    assert old.basis == "PP 53/2010 Pasal 35"


PNS = Employment.PNS


@pytest.mark.parametrize(
    ("examinee", "level", "official"),
    [
        (PositionClass.JPT_PRATAMA, Level.RINGAN, Official.PPK),
        (PositionClass.ADMINISTRATOR, Level.RINGAN, Official.JPT_PRATAMA),
        (PositionClass.ADMINISTRATOR, Level.SEDANG, Official.PPK),
        (PositionClass.PENGAWAS, Level.RINGAN, Official.ADMINISTRATOR),
        (PositionClass.PENGAWAS, Level.SEDANG, Official.JPT_PRATAMA),
        (PositionClass.PELAKSANA, Level.RINGAN, Official.PENGAWAS),
        (PositionClass.PELAKSANA, Level.SEDANG, Official.ADMINISTRATOR),
        (PositionClass.FUNGSIONAL, Level.RINGAN, Official.PENGAWAS),
        (PositionClass.KEPALA_WILAYAH, Level.RINGAN, Official.JPT_PRATAMA),
    ],
)
def test_who_may_impose_in_a_city(book: Book, examinee: PositionClass, level: Level, official: Official) -> None:
    for employment in (PNS, Employment.CPNS):
        entry = book.authority(Examinee(examinee, employment), level, on=TODAY)
        assert entry is not None
        assert entry.officials[0] is official


@pytest.mark.parametrize("examinee", PositionClass)
@pytest.mark.parametrize("level", Level)
def test_somebody_may_impose_every_level_on_every_class(book: Book, examinee: PositionClass, level: Level) -> None:
    assert book.authority(Examinee(examinee, PNS), level, on=TODAY) is not None


@pytest.mark.parametrize("position", [PositionClass.PELAKSANA, PositionClass.FUNGSIONAL])
@pytest.mark.parametrize("level", Level)
def test_the_table_of_pns_is_not_that_of_pppk(book: Book, position: PositionClass, level: Level) -> None:
    entry = book.authority(Examinee(position, Employment.PPPK), level, on=TODAY)
    assert entry is not None
    assert entry.officials == (Official.PPK,)
    assert "PP 94/2021" not in entry.basis
    assert book.authority(Examinee(PositionClass.PENGAWAS, Employment.PPPK), level, on=TODAY) is None


def test_a_moral_sanction_may_be_delegated(book: Book) -> None:
    entry = book.authority(Examinee(PositionClass.PENGAWAS, PNS), Level.MORAL, on=TODAY)
    assert entry is not None
    assert entry.officials == (Official.PPK,)
    assert entry.delegates == (Official.JPT_PRATAMA, Official.ADMINISTRATOR, Official.PENGAWAS)


@pytest.mark.parametrize(("sanction", "official"), [("turun-jabatan", Official.PPK), ("pdhtaps", Official.PRESIDEN)])
def test_an_ahli_utama_is_dismissed_by_the_president(book: Book, sanction: str, official: Official) -> None:
    examinee = Examinee(PositionClass.FUNGSIONAL, PNS, "ahli-utama")
    entry = book.authority(examinee, Level.BERAT, on=TODAY, sanction=sanction)
    assert entry is not None
    assert entry.officials == (official,)


def test_nobody_could_impose_under_pp_94_before_it(book: Book) -> None:
    assert book.authority(Examinee(PositionClass.PENGAWAS, PNS), Level.BERAT, on=date(2021, 8, 30)) is None


@pytest.mark.parametrize(
    ("election", "determined", "voted"),
    [
        ("pilkada-2018", date(2018, 2, 12), date(2018, 6, 27)),
        ("pemilu-2019", date(2018, 9, 20), date(2019, 4, 17)),
        ("pilkada-2020", date(2020, 9, 23), date(2020, 12, 9)),
        ("pemilu-2024", date(2023, 11, 3), date(2024, 2, 14)),
        ("pilkada-2024", date(2024, 9, 22), date(2024, 11, 27)),
    ],
)
def test_the_days_of_the_elections(book: Book, election: str, determined: date, voted: date) -> None:
    entry = book.election(election)
    assert entry is not None
    assert (entry.determination_on, entry.voting_on) == (determined, voted)
    assert entry.kind == election.split("-", maxsplit=1)[0]


def election(book: Book, election_id: str) -> Election:
    found = book.election(election_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "protected"),
    [
        (date(2024, 3, 21), False),
        (date(2024, 3, 22), True),
        (date(2024, 9, 22), True),
        (date(2025, 2, 20), True),
        (date(2025, 2, 21), False),
    ],
)
def test_officials_are_protected_from_six_months_before_the_determination(
    book: Book, day: date, protected: bool
) -> None:
    assert election(book, "pilkada-2024").protects(day) is protected
    assert election(book, "pemilu-2024").protects(day) is False


def test_every_pilkada_has_its_protected_window(book: Book) -> None:
    firsts = {one.id: one.protected_from for one in book.elections if one.protected_basis}
    assert firsts == {
        "pilkada-2018": date(2017, 8, 12),
        "pilkada-2020": date(2020, 3, 23),
        "pilkada-2024": date(2024, 3, 22),
    }
    assert {election(book, one).protected_basis for one in firsts} == {"UU 10/2016 Pasal 71 ayat (2)"}


def test_elections_stand_in_the_order_of_their_voting(book: Book) -> None:
    assert [entry.id for entry in book.elections] == [
        "pilkada-2018", "pemilu-2019", "pilkada-2020", "pemilu-2024", "pilkada-2024",
    ]  # fmt: skip


def test_every_day_of_an_election_falls_in_one_stage(book: Book) -> None:
    for election in book.elections:
        for n in range((election.inauguration - election.opens_on).days + 1):
            day = election.opens_on + timedelta(days=n)
            assert sum(stage.in_force(day) for stage in election.stages) == 1, (election.id, day)


def test_an_entry_holds_on_both_its_ends() -> None:
    entry = Dated(id="x", basis="b", verified=True, since=date(2024, 1, 2), until=date(2024, 1, 3))
    days = [date(2024, 1, n) for n in range(1, 5)]
    assert [entry.in_force(day) for day in days] == [False, True, True, False]


def test_the_version_of_a_calendar_is_its_decree_and_every_change_of_it(book: Book) -> None:
    assert [decree.id for decree in book.decrees_about({2020})] == [
        "skb-2020", "skb-2020-1", "skb-2020-2", "skb-2020-3", "keppres-22-2020", "skb-2020-4",
    ]  # fmt: skip
    assert [decree.id for decree in book.decrees_about({2025, 2026})] == ["skb-2025", "skb-2025-1", "skb-2026"]
    assert book.decrees_about(()) == ()
