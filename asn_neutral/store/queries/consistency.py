"""Which sanction each case came to, by form of violation and class of post."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from asn_neutral.law.needs import Flag
from asn_neutral.store.filters import Filters, where

SANCTIONED: Final = f"""
SELECT v.code, k.position_class, k.number, k.sanction, k.employment, k.decided_on
FROM cases AS k JOIN case_violations AS v ON v.case_id = k.id
{{where}} AND k.annulled = '{Flag.NO}'
ORDER BY v.code, k.position_class, k.id
"""  # noqa: S608 - constants of this module


class Sanctioned(NamedTuple):
    """One case under one of its forms, with the sanction that stands."""

    violation: str
    position_class: str | None
    number: str
    sanction: str
    employment: str | None
    decided_on: str


def sanctioned(connection: sqlite3.Connection, filters: Filters) -> Iterator[Sanctioned]:
    """Every case with a sanction that was not annulled, under each of its forms; those of a form and class together."""
    clause, parameters = where(filters)
    return (Sanctioned(*row) for row in connection.execute(SANCTIONED.format(where=clause), parameters))
