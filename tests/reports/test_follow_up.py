"""The follow-up: every figure compared with a count over the replayed lives of the cases."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.law.needs import Need
from asn_neutral.law.terms import Status, Step
from asn_neutral.reports.follow_up import REPORT, follow_up_table
from asn_neutral.reports.table import Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.recap import DIMENSIONS
from asn_neutral.store.reader import reading
from tests.lived import Lived
from tests.made_up import PROVEN, RECOMMENDED, made_up
from tests.reports_asked import asked_of

ENDED = frozenset({Step.DISMISS, Step.REFER, Step.LAPSE, Step.FIND_UNPROVEN, Step.DECIDE})
"""Steps with which a case has an outcome, unless it goes on."""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def has(state: CaseState, *steps: Step) -> bool:
    return any(record.step in steps for record in state.records)


def annulled(state: CaseState) -> bool:
    outcomes = [r.get(Need.OUTCOME) for r in state.records if r.step in {Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL}]
    return bool({"mencabut", "membatalkan"} & {*outcomes})


def sanctioned(state: CaseState) -> bool:
    return has(state, Step.DECIDE) and not annulled(state)


def in_force(state: CaseState) -> bool:
    """It took effect, nothing annulled it, and no other sanction was set since."""
    taken = [place for place, record in enumerate(state.records) if record.step is Step.TAKE_EFFECT]
    changed = ("memperingan", "memperberat", "mengubah")
    later = [record for record in state.records[taken[-1] :] if record.get(Need.OUTCOME) in changed] if taken else []
    return bool(taken) and not annulled(state) and not later


def ended_by(state: CaseState) -> Step | None:
    """The step with which the case came to its outcome; a dismissed case that was taken up again has none by it."""
    steps = [record.step for record in state.records]
    for step in reversed(steps):
        if step in {Step.REVIEW, Step.RECEIVE_RECOMMENDATION}:
            return None
        if step in ENDED and not (step is Step.LAPSE and has(state, Step.DECIDE, Step.FIND_UNPROVEN)):
            return step
    return None


COUNTED: Mapping[str, Callable[[CaseState], bool]] = {
    "reported": lambda _state: True,
    "recommended": lambda state: has(state, Step.RECEIVE_RECOMMENDATION),
    "decided": lambda state: has(state, Step.DECIDE),
    "annulled": lambda state: has(state, Step.DECIDE) and annulled(state),
    "sanctioned": sanctioned,
    "discipline": lambda state: sanctioned(state) and state.track == "disiplin",
    "ethics": lambda state: sanctioned(state) and state.track == "kode-etik",
    "party": lambda state: sanctioned(state) and state.track == "keanggotaan-partai",
    "recommended_sanctioned": lambda state: sanctioned(state) and has(state, Step.RECEIVE_RECOMMENDATION),
    "not_sanctioned": lambda state: not sanctioned(state) and has(state, Step.RECEIVE_RECOMMENDATION),
    "in_force": in_force,
    "reported_to_bkn": lambda state: has(state, Step.REPORT_TO_BKN),
    "not_proven": lambda state: has(state, Step.FIND_UNPROVEN),
    "dismissed": lambda state: ended_by(state) is Step.DISMISS,
    "referred": lambda state: ended_by(state) is Step.REFER,
    "lapsed": lambda state: ended_by(state) is Step.LAPSE,
    "undecided": lambda state: ended_by(state) is None and not has(state, Step.DECIDE, Step.FIND_UNPROVEN),
    "blocked": lambda state: has(state, Step.BLOCK_DATA),
    "reopened": lambda state: has(state, Step.REOPEN_DATA),
}


def by_key(table: Table) -> list[dict[str, Value]]:
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def made(path: Path, *by: str, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return follow_up_table(asked_of(connection, filters, by=by))


def rate(part: Value, whole: Value) -> Decimal | None:
    assert isinstance(part, int)
    assert isinstance(whole, int)
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def test_every_figure_is_what_the_lives_tell(lived: Lived, states: list[CaseState]) -> None:
    (told,) = by_key(made(lived.path))
    counts = {name: sum(map(counted, states)) for name, counted in COUNTED.items()}
    assert {name: told[name] for name in COUNTED} == counts
    assert {state.status for state in states} >= {Status.LAPSED, Status.REFERRED, Status.CLOSED}
    assert all(counts[name] for name in ("annulled", "ethics", "party", "dismissed", "referred", "lapsed", "blocked"))
    both = sum(in_force(state) and has(state, Step.REPORT_TO_BKN) for state in states)
    assert told["recommended_rate"] == rate(counts["recommended"], counts["reported"])
    assert told["follow_up_rate"] == rate(counts["recommended_sanctioned"], counts["recommended"])
    assert told["in_force_rate"] == rate(counts["in_force"], counts["decided"])
    assert told["reported_to_bkn_rate"] == rate(both, counts["in_force"])


@pytest.mark.parametrize("word", [word for word in DIMENSIONS if word not in {"violation", "unit", "unit-kind"}])
def test_by_a_dimension_every_row_counts_its_own_cases(lived: Lived, states: list[CaseState], word: str) -> None:
    field = {"violation-group": "track", "position-class": "position_class", "month": "opened_on"}.get(word, word)
    groups: defaultdict[str | None, list[CaseState]] = defaultdict(list)
    for state in states:
        groups[state.opened_on[:7] if word == "month" else getattr(state, field)].append(state)
    table = made(lived.path, word)
    told = {row[word]: row for row in by_key(table)}
    assert {key: {name: row[name] for name in COUNTED} for key, row in told.items()} == {
        key: {name: sum(map(counted, group)) for name, counted in COUNTED.items()} for key, group in groups.items()
    }
    (whole,) = by_key(made(lived.path))
    assert dict(table.totals[0].values) == whole


def test_a_case_of_two_forms_stands_in_two_rows_and_once_below(template: Path, tmp_path: Path) -> None:
    path = made_up(template, tmp_path, [{"violations": "D1;D4", **PROVEN}, RECOMMENDED])
    table = made(path, "violation")
    assert [(row["violation"], row["reported"], row["sanctioned"]) for row in by_key(table)] == [
        ("D1", 1, 1), ("D4", 2, 1),
    ]  # fmt: skip
    assert (table.totals[0].values["reported"], table.totals[0].values["follow_up_rate"]) == (2, Decimal("50.0"))
    assert table.notes[-1].startswith("A case of several forms counts under each")


def test_every_case_has_exactly_one_outcome_or_none(lived: Lived) -> None:
    (told,) = by_key(made(lived.path))
    parts = ("decided", "not_proven", "dismissed", "referred", "lapsed", "undecided")
    assert sum(int(str(told[name])) for name in parts) == told["reported"]


def test_a_rate_never_counts_a_case_that_its_whole_does_not_have(template: Path, tmp_path: Path) -> None:
    """A case sanctioned without any recommendation raises no follow-up rate."""
    alone = {key: cell for key, cell in PROVEN.items() if key != "recommended_on"}
    (told,) = by_key(made(made_up(template, tmp_path, [alone] * 3 + [RECOMMENDED])))
    assert (told["sanctioned"], told["recommended"], told["follow_up_rate"]) == (3, 1, Decimal("0.0"))


def test_nothing_to_count_says_so(register: Path) -> None:
    for by in ((), ("unit",)):
        table = made(register, *by)
        assert (list(table.rows), table.totals, table.empty) == ([], (), "No case fits.")


def test_a_rate_of_nothing_has_no_value_and_no_sentence(template: Path, tmp_path: Path) -> None:
    table = made(made_up(template, tmp_path, [{}]))
    assert table.notes[-1] == "Reported: 1; of these recommended: 0 (0.0 %)."
    (told,) = by_key(table)
    assert [told[key] for key in told if key.endswith("_rate")] == [Decimal("0.0"), None, None, None]


def test_the_filters_and_the_cases_behind(lived: Lived) -> None:
    filters = Filters(level=("berat",))
    with reading(lived.path) as connection:
        asked = asked_of(connection, filters, by=("violation-group",))
        told = {row[0]: row[1] for row in follow_up_table(asked).rows}
        assert REPORT.behind is not None
        behind = list(REPORT.behind(asked))
        known = {number for (number,) in connection.execute("SELECT number FROM cases WHERE level = 'berat'")}
    assert {number for _key, number in behind} == known
    assert {key: sum(one == (key,) for one, _number in behind) for key in told} == told


def test_sentences_have_the_decimal_sign_of_the_language(template: Path, tmp_path: Path) -> None:
    path = made_up(template, tmp_path, [PROVEN, RECOMMENDED, RECOMMENDED])
    assert any("(33.3 %)" in note for note in made(path).notes)
    locale.use("id")
    assert any("(33,3 %)" in note for note in made(path).notes)


def test_a_case_that_lapsed_after_its_decision_stays_a_decided_one(template: Path, tmp_path: Path) -> None:
    cases = [{**PROVEN, "status": "lapsed"}, {**RECOMMENDED, "status": "lapsed"}]
    (told,) = by_key(made(made_up(template, tmp_path, cases)))
    assert [told[name] for name in ("decided", "sanctioned", "lapsed", "undecided")] == [1, 1, 1, 0]
