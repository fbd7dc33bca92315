"""What the monthly report asks: one pass over the cases for each of its tables.

`:first` and `:last` are the first and the last day of the month (ISO), both in it; `:last` is also the day that
counts as today.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from asn_neutral.domain.chain import GENESIS
from asn_neutral.law.move import CLOCKS
from asn_neutral.law.needs import Flag
from asn_neutral.law.procedure import Side
from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import ids_of, listed
from asn_neutral.store.queries.recap import recap_sql

_IN_MONTH: Final = "k.{} >= :first AND k.{} <= :last"
_RECEIVED: Final = _IN_MONTH.replace("{}", "opened_on")
_LATE: Final = "k.closed_on IS NULL AND k.due_clock IS NOT NULL AND k.due_on < :last"
_GUARDED: Final = ", ".join(f"'{clock}'" for clock, role in CLOCKS.items() if role.guarded)
_UNANSWERED: Final = f"""k.closed_on IS NULL AND (
    (k.due_clock IN ({_GUARDED}) AND k.due_on {{by}})
    OR (k.followed_up_on IS NULL AND coalesce(k.side, '') NOT LIKE '%{Side.WAITING}%' AND k.respond_by {{by}}))"""
"""Recommended and not followed up by a day: the deadline that BKN guards ends then, or hides behind an earlier one."""
_LATE_ANSWER: Final = _UNANSWERED.format(by="< :last")
_TO_BE_ANSWERED: Final = _UNANSWERED.format(by="<= :until")
_BLOCKED: Final = "k.blocked_on IS NOT NULL AND k.reopened_on IS NULL"
_RUNNING: Final = f"""k.annulled = '{Flag.NO}' AND k.effect_on <= :last
    AND (k.ends_on IS NULL OR k.ends_on >= :last)"""

COUNTED: Final[Mapping[str, str]] = {
    "cases": _RECEIVED,
    "recommended": _IN_MONTH.replace("{}", "recommended_on"),
    "decided": _IN_MONTH.replace("{}", "decided_on"),
    "in_force": _IN_MONTH.replace("{}", "in_force_on"),
    "reported": _IN_MONTH.replace("{}", "reported_on"),
    "open": "k.closed_on IS NULL",
    "overdue": _LATE,
    "block_risk": _LATE_ANSWER,
    "blocked": _BLOCKED,
    "running": _RUNNING,
    "risk_listed": f"({_BLOCKED}) OR ({_TO_BE_ANSWERED})",
}
"""What is counted, with its condition."""
_COUNTS: Final = ", ".join(f"count(CASE WHEN {condition} THEN 1 END) AS {name}" for name, condition in COUNTED.items())
KEY_FIGURES: Final = f"""
SELECT (SELECT count(*) FROM complaints AS c WHERE c.received_on >= :first AND c.received_on <= :last) AS reports,
    count(DISTINCT CASE WHEN {_RECEIVED} THEN k.employee_id END) AS persons, {_COUNTS},
    count(DISTINCT k.complaint_id) AS all_incidents, count(*) AS all_cases,
    count(DISTINCT k.employee_id) AS all_persons
FROM cases AS k {{where}}
"""  # noqa: S608 - constants of this module
RECAP: Final = f"""
SELECT {{dimensions}}, count(CASE WHEN {_RECEIVED} THEN 1 END) AS in_month,
    count(DISTINCT k.complaint_id) AS incidents, count(*) AS cases, count(DISTINCT k.employee_id) AS persons
FROM cases AS k {{joins}}
{{where}}
GROUP BY {{dimensions}}
"""  # noqa: S608 - constants of this module
TREND: Final = """
SELECT substr(k.opened_on, 1, 7) AS month, count(*) AS received, 0 AS decided
FROM cases AS k {where} AND k.opened_on >= :since AND k.opened_on <= :last GROUP BY 1
UNION ALL
SELECT substr(k.decided_on, 1, 7), 0, count(*)
FROM cases AS k {where} AND k.decided_on >= :since AND k.decided_on <= :last GROUP BY 1
"""
AT_RISK: Final = f"""
SELECT k.id FROM cases AS k {{where}} AND (({_BLOCKED}) OR ({_TO_BE_ANSWERED})) ORDER BY k.respond_by, k.id LIMIT :limit
"""  # noqa: S608 - constants of this module
RISKS: Final = """
SELECT k.number, l.respondent_name AS name, u.name AS unit, k.status, k.recommended_by, k.recommended_on,
    k.respond_by, k.blocked_on, k.id
FROM cases AS k
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE k.id IN ({ids})
"""
IN_EFFECT: Final = f"""
SELECT k.id FROM cases AS k {{where}} AND {_RUNNING} ORDER BY k.ends_on IS NULL, k.ends_on, k.id LIMIT :limit
"""  # noqa: S608 - constants of this module
SANCTIONS: Final = """
SELECT k.number, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit, k.sanction, k.sanction_level,
    k.sk_number, k.decided_on, k.effect_on, k.ends_on, k.id
