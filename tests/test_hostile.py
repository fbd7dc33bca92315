"""Text that attacks a screen, a spreadsheet or a page: every command that shows stored text, in every format."""

import csv
import io
import json
import random
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from asn_neutral.cli.app import COMMANDS
from asn_neutral.cli.lazy import load
from asn_neutral.law.terms import Step
from asn_neutral.reports.registry import REPORTS
from asn_neutral.services.record_step import record_step
from tests.complaints_file import ask, csv_text, desk, opened, row, take, write
from tests.generator.samples import CLEAN
from tests.terminal import Run

HOSTILE: Final = (
    "[red]Budi[/red]", "SK [123/KEP/2024]", "[link=file:///etc/passwd]klik[/link]", "Budi [/foo]", ":smiley:",
    "\x1b[2J", "\x1b[31mmerah", "\x1b]0;judul\x07", "\x1b]52;c;ZXZpbA==\x07", "\x1b]8;;http://x\x1b\\klik", "\x9b31m",
    "TIDAK BERSALAH\rBERSALAH", "salah\b\b\b\b\bbenar", "Budi\nTotal 0", "Budi\tSantoso", "Budi\x00Santoso",
    "\u202eksirt", "a\u2066b\u2069c", "nol\u200blebar", "\U000e0041\U000e0042", "\ufeffBudi", "B" + "\u0301" * 50,
    "\ue000", "a\u2028b\u2029c", "\u0378", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x/?"&A1)', "+1+1", "@SUM(1)",
    "\uff1d1", " =1", '"><script>alert(1)</script>', "| a | b |", "'; DROP TABLE cases;--", "{0} %s {name} %(x)s",
    "\\x1b[0m", "<b>tebal</b>", "&amp;",
)  # fmt: skip
HARMLESS: Final = (
    "[red]Budi[/red]", "SK [123/KEP/2024]", "[link=file:///etc/passwd]klik[/link]", "Budi [/foo]", ":smiley:",
    "{0} %s {name} %(x)s", "\\x1b[0m", "'; DROP TABLE cases;--",
)  # fmt: skip
"""Text that means something to a library and nothing to a person: it must come out as it is."""
COLUMNS_OF_TEXT: Final = (
    "employees.name", "complaint_cases.respondent_name", "units.name", "complaints.place", "complaints.district",
    "complaints.summary", "complaints.evidence", "complaints.letter_number", "cases.rank", "cases.position",
    "cases.district", "cases.stage", "cases.remarks", "cases.violations", "import_batches.file_name", "events.actor",
)  # fmt: skip
SAMPLE: Final = Path(__file__).parents[1] / "sample_data" / CLEAN
SCREENS: Final = ("table", "md", "html", "json", "jsonl")
QUIET: Final = sorted(REPORTS.keys() - {"recap", "register", "overdue", "custody", "activity"})
LISTS: Final = (
    "report register", "report overdue", "report custody", "report activity", "report diff register --from 2024-01-01",
    "case list", "complaint list", "report recap --by unit", "report recap --by district --by rank", "agenda --days 99",
    "audit log", "case check --all", f"reconcile '{SAMPLE}' --with bawaslu",
)  # fmt: skip
SHOWING: Final = {
    "agenda", "case list", "case show", "case timeline", "case check", "complaint list", "complaint show",
    "report recap", "report register", "report overdue", "report custody", "report activity", "report diff",
    "reconcile", "audit log", "db status", "db check",
}  # fmt: skip
OTHERS: Final = {
    "case next": "shows words of the law",
    "case due": "shows words of the law",
    "case sanctions": "shows words of the law and numbers of cases",
    "case simulate": "shows words of the law",
    "case record": "shows words of the law; what is typed is shown by the timeline",
    "case correct": "shows what was typed, as the timeline does",
    "case undo": "shows what was typed, as the timeline does",
    "case recompute": "shows numbers and days",
    "init": "shows the path it was given",
    "import": "held below",
    "complaint add": "shows numbers and remarks; what is typed comes through the same door as a file",
    "employee check": "shows the number it was given",
    "report list": "shows nothing stored",
    "db upgrade": "shows paths",
    "audit verify": "shows what db check shows, and the paths it was given",
    "audit anchor": "shows a hash",
    "audit key": "shows the path it was given, and a key",
    "complaint reveal": "shows who complained, whose words the door has refused or taken as text",
    "complaint forget": "shows a number",
    "retention propose": "shows numbers, days, words of the law and what was typed, which is tidied",
    "retention list": "shows what proposing does",
    "retention show": "shows what proposing does",
    "retention reject": "shows what proposing does",
    "retention approve": "shows what proposing does, and names of backups",
    "doctor": "shows paths, names, which are tidied, and counts",
    "user list": "shows names, which are tidied, and roles",
    "user rights": "shows words of the program",
    "user add": "shows the name it was given, which is tidied, and roles",
    "user role": "shows what user add does",
    "key list": "shows names, which are tidied, and keys",
    "key new": "shows a path and a key",
    "key add": "shows the name it was given, which is tidied, and a key",
    "key retire": "shows what key list does",
    "key rotate": "shows what key list does",
    "key check": "counts",
    "evidence add": "shows the names it was given, which are tidied; shown by the list",
    "evidence list": "held in its own test: names of files are tidied, texts are refused",
    "evidence export": "shows names as the list does, and paths",
    "evidence verify": "shows names as the list does",
    "backup create": "shows paths and a hash",
    "backup list": "shows paths",
    "backup verify": "shows what db check shows, and the paths it was given",
    "backup drill": "shows what db check shows, and paths",
    "backup restore": "shows paths and a hash",
    "digest": "shows numbers and words of the law; names, where they are wanted, are held in its own test",
    "schedule add": "shows what was typed",
    "schedule list": "shows what was typed",
    "schedule remove": "shows the name it was given",
    "schedule run": "shows numbers, days and paths",
    "schedule status": "shows numbers, days and paths",
    "schedule install": "shows paths",
    "schedule uninstall": "shows paths",
    "config show": "shows settings",
    "case assign": "shows the name it was given, which comes through the same door as a file",
    "handover": "shows the names it was given",
    "report describe": "shows nothing stored",
    "report run": "shows what the report that it is based on shows",
    "report check": "shows settings",
    "report monthly": "held in its own test, in every format",
    **{f"report {name}": "counts, or shows nothing but what the full register shows" for name in QUIET},
    "help": "shows nothing stored",
}


