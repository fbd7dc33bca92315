"""What the program says beside the result, on stderr."""

import contextlib
import sys

from asn_neutral.output.safe import safe


def say(text: str) -> None:
    """One remark for a person on stderr; its own line ends stay, everything foreign in it is made safe.

    A stderr that is closed or full never costs the result on stdout.
    """
    if sys.stderr is None:
        return
    spoken = "\n".join(safe(line) for line in text.split("\n"))
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{spoken}\n")
        sys.stderr.flush()
