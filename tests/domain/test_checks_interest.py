"""Nobody handles, examines or signs in a case of their own; who the complainant is, nobody learns."""

from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.checks import Finding, findings
from asn_neutral.domain.checks_interest import same_person
from asn_neutral.domain.dossier import Ties
from asn_neutral.law.terms import Step
from tests.domain.dossiers import decided, measure
from tests.domain.lives import Life

NIP = "198001012005011901"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def team() -> CaseState:
    life = Life().take(Step.REVIEW, "2025-01-07")
    told = {"chair": "Siti Rahma, S.H.", "members": "Budi Santoso; Rina Dewi"}
    return life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", **told).state


def found(state: CaseState, ties: Ties) -> list[Finding]:
    return [one for one in findings(state, (), measure(date(2025, 2, 4)), ties) if one.code.startswith("conflict-")]


@pytest.mark.parametrize(
    ("named", "name", "nip", "same"),
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
def test_people_are_the_same_by_nip_or_by_name_without_titles(named: str, name: str, nip: str, *, same: bool) -> None:
    assert same_person(named, name, nip) is same


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
    ties = Ties(is_witness=lambda named: named == "Rina Dewi", is_subordinate=lambda named: named == "Siti Rahma, S.H.")
    assert [one.code for one in found(team(), ties)] == ["conflict-witness", "conflict-subordinate"]


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
