"""Nobody handles, examines or signs in a case of their own; who the complainant is, nobody learns."""

from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState, Event, replay
from asn_neutral.domain.checks import Finding, findings
from asn_neutral.domain.dossier import Ties
from asn_neutral.domain.people import called, same
from asn_neutral.law.terms import Status, Step
from tests.domain.dossiers import decided, measure
from tests.domain.lives import Life

NIP = "198001012005011901"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def team(**given: str) -> CaseState:
    life = Life().take(Step.REVIEW, "2025-01-07")
    told = {"chair": "Siti Rahma, S.H.", "members": "Budi Santoso; Rina Dewi", **given}
    return life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", **told).state


def found(state: CaseState, ties: Ties) -> list[Finding]:
    return [one for one in findings(state, (), measure(date(2025, 2, 4)), ties) if one.code.startswith("conflict-")]


@pytest.mark.parametrize(
    ("named", "name", "nip", "both"),
    [
        ("Budi Santoso", "BUDI  SANTOSO, S.E., M.Si.", "", True),
        ("Drs. H. Budi Santoso", "Budi Santoso", "", True),
        ("Budi Santoso NIP. 123", "Budi Santoso", "", True),
        ("Budi Santosa", "Budi Santoso", "", False),
        ("Budi", "Budi Santoso", "", False),
        ("Wakil Ketua (NIP 19800101 200501 1 901)", "Budi Santoso", NIP, True),
        ("Budi Santoso (NIP 19800101.200501.1.902)", "Budi Santoso", NIP, False),
        ("Budi Santoso (NIP 19800101 200501 1 902)", "Budi Santoso", "", True),
        ("S.E.", "", "", False),
        ("", "Budi Santoso", NIP, False),
    ],
)
def test_people_are_the_same_by_nip_or_by_name_without_titles(named: str, name: str, nip: str, *, both: bool) -> None:
    assert same(called(named), called(name, nip)) is both
    assert same(called(name, nip), called(named)) is both


def test_the_respondent_does_not_examine() -> None:
    (finding,) = found(team(), Ties("Budi Santoso", NIP))
    assert (finding.code, finding.on, finding.verified) == ("conflict-respondent", date(2025, 1, 8), False)
    assert finding.message == (
        "members, separated by semicolons (Budi Santoso) is the respondent "
        "(examination team (Tim Pemeriksa) formed, 2025-01-08)."
    )
    assert found(team(), Ties()) == []


def test_whoever_signs_or_records_counts_too() -> None:
    life = decided(official_name="Budi Santoso")
    (finding,) = found(life.state, Ties("Budi Santoso"))
    assert finding.on == date(2025, 2, 3)
    (handler,) = found(team(), Ties("Amir Hamzah", handlers=("Amir Hamzah",)))
    assert handler.message == "who recorded it (Amir Hamzah) is the respondent (the whole case, 2025-01-06)."


def test_a_witness_and_a_subordinate_do_not_examine() -> None:
    life = Life(team(subordinates="Dra. Siti Rahma; Orang Lain"))
    assert [one.code for one in found(life.state, Ties())] == ["conflict-subordinate"]
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="Rina Dewi, S.H.", witnesses="Joko; RINA DEWI ;")
    told = [(one.code, one.on, one.severity) for one in found(life.state, Ties())]
    assert told == [
        ("conflict-witness", date(2025, 1, 8), "error"),
        ("conflict-witness", date(2025, 1, 21), "error"),
        ("conflict-subordinate", date(2025, 1, 8), "warning"),
    ]
    assert "Joko" not in " ".join(one.message for one in found(life.state, Ties()))


def test_a_witness_who_records_the_case_counts_and_one_who_only_testifies_does_not() -> None:
    life = Life(team()).take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    life.take(Step.EXAMINE, "2025-01-21", examiner="Tim", witnesses="Petugas Contoh")
    assert found(life.state, Ties(handlers=("lain",))) == []
    (finding,) = found(life.state, Ties(handlers=("petugas contoh",)))
    assert finding.message == "who recorded it (petugas contoh) is a named witness (the whole case, 2025-01-06)."


def test_whoever_is_responsible_for_the_case_counts_from_the_day_it_was_given() -> None:
    def given(state: CaseState, owner: str | None) -> CaseState:
        return replay([*state.events, Event(Step.ASSIGN, "2025-01-20", Status(state.status), {"owner": owner})])

    state = given(team(), "Amir Hamzah")
    (finding,) = found(state, Ties("Amir Hamzah, S.H."))
    assert (finding.code, finding.on) == ("conflict-respondent", date(2025, 1, 20))
    assert finding.message.startswith("who is responsible for it (Amir Hamzah) is the respondent (assigned")
    (hidden,) = found(state, Ties(is_complainant=lambda named: named == "Amir Hamzah"))
    assert (hidden.code, "Amir" in hidden.message) == ("conflict-complainant", False)
    assert found(given(state, None), Ties("Amir Hamzah")) == []


def test_the_complainant_is_asked_for_and_never_told() -> None:
    asked: list[str] = []

    def is_complainant(named: str) -> bool:
        asked.append(named)
        return named == "Rina Dewi"

    (finding,) = found(team(), Ties(is_complainant=is_complainant))
    assert finding.code == "conflict-complainant"
    assert (finding.on, "Rina" in finding.message) == (date(2025, 1, 6), False)
    assert finding.message.startswith("One of those who handle, examine or sign is also on record as the complainant")
    assert asked == ["Siti Rahma, S.H.", "Budi Santoso", "Rina Dewi"]
