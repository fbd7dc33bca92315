"""Many rows at once: tuples go to the driver, with SQL made from the SQLModel tables beforehand.

Measured on a like schema, going through SQLAlchemy's connection costs half again as much, through the
session ten times as much; one complaint typed by hand takes the same road as a hundred thousand.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from asn_neutral.domain.numbering import SERIES, number_of, record_id
from asn_neutral.law.terms import Status, Step
from asn_neutral.store.inserts import INSERTS
from asn_neutral.store.queries.lives import OUTCOME, set_aside

Cell = str | int | bytes | None
_PENDING: Final = (  # parents before children, so that a batch meets every foreign key
    "units",
    "employees",
    "complaints",
    "external_references",
    "sealing_keys",
    "complainants",
    "cases",
    "case_violations",
    "complaint_cases",
    "registrations",
    "events",
)
_NUMBERED: Final = {"units": "id", "employees": "id", "sealing_keys": "id", "events": "seq"}
_LAST_OF_YEAR: Final = {
    "complaints": "SELECT max(id) FROM complaints WHERE id BETWEEN ? AND ?",
    "cases": "SELECT max(id) FROM cases WHERE id BETWEEN ? AND ?",
}
_STATUS: Final = f"'{Status.REGISTERED}'"
_REGISTRATION: Final = {"step": f"'{Step.REGISTER}'", "status": _STATUS}
_NEW_CASE: Final = {
    "status": _STATUS,
    "version": "1",
    **dict.fromkeys(("due_clock", "due_on", "closed_on", "owner", *OUTCOME), "NULL"),
}
"""What the rows of all cases just opened, and of the events that open them, have in common.

It stands in the SQL: each parameter less is worth a hundredth of an import.
"""
_WATCH: Final = "events_follow_each_other"
"""The trigger that refuses an event which does not follow the newest one; it is a twelfth of an import."""
_ASTRAY: Final = """
SELECT EXISTS (
    SELECT 1 FROM events AS e WHERE e.seq > ? AND e.previous IS NOT
        CASE e.seq WHEN 1 THEN zeroblob(32) ELSE (SELECT b.hash FROM events AS b WHERE b.seq = e.seq - 1) END
)
"""
"""Whether what that trigger would refuse is among the events after one."""
_SEARCHED_LATER: Final = (
    "cases_due", "cases_untimed", "cases_recap", "ix_cases_employee_id", "ix_complaint_cases_case_id",
    "ix_events_case_id", "ix_external_references_complaint_id",
)  # fmt: skip
"""Indexes that serve lists and reports; nothing that takes rows in looks into them."""
_MANY: Final = 5_000
"""Rows from which making those indexes anew is quicker than keeping them up, in a register that holds fewer events.

