"""When something is due again: the words, the instants, and that between two of them there is none."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.domain.recurrence import Recurrence, Rhythm, last_due, next_due, recurrence

MAKASSAR = ZoneInfo("Asia/Makassar")  # eight hours before UTC
ZONES = (MAKASSAR, ZoneInfo("Asia/Jakarta"), ZoneInfo("UTC"), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia"))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MAKASSAR)


def words(due: datetime | None) -> str:
    assert due is not None
    assert due.tzinfo is UTC
    return f"{due.astimezone(MAKASSAR):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("daily 06:00", "daily 06:00"),
        ("harian 6.30", "daily 06:30"),
        ("  Harian   pukul 23:59 ", "daily 23:59"),
        ("weekly monday 06:00", "weekly monday 06:00"),
        ("weekly SUN 0:00", "weekly sunday 00:00"),
        ("mingguan senin 06:00", "weekly monday 06:00"),
        ("mingguan hari jum'at 13:05", "weekly friday 13:05"),
        ("monthly day 1 06:00", "monthly day 1 06:00"),
        ("monthly 28 at 06:00", "monthly day 28 06:00"),
        ("bulanan tanggal 1 06:00", "monthly day 1 06:00"),
        ("bulanan tanggal terakhir 17.00", "monthly day last 17:00"),
        ("monthly last 17:00", "monthly day last 17:00"),
    ],
)
def test_a_rhythm_is_read_in_both_languages(text: str, meant: str) -> None:
    assert str(recurrence(text)) == meant
    assert recurrence(meant) == recurrence(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", " is no rhythm; write daily 06:00, weekly monday 06:00"),
        ("daily", "daily is no rhythm"),
        ("daily 24:00", "daily 24:00 is no rhythm"),
        ("daily 06:60", "is no rhythm"),
        ("daily ٠٦:00", "is no rhythm"),
        ("hourly 06:00", "is no rhythm"),
        ("weekly someday 06:00", "is no rhythm"),
        ("monthly day 29 06:00", "not every month has that day; name one from 1 to 28, or last"),
        ("monthly day 0 06:00", "not every month has that day"),
        ("monthly day 1 06:00 and 07:00", "is no rhythm"),
    ],
)
def test_what_is_no_rhythm_is_told(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        recurrence(text)


@pytest.mark.parametrize(
    ("every", "moment", "last", "coming"),
    [
        ("daily 06:00", "2025-01-15 05:59", "2025-01-14 06:00", "2025-01-15 06:00"),
        ("daily 06:00", "2025-01-15 06:00", "2025-01-15 06:00", "2025-01-16 06:00"),
        ("daily 06:00", "2025-01-15 06:01", "2025-01-15 06:00", "2025-01-16 06:00"),
        ("daily 06:00", "2025-01-01 00:00", "2024-12-31 06:00", "2025-01-01 06:00"),
        ("weekly monday 06:00", "2025-01-15 12:00", "2025-01-13 06:00", "2025-01-20 06:00"),
        ("weekly wednesday 06:00", "2025-01-15 05:00", "2025-01-08 06:00", "2025-01-15 06:00"),
        ("monthly day 1 06:00", "2025-01-15 12:00", "2025-01-01 06:00", "2025-02-01 06:00"),
        ("monthly day 1 06:00", "2025-02-01 05:59", "2025-01-01 06:00", "2025-02-01 06:00"),
        ("monthly day 28 06:00", "2025-02-28 06:00", "2025-02-28 06:00", "2025-03-28 06:00"),
        ("monthly day last 06:00", "2024-02-29 06:00", "2024-02-29 06:00", "2024-03-31 06:00"),
        ("monthly day last 06:00", "2025-03-01 00:00", "2025-02-28 06:00", "2025-03-31 06:00"),
        ("monthly day last 23:30", "2024-12-31 23:00", "2024-11-30 23:30", "2024-12-31 23:30"),
    ],
)
def test_the_instants_beside_a_moment(every: str, moment: str, last: str, coming: str) -> None:
    assert words(last_due(recurrence(every), local(moment), MAKASSAR)) == last
    assert words(next_due(recurrence(every), local(moment), MAKASSAR)) == coming


def test_where_the_calendar_begins_and_ends_nothing_is_due() -> None:
    every = recurrence("monthly day 2 00:00")
    assert last_due(every, datetime(1, 1, 1, tzinfo=UTC), MAKASSAR) is None
    assert next_due(every, datetime(9999, 12, 30, tzinfo=UTC), MAKASSAR) is None
    end = recurrence("monthly day last 06:00")
    assert words(next_due(end, datetime(9999, 12, 30, tzinfo=UTC), MAKASSAR)) == "9999-12-31 06:00"


RECURRENCES = st.one_of(
    st.builds(Recurrence, st.just(Rhythm.DAILY), st.times().map(lambda at: time(at.hour, at.minute))),
    st.builds(
        Recurrence, st.just(Rhythm.WEEKLY), st.times().map(lambda at: time(at.hour, at.minute)), st.integers(0, 6)
    ),
    st.builds(
        Recurrence, st.just(Rhythm.MONTHLY), st.times().map(lambda at: time(at.hour, at.minute)), st.integers(0, 28)
    ),
)
MOMENTS = st.datetimes(min_value=datetime(2011, 1, 1), max_value=datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone itself


@given(RECURRENCES, MOMENTS, st.sampled_from(ZONES))
def test_a_moment_lies_between_two_neighbours(every: Recurrence, moment: datetime, zone: ZoneInfo) -> None:
    last, coming = last_due(every, moment, zone), next_due(every, moment, zone)
    assert last is not None
    assert coming is not None
    assert last <= moment < coming
    assert coming - last <= timedelta(days=33)
    assert next_due(every, last, zone) == coming
    assert last_due(every, coming, zone) == coming
    assert last_due(every, coming - timedelta(microseconds=1), zone) == last


@given(RECURRENCES, MOMENTS, st.sampled_from(ZONES))
def test_it_falls_on_the_days_it_names(every: Recurrence, moment: datetime, zone: ZoneInfo) -> None:
    coming = next_due(every, moment, zone)
    assert coming is not None
    day = coming.astimezone(zone).date()
    if every.rhythm is Rhythm.WEEKLY:
        assert day.weekday() == every.day
    if every.rhythm is Rhythm.MONTHLY:
        assert every.day in {day.day, 0}
        assert every.day or (day + timedelta(days=1)).month != day.month


@given(RECURRENCES)
def test_its_words_mean_it_again(every: Recurrence) -> None:
    assert recurrence(str(every)) == every
