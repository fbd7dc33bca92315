"""What cron really calls: the installed lines, in an empty environment, from another folder, as a shell runs them."""

import subprocess
from pathlib import Path

import pytest

from asn_neutral import locale
from tests.complaints_file import nip, row, take, write
from tests.conftest import Program, carry_out

FAKE = """#!/bin/sh
[ "$1" = "-l" ] && { [ -f "{table}" ] || { echo "no crontab for me" >&2; exit 1; }; cat "{table}"; exit; }
cat > "{table}"
"""
THEIRS = "MAILTO=root\n0 5 * * * /usr/bin/backup 50%full\n"
NAME = "Warga Contoh Şatu"
pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder whose name cron and shells stumble over."""
    folder = tmp_path / "data 100% 'x'"
    folder.mkdir()
    return folder


@pytest.fixture
def cron(place: Path) -> Path:
    """A fake crontab with somebody's own lines; its table."""
    programs = place.parent / "bin"
    programs.mkdir()
    table = place.parent / "table"
    table.write_text(THEIRS)
    program = programs / "crontab"
    program.write_text(FAKE.replace("{table}", str(table)))
    program.chmod(0o755)
    return table


def commands(table: Path) -> list[str]:
    """What a shell is given of each of our lines: the schedule cut off, a percent sign as cron reads it."""
    lines = table.read_text().removeprefix(THEIRS).splitlines()
    return [line.split(" ", 5)[5].replace("\\%", "%") for line in lines if not line.startswith("#")]


def call(command: str) -> subprocess.CompletedProcess[str]:
    """The command as cron calls it: nothing of this environment, no home, the plainest language, another folder."""
    words = ["env", "-i", "LANG=C", "/bin/sh", "-c", command]
    return subprocess.run(words, cwd="/", capture_output=True, encoding="utf-8", check=False, timeout=50)


def test_the_installed_lines_make_what_is_due_in_an_empty_environment(
    program: Program, template: Path, place: Path, cron: Path
) -> None:
    locale.use("en")
    register = place / "register.db"
    register.write_bytes(template.read_bytes())
    register.chmod(0o600)
    take(register, write(place / "in.csv", row(0, nama_terlapor=NAME), row(1)))
    folder = place / "laporan"
    folder.mkdir()
    words = ["--report", "register", "--every", "daily 00:00", "--output", str(folder / "{report}.csv")]
    front = ["--lang", "en", "--db", str(register)]
    assert carry_out([*front, "--today", "2025-01-15", "schedule", "add", "harian", *words]).code == 0
    env = {
        "PATH": f"{cron.parent / 'bin'}:/usr/bin:/bin",
        "ASN_NEUTRAL_OFFICE_NAME": "Setda Kota 100% 'Contoh'",
        "FORCE_COLOR": "1",
    }
    for _time in range(2):
        done = program(*front, "schedule", "install", env=env)
        assert (done.returncode, done.stderr) == (0, "")
    (command,) = commands(cron)
    first = call(command)
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    (file,) = folder.iterdir()
    text = file.read_bytes().decode("utf-8-sig")
    assert NAME in text
    assert {nip(0), nip(1)} <= {word for line in text.splitlines() for word in line.replace('"', "").split(",")}
    assert "\x1b" not in text
    made = file.stat().st_mtime_ns
    again = call(command)
    assert (again.returncode, again.stdout, again.stderr, file.stat().st_mtime_ns) == (0, "", "", made)
    done = program(*front, "schedule", "uninstall", env=env)
    assert (done.returncode, cron.read_text()) == (0, THEIRS)


def test_a_failure_under_cron_is_one_line_without_colour_and_a_code(
    program: Program, template: Path, place: Path, cron: Path
) -> None:
    register = place / "register.db"
    register.write_bytes(template.read_bytes())
    register.chmod(0o600)
    folder = place / "laporan"
    folder.mkdir()
    words = [
        "--report",
        "recap",
        "--every",
        "daily 00:00",
        "--output",
        str(folder / "{report}.html"),
        "--",
        "--by",
        "unit",
    ]
    front = ["--db", str(register)]
    assert carry_out([*front, "--today", "2025-01-15", "schedule", "add", "harian", *words]).code == 0
    env = {"PATH": f"{cron.parent / 'bin'}:/usr/bin:/bin", "ASN_NEUTRAL_LANG": "en"}
    assert program(*front, "schedule", "install", env=env).returncode == 0
    folder.rmdir()
    (command,) = commands(cron)
    done = call(command)
    assert (done.returncode, done.stdout) == (31, "")
    assert done.stderr == (
        f"asn-neutral: harian: {folder / 'recap.html'} cannot be written: there is no folder {folder}. "
        "Name another file with --output.\n"
    )
    folder.mkdir()
    good = call(command)
    assert (good.returncode, good.stdout, good.stderr) == (0, "", "")
    assert (folder / "recap.html").exists()


def test_a_register_that_is_gone_is_a_line_of_the_command_too(
    program: Program, template: Path, place: Path, cron: Path
) -> None:
    register = place / "register.db"
    register.write_bytes(template.read_bytes())
    register.chmod(0o600)
    env = {"PATH": f"{cron.parent / 'bin'}:/usr/bin:/bin"}
    front = ["--lang", "en", "--db", str(register)]
    assert program(*front, "schedule", "install", env=env).returncode == 0
    register.unlink()
    (command,) = commands(cron)
    done = call(command)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (10, "", 1)
    assert program(*front, "schedule", "install", env=env).returncode == 10
    assert program(*front, "schedule", "uninstall", env=env).returncode == 0
    assert cron.read_text() == THEIRS
