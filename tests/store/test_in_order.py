"""Rows for ids that were found before: in their order, at every boundary, and no more of them than asked for."""

import random

import pytest

from asn_neutral.store.queries.in_order import ids_of, listed, rows_of
from asn_neutral.store.reader import reading
from tests.busy import Busy

ROWS = "SELECT k.id, k.number, :word AS word FROM cases AS k WHERE k.id IN ({ids})"
FORMS = "SELECT v.case_id AS id, v.code FROM case_violations AS v WHERE v.case_id IN ({ids}) ORDER BY v.code"
GIVEN = {"word": "x"}


@pytest.mark.parametrize("many", [0, 1, 249, 250, 251, 303])
def test_rows_come_in_the_order_of_the_ids(busy: Busy, many: int) -> None:
    with reading(busy.path) as connection:
        every = list(ids_of(connection, "SELECT id FROM cases", {}))
        assert len(every) >= many
        ids = random.Random(many).sample(every, many)  # noqa: S311 - the same order in every run
        rows = list(listed(connection, ROWS, ids, GIVEN, None).rows)
    assert [row["id"] for row in rows] == ids
    assert {row["word"] for row in rows} <= {"x"}


def test_a_limit_cuts_the_rows_and_not_the_number_that_match(busy: Busy) -> None:
    with reading(busy.path) as connection:
        ids = ids_of(connection, "SELECT id FROM cases ORDER BY id DESC", {})
        rows, matching = listed(connection, ROWS, ids, GIVEN, 3)
        assert [row["id"] for row in rows] == list(ids[:3])
        assert matching == len(busy.facts)


def test_all_rows_of_one_id_stand_together(busy: Busy) -> None:
    with reading(busy.path) as connection:
        ids = ids_of(connection, "SELECT id FROM cases ORDER BY id", {})
        found = list(rows_of(connection, FORMS, ids, {}))
    assert [[row["code"] for row in rows] for rows in found] == [sorted(fact.forms) for fact in busy.facts]
    assert any(len(rows) > 1 for rows in found)


def test_an_id_without_a_row_has_none(busy: Busy) -> None:
    with reading(busy.path) as connection:
        assert list(rows_of(connection, ROWS, [1, 2], GIVEN)) == [[], []]
        assert list(listed(connection, ROWS, [1], GIVEN, None).rows) == []
