"""Files whose retention ended: proposed by one, destroyed by another; what identifies goes, and no figure changes."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.rights import Role, User
from asn_neutral.errors import (
    AsnError,
    BadNeedError,
    DestroyedError,
    FileKeptError,
    NotFoundError,
    NotPermittedError,
    ProposalDecidedError,
    UsageError,
)
from asn_neutral.law.book import load_book
from asn_neutral.law.procedure import Step
from asn_neutral.reports.masking import pseudonym
from asn_neutral.reports.registry import REPORTS, report_named
from asn_neutral.services import destroying, retention
from asn_neutral.services.add_complaint import RESPONDENT, add_complaint
from asn_neutral.services.assign import assign
from asn_neutral.services.casework import docket
from asn_neutral.services.check_register import check_register
from asn_neutral.services.custodians import rotate_custodian
from asn_neutral.services.desk import Desk
from asn_neutral.services.doctor import Condition
from asn_neutral.services.evidence import Captured, add_evidence, evidence_left, hand_out, held_evidence
from asn_neutral.services.lives import state_named
from asn_neutral.services.looking_back import Moment, look_back
from asn_neutral.services.mend_case import undo_last
from asn_neutral.services.record_step import record_step
from asn_neutral.services.retention import Proposal, Standing, approve, proposals, propose, reject
from asn_neutral.services.revealing import reveal
from asn_neutral.services.sealing import new_pair
from asn_neutral.services.users import add_user
from asn_neutral.store.reader import reading
from asn_neutral.store.shelf import shelf_of, shelved
from tests.complaints_file import PRIVATE_KEY, ask, desk, nip, opened, row, take, write
from tests.lived import Lived
from tests.reports_asked import asked_of
from tests.services.test_doctor import examined

LATER = date(2036, 1, 1)
ROUNDS = int(os.environ.get("ROUNDS", "6"))
ENTRY = """
[[retention]]
id = "{id}"
name = "{id}"
levels = {levels}
years = 5
disposition = "{disposition}"
basis = "Perwali 12/2025 Lampiran III"
since = 2009-10-23
verified = true
"""
DECIDER = (Role.DECIDER,)
EVERY = '["moral", "ringan", "sedang", "berat", "ptdh"]'


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def law(folder: Path, plain: str = "musnah", sanctioned: str = "musnah") -> Path:
    """An office's own schedule: five years, and then that."""
    path = folder / "hukum.toml"
    entries = (("tanpa-hukuman", "[]", plain), ("hukuman", EVERY, sanctioned))
    path.write_text("".join(ENTRY.format(id=id_, levels=levels, disposition=then) for id_, levels, then in entries))
    return path


def at(register: Path, schedule: Path, actor: str = "Siti", today: date = LATER) -> Desk:
    now = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    return replace(desk(register, today=today, now=now), book=load_book(schedule), actor=actor, login=actor.title())


def named(register: Path) -> None:
    """Name the users of a register: who records otherwise and Siti, who may do anything, and Budi, who decides."""
    for name, roles, login in (("petugas", tuple(Role), ""), ("Siti", tuple(Role), "Siti"), ("Budi", DECIDER, "Budi")):
        add_user(User(name, roles, (login,)), desk(register))


@pytest.fixture
def closed(register: Path, tmp_path: Path) -> Path:
    """Three complaints, two of them closed with evidence; the first names two persons."""
    rows = (row(1), row(1, nip=nip(8), nama_terlapor="Rekan Contoh"), row(2), row(3, uraian="Lain"))
    take(register, write(tmp_path / "in.csv", *rows))
    for name, number in (("satu", "P-2024/0001"), ("dua", "P-2024/0002"), ("satu", "P-2024/0003")):
        (tmp_path / f"{name}.jpg").write_text(name)
        add_evidence(number, [tmp_path / f"{name}.jpg"], Captured(), desk(register))
    for number in ("2024/0001", "2024/0002", "2024/0003"):
        record_step(number, Step.LAPSE, date(2025, 1, 10), {"cause": "pensiun"}, desk(register))
    named(register)
    return register


