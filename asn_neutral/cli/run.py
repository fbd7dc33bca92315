"""One command line from words to exit code: the only place where an error becomes a sentence."""

import errno
import os
import sys
from collections.abc import Sequence
from typing import Final

import typer

from asn_neutral.cli.app import build, speak
from asn_neutral.cli.early import Early
from asn_neutral.cli.failure import bug_of, interrupted, tell, trace, usage_of
from asn_neutral.cli.process import flush_out, lost_stdout, refuse_closed_stdout
from asn_neutral.config import PROGRAM
from asn_neutral.errors import AsnError, ExitCode, UsageError
from asn_neutral.files import lost_scratch
from asn_neutral.locale import _

MASK: Final = "--mask"
COMPLETION_VARIABLE: Final = "_ASN_NEUTRAL_COMPLETE"
_LOST: Final = (errno.EPIPE, errno.EBADF)  # only stdout is written to without a check
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOENT)  # stdout, or else a file without a name


def run(words: Sequence[str]) -> int:
    """Carry out *words* and give the exit code; what is said about a failure is on stderr."""
    early = Early.of(words, os.environ)
    speak(early.language)
    if code := refuse_closed_stdout():
        return code
    code = _told(words, early)
    return flush_out() or code


def _told(words: Sequence[str], early: Early) -> int:
    """The exit code of *words*, every error told."""
    try:
        return carry_out(words)
    except AsnError as error:
        return _failed(error, error, early)
    except typer.TyperException as error:
        return _failed(usage_of(error), error, early)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        return interrupted()
    except Exception as error:  # noqa: BLE001 - the last door: a bug is told in a sentence, and keeps its code
        return _refused(error, early) or _failed(bug_of(error), error, early)


def _refused(error: Exception, early: Early) -> int:
    """The exit code where the system refused to take what has no name: stdout, or what is put aside; else 0."""
    if not isinstance(error, OSError) or error.filename is not None:
        return ExitCode.DONE
    if error.errno in _LOST:
        return lost_stdout(error)
    code = flush_out()  # what stdout could not take it still holds
    return code or (_failed(lost_scratch(error), error, early) if error.errno in _FULL else ExitCode.DONE)


def carry_out(words: Sequence[str]) -> int:
    """Parse and run *words*; errors come out as exceptions.

    Raises:
        AsnError: What a user can meet.
        typer.TyperException: Words that do not fit the command.
    """
    command = build()
    if os.environ.get(COMPLETION_VARIABLE):
        _leave_rich_alone()
        command.main(args=[], prog_name=PROGRAM)
    _refuse_broken_text(words)
    try:
        with command.make_context(PROGRAM, _mask_first(words)) as context:
            command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    return ExitCode.DONE


def _mask_first(words: Sequence[str]) -> list[str]:
    """*words* with `--mask` before the noun.

    It holds for all that is shown, so that people type it where they think of it.
    """
    stop = words.index("--") if "--" in words else len(words)
    kept = [word for word in words[:stop] if word != MASK]
    return [*([MASK] if len(kept) < stop else []), *kept, *words[stop:]]


def _leave_rich_alone() -> None:
    """Completion shows plain texts; Typer would load Rich for each of them, which costs more than the answer."""
    sys.modules["rich"] = None  # type: ignore[assignment]  # Python's own way to say that a module is not to be had


def _refuse_broken_text(words: Sequence[str]) -> None:
    """Refuse words that are not UTF-8: they could neither be stored nor shown."""
    for place, word in enumerate(words, start=1):
        try:
            word.encode()
        except UnicodeEncodeError as error:
            problem = _("Word {place} of the command is not text in the encoding of this terminal; try LANG=C.UTF-8.")
            raise UsageError(problem=problem.format(place=place)) from error


def _failed(told: AsnError, error: BaseException, early: Early) -> int:
    """Tell a failure as a person or a script wants it; the exit code."""
    if early.debug:
        trace(error)
    return tell(told, as_json=early.json_errors)
