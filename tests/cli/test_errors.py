"""Every kind of error: its exact sentence and its exit code; a new class without an entry here fails."""

import pickle
from collections.abc import Mapping

import pytest

from asn_neutral import errors, locale, refusals
from asn_neutral.errors import AsnError, ExitCode
from asn_neutral.help import error_classes

Case = tuple[type[AsnError], Mapping[str, object], int, str]

CASES: tuple[Case, ...] = (
    (errors.UsageError, {"problem": "This does not fit."}, 2, "This does not fit."),
    (
        errors.BugError,
        {"what": "KeyError"},
        1,
        (
            "Something went wrong inside the program (KeyError). "
            "Nothing half done was kept. Please report it with what --debug adds."
        ),
    ),
    (
        errors.NoDatabaseError,
        {"path": "r.db"},
        10,
        "There is no register at r.db. Run `asn-neutral --db r.db init` to make one, or name another with --db.",
    ),
    (
        errors.DatabaseExistsError,
        {"path": "r.db"},
        31,
        (
            "There is already a file at r.db; it was left as it is. "
            "Name another place with --db, or move that file away first."
        ),
    ),
    (
        errors.DatabaseUnsupportedError,
        {"url": "mysql://"},
        2,
        "mysql:// is not a register this version can open. Give the path of an SQLite file.",
    ),
    (
        errors.DestroyedError,
        {"noun": "case", "number": "2018/0001", "event": 9},
        21,
        (
            "The file of 2018/0001 was destroyed when its retention had ended (event 9). "
            "Its numbers, dates and outcome are left: `asn-neutral case show 2018/0001` shows them."
        ),
    ),
    (
        errors.FileKeptError,
        {"number": "P-2018/0001", "reason": "its retention ends on 2030-01-10"},
        21,
        (
            "The file of P-2018/0001 is kept: its retention ends on 2030-01-10. "
            "`asn-neutral retention propose --dry-run` lists what may be proposed."
        ),
    ),
    (
        errors.ProposalDecidedError,
        {"proposal": 1, "on": "2036-01-01", "actor": "Budi"},
        21,
        "Proposal 1 was decided on 2036-01-01 by Budi. `asn-neutral retention show 1` shows it.",
    ),
    (
        errors.DatabaseLockedError,
        {"seconds": 30},
        11,
        "The register is in use by another process (waited 30 s). Try again when it has finished.",
    ),
    (
        errors.JobRunningError,
        {"name": "Schedule bulanan", "holder": "process 7"},
        11,
        "Schedule bulanan is being run by process 7. Nothing was done; let that one finish.",
    ),
    (
        errors.BadKeyError,
        {"reason": "a public key of age begins with age1"},
        14,
        "A key cannot be used: a public key of age begins with age1. Copy it whole, on one line.",
    ),
    (
        errors.NoCustodianError,
        {},
        14,
        (
            "This register has no custodian, so who complained cannot be sealed; nothing was stored. "
            "Name one with `asn-neutral key add NAME PUBLIC-KEY`."
        ),
    ),
    (
        errors.CustodiansError,
        {"reason": "a register has 1 to 3 custodians"},
        2,
        "About custodians: a register has 1 to 3 custodians. `asn-neutral help privacy` explains who they are.",
    ),
    (
        errors.WrongKeyError,
        {"path": "a.tar.age"},
        14,
        (
            "a.tar.age is not opened by this key, or it is not whole. "
            "Nothing was written. Name the file with the right private key."
        ),
    ),
    (
        errors.NotPermittedError,
        {"name": "Siti", "what": "record decisions", "who": "decider"},
        22,
        "Siti may not do this: record decisions. Who may: decider. `asn-neutral user rights` shows all of it.",
    ),
    (
        errors.UsersError,
        {"reason": "somebody has to be administrator"},
        2,
        "The users cannot be so: somebody has to be administrator. `asn-neutral user list` shows them.",
    ),
    (
        errors.ScheduleExistsError,
        {"schedule": "bulanan"},
        23,
        (
            "There is already a schedule bulanan. "
            "Remove it first with `asn-neutral schedule remove bulanan`, or choose another name."
        ),
    ),
    (
        errors.MailUnsentError,
        {"reason": "no server answers at localhost:25"},
        31,
        (
            "Mail was not sent: no server answers at localhost:25. "
            "It stays in the outbox; `asn-neutral schedule run --due` tries again."
        ),
    ),
    (
        errors.NewerDatabaseError,
        {"path": "r.db", "found": 9, "known": 1},
        12,
        "r.db was made by a newer version of the program (schema 9; this one knows 1). Install the newer version.",
    ),
    (
        errors.OlderDatabaseError,
        {"path": "r.db", "found": 1, "known": 2},
        12,
        "r.db has schema 1; this program needs 2. Run `asn-neutral db upgrade`; it makes a backup first.",
    ),
    (
        errors.NotARegisterError,
        {"path": "r.db", "reason": "it is empty"},
        13,
        (
            "r.db is not a whole register of this program: it is empty. "
            "Nothing was changed. Restore it from a backup, or name another file with --db."
        ),
    ),
    (
        errors.BrokenDatabaseError,
        {"path": "r.db", "reason": "a page of it cannot be read"},
        13,
        "r.db is damaged: a page of it cannot be read. Do not go on writing to it; restore the last good backup.",
    ),
    (
        errors.UnsafeDatabaseError,
        {"path": "r.db"},
        22,
        "r.db can be changed by other users of this machine. Take that right away first: chmod 600 on the file.",
    ),
    (
        errors.NetworkShareError,
        {"path": "r.db", "kind": "nfs4"},
        22,
        "r.db is on a network share (nfs4), where a register is not safe. Keep it on a disk of this machine.",
    ),
    (
        errors.NotFoundError,
        {"wanted": "2024/0099", "noun": "case"},
        20,
        "There is no 2024/0099. `asn-neutral case list` shows what there is.",
    ),
    (
        errors.AmbiguousError,
        {"wanted": "2024/00", "matches": "2024/0001, 2024/0002"},
        20,
        "2024/00 fits more than one: 2024/0001, 2024/0002. Type more of the number.",
    ),
    (
        errors.AmbiguousError,
        {"wanted": "7/X", "matches": "2024/0001 (sbt), 2024/0002 (lapor)", "remedy": "Use one of these."},
        20,
        "7/X fits more than one: 2024/0001 (sbt), 2024/0002 (lapor). Use one of these.",
    ),
    (
        errors.DuplicateError,
        {"what": "This complaint", "number": "2024/0001"},
        23,
        (
            "This complaint is already in the register as 2024/0001. "
            "Look at that one first; another complaint has another number, or is added with --separate."
        ),
    ),
    (errors.InvalidInputError, {"reasons": "The NIP is too short."}, 2, "The NIP is too short."),
    (
        errors.UnreadableFileError,
        {"path": "in.csv", "reason": "it is a folder"},
        30,
        "in.csv cannot be read: it is a folder. Mend it, or name another file.",
    ),
    (
        errors.UnwritableError,
        {"path": "out.csv", "reason": "full"},
        31,
        "out.csv cannot be written: full. Name another place, or see to it that this one can be written.",
    ),
    (
        errors.LawDataError,
        {"file": "law.toml", "entry": "E1", "reason": "no article"},
        30,
        "law.toml, entry E1: no article. Mend the file; nothing was computed with it.",
    ),
    (
        errors.NoCalendarError,
        {"year": 2031},
        21,
        (
            "The calendar has no holidays for 2031, so working days of that year cannot be counted. "
            "Write its [[decree]] and days into the law_file; `asn-neutral law holidays add` adds single days."
        ),
    ),
    (
        errors.ConfigError,
        {"file": "config.toml", "reason": "it is broken"},
        2,
        "config.toml: it is broken. `asn-neutral help settings` explains every setting.",
    ),
    (
        errors.BarredError,
        {
            "step": "decide",
            "reason": "the case is under review",
            "basis": "PP 94/2021 Pasal 33",
            "instead": "form-team",
        },
        21,
        ("The step decide is not open: the case is under review (PP 94/2021 Pasal 33). Open now: form-team."),
    ),
    (
        errors.StepTooEarlyError,
        {"on": "2024-10-01", "earliest": "2024-10-08", "before": "register"},
        21,
        (
            "2024-10-01 lies before 2024-10-08, the day of register. "
            "Give a later day; if the earlier entry is wrong, correct that one first."
        ),
    ),
    (
        errors.FutureDayError,
        {"on": "2031-01-01"},
        21,
        "2031-01-01 has not come yet; a step is recorded when it has happened. Record it on that day.",
    ),
    (
        errors.NoSuchDayError,
        {"text": "2024-02-30"},
        2,
        "There is no day 2024-02-30 in the calendar. Write the day as 2024-08-12.",
    ),
    (
        errors.MissingNeedsError,
        {"step": "summon", "keys": "letter_number"},
        2,
        "The step summon also needs: letter_number. Give each with --with KEY=VALUE.",
    ),
    (
        errors.UnknownNeedError,
        {"step": "summon", "key": "colour", "keys": "letter_number, examine_on"},
        2,
        "The step summon does not ask for colour. It takes: letter_number, examine_on.",
    ),
    (
        errors.BadNeedError,
        {"key": "finding", "expected": "terbukti or tidak-terbukti"},
        2,
        "The value of finding does not fit: terbukti or tidak-terbukti. Give another value.",
    ),
    (
        errors.ReasonNeededError,
        {"step": "take-effect", "why": "the day differs", "basis": "PP 94/2021 Pasal 38"},
        21,
        (
            "The step take-effect needs a reason on record: the day differs (PP 94/2021 Pasal 38). "
            "Give it with --with reason=TEXT, or choose otherwise."
        ),
    ),
    (
        errors.CaseChangedError,
        {"number": "2024/0001", "what": "review 2025-01-10 (petugas)"},
        21,
        (
            "Case 2024/0001 has changed meanwhile: review 2025-01-10 (petugas). Nothing was recorded. "
            "Look at it with `asn-neutral case next 2024/0001` and decide anew."
        ),
    ),
    (
        errors.NoDecisionError,
        {"number": "2024/0001"},
        21,
        (
            "Case 2024/0001 has no decision whose days could be computed. "
            "`asn-neutral case next 2024/0001` shows what may follow."
        ),
    ),
    (
        errors.NothingToUndoError,
        {"number": "2024/0001"},
        21,
        (
            "Case 2024/0001 has no step to undo: only its registration is on record. "
            "Correct the registration with `asn-neutral case correct`."
        ),
    ),
    (
        errors.NoSuchEntryError,
        {"number": "2024/0001", "entry": 9, "entries": "1, 2"},
        20,
        "Case 2024/0001 has no entry 9 that can be corrected. Entries that can be: 1, 2.",
    ),
    (
        errors.CorrectionBreaksError,
        {"entry": 3, "step": "deliver", "reason": "It lies before."},
        21,
        (
            "With that correction entry 3 (deliver) could not stand: It lies before. "
            "Undo the later steps first, the last one first."
        ),
    ),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.mark.parametrize(("error", "details", "code", "sentence"), CASES, ids=[case[0].__name__ for case in CASES])
def test_sentence_and_code(error: type[AsnError], details: Mapping[str, object], code: int, sentence: str) -> None:
    raised = error(**details)
    assert str(raised) == sentence
    assert raised.exit_code == code


@pytest.mark.parametrize(("error", "details"), [case[:2] for case in CASES], ids=[case[0].__name__ for case in CASES])
def test_an_error_of_another_process_says_the_same(error: type[AsnError], details: Mapping[str, object]) -> None:
    raised = error(**details)
    arrived = pickle.loads(pickle.dumps(raised))  # noqa: S301 - made a moment ago
    assert (type(arrived), str(arrived)) == (error, str(raised))


def test_every_class_has_a_case() -> None:
    assert {case[0] for case in CASES} == set(error_classes())


def test_every_class_has_what_a_script_needs() -> None:
    classes = list(error_classes())
    assert all(error.message and error.name and error.__doc__ for error in classes)
    names = [error.name for error in classes]
    assert len(names) == len(set(names))
    assert all(name == name.lower().replace(" ", "-") for name in names)


NO_ADVICE = {errors.UsageError, errors.InvalidInputError}
"""Their sentence is whole when it comes: it names every problem with what would do."""


def test_every_sentence_says_what_to_do_next() -> None:
    assert {error for error in error_classes() if not error.advice} == NO_ADVICE


@pytest.mark.parametrize("error", [errors.UnreadableFileError, errors.UnwritableError])
def test_what_to_do_next_is_said_once(
    error: type[errors.UnreadableFileError] | type[errors.UnwritableError],
) -> None:
    assert str(error(path="x", reason="it is large; split it")).endswith(": it is large; split it.")
    assert str(error(path="x", reason="it is large", remedy="Do this.")).endswith(": it is large. Do this.")
    assert not str(error(path="x", reason="it is large")).endswith("large.")


def test_every_exit_code_has_a_meaning() -> None:
    assert list(errors.EXIT_MEANINGS) == list(ExitCode)
    assert all(errors.EXIT_MEANINGS.values())


def test_details_are_never_taken_for_a_pattern() -> None:
    assert str(errors.UsageError(problem="{path} {0} %s")) == "{path} {0} %s"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left"), "No space left on device"),
        (OSError(110, ""), "ETIMEDOUT"),
        (OSError(110, "Timed out"), "Timed out"),
        (OSError(), "OSError"),
    ],
)
def test_a_reason_is_always_told(error: OSError, said: str) -> None:
    locale.use("en")
    assert errors.reason_of(error) == said


def test_the_common_reasons_of_the_system_are_messages_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_", lambda text: f"<{text}>")
    assert errors.reason_of(OSError(2, "x")) == "<No such file or directory>"
