"""The questions asked of the register: what each answers, what it costs, and that no typed word becomes SQL."""

import inspect
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain import numbering
from asn_neutral.domain.numbering import record_id
from asn_neutral.errors import AmbiguousError, NotFoundError
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries import (
    activity,
    agenda,
    cases,
    complaints,
    consistency,
    custody,
    decisions,
    dossiers,
    durations,
    employees,
    follow_up,
    full_register,
    grouping,
    intake,
    lives,
    monthly,
    numbers,
    overdue,
    owners,
    recap,
    remedies,
    repeat,
    schedules,
    stages,
    units,
)
from asn_neutral.store.queries.register import contents
from asn_neutral.store.reader import reading
from asn_neutral.store.schema import SCHEMA_VERSION
from tests.busy import ASSIGNED, RECOMMENDED, Busy
from tests.complaints_file import ask, nip, opened, row, take, write

TYPED = "zzq' OR 1=1; DROP TABLE cases;--"
EVERY = Filters(**dict.fromkeys(Filters._fields, (TYPED, f"{TYPED}2")))
MONTH = monthly.Month(TYPED, TYPED)
Asking = Callable[[sqlite3.Connection], object]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def connection(busy: Busy) -> Iterator[sqlite3.Connection]:
    with reading(busy.path) as connection:
        yield connection


