"""Saved reports on the command line: what one asks for, read as if it had been typed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from asn_neutral.cli import filtering
from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.reporting import Wanted
from asn_neutral.errors import UsageError
from asn_neutral.locale import _
from asn_neutral.reports.nearest import nearest_or_all

if TYPE_CHECKING:
    from asn_neutral.output.formats import FormatName
    from asn_neutral.reports.saved import Saved
    from asn_neutral.services.looking_back import Moment

_FIELDS = {"from": "since", "to": "until"}
_DAYS = frozenset({"from", "to"})


def wanted_of(ctx: typer.Context, saved: "Saved", moment: "Moment | None") -> Wanted:
    """What a saved report asks for.

    Raises:
        UsageError: A filter has a value that nothing can have; the nearest is named.
    """
    from asn_neutral.reports.saved import in_its_words

    today = moment.day if moment else None
    try:
        filters = filtering.read(ctx, {**dict.fromkeys(filtering.OPTIONS), **_typed(office_of(ctx), saved)}, today)
    except UsageError as error:
        raise in_its_words(saved.name, error) from error
    return Wanted(filters, saved.selection, moment, saved.title)


def format_of(saved: "Saved") -> "FormatName | None":
    """How a saved report asks to be shown; None where it leaves that open.

    Raises:
        UsageError: There is no such format.
    """
    from asn_neutral.output.formats import FormatName

    word = saved.format
    if word is None:
        return None
    if word not in set(FormatName):
        problem = _("{word} is unknown; try {known}.").format(word=word, known=nearest_or_all(word, FormatName))
        raise UsageError(problem=f"[reports.{saved.name}] format: {problem}")
    return FormatName(word)


def _typed(office: Office, saved: "Saved") -> Mapping[str, object]:
    """The filters as the options of a command give them."""
    typed: dict[str, object] = {}
    for word, values in saved.filters.items():
        if word in _DAYS:
            typed[_FIELDS[word]] = office.day(word, values[0])
        elif word == "overdue":
            typed[word] = True
        else:
            typed[word] = " ".join(values) if word == "search" else list(values)
    return typed


def problem_of(ctx: typer.Context, name: str) -> str | None:
    """What is wrong with the saved report of that name; None where nothing is."""
    from asn_neutral.reports.saved import saved_named

    try:
        saved = saved_named(name, office_of(ctx).settings.reports)
        wanted_of(ctx, saved, None)
        format_of(saved)
    except UsageError as error:
        return str(error.details["problem"])
    return None
