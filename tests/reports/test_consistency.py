"""The consistency of sanctions: lightest, median, heaviest, and the cases that lie far from the median."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.reports.consistency import REPORT, consistency_table, severities, steps_between
from asn_neutral.reports.table import Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.consistency import Sanctioned
from asn_neutral.store.reader import reading
from tests.complaints_file import book
from tests.made_up import PROVEN, RECOMMENDED, Cell, made_up
from tests.reports_asked import asked_of


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(path: Path, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return consistency_table(asked_of(connection, filters))


def by_key(table: Table) -> list[dict[str, Value]]:
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def case(sanction: str, on: str = "2024-11-02", **cells: Cell) -> dict[str, Cell]:
    return {**PROVEN, "sanction": sanction, "decided_on": on, **cells}


def test_the_spread_of_a_group_and_its_outliers(template: Path, tmp_path: Path) -> None:
    """Five times a delay of promotion, once a step beside it, and two far off."""
    cases = [
        *[case("penundaan-kp")] * 5, case("penundaan-kgb"), case("teguran-lisan"), case("bebas-jabatan"), RECOMMENDED,
    ]  # fmt: skip
    (row,) = by_key(made(made_up(template, tmp_path, cases)))
    assert row == {
        "violation": "D4", "position_class": "pelaksana", "cases": 8, "lightest": "teguran-lisan",
        "median": "penundaan-kp", "heaviest": "bebas-jabatan", "outliers": ("2020/0007", "2020/0008"),
    }  # fmt: skip


def test_two_cases_tell_nothing_of_what_is_usual(template: Path, tmp_path: Path) -> None:
    cases = [case("teguran-lisan"), case("pdhtaps")]
    (row,) = by_key(made(made_up(template, tmp_path, cases)))
    assert (row["lightest"], row["median"], row["heaviest"], row["outliers"]) == (
        "teguran-lisan", "teguran-lisan", "pdhtaps", (),
    )  # fmt: skip


def test_three_cases_tell_it(template: Path, tmp_path: Path) -> None:
    cases = [case("penundaan-kp"), case("penundaan-kp"), case("bebas-jabatan")]
    (row,) = by_key(made(made_up(template, tmp_path, cases)))
    assert row["outliers"] == ("2020/0003",)


def test_each_form_and_each_class_is_a_group_of_its_own(template: Path, tmp_path: Path) -> None:
    cases = [
        case("penundaan-kp", violations="D1;D4"),
        case("turun-jabatan", position_class=None),
        case("teguran-lisan", position_class="jpt-pratama"),
    ]
    rows = by_key(made(made_up(template, tmp_path, cases)))
    assert [(row["violation"], row["position_class"], row["cases"]) for row in rows] == [
        ("D1", "pelaksana", 1), ("D4", "jpt-pratama", 1), ("D4", "pelaksana", 1), ("D4", None, 1),
    ]  # fmt: skip


def test_annulled_sanctions_do_not_count(template: Path, tmp_path: Path) -> None:
    cases = [case("penundaan-kp"), case("pdhtaps", annulled="yes")]
    (row,) = by_key(made(made_up(template, tmp_path, cases)))
    assert (row["cases"], row["heaviest"]) == (1, "penundaan-kp")


@pytest.mark.parametrize(
    ("sanction", "other", "on", "employment", "steps"),
    [
        ("penundaan-kp", "penundaan-kp", "2024-11-02", "PNS", 0),
        ("penundaan-kgb", "penundaan-kp", "2024-11-02", "PNS", 1),
        ("turun-jabatan", "penurunan-pangkat-1-tahun", "2024-11-02", "PNS", 1),
        # Until 30 August 2021 a demotion by one rank for three years stood between the two.
        ("pemindahan-turun-jabatan", "penurunan-pangkat-1-tahun", "2021-08-30", "PNS", 2),
        ("bebas-jabatan", "penundaan-kp", "2024-11-02", "PNS", 3),
        # PPPK have nothing between the heaviest sedang and the end of their contract.
        ("pppk-phk-hormat", "pppk-penundaan-kgb-3-tahun", "2024-11-02", "PPPK", 1),
        ("pppk-phk-hormat", "pppk-penundaan-kgb-3-tahun", "2024-11-02", None, 3),
    ],
)
def test_steps_are_the_sanctions_in_force_on_the_day(
    sanction: str, other: str, on: str, employment: str | None, steps: int
) -> None:
    severity = severities(book())
    one = Sanctioned("D4", None, "2024/0001", sanction, employment, on)
    assert steps_between(one, severity[sanction], severity[other], book()) == steps


def test_the_order_of_severity_is_that_of_the_law() -> None:
    severity = severities(book())
    assert set(severity) == {entry.id for entry in book().sanctions}
    assert severity["teguran-lisan"] < severity["penundaan-kgb"] < severity["turun-jabatan"] < severity["ptdh"]


def test_a_sanction_that_the_law_does_not_have_is_told_by_its_case(template: Path, tmp_path: Path) -> None:
    cases = [case("penundaan-kp"), case("kerja-bakti", violations="D1;D4")]
    table = made(made_up(template, tmp_path, cases))
    assert [row["cases"] for row in by_key(table)] == [1]
    assert table.notes[-1] == "The law data does not have the sanctions of: 2020/0002."


def test_the_cases_behind_and_the_filters(template: Path, tmp_path: Path) -> None:
    cases = [case("penundaan-kp"), case("penundaan-kp", channel="sbt", violations="D1;D4"), RECOMMENDED]
    path = made_up(template, tmp_path, cases)
    with reading(path) as connection:
        assert REPORT.behind is not None
        asked = asked_of(connection, Filters(channel=("sbt",)))
        assert list(REPORT.behind(asked)) == [(("D1", "pelaksana"), "2020/0002"), (("D4", "pelaksana"), "2020/0002")]
        assert [row[2] for row in consistency_table(asked).rows] == [1, 1]


def test_nothing_to_count_says_so(register: Path) -> None:
    table = made(register)
    assert (list(table.rows), table.empty) == ([], "No case that fits has a sanction.")
