"""A calendar as iCalendar (RFC 5545), which programs for calendars take in and phones show."""

from datetime import UTC, datetime, time
from typing import Final

from icalendar import Calendar as Component
from icalendar import Event

from asn_neutral.reports.calendar import Calendar, CalendarDay

PRODUCER: Final = "-//asn-neutral//agenda//ID"


def ics_text(calendar: Calendar) -> str:
    """*calendar* as text with the line ends of the format; the same calendar is always the same text."""
    made = Component()
    made.add("prodid", PRODUCER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", calendar.title)
    stamp = datetime.combine(calendar.made_on, time(), UTC)
    for day in calendar.days:
        made.add_component(_event(day, stamp))
    written: bytes = made.to_ical()
    return written.decode()


def _event(day: CalendarDay, stamp: datetime) -> Event:
    """A whole day that leaves its person free, and is not for everybody's eyes."""
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day.on)
    event.add("summary", day.summary)
    event.add("description", day.description)
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    return event