def commands() -> Iterator[str]:
    """Every public command by the words that call it."""
    for word, entry in COMMANDS.items():
        command = load(word, entry)
        verbs = getattr(command, "commands", None) if entry.has_verbs else None
        yield from ([f"{word} {verb}" for verb in verbs] if verbs else [word])


def unsafe(text: str) -> set[str]:
    """The characters of *text* that act on a screen or hide on it; a line end does not count."""
    return {char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}


@pytest.fixture(scope="module")
def poisoned(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which every text is hostile, written past the door."""
    folder = tmp_path_factory.mktemp("poisoned")
    path = Path(shutil.copy(template, folder / "poisoned.db"))
    take(path, write(folder / "in.csv", *(row(number, unit_kerja=f"Dinas {number}") for number in range(len(HOSTILE)))))
    told = {"recommendation_number": "1", "recommended_by": "bkn"}
    for serial in range(1, len(HOSTILE) + 1):
        record_step(f"2024/{serial:04}", Step.RECEIVE_RECOMMENDATION, date(2025, 1, 6), told, desk(path))
    with opened(path) as connection:
        connection.execute("BEGIN")
        name = "events_are_never_changed"
        ((trigger,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name])
        connection.execute(f"DROP TRIGGER {name}")
        for place in COLUMNS_OF_TEXT:
            table, column = place.split(".")
            key = {"complaint_cases": "case_id", "events": "seq"}.get(table, "id")
            keys = connection.execute(f"SELECT {key} FROM {table} ORDER BY {key}").fetchall()  # noqa: S608 - names of our tables
            connection.executemany(
                f"UPDATE {table} SET {column} = ? WHERE {key} = ?",  # noqa: S608 - names of our tables
                [(text, found) for text, (found,) in zip(HOSTILE, keys, strict=False)],
            )
        connection.execute(trigger)
        connection.execute("COMMIT")
    return path


@pytest.fixture
def register(poisoned: Path) -> Path:
    return poisoned


def test_every_command_is_looked_at() -> None:
    known = set(commands())
    laws = {command for command in known if command.startswith("law ")}  # data of the program and of the office
    assert known - laws == SHOWING | OTHERS.keys()


@pytest.mark.parametrize("form", SCREENS)
@pytest.mark.parametrize("words", LISTS)
def test_lists_and_reports_are_safe_in_every_format(run: Run, words: str, form: str) -> None:
    done = run(f"{words} --format {form}")
    assert unsafe(done.stdout + done.stderr) == set()


@pytest.mark.parametrize("form", ["table", "json", "html", "md"])
def test_pages_are_safe_in_every_format(run: Run, form: str) -> None:
    for place in range(1, len(HOSTILE) + 1):
        for words in (f"case show 2024/{place:04}", f"complaint show P-2024/{place:04}"):
            done = run(f"{words} --format {form}")
            assert unsafe(done.stdout + done.stderr) == set(), HOSTILE[place - 1]


@pytest.mark.parametrize("form", ["table", "json"])
def test_the_story_of_a_case_and_what_the_law_says_of_it_are_safe(run: Run, form: str) -> None:
    for place in range(1, len(HOSTILE) + 1):
        for words in (f"case timeline 2024/{place:04}", f"case check 2024/{place:04}"):
            done = run(f"{words} --format {form}")
            assert unsafe(done.stdout + done.stderr) == set(), HOSTILE[place - 1]


def test_a_name_that_is_judged_is_one_of_them(run: Run) -> None:
    """Or the lawfulness check would be safe only because it has nothing hostile to show."""
    found = json.loads(run("case check --all --format json").stdout)["data"]
    told = " ".join(one["message"] for one in found if one["code"] == "conflict-respondent")
    assert [text for text in HOSTILE if unsafe(text) and text in told]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_markup_comes_out_as_it_is(run: Run, text: str) -> None:
    page = run(f"case show 2024/{HOSTILE.index(text) + 1:04}").stdout
    assert page.count(text) >= 5
    assert text in run("case list").stdout


def test_a_line_end_in_a_name_forges_no_row(run: Run) -> None:
    lines = run("case list").stdout.splitlines()
    assert len([line for line in lines if line.startswith("2024/")]) == len(HOSTILE)
    assert not [line for line in lines if line.startswith("Total")]
    assert "Budi\\x0aTotal 0" in "\n".join(lines)
    table = run("case list --format md").stdout.splitlines()
    assert len([line for line in table if line.startswith("| 2024/")]) == len(HOSTILE)


def test_what_acts_on_a_screen_is_shown_by_its_number(run: Run) -> None:
    shown = run("case list").stdout
    for number in ("\\x1b[2J", "\\x9b31m", "\\x0d", "\\x08", "\\x00", "\\u202e", "\\u2066", "\\u200b", "\\U000e0041"):
        assert number in shown


def test_accents_do_not_smear(run: Run) -> None:
    assert "\u0301" * 5 not in run("case list").stdout
    assert "\u0301" * 4 in run("case list").stdout


def test_a_script_reads_the_very_text(run: Run) -> None:
    names = [case["name"] for case in json.loads(run("case list --format json").stdout)["data"]]
    assert names == list(reversed(HOSTILE))


def test_a_spreadsheet_gets_no_formula_from_csv(run: Run) -> None:
    text = run("case list --format csv").stdout
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    openers = set("=+-@\t\r\n\uff1d")
    for case in table:
        assert not {cell[:1] for cell in case.values()} & openers
        assert not {cell.lstrip(" \"'\ufeff")[:1] for cell in case.values() if not cell.startswith("'")} & openers
    by_number = {case["number"]: case["name"] for case in table}
    for place, name in enumerate(HOSTILE, start=1):
        assert by_number[f"2024/{place:04}"].removeprefix("'") == name.removeprefix("'")


def test_nor_from_a_workbook(run: Run, tmp_path: Path) -> None:
    for words in (*LISTS, "case show 2024/0026"):
        path = tmp_path / "result.xlsx"
        run([*shlex.split(words), "-o", str(path)])
        for sheet in openpyxl.load_workbook(path):
            for cells in sheet.iter_rows():
                for cell in cells:
                    assert cell.data_type != "f"
                    assert cell.hyperlink is None
                    assert not isinstance(cell.value, str) or not unsafe(cell.value)


def test_a_page_gets_no_element_and_no_script(run: Run) -> None:
    for words in (*LISTS, "case show 2024/0032", "complaint show P-2024/0037"):
        page = run(f"{words} --format html").stdout
        assert "<script" not in page
        assert "<b>tebal" not in page
        assert 'href="file' not in page


def test_a_check_of_it_ends_well_and_says_nothing_dangerous(run: Run) -> None:
    for form in ("table", "json"):
        done = run(f"db check --format {form}", code=13)
        assert unsafe(done.stdout + done.stderr) == set()


@pytest.mark.parametrize("place", range(0, len(HOSTILE), 6))
def test_hostile_words_on_the_command_line(run: Run, place: int) -> None:
    for text in HOSTILE[place : place + 6]:
        for words in (
            ["case", "show", text], ["complaint", "show", text], ["report", "recap", "--by", text],
            ["case", "list", "--stage", text], ["case", "list", "--search", text, "--unit", text, "--format", "table"],
            ["import", text], ["case", "list", "--from", text], ["--db", text, "case", "list"], [text], ["case", text],
        ):  # fmt: skip
            if "\x00" not in text:
                done = run_any(run, words)
                assert unsafe(done) == set()
                assert "Traceback" not in done


def run_any(run: Run, words: list[str]) -> str:
    """What *words* say, whatever their exit code; a bug comes out as itself."""
    for code in (0, 2, 20, 30, 10, 13):
        try:
            done = run(words, code=code)
        except AssertionError as error:
            if f", not {code}" not in str(error):
                raise
        else:
            return done.stdout + done.stderr
    pytest.fail(f"none of the exit codes a user can cause: {words}")


@pytest.mark.parametrize("name", ["a\nb", "\x1b[2J", "\u202eab", " ", "a\udc80"])
def test_a_hostile_name_of_the_user_is_not_taken(
    run: Run, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, name: str
) -> None:
    path = Path(shutil.copy(template, tmp_path / "user.db"))
    monkeypatch.setenv("LOGNAME", name)
    run(["import", str(write(tmp_path / "in.csv", row(1)))], db=path)
    assert ask(path, "SELECT DISTINCT actor FROM events") == [("unknown user",)]


# ---- through the door


def test_the_door_refuses_or_takes_each_of_them_and_shows_them_safely(run: Run, template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "door.db"))
    columns = ("nama_terlapor", "unit_kerja", "tempat", "uraian", "jabatan", "bukti", "nomor_laporan", "nama_pelapor")
    cells = [
        row(place * 50 + turn, **{column: text})
        for place, text in enumerate(HOSTILE)
        for turn, column in enumerate(columns)
    ]
    file = write(tmp_path / "in.csv", *cells)
    for form in ("table", "json"):
        done = run(["import", str(file), "--dry-run", "--format", form], code=3, db=path)
        assert unsafe(done.stdout + done.stderr) == set()
    told = json.loads(run(["import", str(file), "--accept-partial", "--format", "json"], code=3, db=path).stdout)[
        "data"
    ]
    assert told["accepted"] + told["refused"] == told["read"] == len(cells)
    for words in LISTS:
        for form in SCREENS:
            assert unsafe(run(f"{words} --format {form}", db=path).stdout) == set()
    stored = ask(path, "SELECT name FROM employees UNION SELECT place FROM complaints UNION SELECT name FROM units")
    invisible = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060"}  # harmless, and kept as written
    assert not {char for (text,) in stored if text for char in unsafe(str(text))} - invisible
    assert json.loads(run("db check --format json", db=path).stdout)["data"]["ok"] is True


def test_a_refused_row_can_be_looked_at_without_harm(run: Run, template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(template, tmp_path / "door.db"))
    file = write(tmp_path / "in.csv", row(1, tempat="\x1b]0;judul\x07", uraian="\u202eksirt"))
    done = run(["import", str(file)], code=3, db=path)
    assert "\\x1b]0;judul\\x07" in done.stdout
    assert "\\u202eksirt" in done.stdout


# ---- files that attack the reader


CSV_ATTACKS: Final[dict[str, Callable[[list[str]], list[str]]]] = {
    "a quote that never closes": lambda lines: [lines[0], lines[1].replace(",surat,", ',"surat,', 1), *lines[2:]],
    "a quote in the middle": lambda lines: [lines[0], lines[1].replace(",surat,", ',"su"rat,', 1), *lines[2:]],
    "a cell too many": lambda lines: [lines[0], lines[1] + ",lebih", *lines[2:]],
    "a cell too few": lambda lines: [lines[0], lines[1].rpartition(",")[0], *lines[2:]],
    "a swallowed row": lambda lines: [
        lines[0], lines[1].replace(",hadir,", ',"hadir,', 1), lines[2], lines[3].replace(",hadir,", ',hadir",', 1),
        *lines[4:],
    ],
    "a long cell": lambda lines: [lines[0], lines[1].replace("hadir", "x" * 131_073, 1), *lines[2:]],
    "a long complainant": lambda lines: [lines[0], lines[1].replace("Pelapor", "Pelapor " * 30, 1), *lines[2:]],
    "a NUL": lambda lines: [lines[0], lines[1].replace("hadir", "ha\0dir", 1), *lines[2:]],
    "nothing but commas": lambda lines: [lines[0], "," * 21, *lines[1:]],
    "a few commas": lambda lines: [lines[0], ",,,", *lines[1:]],
    "two alphabets": lambda lines: [lines[0], lines[1].replace("Pelapor", "P\u0435lapor", 1), *lines[2:]],
    "a letter after its receipt": lambda lines: [lines[0], lines[1].replace("2024-10-07", "2024-10-09", 1), *lines[2:]],
}  # fmt: skip


def attacked(attack: str) -> bytes:
    """A file of six rows, damaged; no cell of it needs a quote."""
    plain = {
        "jalur": "surat", "uraian": "hadir", "bukti": "foto", "tempat": "lapangan", "kode_pelanggaran": "D4",
        "nama_terlapor": "Budi Contoh",
    }  # fmt: skip
    rows = [row(n, **plain, nama_pelapor=f"Pelapor {n}", kontak_pelapor=f"0811-000{n}") for n in range(6)]
    lines = csv_text(rows).splitlines()
    return "\r\n".join(CSV_ATTACKS[attack](lines)).encode()


@pytest.mark.parametrize("attack", CSV_ATTACKS)
def test_an_attack_on_the_reader_refuses_its_own_rows_only(
    run: Run, template: Path, tmp_path: Path, *, attack: str
) -> None:
    path = Path(shutil.copy(template, tmp_path / "door.db"))
    (tmp_path / "in.csv").write_bytes(attacked(attack))
    words = ["import", str(tmp_path / "in.csv"), "--accept-partial", "--format", "json"]
    done = run(words, code=3, db=path)
    told = json.loads(done.stdout)["data"]
    assert (told["accepted"], told["unchanged"], told["refused"]) == (told["read"] - 1, 0, 1)
    assert told["read"] == attacked(attack).count(b"\r\n")
    assert "Pelapor" not in done.stdout + done.stderr
    texts = ask(path, "SELECT summary || evidence || place FROM complaints")
    assert {str(text).replace('"', "") for (text,) in texts} == {"hadirfotolapangan"}
    again = json.loads(run(["import", told["refused_file"], "--format", "json"], code=3, db=path).stdout)["data"]
    assert (again["accepted"], again["refused"]) == (0, 1)
    for name in tmp_path.glob("*ditolak*"):
        with name.open(encoding="utf-8-sig", newline="") as refused:
            for cells in csv.DictReader(refused):
                assert "Pelapor" not in cells["tolak_nilai"] + cells["tolak_alasan"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (random.Random(1).randbytes(20_000), "it is not a text file"),  # noqa: S311 - the same bytes in every run
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "it is not a text file"),
        (b"PK\x03\x04", "Excel workbook"),
        (b"", "it is empty"),
        (b"nama\nJos\xc3\xa9 Jos\xe9\n", "mixes UTF-8"),
        (b"nama\nJos\xed\xa0\x80\n", "mixes UTF-8"),
        (b"nama\nJos\x9d\n", "byte 8 belongs to neither"),
        ("nama,nip\n".encode("utf-16-le"), "UTF-16 without its mark"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_reason(
    run: Run, tmp_path: Path, *, content: bytes, words: str
) -> None:
    (tmp_path / "in.csv").write_bytes(content)
    assert words in run(["import", str(tmp_path / "in.csv")], code=30).stderr


def test_a_closed_standard_input_is_no_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input cannot be read: it is closed" in run("import -", code=30).stderr
