"""A pager for results taller than the screen."""

import contextlib
import subprocess
import sys

from asn_neutral.output.terminal import Terminal


def paged(text: str, terminal: Terminal) -> bool:
    """Show *text* in the reader's pager; False if it fits the screen, is not for one, or there is no pager."""
    lines = text.count("\n")
    if not terminal.pager or lines < terminal.height or sys.stdout is None or not sys.stdout.isatty():
        return False
    try:
        pager = subprocess.Popen(list(terminal.pager), stdin=subprocess.PIPE)  # noqa: S603 - the reader's own choice
    except OSError:
        return False
    with pager:
        with contextlib.suppress(KeyboardInterrupt):  # the pager answers it, and goes on
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        while pager.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):
                pager.wait()
    return True
