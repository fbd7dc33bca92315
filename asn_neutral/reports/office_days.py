"""Instants of the register as days at the office, and a period of such days as instants."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from asn_neutral.locale import _
from asn_neutral.reports.report import Asked
from asn_neutral.store.filters import Filters

_FIRST: Final = "0001-01-01T00:00:00Z"
_LAST: Final = "9999-12-31T23:59:59Z"
_BOUNDS: Final = (date(1900, 1, 1), date(9998, 12, 31))
"""Days before and after which nothing was recorded; nearer to the ends of the calendar no instant can be computed."""


def day_at_office(instant: str, time_zone: str) -> date:
    """The day on which something recorded at *instant* (UTC) was recorded at the office."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone)).date()


def period(asked: Asked) -> tuple[str, str]:
    """The first instant of the period asked for, and the first after it, in UTC as the register keeps them.

    A report that looks back ends with the day looked back to.
    """
    filters, zone = asked.filters, asked.settings.time_zone
    first = _midnight(min(filters.since), zone) if filters.since else _FIRST
    ends = [_midnight(max(filters.until), zone, days=1)] if filters.until else []
    if asked.looked_back:
        ends.append(_midnight(asked.today.isoformat(), zone, days=1))
    return first, min(ends, default=_LAST)


def without_period(filters: Filters) -> Filters:
    """The filters that speak of cases; what bounds the period, days of recording, is not among them."""
    return filters._replace(since=(), until=())


def period_note(filters: Filters) -> list[str]:
    """The period in words; nothing where none was asked for."""
    since, until = (min(filters.since, default=""), max(filters.until, default=""))
    if since and until:
        return [_("Recorded from {first} to {last}, both included.").format(first=since, last=until)]
    if since:
        return [_("Recorded from {day} on.").format(day=since)]
    return [_("Recorded until {day}, included.").format(day=until)] if until else []


def _midnight(day: str, zone: str, *, days: int = 0) -> str:
    """The instant at which the day begins at the office, *days* later."""
    earliest, latest = _BOUNDS
    named = min(max(date.fromisoformat(day), earliest), latest)
    begins = datetime.combine(named + timedelta(days=days), time(), ZoneInfo(zone))
    return begins.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
