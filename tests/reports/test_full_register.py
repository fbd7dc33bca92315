"""The full register: each cell held against the replayed life of the case, or the file it came from."""

import sqlite3
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from asn_neutral import law, locale
from asn_neutral.domain.case import CaseState
from asn_neutral.law.needs import Need
from asn_neutral.law.terms import Step
from asn_neutral.reports.full_register import REPORT
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.full_register import full_register
from asn_neutral.store.reader import reading
from tests.complaints_file import COMPLAINANT, CONTACT, opened, row, take, write
from tests.lived import Lived
from tests.report_rows import by_number, keyed
from tests.reports_asked import asked_of

KEYS = (
    "no number opened_on channel external_numbers letter_number letter_date name nip rank position position_class unit"
    " happened_on place district election stage summary violations articles recommended_by recommendation_number"
    " recommendation_date respond_by status finding level sanction sanction_level sk_number decided_on received_on"
    " in_force_on ends_on remedy remedy_outcome reported_on blocked_on reopened_on side remarks owner"
)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def last(state: CaseState, step: Step, need: Need | None = None) -> str | None:
    """The day of the latest record of a step, or what it was told."""
    found = [record for record in state.records if record.step is step]
    if not found:
        return None
    return found[-1].given.get(need) if need else found[-1].on


def text(value: object) -> str | None:
    return None if value is None else str(value)


def test_the_columns_are_those_that_scripts_know(lived: Lived) -> None:
    with reading(lived.path) as connection:
        table = REPORT.make(asked_of(connection))
        answered = next(full_register(connection, Filters()).rows).keys()
    keys = [column.key for column in table.columns]
    assert " ".join(keys) == KEYS
    assert answered == [*(key for key in keys if key not in {"no", "articles"}), "id"]
    assert list(REPORT.figures) == keys


def test_every_case_has_what_its_life_tells(lived: Lived, states: list[CaseState]) -> None:
    with reading(lived.path) as connection:
        rows = keyed(REPORT.make(asked_of(connection)))
    assert [found["number"] for found in rows] == [state.number for state in states]
    assert [found["no"] for found in rows] == list(range(1, len(states) + 1))
    for state, found in zip(states, rows, strict=True):
        decided = last(state, Step.DECIDE)
        expected = {
            "status": state.status,
            "level": state.level,
            "recommended_by": last(state, Step.RECEIVE_RECOMMENDATION, Need.RECOMMENDED_BY),
            "recommendation_number": last(state, Step.RECEIVE_RECOMMENDATION, Need.RECOMMENDATION_NUMBER),
            "recommendation_date": last(state, Step.RECEIVE_RECOMMENDATION, Need.LETTER_DATE),
            "sk_number": last(state, Step.DECIDE, Need.SK_NUMBER),
            "decided_on": decided,
            "received_on": last(state, Step.DELIVER),
            "reported_on": last(state, Step.REPORT_TO_BKN),
            "blocked_on": last(state, Step.BLOCK_DATA),
            "owner": state.owner,
            "opened_on": state.opened_on,
            "happened_on": state.happened_on,
            "finding": "terbukti" if decided else "tidak-terbukti" if last(state, Step.FIND_UNPROVEN) else None,
        }
        assert {key: text(found[key]) for key in expected} == expected, state.number
        assert found["side"] == tuple(sorted(state.side))
        assert found["violations"] == state.violations
        assert isinstance(found["opened_on"], date)
    for key in ("recommended_by", "sanction", "in_force_on", "ends_on", "remedy", "remedy_outcome", "blocked_on"):
        assert any(found[key] for found in rows), key


def articles(forms: tuple[str, ...], on: date) -> list[str]:
    """The grounds of the forms, from the file of the law as it stands there."""
    data = tomllib.loads(Path(law.__file__).with_name("violations.toml").read_text("utf-8"))
    found = []
    for form in forms:
        for entry in data["violation"]:
            if entry["id"] == form and entry["since"] <= on <= entry.get("until", date.max):
                for ground in data["ground"]:
                    held = ground["since"] <= on <= ground.get("until", date.max)
                    if ground["id"] in entry.get("grounds", ()) and held:
                        found.append(ground["basis"])
    return found


def test_the_articles_are_those_of_the_day_of_the_act(lived: Lived) -> None:
    with reading(lived.path) as connection:
        rows = keyed(REPORT.make(asked_of(connection)))
    for found in rows:
        forms, on = found["violations"], found["happened_on"]
        assert isinstance(forms, tuple)
        assert isinstance(on, date)
        told = found["articles"]
        assert isinstance(told, tuple)
        assert set(told) == set(articles(tuple(map(str, forms)), on)), found["number"]
        assert len(set(told)) == len(told)
    assert any("PP 53" in str(found["articles"]) for found in rows)
    assert any("PP 94" in str(found["articles"]) for found in rows)


@pytest.fixture
def told(register: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Three cases; of the first a second complaint tells, whose number holds the signs that part lists."""
    same = {"tanggal_kejadian": "2024-10-01"}
    take(register, write(tmp_path / "a.csv", row(1, nomor_laporan="B;1, C", **same), row(2), row(3)))
    again = row(1, nomor_laporan="A-7", jalur="sbt", **same)
    take(register, write(tmp_path / "b.csv", again))
    with opened(register) as connection:
        (case,) = connection.execute("SELECT min(id) FROM cases").fetchone()
        connection.execute(
            "INSERT OR IGNORE INTO complaint_cases SELECT c.id, ?, 'Orang Lain', NULL, zeroblob(8), NULL, NULL"
            " FROM complaints AS c ORDER BY c.id DESC LIMIT 1",
            (case,),
        )
        connection.execute(
            "INSERT INTO external_references SELECT 'lapor', number, complaint_id FROM external_references"
            " WHERE number = 'B;1, C'"
        )
    with reading(register) as connection:
        yield connection


def test_every_complaint_about_a_case_gives_its_number(told: sqlite3.Connection) -> None:
    rows = by_number(REPORT, asked_of(told))
    assert rows["2024/0001"]["external_numbers"] == ("A-7", "B;1, C")
    assert rows["2024/0001"]["name"] == "Warga Contoh 1"
    assert rows["2024/0002"]["external_numbers"] == ("00002/LP/X/2024",)


def test_who_complained_is_nowhere(told: sqlite3.Connection) -> None:
    table = REPORT.make(asked_of(told))
    every = repr([*map(list, table.rows), table.notes, table.filters])
    assert COMPLAINANT not in every
    assert CONTACT not in every
    assert "Warga Contoh 2" in every


def test_a_limit_stops_the_stream_and_tells_how_many_there_were(told: sqlite3.Connection) -> None:
    table = REPORT.make(asked_of(told, limit=2))
    assert not isinstance(table.rows, list)
    assert ([found[1] for found in table.rows], table.matching) == (["2024/0001", "2024/0002"], 4)
    whole = REPORT.make(asked_of(told))
    assert whole.matching is None
    assert len([*islice(whole.rows, 9)]) == 4


def test_nothing_fits(told: sqlite3.Connection) -> None:
    table = REPORT.make(asked_of(told, Filters(unit=("zzz",))))
    assert (list(table.rows), table.empty) == ([], "no case")
    assert table.notes[0] == "No unit has “zzz” in its name."
