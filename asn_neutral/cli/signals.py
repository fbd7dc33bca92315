"""Being told to stop: while the program loads, while it works, and when its work is done."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_SIGNALS: Final = ("SIGINT", "SIGHUP", "SIGTERM")
_SHELL_BASE: Final = 128  # a shell reports the end by signal N as 128 + N: ExitCode.HUNG_UP, ExitCode.TERMINATED
_MOMENT: Final = 0.002  # seconds until a signal that came at a bad time is looked at again
_IMPORTING: Final = "<frozen importlib"  # how the code of Python's own import machinery is named


@contextmanager
def signals_end_it() -> Iterator[None]:
    """While the program loads, a signal ends the process as the system does; from then on it leaves cleanly.

    Nothing is open yet, and an exception could be lost on its way through Python's own machinery of imports: the
    command would run although it was stopped. `nohup` keeps its meaning.
    """
    heeded = [number for number in _numbers() if signal.getsignal(number) is not signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in heeded:
        signal.signal(number, _leave)


def too_late_for_signals() -> None:
    """The work is done and its code is known: what would stop it now could only mar the end of the process."""
    for number in _numbers():
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _numbers() -> list[signal.Signals]:
    """The signals by which people and systems stop a program, as far as this system has them."""
    return [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]


def _leave(number: int, frame: FrameType | None) -> None:
    """Turn a signal into an exception, so that every `with` on the way out rolls back.

    Where Python would drop or change an exception it comes again a moment later.
    """
    if _loses_exceptions(frame) and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda _alarm, later: _leave(number, later))
        signal.setitimer(signal.ITIMER_REAL, _MOMENT)
        return
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(_SHELL_BASE + number)


def _loses_exceptions(frame: FrameType | None) -> bool:
    """Whether *frame*, or what called it, imports a module or takes leave of an object."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORTING) or frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False
