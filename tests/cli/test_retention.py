"""Destroying a file from the first word to the last, as two users do it at a terminal."""

from pathlib import Path

import pytest

from asn_neutral.values import login_name
from tests.complaints_file import row, write
from tests.conftest import Run
from tests.documents import SCHEDULE

LOGIN = f"--login {login_name()}"
APPROVE = "retention approve 1 --letter 045/12 --reason Habis --yes"


@pytest.fixture
def due(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a register in which one file has served its time, and a backup that still holds it."""
    monkeypatch.chdir(tmp_path)
    Path("cadangan").mkdir(0o700)
    Path("hukum.toml").write_text(SCHEDULE, encoding="utf-8")
    Path("kantor.toml").write_text('law_file = "hukum.toml"\nbackup_folder = "cadangan"\n', encoding="utf-8")
    monkeypatch.setenv("ASN_NEUTRAL_CONFIG", "kantor.toml")
    monkeypatch.setenv("ASN_NEUTRAL_TODAY", "2026-02-01")
    run(["import", str(write(tmp_path / "in.csv", row(1), row(2)))])
    run("case record 2024/0001 lapse --on 2025-01-10 --with cause=pensiun")
    run("backup create cadangan")
    run("--today 2026-02-01 --as Siti retention propose")
    return tmp_path


def test_nobody_is_known_nothing_is_destroyed(run: Run, due: Path) -> None:
    assert (due / "register.db").exists()
    said = run(f"--as Budi --today 2026-02-01 {APPROVE}", code=22).stderr
    assert "register without users" in said
    assert "`asn-neutral user add` named two" in said


def test_two_users_destroy_a_file_and_hear_which_backup_still_holds_it(run: Run, due: Path) -> None:
    run(f"user add Siti --role administrator {LOGIN}")
    run(f"--as Siti user add Budi --role decider {LOGIN}")
    done = run(f"--as Budi --today 2026-02-01 {APPROVE}")
    (backup,) = (due / "cadangan").iterdir()
    assert backup.name in done.stdout.replace("\n", "")
    assert "Files destroyed" in done.stdout
    assert f"both are the user {login_name()} of this system" in " ".join(done.stdout.split())
    again = run(f"--as Budi --today 2026-02-01 {APPROVE}").stdout
    assert "Files that had been destroyed before" in again
    assert "were not recorded" in again
    assert "[dimusnahkan]" in run("--mask case list").stdout
    run("db check")
