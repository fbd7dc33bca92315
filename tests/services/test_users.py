"""Users of a register: who is one, who may do what, and that nobody slips past it."""

import ast
import inspect
import json
import os
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale, services, values
from asn_neutral.domain.correcting import Correction
from asn_neutral.domain.rights import Role, User
from asn_neutral.errors import BrokenDatabaseError, DuplicateError, NotFoundError, NotPermittedError, UsersError
from asn_neutral.law.terms import Step
from asn_neutral.services.assign import assign
from asn_neutral.services.check_register import check_register
from asn_neutral.services.custodians import retire_custodian
from asn_neutral.services.desk import Desk
from asn_neutral.services.evidence import Captured, add_evidence
from asn_neutral.services.import_file import ImportOrder, import_file
from asn_neutral.services.mend_case import correct_entry, recompute_all, undo_last
from asn_neutral.services.record_step import record_step
from asn_neutral.services.revealing import forget, reveal
from asn_neutral.services.users import add_user, change_roles, users_of
from tests.complaints_file import DECIDED, PRIVATE_KEY, ask, desk, dump, opened, row, take, write
from tests.terminal import Run

CASE = "2024/0001"
KEY = Path("kunci.txt")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def at(register: Path, name: str, login: str | None = None) -> Desk:
    """The desk at which *name* sits, as the user of the system of the same name."""
    return replace(desk(register), actor=name, login=login or name)


@pytest.fixture
def office(register: Path, tmp_path: Path) -> Path:
    """A register with one case, an administrator, and one user of every other role; each is called like the role."""
    take(register, write(tmp_path / "in.csv", row(1)))
    for role in (Role.ADMINISTRATOR, Role.CLERK, Role.EXAMINER, Role.DECIDER, Role.AUDITOR):
        add_user(User(role.value, (role,), ()), at(register, "administrator"))
    return register


def test_the_first_user_has_to_be_an_administrator(register: Path) -> None:
    with pytest.raises(UsersError, match="administrator"):
        add_user(User("Siti", (Role.CLERK,), ()), desk(register))
    assert users_of(register) == []


