"""The filters that every list and report shares: one table from word to SQL, joined in one place.

What a user types only ever becomes a bound parameter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

SEARCH_LIMIT: Final = 200
"""Characters of a search text that are used; longer ones are cut (a longer pattern is an error to SQLite)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep. Several values of one filter mean any of them; several filters mean all of them.

    `since` and `until` are ISO dates, both inclusive, and bound the day the complaint was received.
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
    search: Sequence[str] = ()


_SMALL: Final = {ord(letter): letter.lower() for letter in ascii_uppercase}
_UNITS: Final = "(SELECT id FROM units WHERE key LIKE {} ESCAPE '\\')"
_PERSONS: Final = "(SELECT id FROM employees WHERE lower(name) LIKE {0} ESCAPE '\\' OR nip LIKE {0} ESCAPE '\\')"
_TEXTS: Final = (
    "(SELECT id FROM complaints WHERE lower(summary) LIKE {0} ESCAPE '\\' OR lower(place) LIKE {0} ESCAPE '\\'"
    " OR number LIKE {0} ESCAPE '\\' UNION ALL"
    " SELECT complaint_id FROM external_references WHERE lower(number) LIKE {0} ESCAPE '\\')"
)
_OF_A_CASE: Final = (
    "c.id IN (SELECT l.complaint_id FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id WHERE {})"
)

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
    "search": f"k.number LIKE {{0}} ESCAPE '\\' OR k.employee_id IN {_PERSONS} OR k.complaint_id IN {_TEXTS}",
}
"""What each filter asks of `cases AS k`; `{}` is the parameter."""

COMPLAINTS: Final[Mapping[str, str]] = {
    **{name: _OF_A_CASE.replace("{}", CASES[name]) for name in ("unit", "status", "violation", "level")},
    "channel": "c.channel = {}",
    "stage": "c.stage = {}",
    "election": "c.election = {}",
    "since": "c.received_on >= {}",
    "until": "c.received_on <= {}",
    "search": f"c.id IN {_TEXTS} OR {_OF_A_CASE.replace('{}', f'k.employee_id IN {_PERSONS}')}",
}
"""What each filter asks of `complaints AS c`."""

_BY_PART: Final = frozenset({"unit", "search"})


def pattern(text: str) -> str:
    r"""The LIKE pattern, to be used with ESCAPE '\\', that finds *text* anywhere.

    Capitals of A-Z become small, as SQLite's `lower` makes them; other letters count as they are written.
    """
    text = " ".join(text.translate(_SMALL).split())[:SEARCH_LIMIT]
    for sign in "\\%_":
        text = text.replace(sign, f"\\{sign}")
    return f"%{text}%"


def where(filters: Filters, pieces: Mapping[str, str] = CASES) -> tuple[str, dict[str, str]]:
    """The WHERE clause over what *pieces* speaks of, with its parameters; `WHERE 1` where nothing is asked."""
    clauses, parameters = ["1"], dict[str, str]()
    for name, piece in pieces.items():
        asked = dict(_named(name, getattr(filters, name)))
        if asked:
            clauses.append(f"({' OR '.join(piece.format(f':{key}') for key in asked)})")
            parameters |= asked
    return f"WHERE {' AND '.join(clauses)}", parameters


def _named(name: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each value of a filter under the name of its parameter."""
    for position, value in enumerate(values):
        yield f"{name}_{position}", pattern(value) if name in _BY_PART else value
