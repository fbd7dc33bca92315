"""README.md says what is so; nothing in the documents belongs to one machine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from asn_neutral import config
from asn_neutral.cli.app import COMMANDS, build
from asn_neutral.cli.lazy import load
from asn_neutral.errors import ExitCode
from asn_neutral.help import TOPICS
from asn_neutral.intake.columns import COLUMNS
from tests import documents
from tests.conftest import Run
from tests.documents import README, ROOT, Step, commands, played, sessions, steps_of, tabulated

TEXT = README.read_text(encoding="utf-8")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run")]
REFRESH = "out of date: run `python -m tests.documents --write`"


def table(name: str) -> list[list[str]]:
    """The rows of a table of README, without its headings, as they stand there."""
    part = TEXT.partition(f"<!-- tabel: {name} -->\n")[2].partition("<!-- akhir tabel -->")[0]
    return [[cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in part.splitlines()[2:]]


def first_cells(name: str) -> list[str]:
    """The first cell of every row, without its marks."""
    return [row[0].strip("`") for row in table(name)]


def fenced(kind: str) -> list[str]:
    """What stands in the blocks of a *kind*."""
    return re.findall(rf"(?<=^```{kind}\n).*?(?=^```$)", TEXT, re.MULTILINE | re.DOTALL)


# ---- sessions


@pytest.mark.slow
def test_the_sessions_show_what_the_program_says() -> None:
    assert played(TEXT) == TEXT, REFRESH


def test_a_session_is_read_as_it_is_written() -> None:
    block = "$ asn-neutral a \\\n    --b 'c d'\none\n\ntwo\n$ asn-neutral e\n"
    assert steps_of(block) == [Step("asn-neutral a \\\n    --b 'c d'", "one\n\ntwo\n"), Step("asn-neutral e", "")]
    assert steps_of(block)[0].words == ["a", "--b", "c d"]


def test_the_first_session_is_what_the_line_that_sets_up_runs() -> None:
    line = fenced("sh")[0]
    assert line.count("\n") == 1
    typed = re.findall(r"\.venv/bin/(asn-neutral [^&|()]*[^&|() \n])", line)
    assert typed == [step.command for step in sessions(TEXT)[0]]
    assert f"{documents.REGISTER} ||" in line  # a second run keeps the register it finds


def test_later_sessions_rest_on_the_register_of_the_first() -> None:
    assert f"export ASN_NEUTRAL_DB={documents.REGISTER}\n" in fenced("sh")[2]


# ---- tables


@pytest.mark.slow
def test_the_tables_are_those_of_the_code() -> None:
    assert tabulated(TEXT) == TEXT, REFRESH


def test_every_command_stands_in_the_tables_and_has_help(run: Run) -> None:
    words = list(commands())
    assert first_cells("perintah") == [word.path for word in words]
    silent = {word.path for word in words} - set(first_cells("json"))
    assert silent == {"help"}
    for word in words:
        assert word.purpose
        assert run(f"{word.path} --help").stdout.startswith(f"Usage: asn-neutral {word.path} ")
        assert re.match(rf"asn-neutral (?:--db \S+ )?{word.path}\b", word.example)


def test_every_option_of_an_example_is_known(run: Run) -> None:
    for word in commands():
        described = run(f"{word.path} --help").stdout.partition("\n  Example: ")[0]
        own = word.example.partition(word.path)[2].partition(" -- ")[0]  # what follows are words of another command
        for option in re.findall(r"(?<= )--?[a-z][a-z-]*", own):
            assert re.search(rf"^  (?:-\w, )?{option}\b|^  {option}, ", described, re.MULTILINE), word.example


def test_options_before_the_noun_are_named() -> None:
    options = {option for parameter in build().params for option in parameter.opts}
    missing = {option for option in options if f"`{option}`" not in TEXT}
    assert missing == {"--install-completion", "--show-completion"}
    assert set(COMMANDS) == {path.partition(" ")[0] for path in first_cells("perintah")}
    assert all(load(name, entry).name == name for name, entry in COMMANDS.items())


def test_tables_hold_what_the_code_holds() -> None:
    assert first_cells("kode-keluar") == [str(code.value) for code in ExitCode]
    assert [row[:3:2] for row in table("pengaturan")] == [[f"`{n}`", f"`{v}`"] for n, v in config.VARIABLES.items()]
    assert first_cells("kolom") == [column.key for column in COLUMNS]
    assert [row[2].strip() for row in table("kolom")] == ["ya" if column.required else "" for column in COLUMNS]
    assert re.search(r"asn-neutral help privacy", TEXT)
    assert "privacy" in TOPICS


def test_the_example_of_a_file_of_settings_is_one(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(fenced("toml")[0], encoding="utf-8")
    settings = config.load_settings({}, {}, file)
    assert settings.database == tmp_path / "register.db"
    assert settings.office_name == "Sekretariat Daerah Kota Contoh"


# ---- what is started by other programs


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a script of POSIX")
def test_the_script_for_cron_is_silent_until_something_is_wrong(tmp_path: Path, register: Path) -> None:
    home = tmp_path / "office"
    folder = home / "asn-neutral"
    folder.mkdir(parents=True)
    register.rename(folder / "register.db")
    (script,) = (block for block in fenced("sh") if block.startswith("#!/bin/sh"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def nightly() -> subprocess.CompletedProcess[str]:
        env = {"HOME": str(home), "PATH": path}
        return subprocess.run(["sh", "-c", script], env=env, capture_output=True, text=True, check=False)

    done = nightly()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {file.name for file in folder.iterdir()} == {
        "register.db",
        "pemeriksaan.txt",
        "bukti.txt",
        "keabsahan.txt",
        "rekap.xlsx",
    }
    (folder / "register.db").write_bytes(b"")
    done = nightly()
    assert done.returncode == ExitCode.BROKEN
    assert "register.db" in done.stderr


def test_the_line_that_runs_the_tests_is_the_one_that_ci_reads() -> None:
    lines = [line for line in TEXT.splitlines() if re.fullmatch(r"python3 -m venv \.venv && .* -m tests", line)]
    assert len(lines) == 1
    assert lines[0] == fenced("sh")[1].rstrip("\n")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert r"'^python3 -m venv \.venv && .* -m tests$' README.md" in ci
    assert "set -euo pipefail" in ci
    assert "-m tests" not in ci.replace(r"-m tests$' README.md", "")


# ---- what documents may hold


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_belongs_to_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.$\"}])/(?:home|root|tmp|work|Users|opt)\b|[A-Z]:\\", text)
    assert not re.search(r"(?i)\bissue #|\(#[0-9]+\)|\b(?:TO" + r"DO|FIX" + r"ME)\b", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("path", DOCUMENTS[:3], ids=lambda path: path.name)
def test_what_a_document_points_to_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).is_file(), target
    for target in re.findall(r"`((?:asn_neutral|tests|sample_data)/[\w./-]+)`", text):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"`python -m (tests[\w.]*)", text):
        module = ROOT.joinpath(*target.split("."))
        assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file(), target


def test_no_number_of_a_person_is_real() -> None:
    for number in re.findall(r"(?<![0-9])[0-9]{15}([0-9]{3})(?![0-9])", TEXT):
        assert number >= "900"
