"""Setting a case right: nothing is taken away, and the row of the case follows."""

from datetime import date
from pathlib import Path

import pytest

from asn_neutral import errors, locale
from asn_neutral.domain.correcting import Correction
from asn_neutral.law.book import load_book
from asn_neutral.law.terms import Status, Step
from asn_neutral.services.check_register import check_register
from asn_neutral.services.desk import Desk
from asn_neutral.services.mend_case import correct_entry, recompute_all, undo_last
from asn_neutral.services.record_step import record_step
from tests.complaints_file import NOW, TODAY, ask, desk, dump, row, take, write

CASE = "2024/0001"
GIVEN = {"recommendation_number": "R-900", "recommended_by": "bkn"}
HOLIDAY = """
[[holiday]]
date = 2025-01-20
kind = "libur-kantor"
name = "Libur daerah"
name_en = "Local holiday"
basis = "SE Wali Kota 1/2025"
since = 2025-01-10
verified = true
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def case(register: Path, tmp_path: Path) -> Path:
    """A register with three cases, a recommendation received for two of them."""
    take(register, write(tmp_path / "in.csv", row(1), row(2), row(3)))
    for number, on in ((CASE, date(2025, 1, 6)), ("2024/0003", date(2025, 1, 8))):
        record_step(number, Step.RECEIVE_RECOMMENDATION, on, GIVEN, desk(register))
    return register


def row_of(path: Path, columns: str) -> tuple[str | int | bytes | None, ...]:
    return ask(path, f"SELECT {columns} FROM cases WHERE id = 20240000001")[0]  # noqa: S608 - words of this file


def test_a_correction_is_a_further_event_and_the_row_follows(case: Path) -> None:
    before = dump(case)["events"]
    done = correct_entry(CASE, Correction(2, {}, "salah baca", date(2025, 1, 7)), desk(case))
    assert (done.event, done.corrected.after.due_on) == (7, "2025-01-30")
    assert row_of(case, "status, due_on, version") == ("recommended", "2025-01-30", 3)
    after = dump(case)["events"]
    assert set(before) < set(after)
    assert check_register(case).ok


def test_a_registration_is_corrected_in_the_row_as_well(case: Path) -> None:
    given = {"employment": "PPPK", "rank": "IX", "position": ""}
    correct_entry(CASE, Correction(1, given, "salah ketik"), desk(case))
    assert row_of(case, "employment, rank, position") == ("PPPK", "IX", None)
    assert check_register(case).ok


def test_undoing_takes_back_one_step_after_the_other(case: Path) -> None:
    record_step(CASE, Step.REVIEW, date(2025, 1, 9), {}, desk(case))
    assert undo_last(CASE, "keliru", desk(case)).corrected.after.status == Status.RECOMMENDED
    assert row_of(case, "status, due_on") == ("recommended", "2025-01-24")
    undo_last(CASE, "keliru", desk(case))
    assert row_of(case, "status, due_on, due_clock, version") == ("registered", None, None, 5)
    with pytest.raises(errors.NothingToUndoError):
        undo_last(CASE, "keliru", desk(case))
    assert check_register(case).ok


def test_a_case_that_had_ended_is_open_again(case: Path) -> None:
    record_step(CASE, Step.LAPSE, date(2025, 1, 9), {"cause": "pensiun"}, desk(case))
    assert row_of(case, "closed_on") == ("2025-01-09",)
    undo_last(CASE, "keliru", desk(case))
    assert row_of(case, "closed_on, due_on") == (None, "2025-01-24")


@pytest.mark.parametrize(
    ("correction", "error"),
    [
        (Correction(9, {}, "x"), errors.NoSuchEntryError),
        (Correction(2, {}, "x"), errors.MissingNeedsError),
        (Correction(2, {}, "  "), errors.BadNeedError),
        (Correction(2, {"recommended_by": "\x1b"}, "x"), errors.BadNeedError),
        (Correction(2, {}, "x", date(2025, 1, 10)), errors.CorrectionBreaksError),
    ],
)
def test_what_cannot_be_leaves_no_trace(case: Path, correction: Correction, error: type[errors.AsnError]) -> None:
    record_step(CASE, Step.REVIEW, date(2025, 1, 9), {}, desk(case))
    before = dump(case)
    with pytest.raises(error):
        correct_entry(CASE, correction, desk(case))
    assert dump(case) == before


def test_a_rehearsal_and_an_overtaken_change_keep_nothing(case: Path) -> None:
    before = dump(case)
    assert undo_last(CASE, "keliru", desk(case), rehearse=True).event is None
    correct_entry(CASE, Correction(2, {}, "x", date(2025, 1, 7)), desk(case), rehearse=True)
    with pytest.raises(errors.CaseChangedError, match="receive-recommendation 2025-01-06"):
        undo_last(CASE, "keliru", desk(case), version=1)
    with pytest.raises(errors.CaseChangedError):
        correct_entry(CASE, Correction(1, {"rank": "II/a"}, "x"), desk(case), version=1)
    assert dump(case) == before


def with_holiday(path: Path, folder: Path) -> Desk:
    """A desk at an office that has heard of one more day off."""
    file = folder / "law.toml"
    file.write_text(HOLIDAY, encoding="utf-8")
    return Desk(path, load_book(file), TODAY, NOW, "petugas", 0)


def test_deadlines_move_with_the_calendar_in_one_go(case: Path, tmp_path: Path) -> None:
    assert recompute_all(desk(case)) == ()
    later = with_holiday(case, tmp_path)
    before = dump(case)
    told = recompute_all(later, rehearse=True)
    assert [(one.number, one.moved.clock, one.moved.before, one.moved.after) for one in told] == [
        (CASE, "ppk-follow-up", date(2025, 1, 24), date(2025, 1, 30)),
        ("2024/0003", "ppk-follow-up", date(2025, 1, 31), date(2025, 2, 3)),
    ]
    assert dump(case) == before
    assert recompute_all(later) == told
    assert ask(case, "SELECT due_on, version FROM cases ORDER BY id") == [
        ("2025-01-30", 3),
        (None, 1),
        ("2025-02-03", 3),
    ]
    assert recompute_all(later) == ()
    assert check_register(case).ok
