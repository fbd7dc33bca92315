"""Rules about the way to the decision: whose civil servant, which stage, who examines, and the summons."""

from collections.abc import Iterator, Mapping
from typing import Final

from asn_neutral.domain.case import Record
from asn_neutral.domain.dossier import Dossier, Rule, Spot
from asn_neutral.domain.facts import day, finding, summonses
from asn_neutral.domain.footing import footing
from asn_neutral.domain.stages import fits
from asn_neutral.law.moves import FINAL
from asn_neutral.law.needs import Flag, Need
from asn_neutral.law.procedure import Side, Status, Step
from asn_neutral.law.terms import Level, Phase, Track

_INTERVAL: Final = "summons-interval"
_HEARD: Final = frozenset({(Step.EXAMINE, Status.EXAMINED), (Step.RECORD_ABSENCE, Status.ABSENT_TWICE)})
"""Waiting, and what runs beside, stands at the same status without anybody being heard."""


def other_agency(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 17-23: each agency sanctions its own."""
    review = opened.state.last(Step.REVIEW)
    if Side.OUTSIDE in opened.state.side and review:
        yield Spot(day(review.on), {})


def stage_form(opened: Dossier) -> Iterator[Spot]:
    """SKB 2022: most forms arise only before, or only from, the determination of candidates."""
    state = opened.state
    election = next((one for one in opened.law.elections if one.id == state.election), None)
    if election is None:
        return
    before = opened.act < election.determination_on
    phase = Phase.BEFORE_DETERMINATION if before else Phase.FROM_DETERMINATION
    for code in state.violations:
        form = opened.law.violation(code, on=opened.act)
        if form and not fits(form.phase, phase):
            yield Spot(opened.act, {"form": code, "act": opened.act, "determination": election.determination_on})


def level_unstated(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 5 huruf n angka 1 and the like: no article gives the level; a second ground has to."""
    state = opened.state
    if opened.decided or finding(state) or state.status in FINAL or state.level is not None:
        return
    found = footing(state, opened.law)
    if found.by_impact:
        yield Spot(day(state.opened_on), {"forms": ", ".join(found.unstated)})


def team_missing(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 29 ayat (1): where berat threatens, a team examines."""
    level = opened.decided.level if opened.decided else opened.state.level
    heard = _heard(opened)
    if level != Level.BERAT or heard is None:
        return
    if not any(team.entry < heard.entry for team in opened.state.all(Step.FORM_TEAM)):
        yield Spot(day(heard.on), {})


def _heard(opened: Dossier) -> Record | None:
    """The examination, or the second absence that stands in its place."""
    return next((one for one in reversed(opened.state.records) if (one.step, one.status) in _HEARD), None)


def team_small(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 29: direct superior, supervision and personnel belong to the team."""
    for record in opened.state.all(Step.FORM_TEAM):
        limit = opened.limit("team-small", day(record.on))
        if (count := _members(record)) < limit:
            yield Spot(day(record.on), {"count": count})


def council_small(opened: Dossier) -> Iterator[Spot]:
    """PP 42/2004 Pasal 17-20: chair, secretary and three members at least."""
    for record in opened.state.all(Step.CONVENE_COUNCIL):
        limit = opened.limit("council-small", day(record.on))
        if (count := _members(record)) < limit:
            yield Spot(day(record.on), {"count": count})


def council_even(opened: Dossier) -> Iterator[Spot]:
    """PP 42/2004 Pasal 17-20: with more than five the number is odd."""
    for record in opened.state.all(Step.CONVENE_COUNCIL):
        count = _members(record)
        if count > opened.limit("council-even", day(record.on)) and count % 2 == 0:
            yield Spot(day(record.on), {"count": count})


def _members(record: Record) -> int:
    """How many persons the decree names, the chair among them."""
    named = [*(record.get(Need.MEMBERS) or "").split(";"), record.get(Need.CHAIR) or ""]
    return len({" ".join(name.casefold().split()) for name in named} - {""})


def superior_involved(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 29 ayat (6): an involved superior is replaced by the next higher one."""
    for record in (*opened.state.all(Step.FORM_TEAM), *opened.state.all(Step.ASSIGN_SUPERIOR)):
        if record.get(Need.SUPERIOR_INVOLVED) == Flag.YES:
            yield Spot(day(record.on), {})


def interval_short(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 26 ayat (2): seven full working days between the summons and the examination."""
    if opened.state.track == Track.ETHICS:
        return
    for summons in summonses(opened.state):
        last = opened.last_day(_INTERVAL, summons.letter_on)
        deadline = opened.deadline(_INTERVAL, summons.letter_on)
        if last and deadline and summons.examine_on <= last:
            told = {"letter": summons.letter_on, "examination": summons.examine_on, "earliest": last}
            yield Spot(summons.letter_on, {**told, "days": deadline.days})


def examined_off_day(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 26-27: the examinee is heard on the day of the summons."""
    summoned: str | None = None
    for record in opened.state.records:
        if record.step in {Step.SUMMON, Step.SUMMON_AGAIN}:
            summoned = record.get(Need.EXAMINE_ON)
        elif record.step is Step.EXAMINE and summoned and record.on != summoned:
            yield Spot(day(record.on), {"examined": record.on, "summoned": summoned})


def absence_early(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 26 ayat (3) and (4): nobody is absent before the day of the examination."""
    summoned: str | None = None
    for record in opened.state.records:
        if record.step in {Step.SUMMON, Step.SUMMON_AGAIN}:
            summoned = record.get(Need.EXAMINE_ON)
        elif record.step is Step.RECORD_ABSENCE and summoned and record.on < summoned:
            yield Spot(day(record.on), {"absent": record.on, "summoned": summoned})


RULES: Final[Mapping[str, Rule]] = {
    "other-agency": other_agency,
    "stage-form": stage_form,
    "level-unstated": level_unstated,
    "team-missing": team_missing,
    "team-small": team_small,
    "council-small": council_small,
    "council-even": council_even,
    "superior-involved": superior_involved,
    "interval-short": interval_short,
    "examined-off-day": examined_off_day,
    "absence-early": absence_early,
}