def destroyed(register: Path, schedule: Path, *numbers: str) -> Proposal:
    """The files that are due, or those named, proposed by one and approved by another."""
    review = propose(numbers, "", at(register, schedule))
    assert review.proposal.id is not None
    return approve(review.proposal.id, "045/12", "Retensi habis", at(register, schedule, "Budi")).proposal


def all_bytes(register: Path) -> bytes:
    return b"".join(path.read_bytes() for path in register.parent.rglob(f"{register.name}*") if path.is_file())


# ---- proposing


def test_what_is_closed_and_over_is_proposed_and_nothing_else(closed: Path, tmp_path: Path) -> None:
    early = propose((), "", at(closed, law(tmp_path), today=date(2030, 1, 10)), rehearse=True)
    assert (early.proposal.files, early.others, early.unscheduled) == ((), (), 0)
    review = propose((), "", at(closed, law(tmp_path), today=date(2030, 1, 11)))
    assert [(file.complaints, file.cases, file.ends_on) for file in review.proposal.files] == [
        (("P-2024/0001",), ("2024/0001", "2024/0002"), "2030-01-10"),
        (("P-2024/0002",), ("2024/0003",), "2030-01-10"),
    ]
    again = propose((), "", at(closed, law(tmp_path)))
    assert (again.proposal.id, again.proposal.files, len(again.others)) == (None, (), 2)


def test_the_shipped_schedule_has_no_years_and_proposes_nothing(closed: Path) -> None:
    review = propose((), "", desk(closed, today=LATER))
    assert (review.proposal.id, review.proposal.files, review.unscheduled) == (None, (), 2)
    with pytest.raises(FileKeptError, match="the schedule gives no years"):
        propose(["P-2024/0001"], "", desk(closed, today=LATER))


def test_what_is_to_be_appraised_again_is_proposed_only_by_its_number(closed: Path, tmp_path: Path) -> None:
    schedule = law(tmp_path, plain="dinilai-kembali")
    review = propose((), "", at(closed, schedule))
    assert (review.proposal.files, [file.complaints for file in review.others]) == (
        (), [("P-2024/0001",), ("P-2024/0002",)],
    )  # fmt: skip
    named = propose(["2024/0003"], "Dinilai panitia", at(closed, schedule))
    assert [file.complaints for file in named.proposal.files] == [("P-2024/0002",)]


@pytest.mark.parametrize(
    ("number", "today", "then", "said"),
    [
        ("P-2024/0003", LATER, "musnah", "not every case of it"),
        ("P-2024/0002", date(2029, 1, 1), "musnah", "its retention ends on 2030-01-10"),
        ("P-2024/0002", LATER, "permanen", "keeps it for ever"),
    ],
)
def test_a_file_that_is_kept_says_why(  # noqa: PLR0917 - parametrised cases
    closed: Path, tmp_path: Path, number: str, today: date, then: str, said: str
) -> None:
    with pytest.raises(FileKeptError, match=said):
        propose([number], "", at(closed, law(tmp_path, plain=then), today=today))


def test_a_proposal_holds_its_files_until_it_is_rejected(closed: Path, tmp_path: Path) -> None:
    schedule = law(tmp_path)
    first = propose((), "", at(closed, schedule)).proposal
    assert first.id is not None
    with pytest.raises(FileKeptError, match=f"proposal {first.id} holds it already"):
        propose(["P-2024/0002"], "", at(closed, schedule))
    refused = reject(first.id, "Masih diperlukan", at(closed, schedule, "Budi"))
    assert (refused.standing, refused.decision and refused.decision.reason) == (Standing.REJECTED, "Masih diperlukan")
    assert propose((), "", at(closed, schedule)).proposal.files == first.files
    for again in (
        lambda: reject(first.id or 0, "x", at(closed, schedule, "Budi")),
        lambda: approve(first.id or 0, "1", "x", at(closed, schedule, "Budi")),
    ):
        with pytest.raises(ProposalDecidedError, match="was decided on 2036-01-01 by Budi"):
            again()


# ---- two persons


