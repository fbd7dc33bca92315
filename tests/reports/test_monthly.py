"""The report of a month: its figures against cases counted one by one, and that it stays as it was."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from asn_neutral import locale
from asn_neutral.errors import UsageError
from asn_neutral.law.terms import Step
from asn_neutral.output.render_json import json_pieces
from asn_neutral.reports import monthly_lists
from asn_neutral.reports.document import Chart, Document, record_of, table_of, tables_of
from asn_neutral.reports.monthly import FIGURES, Period, monthly, period_of
from asn_neutral.reports.monthly_charts import BY
from asn_neutral.reports.report import Asked, LookedBack
from asn_neutral.reports.table import Table
from asn_neutral.services.add_complaint import add_complaint
from asn_neutral.services.looking_back import Moment, look_back
from asn_neutral.services.record_step import record_step
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.complaints_file import book, desk, row
from tests.lived import Lived
from tests.reports_asked import asked_of

ZONE: Final = "Asia/Makassar"
MONTHS: Final = ("2020-11", "2023-07", "2024-10", "2024-12", "2025-02", "2025-03", "2025-05", "2026-08")
TODAY: Final = date(2027, 6, 30)
CASES: Final = """
SELECT k.*, u.name AS unit, u.kind AS unit_kind, e.nip FROM cases AS k JOIN units AS u ON u.id = k.unit_id
JOIN employees AS e ON e.id = k.employee_id ORDER BY k.id
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@contextmanager
def seen(path: Path, day: date, *, known: bool = True) -> Iterator[sqlite3.Connection]:
    """The register as it was at the end of *day*."""
    with reading(path, spills=False) as connection:
        look_back(connection, Moment(day, known=known), ZONE, path)
        yield connection


def asked_at(connection: sqlite3.Connection, day: date, *, known: bool) -> Asked:
    plain = asked_of(connection, today=day)
    looked = LookedBack(Moment(day, known=known), None, TODAY)
    return Asked(connection, book, plain.settings, day, Filters(), looked_back=looked)


def made(path: Path, month: str, *, known: bool = True, today: date = TODAY) -> Document:
    period = period_of(month, today)
    with seen(path, period.last, known=known) as now, seen(path, period.before.last, known=known) as before:
        return monthly(
            asked_at(now, period.last, known=known), asked_at(before, period.before.last, known=known), period
        )


def told(document: Document) -> str:
    """Everything in it, as scripts read it."""
    return "".join(json_pieces(record_of(document)))


def table(document: Document, name: str) -> Table:
    return next(one for one in tables_of(document) if one.name == name)


def dicts(one: Table) -> list[dict[str, object]]:
    keys = [column.key for column in one.columns]
    return [dict(zip(keys, values, strict=True)) for values in one.rows]


def counted(cases: list[sqlite3.Row], complaints: list[sqlite3.Row], first: str, last: str) -> Mapping[str, int]:
    """The key figures, counted with nothing but Python."""

    def within(name: str) -> list[sqlite3.Row]:
        return [case for case in cases if case[name] and first <= case[name] <= last]

    standing = [case for case in cases if not case["closed_on"]]
    answering = [case for case in standing if "waiting" not in (case["side"] or "").split(";")]
    late = {case["id"] for case in standing if case["due_clock"] == "ppk-follow-up" and case["due_on"] < last}
    late |= {case["id"] for case in answering if not case["followed_up_on"] and (case["respond_by"] or last) < last}
    return {
        "reports": sum(first <= one["received_on"] <= last for one in complaints),
        "cases": len(within("opened_on")),
        "persons": len({case["employee_id"] for case in within("opened_on")}),
        "recommended": len(within("recommended_on")),
        "decided": len(within("decided_on")),
        "in_force": len(within("in_force_on")),
        "reported": len(within("reported_on")),
        "open": len(standing),
        "overdue": sum(bool(case["due_clock"] and case["due_on"] and case["due_on"] < last) for case in standing),
        "block_risk": len(late),
        "blocked": sum(bool(case["blocked_on"] and not case["reopened_on"]) for case in cases),
        "running": sum(
            case["annulled"] == "no" and bool(case["effect_on"]) and case["effect_on"] <= last
            and (not case["ends_on"] or case["ends_on"] >= last) for case in cases
        ),
    }  # fmt: skip


