"""What waits where: held against the replayed cases, whose steps are walked one by one."""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.correcting import Correction
from asn_neutral.law.holders import holder_of
from asn_neutral.law.procedure import Side, Status, Step
from asn_neutral.reports.custody import REPORT
from asn_neutral.reports.table import Table, Value
from asn_neutral.services.looking_back import Moment, look_back
from asn_neutral.services.mend_case import correct_entry
from asn_neutral.services.record_step import record_step
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import desk, row, take, write
from tests.lived import Lived
from tests.report_rows import keyed
from tests.reports_asked import asked_of

DAYS = (date(2025, 6, 15), date(2027, 12, 31))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def held(state: CaseState) -> tuple[str, date]:
    """Who has an open case in hand, and since when, walking back from its last step."""
    if Side.WAITING in state.side:
        waits = state.all(Step.WAIT_FOR_AGENCY)[-1]
        return str(waits.given["agency"]), date.fromisoformat(waits.on)
    decided = state.last(Step.DECIDE)
    about = state.track, state.employment, decided.given["official"] if decided else None
    now = holder_of(state.status, *about)
    since = state.opened_on
    for record in reversed([record for record in state.records if not record.parallel]):
        if holder_of(record.status, *about) is not now:
            break
        since = record.on
    return now, date.fromisoformat(since)


def piles(states: Sequence[CaseState]) -> dict[str, dict[str, date]]:
    """The open cases of each holder, with the day since which they are there."""
    found = defaultdict[str, dict[str, date]](dict)
    for state in states:
        if state.closed_on is None:
            holder, since = held(state)
            found[holder][state.number] = since
    return found


@pytest.mark.parametrize("today", DAYS)
def test_every_figure_is_what_the_lives_tell(lived: Lived, states: list[CaseState], today: date) -> None:
    expected = piles(states)
    late = {state.number for state in states if state.due_on and state.due_on < today.isoformat()}
    with reading(lived.path) as connection:
        table = REPORT.make(asked_of(connection, today=today))
    rows = {str(found["holder"]): found for found in keyed(table)}
    assert set(rows) == set(expected)
    assert len(rows) > 6
    for holder, cases in expected.items():
        found, days = rows[holder], [(today - since).days for since in cases.values()]
        assert found == {
            "holder": holder,
            "cases": len(cases),
            "overdue": len(late & cases.keys()),
            "oldest_since": min(cases.values()),
            "median_days": statistics.median_low(days),
            "longest_days": max(days),
            "longest": min(number for number, since in cases.items() if since == min(cases.values())),
        }
    sums = table.totals[0].values
    assert sums["cases"] == sum(map(len, expected.values())) == sum(state.closed_on is None for state in states)
    assert sums["overdue"] == len(late & {number for cases in expected.values() for number in cases})


def test_the_cases_behind_a_row_are_those_it_counts(lived: Lived, states: list[CaseState]) -> None:
    assert REPORT.behind is not None
    with reading(lived.path) as connection:
        asked = asked_of(connection)
        members = defaultdict[Value, set[str]](set)
        for (holder,), number in REPORT.behind(asked):
            assert number not in members[holder]
            members[holder].add(number)
        counts = {found["holder"]: found["cases"] for found in keyed(REPORT.make(asked))}
    assert {holder: len(numbers) for holder, numbers in members.items()} == counts
    assert {holder: set(cases) for holder, cases in piles(states).items()} == members


def test_the_largest_pile_stands_first(lived: Lived) -> None:
    with reading(lived.path) as connection:
        table = REPORT.make(asked_of(connection))
    sizes = [(-int(str(found["cases"])), str(found["holder"])) for found in keyed(table)]
    assert sizes == sorted(sizes)
    assert [column.key for column in table.columns] == list(REPORT.figures)


# ---- by hand


