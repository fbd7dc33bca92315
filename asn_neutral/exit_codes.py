"""What the program tells the shell; the codes are a promise to scripts and are never reused."""

from enum import IntEnum, unique

from asn_neutral.locale import N_


@unique
class ExitCode(IntEnum):
    """What the program tells the shell; 1 stays free, because Python uses it for a crash."""

    DONE = 0
    BUG = 1
    USAGE = 2
    ROWS_REFUSED = 3
    GATE = 4
    NO_DATABASE = 10
    LOCKED = 11
    NEWER_PROGRAM = 12
    BROKEN = 13
    KEY = 14
    NOT_FOUND = 20
    NOT_ALLOWED = 21
    NOT_PERMITTED = 22
    DUPLICATE = 23
    UNREADABLE = 30
    UNWRITABLE = 31
    HUNG_UP = 129
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    TERMINATED = 143


EXIT_MEANINGS: dict[ExitCode, str] = {
    ExitCode.DONE: N_("done"),
    ExitCode.BUG: N_("a bug in the program; please report it"),
    ExitCode.USAGE: N_("wrong usage"),
    ExitCode.ROWS_REFUSED: N_("finished, but some rows were refused"),
    ExitCode.GATE: N_("something was found, and an option such as --fail asked for this code"),
    ExitCode.NO_DATABASE: N_("there is no register at that place"),
    ExitCode.LOCKED: N_("locked by another process"),
    ExitCode.NEWER_PROGRAM: N_("the register and this program are of different versions"),
    ExitCode.BROKEN: N_("the integrity of the register is broken"),
    ExitCode.KEY: N_("a key is missing or wrong"),
    ExitCode.NOT_FOUND: N_("not found"),
    ExitCode.NOT_ALLOWED: N_("the law or the procedure does not allow it"),
    ExitCode.NOT_PERMITTED: N_("not permitted for this user"),
    ExitCode.DUPLICATE: N_("a duplicate"),
    ExitCode.UNREADABLE: N_("the file cannot be read"),
    ExitCode.UNWRITABLE: N_("the destination cannot be written"),
    ExitCode.HUNG_UP: N_("the terminal was closed; nothing half done was kept"),
    ExitCode.INTERRUPTED: N_("interrupted; nothing half done was kept"),
    ExitCode.PIPE_CLOSED: N_("the program reading the result stopped early, as `head` does"),
    ExitCode.TERMINATED: N_("ended from outside; nothing half done was kept"),
}
