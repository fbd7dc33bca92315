"""On a screen of eighty columns the usual lists are tables: what is spare is left out, and said."""

from itertools import groupby

import pytest

from tests.conftest import Run
from tests.lived import Lived

LISTS = (
    "case list",
    "agenda --days 400",
    "case due {}",
    "law violations list",
    "law sanctions list",
    "law deadlines list",
    "law authority list",
    "law checks list",
    "law elections list",
    "law holidays list --year 2024",
)
COLUMNS = 80


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program on a narrow screen."""
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    monkeypatch.setattr("asn_neutral.output.terminal._is_tty", lambda _stream: True)
    return run


def shown(run: Run, lived: Lived, line: str, lang: str = "id") -> list[str]:
    """The lines of a screen, for a case of which a deadline runs."""
    number = lived.numbers["25-bawaslu-and-satgas"]
    return run(f"--today 2025-02-01 {line.format(number)}", db=lived.path, lang=lang).stdout.splitlines()


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("line", LISTS)
def test_a_list_stays_a_table_of_low_rows(run: Run, lived: Lived, line: str, lang: str) -> None:
    lines = shown(run, lived, line, lang)
    drawn = [one for one in lines if one.startswith("│")]
    assert max(map(len, lines)) <= COLUMNS
    assert lines[1].startswith("╭")
    firsts = ["" if one[1:].split("│")[0].strip() else "below" for one in drawn[1:]]
    begun = sum(not one for one in firsts)
    below = [len([*group]) for kind, group in groupby(firsts) if kind]
    assert begun
    assert sum(below) < 8 * begun, line


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_was_recorded_stays_a_table_whatever_an_entry_says(run: Run, lived: Lived, lang: str) -> None:
    lines = shown(run, lived, "case timeline {}", lang)
    assert max(map(len, lines)) <= COLUMNS
    assert lines[1].startswith("╭")


def test_what_an_agenda_and_a_deadline_are_about_is_never_spare(run: Run, lived: Lived) -> None:
    heads = " ".join(shown(run, lived, "agenda --days 400", "en")[2:5])
    assert all(word in heads for word in ("Number", "Time", "limit", "Days", "left", "Respondent"))
    text = " ".join(shown(run, lived, "case due {}", "en"))
    assert all(word in text for word in ("Time limit", "left"))


def test_the_days_that_were_counted_stand_below_with_all_about_their_deadline(run: Run, lived: Lived) -> None:
    lines = shown(run, lived, "case due {} --explain", "en")
    assert {one.split("  ")[0] for one in lines} >= {"Time limit", "From", "By", "Basis", "Counted days"}
