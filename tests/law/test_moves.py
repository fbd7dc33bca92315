"""The table of moves holds together: every place is reached and left, every clock and word exists."""

from datetime import date
from itertools import combinations, product

import pytest

from asn_neutral.law.book import Book
from asn_neutral.law.diagram import diagram
from asn_neutral.law.move import ALL, CLOCKS, TERM_END, Move
from asn_neutral.law.moves import FINAL, MOVES, moves_of
from asn_neutral.law.needs import NEEDS, Flag, Need, NeedKind, Recommender
from asn_neutral.law.notices import DEMANDING, NOTICE_LABELS, Notice, notice_of, noticed, sentence
from asn_neutral.law.procedure import (
    ACTOR_LABELS,
    BOOKKEEPING,
    SIDE_LABELS,
    STATUS_LABELS,
    STEP_LABELS,
    Actor,
    Side,
    Status,
    Step,
)
from asn_neutral.law.terms import Effect, Employment, Track

RESERVED = {
    "rules", "clocks", "stopped", "sets", "clears", "warnings", "effect_on", "parallel", "entries", "corrects",
    "complaint", "complaint_id", "number",
}  # fmt: skip
"""What events keep besides the keys of needs."""


def reached(moves: tuple[Move, ...]) -> set[Status]:
    """Every status that a life beginning in the register can come to."""
    found: set[Status] = set()
    grown = True
    while grown:
        before = len(found)
        found |= {move.target for move in moves if move.target and (not move.sources or move.sources & found)}
        grown = len(found) > before
    return found


def for_person(track: Track, employment: Employment) -> tuple[Move, ...]:
    return tuple(move for move in MOVES if track in move.tracks and employment in move.employments)


def test_every_status_is_reached_and_no_step_is_dead() -> None:
    assert reached(MOVES) == set(Status)
    assert {move.step for move in MOVES} | BOOKKEEPING == set(Step)
    assert not {move.step for move in MOVES} & BOOKKEEPING
    for move in MOVES:
        assert not move.sources or move.sources & reached(MOVES), move.step


@pytest.mark.parametrize(("track", "employment"), list(product(Track, Employment)))
def test_every_track_leads_every_civil_servant_to_an_end(track: Track, employment: Employment) -> None:
    moves = for_person(track, employment)
    for status in reached(moves) - FINAL:
        onward = {move.target for move in moves if status in move.sources} - {None, status}
        assert onward, f"{status} has no way out"
        assert leads_to_an_end(status, moves), status
    assert Status.DECIDED in reached(moves)
    assert reached(moves) >= FINAL


def leads_to_an_end(status: Status, moves: tuple[Move, ...]) -> bool:
    """Whether a way from *status* comes to rest without lapsing or being referred."""
    way = {status}
    for _round in Status:
        way |= {move.target for move in moves if move.target and move.sources & way}
    return Status.CLOSED in way


def test_the_tracks_part_where_the_law_parts_them() -> None:
    ways = {track: reached(for_person(track, Employment.PNS)) for track in Track}
    assert {Status.ETHICS_COUNCIL} == ways[Track.ETHICS] - ways[Track.DISCIPLINE]
    assert Status.EXAMINATION_TEAM not in ways[Track.ETHICS]
    assert Status.MEMBERSHIP_PROVEN in ways[Track.PARTY] - ways[Track.DISCIPLINE]
    contract = reached(for_person(Track.DISCIPLINE, Employment.PPPK))
    assert contract - ways[Track.DISCIPLINE] == {Status.TERMINATION_PROPOSED}


def test_every_clock_exists_in_the_law_and_is_both_started_and_stopped(book: Book) -> None:
    rules = {deadline.id for deadline in book.deadlines}
    started = {start.clock for move in MOVES for start in move.starts}
    stopped = {clock for move in MOVES for clock in move.stops} - {ALL}
    assert started <= rules | {TERM_END}
    assert started == set(CLOCKS)
    assert stopped <= started
    bound_only_by_all = {"ppk-follow-up", "pppk-termination", "party-dismissal", "pppk-party-termination"}
    assert started - stopped <= bound_only_by_all
    assert all(CLOCKS[clock].binds for clock in bound_only_by_all)


def test_a_clock_is_anchored_only_to_what_must_be_told() -> None:
    for move in MOVES:
        for start in move.starts:
            assert start.anchor is None or start.anchor in move.needs
            assert start.until is None or start.until in move.optional


def could_hold_at_once(one: Move, other: Move) -> bool:
    """Whether two lines of a step could both hold for some case and some choice."""
    return bool(
        (one.sources & other.sources or (not one.sources and not other.sources))
        and one.tracks & other.tracks
        and one.employments & other.employments
        and not one.requires & other.forbids
        and not other.requires & one.forbids
        and (one.when is None or other.when is None or one.when[1] & other.when[1])
        and (one.in_effect is None or one.in_effect is other.in_effect)
    )


def test_no_two_lines_say_different_things_of_one_case() -> None:
    twice = [(a, b) for step in Step for a, b in combinations(moves_of(step), 2) if could_hold_at_once(a, b)]
    assert twice == []


def test_what_a_line_clears_beside_the_status_is_set_by_some_line() -> None:
    by_the_register = {Side.UNCONFIRMED}  # where it knows its users, see `domain.rights`
    assert {side for move in MOVES for side in move.sets} == set(Side) - by_the_register
    assert {side for move in MOVES for side in move.requires | move.forbids | move.clears} <= set(Side)
    for move in MOVES:
        assert not move.sets & move.clears
        assert move.target is not None or not move.sources & FINAL or move.sets | move.clears | set(move.stops)