@pytest.mark.parametrize("month", MONTHS)
def test_the_key_figures_are_those_of_the_cases_as_they_were_known(lived: Lived, month: str) -> None:
    rows = {one["figure"]: one for one in dicts(table(made(lived.path, month), "key_figures"))}
    period = period_of(month, TODAY)
    for name, of in (("month", period), ("before", period.before)):
        with seen(lived.path, of.last) as connection:
            cases, complaints = (connection.execute(sql).fetchall() for sql in (CASES, "SELECT * FROM complaints"))
        expected = counted(cases, complaints, of.first.isoformat(), of.last.isoformat())
        assert {figure: one[name] for figure, one in rows.items()} == expected
    assert all(one["change"] == one["month"] - one["before"] for one in rows.values())  # type: ignore[operator]  # counts


def test_the_months_of_the_stories_have_something_to_tell(lived: Lived) -> None:
    """Otherwise the test above would compare noughts."""
    seen_so_far = Counter[str]()
    for month in MONTHS:
        for one in dicts(table(made(lived.path, month), "key_figures")):
            seen_so_far[str(one["figure"])] += bool(one["month"])
    assert min(seen_so_far.values()) >= 1, seen_so_far


@pytest.mark.parametrize("month", ["2024-12", "2026-02"])
def test_the_recaps_count_what_came_in_and_everything(lived: Lived, month: str) -> None:
    document, period = made(lived.path, month), period_of(month, TODAY)
    with seen(lived.path, period.last) as connection:
        cases = connection.execute(CASES).fetchall()
    for word in BY:
        key = word.replace("-", "_")
        expected: dict[str | None, list[sqlite3.Row]] = {}
        for case in cases:
            for value in case["violations"].split(";") if word == "violation" else (case[key],):
                expected.setdefault(value, []).append(case)
        rows = dicts(table(document, f"by_{key}"))
        assert {one[word]: one["cases"] for one in rows} == {value: len(of) for value, of in expected.items()}
        for one in rows:
            of = expected[one[word]]  # type: ignore[index]  # a word or nothing
            assert one["persons"] == len({case["employee_id"] for case in of})
            assert one["incidents"] == len({case["complaint_id"] for case in of})
            assert one["in_month"] == sum(case["opened_on"][:7] == month for case in of)
        assert table(document, f"by_{key}").totals[0].values["cases"] == len(cases)


def test_the_course_of_the_year_ends_with_the_month(lived: Lived) -> None:
    rows = dicts(table(made(lived.path, "2025-03"), "course"))
    assert [one["month"] for one in rows][::11] == ["2024-04", "2025-03"]
    with seen(lived.path, date(2025, 3, 31)) as connection:
        cases = connection.execute(CASES).fetchall()
    for key, day in (("received", "opened_on"), ("decided", "decided_on")):
        months = Counter((case[day] or "")[:7] for case in cases)
        assert {one["month"]: one[key] for one in rows} == {one["month"]: months[str(one["month"])] for one in rows}
        assert any(one[key] for one in rows)


@pytest.mark.parametrize("month", MONTHS)
def test_the_lists_hold_what_the_figures_count(lived: Lived, month: str) -> None:
    document = made(lived.path, month)
    figures = {one["figure"]: one["month"] for one in dicts(table(document, "key_figures"))}
    overdue, risk = dicts(table(document, "overdue")), dicts(table(document, "block_risk"))
    assert len(overdue) == figures["overdue"]
    assert sum(one["block_risk"] is True for one in overdue) == figures["block_risk"]
    late = {one["number"] for one in overdue if one["block_risk"]}
    passed = {one["number"] for one in risk if isinstance(left := one["days_left"], int) and left < 0}
    assert late <= passed <= late | {one["number"] for one in risk if one["blocked_on"]}
    assert sum(one["blocked_on"] is not None for one in risk) == figures["blocked"]
    assert len(list(table(document, "sanctions").rows)) == figures["running"]
    last = period_of(month, TODAY).last
    assert all(one["days_late"] == (last - one["due_on"]).days > 0 for one in overdue)  # type: ignore[operator]  # days


