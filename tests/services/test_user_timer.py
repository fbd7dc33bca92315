"""A timer of systemd for this user: two files, and what systemctl is told."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnwritableError
from asn_neutral.services.crontab import Job
from asn_neutral.services.user_timer import install, uninstall, unit_name

REGISTER = Path("/srv/data/100%.db")
JOB = Job(REGISTER, ("/usr/bin/asn-neutral", "--db", str(REGISTER), 'a "b" $c \\d'), {"ASN_NEUTRAL_LANG": "id"})


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fake systemctl on the path; what it was told."""
    told = tmp_path / "told"
    fake(tmp_path, f'echo "$*" >> "{told}"', monkeypatch)
    return told


def fake(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "systemctl"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")


def test_the_timer_is_there_until_it_is_taken_away(tmp_path: Path, told: Path) -> None:
    folder, name = tmp_path / "units", unit_name(REGISTER)
    shown = install(JOB, folder)
    service, timer = (folder / f"{name}.{kind}" for kind in ("service", "timer"))
    lines = service.read_text().splitlines()
    assert 'Environment="ASN_NEUTRAL_LANG=id"' in lines
    assert r'''ExecStart="/usr/bin/asn-neutral" "--db" "/srv/data/100%%.db" "a \"b\" $$c \\d"''' in lines
    assert {"OnCalendar=*:0/5", "Persistent=true"} <= set(timer.read_text().splitlines())
    assert service.read_text() in shown
    assert told.read_text().splitlines() == ["--user daemon-reload", f"--user enable --now {name}.timer"]
    install(JOB, folder)
    assert sorted(folder.iterdir()) == [service, timer]
    assert uninstall(REGISTER, folder)
    assert list(folder.iterdir()) == []
    assert told.read_text().splitlines()[-2:] == [f"--user disable --now {name}.timer", "--user daemon-reload"]
    assert not uninstall(REGISTER, folder)


def test_a_rehearsal_leaves_nothing(tmp_path: Path, told: Path) -> None:
    folder = tmp_path / "units"
    assert "OnCalendar" in install(JOB, folder, rehearse=True)
    assert not folder.exists()
    install(JOB, folder)
    before = told.read_text()
    assert uninstall(REGISTER, folder, rehearse=True)
    assert (len(list(folder.iterdir())), told.read_text()) == (2, before)


def test_a_systemd_that_refuses_or_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, "echo 'Failed to connect to bus' >&2; exit 1", monkeypatch)
    with pytest.raises(UnwritableError, match=r"systemd refuses \(Failed to connect to bus\)"):
        install(JOB, tmp_path / "units")
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    with pytest.raises(UnwritableError, match="there is no program systemctl"):
        install(JOB, tmp_path / "units")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, told: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableError, match="Not a directory"):
        install(JOB, tmp_path / "file" / "units")
    assert not told.exists()