FROM cases AS k
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE k.id IN ({ids})
"""
QUALITY: Final = f"""
SELECT k.remarks, k.election IS NULL AS no_election, k.stage IS NULL AS no_stage,
    count(CASE WHEN {_RECEIVED} THEN 1 END) AS in_month, count(*) AS cases
FROM cases AS k {{where}}
GROUP BY 1, 2, 3
"""  # noqa: S608 - constants of this module
UNITS_NAMED: Final = """
SELECT u.key, u.name, n.cases
FROM (SELECT k.unit_id, count(*) AS cases FROM cases AS k {where} GROUP BY k.unit_id) AS n
JOIN units AS u ON u.id = n.unit_id
ORDER BY u.key
"""
NEWEST: Final = "SELECT seq, lower(hex(hash)) AS hash FROM events ORDER BY seq DESC LIMIT 1"


class Month(NamedTuple):
    """The days of a month that are counted (ISO): the first, and the last, which is the day that counts as today."""

    first: str
    last: str


class Doubt(NamedTuple):
    """How many cases have the same remarks (joined as the register joins them), election and stage or none."""

    remarks: str
    no_election: bool
    no_stage: bool
    in_month: int
    cases: int


def key_figures(connection: sqlite3.Connection, filters: Filters, month: Month, *, until: str) -> dict[str, int]:
    """A number for `reports`, `persons`, every name of `COUNTED`, and `all_incidents`, `all_cases`, `all_persons`.

    *until* is the last day of those that `risk_listed` counts, as `block_risk` lists them.
    """
    clause, parameters = where(filters)
    given = {**parameters, **month._asdict(), "until": until}
    found: sqlite3.Row = connection.execute(KEY_FIGURES.format(where=clause), given).fetchone()
    return {name: int(found[name]) for name in found.keys()}  # noqa: SIM118 - a row of SQLite goes over its values


def counted_by(
    connection: sqlite3.Connection, word: str, filters: Filters, month: Month
) -> list[tuple[str | None, int, int, int, int]]:
    """Rows of a value of the dimension *word*, the cases received in the month, and incidents, cases, persons of all.

    They come in no order. A case counts once under each of its forms of violation.
    """
    clause, parameters = where(filters)
    given = {**parameters, **month._asdict()}
    found = connection.execute(recap_sql((word,), clause, RECAP), given)
    return [(value, *map(int, counts)) for value, *counts in found]


def trend(connection: sqlite3.Connection, filters: Filters, *, since: str, last: str) -> dict[str, tuple[int, int]]:
    """For each month (`2024-10`) from *since* to *last* how many cases came in, and how many were decided.

    Months in which nothing happened are not in it.
    """
    clause, parameters = where(filters)
    counts = dict[str, tuple[int, int]]()
    for month, received, decided in connection.execute(
        TREND.format(where=clause), {**parameters, "since": since, "last": last}
    ):
        so_far = counts.get(month, (0, 0))
        counts[month] = so_far[0] + int(received), so_far[1] + int(decided)
    return counts


def block_risk(connection: sqlite3.Connection, filters: Filters, *, until: str, limit: int) -> Iterator[sqlite3.Row]:
    """Cases whose data is blocked, or whose follow-up is due until that day and missing; what is due first is first."""
    clause, parameters = where(filters)
    ids = ids_of(connection, AT_RISK.format(where=clause), {**parameters, "until": until, "limit": limit})
    return listed(connection, RISKS, ids, {}, None).rows


def running(connection: sqlite3.Connection, filters: Filters, *, last: str, limit: int) -> Iterator[sqlite3.Row]:
    """Cases whose sanction has effect on *last*; what ends first comes first, what is permanent last."""
    clause, parameters = where(filters)
    ids = ids_of(connection, IN_EFFECT.format(where=clause), {**parameters, "last": last, "limit": limit})
    return listed(connection, SANCTIONS, ids, {}, None).rows


def doubts(connection: sqlite3.Connection, filters: Filters, month: Month) -> Iterator[Doubt]:
    """What is missing or was remarked on when the cases were taken in."""
    clause, parameters = where(filters)
    for row in connection.execute(QUALITY.format(where=clause), {**parameters, **month._asdict()}):
        yield Doubt(row["remarks"], bool(row["no_election"]), bool(row["no_stage"]), row["in_month"], row["cases"])


def units_named(connection: sqlite3.Connection, filters: Filters) -> list[tuple[str, str, int]]:
    """The folded name, the name and the number of cases of every unit that has any."""
    clause, parameters = where(filters)
    found = connection.execute(UNITS_NAMED.format(where=clause), parameters)
    return [(str(key), str(name), int(cases)) for key, name, cases in found]


def newest(connection: sqlite3.Connection) -> tuple[int, str]:
    """The place of the newest event, which is how many there are, and its hash in hexadecimal."""
    found = connection.execute(NEWEST).fetchone()
    return (int(found["seq"]), str(found["hash"])) if found else (0, GENESIS.hex())