def made(path: Path, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return REPORT.make(asked_of(connection, filters))


@pytest.fixture
def four(register: Path, tmp_path: Path) -> Path:
    """Four cases, received on the same day."""
    days = {"tanggal_kejadian": "2024-11-01", "tanggal_diketahui": "2024-11-01", "tanggal_surat": ""}
    rows = (row(number, **days, tanggal_terima="2024-11-04", unit_kerja=f"Dinas {number % 2}") for number in range(4))
    take(register, write(tmp_path / "in.csv", *rows))
    return register


def steps(path: Path, number: str, *told: tuple[Step, date, Mapping[str, str]]) -> None:
    for step, on, given in told:
        record_step(number, step, on, given, desk(path))


WAITING = {"agency": "Inspektorat  Provinsi", "letter_number": "W-1"}
TEAM = {"decree_number": "1", "chair": "A", "members": "B"}


def test_further_steps_in_one_hand_do_not_begin_the_days_anew(four: Path) -> None:
    steps(four, "2024/0001", (Step.REVIEW, date(2024, 11, 20), {}))
    steps(
        four,
        "2024/0002",
        (Step.REVIEW, date(2024, 11, 20), {}),
        (Step.FORM_TEAM, date(2024, 11, 25), TEAM),
        (Step.SUMMON, date(2024, 12, 2), {"letter_number": "1", "examine_on": "2024-12-16"}),
        (Step.EXAMINE, date(2024, 12, 16), {"examiner": "A"}),
    )
    rows = {found["holder"]: found for found in keyed(made(four))}
    assert rows["office"]["cases"] == 3
    assert rows["office"]["oldest_since"] == date(2024, 11, 4)  # registered and under review: the same office
    assert (rows["office"]["longest"], rows["office"]["median_days"]) == ("2024/0001", 72)
    assert rows["examiner"]["oldest_since"] == date(2024, 11, 25)


def test_an_agency_that_is_waited_for_stands_under_its_own_name(four: Path) -> None:
    given = {"agency": "inspektorat provinsi", "letter_number": "W-2"}
    steps(four, "2024/0001", (Step.WAIT_FOR_AGENCY, date(2024, 11, 20), WAITING))
    steps(four, "2024/0002", (Step.WAIT_FOR_AGENCY, date(2024, 12, 2), given))
    steps(
        four,
        "2024/0003",
        (Step.WAIT_FOR_AGENCY, date(2024, 11, 6), WAITING),
        (Step.RESUME, date(2024, 11, 13), {}),
    )
    rows = {found["holder"]: found for found in keyed(made(four))}
    assert set(rows) == {"office", "Inspektorat Provinsi"}
    there = rows["Inspektorat Provinsi"]
    assert (there["cases"], there["oldest_since"], there["longest"]) == (2, date(2024, 11, 20), "2024/0001")
    assert (there["median_days"], there["longest_days"]) == (44, 56)
    assert rows["office"]["oldest_since"] == date(2024, 11, 4)


def test_a_corrected_agency_is_the_one_that_counts(four: Path) -> None:
    steps(four, "2024/0001", (Step.WAIT_FOR_AGENCY, date(2024, 11, 20), WAITING))
    given = {"agency": "BKN Kanreg IV", "letter_number": "W-1"}
    correct_entry("2024/0001", Correction(2, given, "salah", date(2024, 11, 21)), desk(four))
    rows = {found["holder"]: found for found in keyed(made(four))}
    assert rows["BKN Kanreg IV"]["oldest_since"] == date(2024, 11, 21)


def test_a_corrected_day_is_the_one_that_counts(four: Path) -> None:
    steps(
        four,
        "2024/0001",
        (Step.REVIEW, date(2024, 11, 20), {}),
        (Step.FORM_TEAM, date(2024, 11, 25), TEAM),
        (Step.BLOCK_DATA, date(2024, 11, 21), {}),
    )
    correct_entry("2024/0001", Correction(3, TEAM, "salah", date(2024, 11, 28)), desk(four))
    rows = {found["holder"]: found for found in keyed(made(four))}
    assert rows["examiner"]["oldest_since"] == date(2024, 11, 28)


def test_a_filter_and_nothing_at_all(four: Path) -> None:
    (found,) = keyed(made(four, Filters(unit=("dinas 1",))))
    assert (found["holder"], found["cases"]) == ("office", 2)
    nothing = made(four, Filters(since=("2999-01-01",)))
    assert (list(nothing.rows), nothing.empty) == ([], "no case is open")
    assert nothing.totals[0].values == {"cases": 0, "overdue": 0}


def test_what_came_to_rest_is_in_no_hand(four: Path) -> None:
    refer = {"agency": "Gubernur", "letter_number": "1"}
    steps(four, "2024/0001", (Step.REFER, date(2024, 11, 20), refer))
    assert made(four).totals[0].values["cases"] == 3
    assert Status.REFERRED not in {found["holder"] for found in keyed(made(four))}


def test_what_ran_beside_and_was_recorded_after_the_end_says_nothing_of_a_day_before(four: Path) -> None:
    steps(
        four,
        "2024/0001",
        (Step.DISMISS, date(2024, 11, 20), {"reason": "tidak ada bukti"}),
        (Step.CLOSE, date(2024, 12, 10), {}),
        (Step.REFER_CRIMINAL, date(2024, 11, 25), {}),
    )
    with reading(four, spills=False) as connection:
        look_back(connection, Moment(date(2024, 12, 1), known=False), "Asia/Makassar", four)
        rows = keyed(REPORT.make(asked_of(connection, today=date(2024, 12, 1))))
    assert [(found["holder"], found["cases"]) for found in rows] == [("office", 4)]