def test_without_users_anybody_may_do_anything(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    record_step(CASE, Step.REVIEW, date(2024, 12, 2), {}, at(register, "Siapa Saja"))


def test_a_user_is_on_record(office: Path) -> None:
    found = {one.user.name: one.user for one in users_of(office)}
    assert found["clerk"] == User("clerk", (Role.CLERK,), ("clerk",))
    ((step, actor, details),) = ask(office, "SELECT step, actor, details FROM events ORDER BY seq DESC LIMIT 1")
    assert (step, actor) == ("set-user", "administrator")
    assert json.loads(str(details)) == {"user": "auditor", "roles": ["auditor"], "logins": ["auditor"]}
    assert check_register(office).ok


@pytest.mark.parametrize("name", ["clerk", "CLERK", "cle rk", "Clerk.", "c-l-e-r-k"])
def test_nobody_is_added_twice(office: Path, name: str) -> None:
    with pytest.raises(DuplicateError):
        add_user(User(name, (Role.DECIDER,), ()), at(office, "administrator"))


@pytest.mark.parametrize("name", ["", "  ", "123", "\uff23lerk", "\u0441lerk", "Kl\u03bfs"])
def test_a_user_has_a_name(office: Path, name: str) -> None:
    with pytest.raises(UsersError):
        add_user(User(name, (Role.CLERK,), ()), at(office, "administrator"))


def test_roles_change_and_end(office: Path) -> None:
    boss = at(office, "administrator")
    assert change_roles("Clerk", (Role.DECIDER,), boss).user.roles == (Role.DECIDER,)
    change_roles("clerk", (), boss)
    with pytest.raises(NotPermittedError, match="without being a user"):
        assign([CASE], "Budi", at(office, "clerk"))
    with pytest.raises(NotFoundError):
        change_roles("clerk", (Role.CLERK,), boss)
    add_user(User("clerk", (Role.CLERK,), ()), boss)
    assign([CASE], "Budi", at(office, "clerk"))


def test_somebody_always_stays_who_says_who_may_do_what(office: Path) -> None:
    boss = at(office, "administrator")
    with pytest.raises(UsersError):
        change_roles("administrator", (), boss)
    change_roles("clerk", (Role.ADMINISTRATOR,), boss)
    change_roles("administrator", (), boss)
    for name in ("examiner", "decider", "auditor", "clerk"):  # the last one may go: then anybody may again
        change_roles(name, (), at(office, "clerk"))
    record_step(CASE, Step.REVIEW, date(2024, 12, 2), {}, at(office, "Siapa Saja"))


def test_a_rehearsal_keeps_nothing(office: Path) -> None:
    before = dump(office)
    boss = at(office, "administrator")
    assert add_user(User("Eka", (Role.CLERK,), ()), boss, rehearse=True).event is None
    assert change_roles("clerk", (), boss, rehearse=True).event is None
    assert dump(office) == before


# ---- who somebody is


def test_another_user_of_the_system_is_not_let_in_by_a_name(office: Path) -> None:
    with pytest.raises(NotPermittedError, match="be decider as the user clerk of this system"):
        assign([CASE], "Budi", at(office, "decider", login="clerk"))


def test_a_shared_account_says_who_it_is_and_that_is_on_record(office: Path) -> None:
    boss = at(office, "administrator")
    for name in ("Siti", "Rina"):
        add_user(User(name, (Role.CLERK,), ("setda",)), boss)
    assign([CASE], "Budi", at(office, "rina", login="setda"))
    ((actor, details),) = ask(office, "SELECT actor, details FROM events ORDER BY seq DESC LIMIT 1")
    assert (actor, json.loads(str(details))) == ("rina", {"owner": "Budi", "login": "setda"})
    assert check_register(office).ok


def test_the_environment_does_not_say_which_user_of_the_system_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = values.login_name()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "administrator")
    assert values.os_user() == "administrator"
    assert values.login_name() == before != "administrator"


def test_a_user_of_the_system_without_a_name_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 3_999_999_999)
    assert values.login_name() == "3999999999"


# ---- what is refused, and that nothing is kept then

Act = Callable[[Desk, Path], object]
REFUSED: dict[str, tuple[str, Act]] = {
    "import": ("decider", lambda on, folder: import_file(ImportOrder(str(write(folder / "b.csv", row(2)))), on)),
    "evidence": ("decider", lambda on, folder: add_evidence(CASE, [write(folder / "b", row(2))], Captured(), on)),
    "step": ("auditor", lambda on, _folder: record_step(CASE, Step.REVIEW, date(2024, 12, 2), {}, on)),
    "correct": ("decider", lambda on, _folder: correct_entry(CASE, Correction(1, {"rank": "II/a"}, "x"), on)),
    "assign": ("examiner", lambda on, _folder: assign([CASE], "Budi", on)),
    "recompute": ("clerk", lambda on, _folder: recompute_all(on)),
    "reveal": ("clerk", lambda on, _folder: reveal(CASE, "x", on, [PRIVATE_KEY], KEY)),
    "forget": ("decider", lambda on, _folder: forget("P-2024/0001", "x", on)),
    "custodian": ("decider", lambda on, _folder: retire_custodian("Uji", on, [PRIVATE_KEY], KEY)),
    "user": ("clerk", lambda on, _folder: add_user(User("Eka", (Role.DECIDER,), ()), on)),
}
"""What is done, and one who may not do it."""


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("stranger", [False, True])
def test_what_somebody_may_not_do_leaves_no_trace(office: Path, tmp_path: Path, what: str, stranger: bool) -> None:
    before, files = dump(office), sorted(office.parent.iterdir())
    name, act = REFUSED[what]
    (folder := tmp_path / "elsewhere").mkdir()
    with pytest.raises(NotPermittedError):
        act(at(office, "Orang Asing" if stranger else name), folder)
    assert dump(office) == before
    assert sorted(office.parent.iterdir()) == sorted([*files, *([folder] if folder.parent == office.parent else [])])


