"""Finding the one record a user means: by number, by a unique beginning of it, by another agency's number."""

import sqlite3
from typing import Final

from asn_neutral.errors import AmbiguousError, NotFoundError

_MATCHES_NAMED: Final = 5
_LAST_LETTER: Final = "\U0010ffff"  # sorts after everything a number can go on with
_EXACT: Final = {
    "case": "SELECT id FROM cases WHERE number = :wanted",
    "complaint": "SELECT id FROM complaints WHERE number = :wanted",
}
_BEGINNING: Final = {
    "case": "SELECT id, number FROM cases WHERE number >= :wanted AND number < :after ORDER BY number LIMIT :limit",
    "complaint": (
        "SELECT id, number FROM complaints WHERE number >= :wanted AND number < :after ORDER BY number LIMIT :limit"
    ),
}
_EXTERNAL: Final = {
    "case": (
        "SELECT k.id, k.number FROM external_references AS r JOIN complaint_cases AS l ON l.complaint_id ="
        " r.complaint_id JOIN cases AS k ON k.id = l.case_id WHERE r.number = :wanted ORDER BY k.number LIMIT :limit"
    ),
    "complaint": (
        "SELECT c.id, c.number FROM external_references AS r JOIN complaints AS c ON c.id = r.complaint_id"
        " WHERE r.number = :wanted ORDER BY c.number LIMIT :limit"
    ),
}


def find(connection: sqlite3.Connection, noun: str, wanted: str) -> int:
    """The id of the `case` or `complaint` that *wanted* names.

    Raises:
        NotFoundError: none has that number, that beginning or that external number.
        AmbiguousError: more than one; the first few are named.
    """
    exact = connection.execute(_EXACT[noun], {"wanted": wanted}).fetchone()
    if exact:
        return int(exact[0])
    found = beginning_with(connection, noun, wanted) or _all(connection, _EXTERNAL[noun], wanted)
    if not found:
        raise NotFoundError(wanted=wanted, noun=noun)
    if len(found) > 1:
        names = [number for _id, number in found[:_MATCHES_NAMED]]
        more = ["..."] if len(found) > _MATCHES_NAMED else []
        raise AmbiguousError(wanted=wanted, matches=", ".join((*names, *more)))
    return found[0][0]


def beginning_with(
    connection: sqlite3.Connection, noun: str, beginning: str, *, limit: int = _MATCHES_NAMED + 1
) -> list[tuple[int, str]]:
    """Ids and numbers of the records whose number begins with *beginning*, in order; none for an empty one."""
    return _all(connection, _BEGINNING[noun], beginning, limit=limit) if beginning else []


def _all(
    connection: sqlite3.Connection, sql: str, wanted: str, *, limit: int = _MATCHES_NAMED + 1
) -> list[tuple[int, str]]:
    rows = connection.execute(sql, {"wanted": wanted, "after": wanted + _LAST_LETTER, "limit": limit})
    return [(int(id_), str(number)) for id_, number in rows]