@pytest.mark.parametrize("name", ["Siti", "SITI", "siti"])
def test_nobody_approves_what_they_proposed(closed: Path, tmp_path: Path, name: str) -> None:
    schedule = law(tmp_path)
    proposal = propose((), "", at(closed, schedule)).proposal
    before = ask(closed, "SELECT count(*) FROM events")
    with pytest.raises(NotPermittedError, match="approve the destruction that Siti proposed"):
        approve(proposal.id or 0, "045/12", "Retensi habis", at(closed, schedule, name))
    assert ask(closed, "SELECT count(*) FROM events") == before


def test_where_names_are_only_typed_nothing_is_destroyed(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    record_step("2024/0001", Step.LAPSE, date(2025, 1, 10), {"cause": "pensiun"}, desk(register))
    proposal = propose((), "", at(register, law(tmp_path))).proposal
    before = all_bytes(register)
    with pytest.raises(NotPermittedError, match="a register without users"):
        approve(proposal.id or 0, "045/12", "Retensi habis", at(register, law(tmp_path), "Budi"))
    assert all_bytes(register) == before


def test_a_day_given_for_today_does_not_end_a_retention(closed: Path, tmp_path: Path) -> None:
    proposal = propose((), "", at(closed, law(tmp_path))).proposal
    before = all_bytes(closed)
    early = replace(at(closed, law(tmp_path), "Budi"), now=datetime(2030, 1, 10, 23, 59, tzinfo=UTC))
    with pytest.raises(FileKeptError, match="its retention ends on 2030-01-10, and destruction goes by the clock"):
        approve(proposal.id or 0, "045/12", "Retensi habis", early)
    assert all_bytes(closed) == before
    done = approve(proposal.id or 0, "045/12", "x", replace(early, now=datetime(2030, 1, 11, tzinfo=UTC))).proposal
    assert done.decision is not None
    assert done.decision.on == "2030-01-11"
    assert check_register(closed).ok


@pytest.mark.parametrize(("letter", "reason"), [("", "x"), ("x", " "), ("x", "\x1b[2J")])
def test_an_approval_names_the_letter_and_the_reason(closed: Path, tmp_path: Path, letter: str, reason: str) -> None:
    proposal = propose((), "", at(closed, law(tmp_path))).proposal
    with pytest.raises(BadNeedError):
        approve(proposal.id or 0, letter, reason, at(closed, law(tmp_path), "Budi"))


def test_there_is_no_such_proposal(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="proposal 1"):
        approve(1, "x", "x", at(closed, law(tmp_path), "Budi"))


def test_a_file_that_changed_is_not_destroyed(closed: Path, tmp_path: Path) -> None:
    schedule = law(tmp_path)
    proposal = propose((), "", at(closed, schedule)).proposal
    take(closed, write(tmp_path / "new.csv", row(9, nip=nip(2), nama_terlapor="Warga Contoh 2")))
    before = all_bytes(closed)
    with pytest.raises(FileKeptError, match="it is no longer as it was proposed"):
        approve(proposal.id or 0, "x", "x", at(closed, schedule, "Budi"))
    assert all_bytes(closed) == before


def test_a_rehearsal_destroys_nothing(closed: Path, tmp_path: Path) -> None:
    proposal = propose((), "", at(closed, law(tmp_path))).proposal
    before = all_bytes(closed)
    done = approve(proposal.id or 0, "x", "x", at(closed, law(tmp_path), "Budi"), rehearse=True)
    assert (done.proposal.standing, done.evidence) == (Standing.APPROVED, 0)
    assert all_bytes(closed) == before


# ---- destroying


def test_what_identifies_somebody_is_in_no_file_afterwards(closed: Path, tmp_path: Path) -> None:
    words = ["Rekan Contoh", nip(8), nip(1), nip(2), "00001/LP/X/2024", row(1)["uraian"], "dua.jpg", "pensiun"]
    kept = [word for word in words if word.encode() not in all_bytes(closed)]
    assert kept == []
    marks = ask(closed, "SELECT hex(fingerprint) FROM complaint_cases WHERE case_id < 20240000004")
    destroyed(closed, law(tmp_path))
    left = all_bytes(closed)
    assert [word for word in words if word.encode() in left] == ["00001/LP/X/2024"]  # Bawaslu's number tells nobody
    assert b"Warga Contoh 3" in left
    for (mark,) in marks:
        assert bytes.fromhex(str(mark)) not in left
        assert str(mark).lower().encode() not in left
    assert check_register(closed).ok


def test_the_tombstone_says_by_what_it_went(closed: Path, tmp_path: Path) -> None:
    proposal = destroyed(closed, law(tmp_path))
    assert proposal.standing is Standing.APPROVED
    assert proposal.decision is not None
    assert (proposal.decision.letter, proposal.decision.reason) == ("045/12", "Retensi habis")
    with reading(closed) as connection:
        assert proposals(connection) == [proposal]
    ((details,),) = ask(closed, "SELECT details FROM events WHERE step = 'destroy' ORDER BY seq LIMIT 1")
    for word in ("P-2024/0001", "Perwali 12/2025 Lampiran III", "045/12", "Retensi habis", "2030-01-10"):
        assert word in str(details)
    assert ask(closed, "SELECT complaint_id FROM complainants") == [(20240000003,)]


def test_a_name_that_was_destroyed_gets_no_pseudonym(closed: Path, tmp_path: Path) -> None:
    destroyed(closed, law(tmp_path))
    ((name,),) = ask(closed, "SELECT DISTINCT respondent_name FROM complaint_cases WHERE complaint_id < 20240000003")
    assert pseudonym("Respondent", str(name), bytes) == name
    assert pseudonym("Respondent", "Rekan Contoh", bytes) != "Rekan Contoh"


def test_evidence_goes_unless_another_complaint_has_it(closed: Path, tmp_path: Path) -> None:
    assert len(shelved(closed)) == 2
    destroyed(closed, law(tmp_path))
    (left,) = held_evidence(closed)
    assert (left.piece and left.piece.complaint, left.standing.value) == ("P-2024/0003", "sound")


def test_evidence_that_a_broken_run_left_goes_with_the_next(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = propose((), "", at(closed, law(tmp_path))).proposal
    with monkeypatch.context() as patch:
        patch.setattr(retention, "remove_evidence", lambda *_asked: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            approve(proposal.id or 0, "x", "x", at(closed, law(tmp_path), "Budi"))
    assert len(shelved(closed)) == 2
    assert [one.standing.value for one in held_evidence(closed)] == ["sound", "left"]
    with reading(closed) as connection:
        assert evidence_left(connection, closed) == {proposal.id: 1}
    said = [(one.condition, one.said) for one in examined(closed) if one.subject == "Evidence"]
    assert said[0] == (Condition.ERROR, "evidence of files that proposal 1 destroyed is still there, in 1 files")
    again = approve(proposal.id or 0, "y", "y", at(closed, law(tmp_path), "Budi"))
    assert (again.evidence, again.fresh, again.proposal.decision and again.proposal.decision.letter) == (1, False, "x")
    assert len(shelved(closed)) == 1
    with reading(closed) as connection:
        assert evidence_left(connection, closed) == {}
    assert approve(proposal.id or 0, "y", "y", at(closed, law(tmp_path), "Budi")).evidence == 0


def test_nothing_more_is_recorded_or_worked_out(closed: Path, tmp_path: Path) -> None:
    schedule = law(tmp_path)
    destroyed(closed, schedule)
    later = at(closed, schedule)
    pair = new_pair()
    without_respondent = {key: "" if key in RESPONDENT else word for key, word in row(7).items()}
    attempts: list[Callable[[], object]] = [
        lambda: record_step("2024/0001", Step.CLOSE, LATER, {}, later),
        lambda: undo_last("2024/0001", "salah", later),
        lambda: assign(["2024/0001"], "Siti", later),
        lambda: add_evidence("P-2024/0001", [tmp_path / "dua.jpg"], Captured(), later),
        lambda: hand_out("P-2024/0001", tmp_path / "out", later),
        lambda: reveal("P-2024/0001", "x", later, [PRIVATE_KEY], tmp_path),
        lambda: propose(["P-2024/0001"], "", later),
        lambda: add_complaint(row(1), later),
        lambda: add_complaint(without_respondent, later, case="2024/0001"),
    ]
    for attempt in attempts:
        with pytest.raises(AsnError) as refused:
            attempt()
        assert isinstance(refused.value, DestroyedError | NotFoundError)
    with reading(closed) as connection, pytest.raises(DestroyedError, match="2024/0001 was destroyed"):
        state_named(connection, "2024/0001", closed)
    assert len(list(shelved(closed))) == 1
    rotate_custodian("Uji", pair.public, later, [PRIVATE_KEY], tmp_path)
    assert check_register(closed).ok


def test_the_same_file_is_not_taken_in_again(closed: Path, tmp_path: Path) -> None:
    destroyed(closed, law(tmp_path))
    done = take(closed, tmp_path / "in.csv")
    assert (done.read, done.unchanged, done.accepted, done.refused, done.destroyed) == (4, 4, 0, 0, 3)
    fresh = take(closed, write(tmp_path / "new.csv", row(11, nip=nip(8), nama_terlapor="Rekan Contoh")))
    assert fresh.accepted == 1
    assert check_register(closed).ok


def test_computing_deadlines_anew_passes_them_by(closed: Path, tmp_path: Path) -> None:
    destroyed(closed, law(tmp_path))
    with docket(at(closed, law(tmp_path)), rehearse=True) as cases:
        assert list(cases.begun()) == []


# ---- figures


def figures(register: Path) -> dict[str, object]:
    """Every report that counts, as it is, and as it was known on a day."""
    told: dict[str, object] = {}
    for name, entry in REPORTS.items():
        if name == "activity":
            continue  # the destruction is an activity itself
        for moment in (None, Moment(date(2025, 6, 1), known=True)):
            with reading(register, spills=moment is None) as connection:
                if moment:
                    look_back(connection, moment, "Asia/Makassar", register)
                by = ("unit-kind", "status")[: max(entry.least, min(entry.most, 1))]
                table = report_named(name).make(asked_of(connection, by=by, today=date(2026, 6, 1)))
                told[f"{name} {moment}"] = [
                    {
                        column.key: cell
                        for column, cell in zip(table.columns, one, strict=True)
                        if column.key not in IDENTIFYING
                    }
                    for one in table.rows
                ]
    return told


IDENTIFYING = frozenset({
    "name", "nip", "position", "sk_number", "letter_number", "recommendation_number", "summary", "place", "evidence",
    "sanction_wording",
})  # fmt: skip


@pytest.fixture
def served(lived: Lived, tmp_path: Path) -> Path:
    path = Path(shutil.copy(lived.path, tmp_path / "lived.db"))
    named(path)
    return path


def test_no_figure_changes(served: Path, tmp_path: Path) -> None:
    before = figures(served)
    proposal = destroyed(served, law(tmp_path))
    assert len(proposal.files) > 5
    after = figures(served)
    for name, rows in before.items():
        assert after[name] == rows, name
    verdict = check_register(served)
    assert verdict.ok, [finding.sentence() for finding in verdict.findings]


def test_how_things_stood_before_is_refused_and_not_guessed(closed: Path, tmp_path: Path) -> None:
    destroyed(closed, law(tmp_path))
    with reading(closed, spills=False) as connection, pytest.raises(UsageError, match="--as-of still tells"):
        look_back(connection, Moment(date(2025, 1, 5), known=False), "Asia/Makassar", closed)
    with reading(closed, spills=False) as connection:
        look_back(connection, Moment(date(2025, 2, 1), known=False), "Asia/Makassar", closed)


# ---- tampering


OWN = "(SELECT min(seq) FROM events WHERE case_id = 20240000001)"
OTHER = "(SELECT min(seq) FROM events WHERE case_id = 20240000004)"
STONE = "(SELECT min(seq) FROM events WHERE step = 'destroy')"
ERASED = "'{\"erased\":' || (SELECT min(seq) FROM events WHERE step = 'destroy') || '}'"
FORBIDDEN = (
    f"UPDATE events SET details = {ERASED} WHERE seq = {OTHER}",  # noqa: S608 - from this module
    f"UPDATE events SET details = {ERASED} WHERE seq = {STONE}",  # noqa: S608 - from this module
    f"UPDATE events SET details = '{{}}' WHERE seq = {OWN}",  # noqa: S608 - from this module
    f"UPDATE events SET details = {ERASED}, actor = 'x' WHERE seq = {OWN}",  # noqa: S608 - from this module
    f"UPDATE events SET details = {ERASED}, hash = zeroblob(32) WHERE seq = {OWN}",  # noqa: S608 - from this module
    f"DELETE FROM events WHERE seq = {OWN}",  # noqa: S608 - from this module
)
ALLOWED = f"UPDATE events SET details = {ERASED} WHERE seq = {OWN}"  # noqa: S608 - from this module


def test_the_trigger_allows_nothing_else(closed: Path, tmp_path: Path) -> None:
    for sql in (*FORBIDDEN, ALLOWED):
        with opened(closed) as connection, pytest.raises(sqlite3.IntegrityError, match="events are never"):
            connection.execute(sql.replace(STONE, "1"))
    destroyed(closed, law(tmp_path))
    for sql in FORBIDDEN:
        with opened(closed) as connection, pytest.raises(sqlite3.IntegrityError, match="events are never"):
            connection.execute(sql)
    with opened(closed) as connection:
        connection.execute(ALLOWED)


OF_CASE = "IN (SELECT id FROM cases WHERE complaint_id = 20240000001)"
LEFT = {
    "complaints": "id = 20240000001",
    "complaint_cases": "complaint_id = 20240000001",
    "cases": "complaint_id = 20240000001",
    "past_cases": f"id {OF_CASE}",
    "case_steps": f"case_id {OF_CASE}",
    "case_violations": f"case_id {OF_CASE}",
    "external_references": "complaint_id = 20240000001",
    "employees": "id IN (SELECT employee_id FROM cases WHERE complaint_id = 20240000001)",
    "events": f"complaint_id = 20240000001 OR case_id {OF_CASE}",
}
"""Where what is left of the first complaint stands."""
COLUMNS = "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0"
CHANGED = "UPDATE OR IGNORE {table} SET {name} = {value} WHERE {whose}"
OTHER_VALUE = {
    "INTEGER": "coalesce({name}, 0) + 5",
    "BLOB": "CAST({name} || x'00' AS BLOB)",
    "TEXT": "coalesce({name}, '') || '1'",
}


def changed(register: Path, table: str, name: str, kind: str) -> bool:
    """Change one column of what is left, past the triggers; whether that could be done."""
    with opened(register) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for trigger, _sql in triggers:
            connection.execute(f"DROP TRIGGER {trigger}")
        value = OTHER_VALUE[kind].format(name=name)
        told = CHANGED.format(table=table, name=name, value=value, whose=LEFT[table])
        done = connection.execute(told).rowcount
        for _trigger, sql in triggers:
            connection.execute(sql)
    return done > 0


@pytest.mark.parametrize("table", LEFT)
def test_every_change_of_what_is_left_is_found(closed: Path, tmp_path: Path, table: str) -> None:
    destroyed(closed, law(tmp_path))
    copy = tmp_path / "copy.db"
    unseen = []
    for name, kind in ask(closed, COLUMNS, table):
        shutil.copy(closed, copy)
        assert changed(copy, table, str(name), str(kind)), name
        if check_register(copy).ok:
            unseen.append(name)
    assert unseen == []


JOINED = """
INSERT INTO complaint_cases SELECT 20240000003, 20240000001, {columns}
FROM complaint_cases WHERE complaint_id = 20240000003
"""


def test_a_complaint_that_stands_joined_to_a_destroyed_case_is_found(closed: Path, tmp_path: Path) -> None:
    destroyed(closed, law(tmp_path))
    with opened(closed) as connection:
        names = [name for name, _kind in connection.execute(COLUMNS, ("complaint_cases",))]
        assert names[:2] == ["complaint_id", "case_id"]
        connection.execute(JOINED.format(columns=", ".join(names[2:])))
    assert ("tombstone", "P-2024/0001") in [(one.code, one.what) for one in check_register(closed).findings]


@pytest.mark.parametrize(
    ("actor", "instant"), [("Siti.", "2036-01-01"), ("S iti", "2036-01-01"), ("Budi", "2030-01-10T23")]
)
def test_a_tombstone_by_one_person_or_too_early_is_found(
    closed: Path, tmp_path: Path, actor: str, instant: str
) -> None:
    """What this program refuses, done with other tools and rightly chained."""
    propose((), "", at(closed, law(tmp_path)))
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    with opened(closed) as connection:
        basis = destroying.Basis(1, "x", "x", "2030-01-10", "x", "x")
        connection.execute("BEGIN")
        destroying.destroy(connection, {20240000002: basis}, replace(at(closed, law(tmp_path), actor), now=now))
        connection.execute("COMMIT")
    verdict = check_register(closed)
    assert [(one.code, one.what) for one in verdict.findings] == [("tombstone", "P-2024/0002")]


def test_a_tombstone_without_somebody_elses_proposal_is_found(closed: Path, tmp_path: Path) -> None:
    """Whoever can write the file can destroy with other tools and bind it rightly; that nobody proposed it is seen."""
    with opened(closed) as connection:
        basis = destroying.Basis(1, "x", "x", "2030-01-10", "x", "x")
        connection.execute("BEGIN")
        destroying.destroy(connection, {20240000001: basis}, at(closed, law(tmp_path)))
        connection.execute("COMMIT")
    verdict = check_register(closed)
    assert [(one.code, one.what) for one in verdict.findings] == [("tombstone", "P-2024/0001")]


def test_an_event_that_was_erased_without_a_tombstone_is_found(closed: Path) -> None:
    with opened(closed) as connection:
        ((trigger,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'events_are_never_changed'")
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute("UPDATE events SET details = '{\"erased\":9999}' WHERE seq = 2")
        connection.execute(trigger)
    assert ("chain-content", "2") in [(one.code, one.what) for one in check_register(closed).findings]


# ---- interrupted


def approved(register: Path, schedule: Path, on_call: Callable[[], object]) -> None:
    """Approve the first proposal, with word of every function that is called on the way."""

    def called(_frame: object, event: str, _told: object) -> None:
        if event == "call":
            on_call()

    sys.setprofile(called)
    try:
        approve(1, "045/12", "Retensi habis", at(register, schedule, "Budi"))
    finally:
        sys.setprofile(None)


def killed_at(register: Path, schedule: Path, call: int) -> None:
    """The same in a process that is killed at one of these calls."""
    number = os.fork()
    if not number:
        calls = count(1)

        def die() -> None:
            if next(calls) == call:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            approved(register, schedule, die)
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(number, 0)[1])


@pytest.mark.slow
def test_killed_at_any_moment_a_proposal_is_open_or_all_of_it_destroyed(closed: Path, tmp_path: Path) -> None:
    """`ROUNDS=200 python -m pytest tests/services/test_retention.py -k killed --timeout 600` for more of them."""
    schedule, copy = law(tmp_path), tmp_path / "copy" / closed.name
    propose((), "", at(closed, schedule))

    def afresh() -> None:
        shutil.rmtree(copy.parent, ignore_errors=True)
        shutil.copytree(shelf_of(closed), shelf_of(copy))
        shutil.copy(closed, copy)

    for _turn in range(2):  # the first one loads what all later ones find loaded
        afresh()
        calls = count()
        approved(copy, schedule, calls.__next__)
    whole = next(calls)
    seen: list[Standing] = []
    for turn in range(1, ROUNDS + 1):
        afresh()
        killed_at(copy, schedule, whole * turn // (ROUNDS + 1) if turn < ROUNDS else whole - 2)
        assert check_register(copy).ok
        with reading(copy) as connection:
            seen.append(proposals(connection)[0].standing)
        if seen[-1] is Standing.OPEN:
            assert len(shelved(copy)) == 2
        else:
            assert b"Rekan Contoh" not in copy.read_bytes()
            assert approve(1, "045/12", "Retensi habis", at(copy, schedule, "Budi")).proposal.standing is seen[-1]
            assert len(shelved(copy)) == 1
    assert {*seen} == {Standing.OPEN, Standing.APPROVED}
