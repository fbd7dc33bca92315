"""Who is responsible for a case: an event that moves nothing else, and can be replayed."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import BadNeedError, NotFoundError
from asn_neutral.law.terms import Step
from asn_neutral.services.assign import assign, hand_over, owner_named
from asn_neutral.services.check_register import check_register
from asn_neutral.services.mend_case import recompute_all, undo_last
from asn_neutral.services.record_step import record_step
from asn_neutral.store.queries.owners import OPEN_CASES
from tests.complaints_file import TODAY, ask, desk, dump, nip, opened, row, take, write

RECOMMENDED = {"recommendation_number": "1", "recommended_by": "bkn"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def five(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(1, 6))))
    return register


def owners(register: Path) -> dict[object, object]:
    return {number: owner for number, owner in ask(register, "SELECT number, owner FROM cases ORDER BY id") if owner}


def test_the_cases_that_are_named_get_their_owner_and_keep_all_else(five: Path) -> None:
    record_step("2024/0002", Step.RECEIVE_RECOMMENDATION, TODAY, RECOMMENDED, desk(five))
    columns = "id, status, due_clock, due_on, closed_on, level, track"
    before = ask(five, f"SELECT {columns} FROM cases")  # noqa: S608 - a constant of this test
    done = assign(["2024/0002", "2024/0004", "2024/0002"], "Siti  Rahma", desk(five))
    assert [(one.number, one.status, one.before, one.owner, one.changed) for one in done] == [
        ("2024/0002", "recommended", None, "Siti Rahma", True),
        ("2024/0004", "registered", None, "Siti Rahma", True),
    ]
    assert owners(five) == {"2024/0002": "Siti Rahma", "2024/0004": "Siti Rahma"}
    assert ask(five, f"SELECT {columns} FROM cases") == before  # noqa: S608 - a constant of this test
    told = ask(five, "SELECT seq, status, happened_on, actor, details FROM events WHERE step = 'assign' ORDER BY seq")
    assert [line[0] for line in told] == [one.event for one in done]
    assert told[0][1:] == ("recommended", "2025-01-15", "petugas", '{"owner":"Siti Rahma"}')
    assert check_register(five).ok


def test_what_is_so_already_is_not_recorded_again_and_a_rehearsal_keeps_nothing(five: Path) -> None:
    assign(["2024/0001"], "Siti", desk(five))
    before = dump(five)
    assert [(one.changed, one.event) for one in assign(["2024/0001"], "Siti", desk(five))] == [(False, None)]
    assert [(one.changed, one.event) for one in assign(["2024/0002"], "Siti", desk(five), rehearse=True)] == [
        (True, None)
    ]
    assert dump(five) == before
    (spelt,) = assign(["2024/0001"], "SITI", desk(five))
    assert (spelt.before, spelt.owner) == ("Siti", "SITI")


def test_nobody_can_be_responsible_again(five: Path) -> None:
    assign(["2024/0001"], "Siti", desk(five))
    (done,) = assign(["2024/0001"], None, desk(five))
    assert (done.before, done.owner, owners(five)) == ("Siti", None, {})
    assert check_register(five).ok


def test_one_number_that_is_none_leaves_all_as_they_were(five: Path) -> None:
    before = dump(five)
    with pytest.raises(NotFoundError):
        assign(["2024/0001", "2024/9999"], "Siti", desk(five))
    assert dump(five) == before


@pytest.mark.parametrize(
    "name", ["", "  ", "2024/0007", "17", "-", "me", "None", "198001012005011", "a\x07b", "x" * 2001]
)
def test_what_is_no_name_is_refused(five: Path, name: str) -> None:
    with pytest.raises(BadNeedError, match="owner"):
        assign(["2024/0001"], name, desk(five))
    assert owners(five) == {}


@pytest.mark.parametrize("name", ["siti.r", "O'Brien", nip(1), "Ségolène"])
def test_a_name_a_login_or_a_nip_is_one(name: str) -> None:
    assert owner_named(f" {name} ") == name


def test_undoing_a_step_leaves_its_owner_and_recomputing_too(five: Path) -> None:
    record_step("2024/0001", Step.RECEIVE_RECOMMENDATION, TODAY, RECOMMENDED, desk(five))
    assign(["2024/0001", "2024/0003"], "Siti", desk(five))
    done = undo_last("2024/0001", "salah perkara", desk(five))
    assert (done.corrected.after.status, done.corrected.after.owner) == ("registered", "Siti")
    assert recompute_all(desk(five)) == ()
    assert owners(five) == {"2024/0001": "Siti", "2024/0003": "Siti"}
    assert check_register(five).ok


# ---- handing over


def test_all_open_cases_of_one_person_go_to_another_the_closed_ones_stay(five: Path) -> None:
    assign([f"2024/000{serial}" for serial in (1, 2, 3)], "Siti Rahma", desk(five))
    assign(["2024/0005"], "Amir", desk(five))
    record_step("2024/0003", Step.RECEIVE_RECOMMENDATION, TODAY, RECOMMENDED, desk(five))
    record_step("2024/0001", Step.LAPSE, TODAY, {"cause": "pensiun"}, desk(five))
    before = dump(five)
    rehearsed = hand_over("siti rahma", "Budi", desk(five), rehearse=True)
    assert dump(five) == before
    done = hand_over("siti rahma", "Budi", desk(five))
    assert [one.number for one in done] == [one.number for one in rehearsed] == ["2024/0003", "2024/0002"]
    assert [one.before for one in done] == ["Siti Rahma", "Siti Rahma"]
    assert owners(five) == {"2024/0001": "Siti Rahma", "2024/0002": "Budi", "2024/0003": "Budi", "2024/0005": "Amir"}
    assert check_register(five).ok


def test_the_cases_of_nobody_can_be_handed_out_and_of_a_stranger_there_are_none(five: Path) -> None:
    assign(["2024/0005"], "Amir", desk(five))
    assert len(hand_over(None, "Budi", desk(five))) == 4
    assert hand_over("Zainal", "Budi", desk(five)) == ()
    assert hand_over(None, "Budi", desk(five)) == ()


def test_the_cases_of_a_person_are_found_by_the_index(register: Path) -> None:
    with opened(register) as connection:
        plan = [line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {OPEN_CASES}", {"owner": "x"})]
    assert any("INDEX cases_owner (owner=?)" in line for line in plan)
