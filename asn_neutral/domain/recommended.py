"""The recommendations a case received: which of them waits for a follow-up, until when, and what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CLOCKS_TOLD, CaseState, Detail, Record
from asn_neutral.law.needs import Need
from asn_neutral.law.terms import Step

FOLLOW_UP: Final = "ppk-follow-up"
"""The clock of the follow-up; of several recommendations the limit that ends first runs."""
_FOLLOWING_UP: Final = frozenset({Step.DECIDE, Step.FIND_UNPROVEN, Step.DISMISS, Step.REFER, Step.LAPSE})


class Recommendation(NamedTuple):
    """A recommendation the PPK received; `respond_by` is the day its letter sets.

    `entry` is its place among the events of the case. `due_on` is the last day of the clock that it started, as it was
    computed then; None where none was, or where an earlier limit ran on.
    """

    entry: int
    received_on: date
    number: str | None
    by: str | None
    letter_date: date | None
    respond_by: date | None
    level: str | None
    sanction: str | None
    due_on: date | None


def recommendations(state: CaseState) -> tuple[Recommendation, ...]:
    """Every recommendation received, the oldest first."""
    return tuple(map(_told, state.all(Step.RECEIVE_RECOMMENDATION)))


def unanswered(state: CaseState) -> tuple[Recommendation, ...]:
    """Those that nothing has followed up yet: no decision, no finding, no end of the case."""
    followed_up = _followed_up_before(state, state.records[-1].entry + 1)
    return tuple(_told(record) for record in _received_after(state, followed_up))


def counting(state: CaseState) -> Recommendation | None:
    """The recommendation whose limit counts; None where none was received."""
    record = _counting(state)
    return _told(record) if record else None


def recommendation_listed(state: CaseState) -> dict[str, str | None]:
    """What `facts.listed` tells of the recommendation whose limit counts."""
    received = _counting(state)
    if received is None:
        return dict.fromkeys(_LISTED)
    after = [one for one in state.records if one.entry > received.entry]
    return {
        "recommended_by": received.get(Need.RECOMMENDED_BY),
        "recommendation_number": received.get(Need.RECOMMENDATION_NUMBER),
        "recommendation_date": received.get(Need.LETTER_DATE),
        "recommended_on": received.on,
        "respond_by": _limit(received, *after),
        "followed_up_on": next((one.on for one in after if one.step in _FOLLOWING_UP), None),
        "answered_on": next((one.on for one in after if one.step is Step.REPORT_TO_BKN), None),
    }


_LISTED: Final = (
    "recommended_by", "recommendation_number", "recommendation_date", "recommended_on", "respond_by",
    "followed_up_on", "answered_on",
)  # fmt: skip


def _counting(state: CaseState) -> Record | None:
    """Of the last recommendation and those that waited with it for the same follow-up, the last that set the limit."""
    last = state.last(Step.RECEIVE_RECOMMENDATION)
    if last is None:
        return None
    together = _received_after(state, _followed_up_before(state, last.entry))
    return next((one for one in reversed(together) if _follow_ups(one)), last)


def _followed_up_before(state: CaseState, entry: int) -> int:
    """The place of the last follow-up among the events before *entry*; zero where there was none."""
    return max((one.entry for one in state.records if one.entry < entry and one.step in _FOLLOWING_UP), default=0)


def _received_after(state: CaseState, entry: int) -> list[Record]:
    return [record for record in state.all(Step.RECEIVE_RECOMMENDATION) if record.entry > entry]


def _told(record: Record) -> Recommendation:
    return Recommendation(
        entry=record.entry,
        received_on=date.fromisoformat(record.on),
        number=record.get(Need.RECOMMENDATION_NUMBER),
        by=record.get(Need.RECOMMENDED_BY),
        letter_date=_day(record.get(Need.LETTER_DATE)),
        respond_by=_day(record.get(Need.RESPOND_BY)),
        level=record.get(Need.RECOMMENDED_LEVEL),
        sanction=record.get(Need.RECOMMENDED_SANCTION),
        due_on=_day(_limit(record)),
    )


def _limit(*records: Record) -> str | None:
    """The last day to follow up as it was computed last; the clock itself is gone once it was stopped."""
    told = [clock for record in records for clock in _follow_ups(record)]
    due_on = next((clock["due_on"] for clock in reversed(told) if clock["due_on"]), None)
    return str(due_on) if due_on else None


def _follow_ups(record: Record) -> list[Mapping[str, Detail]]:
    """The clocks of the follow-up that a step started or changed, as it keeps them."""
    kept = record.facts.get(CLOCKS_TOLD)
    told = [clock for clock in kept if isinstance(clock, Mapping)] if isinstance(kept, list) else []
    return [clock for clock in told if clock["clock"] == FOLLOW_UP]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