def test_every_line_says_on_what_ground_and_asks_for_nothing_twice() -> None:
    for move in MOVES:
        assert move.basis.strip()
        assert len(set(move.keys)) == len(move.keys)
        assert move.when is None or move.when[0] in move.keys
        assert move.after is None or move.parallel


def test_every_word_has_its_label() -> None:
    assert set(STATUS_LABELS) == set(Status)
    assert set(STEP_LABELS) == set(Step)
    assert set(SIDE_LABELS) == set(Side)
    assert set(ACTOR_LABELS) == set(Actor)
    assert set(NOTICE_LABELS) == set(Notice)
    assert set(NEEDS) == set(Need)
    assert {move.actor for move in MOVES} | {role.actor for role in CLOCKS.values()} == set(Actor)


def test_every_key_is_asked_for_somewhere_and_has_choices_when_it_must() -> None:
    assert {key for move in MOVES for key in move.keys} == set(Need)
    for need, spec in NEEDS.items():
        assert bool(spec.choices) == (spec.kind in {NeedKind.CHOICE, NeedKind.FLAG}), need
    assert not {str(need) for need in Need} & RESERVED
    assert set(NEEDS[Need.VACANT].choices or ()) == set(Flag)


def test_notices_are_kept_with_what_they_are_about() -> None:
    assert noticed(Notice.LATE, "in-force") == "late:in-force"
    assert noticed(Notice.STILL_BLOCKED) == "still-blocked"
    assert notice_of("late:in-force") == (Notice.LATE, "in-force")
    assert notice_of("still-blocked") == (Notice.STILL_BLOCKED, "")
    assert set(Notice) > DEMANDING


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("late:in-force", "The deadline “The decision takes effect” had passed"),
        ("late:term-end", "The deadline “end of the sanction's term” had passed"),
        ("short-interval:summons-interval", "asks for: Interval between the summons and the examination"),
        ("remedy-late:objection-filing", "It was filed after “Filing an objection” had ended"),
        ("no-rule:decision-posting", "no deadline “Sending the decision to the last address” for"),
        ("unverified-rule:ppk-follow-up", "“Follow-up of a recommendation by the PPK” comes from"),
        ("unverified-sanction:teguran-lisan", "The sanction “oral reprimand” comes"),
        ("condition:an-office-s-own", "The sanction “an-office-s-own” has a condition"),
        ("recommender:kasn", "On that day KASN no longer"),
        ("level-doubtful:sedang, berat", "for other levels than sedang, berat"),
        ("no-calendar:2031", "reaches into 2031"),
    ],
)
def test_a_notice_calls_things_as_people_do(kept: str, said: str) -> None:
    assert said in sentence(kept)


def test_a_notice_that_asks_for_a_reason_can_only_come_where_one_can_be_given() -> None:
    for step in (Step.DECIDE, Step.TAKE_EFFECT, Step.FINISH_SERVING, Step.CLOSE, Step.FIND_UNPROVEN):
        assert all(Need.REASON in move.keys for move in moves_of(step))


def test_sanctions_take_effect_as_the_law_data_says(book: Book) -> None:
    """The words of the data and the rule used for reckoning cannot drift apart."""
    words = {
        Effect.AT_RECEIPT: "pada hari itu juga",
        Effect.MONTH_OF_JOINING: "akhir bulan",
        Effect.DAY_PROVEN: "tanggal",
    }
    for sanction in book.sanctions:
        if sanction.takes_effect:
            assert sanction.takes_effect.startswith(words[sanction.effect]), sanction.id
        assert (sanction.effect is Effect.BY_CLOCK) is bool(sanction.in_force_by), sanction.id
    assert {sanction.id for sanction in book.sanctions if sanction.effect is Effect.MONTH_OF_JOINING} == {"ptdh"}
    assert {sanction.id for sanction in book.sanctions if sanction.effect is Effect.DAY_PROVEN} == {
        "pppk-phk-hormat", "pppk-phk-tidak-hormat",
    }  # fmt: skip


def test_who_recommends_has_its_times(book: Book) -> None:
    assert {one.id for one in book.recommenders} == set(Recommender)
    for agency, day, recommends in (
        ("kasn", date(2014, 1, 14), False), ("kasn", date(2014, 1, 15), True), ("kasn", date(2024, 12, 31), True),
        ("kasn", date(2025, 1, 1), False), ("bkn", date(2023, 12, 31), False), ("bkn", date(2024, 1, 1), True),
        ("bawaslu", date(2018, 6, 27), True), ("siapa", date(2024, 1, 1), False),
    ):  # fmt: skip
        assert (book.recommender(agency, on=day) is not None) is recommends, (agency, day)


def test_the_picture_shows_every_status_and_every_step() -> None:
    drawn = diagram()
    assert drawn.startswith("stateDiagram-v2\n")
    for status in Status:
        assert f"as {status.replace('-', '_')}\n" in drawn
    for move in MOVES:
        assert move.step in drawn
    assert "    [*] --> registered: register\n" in drawn
    assert "    closed --> [*]\n" in drawn
    assert "    decided --> delivered: deliver\n" in drawn
    assert "    %% block-data +blocked\n" in drawn
    assert "    %% reopen-data -blocked\n" in drawn


def test_the_picture_of_one_track_leaves_out_the_others() -> None:
    drawn = diagram(track=Track.ETHICS)
    assert "ethics_council" in drawn
    assert "examination_team" not in drawn
