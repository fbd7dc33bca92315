"""Asking a person on the terminal: the question on stderr, the answer from stdin, one line each."""

import sys
from collections.abc import Sequence

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


def one_of(choices: Sequence[str]) -> str:
    """Which of the numbered *choices*, all of which were shown, a person types; what is none of them is explained."""
    while True:
        typed = ask(_("Which one"))
        if any(typed == one for one in choices):  # not `in`: of one text that would be a part of it, also none
            return typed
        say("  " + _("Type one of {choices}.").format(choices=", ".join(choices)))


def end_line() -> None:
    """Leave the line on which a question was not answered."""
    sys.stderr.write("\n")
    sys.stderr.flush()
