"""What a person who types a complaint is told on the way."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from asn_neutral.errors import AmbiguousError, NoDatabaseError, NotFoundError
from asn_neutral.services.guide import Guide, is_number
from tests.complaints_file import desk, nip, row, take, write

ACT: Mapping[str, str] = {"tanggal_kejadian": "2024-10-12"}


@pytest.fixture
def guide(register: Path, tmp_path: Path) -> Guide:
    """Beside a register of three cases against two people, one of whom has changed posts."""
    rows = (row(1, golongan="III/a"), row(2, nama_terlapor="Rekan Contoh", nip="", status_asn="", golongan=""))
    take(register, write(tmp_path / "a.csv", *rows))
    take(register, write(tmp_path / "b.csv", row(3, nip=nip(1), golongan="III/b", jabatan="Kepala Seksi")))
    return Guide(desk(register))


@pytest.mark.parametrize("typed", [nip(1), nip(1)[:14], f"{nip(1)[:8]} {nip(1)[8:14]}", f"{nip(1)[:8]}.{nip(1)[8:]}"])
def test_a_person_is_found_by_the_number_however_it_is_written(guide: Guide, typed: str) -> None:
    (person,) = guide.people(typed, limit=9)
    assert (person.name, person.nip) == ("Warga Contoh 1", nip(1))
    assert (person.known["golongan"], person.known["jabatan"]) == ("III/b", "Kepala Seksi")


def test_what_is_not_known_of_a_person_is_not_offered(guide: Guide) -> None:
    (person,) = guide.people("rekan", limit=9)
    assert person.nip is None
    assert not {"status_asn", "golongan"} & person.known.keys()
    assert person.known["unit_kerja"] == person.unit
    assert len(guide.people("contoh", limit=1)) == 1
    assert guide.people("nobody", limit=9) == []


def test_a_case_is_looked_for_before_anything_is_asked(guide: Guide, tmp_path: Path) -> None:
    guide.check()
    guide.check("2024/0002")
    with pytest.raises(AmbiguousError):
        guide.check("2024/")
    with pytest.raises(NotFoundError):
        guide.check("2031/0001")
    nowhere = Guide(desk(tmp_path / "none.db"))
    for case in (None, "2024/0001"):
        with pytest.raises(NoDatabaseError):
            nowhere.check(case)


def test_the_forms_of_the_day_of_the_act(guide: Guide) -> None:
    forms = guide.forms(ACT)
    assert forms.election == guide.election_by_date(ACT) == "pilkada-2024"
    assert forms.stage is not None
    assert forms.stage.id == "kampanye"
    fitting, others = ({form.id for form in some} for some in (forms.fitting, forms.others))
    assert ("D4" in fitting, "E4" in others) == (True, True)
    assert not fitting & others
    early = guide.forms({"tanggal_kejadian": "2013-06-01"})
    assert (early.election, early.stage, [*early.fitting, *early.others]) == (None, None, [])


def test_an_election_that_was_named_goes_before_the_date(guide: Guide) -> None:
    named = {**ACT, "pemilihan": "PEMILU 2024"}
    assert guide.forms(named).election == "pemilu-2024"
    assert guide.election_by_date(named) == "pilkada-2024"


def test_remarks_on_forms_say_nothing_of_the_election(guide: Guide) -> None:
    assert guide.remarks({**ACT, "kode_pelanggaran": "E4; D4"}) == ("stage-mismatch:E4",)
    assert guide.remarks({**ACT, "kode_pelanggaran": "D4"}) == ()


@pytest.mark.parametrize(("typed", "kind"), [(nip(1), "PNS"), ("199003032023211901", "PPPK"), ("x", "")])
def test_a_number_says_the_kind_of_employment(register: Path, typed: str, kind: str) -> None:
    assert Guide(desk(register, today=date(2025, 1, 15))).employment_of(typed) == kind


@pytest.mark.parametrize(
    ("typed", "number"), [("1990 0303", True), ("1990.0303", True), ("", False), (". ", False), ("2a", False)]
)
def test_what_can_only_be_meant_as_a_number(typed: str, number: bool) -> None:
    assert is_number(typed) is number
