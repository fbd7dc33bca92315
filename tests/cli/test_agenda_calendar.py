"""The agenda as a calendar: a day for every deadline, the same event when it moves, and nobody's name."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from icalendar import Calendar, Event

from asn_neutral.cli.agenda import ICS, Form
from asn_neutral.output.formats import FormatName
from tests.complaints_file import COMPLAINANT, DECIDED, ask, nip, row, write
from tests.conftest import Prepare, Run

FOLLOW_UP = "receive-recommendation --with recommendation_number=1 --with recommended_by=bkn --on"


@pytest.fixture(scope="module")
def cases(prepare: Prepare, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four cases: a sanction that was delivered, a recommendation, and two that have just come in."""
    file = write(tmp_path_factory.mktemp("cases") / "in.csv", *(row(number) for number in range(1, 5)))
    return prepare(
        ["import", str(file)],
        *DECIDED,
        "case record 2024/0001 deliver --on 2025-01-14 --with receipt=TT-1",
        f"case record 2024/0002 {FOLLOW_UP} 2024-12-16",
        "case assign 2024/0002 'Siti Rahma'",
    )


@pytest.fixture
def register(cases: Path, tmp_path: Path) -> Path:
    """This test's own copy of them."""
    return Path(shutil.copy(cases, tmp_path / "register.db"))


class Seen(NamedTuple):
    """An event as a program for calendars sees it."""

    on: date | None
    stamp: datetime | None
    summary: str
    description: str


def events(text: str) -> dict[str, Seen]:
    """The events of a calendar by what makes them one, without the register they are of."""
    found = [one for one in Calendar.from_ical(text).walk("VEVENT") if isinstance(one, Event)]
    return {
        str(one["UID"]).partition("@")[0]: Seen(one.DTSTART, one.DTSTAMP, str(one["SUMMARY"]), str(one["DESCRIPTION"]))
        for one in found
    }


def test_every_deadline_that_runs_has_its_day_with_article_and_whom_it_waits_for(run: Run) -> None:
    found = events(run("agenda --days 60 --format ics").stdout)
    assert {uid: event.on for uid, event in found.items()} == {
        "2024-0002-ppk-follow-up": date(2025, 1, 8),
        "2024-0001-objection-filing": date(2025, 2, 6),
        "2024-0001-in-force": date(2025, 2, 7),
    }
    overdue = found["2024-0002-ppk-follow-up"]
    assert overdue.summary == "2024/0002: Follow-up of a recommendation by the PPK (recommendation received)"
    assert overdue.description.split("\n")[:2] == [
        "Case 2024/0002: recommendation received",
        "To act: PPK (the mayor)",
    ]
    assert "PerBKN 6/2022 Pasal 50 ayat (1)" in found["2024-0001-in-force"].description
    assert {event.stamp for event in found.values()} == {datetime(2025, 1, 15, tzinfo=UTC)}


def test_a_day_that_moves_stays_the_same_event_and_two_registers_have_none_in_common(run: Run, register: Path) -> None:
    before = run("agenda --days 60 --format ics").stdout
    assert before == run("agenda --days 60 --format ics").stdout
    run("case correct 2024/0002 2 --on 2024-12-17 --reason misread")
    after = events(run("agenda --days 60 --format ics").stdout)
    assert events(before).keys() == after.keys()
    assert after["2024-0002-ppk-follow-up"].on == date(2025, 1, 9)
    ((uuid,),) = ask(register, "SELECT uuid FROM register")
    assert isinstance(uuid, str)
    assert f"@{uuid}" in before.replace("\r\n ", "")


def test_it_keeps_to_the_agenda_that_was_asked_for(run: Run) -> None:
    assert list(events(run("agenda --format ics").stdout)) == ["2024-0002-ppk-follow-up"]
    assert list(events(run("agenda --days 23 --status delivered --format ics").stdout)) == [
        "2024-0001-objection-filing",
        "2024-0001-in-force",
    ]
    assert list(events(run("agenda --owner 'siti rahma' --days 60 --format ics").stdout)) == ["2024-0002-ppk-follow-up"]
    assert events(run("agenda --owner - --format ics").stdout) == {}
    assert "VEVENT" in run("agenda --format ics --fail-if-overdue", code=4).stdout


def test_no_person_is_in_it(run: Run) -> None:
    text = run("agenda --days 60 --format ics").stdout.replace("\r\n ", "")
    for word in ("Warga", "Contoh", nip(1), nip(2), COMPLAINANT, "Siti", "TT-1"):
        assert word not in text


def test_a_file_that_ends_with_ics_is_a_calendar_unless_another_format_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "AGENDA.ICS"
    assert run(["agenda", "-o", str(file)]).stdout == ""
    assert list(events(file.read_bytes().decode())) == ["2024-0002-ppk-follow-up"]
    run(["agenda", "-o", str(file), "--format", "csv"])
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    run(["agenda", "-o", str(tmp_path / "agenda.txt"), "--format", "ics"])
    assert "BEGIN:VCALENDAR" in (tmp_path / "agenda.txt").read_text(encoding="utf-8")
    assert "names no format" in run(["agenda", "-o", str(tmp_path / "agenda.foo")], code=2).stderr
    assert "cannot be written" in run(["agenda", "-o", str(tmp_path / "none" / "a.ics")], code=31).stderr


def test_a_deadline_without_a_day_is_told_and_not_invented(run: Run) -> None:
    run(["--today", "2031-03-01", "case", "record", "2024/0003", *f"{FOLLOW_UP} 2031-03-01".split()])
    done = run("agenda --format ics")
    assert done.stderr == "1 case is not in it: its day is not known.\n"
    assert list(events(done.stdout)) == ["2024-0002-ppk-follow-up"]


def test_it_speaks_the_language_in_force(run: Run) -> None:
    found = events(run("agenda --format ics", lang="id").stdout)
    assert "rekomendasi" in found["2024-0002-ppk-follow-up"].summary.casefold()


@pytest.mark.parametrize("words", ["case list", "case show 2024/0001", "report recap", "complaint list"])
def test_nothing_else_becomes_a_calendar(run: Run, tmp_path: Path, words: str) -> None:
    assert "--format" in run(f"{words} --format ics", code=2).stderr
    assert "names no format" in run([*words.split(), "-o", str(tmp_path / "x.ics")], code=2).stderr
    assert not (tmp_path / "x.ics").exists()


def test_the_agenda_knows_every_format_that_there_is() -> None:
    assert list(get_args(Form)) == [*FormatName, ICS]
