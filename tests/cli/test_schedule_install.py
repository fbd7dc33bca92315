"""What `schedule install` puts where: every path in full, what the environment gave, and nothing twice."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, carry_out

CRONTAB = """#!/bin/sh
[ "$1" = "-l" ] && { cat "{table}" 2>/dev/null; exit; }
cat > "{table}"
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fake programs crontab and systemctl on the path; the table of cron."""
    programs = tmp_path / "bin"
    programs.mkdir()
    table = tmp_path / "table"
    for name, script in (("crontab", CRONTAB.replace("{table}", str(table))), ("systemctl", "#!/bin/sh\n")):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return table


def words_of(table: Path) -> list[str]:
    """The words of the one command in the table, as a shell reads them."""
    (line,) = [line for line in table.read_text().splitlines() if not line.startswith("#")]
    return shlex.split(line.split(" ", 5)[5].replace("\\%", "%"))


def test_the_line_names_every_path_and_what_the_environment_gave(
    register: Path, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text('office_name = "Setda"\nlanguage = "en"\n', encoding="utf-8")
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", "law.toml")
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_NAMES", "TRUE")
    monkeypatch.setenv("ASN_NEUTRAL_LOCK_WAIT", "7")
    done = carry_out(["--config", "config.toml", "--db", register.name, "schedule", "install"])
    assert (done.code, done.stderr) == (0, "")
    variables, words = words_of(table)[:3], words_of(table)[3:]
    assert variables == [
        f"ASN_NEUTRAL_LAW_FILE={tmp_path / 'law.toml'}", "ASN_NEUTRAL_LOCK_WAIT=7", "ASN_NEUTRAL_MAIL_NAMES=true",
    ]  # fmt: skip
    assert Path(words[0]).is_absolute()
    assert words[1:] == [
        "--no-input", "--db", str(register), "--config", str(tmp_path / "config.toml"), "schedule", "run", "--due",
    ]  # fmt: skip


def test_the_language_of_an_option_is_kept(run: Run, table: Path) -> None:
    run("schedule install")
    assert words_of(table)[-5:] == ["--lang", "en", "schedule", "run", "--due"]


def test_without_a_program_of_its_own_python_calls_it(
    run: Run, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    run("schedule install")
    assert words_of(table)[:4] == [str(python), "-P", "-m", "asn_neutral"]


def test_scripts_are_told_what_is_in_place(run: Run, register: Path, table: Path) -> None:
    would = json.loads(run("schedule install --dry-run --format json").stdout)["data"]
    assert (would["installed"], would["stored"], table.exists()) == (False, False, False)
    done = json.loads(run("schedule install --format json").stdout)["data"]
    assert (done["register"], done["lines"], done["stored"]) == (str(register), would["lines"], True)
    assert table.read_text() == done["lines"]
    gone = json.loads(run("schedule uninstall --format json").stdout)["data"]
    assert (gone["installed"], gone["lines"], table.read_text()) == (False, None, "")


def test_a_timer_of_systemd_is_put_where_it_is_looked_for(
    run: Run, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home" / ".config" / "systemd" / "user"
    assert "OnCalendar=*:0/5" in run("schedule install --systemd").stdout
    assert sorted(file.suffix for file in home.iterdir()) == [".service", ".timer"]
    run("schedule uninstall --systemd")
    assert list(home.iterdir()) == []
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    run("schedule install --systemd")
    assert len(list((tmp_path / "xdg" / "systemd" / "user").iterdir())) == 2
    assert not table.exists()


def test_a_path_that_cannot_stand_in_a_line_is_refused(register: Path, table: Path) -> None:
    odd = register.with_name("a\nb.db")
    register.rename(odd)
    done = carry_out(["--lang", "en", "--db", str(odd), "schedule", "install"])
    assert done.code in {2, 31}
    assert not table.exists()


def test_nothing_is_installed_for_a_register_that_is_not_there(tmp_path: Path, table: Path) -> None:
    done = carry_out(["--lang", "en", "--db", str(tmp_path / "none.db"), "schedule", "install"])
    assert (done.code, table.exists()) == (10, False)
