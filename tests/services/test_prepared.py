"""What is remembered for many rows is what each row would have been told by itself."""

from datetime import date, timedelta

import pytest
from pydantic_core import to_json

from asn_neutral.domain.registration import appraise
from asn_neutral.domain.stages import locate
from asn_neutral.intake.row import CheckedRow
from asn_neutral.law.book import Book
from asn_neutral.services.prepared import Prepared, Preparer
from asn_neutral.services.said import mark
from tests.complaints_file import book

KEY = b"k" * 32
DAY = timedelta(days=1)


def checked(happened_on: date, codes: tuple[str, ...], election: str | None = None) -> CheckedRow:
    """A row about an act on that day."""
    return CheckedRow(
        number="12/LP/2024", letter_number=None, letter_date=happened_on, channel="laporan-bawaslu",
        received_on=happened_on, happened_on=happened_on, known_on=None, place="Aula", district=None, name="Budi",
        nip=None, employment="PNS", rank="III/a", position='Analis "muda"', position_class="pelaksana",
        unit="Dinas Kesehatan", violations=codes, election=election, summary="Hadir.", evidence=None,
        complainant_name=None, complainant_contact=None,
    )  # fmt: skip


def turning_days(law: Book) -> list[date]:
    """The days around every change of the catalogue, and around every stage and vote."""
    changes = {day for form in law.violations for day in (form.since, form.until) if day}
    changes |= {day for stage in law.stages for day in (stage.since, stage.until) if day}
    changes |= {election.voting_on for election in law.elections}
    return sorted({day + shift for day in changes for shift in (-DAY, 0 * DAY, DAY)})


def test_a_row_is_told_the_law_of_its_own_day_whatever_rows_came_before_it() -> None:
    law = book()
    preparer = Preparer(law, KEY)
    codes = tuple(sorted({form.id for form in law.violations}))
    for election in (None, *(one.id for one in law.elections)):
        for day in turning_days(law):
            found = preparer.prepare(2, checked(day, codes, election))
            located = locate(law.elections, day, election)
            wanted = appraise(
                codes, happened_on=day, located=located, form_of=lambda code, on: law.violation(code, on=on)
            )
            assert (found.election, found.stage) == (wanted.election, wanted.stage)
            assert found.case[10:12] == (wanted.track, wanted.level)
            assert found.remarks[: len(wanted.remarks)] == wanted.remarks
            assert to_json(wanted.rules).decode() in found.told


@pytest.mark.parametrize("said", ["complaint", "respondent"])
def test_marks_are_those_that_a_check_of_the_register_makes(said: str) -> None:
    found = Preparer(book(), KEY).prepare(2, checked(date(2024, 9, 25), ("D4",)))
    wanted = {"complaint": found.said_of_complaint, "respondent": found.said_of_respondent}[said]
    made = getattr(found, f"{said}_mark")
    assert isinstance(found, Prepared)
    assert made == mark(wanted, KEY)
    assert f'"{said}":"{made.hex()}"' in found.told
