"""The law data as people and scripts see it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import NoCalendarError, NotFoundError
from asn_neutral.law.book import Book, load_book
from asn_neutral.law.terms import ElectionKind, Official
from asn_neutral.reports import law
from asn_neutral.reports.table import Record, Table, Value

BOOK = load_book()
TODAY = date(2026, 11, 24)
VERSION_KEYS = ["since", "until", "basis", "verified", "office"]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def keys(result: Table | Record) -> list[str]:
    return [column.key for column in result.columns]


def rows(table: Table) -> list[dict[str, Value]]:
    return [dict(zip(keys(table), row, strict=True)) for row in table.rows]


def values(record: Record) -> dict[str, Value]:
    return dict(zip(keys(record), record.values, strict=True))


@pytest.mark.parametrize(
    ("table", "name", "expected"),
    [
        (
            law.listed(BOOK, "violations", on=TODAY),
            "law-violations",
            ["id", "track", "level", "phase", "name", "grounds", *VERSION_KEYS],
        ),
        (
            law.listed(BOOK, "sanctions", on=TODAY),
            "law-sanctions",
            ["id", "level", "name", "months", "permanent", "employment", "remedy", "severity", "siasn", "siasn_level",
             "condition", *VERSION_KEYS],
        ),
        (
            law.listed(BOOK, "deadlines", on=TODAY),
            "law-deadlines",
            ["id", "name", "days", "unit", "bound", "starts", "regime", *VERSION_KEYS, "officials"],
        ),
        (
            law.listed(BOOK, "authority", on=TODAY),
            "law-authority",
            ["id", "examinee", "functional", "level", "officials", "sanctions", *VERSION_KEYS, "employment"],
        ),
        (law.listed(BOOK, "recommenders", on=TODAY), "law-recommenders", ["id", "name", *VERSION_KEYS]),
        (law.holidays(BOOK, year=2024), "law-holidays", ["date", "kind", "name", "off", *VERSION_KEYS]),
        (
            law.elections(BOOK),
            "law-elections",
            ["id", "name", "kind", "opens_on", "determination_on", "voting_on", "inauguration", "basis", "verified",
             "office"],
        ),
    ],
)  # fmt: skip
def test_the_keys_are_a_promise_and_every_row_has_them(table: Table, name: str, expected: Sequence[str]) -> None:
    assert table.name == name
    assert keys(table) == expected
    assert all(len(row) == len(expected) for row in table.rows)
    assert rows(table)


def test_the_catalogue_of_a_day() -> None:
    listed = rows(law.listed(BOOK, "violations", on=TODAY))
    assert len(listed) == 20
    assert {row["id"]: row["level"] for row in listed}["D13"] is None


def test_the_deadline_at_whose_end_a_sanction_takes_effect_is_called_by_its_name() -> None:
    record = law.shown(BOOK, "sanctions", "turun-jabatan", on=TODAY)
    (column,) = [one for one in record.columns if one.key == "in_force_by"]
    assert record.value("in_force_by") == "in-force"  # for scripts
    assert (column.labels or {})["in-force"] == "The decision takes effect"


def test_what_is_not_verified_is_said_in_words() -> None:
    assert law.listed(BOOK, "violations", on=TODAY).notes == (
        "5 entries are not verified: their sources were not read or are inferred; check them.",
    )
    assert law.shown(BOOK, "violations", "D8", on=TODAY).notes == (
        "1 entry is not verified: its source was not read or is inferred; check it.",
    )
    assert law.shown(BOOK, "violations", "D1", on=TODAY).notes == ()
    assert law.elections(BOOK).notes == (
        "4 entries are not verified: their sources were not read or are inferred; check them.",
    )


@pytest.mark.parametrize(
    ("noun", "name", "details"),
    [
        ("violations", "D4", ["level_basis"]),
        (
            "sanctions",
            "ptdh",
            ["siasn_dismissal", "vacates_post", "decide_by", "effect", "in_force_by", "takes_effect"],
        ),
        ("deadlines", "in-force", []),
        ("authority", "pengawas-moral", ["delegates"]),
    ],
)
def test_the_details_of_an_entry_follow_its_note(noun: str, name: str, details: Sequence[str]) -> None:
    in_a_list = keys(law.listed(BOOK, noun, on=TODAY))
    assert keys(law.shown(BOOK, noun, name, on=TODAY)) == [*in_a_list, "note", *details]


def test_a_sanction_says_when_it_takes_effect() -> None:
    ptdh = values(law.shown(BOOK, "sanctions", "ptdh", on=TODAY))
    assert (ptdh["decide_by"], ptdh["in_force_by"]) == ("party-dismissal", None)
    assert (ptdh["vacates_post"], ptdh["takes_effect"]) == (True, "the end of the month of joining the party")
    locale.use("id")
    ptdh = values(law.shown(BOOK, "sanctions", "ptdh", on=TODAY))
    assert ptdh["takes_effect"] == "akhir bulan menjadi anggota atau pengurus partai"


def test_a_moral_sanction_shows_who_may_be_sent() -> None:
    shown = values(law.shown(BOOK, "authority", "pengawas-moral", on=TODAY))
    assert (shown["officials"], shown["delegates"]) == (("ppk",), ("jpt-pratama", "administrator", "pengawas"))
    assert shown["employment"] == ("PNS", "CPNS")


def test_texts_follow_the_language() -> None:
    locale.use("id")
    assert values(law.shown(BOOK, "violations", "E1", on=TODAY))["name"] == (
        "memasang spanduk, baliho atau alat peraga lain tentang bakal calon"
    )


def test_a_form_has_its_grounds_and_other_versions() -> None:
    record = law.shown(BOOK, "violations", "d4", on=TODAY)
    assert values(record)["id"] == "D4"
    assert [part.name for part in record.parts] == ["law-grounds", "versions"]
    assert [row["id"] for row in rows(record.parts[0])] == ["pp94-5-n-5", "pp94-5-n-6"]
    assert [row["articles"] for row in rows(record.parts[0])] == [
        ("berat: PP 94/2021 Pasal 14 huruf i angka 3",),
        ("berat: PP 94/2021 Pasal 14 huruf i angka 4",),
    ]
    assert [row["since"] for row in rows(record.parts[1])] == [date(2014, 1, 15), date(2021, 8, 31)]


def test_an_entry_that_is_not_in_force_is_shown_as_such() -> None:
    record = law.shown(BOOK, "sanctions", "turun-jabatan", on=date(2020, 1, 1))
    assert record.notes == ("Not in force on 2020-01-01.",)
    assert record.parts == ()


def test_the_version_of_the_day_is_shown() -> None:
    assert values(law.shown(BOOK, "sanctions", "ptdh", on=date(2022, 1, 1)))["until"] == date(2023, 10, 30)
    assert values(law.shown(BOOK, "sanctions", "ptdh", on=TODAY))["until"] is None


def test_deadline_and_authority_are_shown_with_their_notes() -> None:
    assert "14 working days are assumed" in str(values(law.shown(BOOK, "deadlines", "ppk-follow-up", on=TODAY))["note"])
    shown = values(law.shown(BOOK, "authority", "pengawas-sedang", on=TODAY))
    assert shown["officials"] == ("jpt-pratama", "ppk")
    assert shown["functional"] is None


def test_an_election_is_shown_with_its_stages() -> None:
    record = law.election(BOOK, "pilkada-2024")
    stages = rows(record.parts[0])
    assert (stages[0]["since"], stages[-1]["until"]) == (date(2024, 1, 26), date(2025, 2, 20))


def test_an_election_is_shown_with_its_protected_window() -> None:
    record = law.election(BOOK, "pilkada-2024")
    assert keys(record)[-4:] == ["note", "protected_from", "protected_until", "protected_basis"]
    assert record.values[-3:] == (date(2024, 3, 22), date(2025, 2, 20), "UU 10/2016 Pasal 71 ayat (2)")
    assert law.election(BOOK, "pemilu-2024").values[-3:] == (None, None, None)


def test_the_holidays_of_a_year_have_the_cancelled_ones() -> None:
    listed = {row["date"]: row["off"] for row in rows(law.holidays(BOOK, year=2021))}
    assert listed[date(2021, 8, 10)] is False
    assert listed[date(2021, 8, 11)] is True
    assert law.holidays(BOOK, year=2024).notes == ()


def test_a_year_without_a_decree_says_so() -> None:
    table = law.holidays(BOOK, year=2028)
    assert list(table.rows) == []
    assert table.notes == ("No decree makes the calendar of 2028 complete; working days of it are not counted.",)


def test_a_holiday_is_shown_by_its_date() -> None:
    shown = values(law.holiday(BOOK, date(2024, 11, 27)))
    assert (shown["kind"], shown["off"], shown["decree"]) == ("libur-nasional", True, "keppres-33-2024")
    with pytest.raises(NotFoundError, match="the nearest is 2024-11-27"):
        law.holiday(BOOK, date(2024, 11, 26))


@pytest.mark.parametrize(("wanted", "shown"), [("D41", "D41 (did you mean D4"), ("in-forc", "in-forc."), ("@", "@. ")])
def test_an_unknown_code_names_the_nearest(wanted: str, shown: str) -> None:
    with pytest.raises(NotFoundError) as missing:
        law.shown(BOOK, "violations", wanted, on=TODAY)
    assert f"There is no {shown}" in str(missing.value)
    assert "`asn-neutral law violations list`" in str(missing.value)


def test_due_says_everything_a_script_needs() -> None:
    record = law.due(BOOK, "in-force", date(2022, 2, 14))
    assert keys(record) == [
        "rule",
        "from",
        "due_on",
        "days",
        "unit",
        "bound",
        "basis",
        "verified",
        "counted",
        "calendar",
    ]
    shown = values(record)
    assert (shown["rule"], shown["from"], shown["due_on"]) == ("in-force", date(2022, 2, 14), date(2022, 3, 9))
    assert (shown["days"], shown["unit"], shown["bound"]) == (15, "kerja", "hari-itu")
    assert isinstance(shown["counted"], tuple)
    assert shown["counted"][0] == "2022-02-15"
    assert len(shown["counted"]) == 15
    assert [part.name for part in record.parts] == ["skipped", "decrees"]
    why = {row["date"]: row["why"] for row in rows(record.parts[0])}
    assert why[date(2022, 2, 19)] == "weekend"
    assert str(why[date(2022, 3, 3)]).startswith("public holiday: Day of Silence (Nyepi) (Keputusan Bersama")


def test_due_explained_has_every_day_in_order() -> None:
    record = law.due(BOOK, "decision-posting", date(2024, 4, 5), explain=True)
    days = rows(record.parts[1])
    assert record.parts[1].name == "explained"
    assert [row["number"] for row in days] == [None] * 10 + [1, 2, 3]
    assert [row["date"] for row in days] == [date(2024, 4, n) for n in range(6, 19)]
    assert record.notes[0] == "Runs from: the planned day of delivery; the day itself does not count."


@pytest.mark.parametrize(
    ("start", "regime", "due"),
    [
        (date(2024, 10, 1), None, date(2024, 10, 8)),  # within the Pilkada: calendar days
        (date(2024, 2, 1), None, date(2024, 2, 15)),  # within the Pemilu: working days
        (date(2024, 10, 1), ElectionKind.PEMILU, date(2024, 10, 10)),
        (date(2025, 6, 2), None, date(2025, 6, 9)),  # within none
    ],
)
def test_the_election_of_the_day_decides_where_the_law_differs(
    start: date, regime: ElectionKind | None, due: date
) -> None:
    assert values(law.due(BOOK, "report-window", start, regime=regime))["due_on"] == due


@pytest.mark.parametrize(
    ("rule", "start", "numbers"),
    [
        ("in-force", date(2022, 2, 14), ["963/2021", "375/2022", "678/2022"]),
        ("bawaslu-study", date(2024, 12, 30), ["855/2023", "Nomor 10 Tahun", "Nomor 33 Tahun", "1017/2024", "933"]),
        ("report-window", date(2024, 10, 1), []),
    ],
)  # fmt: skip
def test_due_names_the_version_of_the_calendar(rule: str, start: date, numbers: Sequence[str]) -> None:
    calendar = values(law.due(BOOK, rule, start))["calendar"]
    assert isinstance(calendar, tuple)
    assert [number in basis for number, basis in zip(numbers, calendar, strict=True)] == [True] * len(numbers)


def test_every_skipped_day_says_what_made_it_a_day_off() -> None:
    record = law.due(BOOK, "in-force", date(2024, 4, 1))
    for row in rows(record.parts[0]):
        assert row["why"] == "weekend" or "(Keputusan Bersama Menteri Agama Nomor 855/2023" in str(row["why"])


@pytest.mark.parametrize(
    ("official", "basis", "verified"),
    [
        (None, "PP 79/2021 Pasal 4-6", True),
        (Official.PPK, "PP 79/2021 Pasal 4-6", True),
        (Official.PENGAWAS, "PP 79/2021 Pasal 7-9", False),
    ],
)
def test_due_of_an_objection_is_told_by_who_decided(official: Official | None, basis: str, verified: bool) -> None:
    shown = values(law.due(BOOK, "objection-filing", date(2026, 2, 2), official=official))
    assert (shown["basis"], shown["verified"], shown["due_on"]) == (basis, verified, date(2026, 2, 24))


def test_a_week_of_six_days() -> None:
    assert values(law.due(BOOK, "decision-posting", date(2022, 1, 7), week=6))["due_on"] == date(2022, 1, 11)


def test_a_rule_of_another_day_or_of_no_day_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="There is no bawaslu-study on 2020-01-01"):
        law.due(BOOK, "bawaslu-study", date(2020, 1, 1))
    with pytest.raises(NotFoundError, match=r"objection-reply on 2026-11-24 for a decision of PPK \(the mayor\)"):
        law.due(BOOK, "objection-reply", TODAY, official=Official.PPK)
    with pytest.raises(NotFoundError, match=r"inforce \(did you mean in-force\?\)"):
        law.due(BOOK, "inforce", TODAY)


def test_people_read_each_decree_of_the_calendar_on_its_own_row() -> None:
    found = law.due(BOOK, "in-force", date(2024, 12, 10))
    assert next(column for column in found.columns if column.key == "calendar").for_scripts
    (table,) = (part for part in found.parts if part.name == "decrees")
    rows = list(table.rows)
    assert [year for year, _basis in rows] == ["2024", "2024", "2024", "2025", "2025"]
    assert tuple(basis for _year, basis in rows) == values(found)["calendar"]
    without = law.due(BOOK, "report-window", date(2024, 10, 1))
    assert [part.name for part in without.parts] == ["skipped"]


def test_a_year_without_calendar_is_refused() -> None:
    with pytest.raises(NoCalendarError, match="2028"):
        law.due(BOOK, "in-force", date(2027, 12, 20))


def test_an_unverified_calendar_is_said() -> None:
    assert law.due(BOOK, "decision-posting", date(2026, 12, 28)).notes == ()
    assert law.due(BOOK, "decision-posting", date(2026, 12, 30)).notes == (
        "The calendar of 2027 is not verified; check its days off.",
    )
    _chosen, note = law.due(BOOK, "report-window", date(2026, 12, 30)).notes
    assert note.startswith("Days are calendar days (UU 8/2015")
    # A change whose number was not read counts as well.
    assert (
        "The calendar of 2020 is not verified; check its days off." in law.due(BOOK, "in-force", date(2020, 2, 3)).notes
    )


def test_the_offices_own_entries_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(
        'holiday = [{ date = 2026-05-09, kind = "libur-kantor", name = "Hari jadi", name_en = "City day", '
        'basis = "SE 3", since = 2026-01-02, verified = true }]\n',
        encoding="utf-8",
    )
    own: Book = load_book(path)
    table = law.holidays(own, year=2026)
    assert [row["date"] for row in rows(table) if row["office"]] == [date(2026, 5, 9)]
    assert table.notes == ("1 entry is the office's own.",)


def test_a_deadline_that_differs_says_for_whom_it_is_and_how_to_ask_for_another() -> None:
    notes = law.due(BOOK, "bawaslu-handling", date(2024, 10, 1)).notes
    assert "This is the deadline in a Pilkada; --regime pemilu gives the other." in notes
    stated = law.due(BOOK, "bawaslu-handling", date(2024, 10, 1), regime=ElectionKind.PILKADA).notes
    assert not [note for note in stated if "--regime" in note]
    notes = law.due(BOOK, "objection-filing", date(2024, 10, 1)).notes
    assert [note for note in notes if "PPK (the mayor); --official jpt-pratama|administrator|pengawas" in note]
    stated = law.due(BOOK, "objection-filing", date(2024, 10, 1), official=Official.PPK).notes
    assert not [note for note in stated if "--official" in note]
    alone = law.due(BOOK, "satgas-verification", date(2024, 10, 1)).notes
    assert not [note for note in alone if "This is the deadline" in note]


def test_a_day_that_is_no_day_off_is_said_to_be_none() -> None:
    with pytest.raises(NotFoundError) as missing:
        law.holiday(BOOK, date(2024, 4, 16))
    assert "There is no day off by decree on 2024-04-16 (the nearest is 2024-04-15)." in str(missing.value)


def test_what_is_not_verified_is_said_once_for_a_page() -> None:
    page = law.shown(BOOK, "violations", "D8", on=TODAY)
    texts = [*page.notes, *(note for part in page.parts for note in part.notes)]
    assert len([note for note in texts if "not verified" in note]) == 1
