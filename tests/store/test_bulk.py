"""Numbers of bulk rows go on whatever the register holds, and indexes are set aside for many rows only."""

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
