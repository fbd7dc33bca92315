"""`--mask`: nothing that is shown says who it is about, whatever is shown."""

import json
import re
from pathlib import Path

import pytest

from asn_neutral.reports.registry import REPORTS
from tests.complaints_file import COMPLAINANT, ask, row
from tests.conftest import Run
from tests.lived import Lived

NIP = re.compile("[0-9]{18}")
BODIES = {"KASN", "Tim Pemeriksa", "Majelis Kode Etik"}
"""Told as examiners; they are nobody in person."""
NAMED = """
SELECT value FROM events, json_tree(details)
WHERE key IN ('chair', 'examiner', 'members', 'witnesses', 'subordinates', 'official_name')
"""
PLAIN = (
    "case list",
    "complaint list",
    "agenda --days 400",
    "case check --all",
    "report diff register --from 2025-03-01",
)
ONE = ("case show {}", "case timeline {}", "case next {}", "case due {}", "case check {}", "case sanctions {}")


@pytest.fixture(scope="module")
def secrets(lived: Lived) -> frozenset[str]:
    """Every text that names a person, or may."""
    names = {str(name) for (name,) in ask(lived.path, "SELECT name FROM employees")}
    told = {str(text) for (text,) in ask(lived.path, NAMED)}
    texts = {row(1)[key] for key in ("uraian", "bukti", "tempat", "jabatan")}
    return frozenset(
        text for text in (*names, *told, *texts, COMPLAINANT) if text not in BODIES and len(text) > len("ppk")
    )


def lines(lived: Lived) -> list[str]:
    by = {name: " --by unit" if entry.least else "" for name, entry in REPORTS.items()}
    numbers = [lived.numbers[name] for name in sorted(lived.numbers)[::7]]
    return [
        *PLAIN, *(f"report {name}{by[name]}" for name in REPORTS),
        *(line.format(number) for line in ONE for number in numbers),
    ]  # fmt: skip


@pytest.mark.parametrize("shape", ["json", "table", "csv"])
def test_no_name_no_number_no_text_is_shown(run: Run, lived: Lived, secrets: frozenset[str], shape: str) -> None:
    for line in lines(lived):
        done = run(f"--today 2026-12-31 {line} --mask --format {shape}", db=lived.path)
        found = [text for text in secrets if text in done.stdout]
        assert not found, line
        assert not NIP.search(done.stdout), line


def test_what_is_not_masked_shows_them(run: Run, lived: Lived, secrets: frozenset[str]) -> None:
    shown = "".join(run(f"--today 2026-12-31 {line} --format json", db=lived.path).stdout for line in lines(lived))
    assert len([text for text in secrets if text in shown]) > 20
    assert COMPLAINANT not in shown
    assert NIP.search(shown)


def test_one_name_is_one_pseudonym_wherever_it_stands(run: Run, lived: Lived) -> None:
    def names(line: str) -> dict[str, str]:
        data = json.loads(run(f"{line} --mask --format json", db=lived.path).stdout)["data"]
        return {one["number"]: one["name"] for one in data}

    listed, registered = names("case list"), names("report register")
    assert listed == registered
    assert len(set(listed.values())) > 40
    assert all(re.fullmatch("Respondent [A-Z2-7]{6}", name) for name in listed.values())


def test_the_register_alone_turns_a_name_into_its_pseudonym(run: Run, lived: Lived, register: Path) -> None:
    here = json.loads(run("case list --mask --format json", db=lived.path).stdout)["data"][0]["name"]
    key = "UPDATE register SET fingerprint_key = randomblob(32)"
    copy = register.with_name("copy.db")
    copy.write_bytes(lived.path.read_bytes())
    copy.chmod(0o600)
    ask(copy, key)
    there = json.loads(run("case list --mask --format json", db=copy).stdout)["data"][0]["name"]
    assert here != there


def test_the_word_may_stand_anywhere_before_a_bare_dash(run: Run, lived: Lived) -> None:
    first = run("--mask case list --format csv", db=lived.path).stdout
    assert first == run("case --mask list --format csv", db=lived.path).stdout
    assert first == run("case list --format csv --mask", db=lived.path).stdout
    assert re.search(r"[0-9]{4}\*{10}[0-9]{4}", first)


def test_what_needs_no_register_needs_none_masked(run: Run, tmp_path: Path) -> None:
    assert run("--mask law violations list --format json", db=tmp_path / "none.db").stdout
