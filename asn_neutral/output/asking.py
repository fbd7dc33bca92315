"""Asking a person on the terminal: the question on stderr, the answer from stdin, one line each."""

import sys

from asn_neutral.locale import _
from asn_neutral.output.safe import safe
from asn_neutral.output.talk import say


def ask(question: str) -> str:
    """The answer to *question*, without blanks at its ends.

    Raises:
        EOFError: The person has no more to say (Ctrl-D), or the terminal is gone.
    """
    while True:
        sys.stderr.write(f"{safe(question)}: ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            say(_("That is not text in UTF-8; type it again."))
            continue
        if not line:
            raise EOFError
        return line.strip()


def end_line() -> None:
    """Leave the line on which a question was not answered."""
    sys.stderr.write("\n")
    sys.stderr.flush()
