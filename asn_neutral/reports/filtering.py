"""The filters of a list or report, from what was typed: each word checked against the words there are.

A word that nothing can have is refused with the nearest one that something may have; an empty list would say that
there is no such case.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from asn_neutral.errors import UsageError
from asn_neutral.law.terms import CHANNEL_LABELS, LEVEL_LABELS, STATUS_LABELS
from asn_neutral.locale import N_, _, either
from asn_neutral.store.filters import NONE, Filters

if TYPE_CHECKING:  # the law data is read, and the readers of words loaded, only where one was typed
    import sqlite3

    from asn_neutral.law.book import Book

Law = Callable[[], "Book"]
Spellings = Mapping[str, str]
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "status": STATUS_LABELS,
    "level": LEVEL_LABELS,
    "channel": CHANNEL_LABELS,
}
"""Filters whose words the program itself knows, with what people read for them."""


HEADINGS: Final[Mapping[str, str]] = {
    "unit": N_("Unit"),
    "status": N_("Status"),
    "violation": N_("Form of violation"),
    "level": N_("Level"),
    "channel": N_("Channel"),
    "stage": N_("Stage"),
    "election": N_("Election"),
    "from": N_("received from"),
    "to": N_("received until"),
    "overdue": N_("overdue on"),
    "owner": N_("Responsible"),
    "search": N_("with a text that was searched for"),
}
"""What people read for each filter, by the word of its option."""
_NONE_OF: Final = frozenset({"level", "stage", "election"})
_NOT_STATED: Final = N_("not stated")
_NOBODY: Final = frozenset({"-", NONE})
"""What is typed as an owner for cases that nobody is responsible for."""
_SIMILAR: Final = 70  # rapidfuzz ratio (0-100) from which a unit may have been meant
_NEAREST: Final = 3
_DAYS: Final = frozenset({"from", "to", "overdue"})
_AS_TYPED: Final = frozenset({"since", "until", "overdue", "search"})
"""Filters by any day or text; they need no reader of words."""


def filters_of(typed: Mapping[str, object], law: Law) -> Filters:
    """What was asked for.

    A word counts in any letters, with blanks for hyphens, and so does what people read in its place.

    Args:
        typed: By field of `Filters` a value, a list of values, or None.
        law: Where the law data comes from; called only for a word that it gives.

    Raises:
        UsageError: A status, level, channel, form, stage or election is none; the nearest is named. Or the period
            ends before it begins.
    """
    _check_period(typed.get("since"), typed.get("until"))
    return Filters(**{name: tuple(_read(name, value, law)) for name, value in typed.items() if value is not None})


def _check_period(since: object, until: object) -> None:
    """Refuse a period without a day; it would look as if nothing had happened in it."""
    if isinstance(since, date) and isinstance(until, date) and since > until:
        problem = _("--from {since} lies after --to {until}; swap them.")
        raise UsageError(problem=problem.format(since=since.isoformat(), until=until.isoformat()))


def unknown_units(connection: "sqlite3.Connection", filters: Filters) -> list[str]:
    """A sentence for each text of `--unit` that no unit has in its name, with the nearest that there are."""
    if not filters.unit:
        return []
    from asn_neutral.store.queries.naming import units

    known = units(connection)
    missing = [wanted for wanted in filters.unit if not any(wanted in key for key in known)]
    return [_no_such_unit(wanted, known) for wanted in missing]


def _no_such_unit(wanted: str, known: Mapping[str, str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(wanted, list(known), scorer=fuzz.partial_ratio, score_cutoff=_SIMILAR, limit=_NEAREST)
    sentence = _("No unit has “{text}” in its name.").format(text=wanted)
    if not near:
        return sentence
    names = ", ".join(known[key] for key, _score, _place in near)
    return f"{sentence} {_('Near it are: {names}.').format(names=names)}"


def unknown_owners(connection: "sqlite3.Connection", filters: Filters) -> list[str]:
    """A sentence for each name of `--owner` that is responsible for no case, with the nearest that are."""
    if not filters.owner:
        return []
    from asn_neutral.store.queries.owners import owners

    known = owners(connection)
    same = {name.casefold() for name in known} | {NONE}
    return [_no_such_owner(wanted, known) for wanted in filters.owner if wanted.casefold() not in same]


def _no_such_owner(wanted: str, known: Iterable[str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(wanted, list(known), scorer=fuzz.WRatio, score_cutoff=_SIMILAR, limit=_NEAREST)
    sentence = _("“{name}” is responsible for no case.").format(name=wanted)
    if not near:
        return sentence
    names = ", ".join(name for name, _score, _place in near)
    return f"{sentence} {_('Near it are: {names}.').format(names=names)}"


def asked_of(filters: Filters) -> dict[str, list[str]]:
    """The filters in use, by the words of their options, with their values.

    A text that was searched for is not repeated: it may be the name of who complained, on a report that is passed on.
    """
    options = {"since": "from", "until": "to"}
    used = filters._asdict().items()
    return {options.get(name, name): [] if name == "search" else list(values) for name, values in used if values}


def told(filters: Filters, law: Law, *, on: date | None = None) -> str:
    """The filters in use in one sentence, in the language in force; *on* is the past day whose register was asked."""
    pieces = [
        _(HEADINGS[name])
        + (" " if name in _DAYS else ": " if values else "")
        + ", ".join(_shown(name, value, law) for value in values)
        for name, values in asked_of(filters).items()
    ]
    whole = _("everything in the register") if on is None else _("everything in the register of {day}").format(day=on)
    return _("Counted: {filters}.").format(filters="; ".join(pieces) or whole)


def _shown(name: str, value: str, law: Law) -> str:
    """What people read for one value of a filter."""
    if value == NONE and name == "owner":
        return _("nobody")
    if value == NONE and name in _NONE_OF:
        return _(_NOT_STATED)
    if name in _LABELS:
        return _(_LABELS[name].get(value, value))
    if name == "stage":
        return next((either(entry.name, entry.name_en) for entry in law().stages if entry.id == value), value)
    if name == "election":
        return next((either(entry.name, entry.name_en) for entry in law().elections if entry.id == value), value)
    return value


def words_of(name: str, law: Law) -> list[str]:
    """The words that the filter *name* knows, in their order; none for a filter that takes any text."""
    if name == "violation":
        return list(dict.fromkeys(form.id for form in law().violations))
    return list(dict.fromkeys(_spellings(name, law).values()))


def _read(name: str, value: object, law: Law) -> Iterator[str]:
    """The words of one filter as the register has them."""
    words = value if isinstance(value, list) else [value]
    if name in _AS_TYPED:
        yield from map(str, words)
        return
    from asn_neutral.intake.reasons import RefusedValueError

    read = _reader(name, law)
    for word in words:
        try:
            yield from read(str(word))
        except RefusedValueError as refused:
            sentence = str(refused)
            raise UsageError(problem=f"--{name}: {sentence}{'' if sentence.endswith('?') else '.'}") from refused


def _reader(name: str, law: Law) -> Callable[[str], Iterable[str]]:
    """The function that reads one value of the filter *name*."""
    from asn_neutral.intake.names import unit_key
    from asn_neutral.intake.words import read_codes, reader_of

    if name == "unit":
        return lambda word: (unit_key(word) or word,)  # as the register folds the names of units
    if name == "owner":
        return lambda word: (NONE if word.casefold() in _NOBODY else " ".join(word.split()),)
    if name == "violation":
        forms = frozenset(words_of(name, law))
        return lambda word: read_codes(word, forms)
    read = reader_of(_spellings(name, law))
    return lambda word: (read(word),)


def _spellings(name: str, law: Law) -> Spellings:
    """The words that the filter *name* knows, by everything that is read as one of them."""
    from asn_neutral.intake.words import fold_word

    none = {fold_word(_(_NOT_STATED)): NONE, NONE: NONE} if name in _NONE_OF else {}
    return {**_own_spellings(name, law), **none}


def _own_spellings(name: str, law: Law) -> Spellings:
    from asn_neutral.intake.words import CHANNEL_SPELLINGS, fold_word

    if name in _LABELS:
        own = {fold_word(word): str(word) for word in _LABELS[name]}
        labels = {fold_word(_(label)): str(word) for word, label in _LABELS[name].items()}
        return {**own, **labels, **(CHANNEL_SPELLINGS if name == "channel" else {})}
    if name not in {"stage", "election"}:
        return {}
    entries = law().stages if name == "stage" else law().elections
    own = {fold_word(entry.id): entry.id for entry in entries}
    return {fold_word(text): entry.id for entry in entries for text in (entry.name, entry.name_en)} | own