As many events are better looked through once than watched one by one, whatever the register holds.
"""
COMPLAINT_COLUMNS: Final = (
    "letter_number", "letter_date", "channel", "received_on", "happened_on", "known_on", "place", "district",
    "election_named", "summary", "evidence",
)  # fmt: skip
_CONTENT_COLUMNS: Final = (
    "channel", "letter_number", "letter_date", "received_on", "happened_on", "known_on", "place", "district",
    "election_named", "election", "stage", "summary", "evidence",
)  # fmt: skip
"""What a complaint says, in the order of its row, with the election and stage that follow."""
RESPONDENT_COLUMNS: Final = (
    "l.respondent_name", "l.respondent_nip", "k.employment", "k.rank", "k.position", "k.position_class", "u.key",
    "k.violations",
)  # fmt: skip


def _with_fixed(sql: str, fixed: Mapping[str, str]) -> str:
    """An INSERT in which the SQL in *fixed* stands for the columns it names, instead of parameters."""
    head = sql.partition(" VALUES ")[0]
    columns = head[head.index("(") + 1 : -1].split(", ")
    values = ", ".join(fixed.get(column.strip('"'), "?") for column in columns)
    return f"{head} VALUES ({values})"


class KnownComplaint(NamedTuple):
    """A complaint found by the number another agency gave it; who wrote it is sealed, or not on record."""

    id: int
    fingerprint: bytes
    has_complainant: bool
    batch_id: int | None = None

    @property
    def number(self) -> str:
        """The number people call it by."""
        return number_of("complaint", self.id)

    @property
    def destroyed(self) -> bool:
        """Whether its file was destroyed; what it said is gone then."""
        return not self.fingerprint


class KnownRespondent(NamedTuple):
    """A respondent of a complaint that is already there: by NIP, or by folded name and unit."""

    case_id: int
    fingerprint: bytes
    batch_id: int | None
    row: int | None
    nip: str | None
    name_key: str
    unit_id: int

    @property
    def case_number(self) -> str:
        """The number people call the case by."""
        return number_of("case", self.case_id)


class KnownEmployee(NamedTuple):
    """A civil servant that the register already knows."""

    id: int
    name: str
    name_key: str


class Bulk:
    """Look-ups and inserts for whole batches, inside the unit of work whose driver it is given."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver
        self._pending: dict[str, list[Sequence[Cell]]] = {table: [] for table in _PENDING}
        self._last = {table: self._highest(table, column) for table, column in _NUMBERED.items()}
        self._last_of_year: dict[tuple[str, int], int] = {}
        self._set_aside: list[str] = []
        self._watched = self._last["events"]
        self._sql = dict(INSERTS)

    def fix(self, *, batch_id: int | None, recorded_at: str) -> None:
        """Say once for all complaints, cases and registrations to come from which file they are, and when they came."""
        batch, instant = self._driver.execute("SELECT quote(?), quote(?)", (batch_id, recorded_at)).fetchone()
        origin = {"batch_id": batch, "recorded_at": instant}
        self._sql |= {
            "complaints": _with_fixed(INSERTS["complaints"], origin),
            "complaint_cases": _with_fixed(INSERTS["complaint_cases"], origin),
            "cases": _with_fixed(INSERTS["cases"], _NEW_CASE),
            "registrations": _with_fixed(INSERTS["events"], origin | _REGISTRATION),
        }

    def _highest(self, table: str, column: str) -> int:
        sql = f"SELECT coalesce(max({column}), 0) FROM {table}"  # noqa: S608 - both words are constants of this module
        (highest,) = self._driver.execute(sql).fetchone()
        return int(highest)

    def next_id(self, table: str) -> int:
        """The id of the next row of *table*; the write lock is held, so nobody else takes it."""
        self._last[table] += 1
        return self._last[table]

    def next_of_year(self, table: str, year: int) -> int:
        """The id of the next record of *year* in `complaints` or `cases`; it carries the number."""
        key = (table, year)
        last = self._last_of_year.get(key)
        if last is None:
            bounds = (record_id(year, 1), record_id(year, SERIES - 1))
            (found,) = self._driver.execute(_LAST_OF_YEAR[table], bounds).fetchone()
            last = int(found) if found else record_id(year, 0)
        self._last_of_year[key] = last + 1
        return last + 1

    def expect(self, rows: int) -> None:
        """Prepare for about *rows* new cases: many against what is there are indexed at the end, which is quicker.

        Their events, too, are looked through at the end. `restore` must follow. All of it is part of the transaction.
        """
        if rows < _MANY:
            return
        self._watched = self._last["events"]
        self._put_aside("TRIGGER", _WATCH)
        if rows >= self._last["events"] // 2:
            for name in _SEARCHED_LATER:
                self._put_aside("INDEX", name)

    def _put_aside(self, kind: str, name: str) -> None:
        """Drop an index or a trigger until `restore`."""
        (sql,) = self._driver.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        self._set_aside.append(sql)
        self._driver.execute(f"DROP {kind} {name}")

    def restore(self) -> None:
        """Make what was set aside as it was, and look through the events that came unwatched.

        Raises:
            RuntimeError: one of them does not follow the one before it, which is a bug; keep nothing.
        """
        if self._set_aside:
            (astray,) = self._driver.execute(_ASTRAY, (self._watched,)).fetchone()
            if astray:
                raise RuntimeError(_WATCH)
        for sql in self._set_aside:
            self._driver.execute(sql)
        self._set_aside.clear()

    def adder(self, table: str) -> Callable[[Sequence[Cell]], None]:
        """What keeps a row of *table* for the next `flush`, in the order of its columns but for what is fixed.

        Complaints, cases, their links and `registrations`, which are events that open cases, wait for `fix`. Values
        are of the driver's own types: a StrEnum is bound ten times slower than the word it is.
        """
        return self._pending[table].append

    def flush(self) -> None:
        """Write what is kept, parents first."""
        for table, rows in self._pending.items():
            if rows:
                self._driver.executemany(self._sql[table], rows)
                rows.clear()

    def add_batch(self, row: Sequence[Cell]) -> None:
        """Write the line about the file itself."""
        self._driver.execute(INSERTS["import_batches"], row)

    def next_batch_id(self) -> int:
        """The id of the file about to be taken in."""
        return self._highest("import_batches", "id") + 1

    def close_batch(self, batch_id: int, *, read: int, accepted: int, unchanged: int, refused: int) -> None:
        """Write the counts of a file that has been read to its end."""
        self._driver.execute(
            "UPDATE import_batches SET rows_read = ?, rows_accepted = ?, rows_unchanged = ?, rows_refused = ?"
            " WHERE id = ?",
            (read, accepted, unchanged, refused, batch_id),
        )

    def tombstone(self, complaint_id: int) -> int:
        """The event that destroyed the file of a complaint."""
        sql = "SELECT seq FROM events WHERE step = 'destroy' AND complaint_id = ?"
        return int(self._driver.execute(sql, (complaint_id,)).fetchone()[0])

    def forgotten(self) -> frozenset[int]:
        """The ids of the complaints of which it was erased who wrote them."""
        sql = "SELECT complaint_id FROM events WHERE step = 'forget-complainant'"
        return frozenset(int(id_) for (id_,) in self._driver.execute(sql))

    def register_key(self) -> bytes:
        """The secret with which this register marks what a row said."""
        (key,) = self._driver.execute("SELECT fingerprint_key FROM register").fetchone()
        return bytes(key)

    def register_name(self) -> str:
        """The name that no other register has."""
        (uuid,) = self._driver.execute("SELECT uuid FROM register").fetchone()
        return str(uuid)

    def custodians(self) -> list[str]:
        """The public keys of those who may see who complained."""
        rows = self._driver.execute("SELECT public_key FROM custodians WHERE retired_at IS NULL ORDER BY id")
        return [str(key) for (key,) in rows]

    def last_event(self) -> tuple[bytes, str] | None:
        """Hash and instant of the newest event; None in an empty register."""
        found: tuple[bytes, str] | None = self._driver.execute(
            "SELECT hash, recorded_at FROM events ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return found

    def units(self) -> dict[str, int]:
        """Every unit: folded name to id."""
        return dict(self._driver.execute("SELECT key, id FROM units"))

    def unit_name(self, unit_id: int) -> str:
        """The name of a unit as it was first written; what is kept for the next `flush` is not found."""
        (name,) = self._driver.execute("SELECT name FROM units WHERE id = ?", (unit_id,)).fetchone()
        return str(name)

    def complaints(self, agency: str, numbers: Collection[str]) -> Iterator[tuple[str, KnownComplaint]]:
        """The complaints that *agency* has numbered with one of *numbers*."""
        rows = self._driver.execute(
            "SELECT r.number, c.id, c.fingerprint, p.complaint_id IS NOT NULL, c.batch_id FROM json_each(?) AS wanted"
            " CROSS JOIN external_references AS r ON r.agency = ? AND r.number = wanted.value"
            " JOIN complaints AS c ON c.id = r.complaint_id"
            " LEFT JOIN complainants AS p ON p.complaint_id = c.id",
            (_array(numbers), agency),
        )
        return ((known, KnownComplaint(id_, mark, bool(named), batch)) for known, id_, mark, named, batch in rows)

    def unnumbered(self, fingerprint: bytes) -> KnownComplaint | None:
        """The complaint without any other agency's number that says just what *fingerprint* marks.

        Nothing indexes the marks: this is for one complaint at a time.
        """
        row = self._driver.execute(
            "SELECT c.id, c.fingerprint, p.complaint_id IS NOT NULL, c.batch_id FROM complaints AS c"
            " LEFT JOIN complainants AS p ON p.complaint_id = c.id"
            " WHERE c.fingerprint = ? AND NOT EXISTS"
            " (SELECT 1 FROM external_references AS r WHERE r.complaint_id = c.id)",
            (fingerprint,),
        ).fetchone()
        if row is None:
            return None
        id_, mark, named, batch = row
        return KnownComplaint(id_, mark, bool(named), batch)

    def fill_complaint(self, complaint_id: int, content: Sequence[Cell], fingerprint: bytes) -> None:
        """Write what a complaint says now: *content* in the order of `_CONTENT_COLUMNS`, and the mark of it."""
        columns = ", ".join(f"{name} = ?" for name in (*_CONTENT_COLUMNS, "fingerprint"))
        sql = f"UPDATE complaints SET {columns} WHERE id = ?"  # noqa: S608 - constants
        self._driver.execute(sql, (*content, fingerprint, complaint_id))

    def count_event(self, case_id: int, seq: int) -> None:
        """Count one more event of a case, *seq*, in its row, which is kept as it was."""
        set_aside(self._driver, case_id, seq)
        self._driver.execute("UPDATE cases SET version = version + 1, last_seq = ? WHERE id = ?", (seq, case_id))

    def respondents(self, complaint_ids: Collection[int]) -> Iterator[tuple[tuple[int, int], KnownRespondent]]:
        """The respondents of complaints, by complaint and employee."""
        rows = self._driver.execute(
            "SELECT l.complaint_id, k.employee_id, k.id, l.fingerprint, l.batch_id, l.row, e.nip, e.name_key, k.unit_id"
            " FROM json_each(?) AS wanted CROSS JOIN complaint_cases AS l ON l.complaint_id = wanted.value"
            " JOIN cases AS k ON k.id = l.case_id JOIN employees AS e ON e.id = k.employee_id",
            (_array(complaint_ids),),
        )
        return (((complaint, employee), KnownRespondent(*rest)) for complaint, employee, *rest in rows)

    def employees_by_nip(self, nips: Collection[str]) -> Iterator[tuple[str, KnownEmployee]]:
        """The civil servants with one of *nips*."""
        rows = self._driver.execute(
            "SELECT e.nip, e.id, e.name, e.name_key FROM json_each(?) AS wanted CROSS JOIN employees AS e"
            " ON e.nip = wanted.value",
            (_array(nips),),
        )
        return ((nip, KnownEmployee(*rest)) for nip, *rest in rows)

    def employees_by_name(self, keys: Collection[str]) -> Iterator[tuple[tuple[str, int], KnownEmployee]]:
        """The civil servants without a NIP, by folded name and unit."""
        rows = self._driver.execute(
            "SELECT e.unit_id, e.id, e.name, e.name_key FROM json_each(?) AS wanted CROSS JOIN employees AS e"
            " ON e.name_key = wanted.value AND e.nip IS NULL",
            (_array(keys),),
        )
        return (((key, unit), KnownEmployee(id_, name, key)) for unit, id_, name, key in rows)

    def complaint(self, complaint_id: int) -> tuple[str | None, ...]:
        """What a complaint said, in the order of `COMPLAINT_COLUMNS`."""
        sql = f"SELECT {', '.join(COMPLAINT_COLUMNS)} FROM complaints WHERE id = ?"  # noqa: S608 - a constant
        return tuple(self._driver.execute(sql, (complaint_id,)).fetchone())

    def respondent(self, case_id: int) -> tuple[str | None, ...]:
        """What the row of a case said of its respondent, in the order of `RESPONDENT_COLUMNS`."""
        columns = ", ".join(RESPONDENT_COLUMNS)
        sql = (
            f"SELECT {columns} FROM cases AS k JOIN units AS u ON u.id = k.unit_id"  # noqa: S608 - a constant
            " JOIN complaint_cases AS l ON l.case_id = k.id AND l.complaint_id = k.complaint_id WHERE k.id = ?"
        )
        return tuple(self._driver.execute(sql, (case_id,)).fetchone())


def _array(values: Iterable[str | int]) -> str:
    """The JSON array that carries any number of values in one parameter."""
    return json.dumps(list(values), ensure_ascii=False)
