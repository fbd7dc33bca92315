"""A timer of systemd for this user, in place of lines for cron."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import UnwritableError, reason_of
from asn_neutral.files import replace_file
from asn_neutral.locale import _
from asn_neutral.services.crontab import Job

_SERVICE: Final = """[Unit]
Description=asn-neutral: reports that are due ({register})

[Service]
Type=oneshot
{variables}ExecStart={command}
"""
_TIMER: Final = """[Unit]
Description=asn-neutral: when reports are due ({register})

[Timer]
OnCalendar=*:0/5
Persistent=true

[Install]
WantedBy=timers.target
"""


def install(job: Job, folder: Path, *, rehearse: bool = False) -> str:
    """Let systemd do *job* by two files in *folder*; their texts.

    Raises:
        UnwritableError: the files cannot be written, or there is no systemd for this user.
    """
    name = unit_name(job.register)
    texts = {f"{name}.service": _service(job), f"{name}.timer": _TIMER.format(register=_plain(str(job.register)))}
    if not rehearse:
        _make(folder)
        for file, text in texts.items():
            _put(folder / file, text)
        _systemctl("daemon-reload")
        _systemctl("enable", "--now", f"{name}.timer")
    return "\n".join(f"# {folder / file}\n{text}" for file, text in texts.items())


def uninstall(register: Path, folder: Path, *, rehearse: bool = False) -> bool:
    """Take the timer for that register away; whether there was one.

    Raises:
        UnwritableError: the files cannot be removed, or there is no systemd for this user.
    """
    name = unit_name(register)
    there = [path for path in (folder / f"{name}.timer", folder / f"{name}.service") if path.exists()]
    if there and not rehearse:
        _systemctl("disable", "--now", f"{name}.timer")
        for path in there:
            _remove(path)
        _systemctl("daemon-reload")
    return bool(there)


def unit_name(register: Path) -> str:
    """The name of the timer for a register: no other one has it."""
    return f"asn-neutral-{sha256(str(register).encode()).hexdigest()[:8]}"


def _service(job: Job) -> str:
    variables = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.variables.items())
    command = " ".join(map(_quoted, job.words))
    return _SERVICE.format(register=_plain(str(job.register)), variables=variables, command=command)


def _quoted(word: str) -> str:
    """A word as systemd reads it back."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_plain(escaped)}"'


def _plain(text: str) -> str:
    """A text in which systemd fills nothing in."""
    return text.replace("%", "%%")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path=folder, reason=reason_of(error)) from error


def _put(path: Path, text: str) -> None:
    def fill(stream: BinaryIO) -> None:
        stream.write(text.encode())

    replace_file(path, fill)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise UnwritableError(path=path, reason=reason_of(error)) from error


def _systemctl(*words: str) -> None:
    program = shutil.which("systemctl")
    if program is None:
        reason = _("there is no program systemctl on this machine; leave --systemd out")
        raise UnwritableError(path="systemd", reason=reason)
    done = subprocess.run([program, "--user", *words], capture_output=True, check=False)  # noqa: S603 - fixed words and a name of ours
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UnwritableError(path="systemd", reason=_("systemd refuses ({said})").format(said=said or "-"))
