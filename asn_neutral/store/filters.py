"""The filters that every list and report shares: one table from word to SQL, joined in one place.

What a user types only ever becomes a bound parameter.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Final, NamedTuple

SEARCH_LIMIT: Final = 200
"""Characters of a search text that are used; longer ones are cut (a longer pattern is an error to SQLite)."""


class Filters(NamedTuple):
    """What to keep. Several values of one filter mean any of them; several filters mean all of them.

    `since` and `until` are ISO dates, both inclusive, and bound the day the complaint was received. `overdue` is the
    day that counts as today: kept are open cases whose next deadline ended before it.
    """

    unit: Sequence[str] = ()
    status: Sequence[str] = ()
    violation: Sequence[str] = ()
    level: Sequence[str] = ()
    channel: Sequence[str] = ()
    stage: Sequence[str] = ()
    election: Sequence[str] = ()
    since: Sequence[str] = ()
    until: Sequence[str] = ()
    overdue: Sequence[str] = ()
    owner: Sequence[str] = ()
    search: Sequence[str] = ()


_SMALL: Final = {ord(letter): letter.lower() for letter in ascii_uppercase}
_UNITS: Final = "(SELECT id FROM units WHERE key LIKE {} ESCAPE '\\')"
_RESPONDENTS: Final = (
    "(SELECT {column} FROM complaint_cases WHERE lower(respondent_name) LIKE {0} ESCAPE '\\'"
    " OR respondent_nip LIKE {0} ESCAPE '\\')"
)
_CASES_OF: Final = _RESPONDENTS.replace("{column}", "case_id")
_COMPLAINTS_OF: Final = _RESPONDENTS.replace("{column}", "complaint_id")
_TEXTS: Final = (
    "(SELECT id FROM complaints WHERE lower(summary) LIKE {0} ESCAPE '\\' OR lower(place) LIKE {0} ESCAPE '\\'"
    " OR number LIKE {0} ESCAPE '\\' UNION ALL"
    " SELECT complaint_id FROM external_references WHERE lower(number) LIKE {0} ESCAPE '\\')"
)
_OF_A_CASE: Final = (
    "c.id IN (SELECT l.complaint_id FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id WHERE {})"
)
_OF_THE_CASE: Final = ("unit", "status", "violation", "level", "overdue", "owner")

CASES: Final[Mapping[str, str]] = {
    "unit": f"k.unit_id IN {_UNITS}",
    "status": "k.status = {}",
    "violation": "k.id IN (SELECT case_id FROM case_violations WHERE code = {})",
    "level": "k.level = {}",
    "channel": "k.channel = {}",
    "stage": "k.stage = {}",
    "election": "k.election = {}",
    "since": "k.opened_on >= {}",
    "until": "k.opened_on <= {}",
    "overdue": "k.closed_on IS NULL AND k.due_clock IS NOT NULL AND k.due_on < {}",
    "owner": "k.owner = {}",
    "search": f"k.number LIKE {{0}} ESCAPE '\\' OR k.id IN {_CASES_OF} OR k.complaint_id IN {_TEXTS}",
}
"""What each filter asks of `cases AS k`; `{}` is the parameter."""

COMPLAINTS: Final[Mapping[str, str]] = {
    **{name: _OF_A_CASE.replace("{}", CASES[name]) for name in _OF_THE_CASE},
    "channel": "c.channel = {}",
    "stage": "c.stage = {}",
    "election": "c.election = {}",
    "since": "c.received_on >= {}",
    "until": "c.received_on <= {}",
    "search": f"c.id IN {_TEXTS} OR c.id IN {_COMPLAINTS_OF}",
}
"""What each filter asks of `complaints AS c`."""

NONE: Final = "none"
"""The value of a filter that keeps what has no such value at all."""
_MAY_BE_MISSING: Final = frozenset({"level", "stage", "election", "owner"})
_BY_PART: Final = frozenset({"unit", "search"})


def pattern(text: str) -> str:
    r"""The LIKE pattern, to be used with ESCAPE '\\' on `lower(...)`, that finds *text* anywhere in any letters.

    Capitals of A-Z become small, as SQLite's `lower` makes them. With any other letter in it the pattern is folded
    whole, and `folding` puts the piece of SQL right.
    """
    text = " ".join(text.split())[:SEARCH_LIMIT]
    text = text.translate(_SMALL) if text.isascii() else unicodedata.normalize("NFC", text).casefold()
    for sign in "\\%_":
        text = text.replace(sign, f"\\{sign}")
    return f"%{text}%"


def fold(stored: str | None) -> str | None:
    """A text without the difference of capitals in any alphabet; the reader lends this to SQLite as `fold`."""
    return None if stored is None else stored.casefold()


def folding(piece: str, typed: str) -> str:
    """*piece* of SQL as it finds the pattern of what was *typed*.

    SQLite's own `lower` knows A-Z only. It stays wherever nothing else was typed, because a call of Python for each
    row takes twice as long.
    """
    return piece if typed.isascii() else piece.replace("lower(", "fold(")


def where(filters: Filters, pieces: Mapping[str, str] = CASES) -> tuple[str, dict[str, str]]:
    """The WHERE clause over what *pieces* speaks of, with its parameters; `WHERE 1` where nothing is asked."""
    clauses, parameters = ["1"], dict[str, str]()
    for name, piece in pieces.items():
        asked = {f"{name}_{place}": typed for place, typed in enumerate(getattr(filters, name))}
        if asked:
            alternatives = (_alternative(name, piece, key, typed) for key, typed in asked.items())
            clauses.append(f"({' OR '.join(alternatives)})")
            parameters |= {key: _wanted(name, typed) for key, typed in asked.items() if not _is_none(name, typed)}
    return f"WHERE {' AND '.join(clauses)}", parameters


def _is_none(name: str, wanted: str) -> bool:
    """Whether what has no value is wanted."""
    return wanted == NONE and name in _MAY_BE_MISSING


def _alternative(name: str, piece: str, key: str, typed: str) -> str:
    """The piece of SQL for one value of a filter."""
    if _is_none(name, typed):
        return piece.replace("= {}", "IS NULL")
    return folding(piece, typed).format(f":{key}")


def _wanted(name: str, typed: str) -> str:
    """The parameter for one value of a filter."""
    return pattern(typed) if name in _BY_PART else typed
