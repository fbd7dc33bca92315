"""The units: every figure compared with a count in plain Python, and the file of headcounts beside it."""

from decimal import Decimal
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.config import load_settings
from asn_neutral.reports.table import Table, Value
from asn_neutral.reports.units import REPORT, per_thousand, units_table
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.complaints_file import opened
from tests.made_up import PROVEN, RECOMMENDED, made_up
from tests.reports_asked import asked_of


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(path: Path, filters: Filters = Filters(), headcounts: Path | None = None) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        asked = asked_of(connection, filters)
        settings = asked.settings._replace(headcounts=headcounts)
        return units_table(type(asked)(connection, asked.law, settings, asked.today, filters))


def by_key(table: Table) -> list[dict[str, Value]]:
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def test_every_unit_counts_its_own(busy: Busy) -> None:
    table = made(busy.path)
    for row in by_key(table):
        own = [fact for fact in busy.facts if fact.unit == row["unit"]]
        assert row["cases"] == len(own)
        assert row["persons"] == len({fact.employee_id for fact in own})
        assert row["incidents"] == len({fact.complaint_id for fact in own})
    assert [row["unit"] for row in by_key(table)] == sorted(
        {fact.unit for fact in busy.facts}, key=lambda unit: (-sum(fact.unit == unit for fact in busy.facts), unit)
    )
    lines = {total.name: total.values for total in table.totals}
    assert lines["sum"]["cases"] == len(busy.facts)
    distinct = lines.get("distinct", lines["sum"])
    assert distinct["persons"] == len({fact.employee_id for fact in busy.facts})


def test_equal_units_share_their_rank(template: Path, tmp_path: Path) -> None:
    cases = [{"unit": unit} for unit in (1, 1, 1, 2, 2, 3, 3, 4)]
    table = made(made_up(template, tmp_path, cases, units=("A", "B", "C", "D")))
    assert [(row["ranking"], row["unit"]) for row in by_key(table)] == [(1, "A"), (2, "B"), (2, "C"), (4, "D")]


def test_what_was_decided_and_stands(template: Path, tmp_path: Path) -> None:
    annulled = {**PROVEN, "annulled": "yes"}
    (row,) = by_key(made(made_up(template, tmp_path, [PROVEN, PROVEN, annulled, RECOMMENDED])))
    assert (row["cases"], row["decided"], row["sanctioned"]) == (4, 3, 2)


def test_persons_for_each_thousand_employees(template: Path, tmp_path: Path) -> None:
    """Three cases of two persons among 160 employees are 12.5; the unit without a number has none."""
    cases = [{"unit": 1}, {"unit": 1, "person": 90}, {"unit": 1, "person": 90}, {"unit": 2}]
    path = made_up(template, tmp_path, cases, units=("Dinas Contoh", "Badan Contoh"))
    file = tmp_path / "pegawai.csv"
    file.write_text("unit,employees\nDINAS  CONTOH,160\nBadan Contok,20\nDinas Lain,x\n", "utf-8")
    table = made(path, headcounts=file)
    assert [(row["unit"], row["employees"], row["per_thousand"]) for row in by_key(table)] == [
        ("Dinas Contoh", 160, Decimal("12.5")), ("Badan Contoh", None, None),
    ]  # fmt: skip
    assert table.notes[-3:] == (
        "Rows of the file of headcounts that were left aside: 4.",
        "No number of employees is known for: Badan Contoh.",
        "Badan Contoh may be the Badan Contok of the file of headcounts.",
    )


def test_without_a_file_it_says_how_to_name_one(busy: Busy) -> None:
    assert made(busy.path).notes[-1].startswith("No number of employees is known; the setting headcounts")


def test_of_many_names_a_note_repeats_only_some(template: Path, tmp_path: Path) -> None:
    names = [f"Unit Nomor {number}" for number in range(1, 14)]
    path = made_up(template, tmp_path, [{"unit": place} for place in range(1, 14)], units=names)
    file = tmp_path / "pegawai.csv"
    file.write_text("unit,employees\nSekretariat,5\n", "utf-8")
    (note,) = [note for note in made(path, headcounts=file).notes if note.startswith("No number")]
    assert note.endswith("and 3 more.")


@pytest.mark.parametrize(
    ("persons", "employees", "rate"), [(1, 16, "62.5"), (1, 20_000, "0.1"), (0, 5, "0.0"), (3, 7, "428.6")]
)
def test_halves_are_rounded_up(persons: int, employees: int, rate: str) -> None:
    assert per_thousand(persons, employees) == Decimal(rate)


def test_a_person_of_two_units_is_counted_once_below(template: Path, tmp_path: Path) -> None:
    path = made_up(template, tmp_path, [{"unit": 1, "person": 5}, {"unit": 2, "person": 5}], units=("A", "B"))
    lines = {total.name: total.values["persons"] for total in made(path).totals}
    assert lines == {"sum": 2, "distinct": 1}


def test_the_cases_behind_and_the_filters(busy: Busy) -> None:
    filters = Filters(channel=("sbt",))
    with reading(busy.path) as connection:
        asked = asked_of(connection, filters)
        assert REPORT.behind is not None
        behind = list(REPORT.behind(asked))
    assert sorted(number for _key, number in behind) == sorted(f.number for f in busy.facts if f.channel == "sbt")
    assert {row["unit"]: row["cases"] for row in by_key(made(busy.path, filters))} == {
        unit: sum(key == (unit,) for key, _number in behind) for (unit,) in {key for key, _number in behind}
    }


def test_nothing_to_count_says_so(register: Path) -> None:
    table = made(register)
    assert (list(table.rows), table.totals, table.empty) == ([], (), "No case fits.")


def test_the_setting_starts_from_the_folder_of_the_file_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('database = "r.db"\nheadcounts = "pegawai.csv"\n', "utf-8")
    assert load_settings({}, {}, file).headcounts == tmp_path / "pegawai.csv"
    assert load_settings({}, {"ASN_NEUTRAL_HEADCOUNTS": "/srv/p.csv"}, file).headcounts == Path("/srv/p.csv")
    assert load_settings({}, {"ASN_NEUTRAL_DB": "r.db"}).headcounts is None


def test_names_of_units_are_not_read_from_the_person(template: Path, tmp_path: Path) -> None:
    """A case keeps the unit it was registered with when the person moves."""
    path = made_up(template, tmp_path, [{"unit": 1}], units=("A", "B"))
    with opened(path) as connection:
        connection.execute("UPDATE employees SET unit_id = 2")
    assert [row["unit"] for row in by_key(made(path))] == ["A"]
