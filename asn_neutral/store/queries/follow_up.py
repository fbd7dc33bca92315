"""What became of the cases: how many were recommended, decided, put in force and reported, and how the rest ended."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from asn_neutral.law.needs import Finding, Flag
from asn_neutral.law.terms import Status, Track
from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.grouping import grouped_sql

_SANCTIONED: Final = f"k.annulled = '{Flag.NO}'"
_OPEN: Final = "k.finding IS NULL"
_ENDS: Final = f"'{Status.DISMISSED}', '{Status.REPORTED_TO_BKN}', '{Status.CLOSED}'"
_GONE: Final = f"'{Status.REFERRED}', '{Status.LAPSED}'"

COUNTED: Final[Mapping[str, str]] = {
    "reported": "1 = 1",
    "recommended": "k.recommended_on IS NOT NULL",
    "decided": "k.decided_on IS NOT NULL",
    "annulled": f"k.annulled = '{Flag.YES}'",
    "sanctioned": _SANCTIONED,
    "recommended_sanctioned": f"k.recommended_on IS NOT NULL AND {_SANCTIONED}",
    "in_force": "k.in_force_on IS NOT NULL",
    "reported_to_bkn": "k.reported_on IS NOT NULL",
    "in_force_reported": "k.in_force_on IS NOT NULL AND k.reported_on IS NOT NULL",
    "ethics": f"{_SANCTIONED} AND k.track = '{Track.ETHICS}'",
    "discipline": f"{_SANCTIONED} AND k.track = '{Track.DISCIPLINE}'",
    "party": f"{_SANCTIONED} AND k.track = '{Track.PARTY}'",
    "not_proven": f"k.finding = '{Finding.NOT_PROVEN}'",
    "dismissed": f"{_OPEN} AND k.status IN ({_ENDS})",
    "referred": f"{_OPEN} AND k.status = '{Status.REFERRED}'",
    "lapsed": f"{_OPEN} AND k.status = '{Status.LAPSED}'",
    "undecided": f"{_OPEN} AND k.status NOT IN ({_ENDS}, {_GONE})",
    "blocked": "k.blocked_on IS NOT NULL",
    "reopened": "k.reopened_on IS NOT NULL",
}
"""What is counted, with its condition. A case that ends without a finding was dismissed: nothing else leads there."""
_COUNTS: Final = ", ".join(f"count(CASE WHEN {condition} THEN 1 END) AS {name}" for name, condition in COUNTED.items())
FOLLOW_UP: Final = f"""
SELECT {{dimensions}}, {_COUNTS}
FROM cases AS k {{joins}}
{{where}}
GROUP BY {{dimensions}}
"""  # noqa: S608 - constants of this module
MEMBERS: Final = """
SELECT {dimensions}, k.number
FROM cases AS k {joins}
{where}
"""


COUNTING: Final = f"""
SELECT k.number, {", ".join(f"{condition} AS {name}" for name, condition in COUNTED.items())}
FROM cases AS k
{{where}}
"""  # noqa: S608 - constants of this module


def follow_up_counting(connection: sqlite3.Connection, filters: Filters) -> Iterator[tuple[str, frozenset[str]]]:
    """Every case that is counted, with the names of `COUNTED` under which it is; a stream."""
    clause, parameters = where(filters)
    for number, *counted in connection.execute(COUNTING.format(where=clause), parameters):
        yield str(number), frozenset(name for name, counts in zip(COUNTED, counted, strict=True) if counts)


def follow_up(
    connection: sqlite3.Connection, by: Sequence[str], filters: Filters
) -> list[tuple[str | int | None, ...]]:
    """Rows of the dimensions' values, then a number for each name of `COUNTED`; in no order.

    Without a dimension it is one row. A case counts once under each of its forms of violation.
    """
    clause, parameters = where(filters)
    return [tuple(row) for row in connection.execute(grouped_sql(by, clause, FOLLOW_UP), parameters)]


def follow_up_members(
    connection: sqlite3.Connection, by: Sequence[str], filters: Filters
) -> Iterator[tuple[str | int | None, ...]]:
    """Every case that is counted: the values of the dimensions, then its number; a stream, in no order."""
    clause, parameters = where(filters)
    return (tuple(row) for row in connection.execute(grouped_sql(by, clause, MEMBERS), parameters))