def test_an_undone_step_needs_the_right_of_that_step(office: Path) -> None:
    record_step(CASE, Step.REVIEW, date(2024, 12, 2), {}, at(office, "clerk"))
    with pytest.raises(NotPermittedError):
        undo_last(CASE, "x", at(office, "decider"))
    undo_last(CASE, "x", at(office, "clerk"))


def test_every_service_that_writes_asks_who_it_is() -> None:
    """Only one place opens a unit of work; what runs by itself asks nobody, and says so here."""
    alone = {"users", "mailing", "schedules"}
    for module in pkgutil.iter_modules(services.__path__):
        source = inspect.getsource(__import__(f"asn_neutral.services.{module.name}", fromlist=["x"]))
        called = {
            node.func.id
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert module.name in alone or not called & {"unit_of_work", "rehearsal"}, module.name


def test_damaged_users_let_nobody_in(office: Path) -> None:
    with opened(office) as connection:
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute("UPDATE events SET details = '{}' WHERE step = 'set-user'")
    with pytest.raises(BrokenDatabaseError):
        assign([CASE], "Budi", at(office, "clerk"))


# ---- as it is typed


def test_from_the_first_user_to_a_confirmed_decision(run: Run, register: Path, tmp_path: Path) -> None:
    me = values.login_name()
    take(register, write(tmp_path / "in.csv", row(1)))
    assert f"add --login {me}" in run("user add Kepala --role administrator --login siapa", code=2).stderr
    run("user add Kepala --role administrator")
    run("case assign 2024/0001 Siti")  # whoever uses the system as the only one of this name is that user
    assert ask(register, "SELECT actor FROM events ORDER BY seq DESC LIMIT 1") == [("Kepala",)]
    for name, roles in (
        ("Ani", "--role decider"),
        ("Budi", "--role pemutus"),
        ("Siti", "--role clerk --role examiner"),
    ):
        run(f"--as Kepala user add {name} {roles} --login {me}", lang="id" if "pemutus" in roles else "en")
    assert "without being a user" in run("case assign 2024/0001 Siti", code=22).stderr
    for name, line in zip(["Siti"] * 5 + ["ANI"], DECIDED, strict=True):
        run(f"--as {name} {line}")
    assert ask(register, "SELECT DISTINCT actor FROM events WHERE step IN ('decide', 'review') ORDER BY 1") == [
        ("Ani",), ("Siti",),
    ]  # fmt: skip
    assert "confirm" in run("case next 2024/0001").stdout
    assert "that Ani recorded" in run("--as Ani case record 2024/0001 confirm --on 2025-01-13", code=22).stderr
    run("--as Ani case record 2024/0001 confirm-alone --on 2025-01-13 --with reason='Sekda cuti'")
    assert (
        "1 decision was confirmed by who recorded it, without a second person: 2024/0001."
        in run("report recap --by unit").stdout
    )
    run("--as Budi case undo 2024/0001 --reason 'Sekda sudah kembali' --yes")
    run("--as Budi case record 2024/0001 confirm --on 2025-01-13")
    assert "without a second person" not in run("report recap --by unit").stdout
    assert check_register(register).ok


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("user add Eka --role juragan", 2, "'juragan' is no role; give one of clerk, examiner"),
        ("user role Eka", 2, "Give the roles, or --none."),
        ("user role Eka clerk --none", 2, "Give the roles, or --none."),
        ("user role Eka clerk", 20, "There is no user Eka."),
        ("user role Eka --none", 20, "There is no user Eka."),
    ],
)
def test_what_is_typed_wrong_is_told(run: Run, line: str, code: int, said: str) -> None:
    assert said in run(line, code=code).stderr
