"""Respondents named before: every row held against a search through all pairs of cases."""

import sqlite3
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import law, locale
from asn_neutral.reports.repeat import REPORT
from asn_neutral.reports.table import Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import nip, opened, row, take, write
from tests.report_rows import by_number, keyed
from tests.reports_asked import asked_of

DECIDED = (
    # number, sanction, level, day of the decree, annulled
    ("2024/0001", "teguran-tertulis", "ringan", "2024-05-02", "no"),
    ("2024/0004", "turun-jabatan", "berat", "2024-09-02", "no"),
    ("2024/0005", "penundaan-kp", "sedang", "2024-09-02", "no"),
    ("2024/0006", "bebas-jabatan", "berat", "2024-10-01", "yes"),
    ("2024/0002", "pernyataan-terbuka", "moral", "2024-11-04", "no"),
    ("2024/0009", "teguran-lisan", "ringan", "2024-11-20", "no"),
    ("2024/0010", "made-up", "ringan", "2024-12-01", "no"),
    ("2024/0008", "turun-jabatan", "berat", "2024-12-01", "no"),
)
PERSONS = (1, 2, 3, 1, 2, 1, 2, 1, 2, 1, 4)
"""Whose case each row of the file is: five of the first person, four of the second, one each of two more."""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="module")
def register(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repeat")
    path = folder / "register.db"
    path.write_bytes(template.read_bytes())
    path.chmod(0o600)
    rows = [
        row(
            place,
            nip=nip(person),
            nama_terlapor=f"Orang {person}",
            unit_kerja="Kecamatan Kadia" if place % 2 else "Dinas Contoh",
            tanggal_kejadian=f"2024-{place:02d}-01",
            tanggal_diketahui=f"2024-{place:02d}-01",
            tanggal_surat="",
            tanggal_terima="2024-11-30",
        )
        for place, person in enumerate(PERSONS, start=1)
    ]
    take(path, write(folder / "in.csv", *rows))
    with opened(path) as connection:
        # The third case of the first person was received first of all.
        connection.execute("UPDATE cases SET opened_on = '2024-11-29' WHERE number = '2024/0006'")
        connection.executemany(
            "UPDATE cases SET sanction = ?, sanction_level = ?, decided_on = ?, annulled = ? WHERE number = ?",
            [(*told[1:], told[0]) for told in DECIDED],
        )
    return path


@pytest.fixture
def connection(register: Path) -> Iterator[sqlite3.Connection]:
    with reading(register) as connection:
        yield connection


def weights() -> dict[str, int]:
    """How heavy each sanction is, from the file of the law as it stands there."""
    data = tomllib.loads(Path(law.__file__).with_name("sanctions.toml").read_text("utf-8"))
    return {
        entry["id"]: entry["severity"]
        for entry in data["sanction"]
        if entry["since"] <= date(2024, 9, 1) <= entry.get("until", date.max)
    }


def expected(connection: sqlite3.Connection) -> dict[str, dict[str, Value]]:
    """What the report has to say, by looking at every pair of cases."""
    cases = connection.execute("SELECT * FROM cases ORDER BY id").fetchall()
    heavy, found = weights(), dict[str, dict[str, Value]]()
    for case in cases:
        others = [one for one in cases if one["employee_id"] == case["employee_id"] and one["id"] != case["id"]]
        earlier = [one for one in others if (one["opened_on"], one["id"]) < (case["opened_on"], case["id"])]
        limit = case["decided_on"] or "9999"
        decided = [one for one in others if (one["decided_on"] or "9999") < limit and one["annulled"] == "no"]
        last = max(decided, key=lambda one: (one["decided_on"], one["id"]), default=None)
        if not earlier and not decided:
            continue
        known = last is not None and case["annulled"] == "no" and {case["sanction"], last["sanction"]} <= heavy.keys()
        found[case["number"]] = {
            "cases": len(others) + 1,
            "earlier_cases": tuple(
                one["number"] for one in sorted(earlier, key=lambda one: (one["opened_on"], one["id"]))
            ),
            "earlier_decisions": len(decided),
            "previous": last["number"] if last else None,
            "previous_decided_on": date.fromisoformat(last["decided_on"]) if last else None,
            "previous_level": last["sanction_level"] if last else None,
            "previous_sanction": last["sanction"] if last else None,
            "after_previous": case["happened_on"] > last["decided_on"] if last else None,
            "heavier": heavy[case["sanction"]] > heavy[last["sanction"]] if known and last else None,
        }
    return found


def test_every_row_is_what_a_search_through_all_pairs_finds(connection: sqlite3.Connection) -> None:
    wanted, rows = expected(connection), by_number(REPORT, asked_of(connection))
    assert set(rows) == set(wanted)
    for number, told in wanted.items():
        assert {key: rows[number][key] for key in told} == told, number
    for key in ("heavier", "after_previous"):
        assert {found[key] for found in rows.values()} == {True, False, None}, key
    assert {"2024/0003", "2024/0011"}.isdisjoint(rows)


def test_a_case_of_before_counts_though_it_was_sanctioned_later(connection: sqlite3.Connection) -> None:
    """The first person's first case was decided first; the one received first of all was annulled and counts not."""
    rows = by_number(REPORT, asked_of(connection))
    assert (rows["2024/0001"]["earlier_cases"], rows["2024/0001"]["earlier_decisions"]) == (("2024/0006",), 0)
    assert (rows["2024/0006"]["earlier_cases"], rows["2024/0006"]["previous"]) == ((), "2024/0004")
    assert rows["2024/0006"]["heavier"] is None
    assert (rows["2024/0004"]["previous"], rows["2024/0004"]["heavier"]) == ("2024/0001", True)
    assert (rows["2024/0002"]["previous"], rows["2024/0002"]["heavier"]) == ("2024/0005", False)
    # Decided on the same day as another one, with the same sanction as the last before.
    assert (rows["2024/0008"]["previous"], rows["2024/0008"]["heavier"]) == ("2024/0004", False)
    assert (rows["2024/0010"]["previous"], rows["2024/0010"]["heavier"]) == ("2024/0004", None)


def test_a_filter_chooses_the_later_case_only(connection: sqlite3.Connection) -> None:
    rows = by_number(REPORT, asked_of(connection, Filters(unit=("dinas contoh",))))
    whole = by_number(REPORT, asked_of(connection))
    assert rows == {number: told for number, told in whole.items() if told["unit"] == "Dinas Contoh"}
    assert rows["2024/0004"]["previous"] == "2024/0001"


def test_persons_stand_together_their_oldest_case_first(connection: sqlite3.Connection) -> None:
    rows = keyed(REPORT.make(asked_of(connection)))
    names = [found["name"] for found in rows]
    assert names == sorted(names, key=str)
    first = [found["number"] for found in rows if found["name"] == "Orang 1"]
    assert first == ["2024/0006", "2024/0001", "2024/0004", "2024/0008", "2024/0010"]


def test_a_limit_tells_how_many_there_were(connection: sqlite3.Connection) -> None:
    whole = [found["number"] for found in keyed(REPORT.make(asked_of(connection)))]
    for limit in (0, 2, len(whole), 99):
        table = REPORT.make(asked_of(connection, limit=limit))
        assert ([found[0] for found in table.rows], table.matching) == (whole[:limit], len(whole))
    assert REPORT.make(asked_of(connection)).matching is None


def test_nobody(connection: sqlite3.Connection) -> None:
    table = REPORT.make(asked_of(connection, Filters(unit=("zzz",))))
    assert (list(table.rows), table.empty) == ([], "nobody was named before")
    assert [column.key for column in table.columns] == list(REPORT.figures)
