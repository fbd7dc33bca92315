"""Whatever is recorded, corrected and undone in whatever order: the register says what its events say."""

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.correcting import Correction
from asn_neutral.domain.workflow import Option, options
from asn_neutral.errors import AsnError
from asn_neutral.law.needs import NEEDS, Need, NeedKind
from asn_neutral.law.terms import Step
from asn_neutral.services.check_register import check_register
from asn_neutral.services.lives import projection, state_of
from asn_neutral.services.mend_case import correct_entry, recompute_all, undo_last
from asn_neutral.services.record_step import record_step
from asn_neutral.store.reader import reading
from tests.complaints_file import ask, book, desk, row, take, write

CASES = ("2024/0001", "2024/0002", "2024/0003")
FIRST, LAST = date(2024, 10, 8), date(2026, 12, 31)
ENDS = frozenset({Step.REFER, Step.LAPSE, Step.DISMISS, Step.CLOSE, Step.REFER_CRIMINAL, Step.BLOCK_DATA})
"""Steps that lead away from the long way; they are offered half as often."""
ROWS = (
    row(1),
    row(2, status_asn="PPPK", nip="", kode_pelanggaran="D13"),
    row(3, kode_pelanggaran="E2"),
)


class Walk(RuleBasedStateMachine):
    """Three cases that several people carry on."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        locale.use("en")
        self._folder = TemporaryDirectory()
        self.register = Path(shutil.copy(self.template, self._folder.name))
        self.desk = desk(self.register, today=LAST)
        self.told: dict[str, CaseState] = {}

    def teardown(self) -> None:
        """Nothing in the whole register is amiss."""
        assert check_register(self.register).findings == ()
        self._folder.cleanup()

    def state(self, number: str) -> CaseState:
        """The case as it stands in the register."""
        with reading(self.register) as connection:
            return state_of(connection, 20240000000 + int(number[-1]), self.register)

    @rule(number=st.sampled_from(CASES), steps=st.integers(1, 8), data=st.data())
    def record(self, number: str, steps: int, data: st.DataObject) -> None:
        """Some of the open steps, each some days after the one before."""
        for _step in range(steps):
            state = self.state(number)
            may = [option for option in options(state).steps if option.step not in ENDS or data.draw(st.booleans())]
            if may:
                self.take(state, data.draw(st.sampled_from(may)), data)

    def take(self, state: CaseState, chosen: Option, data: st.DataObject) -> None:
        """One step, told what it needs and something of what it may be told."""
        on = date.fromisoformat(state.reached_on) + timedelta(days=data.draw(st.integers(0, 12)))
        keys = [*chosen.needs, *(key for key in chosen.optional if key is Need.REASON or data.draw(st.booleans()))]
        given = {str(key): data.draw(values(key, on)) for key in keys}
        with suppress(AsnError):
            self.told[state.number] = record_step(state.number, chosen.step, on, given, self.desk).state

    @rule(number=st.sampled_from(CASES), entry=st.integers(1, 12), days=st.integers(-5, 5))
    def correct(self, number: str, entry: int, days: int) -> None:
        """Some entry moved by some days, where that can be."""
        record = next((one for one in self.state(number).records if one.entry == entry), None)
        on = date.fromisoformat(record.on) + timedelta(days=days) if record else FIRST
        with suppress(AsnError):
            found = correct_entry(number, Correction(entry, {}, "x", on), self.desk)
            self.told[number] = found.corrected.after

    @rule(number=st.sampled_from(CASES))
    def undo(self, number: str) -> None:
        """The last entry made void."""
        with suppress(AsnError):
            self.told[number] = undo_last(number, "x", self.desk).corrected.after

    @rule()
    def recompute(self) -> None:
        """All deadlines in a week of another length."""
        self.desk = replace(self.desk, week=11 - self.desk.week)
        for moved in recompute_all(self.desk):
            self.told[moved.number] = self.state(moved.number)

    @rule(back=st.booleans())
    def change_the_clock(self, *, back: bool) -> None:
        """The clock of the machine goes on, or is set back."""
        self.desk = replace(self.desk, now=self.desk.now + timedelta(hours=-1 if back else 1))

    @invariant()
    def what_was_told_is_what_stands_there(self) -> None:
        """State, replay and row are one and the same."""
        for number, state in self.told.items():
            stored = self.state(number)
            assert stored == state
            names = ", ".join(projection(stored))
            (cells,) = ask(self.register, f"SELECT {names} FROM cases WHERE number = ?", number)  # noqa: S608 - columns
            assert dict(zip(projection(stored), cells, strict=True)) == projection(stored)


def values(need: Need, on: date) -> st.SearchStrategy[str]:
    """What may be told under a key."""
    spec = NEEDS[need]
    if spec.choices:
        return st.sampled_from(sorted(spec.choices))
    if spec.kind is NeedKind.SANCTION:
        return st.sampled_from(sorted({one.id for one in book().sanctions}))
    if spec.kind is NeedKind.DATE:
        return st.just(FIRST.isoformat())
    if spec.kind in {NeedKind.PLANNED, NeedKind.ANY_DAY}:
        return st.integers(0, 14).map(lambda days: (on + timedelta(days=days)).isoformat())
    return st.sampled_from(["x", "Surat 800/12 “Ma'ruf”", "é\n ü"])


@pytest.mark.slow
def test_the_register_says_what_its_events_say(template: Path, tmp_path: Path) -> None:
    register = Path(shutil.copy(template, tmp_path / "walk.db"))
    take(register, write(tmp_path / "in.csv", *ROWS))
    Walk.template = register
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=20, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
