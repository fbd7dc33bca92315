"""One function for each kind of entry: a table of a file in, the checked entry out."""

from datetime import MAXYEAR
from typing import NoReturn

from asn_neutral.law.entries import (
    Authority,
    Deadline,
    Decree,
    Election,
    Ground,
    Holiday,
    Recommending,
    Retention,
    Sanction,
    Stage,
    Violation,
)
from asn_neutral.law.needs import Recommender
from asn_neutral.law.reading import Row
from asn_neutral.law.terms import (
    Bound,
    DayKind,
    DayUnit,
    Disposition,
    Effect,
    ElectionKind,
    Employment,
    Level,
    Official,
    Phase,
    PositionClass,
    Remedy,
    Track,
)
from asn_neutral.locale import _


def ground(row: Row) -> Ground:
    """A ground from its table."""
    return Ground(**row.span(), **row.names(), articles=row.texts_by_word("articles", Level))


def violation(row: Row) -> Violation:
    """A form of violation from its table; `level` may be absent."""
    return Violation(
        **row.span(),
        **row.names(),
        track=row.word("track", Track),
        level=row.word_or_none("level", Level),
        phase=row.word("phase", Phase),
        grounds=row.texts("grounds"),
        level_basis=row.text_or("level_basis"),
    )


def sanction(row: Row) -> Sanction:
    """A sanction from its table; one with `in_force_by` has effect by the clock, others at receipt unless stated."""
    by_clock = row.text_or("in_force_by")
    return Sanction(
        **row.span(),
        **row.names(),
        level=row.word("level", Level),
        employment=row.words("employment", Employment),
        severity=row.number("severity"),
        months=row.number_or_none("months"),
        permanent=row.flag("permanent"),
        remedy=row.word_or_none("remedy", Remedy),
        siasn=row.text_or("siasn"),
        siasn_level=row.text_or("siasn_level"),
        siasn_dismissal=row.text_or("siasn_dismissal"),
        condition=row.text_or("condition"),
        condition_en=row.text_or("condition_en"),
        vacates_post=row.flag("vacates_post"),
        decide_by=row.text_or("decide_by"),
        effect=row.word_or_none("effect", Effect) or (Effect.BY_CLOCK if by_clock else Effect.AT_RECEIPT),
        in_force_by=by_clock,
        takes_effect=row.text_or("takes_effect"),
        takes_effect_en=row.text_or("takes_effect_en"),
    )


def deadline(row: Row) -> Deadline:
    """A deadline from its table; `bound` is the last day in time unless stated."""
    return Deadline(
        **row.span(),
        **row.names(),
        days=row.number("days"),
        unit=row.word("unit", DayUnit),
        bound=row.word_or_none("bound", Bound) or Bound.LATEST,
        starts=row.text("starts"),
        starts_en=row.english("starts"),
        regime=row.word_or_none("regime", ElectionKind),
        officials=row.words("officials", Official),
    )


def authority(row: Row) -> Authority:
    """An entry on who may impose, from its table."""
    return Authority(
        **row.span(),
        examinee=row.word("examinee", PositionClass),
        employment=row.words("employment", Employment) or _missing(row, "employment"),
        functional=row.text_or("functional"),
        level=row.word("level", Level),
        officials=row.words("officials", Official) or _missing(row, "officials"),
        sanctions=row.texts("sanctions"),
        delegates=row.words("delegates", Official),
    )


def recommender(row: Row) -> Recommending:
    """An agency that recommends, from its table; its id is one of the words that a recommendation can be told by."""
    row.word("id", Recommender)
    return Recommending(**row.span(), **row.names())


def retention(row: Row) -> Retention:
    """How long files are kept, from its table."""
    return Retention(
        **row.span(),
        **row.names(),
        levels=row.words("levels", Level),
        years=row.number_or_none("years"),
        disposition=row.word("disposition", Disposition),
    )


def election(row: Row) -> Election:
    """An election from its table, without its stages; the window of protection ends with the term unless stated."""
    last, basis = row.day_or_none("protected_until"), row.text_or("protected_basis")
    first = row.day("protected_from") if last or basis else row.day_or_none("protected_from")
    inauguration = row.day("inauguration")
    return Election(
        **row.common(),
        **row.names(),
        kind=row.word("kind", ElectionKind),
        opens_on=row.day("opens_on"),
        determination_on=row.day("determination_on"),
        voting_on=row.day("voting_on"),
        inauguration=inauguration,
        protected_from=first,
        protected_until=(last or inauguration) if first else None,
        protected_basis=row.text("protected_basis") if first else "",
    )


def stage(row: Row) -> Stage:
    """A stage from its table; `election` is the id of its election."""
    since = row.day("since")
    return Stage(
        **row.common(),
        **row.names(),
        since=since,
        until=row.until(since) or _missing(row, "until"),
        election=row.text("election"),
    )


def decree(row: Row) -> Decree:
    """A decree on holidays from its table: it makes the calendar of a `year`, or `changes` that of one."""
    year, changes = row.number_or_none("year", most=MAXYEAR), row.number_or_none("changes", most=MAXYEAR)
    if (year is None) is (changes is None):
        row.refuse(_("write year, the year it makes complete, or changes, the year it changes"))
    return Decree(**row.span(), year=year, changes=changes)


def holiday(row: Row) -> Holiday:
    """A day off from its table; its id is its date."""
    return Holiday(
        **row.span(),
        **row.names(),
        day=row.day("date"),
        kind=row.word("kind", DayKind),
        decree=row.text_or("decree"),
    )


def _missing(row: Row, key: str) -> NoReturn:
    row.refuse(_("{key} is missing").format(key=key))
