"""One function for each kind of entry: a table of a file in, the checked entry out."""

from asn_neutral.law.entries import (
    Authority,
    Deadline,
    Decree,
    Election,
    Ground,
    Holiday,
    Sanction,
    Stage,
    Violation,
)
from asn_neutral.law.reading import Row
from asn_neutral.law.terms import (
    Bound,
    DayKind,
    DayUnit,
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
    since = row.day("since")
    return Ground(
        **row.common(),
        since=since,
        until=row.until(since),
        name=row.text("name"),
        name_en=row.text("name_en"),
        articles=row.texts_by_word("articles", Level),
    )


def violation(row: Row) -> Violation:
    """A form of violation from its table; `level` may be absent."""
    since = row.day("since")
    return Violation(
        **row.common(),
        since=since,
        until=row.until(since),
        name=row.text("name"),
        name_en=row.text("name_en"),
        track=row.word("track", Track),
        level=row.word_or_none("level", Level),
        phase=row.word("phase", Phase),
        grounds=row.texts("grounds"),
    )


def sanction(row: Row) -> Sanction:
    """A sanction from its table."""
    since = row.day("since")
    return Sanction(
        **row.common(),
        since=since,
        until=row.until(since),
        name=row.text("name"),
        name_en=row.text("name_en"),
        level=row.word("level", Level),
        employment=row.words("employment", Employment),
        severity=row.number("severity"),
        months=row.number_or_none("months"),
        permanent=row.flag("permanent"),
        remedy=row.word_or_none("remedy", Remedy),
        siasn=row.text_or("siasn"),
        siasn_level=row.text_or("siasn_level"),
        condition=row.text_or("condition"),
        condition_en=row.text_or("condition_en"),
    )


def deadline(row: Row) -> Deadline:
    """A deadline from its table; `bound` is the last day in time unless stated."""
    since = row.day("since")
    return Deadline(
        **row.common(),
        since=since,
        until=row.until(since),
        name=row.text("name"),
        name_en=row.text("name_en"),
        days=row.number("days"),
        unit=row.word("unit", DayUnit),
        bound=row.word_or_none("bound", Bound) or Bound.LATEST,
        starts=row.text("starts"),
        starts_en=row.text("starts_en"),
        regime=row.word_or_none("regime", ElectionKind),
    )


def authority(row: Row) -> Authority:
    """An entry on who may impose, from its table."""
    since = row.day("since")
    officials = row.words("officials", Official)
    return Authority(
        **row.common(),
        since=since,
        until=row.until(since),
        examinee=row.word("examinee", PositionClass),
        functional=row.text_or("functional"),
        level=row.word("level", Level),
        officials=officials or row.refuse(_("{key} is missing").format(key="officials")),
        sanctions=row.texts("sanctions"),
    )


def election(row: Row) -> Election:
    """An election from its table, without its stages."""
    return Election(
        **row.common(),
        name=row.text("name"),
        name_en=row.text("name_en"),
        kind=row.word("kind", ElectionKind),
        opens_on=row.day("opens_on"),
        determination_on=row.day("determination_on"),
        voting_on=row.day("voting_on"),
        inauguration=row.day("inauguration"),
    )


def stage(row: Row) -> Stage:
    """A stage from its table; `election` is the id of its election."""
    since = row.day("since")
    return Stage(
        **row.common(),
        since=since,
        until=row.until(since) or row.refuse(_("{key} is missing").format(key="until")),
        election=row.text("election"),
        name=row.text("name"),
        name_en=row.text("name_en"),
    )


def decree(row: Row) -> Decree:
    """A decree on holidays from its table."""
    since = row.day("since")
    return Decree(**row.common(), since=since, until=row.until(since), year=row.number_or_none("year"))


def holiday(row: Row) -> Holiday:
    """A day off from its table; its id is its date."""
    since = row.day("since")
    return Holiday(
        **row.common(),
        since=since,
        until=row.until(since),
        day=row.day("date"),
        kind=row.word("kind", DayKind),
        name=row.text("name"),
        name_en=row.text("name_en"),
    )
