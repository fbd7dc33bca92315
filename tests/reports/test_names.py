"""What people read in place of ids and instants, and that formats for scripts neither see nor pay for it."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.law.book import load_book
from asn_neutral.output.grid import page_of
from asn_neutral.output.render_json import json_pieces
from asn_neutral.reports.cases import case_list, complaint_list
from asn_neutral.reports.names import LAW_NAMES, View, named, timed
from asn_neutral.reports.pages import case_page, complaint_page
from asn_neutral.reports.table import Column, Record, Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import book, opened, row, take, write

VIEW = View(None, "Asia/Makassar")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def one_case(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", row(1, pemilihan="", kode_pelanggaran="E4;E6;D4")))
    return register


def people_read(result: Table | Record) -> str:
    """Every word of a page, whatever the format."""
    page = page_of(result, tell_cut=True)
    cells: list[object] = [cell for _head, cell in page.fields]
    for grid in page.grids:
        cells += [cell for line in grid.rows for cell in line]
        cells += grid.notes
    return "\n".join(str(cell) for cell in (*cells, *page.notes))


@pytest.mark.parametrize(("language", "stage"), [("en", "Campaign period"), ("id", "Masa kampanye")])
def test_people_read_names_and_scripts_ids(one_case: Path, language: str, stage: str) -> None:
    locale.use(language)
    with reading(one_case) as connection:
        results = (
            case_page(connection, "2024/0001", VIEW),
            complaint_page(connection, "P-2024/0001", VIEW),
            complaint_list(connection, Filters(), VIEW),
        )
        for result in results:
            read = people_read(result)
            assert f"\n{stage}\n" in f"{read}\n"
            assert "kampanye\n" not in read.replace(stage, "")
            assert "election-by-date" not in read
        for page in results[:2]:
            assert "pilkada-2024" not in people_read(page)
            told = "".join(json_pieces(page))
            assert '"stage": "kampanye"' in told
            assert '"election": "pilkada-2024"' in told


def test_people_read_the_sentence_of_a_remark_once(one_case: Path) -> None:
    with reading(one_case) as connection:
        page = case_page(connection, "2024/0001", VIEW)
    assert page.value("remarks") == ("election-by-date", "stage-mismatch:E4", "stage-mismatch:E6")
    read = people_read(page)
    assert read.count("does not fit the stage of the election on the date of the act (E4, E6).") == 1
    assert "stage-mismatch" not in read


def test_a_format_for_scripts_never_reads_the_law(one_case: Path, tmp_path: Path) -> None:
    view = View(tmp_path / "no such file", "no such zone")
    with reading(one_case) as connection:
        for result in (
            case_page(connection, "2024/0001", view),
            complaint_page(connection, "P-2024/0001", view),
            complaint_list(connection, Filters(), view),
        ):
            assert "".join(json_pieces(result))
        assert people_read(case_list(connection, Filters(), view))


OFFICE = """
[[election]]
id = "pilkada-2024"
name = "Pemilihan kita 2024"
name_en = "Our election 2024"
kind = "pilkada"
opens_on = 2024-01-26
determination_on = 2024-09-22
voting_on = 2024-11-27
inauguration = 2025-02-20
basis = "Perda 1/2023"
verified = true
"""


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize("own", [False, True])
def test_the_names_in_the_files_are_those_of_the_law(tmp_path: Path, language: str, own: bool) -> None:
    """They are read past the book, which takes longer; what the book says is what counts."""
    locale.use(language)
    file = tmp_path / "law.toml"
    file.write_text(OFFICE, encoding="utf-8")
    law_file = file if own else None
    (stages, elections) = named((Column("stage", "Stage"), Column("election", "Election")), View(law_file, "UTC"))
    law = load_book(law_file)
    assert dict(stages.labels or {}) == LAW_NAMES["stage"](law)
    assert dict(elections.labels or {}) == LAW_NAMES["election"](law)
    assert ("Our election 2024" in dict(elections.labels or {}).values()) == (own and language == "en")


def test_a_form_is_called_by_its_code_and_name() -> None:
    assert all(LAW_NAMES["violation"](book())[form.id].startswith(f"{form.id} ") for form in book().violations)


@pytest.mark.parametrize(
    ("zone", "instant", "shown"),
    [
        ("Asia/Makassar", "2024-12-31T16:00:00Z", "2025-01-01 00:00 WITA"),
        ("Asia/Jakarta", "2024-12-31T16:59:59Z", "2024-12-31 23:59 WIB"),
        ("Asia/Makassar", "yesterday", None),
    ],
)
def test_an_instant_is_shown_as_the_office_counts_it(zone: str, instant: str, shown: str | None) -> None:
    column = timed(Column("at", "At"), [instant], View(None, zone))
    assert (column.labels or {}).get(instant) == shown


def rewrite(register: Path, details: str) -> None:
    """Let every event of a case say *details*, past the triggers that forbid it."""
    with opened(register) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE events SET details = ? WHERE case_id IS NOT NULL", (details,))
        for _name, sql in triggers:
            connection.execute(sql)


def test_an_event_recorded_while_the_clock_stood_back_says_so(one_case: Path) -> None:
    rewrite(one_case, '{"clock":"back","note":"x"}')
    with reading(one_case) as connection:
        page = case_page(connection, "2024/0001", VIEW)
    (history,) = [part for part in page.parts if part.name == "events"]
    (event,) = history.rows
    told: dict[str, Value] = dict(zip((column.key for column in history.columns), event, strict=True))
    assert told["clock"] == "back"
    assert told["entry"] == 1
    assert "At entry 1 the clock of the machine stood earlier" in people_read(page)


@pytest.mark.parametrize("details", ["{}", '{"x": "clock"}', '{"clock": null}', '{"clock": 1}'])
def test_an_event_of_an_honest_clock_says_nothing(one_case: Path, details: str) -> None:
    rewrite(one_case, details)
    with reading(one_case) as connection:
        read = people_read(case_page(connection, "2024/0001", VIEW))
    assert "the clock of the machine" not in read
