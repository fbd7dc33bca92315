"""Lines of our own in the table of cron: put there, replaced, taken away, and nothing else touched."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from asn_neutral.errors import UnwritableError
from asn_neutral.locale import _

_EVERY: Final = "*/5 * * * *"
_LONGEST: Final = 990  # signs of a command; some crons cut what is longer
_NO_TABLE: Final = (b"no crontab", b"no such file", b"can't open")


class Job(NamedTuple):
    """What cron is to do for one register: the words of the command, each path in full, and the variables it needs."""

    register: Path
    words: tuple[str, ...]
    variables: Mapping[str, str]

    @property
    def command(self) -> str:
        """The words as a shell reads them."""
        variables = [f"{name}={shlex.quote(value)}" for name, value in self.variables.items()]
        return " ".join([*variables, shlex.join(self.words)])


def install(job: Job, *, rehearse: bool = False) -> str:
    """Let cron do *job*, in place of what it did for that register before; the lines, which is all of a rehearsal.

    Raises:
        UnwritableError: there is no cron here, it refuses, or its table has been edited so that our lines are not
            whole.
    """
    lines = cron_lines(job)
    if rehearse:
        return lines
    before = _read()
    after = with_lines(without_lines(before, job.register), lines)
    if after != before:
        _write(after)
    return lines


def uninstall(register: Path, *, rehearse: bool = False) -> bool:
    """Take the lines for that register away; whether there were any.

    Raises:
        UnwritableError: as `install` does.
    """
    before = _read()
    after = without_lines(before, register)
    if after != before and not rehearse:
        _write(after)
    return after != before


def cron_lines(job: Job) -> str:
    """The lines for *job*, between two that say whose they are."""
    command = job.command.replace("%", "\\%")  # cron takes a bare one for the end of the line
    if len(command) > _LONGEST or not command.isprintable():
        reason = _("the command is too long for cron; move variables into the file of settings")
        raise UnwritableError(path="crontab", reason=reason)
    first, last = _marks(job.register)
    return f"{first}\n{_EVERY} {command}\n{last}\n"


def with_lines(table: bytes, lines: str) -> bytes:
    """The *table* of cron with our *lines* at its end."""
    gap = b"" if not table or table.endswith(b"\n") else b"\n"
    return table + gap + lines.encode()


def without_lines(table: bytes, register: Path) -> bytes:
    """The *table* of cron without our lines for *register*, every other byte as it was.

    Raises:
        UnwritableError: our first or last line stands there alone.
    """
    first, last = (mark.encode() for mark in _marks(register))
    kept: list[bytes] = []
    ours = False
    for line in table.splitlines(keepends=True):
        bare = line.rstrip(b"\r\n")
        if bare in {first, last}:
            if ours == (bare == first):
                raise _unwhole()
            ours = bare == first
        elif not ours:
            kept.append(line)
    if ours:
        raise _unwhole()
    return b"".join(kept)


def _unwhole() -> UnwritableError:
    reason = _("its lines of this program are not whole; mend them with `crontab -e`")
    return UnwritableError(path="crontab", reason=reason)


def _marks(register: Path) -> tuple[str, str]:
    return f"# >>> asn-neutral schedule {register}", f"# <<< asn-neutral schedule {register}"


def _read() -> bytes:
    """The table of this user; empty where there is none."""
    done = _cron("-l")
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.strip()
    if not done.stdout and (not said or any(words in said.lower() for words in _NO_TABLE)):
        return b""
    raise _refused(said)


def _write(table: bytes) -> None:
    done = _cron("-", table=table)
    if done.returncode != 0:
        raise _refused(done.stderr.strip())


def _refused(said: bytes) -> UnwritableError:
    first = said.decode("utf-8", "replace").partition("\n")[0]
    return UnwritableError(path="crontab", reason=_("cron refuses ({said})").format(said=first or "-"))


def _cron(word: str, table: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("crontab")
    if program is None:
        reason = _("there is no program crontab on this machine; install cron, or add --systemd")
        raise UnwritableError(path="crontab", reason=reason)
    return subprocess.run([program, word], input=table, capture_output=True, check=False)  # noqa: S603 - two fixed words