def test_a_list_that_is_cut_says_so(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(table(made(lived.path, "2024-12"), "overdue").rows)
    assert len(whole) > 2
    monkeypatch.setattr(monthly_lists, "MOST", 2)
    cut = table(made(lived.path, "2024-12"), "overdue")
    assert list(cut.rows) == whole[:2]
    assert cut.matching == len(whole)


# ---- the same for ever


def test_what_is_recorded_later_changes_nothing(lived: Lived, tmp_path: Path) -> None:
    path = Path(shutil.copy(lived.path, tmp_path / "later.db"))
    before = told(made(path, "2024-10"))
    add_complaint(row(77), desk(path, today=TODAY))
    number = lived.numbers["01-berat-from-recommendation-to-closing"]
    with reading(path) as connection:
        opened = connection.execute(
            "SELECT number FROM cases WHERE closed_on IS NULL AND status = 'registered' ORDER BY id DESC"
        ).fetchone()
    record_step(opened[0], Step.REVIEW, date(2024, 10, 25), {}, desk(path, today=TODAY))
    assert told(made(path, "2024-10")) == before
    now = made(path, "2024-10", known=False)
    assert table_rows(now, "cases") == table_rows(made(path, "2024-10"), "cases") + 1
    assert number not in opened[0]
    assert {column.key: value for column, value in now.facts}["known"] is False


def table_rows(document: Document, figure: str) -> int:
    """One key figure of the month."""
    found = next(one["month"] for one in dicts(table(document, "key_figures")) if one["figure"] == figure)
    assert isinstance(found, int)
    return found


def test_it_names_the_register_it_was_made_from(lived: Lived) -> None:
    facts = {column.key: value for column, value in made(lived.path, "2024-12").facts}
    with closing(sqlite3.connect(lived.path)) as connection:
        sql = "SELECT seq, lower(hex(hash)) FROM events WHERE recorded_at < '2024-12-31T16:00:00Z' ORDER BY seq DESC"
        assert (facts["events"], facts["head"]) == connection.execute(sql).fetchone()
    assert isinstance(facts["events"], int)
    assert facts["events"] > 0


def test_a_month_before_the_register_is_empty_and_whole(lived: Lived) -> None:
    document = made(lived.path, "2001-01")
    facts = {column.key: value for column, value in document.facts}
    assert (facts["events"], facts["head"]) == (0, "0" * 64)
    assert all(one["month"] == 0 for one in dicts(table(document, "key_figures")))
    assert all(not list(one.rows) for one in tables_of(document) if one.name.startswith("by_"))
    json.loads(told(document))


# ---- one pass for each table


def test_each_table_is_one_question(lived: Lived) -> None:
    period = period_of("2024-12", TODAY)
    statements: dict[str, list[str]] = {"now": [], "before": []}
    with seen(lived.path, period.last) as now, seen(lived.path, period.before.last) as before:
        now.set_trace_callback(statements["now"].append)
        before.set_trace_callback(statements["before"].append)
        document = monthly(
            asked_at(now, period.last, known=True), asked_at(before, period.before.last, known=True), period
        )
    asked = [one for one in statements["now"] if not one.lstrip().startswith("--")]
    own = [one for one in tables_of(document) if one.name != "definitions"]
    rows_of_lists = [one for one in asked if "k.id IN (" in one]
    assert len(rows_of_lists) == 3
    assert len(asked) - len(rows_of_lists) == len(own) + 1  # and the newest event
    assert len([one for one in statements["before"] if not one.lstrip().startswith("--")]) == 1


# ---- what it says


def test_three_sentences_sum_it_up(lived: Lived) -> None:
    document = made(lived.path, "2024-12")
    assert "\n".join(document.summary) == (
        "In December 2024 the office received 1 complaint with 1 case against 1 person; in the month before it was"
        " 0 cases.\n"
        "A recommendation was received in 1 case; a sanction was decided on in 0 cases and took effect in 0 cases,"
        " and 0 cases went to BKN as a report.\n"
        "At its end the office had 12 cases open, 8 of them overdue; BKN may block the data in 2 cases and has blocked"
        " it in 0 cases."
    )


def test_every_column_is_explained(lived: Lived) -> None:
    for one in tables_of(made(lived.path, "2024-12")):
        if one.name != "definitions":
            keys = {column.key for column in one.columns} - set(BY)
            assert keys <= FIGURES[one.name].keys(), one.name
    explained = {values[1] for values in table(made(lived.path, "2024-12"), "definitions").rows}
    assert {"Complaints received", "Share %", "Days late", "Ends on", "May be the same as"} <= explained


def test_charts_draw_columns_of_the_table_beside_them(lived: Lived) -> None:
    charts = [part for section in made(lived.path, "2024-12").sections for part in section.parts]
    drawn = [part for part in charts if isinstance(part, Chart)]
    assert [chart.table.name for chart in drawn] == ["course", *(f"by_{word.replace('-', '_')}" for word in BY)]
    for chart in drawn:
        assert {chart.label, *chart.series} <= {column.key for column in table_of(chart).columns}


def test_doubtful_data_is_counted(lived: Lived, busy: Busy) -> None:
    doubted = set[object]()
    for path, month, today in ((busy.path, "2025-01", date(2025, 1, 15)), (lived.path, "2025-05", TODAY)):
        rows = {one["doubt"]: one["cases"] for one in dicts(table(made(path, month, today=today), "quality"))}
        with seen(path, period_of(month, today).last) as connection:
            cases = connection.execute(CASES).fetchall()
        remarks = [{one.partition(":")[0] for one in case["remarks"].split(";") if one} for case in cases]
        expected = Counter(one for remarked in remarks for one in remarked)
        expected["no-election"] = sum(case["election"] is None for case in cases)
        expected["no-stage"] = sum(case["stage"] is None for case in cases)
        assert rows == +expected
        assert expected["no-nip"] == sum(case["nip"] is None for case in cases)
        doubted |= rows.keys()
    assert {"no-nip", "no-election", "no-stage", "stage-mismatch"} <= doubted


def test_units_with_nearly_the_same_name_stand_side_by_side(register: Path) -> None:
    for number, unit in enumerate(("Dinas Kesehatan", "Dinas Kesehatn", "Kecamatan Kadia", "Dinas Sosial")):
        add_complaint(row(number, unit_kerja=unit), desk(register))
    document = made(register, "2025-01", today=date(2025, 1, 15))
    assert list(table(document, "near_names").rows) == [("Dinas Kesehatn", 1, "Dinas Kesehatan", 1)]


# ---- the month


@pytest.mark.parametrize(
    ("typed", "today", "first", "last"),
    [
        (None, date(2025, 1, 15), date(2024, 12, 1), date(2024, 12, 31)),
        (None, date(2024, 3, 1), date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-10", date(2025, 1, 15), date(2024, 10, 1), date(2024, 10, 31)),
        ("2025-01", date(2025, 1, 15), date(2025, 1, 1), date(2025, 1, 15)),
        ("2025-01", date(2025, 1, 31), date(2025, 1, 1), date(2025, 1, 31)),
    ],
)
def test_the_month_that_is_meant(typed: str | None, today: date, first: date, last: date) -> None:
    period = period_of(typed, today)
    assert (period.first, period.last) == (first, last)
    assert period.whole is (last == (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))
    assert period.before.last == first - timedelta(days=1)


@pytest.mark.parametrize(
    "typed", ["", "2024", "2024-13", "10-2024", "2024-1", "2024-10-01", "٢٠٢٤-10", "0001-01", "2025-02"]
)
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        period_of(typed, date(2025, 1, 15))


def test_a_running_month_says_so(lived: Lived) -> None:
    document = made(lived.path, "2024-10", today=date(2024, 10, 10))
    assert "The month is not over; the figures go to 2024-10-10." in document.sections[0].paragraphs
    assert document.day == date(2024, 10, 10)
    assert Period(date(2024, 10, 1), date(2024, 10, 10)).word == "2024-10"
