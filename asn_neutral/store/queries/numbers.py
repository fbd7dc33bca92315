"""Finding the one record a user means: by number, by a unique beginning of it, by another agency's number."""

import sqlite3
from typing import Final

from asn_neutral.domain.numbering import filled_up, spans
from asn_neutral.errors import AmbiguousError, NotFoundError
from asn_neutral.locale import _

_MATCHES_NAMED: Final = 5
_NUMBERED: Final = {
    "case": "SELECT id, number FROM cases WHERE id BETWEEN :first AND :last ORDER BY id LIMIT :limit",
    "complaint": "SELECT id, number FROM complaints WHERE id BETWEEN :first AND :last ORDER BY id LIMIT :limit",
}
_EXTERNAL: Final = {
    "case": (
        "SELECT k.id, k.number, r.agency FROM external_references AS r JOIN complaint_cases AS l ON l.complaint_id ="
        " r.complaint_id JOIN cases AS k ON k.id = l.case_id WHERE r.number = :wanted ORDER BY k.id LIMIT :limit"
    ),
    "complaint": (
        "SELECT c.id, c.number, r.agency FROM external_references AS r JOIN complaints AS c ON c.id = r.complaint_id"
        " WHERE r.number = :wanted ORDER BY c.id LIMIT :limit"
    ),
}


def find(connection: sqlite3.Connection, noun: str, wanted: str) -> int:
    """The id of the `case` or `complaint` that *wanted* names; its serial may lack the leading naughts.

    Raises:
        NotFoundError: none has that number, that beginning or that external number.
        AmbiguousError: more than one; the first few are named.
    """
    whole = filled_up(wanted).upper()
    exact = [id_ for id_, number in beginning_with(connection, noun, whole) if number == whole]
    if exact:
        return exact[0]
    found, remedy = beginning_with(connection, noun, wanted), ""
    if not found:  # another agency's number is whole: more of it would not help
        found, remedy = _with_external_number(connection, noun, wanted), _("Use one of these numbers of this register.")
    if not found:
        raise _not_found(connection, noun, wanted)
    if len(found) > 1:
        names = ", ".join(number for _id, number in found[:_MATCHES_NAMED])
        matches = f"{names}, …" if len(found) > _MATCHES_NAMED else names
        raise AmbiguousError(wanted=wanted, matches=matches, remedy=remedy)
    return found[0][0]


def _not_found(connection: sqlite3.Connection, noun: str, wanted: str) -> NotFoundError:
    """The error for a number that no such record has; one of the other kind is named as what it is."""
    if noun == "case" and beginning_with(connection, "complaint", wanted, limit=1):
        told = _("case {number}; that is the number of a complaint")
        return NotFoundError(wanted=told.format(number=wanted), remedy=_see("complaint", wanted))
    if noun == "complaint" and beginning_with(connection, "case", wanted, limit=1):
        told = _("complaint {number}; that is the number of a case")
        return NotFoundError(wanted=told.format(number=wanted), remedy=_see("case", wanted))
    told = _("case {number}") if noun == "case" else _("complaint {number}")
    return NotFoundError(wanted=told.format(number=wanted), noun=noun)


def _see(noun: str, number: str) -> str:
    return _("`asn-neutral {noun} show {number}` shows it.").format(noun=noun, number=number)


def beginning_with(
    connection: sqlite3.Connection, noun: str, beginning: str, *, limit: int = _MATCHES_NAMED + 1
) -> list[tuple[int, str]]:
    """Ids and numbers of the records whose number begins with *beginning*, in order; none for an empty one."""
    found: list[tuple[int, str]] = []
    for first, last in spans(noun, beginning):
        rows = connection.execute(_NUMBERED[noun], {"first": first, "last": last, "limit": limit - len(found)})
        found += [(int(id_), str(number)) for id_, number in rows]
    return found


def _with_external_number(connection: sqlite3.Connection, noun: str, wanted: str) -> list[tuple[int, str]]:
    """Ids of the records that an agency gave this very number, each with its own number and that agency."""
    rows = connection.execute(_EXTERNAL[noun], {"wanted": wanted, "limit": _MATCHES_NAMED + 1})
    return [(int(id_), f"{number} ({agency})") for id_, number, agency in rows]
