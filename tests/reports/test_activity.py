"""The activity: every figure compared with the events themselves, read one by one."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.law.terms import Step
from asn_neutral.reports.activity import REPORT, activity_table
from asn_neutral.reports.table import Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.complaints_file import ask
from tests.lived import Lived
from tests.reports_asked import asked_of

OFFICE = timezone(timedelta(hours=8))
Key = tuple[Value, ...]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(path: Path, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return activity_table(asked_of(connection, filters))


def expected(path: Path, *, first: str = "0001", last: str = "9999", only: set[int] | None = None) -> dict[Key, Key]:
    """By actor and step: entries, cases, first and last day, of the entries recorded on days of that period."""
    groups: defaultdict[Key, list[tuple[str, Value]]] = defaultdict(list)
    for actor, step, at, case_id in ask(path, "SELECT actor, step, recorded_at, case_id FROM events ORDER BY seq"):
        day = datetime.fromisoformat(str(at)).replace(tzinfo=UTC).astimezone(OFFICE).date().isoformat()
        if first <= day <= last and (only is None or case_id in only):
            groups[str(actor), str(step)].append((day, case_id if isinstance(case_id, int) else None))
    return {
        key: (len(group), len({id_ for _day, id_ in group} - {None}), *ends([day for day, _id in group]))
        for key, group in groups.items()
    }


def ends(days: list[str]) -> tuple[str, str]:
    return min(days), max(days)


def told(table: Table) -> dict[Key, Key]:
    return {tuple(row[:2]): (row[2], row[3], str(row[4]), str(row[5])) for row in table.rows}


def test_every_entry_counts_for_who_recorded_it(lived: Lived) -> None:
    assert told(made(lived.path)) == expected(lived.path)


def test_the_period_is_that_of_the_days_of_recording(lived: Lived) -> None:
    filters = Filters(since=("2025-01-10",), until=("2025-02-20",))
    found = told(made(lived.path, filters))
    assert found == expected(lived.path, first="2025-01-10", last="2025-02-20")
    assert found != told(made(lived.path))
    notes = made(lived.path, filters).notes
    assert "Recorded from 2025-01-10 to 2025-02-20, both included." in notes
    assert not [note for note in notes if "received from" in note]


def test_another_filter_leaves_the_entries_about_cases_that_fit(lived: Lived) -> None:
    one = Filters(violation=("E4",))
    with_form = {int(str(id_)) for (id_,) in ask(lived.path, "SELECT case_id FROM case_violations WHERE code = 'E4'")}
    assert told(made(lived.path, one)) == expected(lived.path, only=with_form)


def test_corrections_stand_apart(lived: Lived) -> None:
    table = made(lived.path)
    steps = [str(step) for (step,) in ask(lived.path, "SELECT step FROM events")]
    lines = {total.name: total.values["entries"] for total in table.totals}
    mended = {word: steps.count(word) for word in ("correct", "undo")}
    assert lines == {"sum": len(steps) - sum(mended.values()), **mended}
    assert all(mended.values())
    assert table.notes[-1] == "Every entry counts, also one that was corrected or undone later."


def test_actors_stand_together_and_steps_in_the_order_of_the_procedure(lived: Lived) -> None:
    keys = [(str(row[0]), [step.value for step in Step].index(str(row[1]))) for row in made(lived.path).rows]
    assert keys == sorted(keys)


def test_files_taken_in_count_until_a_filter_asks_for_cases(busy: Busy) -> None:
    assert told(made(busy.path))["petugas", "import"][:2] == (2, 0)
    assert ("petugas", "import") not in told(made(busy.path, Filters(channel=("sbt",))))


def test_nothing_that_fits_says_so(register: Path) -> None:
    table = made(register)
    assert (list(table.rows), table.totals, table.empty) == ([], (), "Nothing that fits was recorded.")


def test_the_cases_behind_are_as_many_as_the_rows_count(lived: Lived) -> None:
    with reading(lived.path) as connection:
        asked = asked_of(connection, Filters(since=("2025-01-10",), level=("berat",)))
        assert REPORT.behind is not None
        behind = Counter(key for key, _number in REPORT.behind(asked))
        rows = list(activity_table(asked).rows)
    assert rows
    assert {tuple(row[:2]): row[3] for row in rows} == dict(behind)
