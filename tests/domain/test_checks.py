"""The lawfulness check: what each rule finds, and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState, Event, replay
from asn_neutral.domain.checks import Finding, findings
from asn_neutral.domain.dossier import Ties
from asn_neutral.domain.history import History
from asn_neutral.domain.measure import Measure
from asn_neutral.errors import BarredError
from asn_neutral.law.entries import Calendar
from asn_neutral.law.lawfulness import Severity
from asn_neutral.law.terms import Status, Step
from tests.domain.dossiers import SK, codes, decided, measure, past
from tests.domain.lives import Life, book, opened, setting

GOOD = {"decree_number": "1", "chair": "A", "members": "B; C; D"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def found(state: CaseState, code: str, history: History = (), today: date = date(2025, 2, 4)) -> Finding:
    return next(one for one in findings(state, history, measure(today)) if one.code == code)


def test_nothing_is_found_in_a_lawful_case() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="TT-1")
    life.take(Step.TAKE_EFFECT, "2025-02-26")
    assert codes(life.state) == set()
    assert codes(opened()) == set()


def test_a_finding_says_what_it_means_on_what_article_and_about_which_day() -> None:
    finding = found(decided(violation_named="netralitas").state, "violation-unnamed")
    assert finding == Finding(
        "violation-unnamed",
        Severity.ERROR,
        date(2025, 2, 3),
        "Decision SK-1 does not name the violation with its article (on record: netralitas).",
        "PP 94/2021 Pasal 33 ayat (2) dan 37 ayat (1); PP 42/2004 Pasal 15 ayat (4)",
        verified=True,
    )
    locale.use("id")
    assert found(decided(violation_named="netralitas").state, "violation-unnamed").message.startswith("SK SK-1 tidak")


def test_the_gravest_come_first() -> None:
    life = decided(violation_named="x", consent_number="M-1")
    found_all = findings(life.state, (), measure())
    assert [one.severity for one in found_all] == ["error", "warning"]


def test_a_rule_that_was_not_in_force_finds_nothing() -> None:
    act = {"happened_on": "2020-10-10", "opened_on": "2020-10-12", "violations": ["D6"], "election": None}
    life = Life(opened(**act)).take(Step.REVIEW, "2020-10-13")
    life.take(Step.FORM_TEAM, "2020-10-14", decree_number="1", chair="A", members="B")
    life.take(Step.SUMMON, "2020-10-15", letter_number="1", examine_on="2020-10-16")
    assert codes(life.state) == {"deadline-overdue"}  # a team of two and a short summons, before PP 94/2021


# The way to the decision


def test_a_team_has_its_elements_and_nobody_counts_twice() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    small = life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B;  a ;").state
    assert found(small, "team-small").message.startswith("The examination team has only 2 persons")
    assert "(3 at least)" in found(small, "team-small").message
    enough = Life().take(Step.REVIEW, "2025-01-07")
    enough.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B; C")
    assert codes(enough.state) == set()


def test_a_heavy_case_is_examined_by_a_team() -> None:
    doubtful = opened(violations=["D13"], level=None)
    life = Life(doubtful).take(Step.REVIEW, "2025-01-07").take(Step.ASSIGN_SUPERIOR, "2025-01-08", examiner="A")
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    assert "team-missing" not in codes(life.state)
    life.take(Step.EXAMINE, "2025-01-21", examiner="A").take(Step.REPORT_FINDINGS, "2025-01-22", finding="terbukti")
    assert "team-missing" not in codes(life.state)  # nothing says yet that it is heavy
    heavy = life.take(Step.DECIDE, "2025-02-03", sanction="turun-jabatan", **SK)
    assert found(heavy.state, "team-missing").on == date(2025, 1, 21)


def test_a_team_formed_after_the_examination_comes_too_late() -> None:
    life = Life(opened(violations=["D13"], level=None)).take(Step.REVIEW, "2025-01-07")
    life.take(Step.ASSIGN_SUPERIOR, "2025-01-08", examiner="A")
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="A")
    state = replace(life.take(Step.FORM_TEAM, "2025-01-22", **GOOD).state, level="berat")
    assert "team-missing" in codes(state)


def test_what_runs_beside_and_waiting_move_no_examination() -> None:
    life = Life(opened(violations=["D13"], level=None)).take(Step.REVIEW, "2025-01-07")
    life.take(Step.ASSIGN_SUPERIOR, "2025-01-08", examiner="A")
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="A")
    life.take(Step.WAIT_FOR_AGENCY, "2025-01-22", agency="BKN", letter_number="1").take(Step.RESUME, "2025-01-23")
    state = replace(life.take(Step.REFER_CRIMINAL, "2025-01-24").state, level="berat")
    assert found(state, "team-missing").on == date(2025, 1, 21)


def test_whoever_stays_away_twice_is_heard_by_his_absence() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="1", examine_on="2025-01-21")
    life.take(Step.SUMMON_AGAIN, "2025-01-22", letter_number="2", examine_on="2025-02-06")
    life.take(Step.RECORD_ABSENCE, "2025-02-06")
    assert codes(life.state, today=date(2025, 2, 6)) == set()


@pytest.mark.parametrize(
    ("members", "expected"),
    [("B; C", {"council-small"}), ("B; C; D; E", set()), ("B; C; D; E; F", {"council-even"}), ("B;C;D;E;F;G", set())],
)
def test_an_ethics_council_has_five_or_an_odd_number(members: str, expected: set[str]) -> None:
    life = Life(opened(track="kode-etik", level="moral", violations=["E4"], happened_on="2024-08-01"))
    life.take(Step.REVIEW, "2025-01-07")
    life.take(Step.CONVENE_COUNCIL, "2025-01-08", decree_number="1", chair="A", members=members)
    assert codes(life.state) == expected
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-10")
    assert codes(life.state) == expected  # seven days are for discipline


def test_an_involved_superior_is_replaced() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", superior_involved="ya", **GOOD)
    assert codes(life.state) == {"superior-involved"}
    sedang = Life(opened(level="sedang", violations=["D3"], happened_on="2024-08-01")).take(Step.REVIEW, "2025-01-07")
    sedang.take(Step.ASSIGN_SUPERIOR, "2025-01-08", examiner="A", superior_involved="yes")
    assert codes(sedang.state) == {"superior-involved"}


def test_seven_full_working_days_lie_before_the_examination() -> None:
    """The official example: letter 5 October 2022, examination 17 October; the letter of 17 October for the 27th."""
    act = {"happened_on": "2022-09-25", "opened_on": "2022-10-03", "election": None}
    for examine_on, expected in (("2022-10-14", {"interval-short"}), ("2022-10-17", set())):
        life = Life(opened(**act)).take(Step.REVIEW, "2022-10-03").take(Step.FORM_TEAM, "2022-10-04", **GOOD)
        life.take(Step.SUMMON, "2022-10-05", letter_number="1", examine_on=examine_on)
        assert codes(life.state, today=date(2022, 10, 6)) == expected
    life.take(Step.SUMMON_AGAIN, "2022-10-17", letter_number="2", examine_on="2022-10-26")
    message = found(life.state, "interval-short").message
    assert message == (
        "Between the summons of 2022-10-17 and the examination on 2022-10-26 there are no 7 full working days; "
        "it may come after 2022-10-26."
    )


def test_without_a_calendar_or_a_rule_no_interval_is_held_against_the_case() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="1", examine_on="2025-01-10")
    bare = Measure(date(2025, 2, 4), book(), Calendar({}, frozenset()))
    assert "interval-short" not in {one.code for one in findings(life.state, (), bare)}
    early = Life(opened(happened_on="2009-01-05", opened_on="2009-01-06", election=None))
    early.take(Step.REVIEW, "2009-01-06").take(Step.FORM_TEAM, "2009-01-06", **GOOD)
    early.take(Step.SUMMON, "2009-01-07", letter_number="1", examine_on="2009-01-07")
    assert codes(early.state) == set()


def test_an_examination_on_another_day_than_summoned_for_is_noted() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-22", examiner="A")
    assert found(life.state, "examined-off-day").message == "Examined on 2025-01-22, summoned for 2025-01-21."


def test_ethics_minutes_taken_over_need_no_summons() -> None:
    life = Life(opened(track="kode-etik", level="moral", violations=["E4"], happened_on="2024-08-01"))
    life.take(Step.REVIEW, "2025-01-07")
    life.take(Step.CONVENE_COUNCIL, "2025-01-08", decree_number="1", chair="A", members="B; C; D; E")
    life.take(Step.EXAMINE, "2025-01-09", examiner="KASN", reason="BAP KASN")
    assert codes(life.state) == set()


@pytest.mark.parametrize(
    ("form", "act", "expected"),
    [
        ("D4", "2024-09-21", {"stage-form"}), ("D4", "2024-09-22", set()), ("E4", "2024-09-21", set()),
        ("E4", "2024-09-22", {"stage-form"}), ("D12", "2024-09-21", set()), ("X1", "2024-09-21", set()),
    ],
)  # fmt: skip
def test_most_forms_belong_to_a_side_of_the_determination(form: str, act: str, expected: set[str]) -> None:
    assert codes(opened(violations=[form], happened_on=act)) == expected
    assert codes(opened(violations=[form], happened_on=act, election=None)) == set()


def test_a_respondent_of_another_agency_is_referred() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07", jurisdiction="instansi-lain")
    assert codes(life.state) == {"other-agency"}
    assert codes(life.take(Step.REFER, "2025-01-08", agency="x", letter_number="1").state) == set()


def test_a_ground_without_a_level_is_told_until_the_decision() -> None:
    state = opened(violations=["D13"], level=None)
    assert found(state, "level-unstated").message.startswith("The ground of the case states no level (D13)")
    assert codes(opened(level=None)) == set()  # its form states one
    life = Life(state).take(Step.DISMISS, "2025-01-07", reason="x").take(Step.CLOSE, "2025-01-08")
    assert codes(life.state) == set()


# The decision


def test_pppk_duties_stand_in_a_contract() -> None:
    for named, expected in (("kontrak angka 4", False), ("-", True)):
        life = Life(opened(employment="PPPK", position_class=None)).to_findings()
        life.take(Step.PROPOSE_TERMINATION, "2025-01-23", letter_number="1")
        life.take(Step.DECIDE, "2025-02-03", sanction="pppk-phk-hormat", sk_number="1", official="ppk",
                  violation_named=named)  # fmt: skip
        assert ("violation-unnamed" in codes(life.state)) is expected
        assert "official-unknown" not in codes(life.state)  # of every class it is the PPK
        assert "wording-missing" not in codes(life.state)  # the two laws differ about PNS


def test_without_a_class_of_post_nobody_can_tell_who_imposes_a_heavy_sanction_of_pns() -> None:
    assert "official-unknown" in codes(decided("turun-jabatan", Life(opened(position_class=None))).state)


@pytest.mark.parametrize(
    ("employment", "position_class", "missing"),
    [("PPPK", None, False), ("PPPK", "pelaksana", False), ("PPPK", "fungsional", True), ("PNS", None, True)],
)
def test_a_contract_without_a_class_of_post_is_no_post_of_an_official(
    employment: str, position_class: str | None, missing: bool
) -> None:
    life = Life(opened(employment=employment, position_class=position_class)).to_findings()
    sanction = "pppk-phk-hormat" if employment == "PPPK" else "pdhtaps"
    life.take(Step.DECIDE, "2025-02-03", sanction=sanction, reason="x", **SK)
    assert ("consent-missing" in codes(life.state)) == missing


def test_a_contract_ends_on_a_proposal() -> None:
    life = Life(opened(employment="PPPK")).to_findings()
    life.take(Step.DECIDE, "2025-02-03", sanction="pppk-phk-hormat", reason="x", **SK)
    assert "proposal-missing" in codes(life.state)


@pytest.mark.parametrize(
    ("official", "vacant", "expected"),
    [
        ("administrator", "no", set()), ("ppk", "no", {"official-disputed"}), ("jpt-pratama", "no", {"official-wrong"}),
        ("jpt-pratama", "yes", set()), ("administrator", "yes", {"official-wrong"}),
    ],
)  # fmt: skip
def test_each_level_has_its_official(official: str, vacant: str, expected: set[str]) -> None:
    state = opened(violations=["D3"], level="sedang", happened_on="2024-08-01")
    named = {"official": official, "vacant": vacant, "violation_named": "Pasal 10 ayat (1) huruf b"}
    assert codes(decided("penundaan-kgb", Life(state), **named).state) == expected


def test_the_finding_on_an_official_names_who_is_competent() -> None:
    life = decided(official="jpt-pratama", consent_number="M-1")
    message = found(life.state, "official-wrong").message
    assert message == (
        "demotion to a post one level lower for 12 months was imposed by JPT Pratama; competent is PPK (the mayor) "
        "(PP 94/2021 Pasal 18 ayat (3) huruf c)."
    )
    nobody = replay([_without(event, "official") for event in life.state.events])
    assert "imposed by nobody on record" in found(nobody, "official-wrong").message


def _without(event: Event, key: str) -> Event:
    details = {name: value for name, value in event.details.items() if name != key}
    return Event(event.step, event.happened_on, event.status, details)


def test_a_moral_sanction_may_be_stated_by_a_delegate() -> None:
    life = Life(opened(track="kode-etik", level="moral", violations=["E4"], happened_on="2024-08-01"))
    life.take(Step.REVIEW, "2025-01-07")
    life.take(Step.CONVENE_COUNCIL, "2025-01-08", decree_number="1", chair="A", members="B; C; D; E")
    life.take(Step.EXAMINE, "2025-01-09", examiner="KASN", reason="BAP KASN")
    life.take(Step.REPORT_FINDINGS, "2025-01-10", finding="terbukti")
    life.take(Step.DECIDE, "2025-01-13", sanction="pernyataan-terbuka", sk_number="1", official="pengawas",
              violation_named="Pasal 11 huruf c PP 42/2004")  # fmt: skip
    assert codes(life.state) == set()


def test_a_repeat_is_heavier() -> None:
    state = decided(consent_number="M-1").state
    assert found(state, "repeat-not-heavier", (past("turun-jabatan"),)).message == (
        "For a violation of the same nature demotion to a post one level lower for 12 months is not heavier than the "
        "last one: turun-jabatan (case 2023/0001, 2023-03-01)."
    )
    assert codes(state, (past("penundaan-kgb"),)) == set()


def test_the_history_of_the_case_itself_is_no_history() -> None:
    state = decided(consent_number="M-1").state
    assert (
        codes(state, (past("pdhtaps", case=state.number, happened_on=date(2024, 10, 20), violations=("D4",)),)) == set()
    )


def test_one_act_is_sanctioned_once() -> None:
    other = past(happened_on=date(2024, 10, 20), violations=("D4",), decided_on=date(2025, 1, 15))
    assert codes(decided(consent_number="M-1").state, (other,)) == {"twice-for-one-act"}


def test_a_sanction_of_a_later_law_than_the_act() -> None:
    act = {"happened_on": "2020-10-10", "opened_on": "2025-01-06", "violations": ["D12"]}
    life = decided(
        "turun-jabatan",
        Life(opened(**act)),
        violation_named="Pasal 4 angka 15 huruf c PP 53/2010",
        consent_number="M-1",
    )
    assert codes(life.state) == {"law-of-the-act"}


def test_a_recommendation_is_no_sanction() -> None:
    recommended = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R 45 / BKN", recommended_by="bkn",
        recommended_level="berat", respond_by="2025-03-03",
    )  # fmt: skip
    life = decided("turun-jabatan", recommended, sk_number="r45/bkn", consent_number="M-1")
    assert codes(life.state) == {"recommendation-as-sanction"}


def test_the_number_of_the_findings_is_no_number_of_a_decision() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="A")
    life.take(Step.REPORT_FINDINGS, "2025-01-22", finding="terbukti", report_number="SK-1")
    life.take(Step.DECIDE, "2025-02-03", sanction="turun-jabatan", consent_number="M-1", **SK)
    assert codes(life.state) == {"recommendation-as-sanction"}


@pytest.mark.parametrize(
    ("told", "given", "expected"),
    [
        ({"recommended_sanction": "bebas-jabatan"}, {}, True),
        ({"recommended_sanction": "bebas-jabatan"}, {"reason": "meringankan"}, False),
        ({"recommended_sanction": "turun-jabatan"}, {}, False),
        ({"recommended_sanction": "penundaan-kgb"}, {}, False),
        ({"recommended_level": "ptdh"}, {}, True),
        ({"recommended_level": "berat"}, {}, False),
        ({}, {}, False),
    ],
)
def test_lighter_than_recommended_needs_a_reason(
    told: dict[str, str], given: dict[str, str], *, expected: bool
) -> None:
    life = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn",
        respond_by="2025-03-03", **told,
    )  # fmt: skip
    assert ("lighter-than-recommended" in codes(decided("turun-jabatan", life, **given).state)) is expected


def test_a_recommended_sanction_of_the_day_of_the_letter_counts_where_the_act_is_older() -> None:
    state = opened(happened_on="2020-10-10", opened_on="2025-01-06", violations=["D12"])
    life = Life(state).take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn",
        respond_by="2025-03-03", recommended_sanction="bebas-jabatan",
    )  # fmt: skip
    assert "lighter-than-recommended" in codes(decided("penurunan-pangkat-3-tahun", life).state)


def test_a_post_vacated_in_the_window_needs_the_minister() -> None:
    facts = {"position_class": "pengawas"}
    official = decided("turun-jabatan", Life(opened(**facts)))
    assert "consent-missing" in codes(official.state)
    consented = decided("turun-jabatan", Life(opened(**facts)), consent_number="M-1")
    assert "consent-missing" not in codes(consented.state)
    assert "consent-missing" not in codes(decided().state)  # a pelaksana is no official
    message = found(official.state, "consent-missing").message
    assert "2024-03-22 to 2025-02-20" in message


def test_the_printed_wording_of_a_dismissal_counts() -> None:
    assert "wording-missing" in codes(decided("pdhtaps").state)
    assert "wording-missing" not in codes(decided("pdhtaps", wording="dengan hormat").state)


def test_a_condition_and_an_unread_source_are_told() -> None:
    state = opened(violations=["D3"], level="sedang", happened_on="2024-08-01")
    named = {"official": "administrator", "violation_named": "Pasal 10 ayat (1) huruf c"}
    assert codes(decided("potongan-tukin-6-bulan", Life(state), **named).state) == {"condition-unmet"}
    local = opened(violations=["D3"], level="sedang", happened_on="2024-08-01", employment="PPPK")
    unread = decided("pppk-penundaan-kgb-1-tahun", Life(local), **named)
    assert "sanction-unverified" in codes(unread.state)
    assert not found(unread.state, "sanction-unverified").verified


def test_the_decision_follows_the_findings() -> None:
    overruled = Life().to_findings().take(Step.FIND_UNPROVEN, "2025-01-23", reason="x")
    assert found(overruled.state, "findings-overruled").message == (
        "The findings say proven, the decision says the opposite."
    )
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="A")
    life.take(Step.REPORT_FINDINGS, "2025-01-22", finding="tidak-terbukti")
    assert codes(life.state) == set()
    life.take(Step.DECIDE, "2025-02-03", sanction="turun-jabatan", reason="x", consent_number="M-1", **SK)
    assert codes(life.state) == {"findings-overruled"}


def test_a_dismissal_waits_for_the_criminal_court() -> None:
    life = Life(opened(track="keanggotaan-partai", level="ptdh", violations=["D5"]))
    life.take(Step.REFER_CRIMINAL, "2024-12-02").take(Step.REVIEW, "2025-01-07")
    life.take(Step.PROVE_MEMBERSHIP, "2025-01-20", evidence="KTA", joined_on="2024-10-20")
    life.take(Step.DECIDE, "2025-02-03", sanction="ptdh", sk_number="1", official="ppk", reason="x",
              violation_named="Pasal 52 ayat (3) huruf j UU 20/2023", consent_number="M-1")  # fmt: skip
    assert codes(life.state) == {"criminal-open"}


# The level and its grounds


@pytest.mark.parametrize(
    ("named", "reason", "expected"),
    [
        ("Pasal 14 huruf i angka 3", "", set()),
        ("Pasal 5 huruf n angka 5 jo. Pasal 14 huruf i angka 3", "", set()),
        ("Pasal 5 huruf n angka 1", "", {"level-uncovered"}),
        ("Pasal 5 huruf n angka 1", "alasan tertulis", set()),
        ("Pasal 5 huruf n angka 2", "", {"level-uncovered"}),
        ("Pasal 5 huruf n angka 2", "alasan tertulis", {"level-uncovered"}),
        ("Pasal 14 huruf i angka 7", "", {"article-unknown", "level-uncovered"}),
        ("Pasal 14 huruf i angka 7", "alasan tertulis", {"article-unknown"}),
        ("Ps. 14 huruf i angka 4", "", set()),
        ("netralitas", "", {"violation-unnamed"}),
        ("Pasal 13 huruf g", "", {"level-uncovered"}),
    ],
)
def test_the_articles_of_a_decision_carry_its_level(named: str, reason: str, expected: set[str]) -> None:
    given = {"violation_named": named, "consent_number": "M-1", **({"reason": reason} if reason else {})}
    assert codes(decided(**given).state) == expected


def test_what_does_not_carry_the_level_is_named() -> None:
    message = found(decided(violation_named="Pasal 5 huruf n angka 2").state, "level-uncovered").message
    assert message == ("A sanction of level berat is not covered by its ground (PP 94/2021 Pasal 5 huruf n angka 2).")
    by_article = found(decided(violation_named="Pasal 13 huruf g").state, "level-uncovered").message
    assert by_article == "A sanction of level berat is not covered by its ground (Pasal 13 huruf g)."


@pytest.mark.parametrize(
    ("forms", "sanction", "given", "expected"),
    [
        (["D13"], "turun-jabatan", {}, {"level-uncovered", "violation-unnamed"}),
        (["D13"], "turun-jabatan", {"reason": "dampak pada negara"}, {"violation-unnamed"}),
        (["D13", "D6"], "turun-jabatan", {}, {"violation-unnamed"}),
        (["D6"], "penundaan-kgb", {}, {"level-uncovered", "violation-unnamed"}),
        (["D6", "D3"], "penundaan-kgb", {}, {"not-the-heaviest", "violation-unnamed"}),
        (["D6"], "penundaan-kgb", {"violation_named": "Pasal 5 huruf n angka 2 dan 6"}, {"not-the-heaviest"}),
        (["D6"], "penundaan-kgb", {"violation_named": "Pasal 3 huruf d jo. Pasal 10 ayat (1)"}, set()),
    ],
)
def test_without_an_article_the_forms_of_the_case_carry_it(
    forms: list[str], sanction: str, given: dict[str, str], expected: set[str]
) -> None:
    state = opened(violations=forms, level=None, election=None)
    told = {"violation_named": "netralitas", "official": "ppk", "consent_number": "M-1", **given}
    assert codes(decided(sanction, Life(state), **told).state) - {"official-disputed"} == expected


def test_where_nothing_states_a_level_that_is_said() -> None:
    state = opened(violations=["D3"], level=None, happened_on="2020-10-10", election=None)
    life = decided("teguran-lisan", Life(state), violation_named="x")
    assert "(none stated)" in found(life.state, "level-uncovered").message


def test_a_level_is_higher_when_a_repeat_asks_for_it() -> None:
    state = opened(violations=["D3"], level="sedang", happened_on="2024-08-01")
    life = decided("turun-jabatan", Life(state), violation_named="Pasal 10 ayat (1) huruf b", consent_number="M-1")
    assert codes(life.state) == {"level-uncovered", "level-differs"}
    assert codes(life.state, (past("penurunan-pangkat-1-tahun"),)) == {"level-differs"}
    assert "level-uncovered" in codes(life.state, (past("turun-jabatan"),))


def test_another_level_than_that_of_the_case_is_told() -> None:
    life = decided("penundaan-kgb", violation_named="Pasal 3 huruf d jo. Pasal 10 ayat (1)", official="administrator")
    assert codes(life.state) == {"level-differs"}
    assert found(life.state, "level-differs").message.startswith("The case is of level berat, the sanction of level")


# Days


def test_days_stand_in_their_order() -> None:
    assert found(opened(happened_on="2025-01-07"), "dates-disordered").message == (
        "case registered (2025-01-06) comes before the act (2025-01-07)."
    )
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-09", **GOOD)
    swapped = replay([*life.state.events[:-1], replace(life.state.events[-1], happened_on="2025-01-06")])
    assert codes(swapped) == {"dates-disordered"}
    letter = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn",
        letter_date="2024-10-19", respond_by="2025-03-03",
    )  # fmt: skip
    assert found(letter.state, "dates-disordered").message == (
        "the recommendation (2024-10-19) comes before the act (2024-10-20)."
    )


def test_steps_beside_may_lie_before() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.REFER_CRIMINAL, "2024-10-21")
    assert codes(life.state) == set()


def test_only_effect_may_reach_back_before_the_decision() -> None:
    life = Life(opened(track="keanggotaan-partai", level="ptdh", violations=["D5"])).take(Step.REVIEW, "2025-01-07")
    life.take(Step.PROVE_MEMBERSHIP, "2025-01-20", evidence="KTA", joined_on="2024-10-20")
    life.take(Step.DECIDE, "2025-02-03", sanction="ptdh", sk_number="1", official="ppk", consent_number="M-1",
              violation_named="Pasal 52 ayat (3) huruf j UU 20/2023")  # fmt: skip
    life.take(Step.DELIVER, "2025-02-05", receipt="1").take(Step.TAKE_EFFECT, "2024-10-31")
    assert codes(life.state) == set()


def test_a_decision_is_sent_in_time() -> None:
    given = {"deliver_on": "2025-02-10", "consent_number": "M-1"}
    late = decided(**given)
    late.take(Step.CALL_TO_RECEIVE, "2025-02-05", letter_number="1", deliver_on="2025-02-10")
    late.take(Step.SEND, "2025-02-14", tracking_number="1").take(Step.DELIVER, "2025-03-03", receipt="1")
    assert codes(late.state) == {"posted-late"}  # sent on time for the delivery, whenever it arrives
    slow = decided(**given)
    slow.take(Step.CALL_TO_RECEIVE, "2025-02-05", letter_number="1", deliver_on="2025-02-10")
    slow.take(Step.SEND, "2025-02-24", tracking_number="1")
    assert codes(slow.state) == {"posted-late"}  # the delivery itself was planned in time
    behind = decided(deliver_on="2025-02-24", consent_number="M-1")
    behind.take(Step.CALL_TO_RECEIVE, "2025-02-05", letter_number="1", deliver_on="2025-02-24")
    assert codes(behind.take(Step.SEND, "2025-02-25", tracking_number="1").state) == {"delivered-late"}
    early = decided(deliver_on="2025-02-10", consent_number="M-1")
    early.take(Step.CALL_TO_RECEIVE, "2025-02-05", letter_number="1", deliver_on="2025-02-10")
    assert codes(early.take(Step.SEND, "2025-02-07", tracking_number="1").state) == {"posted-early"}
    on_time = decided(**given)
    on_time.take(Step.CALL_TO_RECEIVE, "2025-02-05", letter_number="1", deliver_on="2025-02-10")
    assert codes(on_time.take(Step.SEND, "2025-02-13", tracking_number="1").state) == set()
    planned = decided(consent_number="M-1").take(Step.SEND, "2025-02-13", tracking_number="1")
    assert codes(planned.state) == set()


def test_other_deadlines_that_passed_are_told_with_their_own_basis() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="1", examine_on="2025-01-21")
    overdue = found(life.state, "deadline-overdue", today=date(2025, 2, 5))
    assert overdue.message == "The deadline “Second summons” ended on 2025-02-04 and is not met."
    assert overdue.basis == "PP 94/2021 Pasal 26 ayat (3) dan penjelasannya"
    life.take(Step.SUMMON_AGAIN, "2025-02-05", letter_number="2", examine_on="2025-02-19")
    missed = found(life.state, "deadline-missed", today=date(2025, 2, 6))
    assert (missed.on, missed.basis) == (date(2025, 2, 5), "PP 94/2021 Pasal 26 ayat (3) dan penjelasannya")


def test_a_deadline_that_the_law_data_lost_is_told_all_the_same() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="1", examine_on="2025-01-21")
    renamed = replace(life.state, clocks=tuple(replace(one, starts_on=date(2009, 1, 5)) for one in life.state.clocks))
    assert found(renamed, "deadline-overdue", today=date(2025, 2, 5)).basis == "aturan batas waktu yang disebut"
    late = life.take(Step.SUMMON_AGAIN, "2025-02-05", letter_number="2", examine_on="2025-02-19").state
    old = tuple(replace(one, on="2009-01-05") if one.step is Step.SUMMON_AGAIN else one for one in late.records)
    assert found(replace(late, records=old), "deadline-missed").basis == "aturan batas waktu yang disebut"


def test_a_recommendation_without_follow_up_risks_the_data() -> None:
    for respond_by, verified, due in ((None, False, "2025-01-24"), ("2025-01-31", True, "2025-01-31")):
        told = {"respond_by": respond_by} if respond_by else {}
        life = Life().take(
            Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R-1", recommended_by="bkn", **told
        )
        finding = found(life.state, "recommendation-unanswered", today=date(2025, 2, 3))
        assert (finding.verified, due in finding.message) == (verified, True)
        last_day = date.fromisoformat(due)
        assert "recommendation-unanswered" not in codes(life.state, today=last_day)


def test_effect_on_another_day_than_by_law() -> None:
    life = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-27", reason="x")
    assert found(life.state, "effect-differs").message == (
        "Recorded as in force on 2025-02-27; by law it is 2025-02-26."
    )


# What follows


def test_delivery_needs_its_proof() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="-")
    assert found(life.state, "proof-missing").message == (
        "The case is at decision delivered without proof that the decision was delivered."
    )
    skipped = [*decided(consent_number="M-1").state.events]
    closed = Event(Step.CLOSE, "2025-02-28", Status.CLOSED, {})
    assert {"proof-missing", "outcome-unreported"} <= codes(replay([*skipped, closed]))


def test_the_outcome_goes_to_bkn() -> None:
    life = Life(opened(violations=["D13"], level=None, position_class="pengawas")).to_delivery("teguran-tertulis")
    life.take(Step.TAKE_EFFECT, "2025-02-05").take(Step.FINISH_SERVING, "2025-02-05")
    assert "outcome-unreported" in codes(life.state)
    life.take(Step.REPORT_TO_BKN, "2025-02-06").take(Step.CLOSE, "2025-02-07")
    assert "outcome-unreported" not in codes(life.state)
    dismissed = Life().take(Step.DISMISS, "2025-01-07", reason="x").take(Step.CLOSE, "2025-01-08")
    assert codes(dismissed.state) == set()


def test_a_block_is_lifted_when_somebody_asks() -> None:
    life = decided(consent_number="M-1").take(Step.BLOCK_DATA, "2025-02-03")
    assert codes(life.state) == {"still-blocked"}
    assert codes(Life().take(Step.BLOCK_DATA, "2025-01-07").state) == set()


def test_a_term_is_served_in_full_unless_a_heavier_sanction_ends_it() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
    life.take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FINISH_SERVING, "2025-06-02", reason="x")
    assert codes(life.state) == {"term-cut", "outcome-unreported"}
    dismissed = past("pdhtaps", decided_on=date(2025, 5, 5), in_force_on=date(2025, 6, 2))
    assert codes(life.state, (dismissed,)) == {"ended-by-heavier", "outcome-unreported"}


def test_a_term_cut_before_an_annulment_is_still_a_term_cut() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
    life.take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FINISH_SERVING, "2025-03-03", reason="x")
    life.take(Step.FILE_OBJECTION, "2025-03-04", reason="x")
    life.take(Step.DECIDE_OBJECTION, "2025-03-20", outcome="mencabut")
    assert codes(life.state, today=date(2025, 3, 20)) == {"term-cut", "remedy-late-heard"}


def test_a_lighter_sanction_waits_its_turn() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
    life.take(Step.TAKE_EFFECT, "2025-02-26")
    running = past("bebas-jabatan", decided_on=date(2024, 11, 4), in_force_on=date(2024, 12, 2))
    assert found(life.state, "lighter-before-its-turn", (running,)).message == (
        "In force on 2025-02-26, but the sanction of case 2023/0001 was still being served; it begins on 2025-12-02."
    )
    dismissed = past("pdhtaps", decided_on=date(2024, 11, 4), in_force_on=date(2024, 12, 2))
    assert "it begins on never" in found(life.state, "lighter-before-its-turn", (dismissed,)).message


def test_before_effect_nothing_waits() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
    running = past("bebas-jabatan", decided_on=date(2024, 11, 4), in_force_on=date(2024, 12, 2))
    assert codes(life.state, (running,)) == set()


@pytest.mark.parametrize(
    ("outcome", "sanction", "agrees"),
    [
        ("memperingan", "turun-jabatan", True), ("memperingan", "pdhtaps", False),
        ("memperingan", "bebas-jabatan", False), ("memperberat", "pdhtaps", True),
        ("memperberat", "bebas-jabatan", False), ("mengubah", "turun-jabatan", True),
        ("mengubah", "bebas-jabatan", False),
    ],
)  # fmt: skip
def test_the_outcome_of_a_remedy_fits_its_sanction(outcome: str, sanction: str, *, agrees: bool) -> None:
    life = decided("bebas-jabatan", consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
    life.take(Step.FILE_OBJECTION, "2025-02-20")
    life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome=outcome, sanction=sanction)
    assert ("outcome-contradicts" not in codes(life.state)) is agrees


def test_a_remedy_that_leaves_the_sanction_contradicts_nothing() -> None:
    life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
    life.take(Step.FILE_OBJECTION, "2025-02-20").take(Step.DECIDE_OBJECTION, "2025-03-10", outcome="memperkuat")
    assert codes(life.state) == set()


def test_a_late_remedy_is_declared_inadmissible() -> None:
    for outcome, expected in (("memperkuat", {"remedy-late-heard"}), ("tidak-dapat-diterima", set())):
        life = decided(consent_number="M-1").take(Step.DELIVER, "2025-02-05", receipt="1")
        life.take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FILE_OBJECTION, "2025-02-26")
        assert codes(life.state) == set()
        assert codes(life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome=outcome).state) == expected


def test_a_recommender_has_its_time() -> None:
    life = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="kasn",
        respond_by="2025-03-03",
    )  # fmt: skip
    assert codes(life.state) == {"recommender-out-of-time"}


def test_a_sanction_that_the_law_data_lost_is_left_alone() -> None:
    state = decided(consent_number="M-1").state
    lost = tuple(
        replace(one, facts={**one.facts, "sanction_rule": "turun-jabatan@2021-09-01"})
        if one.step is Step.DECIDE
        else one
        for one in state.records
    )
    assert codes(replace(state, records=lost)) == set()


def test_the_setting_of_the_procedure_serves_the_check_as_well() -> None:
    life = Life(given=measure())
    assert life.take(Step.REVIEW, "2025-01-07").state.status == Status.REVIEW
    assert isinstance(measure(), type(setting()))


def test_nobody_is_absent_before_the_day_of_the_examination() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    early = Life(life.state).take(Step.RECORD_ABSENCE, "2025-01-20")
    assert found(early.state, "absence-early").message == (
        "Absence was recorded on 2025-01-20, though the summons was for 2025-01-21."
    )
    assert "absence-early" not in codes(Life(life.state).take(Step.RECORD_ABSENCE, "2025-01-21").state)


@pytest.mark.parametrize(
    ("impact", "named", "expected"),
    [
        ("unit-kerja", "Pasal 3 huruf f", True),
        ("negara", "Pasal 3 huruf f", False),
        ("unit-kerja", "Pasal 5 huruf n angka 5", False),  # its level is stated
        ("", "Pasal 3 huruf f", False),
    ],
)
def test_the_level_of_a_general_duty_follows_the_impact(impact: str, named: str, expected: bool) -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.FORM_TEAM, "2025-01-08", **GOOD)
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    told = {"impact": impact} if impact else {}
    life.take(Step.EXAMINE, "2025-01-21", examiner="Tim").take(
        Step.REPORT_FINDINGS, "2025-01-22", finding="terbukti", **told
    )
    life.take(Step.DECIDE, "2025-02-03", sanction="turun-jabatan", **{**SK, "violation_named": named})
    assert ("impact-level" in codes(life.state)) == expected
    assert ("impact-missing" in codes(life.state)) == (not impact)


@pytest.mark.parametrize(("official", "wrong"), [("pengawas", False), ("jpt-pratama", False), ("jf-ahli-madya", True)])
def test_a_second_vacancy_moves_the_competence_further_up(official: str, wrong: bool) -> None:
    life = Life(opened(level="ringan", violations=["D3"])).take(Step.REVIEW, "2025-01-07")
    life.take(Step.ASSIGN_SUPERIOR, "2025-01-08", examiner="Kasubbag")
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="Kasubbag").take(
        Step.REPORT_FINDINGS, "2025-01-22", finding="terbukti"
    )
    vacant = {"vacant": "ya"} if official != "pengawas" else {}
    told = {"sk_number": "1", "violation_named": "Pasal 9 ayat (1)", "official": official, **vacant}
    life.take(Step.DECIDE, "2025-02-03", sanction="teguran-lisan", **told)
    assert ("official-wrong" in codes(life.state)) == wrong


def test_a_sanction_of_another_track_is_none_of_a_remedy() -> None:
    life = decided(official="jpt-pratama").take(Step.DELIVER, "2025-02-05", receipt="1")
    filed = life.take(Step.FILE_OBJECTION, "2025-02-10", letter_number="K-1")
    for sanction in ("pernyataan-terbuka", "ptdh"):
        with pytest.raises(BarredError, match="on this track"):
            filed.take(Step.DECIDE_OBJECTION, "2025-02-20", outcome="mengubah", sanction=sanction)
    filed.take(Step.DECIDE_OBJECTION, "2025-02-20", outcome="mengubah", sanction="pdhtaps")
    assert "wording-missing" in codes(filed.state)


def test_nobody_answers_an_objection_for_the_ppk() -> None:
    life = decided().take(Step.DELIVER, "2025-02-05", receipt="1").take(Step.FILE_OBJECTION, "2025-02-10")
    with pytest.raises(BarredError, match="the PPK decided"):
        life.take(Step.ANSWER_OBJECTION, "2025-02-12")


def late_report(channel: str, received_on: str, election: str = "pilkada-2024") -> CaseState:
    return opened(channel=channel, opened_on=received_on, happened_on="2024-10-01", election=election)


@pytest.mark.parametrize(
    ("channel", "received_on", "election", "late"),
    [
        ("laporan-bawaslu", "2024-10-09", "pilkada-2024", False),
        ("laporan-bawaslu", "2024-10-10", "pilkada-2024", True),
        ("laporan-bawaslu", "2024-10-11", "pemilu-2024", False),
        ("laporan-bawaslu", "2024-10-14", "pemilu-2024", True),
        ("temuan-bawaslu", "2024-10-20", "pilkada-2024", False),
        ("langsung", "2024-10-20", "pilkada-2024", False),
    ],
)
def test_bawaslu_takes_a_report_so_many_days_after_it_was_known(
    channel: str, received_on: str, election: str, late: bool
) -> None:
    state = late_report(channel, received_on, election)
    assert ("report-late" in codes(state, ties=Ties(known_on=date(2024, 10, 2)))) == late


def test_a_late_report_says_its_limit_and_its_article() -> None:
    state = late_report("laporan-bawaslu", "2024-10-20")
    found = findings(state, (), measure(date(2025, 2, 4)), Ties(known_on=date(2024, 10, 2)))
    (late,) = (one for one in found if one.code == "report-late")
    assert late.message.startswith("The report was received on 2024-10-20, after 2024-10-09: 7 days since")
    assert (late.severity, late.on, late.verified) == ("note", date(2024, 10, 20), True)
    assert late.basis == "UU 1/2015 jo. UU 8/2015 Pasal 134 dan Pasal 1 angka 28"


def test_a_report_of_which_nobody_wrote_when_it_was_known_is_not_called_late() -> None:
    assert "report-late" not in codes(late_report("laporan-bawaslu", "2024-10-20"))
