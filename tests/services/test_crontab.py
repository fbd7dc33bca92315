"""Our lines in the table of cron, and every other byte as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.errors import UnwritableError
from asn_neutral.services.crontab import Job, cron_lines, install, uninstall, with_lines, without_lines

REGISTER = Path("/srv/data/register.db")
JOB = Job(REGISTER, ("/usr/bin/asn-neutral", "--db", "/srv/da ta/100%.db"), {"ASN_NEUTRAL_OFFICE_NAME": "Setda 'X' 5%"})
THEIRS = b"MAILTO=root\n# asn-neutral was here\n0 5 * * * /usr/bin/backup\n"
FAKE = """#!/bin/sh
# A crontab that keeps its table in a file.
[ "$1" = "-l" ] && { [ -f "{table}" ] || { echo "no crontab for me" >&2; exit 1; }; cat "{table}"; exit; }
[ "$1" = "-" ] && { cat > "{table}"; echo x >> "{table}.written"; exit; }
exit 2
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fake crontab on the path; its table."""
    table = tmp_path / "table"
    fake(tmp_path, FAKE.replace("{table}", str(table)), monkeypatch)
    return table


def fake(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    program = programs / "crontab"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")


def test_the_lines_say_whose_they_are_and_name_everything_in_full() -> None:
    assert cron_lines(JOB).splitlines() == [
        "# >>> asn-neutral schedule /srv/data/register.db",
        (
            r"""*/5 * * * * ASN_NEUTRAL_OFFICE_NAME='Setda '"'"'X'"'"' 5\%'"""
            r" /usr/bin/asn-neutral --db '/srv/da ta/100\%.db'"
        ),
        "# <<< asn-neutral schedule /srv/data/register.db",
    ]


def test_install_twice_is_once_and_uninstall_leaves_what_was_there(table: Path) -> None:
    table.write_bytes(THEIRS)
    lines = install(JOB)
    assert table.read_bytes() == THEIRS + lines.encode()
    install(JOB)
    assert table.read_bytes() == THEIRS + lines.encode()
    assert table.with_name("table.written").read_text() == "x\n"  # the second time nothing was written
    newer = JOB._replace(words=("/opt/asn-neutral",))
    install(newer)
    assert table.read_bytes() == THEIRS + cron_lines(newer).encode()
    assert uninstall(REGISTER)
    assert table.read_bytes() == THEIRS
    assert not uninstall(REGISTER)


def test_a_user_without_a_table_gets_one(table: Path) -> None:
    assert not uninstall(REGISTER)
    assert not table.exists()
    lines = install(JOB)
    assert table.read_text() == lines


def test_another_register_has_its_own_lines(table: Path) -> None:
    other = JOB._replace(register=Path("/srv/data/register.db2"))
    both = install(JOB) + install(other)
    assert table.read_text() == both
    uninstall(REGISTER)
    assert table.read_text() == cron_lines(other)


def test_a_rehearsal_asks_cron_nothing(table: Path) -> None:
    assert install(JOB, rehearse=True) == cron_lines(JOB)
    assert not table.exists()
    install(JOB)
    assert uninstall(REGISTER, rehearse=True)
    assert table.read_text() == cron_lines(JOB)


@pytest.mark.parametrize("broken", [0, 2])
def test_lines_that_were_edited_are_left_to_whoever_did_it(table: Path, broken: int) -> None:
    lines = cron_lines(JOB).splitlines(keepends=True)
    del lines[broken]
    table.write_text("".join(lines))
    with pytest.raises(UnwritableError, match="its lines of this program are not whole"):
        install(JOB)
    assert table.read_text() == "".join(lines)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_every_other_byte_stays(before: bytes, after: bytes) -> None:
    theirs = before + b"\n" + after
    lines = cron_lines(JOB)
    assert without_lines(with_lines(theirs, lines), REGISTER) in {theirs, theirs + b"\n"}
    assert without_lines(before + b"\n" + lines.encode() + after, REGISTER) == theirs


def test_a_machine_without_cron_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnwritableError, match="there is no program crontab on this machine; install cron"):
        install(JOB)


REFUSING = "echo 'You are not allowed' >&2; exit 1"


@pytest.mark.parametrize("script", [REFUSING, f'[ "$1" = "-l" ] || {{ {REFUSING}; }}'])
def test_a_cron_that_refuses_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    fake(tmp_path, f"#!/bin/sh\n{script}\n", monkeypatch)
    with pytest.raises(UnwritableError, match=r"cron refuses \(You are not allowed\)"):
        install(JOB)


def test_a_command_too_long_for_cron_is_refused() -> None:
    with pytest.raises(UnwritableError, match="too long for cron"):
        cron_lines(JOB._replace(words=("x" * 1000,)))
