"""What was recorded wrongly is set right by a further event, and nothing is taken away."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_neutral import errors, locale
from asn_neutral.domain.case import CaseState, Detail, Event, UnknownStepError, columns, replay
from asn_neutral.domain.correcting import Correction, Standing, correct, recompute, standing, undo
from asn_neutral.domain.facts import decision
from asn_neutral.domain.setting import Setting
from asn_neutral.law.book import Book
from asn_neutral.law.entries import Calendar, Holiday
from asn_neutral.law.needs import Need
from asn_neutral.law.terms import DayKind, Status, Step
from tests.domain.lives import TODAY, Life, as_kept, book, opened, setting

OBJECTION = {"sanction": "turun-jabatan", "sk_number": "SK-1", "official": "ppk", "violation_named": "x"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def with_holiday(*days: date) -> Setting:
    """The shipped law with further days off."""
    calendar = book().calendar
    added = {
        day: Holiday(
            id=str(day),
            basis="SKB",
            verified=True,
            since=day,
            day=day,
            kind=DayKind.HOLIDAY,
            name="libur",
            name_en="off",
        )
        for day in days
    }
    return setting(calendar=replace(calendar, holidays={**calendar.holidays, **added}))


def linked(state: CaseState) -> CaseState:
    """The case after a further complaint was linked to it."""
    told: dict[str, Detail] = {"complaint_id": 20250000009, "complaint": "aa"}
    return replay([*state.events, Event(Step.LINK_COMPLAINT, "2025-02-06", Status(state.status), told)])


def assigned(state: CaseState, owner: str | None) -> CaseState:
    """The case after somebody, or nobody, was made responsible for it."""
    return replay([*state.events, Event(Step.ASSIGN, "2025-02-06", Status(state.status), {"owner": owner})])


def test_a_corrected_day_moves_every_day_that_follows_from_it() -> None:
    life = Life().to_delivery()
    assert life.state.due_on == "2025-02-26"
    done = correct(life.state, Correction(8, {}, "tanda terima bertanggal 6", date(2025, 2, 6)), life.setting)
    assert (done.before.due_on, done.after.due_on) == ("2025-02-26", "2025-02-27")
    assert done.after.effect_on == "2025-02-27"
    assert done.entries == (8,)
    assert (done.event.step, done.event.happened_on) == (Step.CORRECT, TODAY.isoformat())
    assert done.after.version == life.state.version + 1
    assert replay(as_kept(done.after)) == done.after


def test_a_later_entry_that_comes_out_differently_is_derived_anew() -> None:
    life = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-27", reason="SK menyebut hari itu")
    assert life.state.records[-1].warnings == ("effect-differs:2025-02-26",)
    done = correct(life.state, Correction(8, {}, "tanda terima", date(2025, 2, 6)), life.setting)
    assert done.entries == (8, 9)
    assert done.after.records[-1].warnings == ()
    assert done.after.due_on == life.state.due_on


def test_another_sanction_changes_the_term_that_follows() -> None:
    life = Life(opened(level="sedang")).to_delivery("potongan-tukin-6-bulan").take(Step.TAKE_EFFECT, "2025-02-26")
    assert life.state.due_on == "2025-08-25"
    done = correct(life.state, Correction(7, {"sanction": "potongan-tukin-9-bulan"}, "salah ketik"), life.setting)
    assert done.entries == (7, 9)
    assert done.after.due_on == "2025-11-25"
    found = decision(done.after)
    assert found is not None
    assert (found.sanction, found.months) == ("potongan-tukin-9-bulan", 9)


def test_an_empty_value_takes_a_key_away_and_a_needed_one_cannot_go() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07", reason="dari laporan")
    done = correct(life.state, Correction(2, {"reason": ""}, "keliru"), life.setting)
    assert done.after.records[-1].get(Need.REASON) is None
    team = life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B")
    with pytest.raises(errors.MissingNeedsError, match="chair"):
        correct(team.state, Correction(3, {"chair": ""}, "keliru"), life.setting)


def test_a_correction_that_corrects_nothing_says_what_could_be_changed() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    with pytest.raises(errors.MissingNeedsError, match="jurisdiction, reason"):
        correct(life.state, Correction(2, {}, "x"), life.setting)
    with pytest.raises(errors.MissingNeedsError, match="employment, rank, position"):
        correct(life.state, Correction(1, {}, "x"), life.setting)


def test_an_entry_that_is_not_there_or_no_step_cannot_be_corrected() -> None:
    state = linked(Life().take(Step.REVIEW, "2025-01-07").state)
    for entry in (0, 3, 9):
        with pytest.raises(errors.NoSuchEntryError, match="Entries that can be: 1, 2"):
            correct(state, Correction(entry, {}, "x", date(2025, 1, 8)), setting())


def test_a_correction_under_which_a_later_step_could_not_stand_is_refused() -> None:
    life = Life().to_findings()
    with pytest.raises(errors.CorrectionBreaksError, match="entry 3 \\(form-team\\)"):
        correct(life.state, Correction(2, {"jurisdiction": "instansi-lain"}, "x"), life.setting)


def test_the_registration_is_corrected_about_the_respondent_only() -> None:
    life = Life(opened(employment=None)).take(Step.REVIEW, "2025-01-07")
    state = life.state
    done = correct(state, Correction(1, {"employment": "PPPK", "position_class": ""}, "NI PPPK"), life.setting)
    assert (done.after.employment, done.after.position_class) == ("PPPK", None)
    assert done.after.number == state.number
    for wrong, error in (({"number": "1"}, errors.UnknownNeedError), ({"employment": "honorer"}, errors.BadNeedError)):
        with pytest.raises(error):
            correct(state, Correction(1, wrong, "x"), life.setting)
    with pytest.raises(errors.UnknownNeedError, match="does not ask for on"):
        correct(state, Correction(1, {}, "x", date(2025, 1, 5)), life.setting)


def test_reclassifying_is_corrected_with_the_level_that_goes_with_the_track() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.RECLASSIFY, "2025-01-08", track="kode-etik", reason="x")
    assert (life.state.track, life.state.level) == ("kode-etik", "moral")
    done = correct(life.state, Correction(3, {"track": "disiplin"}, "keliru"), life.setting)
    assert (done.after.track, done.after.level) == ("disiplin", None)
    assert replay(as_kept(done.after)) == done.after


def test_the_last_step_is_undone_and_the_one_before_it_after_that() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.BLOCK_DATA, "2025-01-08")
    state = linked(life.state)
    first = undo(state, "keliru", life.setting)
    assert (first.before.side, first.after.side) == (frozenset({"blocked"}), frozenset())
    assert first.after.complaints == (20250000001, 20250000009)
    second = undo(first.after, "keliru", life.setting)
    assert second.after.status == Status.REGISTERED
    assert second.event.status is Status.REGISTERED
    with pytest.raises(errors.NothingToUndoError, match="2025/0001"):
        undo(second.after, "keliru", life.setting)
    assert replay(as_kept(second.after)) == second.after


def test_a_correction_that_came_last_is_what_is_undone() -> None:
    life = Life().to_delivery()
    wrong = correct(life.state, Correction(8, {}, "x", date(2025, 2, 6)), life.setting)
    back = undo(wrong.after, "keliru", life.setting)
    assert back.after == replace(life.state, version=10)
    assert standing(back.after.events)[8] is Standing.VALID
    assert standing(back.after.events)[9] is Standing.VOID
    right = correct(back.after, Correction(8, {}, "x", date(2025, 2, 7)), life.setting)
    assert right.after.due_on == "2025-02-28"
    gone = undo(undo(right.after, "x", life.setting).after, "x", life.setting)
    assert gone.after.status == Status.DECIDED


def test_every_entry_says_how_it_stands() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07").take(Step.BLOCK_DATA, "2025-01-08")
    state = correct(life.state, Correction(2, {"reason": "y"}, "x"), life.setting).after
    state = undo(undo(state, "x", life.setting).after, "x", life.setting).after
    marks = standing(state.events)
    assert marks == {
        1: Standing.VALID, 2: Standing.VALID, 3: Standing.VOID, 4: Standing.VOID, 5: Standing.VALID, 6: Standing.VALID,
    }  # fmt: skip
    corrected = correct(life.state, Correction(2, {"reason": "y"}, "x"), life.setting).after
    assert standing(corrected.events)[2] is Standing.CORRECTED
    twice = correct(corrected, Correction(2, {"reason": ""}, "x"), life.setting).after
    assert standing(twice.events)[2] is Standing.CORRECTED


def test_a_holiday_added_late_moves_the_open_deadlines_and_says_which() -> None:
    life = Life().to_delivery()
    off = with_holiday(date(2025, 2, 14))
    done = recompute(life.state, off)
    assert done is not None
    assert [(moved.clock, moved.before, moved.after) for moved in done.moved] == [
        ("in-force", date(2025, 2, 26), date(2025, 2, 27)),
        ("objection-filing", date(2025, 2, 25), date(2025, 2, 26)),
    ]
    assert (done.after.due_on, done.after.effect_on) == ("2025-02-27", "2025-02-27")
    assert done.event.step is Step.RECOMPUTE
    assert recompute(done.after, off) is None
    assert replay(as_kept(done.after)) == done.after


def test_a_year_whose_calendar_came_late_gets_its_days() -> None:
    shipped = book().calendar
    bare = setting(calendar=Calendar(shipped.holidays, shipped.years - {2025}))
    life = Life(None, bare).take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn"
    )
    assert (life.state.due_clock, life.state.due_on) == ("ppk-follow-up", None)
    done = recompute(life.state, setting())
    assert done is not None
    assert done.after.due_on == "2025-01-24"
    assert done.moved[0].before is None


def test_what_a_letter_or_a_term_set_is_not_moved_by_a_calendar() -> None:
    life = Life(opened(level="sedang")).to_delivery("penundaan-kgb").take(Step.TAKE_EFFECT, "2025-02-26")
    assert recompute(life.state, with_holiday(date(2025, 3, 3), date(2025, 3, 4))) is None
    letter = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn",
        respond_by="2025-01-20",
    )  # fmt: skip
    assert recompute(letter.state, with_holiday(date(2025, 1, 8))) is None


def test_undoing_a_step_takes_its_clocks_out_of_what_was_computed_anew() -> None:
    life = Life().to_delivery()
    moved = recompute(life.state, with_holiday(date(2025, 2, 14)))
    assert moved is not None
    back = undo(moved.after, "keliru", life.setting)
    assert back.after.status == Status.DECIDED
    assert [clock.clock for clock in back.after.clocks] == ["decision-delivery"]
    assert back.entries == (8, 9)


def test_correcting_a_step_keeps_only_the_new_deadlines() -> None:
    life = Life().to_delivery()
    moved = recompute(life.state, with_holiday(date(2025, 2, 14)))
    assert moved is not None
    done = correct(moved.after, Correction(8, {}, "x", date(2025, 2, 6)), with_holiday(date(2025, 2, 14)))
    assert done.entries == (8, 9)
    assert done.after.due_on == "2025-02-28"
    kept = correct(moved.after, Correction(8, {"place": "Balai Kota"}, "x"), with_holiday(date(2025, 2, 14)))
    assert kept.entries == (8,)
    assert kept.after.due_on == "2025-02-27"


def test_deadlines_computed_anew_stay_for_what_still_runs() -> None:
    life = Life().to_delivery()
    off = with_holiday(date(2025, 2, 14))
    moved = recompute(life.take(Step.BLOCK_DATA, "2025-02-06").state, off)
    assert moved is not None
    back = undo(moved.after, "keliru", off)
    assert back.entries == (9,)
    assert (back.after.due_on, back.after.side) == ("2025-02-27", frozenset())
    other = correct(moved.after, Correction(7, {"sanction": "pdhtaps"}, "salah ketik"), off)
    assert other.entries == (7, 8, 10)
    assert [clock.clock for clock in other.after.clocks] == ["in-force", "appeal-filing"]
    assert (other.after.due_on, other.after.effect_on) == ("2025-02-27", "2025-02-27")


def test_a_complaint_linked_later_stays_linked_whatever_is_corrected() -> None:
    state = linked(Life().to_delivery().state)
    done = correct(state, Correction(8, {}, "x", date(2025, 2, 6)), setting())
    assert done.entries == (8,)
    assert done.after.complaints == state.complaints


def test_a_step_recorded_under_a_law_that_is_gone_is_derived_under_the_one_there_is() -> None:
    life = Life().to_findings().take(Step.DECIDE, "2025-02-03", **OBJECTION)
    law = Book()
    law.__dict__["sanctions"] = tuple(one for one in book().sanctions if one.id != "turun-jabatan")
    with pytest.raises(errors.CorrectionBreaksError, match="entry 7 \\(decide\\)"):
        correct(life.state, Correction(6, {"impact": "negara"}, "x"), Setting(TODAY, law, law.calendar))


def test_a_newer_law_is_not_slipped_into_later_entries() -> None:
    life = Life().to_delivery()
    law = Book()
    shorter = (replace(one, days=10) if one.id == "in-force" else one for one in book().deadlines)
    law.__dict__["deadlines"] = tuple(shorter)
    done = correct(life.state, Correction(2, {"reason": "y"}, "x"), Setting(TODAY, law, law.calendar))
    assert done.entries == (2,)
    assert done.after.due_on == life.state.due_on


def test_a_correction_can_make_a_later_step_ordinary_that_was_not() -> None:
    """Under the law of today the later step would need a reason it did not give, until the correction."""
    life = Life().to_delivery()
    early = Event(Step.TAKE_EFFECT, "2025-02-27", Status.IN_FORCE, {})
    state = replay([*life.state.events, early])
    done = correct(state, Correction(8, {}, "x", date(2025, 2, 6)), life.setting)
    assert done.entries == (8, 9)
    assert done.after.due_on == "2026-02-26"


@pytest.mark.parametrize(
    "details",
    [
        {"entries": ["2"]},
        {"entries": {"2": "x"}},
        {"entries": {"2": {"happened_on": "2025-01-07", "status": "review", "details": "x"}}},
    ],
)
def test_a_correction_this_program_never_writes_is_refused(details: dict[str, Detail]) -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    with pytest.raises(UnknownStepError):
        replay([*life.state.events, Event(Step.CORRECT, "2025-01-08", Status.REVIEW, details)])


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 9), st.integers(0, 20))
def test_undo_restores_what_was_before_whatever_was_corrected(entry: int, later: int) -> None:
    life = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-26")
    record = life.state.records[entry - 1]
    on = date.fromordinal(date.fromisoformat(record.on).toordinal() + later)
    try:
        done = correct(life.state, Correction(entry, {}, "x", on), life.setting)
    except errors.AsnError:
        return
    back = undo(done.after, "x", life.setting).after
    assert columns(replace(back, version=0)) == columns(replace(life.state, version=0))
    assert back.clocks == life.state.clocks


def test_who_is_responsible_stays_whatever_is_corrected_or_undone() -> None:
    state = assigned(Life().to_delivery().state, "Siti Rahma")
    assert (state.status, state.due_on, state.version) == ("delivered", "2025-02-26", 9)
    done = correct(state, Correction(8, {}, "tanda terima", date(2025, 2, 6)), setting())
    assert (done.entries, done.after.owner, done.after.due_on) == ((8,), "Siti Rahma", "2025-02-27")
    assert replay(as_kept(done.after)) == done.after
    undone = undo(state, "salah perkara", setting())
    assert (undone.entries, undone.after.status, undone.after.owner) == ((8,), "decided", "Siti Rahma")
    assert standing(undone.after.events)[9] is Standing.VALID


def test_an_assignment_is_no_entry_to_correct_and_nothing_to_undo() -> None:
    state = assigned(opened(), "Siti Rahma")
    with pytest.raises(errors.NoSuchEntryError, match=r"1"):
        correct(state, Correction(2, {"owner": "Budi"}, "salah"), setting())
    with pytest.raises(errors.NothingToUndoError):
        undo(state, "salah", setting())
    assert recompute(assigned(Life().to_delivery().state, None), setting()) is None