@pytest.fixture
def small(register: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Three cases: two of one complaint, one of another agency with the same number."""
    rows = (
        row(1, nomor_laporan="7/X"),
        row(2, nomor_laporan="7/X"),
        row(3, nomor_laporan="7/X", jalur="sbt"),
        row(4, nomor_laporan="2024/0001"),
    )
    take(register, write(tmp_path / "small.csv", *rows))
    with reading(register) as connection:
        yield connection


def number_of(connection: sqlite3.Connection, noun: str, wanted: str) -> str:
    """The number of the record that *wanted* names."""
    table = {"case": "cases", "complaint": "complaints"}[noun]
    found = numbers.find(connection, noun, wanted)
    return str(connection.execute(f"SELECT number FROM {table} WHERE id = ?", (found,)).fetchone()[0])  # noqa: S608 - one of two names above


# ---- finding one record


@pytest.mark.parametrize(
    ("noun", "wanted", "number"),
    [
        ("case", "2024/0002", "2024/0002"),
        ("case", "2024/0001", "2024/0001"),  # its own number goes before another agency's
        ("complaint", "P-2024/0002", "P-2024/0002"),
        ("complaint", "2024/0001", "P-2024/0003"),  # an external number
    ],
)
def test_one_record_is_found(small: sqlite3.Connection, noun: str, wanted: str, number: str) -> None:
    assert number_of(small, noun, wanted) == number


def test_every_number_is_found_and_so_is_its_shortest_beginning(busy: Busy, connection: sqlite3.Connection) -> None:
    every = sorted(fact.number for fact in busy.facts)
    for number in every:
        assert number_of(connection, "case", number) == number
        alone = [number[:end] for end in range(1, len(number)) if sum(n.startswith(number[:end]) for n in every) == 1]
        for beginning in alone:
            assert number_of(connection, "case", beginning) == number


def test_every_external_number_leads_to_its_complaint(busy: Busy, connection: sqlite3.Connection) -> None:
    for fact in busy.facts[::7]:
        assert fact.external is not None
        assert number_of(connection, "complaint", fact.external) == fact.complaint


@pytest.mark.parametrize(("noun", "table"), [("case", "cases"), ("complaint", "complaints")])
def test_a_whole_number_is_never_taken_for_a_beginning(register: Path, tmp_path: Path, noun: str, table: str) -> None:
    """After 9,999 cases of a year their numbers are one digit longer."""
    take(register, write(tmp_path / "in.csv", row(1), row(2), row(3)))
    with opened(register) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for place, serial in enumerate((1000, 10000, 10001), start=1):
            ids = (record_id(2024, serial), record_id(2024, place))
            connection.execute(f"UPDATE {table} SET id = ? WHERE id = ?", ids)  # noqa: S608 - one of two names above
    with reading(register) as connection:
        assert numbers.find(connection, noun, numbering.number_of(noun, record_id(2024, 1000))) == record_id(2024, 1000)
        with pytest.raises(AmbiguousError):
            numbers.find(connection, noun, numbering.number_of(noun, record_id(2024, 1000))[:-1])


def test_a_beginning_of_several_names_them(small: sqlite3.Connection) -> None:
    with pytest.raises(AmbiguousError) as told:
        numbers.find(small, "case", "2024/")
    assert str(told.value) == (
        "2024/ fits more than one: 2024/0001, 2024/0002, 2024/0003, 2024/0004. Type more of the number."
    )


def test_only_the_first_few_of_many_are_named(connection: sqlite3.Connection) -> None:
    with pytest.raises(AmbiguousError) as told:
        numbers.find(connection, "case", "2024/")
    assert told.value.details["matches"] == "2024/0001, 2024/0002, 2024/0003, 2024/0004, 2024/0005, …"


def test_an_external_number_of_several_is_ambiguous_too(small: sqlite3.Connection) -> None:
    with pytest.raises(AmbiguousError) as told:
        numbers.find(small, "complaint", "7/X")
    assert told.value.details["matches"] == "P-2024/0001 (bawaslu), P-2024/0002 (sbt)"
    assert str(told.value).endswith(". Use one of these numbers of this register.")
    with pytest.raises(AmbiguousError) as told:
        numbers.find(small, "case", "7/X")
    assert told.value.details["matches"] == "2024/0001 (bawaslu), 2024/0002 (bawaslu), 2024/0003 (sbt)"


@pytest.mark.parametrize("noun", ["case", "complaint"])
@pytest.mark.parametrize("wanted", ["", " ", "2024/9999", "%", "_", "2024_0001", "7/x", TYPED, "\U0010ffff", "x" * 300])
def test_what_is_not_there_is_not_found(small: sqlite3.Connection, noun: str, wanted: str) -> None:
    with pytest.raises(NotFoundError) as told:
        numbers.find(small, noun, wanted)
    assert told.value.details["wanted"] == f"{noun} {wanted}"
    assert f"`asn-neutral {noun} list`" in str(told.value)


def test_beginnings_for_completion(connection: sqlite3.Connection) -> None:
    found = numbers.beginning_with(connection, "case", "2020/000", limit=4)
    assert [number for _id, number in found] == [f"2020/000{n}" for n in range(1, 5)]
    assert numbers.beginning_with(connection, "case", "") == []


# ---- people who were named before


def test_people_are_found_by_a_part_of_name_or_number(connection: sqlite3.Connection) -> None:
    by_name = employees.search(connection, "wARGA contoh", limit=9)
    assert "Warga Contoh 1" in [found["name"] for found in by_name]
    assert all("Warga Contoh" in found["name"] for found in by_name)
    by_number = employees.search(connection, nip(3)[:14], limit=9)
    assert "JOSÉ CONTOH" in [found["name"] for found in by_number]
    assert employees.search(connection, "zzz", limit=9) == []
    assert len(employees.search(connection, "a", limit=3)) == 3


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", '"', TYPED])
def test_signs_of_patterns_are_letters_of_a_name(busy: Busy, connection: sqlite3.Connection, typed: str) -> None:
    expected = {fact.name for fact in busy.facts if typed.lower() in fact.name.lower()}
    assert {found["name"] for found in employees.search(connection, typed, limit=999)} == expected


def test_the_newest_case_says_what_a_person_is(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1, golongan="III/a", unit_kerja="Dinas Contoh")))
    take(register, write(tmp_path / "b.csv", row(2, nip=nip(1), golongan="III/b", unit_kerja="Badan Contoh")))
    with reading(register) as connection:
        (found,) = employees.search(connection, nip(1), limit=9)
    assert (found["rank"], found["unit"]) == ("III/b", "Badan Contoh")


# ---- lists


def test_the_newest_stand_first_and_a_limit_cuts_the_oldest(busy: Busy, connection: sqlite3.Connection) -> None:
    every = [found["number"] for found in cases.case_list(connection, Filters())]
    assert every == [fact.number for fact in reversed(busy.facts)]
    assert [found["number"] for found in cases.case_list(connection, Filters(), limit=3)] == every[:3]


def test_a_list_is_a_stream(connection: sqlite3.Connection) -> None:
    assert isinstance(cases.case_list(connection, Filters()), sqlite3.Cursor)
    assert isinstance(complaints.complaint_list(connection, Filters()), sqlite3.Cursor)


def test_a_complaint_knows_how_many_cases_it_opened(busy: Busy, connection: sqlite3.Connection) -> None:
    for found in complaints.complaint_list(connection, Filters()):
        assert found["cases"] == sum(fact.complaint == found["number"] for fact in busy.facts)


def test_how_much_is_there(busy: Busy, connection: sqlite3.Connection) -> None:
    found = contents(connection)
    ((head,),) = ask(busy.path, "SELECT hash FROM events ORDER BY seq DESC LIMIT 1")
    assert isinstance(head, bytes)
    assert (found.schema, found.head) == (SCHEMA_VERSION, head.hex())
    persons, units = {fact.employee_id for fact in busy.facts}, {fact.unit for fact in busy.facts}
    incidents = {fact.complaint_id for fact in busy.facts}
    assigned = sum(len(serials) for _owner, serials in ASSIGNED)
    events = len(busy.facts) + len(RECOMMENDED) + assigned + 2
    assert found.counts == (len(incidents), len(busy.facts), len(persons), len(units), 2, events)


def test_an_empty_register_has_no_newest_event(register: Path) -> None:
    with reading(register) as connection:
        assert contents(connection).head is None
        assert contents(connection).counts == (0, 0, 0, 0, 0, 0)


# ---- what was typed


def not_found(connection: sqlite3.Connection, noun: str) -> None:
    with pytest.raises(NotFoundError):
        numbers.find(connection, noun, TYPED)


ASKED: dict[str, Asking] = {
    "case list": lambda connection: cases.case_list(connection, EVERY).fetchall(),
    "case count": lambda connection: cases.case_count(connection, EVERY),
    "complaint list": lambda connection: complaints.complaint_list(connection, EVERY).fetchall(),
    "complaint count": lambda connection: complaints.complaint_count(connection, EVERY),
    "recap": lambda connection: recap.recap(connection, ["unit", "violation"], EVERY),
    "recap members": lambda connection: list(recap.recap_members(connection, ["unit", "violation"], EVERY)),
    "recap totals": lambda connection: recap.recap_totals(connection, EVERY),
    "follow-up": lambda connection: follow_up.follow_up(connection, ["violation"], EVERY),
    "follow-up members": lambda connection: list(follow_up.follow_up_members(connection, [], EVERY)),
    "follow-up counting": lambda connection: list(follow_up.follow_up_counting(connection, EVERY)),
    "durations": lambda connection: list(durations.asked_by(connection, ["unit"], EVERY, durations.STEPS)),
    "units": lambda connection: units.units(connection, EVERY),
    "unit totals": lambda connection: units.unit_totals(connection, EVERY),
    "unit members": lambda connection: units.unit_members(connection, EVERY),
    "stages": lambda connection: stages.stages(connection, EVERY),
    "whole stages": lambda connection: stages.whole_stages(connection, EVERY),
    "persons of stages": lambda connection: stages.stage_persons(connection, EVERY),
    "stage members": lambda connection: list(stages.stage_members(connection, EVERY)),
    "consistency": lambda connection: list(consistency.sanctioned(connection, EVERY)),
    "files": lambda connection: intake.batches(connection, first=TYPED, last=TYPED),
    "files that brought": lambda connection: intake.brought_by(connection, EVERY),
    "activity": lambda connection: activity.activity(connection, EVERY, first=TYPED, last=TYPED),
    "register": lambda connection: list(full_register.full_register(connection, EVERY).rows),
    "overdue": lambda connection: list(overdue.overdue(connection, EVERY, today=TYPED, guarded=[TYPED]).rows),
    "decisions": lambda connection: list(decisions.decisions(connection, EVERY, today=TYPED).rows),
    "remedies": lambda connection: list(remedies.remedies(connection, EVERY).rows),
    "repeat": lambda connection: list(repeat.persons_with_several(connection, EVERY)),
    "custody": lambda connection: list(custody.open_cases_with_steps(connection, EVERY)),
    "cases of files": lambda connection: list(intake.batch_members(connection, EVERY)),
    "cases of activity": lambda c: list(activity.activity_members(c, EVERY, first=TYPED, last=TYPED)),
    "key figures of a month": lambda c: monthly.key_figures(c, EVERY, MONTH, until=TYPED),
    "recap of a month": lambda connection: monthly.counted_by(connection, "violation", EVERY, MONTH),
    "course of a year": lambda connection: monthly.trend(connection, EVERY, since=TYPED, last=TYPED),
    "risk of a block": lambda connection: list(monthly.block_risk(connection, EVERY, until=TYPED, limit=9)),
    "sanctions in effect": lambda connection: list(monthly.running(connection, EVERY, last=TYPED, limit=9)),
    "doubts": lambda connection: list(monthly.doubts(connection, EVERY, MONTH)),
    "units with cases": lambda connection: monthly.units_named(connection, EVERY),
    "agenda": lambda connection: agenda.near(connection, EVERY, last="2025-01-15"),
    "waiting": lambda connection: agenda.waited(connection, EVERY),
    "beside_another": lambda connection: agenda.beside_another(connection, [1]),
    "unconfirmed": lambda connection: agenda.unconfirmed(connection, EVERY),
    "without a deadline": lambda connection: agenda.untimed(connection, EVERY),
    "cases of an owner": lambda connection: owners.open_cases_of(connection, TYPED),
    "employees": lambda connection: employees.search(connection, TYPED, limit=9),
    "a case": lambda connection: not_found(connection, "case"),
    "a complaint": lambda connection: not_found(connection, "complaint"),
    "a schedule": lambda connection: schedules.schedule_named(connection, TYPED),
    "failed runs": lambda connection: schedules.failed(connection, 1, TYPED),
    "waiting mail": lambda connection: schedules.waiting(connection, TYPED),
    "case numbers": lambda connection: numbers.beginning_with(connection, "case", TYPED),
    "complaint numbers": lambda connection: numbers.beginning_with(connection, "complaint", TYPED),
}


class Recording(sqlite3.Connection):
    """A connection that keeps the text of every statement it is given."""

    def execute(self, sql: str, values: Mapping[str, str | int] | tuple[()] = (), /) -> sqlite3.Cursor:  # type: ignore[override]  # the shape that is used
        """The statement, carried out and kept."""
        TEXTS.append(sql)
        return super().execute(sql, values)


TEXTS: list[str] = []


@pytest.mark.parametrize("name", ASKED)
def test_what_was_typed_is_never_in_the_text_of_a_statement(busy: Busy, name: str) -> None:
    TEXTS.clear()
    with closing(sqlite3.connect(busy.path, factory=Recording)) as connection:
        connection.row_factory = sqlite3.Row
        ASKED[name](connection)
    assert TEXTS or name.endswith(" numbers")  # what is no beginning of a number asks nothing at all
    assert not [text for text in TEXTS if "zzq" in text.casefold()]


def test_every_question_that_takes_words_is_watched() -> None:
    """A new function of the queries that takes text or filters must join the list above."""
    taking = set()
    modules = (
        activity, agenda, cases, complaints, consistency, custody, decisions, durations, employees, follow_up,
        full_register, grouping, intake, numbers, overdue, recap, remedies, repeat, schedules, stages, units,
    )  # fmt: skip
    for module in modules:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            words = {parameter.annotation for parameter in inspect.signature(function).parameters.values()}
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and words & {str, Filters}:
                taking.add(name)
    assert taking == {
        "case_list", "case_count", "complaint_list", "complaint_count", "search", "find", "beginning_with", "recap_sql",
        "recap", "recap_members", "recap_totals", "near", "waited", "unconfirmed", "untimed", "follow_up",
        "follow_up_members",
        "follow_up_counting",
        "asked_by", "grouped_sql", "units", "unit_totals", "unit_members", "stages", "whole_stages", "stage_persons",
        "stage_members", "sanctioned", "batches", "brought_by", "activity", "batch_members",
        "activity_members", "full_register", "overdue",
        "decisions", "remedies", "persons_with_several", "open_cases_with_steps", "schedule_named", "failed",
        "waiting", "remove_schedule", "begin_run", "add_mail", "mail_sent", "mail_unsent",
    }  # fmt: skip


# ---- what an answer costs


DOSSIERS = (dossiers.PERSON_CASES, dossiers.PERSON_EVENTS, dossiers.PERSON_COMPLAINANTS)


@pytest.mark.parametrize(
    "sql",
    [
        *numbers._NUMBERED.values(),
        cases.CASE_SHOW,
        cases.CASE_EVENTS,
        lives.LIFE,
        lives.LATER,
        agenda.AGENDA.format(where="WHERE 1"),
        cases.CASE_COMPLAINTS,
        complaints.COMPLAINT_SHOW,
        complaints.COMPLAINT_CASES,
        complaints.COMPLAINT_REFERENCES,
        *(sql.format(whose=dossiers.ONE_PERSON) for sql in DOSSIERS),
    ],
)
def test_one_record_is_found_by_an_index(busy: Busy, sql: str) -> None:
    given = {"id": 1, "wanted": "x", "first": 1, "last": 2, "limit": 1, "version": 1}
    with opened(busy.path) as connection:
        plan = [str(line[3]) for line in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)]
    assert plan
    assert not [line for line in plan if re.match(r"SCAN (?!.*CONSTANT ROW)", line)], plan


@pytest.mark.parametrize(("noun", "wanted"), [("case", "2024/2"), ("complaint", "p-2024/02")])
def test_a_number_without_its_leading_naughts_is_found(small: sqlite3.Connection, noun: str, wanted: str) -> None:
    assert numbers.find(small, noun, wanted) == record_id(2024, 2)


def test_the_agenda_costs_what_it_gives(busy: Busy) -> None:
    """Both halves are answered from the index on open deadlines; no other case is looked at."""
    with opened(busy.path) as connection:
        sql = agenda.AGENDA.format(where="WHERE 1")
        plan = [str(line[3]) for line in connection.execute(f"EXPLAIN QUERY PLAN {sql}", {"last": "2025-01-15"})]
    assert len([line for line in plan if "USING INDEX cases_due" in line]) == 2


@pytest.mark.parametrize("sql", DOSSIERS)
@pytest.mark.parametrize("whose", [dossiers.EVERYBODY, dossiers.ONE_PERSON])
def test_the_files_of_persons_come_in_order_without_sorting(busy: Busy, sql: str, whose: str) -> None:
    """Sorting keeps every row in memory, or in a temporary file, and one of the questions reads names."""
    with opened(busy.path) as connection:
        plan = [str(line[3]) for line in connection.execute(f"EXPLAIN QUERY PLAN {sql.format(whose=whose)}", {"id": 1})]
    assert plan
    assert not [line for line in plan if "TEMP B-TREE" in line], plan
