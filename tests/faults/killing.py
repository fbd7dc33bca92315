"""A child that is killed, so that what it left behind can be looked at."""

import os
import signal
from collections.abc import Callable

Acknowledge = Callable[[], object]
Work = Callable[[Acknowledge], None]


def killed(work: Work, looks: int | None) -> tuple[int, int]:
    """Let a child do *work* and kill it after so many *looks*; what it acknowledged, and how often it was looked at.

    Without *looks* it is left to end.
    """
    told, tell = os.pipe()
    number = os.fork()
    if not number:
        os.close(told)
        try:
            work(lambda: os.write(tell, b"."))
        finally:
            os._exit(0)
    os.close(tell)
    seen = 0
    while os.waitid(os.P_PID, number, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None and (looks is None or seen < looks):
        seen += 1
        os.sched_yield()
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    with open(told, "rb") as pipe:  # noqa: PTH123 - a descriptor has no Path
        return len(pipe.read()), seen
