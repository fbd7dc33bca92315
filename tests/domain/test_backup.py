"""Names of backups, and which have served."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.backup import BackupName, backup_name, have_served

NOW = datetime(2024, 10, 31, 12, tzinfo=UTC)


def aged(days: float, events: int = 1) -> BackupName:
    return BackupName(NOW - timedelta(days=days), events, "0a1b2c3d")


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)).map(lambda day: day.replace(microsecond=0, tzinfo=UTC)),  # noqa: DTZ001 - made aware
    st.integers(0, 10**12 - 1),
    st.booleans(),
)
def test_a_name_is_read_as_it_was_written(made_at: datetime, events: int, encrypted: bool) -> None:
    name = BackupName(made_at, events, "0a1b2c3d", encrypted)
    assert backup_name(str(name)) == name


def test_what_a_name_looks_like() -> None:
    assert str(BackupName(NOW, 301, "0a1b2c3d", encrypted=True)) == "asn-neutral-0a1b2c3d-20241031T120000Z-301.tar.age"


@pytest.mark.parametrize(
    "text",
    [
        "register.db", "asn-neutral-0a1b2c3d-20241031T120000Z-301.zip", "asn-neutral-0A1B2C3D-20241031T120000Z-301.tar",
        "asn-neutral-0a1b2c3d-20241331T120000Z-301.tar", "asn-neutral-0a1b2c3d-20241031T120000Z-٣.tar",
        "x-asn-neutral-0a1b2c3d-20241031T120000Z-301.tar", "asn-neutral-0a1b2c3d-20241031T120000Z-301.tar\n",
    ],
)  # fmt: skip
def test_other_names_are_none(text: str) -> None:
    assert backup_name(text) is None


def test_the_newest_stay_whatever_their_age() -> None:
    assert have_served([aged(300), aged(100), aged(200)], keep=2, days=0, now=NOW) == [aged(300)]


def test_those_of_the_last_days_stay_however_many() -> None:
    names = [aged(day) for day in (0, 1, 29, 30, 30.001, 31)]
    assert have_served(names, keep=1, days=30, now=NOW) == [aged(31), aged(30.001)]


def test_the_last_one_is_never_taken_away() -> None:
    assert have_served([aged(9000)], keep=0, days=0, now=NOW) == []
    assert have_served([], keep=1, days=1, now=NOW) == []
