"""The full register: every case with all that the law and the recipients of reports ask about it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import CHANNEL, DISTRICT, ELECTION, NAME, NIP, NUMBER, REMARKS, STAGE, STATUS, UNIT
from asn_neutral.reports.filtering import asked_of, unknown_owners
from asn_neutral.reports.listing import (
    DECIDED_ON,
    DECISION_RECEIVED_ON,
    ENDS_ON,
    FINDING,
    IN_FORCE_ON,
    LEVEL,
    OWNER,
    POSITION_CLASS,
    RECOMMENDED_BY,
    REMEDY,
    REMEDY_OUTCOME,
    REPORTED_ON,
    SANCTION_LEVEL,
    SIDE,
    SK_NUMBER,
    Row,
    case_figures,
    sanction_column,
    streamed,
)
from asn_neutral.reports.names import View, named
from asn_neutral.reports.report import Asked, Figure, Report
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.queries.full_register import full_register

if TYPE_CHECKING:
    from asn_neutral.law.book import Book

Articles = Callable[[Value, Value], tuple[str, ...]]
_REMEMBERED: Final = 4096  # pairs of forms and a day whose articles are kept; a register asks for the same ones again
_NO: Final = Column("no", N_("No."), Kind.COUNT, spare=8)
_ARTICLES: Final = Column("articles", N_("Legal ground"), Kind.LIST, spare=7)
_EXTERNAL: Final = Column("external_numbers", N_("Senders' numbers"), Kind.ID, spare=8)


def _columns(view: View) -> tuple[Column, ...]:
    """What the question of the register answers, in its order."""
    return (*_of_the_complaint(view), *_of_the_procedure(view))


def _of_the_complaint(view: View) -> tuple[Column, ...]:
    return (
        NUMBER,
        Column("opened_on", N_("Received on"), Kind.DATE, spare=3),
        Column(CHANNEL.key, CHANNEL.heading, labels=CHANNEL.labels, spare=5),
        _EXTERNAL,
        Column("letter_number", N_("Sender's letter"), Kind.ID, spare=9),
        Column("letter_date", N_("Date of the letter"), Kind.DATE, spare=9),
        NAME,
        NIP,
        Column("rank", N_("Rank"), Kind.ID, spare=8),
        Column("position", N_("Post"), spare=8),
        POSITION_CLASS,
        UNIT,
        Column("happened_on", N_("Date of the act"), Kind.DATE, spare=5),
        Column("place", N_("Place"), spare=8),
        DISTRICT,
        *named((ELECTION, Column(STAGE.key, STAGE.heading, spare=6)), view),
        Column("summary", N_("Summary"), spare=9),
        Column("violations", N_("Forms"), Kind.LIST, spare=1),
    )


def _of_the_procedure(view: View) -> tuple[Column, ...]:
    return (
        RECOMMENDED_BY,
        Column("recommendation_number", N_("Number of the recommendation"), Kind.ID, spare=7),
        Column("recommendation_date", N_("Date of the recommendation"), Kind.DATE, spare=7),
        Column("respond_by", N_("Limit of follow-up"), Kind.DATE, spare=5),
        STATUS,
        FINDING,
        LEVEL,
        sanction_column(view),
        SANCTION_LEVEL,
        SK_NUMBER,
        DECIDED_ON,
        DECISION_RECEIVED_ON,
        IN_FORCE_ON,
        ENDS_ON,
        REMEDY,
        REMEDY_OUTCOME,
        REPORTED_ON,
        Column("blocked_on", N_("Blocked in SIASN on"), Kind.DATE, spare=6),
        Column("reopened_on", N_("Reopened on"), Kind.DATE, spare=6),
        SIDE,
        REMARKS,
        OWNER,
    )


def register_table(asked: Asked) -> Table:
    """Every case that fits, the first registered first; a stream."""
    read = _columns(asked.view)
    keys = [column.key for column in read]
    external, violations, happened = (keys.index(key) for key in ("external_numbers", "violations", "happened_on"))
    found = full_register(asked.connection, asked.filters, limit=asked.limit)
    several = Column(_EXTERNAL.key, _EXTERNAL.heading, Kind.LIST, spare=_EXTERNAL.spare)
    return Table(
        name="register",
        title=_("Full register"),
        columns=(_NO, *read[:external], several, *read[external + 1 : violations + 1], _ARTICLES,
                 *read[violations + 1 :]),
        rows=_numbered(streamed(found.rows, read), external, violations, happened, articles_of(asked.law)),
        notes=(*asked.opening_notes(), *unknown_owners(asked.connection, asked.filters), _(_MEANING)),
        empty=_("no case"),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
        matching=None if asked.limit is None else found.matching,
    )  # fmt: skip


_MEANING: Final = N_("A row is one respondent of one complaint; what was not recorded, or is not so yet, stays empty.")


def _numbered(rows: Iterable[Row], external: int, violations: int, happened: int, articles: Articles) -> Iterator[Row]:
    """Each row with its place, its senders' numbers as a list, and its articles after the forms of violation."""
    for place, row in enumerate(rows, start=1):
        values = list(row)
        numbers = row[external]
        values[external] = tuple(numbers.split("\n")) if isinstance(numbers, str) else ()
        values.insert(violations + 1, articles(row[violations], row[happened]))
        yield (place, *values)


