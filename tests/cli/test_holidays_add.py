"""A day off that the office has heard of: into its law file, and on to every running deadline."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from asn_neutral.errors import UnwritableError
from asn_neutral.law.book import load_book
from asn_neutral.services import add_holiday
from tests.complaints_file import dump, row, write
from tests.terminal import Run, Script

ADD = "law holidays add 2025-01-20 --name 'Hari \"jadi\" kota' --basis 'SE Wali Kota 1/2025'"
RECOMMENDED = "receive-recommendation --on 2025-01-06 --with recommendation_number=R-900 --with recommended_by=bkn"


@pytest.fixture
def law_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the office's law file is to be, with three cases that have a deadline of 24 January 2025."""
    run(["import", str(write(tmp_path / "in.csv", *(row(number) for number in range(1, 5))))])
    for number in range(1, 4):
        run(f"case record 2024/000{number} {RECOMMENDED}")
    path = tmp_path / "office" / "law.toml"
    path.parent.mkdir()
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(path))
    return path


def moved(run: Run, line: str) -> Any:
    return json.loads(run(f"{line} --format json").stdout)["data"]


def test_it_is_written_and_the_deadlines_move(run: Run, law_file: Path) -> None:
    found = moved(run, f"{ADD} --yes")
    assert [(one["number"], one["due_on_before"], one["due_on"]) for one in found] == [
        (f"2024/000{number}", "2025-01-24", "2025-01-30") for number in (1, 2, 3)
    ]
    (entry,) = [one for one in load_book(law_file).holidays if one.from_office]
    assert (entry.day.isoformat(), entry.name, entry.basis, entry.kind, entry.since.isoformat()) == (
        "2025-01-20", 'Hari "jadi" kota', "SE Wali Kota 1/2025", "libur-kantor", "2025-01-15",
    )  # fmt: skip
    assert law_file.stat().st_mode & 0o777 == 0o600
    assert json.loads(run("case due 2024/0001 --format json").stdout)["data"][0]["due_on"] == "2025-01-30"
    assert json.loads(run("law holidays show 2025-01-20 --format json").stdout)["data"]["office"]
    assert run("db check").code == 0


def test_what_the_file_says_already_stays(run: Run, law_file: Path) -> None:
    own = '# our own\n[[holiday]]\ndate = 2025-03-03\nkind = "libur-kantor"\nname = "A"\nname_en = "A"\nbasis = "B"\n'
    own += "since = 2025-01-01\nverified = true\n"
    law_file.write_text(own, encoding="utf-8")
    run(f"{ADD} --yes --kind libur-nasional --since 2025-01-10 --name-en Anniversary")
    assert law_file.read_text(encoding="utf-8").startswith(own)
    found = {one.day.isoformat(): one for one in load_book(law_file).holidays if one.from_office}
    assert (found["2025-01-20"].kind, found["2025-01-20"].name_en) == ("libur-nasional", "Anniversary")
    assert found["2025-01-20"].since.isoformat() == "2025-01-10"
    assert "2025-03-03" in found


def test_a_rehearsal_tells_and_keeps_nothing(run: Run, register: Path, law_file: Path) -> None:
    before = dump(register)
    assert len(moved(run, f"{ADD} --dry-run")) == 3
    assert not law_file.exists()
    assert dump(register) == before


def test_three_cases_are_confirmed_first(
    run: Run, register: Path, law_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(register)
    assert "add --yes" in run(ADD, code=2).stderr
    script = Script(run, monkeypatch, ())
    script.answer("Deadlines of 3 cases move. Record it? [y/N]", "n")
    assert script.play(*shlex.split(ADD)).stdout == ""
    assert dump(register) == before
    assert not law_file.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (ADD.replace("2025-01-20", "2025-01-27"), 2, "2025-01-27 is a day off already: Isra Mi'raj"),
        (ADD.replace("2025-01-20", "someday"), 2, "DATE: someday is not a date"),
        (f"{ADD} --kind akhir-pekan", 2, "--kind: a weekend is off anyway."),
        (f"{ADD} --kind pasar", 2, "--kind"),
        (f"{ADD} --since 2025-02-01", 2, "--since: a day off counts only when it was set by that very day."),
        (ADD.replace("SE Wali", "SE\x1b[2J"), 2, "The value of basis does not fit"),
        (ADD.replace("--name 'Hari \"jadi\" kota'", "--name ''"), 30, "law.toml, entry holiday 2025-01-20"),
    ],
)
def test_what_is_refused_leaves_no_trace(
    run: Run, register: Path, law_file: Path, *, words: str, code: int, said: str
) -> None:
    before = dump(register)
    assert said in run([*shlex.split(words), "--yes"], code=code).stderr
    assert dump(register) == before
    assert not law_file.exists()


def test_without_a_law_file_it_says_how_to_name_one(run: Run) -> None:
    assert "name one as law_file in the settings, or in ASN_NEUTRAL_LAW_FILE." in run(ADD, code=2).stderr


def test_a_file_in_another_style_is_not_torn(run: Run, law_file: Path) -> None:
    style = 'holiday = [ { date = 2025-03-03, kind = "libur-kantor", name = "A", name_en = "A", basis = "B",'
    style += " since = 2025-01-01, verified = true } ]\n"
    law_file.write_text(style, encoding="utf-8")
    assert "law.toml" in run(f"{ADD} --yes", code=30).stderr
    assert law_file.read_text(encoding="utf-8") == style


def test_when_the_file_cannot_be_replaced_the_register_keeps_nothing(
    run: Run, register: Path, law_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(register)

    def refuse(*_given: object) -> None:
        raise UnwritableError(path=law_file, reason="full")

    monkeypatch.setattr(add_holiday, "replace_file", refuse)
    run(f"{ADD} --yes", code=31)
    assert dump(register) == before


def test_a_year_without_decree_is_named(run: Run, law_file: Path) -> None:
    del law_file
    told = run("law holidays add 2031-01-20 --name A --basis B").stdout
    assert "No decree makes the calendar of 2031 complete" in told
    assert "(none moved)" in told
