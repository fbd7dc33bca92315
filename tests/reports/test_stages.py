"""The stages: the days of the law data, and every figure compared with a count in plain Python."""

from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.reports.stages import REPORT, days_of, stages_table
from asn_neutral.reports.table import Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.complaints_file import book
from tests.made_up import made_up
from tests.reports_asked import TODAY, asked_of

PILKADA = Filters(election=("pilkada-2024",))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(path: Path, filters: Filters = Filters(), today: date = TODAY) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return stages_table(asked_of(connection, filters, today=today))


def by_key(table: Table) -> list[dict[str, Value]]:
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_every_row_counts_its_own(busy: Busy) -> None:
    cases = Counter((f.election, f.stage, form, f.position_class) for f in busy.facts for form in f.forms)
    whole = Counter((f.election, f.stage) for f in busy.facts)
    rows = by_key(made(busy.path))
    keys = ("election", "stage", "violation", "position_class")
    assert {tuple(row[key] for key in keys): row["cases"] for row in rows} == dict(cases)
    for row in rows:
        assert row["stage_cases"] == whole[row["election"], row["stage"]]  # type: ignore[index]  # words, or nothing


@pytest.mark.parametrize(
    ("stage", "days"), [("penetapan", 1), ("masa-tenang", 3), ("kampanye", 60), ("pendaftaran", 3), ("pemungutan", 1)]
)
def test_the_days_of_a_stage_have_both_ends(stage: str, days: int) -> None:
    """Of the Pilkada 2024: the campaign ran from 25 September to 23 November."""
    (entry,) = [one for one in book().stages if (one.election, one.id) == ("pilkada-2024", stage)]
    assert days_of(entry, TODAY) == days


@pytest.mark.parametrize(
    ("today", "days"),
    [("2024-09-24", 0), ("2024-09-25", 1), ("2024-10-04", 10), ("2024-11-23", 60), ("2025-01-01", 60)],
)
def test_a_stage_under_way_counts_until_today(today: str, days: int) -> None:
    (campaign,) = [one for one in book().stages if (one.election, one.id) == ("pilkada-2024", "kampanye")]
    assert days_of(campaign, date.fromisoformat(today)) == days


def test_the_determination_of_candidates_stands_out(template: Path, tmp_path: Path) -> None:
    """Nine cases on the one day of it, thirty in the sixty days of the campaign."""
    of_2024 = {"election": "pilkada-2024", "opened_on": "2024-10-01"}
    cases = [{**of_2024, "stage": "penetapan"}] * 9 + [{**of_2024, "stage": "kampanye"}] * 30
    path = made_up(template, tmp_path, cases)
    first, second = by_key(made(path, PILKADA))
    assert (first["stage"], first["days"], first["per_day"], first["stage_per_day"]) == ("penetapan", 1, 9, 9)
    assert (second["stage"], second["days"], second["per_day"]) == ("kampanye", 60, Decimal("0.5"))
    election = next(one for one in book().elections if one.id == "pilkada-2024")
    begun = sum(days_of(stage, TODAY) for stage in election.stages)
    average = Decimal(39) / begun
    assert first["times_average"] == tenth(9 / average)
    assert second["times_average"] == tenth(Decimal("0.5") / average)
    (note,) = [note for note in made(path, PILKADA).notes if "at least twice" in note]
    assert note.index("Determination") < note.index("Campaign")
    assert f"({first['times_average']})" in note


def test_a_stage_that_is_as_crowded_as_the_rest_is_not_named(template: Path, tmp_path: Path) -> None:
    one = {"election": "pilkada-2024", "opened_on": "2024-10-01", "stage": "pra-pendaftaran"}
    path = made_up(template, tmp_path, [one] * 4)
    assert not [note for note in made(path).notes if "at least twice" in note]


def test_an_act_outside_of_every_stage_has_no_days(template: Path, tmp_path: Path) -> None:
    nowhere = {"election": "pilkada-2024", "stage": None}
    path = made_up(template, tmp_path, [{"election": None, "stage": None}, nowhere, {"stage": "penetapan"}])
    rows = by_key(made(path))
    assert [(row["election"], row["stage"], row["days"], row["times_average"] is None) for row in rows] == [
        ("pilkada-2020", "penetapan", 1, False), ("pilkada-2024", None, None, True), (None, None, None, True),
    ]  # fmt: skip


def test_a_case_of_two_forms_stands_in_two_rows_and_once_below(template: Path, tmp_path: Path) -> None:
    path = made_up(template, tmp_path, [{"violations": "D1;D4", "person": 7}, {"person": 7}])
    table = made(path)
    assert [(row["violation"], row["cases"], row["persons"]) for row in by_key(table)] == [("D1", 1, 1), ("D4", 2, 1)]
    assert dict(table.totals[0].values) == {"cases": 2, "persons": 1}


def test_the_cases_behind_are_as_many_as_the_rows_count(busy: Busy) -> None:
    with reading(busy.path) as connection:
        asked = asked_of(connection, PILKADA)
        assert REPORT.behind is not None
        behind = Counter(key for key, _number in REPORT.behind(asked))
        rows = list(stages_table(asked).rows)
    assert {tuple(row[:4]): row[4] for row in rows} == dict(behind)
    assert {row[0] for row in rows} == {"pilkada-2024"}


def test_nothing_to_count_says_so(register: Path) -> None:
    table = made(register)
    assert (list(table.rows), table.totals, table.empty) == ([], (), "No case fits.")