def articles_of(law: Callable[[], "Book"]) -> Articles:
    """The function that tells on which articles forms of violation rest, as the law data stood on the day."""

    @lru_cache(maxsize=_REMEMBERED)
    def articles(forms: Value, on: Value) -> tuple[str, ...]:
        if not isinstance(forms, tuple) or not isinstance(on, date):
            return ()
        book = law()
        entries = [book.violation(str(form), on=on) for form in forms]
        grounds = [book.ground(name, on=on) for entry in entries if entry for name in entry.grounds]
        return tuple(dict.fromkeys(ground.basis for ground in grounds if ground))

    return articles


_REGISTERED: Final = (Step.REGISTER,)
_RECOMMENDED: Final = (Step.RECEIVE_RECOMMENDATION,)

REPORT: Final = Report(
    make=register_table,
    place="no",
    figures={
        "no": Figure(N_("The place of the row in this report.")),
        **case_figures("number", "opened_on"),
        "channel": Figure(N_("The way by which that complaint came in."), _REGISTERED),
        "external_numbers": Figure(
            N_("The numbers that other agencies gave to the complaints about the case."),
            (Step.REGISTER, Step.LINK_COMPLAINT),
        ),
        "letter_number": Figure(N_("The letter that the complaint came with."), _REGISTERED),
        "letter_date": Figure(N_("The date of that letter."), _REGISTERED),
        **case_figures("name", "nip"),
        "rank": Figure(N_("Rank of the respondent when the complaint came in."), _REGISTERED),
        "position": Figure(N_("Post of the respondent when the complaint came in."), _REGISTERED),
        "position_class": Figure(N_("Class of that post."), _REGISTERED),
        **case_figures("unit", "happened_on"),
        "place": Figure(N_("Where it happened."), _REGISTERED),
        "district": Figure(N_("The district in which it happened."), _REGISTERED),
        "election": Figure(N_("The election it concerns."), _REGISTERED),
        "stage": Figure(N_("The stage of that election on the day of the act."), _REGISTERED),
        "summary": Figure(N_("What the complaint says, in short."), _REGISTERED),
        **case_figures("violations"),
        "articles": Figure(
            N_("The duty, ban or rule on which each form rests, by the law data of the day of the act."), _REGISTERED
        ),
        "recommended_by": Figure(N_("Who gave the last recommendation."), _RECOMMENDED),
        "recommendation_number": Figure(N_("The number of that recommendation."), _RECOMMENDED),
        "recommendation_date": Figure(N_("The date of its letter."), _RECOMMENDED),
        "respond_by": Figure(N_("The last day to follow it up, by the letter or else by the law data."), _RECOMMENDED),
        **case_figures("status"),
        "finding": Figure(
            N_("Proven when a sanction was decided on, not proven when that was found; empty while neither is so."),
            (Step.DECIDE, Step.FIND_UNPROVEN),
        ),
        "level": Figure(
            N_("The level that goes with the form of violation, or to which the case was changed."),
            (Step.REGISTER, Step.RECLASSIFY),
        ),
        **case_figures(
            "sanction",
            "sanction_level",
            "sk_number",
            "decided_on",
            "received_on",
            "in_force_on",
            "ends_on",
            "remedy",
            "remedy_outcome",
            "reported_on",
        ),
        "blocked_on": Figure(N_("The day BKN last blocked the data in SIASN."), (Step.BLOCK_DATA,)),
        "reopened_on": Figure(N_("The day it reopened them; empty while the block lasts."), (Step.REOPEN_DATA,)),
        "side": Figure(N_("What holds of the case beside its status.")),
        "remarks": Figure(N_("What the program noticed when it took the complaint in."), _REGISTERED),
        **case_figures("owner"),
    },
)
"""One row for each case."""
