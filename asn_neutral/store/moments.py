"""The register as it was: views in front of its tables, so that every question is asked of a past day unchanged.

They are temporary and belong to one reading connection, which was opened to keep temporary tables in memory; nothing
of the register changes. SQLite looks for a name among them first.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple

from asn_neutral.store.queries.lives import ROW, Cell

_ROW: Final = ", ".join((*ROW, "number"))
_STEP: Final = "case_id, entry, seq, step, happened_on, status, parallel, clock, due_on, NULL AS until_seq"
AS_KNOWN: Final = (
    """CREATE TEMP VIEW cases AS
    SELECT {row} FROM main.cases WHERE last_seq <= (SELECT seq FROM temp.moment)
    UNION ALL SELECT {row} FROM main.past_cases
    WHERE last_seq <= (SELECT seq FROM temp.moment) AND until_seq > (SELECT seq FROM temp.moment)""",
    """CREATE TEMP VIEW case_steps AS SELECT {step} FROM main.case_steps
    WHERE seq <= (SELECT seq FROM temp.moment)
        AND (until_seq IS NULL OR until_seq > (SELECT seq FROM temp.moment))""",
    "CREATE TEMP VIEW events AS SELECT * FROM main.events WHERE seq <= (SELECT seq FROM temp.moment)",
    """CREATE TEMP VIEW complaints AS SELECT * FROM main.complaints
    WHERE recorded_at <= (SELECT recorded_at FROM temp.moment)""",
    """CREATE TEMP VIEW import_batches AS SELECT * FROM main.import_batches
    WHERE recorded_at <= (SELECT recorded_at FROM temp.moment)""",
    """CREATE TEMP VIEW complaint_cases AS SELECT l.* FROM main.complaint_cases AS l
    WHERE EXISTS (
        SELECT 1 FROM main.events AS e
        WHERE e.case_id = l.case_id AND e.complaint_id = l.complaint_id AND e.seq <= (SELECT seq FROM temp.moment)
    )""",
)
"""What the register knew when the event `moment.seq` was its newest."""
AS_IT_STOOD: Final = (
    """CREATE TEMP VIEW cases AS
    SELECT {row} FROM main.cases
    WHERE opened_on <= (SELECT day FROM temp.moment) AND id NOT IN (SELECT id FROM temp.other_cases)
    UNION ALL SELECT {row} FROM temp.other_cases""",
    """CREATE TEMP VIEW case_steps AS SELECT {step} FROM main.case_steps
    WHERE until_seq IS NULL AND happened_on <= (SELECT day FROM temp.moment)""",
    """CREATE TEMP VIEW complaints AS SELECT * FROM main.complaints
    WHERE received_on <= (SELECT day FROM temp.moment)""",
)
"""What holds of the day `moment.day` by all that is known; `other_cases` are those that have gone on since."""
LATER_CASES: Final = """
SELECT DISTINCT s.case_id FROM main.case_steps AS s JOIN main.cases AS k ON k.id = s.case_id
WHERE s.until_seq IS NULL AND s.happened_on > :day AND k.opened_on <= :day
"""
SINCE: Final = """
SELECT (SELECT coalesce(max(seq), 0) FROM main.events) - :seq AS events, count(*) AS cases
FROM main.cases WHERE last_seq > :seq
"""
"""Events are numbered without a gap, and a case knows its newest: their many rows need not be read."""
SET_BACK: Final = """
SELECT e.seq FROM main.events AS e JOIN main.events AS b ON b.seq = e.seq - 1
WHERE substr(e.details, -15) = '"clock":"back"}' AND e.recorded_at < b.recorded_at ORDER BY e.seq
"""
"""Events before which the clock was set back; an index holds those that were recorded while it stood so."""
TOUCHED: Final = """
SELECT DISTINCT k.number FROM main.events AS e JOIN main.cases AS k ON k.id = e.case_id
WHERE e.seq > :first AND e.seq <= :last
"""


class Since(NamedTuple):
    """How many events were recorded after a moment, and how many cases they concern."""

    events: int
    cases: int


def newest_before(connection: sqlite3.Connection, instant: str) -> int:
    """The place of the event before the first that was recorded at *instant* (UTC) or later; 0 where there is none.

    Where the clock of the machine once stood ahead, what was recorded until it was set right counts as after it; so
    the answer stays what it is, whatever is recorded later.
    """
    (newest,) = connection.execute("SELECT coalesce(max(seq), 0) FROM main.events").fetchone()
    starts = [1, *(seq for (seq,) in connection.execute(SET_BACK))]
    for first, after in zip(starts, (*starts[1:], newest + 1), strict=True):
        found = _first_since(connection, instant, first, after)
        if found < after:
            return found - 1
    return int(newest)


def _first_since(connection: sqlite3.Connection, instant: str, first: int, after: int) -> int:
    """The first event from *first* on, but before *after*, recorded at *instant* or later; *after* if none was.

    Between two settings of the clock events stand in the order of their instants, so that half of them can be left
    aside with every look.
    """
    while first < after:
        middle = (first + after) // 2
        (recorded_at,) = connection.execute("SELECT recorded_at FROM main.events WHERE seq = ?", (middle,)).fetchone()
        first, after = (middle + 1, after) if recorded_at < instant else (first, middle)
    return first


def cases_touched(connection: sqlite3.Connection, after: int, until: int) -> frozenset[str]:
    """The numbers of the cases of which an event after *after*, up to and with *until*, tells something."""
    return frozenset(str(number) for (number,) in connection.execute(TOUCHED, {"first": after, "last": until}))


def see_as_known(connection: sqlite3.Connection, seq: int) -> Since:
    """Let *connection* see the register as it was when the event *seq* was its newest; what came since."""
    with _temporary(connection):
        connection.execute("CREATE TEMP TABLE moment (seq INTEGER, recorded_at TEXT)")
        connection.execute(
            "INSERT INTO temp.moment SELECT :seq, coalesce(max(recorded_at), '') FROM main.events WHERE seq = :seq",
            {"seq": seq},
        )
        for view in AS_KNOWN:
            connection.execute(view.format(row=_ROW, step=_STEP))
    return Since(*connection.execute(SINCE, {"seq": seq}).fetchone())


def cases_gone_on(connection: sqlite3.Connection, day: str) -> list[int]:
    """The ids of cases that were open at the end of *day* or came to rest by then, and of which a step came later."""
    return [int(id_) for (id_,) in connection.execute(LATER_CASES, {"day": day})]


def see_as_it_stood(connection: sqlite3.Connection, day: str, rows: Iterable[Mapping[str, Cell]]) -> None:
    """Let *connection* see the cases as they stood at the end of *day*.

    *rows* has those of `cases_gone_on` as they were then: the projected cells by name, and `id`.
    """
    kept = ", ".join(ROW)
    changed = ("id", "complaint_id", "employee_id", "unit_id", "last_seq")
    taken = ", ".join(name if name in changed else f":{name}" for name in ROW)
    with _temporary(connection):
        connection.execute("CREATE TEMP TABLE moment (day TEXT)")
        connection.execute("INSERT INTO temp.moment VALUES (?)", (day,))
        connection.execute(f"CREATE TEMP TABLE other_cases AS SELECT {_ROW} FROM main.cases WHERE 0")  # noqa: S608 - names of this program
        connection.executemany(
            f"INSERT INTO temp.other_cases ({kept}, number) SELECT {taken}, number FROM main.cases WHERE id = :id",  # noqa: S608 - names of this program
            rows,
        )
        for view in AS_IT_STOOD:
            connection.execute(view.format(row=_ROW, step=_STEP))


@contextmanager
def _temporary(connection: sqlite3.Connection) -> Iterator[None]:
    """Temporary tables may be made."""
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = ON")
