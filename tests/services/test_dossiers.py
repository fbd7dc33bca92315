"""Cases with all that they are weighed with: in one pass over the register, the same as one by one."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from asn_neutral.errors import BrokenDatabaseError
from asn_neutral.services.dossiers import Brief, brief_of, briefs
from asn_neutral.services.sealing import Opener
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.complaints_file import COMPLAINANT, PRIVATE_KEY, book, nip, opened, row, take, write


@pytest.fixture
def connection(busy: Busy) -> Iterator[sqlite3.Connection]:
    with reading(busy.path) as connection:
        yield connection


def told(brief: Brief) -> tuple[object, ...]:
    """What can be compared of a case: a question cannot."""
    return brief.state, brief.history, brief.ties.name, brief.ties.nip, brief.ties.handlers


def test_a_stream_gives_each_case_as_it_is_given_alone(busy: Busy, connection: sqlite3.Connection) -> None:
    every = {brief.state.number: told(brief) for brief in briefs(connection, book(), busy.path, closed=True)}
    ids = connection.execute("SELECT number, id FROM cases").fetchall()
    assert every == {number: told(brief_of(connection, id_, book(), busy.path)) for number, id_ in ids}
    assert len(every) == len(busy.facts)


def test_cases_of_one_person_stand_together(busy: Busy, connection: sqlite3.Connection) -> None:
    persons = [brief.state.employee_id for brief in briefs(connection, book(), busy.path)]
    assert persons == sorted(persons)
    assert len(persons) > len(set(persons))


def test_however_many_cases_there_are_two_questions_are_asked(busy: Busy) -> None:
    asked: list[str] = []
    with reading(busy.path) as connection:
        connection.set_trace_callback(asked.append)
        assert len(list(briefs(connection, book(), busy.path))) > 100
    assert len(asked) == 2


def test_name_and_number_are_those_of_the_complaint_that_opened_the_case(
    busy: Busy, connection: sqlite3.Connection
) -> None:
    rows = connection.execute(
        "SELECT k.number, l.respondent_name, l.respondent_nip FROM cases AS k JOIN complaint_cases AS l"
        " ON l.case_id = k.id AND l.complaint_id = k.complaint_id"
    )
    named = {number: (name, person or "") for number, name, person in rows}
    for brief in briefs(connection, book(), busy.path):
        assert (brief.ties.name, brief.ties.nip) == named[brief.state.number]


@pytest.mark.parametrize(
    ("named", "same"),
    [
        (COMPLAINANT, True),
        (f"Dr. {COMPLAINANT.upper()}, M.Si. (NIP {nip(7)})", True),
        ("\uff30elapor  Rahasia\u200b Zxq", True),
        ("Pelapor Rahasia", False),
        ("", False),
    ],
)
def test_who_complained_can_only_be_asked(register: Path, tmp_path: Path, named: str, *, same: bool) -> None:
    take(register, write(tmp_path / "in.csv", row(1), row(2, nama_pelapor="", kontak_pelapor="")))
    with reading(register) as connection:
        (name,) = connection.execute("SELECT uuid FROM register").fetchone()
        first, second = briefs(connection, book(), register, Opener([PRIVATE_KEY], name, register))
        without_key, _second = briefs(connection, book(), register)
    assert first.ties.is_complainant(named) is same
    assert not without_key.ties.is_complainant(named)
    assert not second.ties.is_complainant(named)
    assert "Zxq" not in repr(first)


def test_events_that_cannot_be_replayed_break_the_register(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1), row(2, nip=nip(1)), row(3)))
    with opened(register) as connection:
        ((trigger,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'events_are_never_changed'")
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute("UPDATE events SET details = '{}' WHERE case_id = (SELECT min(id) FROM cases)")
        connection.execute(trigger)
    with reading(register) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM cases ORDER BY id")]
        for case_id in ids[:2]:  # the second case is of the same person, so it cannot be weighed either
            with pytest.raises(BrokenDatabaseError, match="2024/0001"):
                brief_of(connection, case_id, book(), register)
        assert brief_of(connection, ids[2], book(), register).history == ()
        with pytest.raises(BrokenDatabaseError):
            list(briefs(connection, book(), register))
