"""A calendar as other programs read it: whole days, in the same bytes whenever it is the same."""

from datetime import UTC, date, datetime

from icalendar import Calendar as Read
from icalendar import Event

from asn_neutral.output.render_ics import ics_text
from asn_neutral.reports.calendar import Calendar, CalendarDay

LONG = "Batas: tindak lanjut, PPK; \\ baris\nkedua — " + "é" * 80
DAY = CalendarDay("2024-0001-x@a", date(2025, 1, 22), LONG, "satu\ndua, tiga; BEGIN:VEVENT")
CALENDAR = Calendar("Agenda", date(2025, 1, 15), [DAY, CalendarDay("y", date.max, "b", "c")])


def read(calendar: Calendar) -> list[Event]:
    """The events that a program for calendars finds."""
    return [one for one in Read.from_ical(ics_text(calendar)).walk("VEVENT") if isinstance(one, Event)]


def test_what_is_written_is_read_back() -> None:
    first, second = read(CALENDAR)
    assert [str(first[name]) for name in ("UID", "SUMMARY", "DESCRIPTION")] == [DAY.uid, LONG, DAY.description]
    assert (first.DTSTART, type(first.DTSTART)) == (DAY.on, date)
    stamp, last = first.DTSTAMP, second.DTSTART
    assert (stamp, last) == (datetime(2025, 1, 15, tzinfo=UTC), date.max)
    assert [str(first[name]) for name in ("TRANSP", "CLASS")] == ["TRANSPARENT", "CONFIDENTIAL"]


def test_lines_are_as_the_format_wants_them_and_the_same_every_time() -> None:
    text = ics_text(CALENDAR)
    assert text == ics_text(CALENDAR)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == 2


def test_a_calendar_without_a_day_is_one() -> None:
    empty = Calendar("Agenda", date(2025, 1, 15), [])
    assert "X-WR-CALNAME:Agenda" in ics_text(empty)
    assert read(empty) == []
