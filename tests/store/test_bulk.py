"""Numbers of bulk rows go on whatever the register holds; what is set aside for many rows is made good at the end."""

import sqlite3
from pathlib import Path

import pytest

from asn_neutral.domain.numbering import SERIES, number_of, record_id
from asn_neutral.store import bulk
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.unit import unit_of_work
from tests.complaints_file import ask, opened, row, take, write

INDEXES = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"


@pytest.mark.parametrize("table", ["complaints", "cases"])
@pytest.mark.parametrize("serial", [1, 9_998, 9_999, 10_000, 123_456])
def test_numbers_go_on_however_wide_they_have_become(register: Path, tmp_path: Path, table: str, serial: int) -> None:
    """Also beside those of other years."""
    take(register, write(tmp_path / "in.csv", row(1), row(2, tanggal_terima="2025-01-14")))
    with opened(register) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        (first, _second) = connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()  # noqa: S608 - ours
        connection.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (record_id(2024, serial), *first))  # noqa: S608 - ours
    with unit_of_work(register) as work:
        asked = Bulk(work.driver)
        found = [asked.next_of_year(table, 2024) for _ in range(2)]
        work.abandon()
    assert found == [record_id(2024, serial + 1), record_id(2024, serial + 2)]
    assert number_of("case", found[0]) == f"2024/{serial + 1:04d}"
    assert serial + 2 < SERIES


@pytest.mark.parametrize(("rows", "aside"), [(0, False), (-1, False), (bulk._MANY - 1, False), (bulk._MANY, True)])
def test_indexes_are_set_aside_for_many_rows_and_made_again(register: Path, rows: int, *, aside: bool) -> None:
    before = ask(register, INDEXES)
    with unit_of_work(register) as work:
        asked = Bulk(work.driver)
        asked.expect(rows)
        during = work.driver.execute(INDEXES).fetchall()
        asked.restore()
        after = work.driver.execute(INDEXES).fetchall()
        work.abandon()
    assert (len(during) < len(before)) is aside
    assert [*map(tuple, after)] == before == ask(register, INDEXES)


@pytest.mark.parametrize(("rows", "aside"), [(9_999, False), (10_000, True)])
def test_a_register_that_holds_more_keeps_its_indexes(register: Path, rows: int, *, aside: bool) -> None:
    with unit_of_work(register) as work:
        asked = Bulk(work.driver)
        asked._last["events"] = 20_000
        before = len(work.driver.execute(INDEXES).fetchall())
        asked.expect(rows)
        assert (len(work.driver.execute(INDEXES).fetchall()) < before) is aside
        work.abandon()


TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
WATCH = "events_follow_each_other"


def chain(driver: sqlite3.Connection, places: list[int], *, broken: int = 0) -> None:
    """Events with those places, each with a hash of its own and the one before; *broken* has another one before it."""
    for place in places:
        before = b"other" if place == broken else bytes([place - 1]) * 32
        event = (place, "import", "2025-01-15", "2025-01-15T01:02:03Z", "x", "{}", before, bytes([place]) * 32)
        columns = "seq, step, happened_on, recorded_at, actor, details, previous, hash"
        driver.execute(f"INSERT INTO events ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", event)  # noqa: S608 - ours


@pytest.mark.parametrize(("before", "after"), [([], [1, 2, 3]), ([1, 2], [3, 4]), ([1], []), ([], [])])
def test_events_that_follow_each_other_are_kept_and_watched_again(
    register: Path, before: list[int], after: list[int]
) -> None:
    triggers = ask(register, TRIGGERS)
    with unit_of_work(register) as work:
        chain(work.driver, before)
        asked = Bulk(work.driver)
        asked.expect(bulk._MANY)
        chain(work.driver, after)
        asked.restore()
    assert ask(register, TRIGGERS) == triggers
    with unit_of_work(register) as work, pytest.raises(sqlite3.IntegrityError, match="without a gap"):
        chain(work.driver, [9])


def add_unwatched(register: Path, places: list[int], *, broken: int) -> None:
    """Events with those places as a large file brings them."""
    with unit_of_work(register) as work:
        asked = Bulk(work.driver)
        asked.expect(bulk._MANY)
        chain(work.driver, places, broken=broken)
        asked.restore()


@pytest.mark.parametrize(
    ("before", "after", "broken"),
    [([], [1, 2, 3], 1), ([], [1, 2, 3], 3), ([1, 2], [3, 4], 3), ([1], [3], 0), ([], [2], 0), ([], [1, 3], 0)],
)
def test_one_that_does_not_is_found_and_nothing_is_kept(
    register: Path, before: list[int], after: list[int], broken: int
) -> None:
    with unit_of_work(register) as work:
        chain(work.driver, before)
    whole = ask(register, TRIGGERS), ask(register, INDEXES)
    with pytest.raises(RuntimeError, match=WATCH):
        add_unwatched(register, after, broken=broken)
    assert (ask(register, TRIGGERS), ask(register, INDEXES)) == whole
    assert len(ask(register, "SELECT seq FROM events")) == len(before)


def test_a_few_events_are_watched_one_by_one(register: Path) -> None:
    with unit_of_work(register) as work:
        Bulk(work.driver).expect(bulk._MANY - 1)
        with pytest.raises(sqlite3.IntegrityError, match="without a gap"):
            chain(work.driver, [2])
        work.abandon()


def test_what_is_fixed_stands_in_every_row(register: Path) -> None:
    """Also a text that SQL has to quote."""
    with unit_of_work(register) as work:
        asked = Bulk(work.driver)
        asked.fix(batch_id=None, recorded_at="it's ?1")
        asked.adder("registrations")((1, None, None, "2025-01-15", "x", "{}", bytes(32), b"h"))
        asked.flush()
        rows = work.driver.execute("SELECT step, status, recorded_at, actor FROM events").fetchall()
        work.abandon()
    assert [tuple(row) for row in rows] == [("register", "registered", "it's ?1", "x")]
