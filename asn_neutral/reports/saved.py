"""Reports that an office keeps in its file of settings: a name, a base, and what is asked of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from asn_neutral.errors import UsageError
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import HEADINGS
from asn_neutral.reports.nearest import nearest_or_all
from asn_neutral.reports.registry import REPORTS, report_by
from asn_neutral.reports.selecting import Selection, check_selection
from asn_neutral.reports.table import Column, Kind, Table

KEYS: Final = ("title", "base", "filters", "columns", "sort", "group", "limit", "format")
"""What a saved report may say."""
_FLAGS: Final = frozenset({"overdue"})
_OPTION: Final = re.compile(r"--([a-z][a-z-]*)")
_KEY_OF: Final = {"by": "group"}
"""Options that have another name among the keys."""
Raw = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved report: its base is one of the registry; `filters` by the words of their options, as they are typed."""

    name: str
    title: str
    base: str
    filters: Mapping[str, tuple[str, ...]]
    selection: Selection
    by: tuple[str, ...]
    format: str | None


def saved_named(name: str, known: Mapping[str, Raw]) -> Saved:
    """The saved report of that name among those in the file of settings.

    Raises:
        UsageError: there is none, or it asks for something that there is not; the nearest is named.
    """
    if name not in known:
        problem = _("No report {name} is saved in the file of settings; {known}.")
        told = _("there is {names}").format(names=nearest_or_all(name, known)) if known else _("none is")
        raise UsageError(problem=problem.format(name=name, known=told))
    try:
        return _read(name, known[name])
    except UsageError as error:
        raise in_its_words(name, error) from error


def in_its_words(name: str, error: UsageError) -> UsageError:
    """The error as the file of settings names things: keys of the saved report, where an option was meant."""
    problem = _OPTION.sub(lambda found: _KEY_OF.get(found[1], found[1]), str(error.details["problem"]))
    return UsageError(problem=f"[reports.{name}] {problem}")


def _read(name: str, raw: Raw) -> Saved:
    _known(raw, KEYS)
    base = _text(raw, "base")
    if base is None:
        raise UsageError(problem=_("base is missing; it is one of {names}.").format(names=", ".join(REPORTS)))
    by = _texts(raw, "group")
    report = report_by(base, by)
    limit = raw.get("limit")
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
        raise UsageError(problem=_("limit is a whole number from 1 up."))
    selection = Selection(",".join(_texts(raw, "columns")) or None, ",".join(_texts(raw, "sort")) or None, limit)
    check_selection((*by, *report.figures), selection)
    filters = _filters(raw)
    if report.check_filters is not None:
        report.check_filters(filters)
    return Saved(name, _text(raw, "title") or name, base, filters, selection, by, _text(raw, "format"))


def _filters(raw: Raw) -> dict[str, tuple[str, ...]]:
    filters = raw.get("filters", {})
    if not isinstance(filters, Mapping):
        raise UsageError(problem=_("filters is a table of its own: [reports.NAME.filters]."))
    _known(filters, HEADINGS)
    for flag in _FLAGS & filters.keys():
        if not isinstance(filters[flag], bool):
            raise UsageError(problem=_("{key} is true or false.").format(key=flag))
    used = (name for name in filters if name not in _FLAGS or filters[name])
    return {name: () if name in _FLAGS else _texts(filters, name) for name in used}


def _known(raw: Raw, keys: Iterable[str]) -> None:
    """Refuse the words that are none of *keys*, and name the nearest of each."""
    words = list(keys)
    problem = _("{word} is unknown; try {known}.")
    told = [problem.format(word=word, known=nearest_or_all(word, words)) for word in raw if word not in words]
    if told:
        raise UsageError(problem=" ".join(told))


def _text(raw: Raw, key: str) -> str | None:
    """One text, or None."""
    texts = _texts(raw, key)
    if len(texts) > 1:
        raise UsageError(problem=_("{key} is one text.").format(key=key))
    return texts[0] if texts else None


def _texts(raw: Raw, key: str) -> tuple[str, ...]:
    """One text or a list of them."""
    value = raw.get(key, [])
    texts: Sequence[object] = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) and text.strip() and text.isprintable() for text in texts):
        raise UsageError(problem=_("{key} is a text or a list of texts.").format(key=key))
    return tuple(str(text) for text in texts)


def saved_list(problems: Mapping[str, str | None]) -> Table:
    """Every saved report, with what is wrong with it; None where nothing is."""
    columns = (
        Column("name", N_("Report"), Kind.ID),
        Column("ok", N_("Fits"), Kind.FLAG),
        Column("problem", N_("What is wrong")),
    )
    rows = [(name, problem is None, problem) for name, problem in problems.items()]
    return Table(
        "report-check", _("Saved reports"), columns, rows, empty=_("No report is saved in the file of settings.")
    )
