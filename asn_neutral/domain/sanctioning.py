"""Which sanctions are open in a case, on what ground, who may impose them, and why the others are not.

Nothing is refused silently: a sanction that is not open says why and on what article; what is unverified or disputed
stays open and says so.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState, Event
from asn_neutral.domain.competence import Competence, competence
from asn_neutral.domain.facts import day, decision, finding
from asn_neutral.domain.footing import Footing, footing, named
from asn_neutral.domain.history import History, PastDecision, Served, serving
from asn_neutral.domain.measure import Measure, WholeLaw
from asn_neutral.errors import ReasonNeededError
from asn_neutral.law.entries import Sanction
from asn_neutral.law.move import LEVELS_OF_PPPK, Move
from asn_neutral.law.moves import FINAL, moves_of
from asn_neutral.law.needs import Finding, Need
from asn_neutral.law.procedure import STATUS_LABELS, Side
from asn_neutral.law.terms import (
    EMPLOYMENT_LABELS,
    LEVEL_LABELS,
    TRACK_LABELS,
    Employment,
    Level,
    Official,
    Step,
    Track,
)
from asn_neutral.locale import _, either


class SanctionOption(NamedTuple):
    """A sanction that is open.

    `article` states its level for this case, `basis` the sanction itself. The first of `officials` may impose it by
    the rule, the others by a defensible reading; none where the law data does not say. `ends` is the case whose
    sanction it would end, `waits_for` the one it would have to wait for, until `waits_until`.
    """

    sanction: Sanction
    article: str
    officials: tuple[Official, ...]
    delegates: tuple[Official, ...]
    competence_basis: str
    basis: str
    verified: bool
    notes: tuple[str, ...]
    ends: str | None = None
    waits_for: str | None = None
    waits_until: date | None = None


class BarredSanction(NamedTuple):
    """A sanction that is not open, why, and on what article."""

    sanction: Sanction
    reason: str
    basis: str


class Sanctions(NamedTuple):
    """Every sanction of the law of the act and of today, once: open or barred, the lightest first."""

    open: tuple[SanctionOption, ...]
    barred: tuple[BarredSanction, ...]


class _Weighing(NamedTuple):
    """A case on the scales."""

    state: CaseState
    history: History
    measure: Measure
    footing: Footing
    candidates: tuple[Sanction, ...]
    vacant: Container[Official]

    @property
    def act(self) -> date:
        return day(self.state.happened_on)

    @property
    def law(self) -> WholeLaw:
        return self.measure.law

    @property
    def last(self) -> PastDecision | None:
        """The sanction that this case must exceed."""
        return last_of_the_same_nature(self.state, self.history)

    def article(self, check_id: str) -> str:
        """The basis of a rule of the lawfulness check today."""
        found = self.law.check_of(check_id, on=self.measure.today)
        return found.basis if found else ""


Reason = tuple[str, str]
_Bar = Callable[[_Weighing, Sanction], Reason | None]


def open_sanctions(
    state: CaseState, history: History, measure: Measure, *, vacant: Container[Official] = ()
) -> Sanctions:
    """Every sanction for the case, open or barred, seen with the person's *history* and the posts that are *vacant*."""
    weighing = _Weighing(state, history, measure, footing(state, measure.law), _candidates(state, measure), vacant)
    opened: list[SanctionOption] = []
    barred: list[BarredSanction] = []
    for sanction in weighing.candidates:
        reason = next((found for bar in _BARS if (found := bar(weighing, sanction))), None)
        if reason:
            barred.append(BarredSanction(sanction, *reason))
        else:
            opened.append(_option(weighing, sanction))
    return Sanctions(tuple(opened), tuple(barred))


def demand_reason_for(event: Event, state: CaseState, history: History, measure: Measure) -> None:
    """Hold the officer to a reason who decides on a sanction that is not open for the case as it was before, *state*.

    So too where the forms of the case state no level and no article named in the decision carries that of the sanction.
    It is not refused: sources conflict, and the officer answers for the decision with the reason on record.

    Raises:
        ReasonNeededError: no reason was given; the sentence has what bars the sanction, and on what article.
    """
    if event.step is not Step.DECIDE or Need.REASON in event.details:
        return
    decided_on = replace(measure, today=day(event.happened_on))
    found = open_sanctions(state, history, decided_on)
    wanted = event.details[Need.SANCTION]
    for one in found.barred:
        if one.sanction.id == wanted:
            told = _("{sanction} is not open in this case: {reason}").format(sanction=wanted, reason=one.reason)
            raise ReasonNeededError(step=event.step, why=told, basis=one.basis)
    for option in found.open:
        if option.sanction.id == wanted and _lacks_a_ground(option.sanction, event, state, measure):
            why = _("the forms of the case state no level, and no article named in the decision leads to {level}")
            told = why.format(level=_(LEVEL_LABELS[option.sanction.level]))
            raise ReasonNeededError(step=event.step, why=told, basis=option.article)


def _lacks_a_ground(sanction: Sanction, event: Event, state: CaseState, measure: Measure) -> bool:
    """Whether nothing states the level of a disciplinary sanction of a PNS: no form of the case, no article named."""
    if state.track != Track.DISCIPLINE or state.employment == Employment.PPPK:
        return False
    if not footing(state, measure.law).by_impact:
        return False
    articles = str(event.details.get(Need.VIOLATION_NAMED, ""))
    return sanction.level not in named(articles, measure.law, day(state.happened_on)).levels


def _candidates(state: CaseState, measure: Measure) -> tuple[Sanction, ...]:
    """The sanctions of the day of the act, and those of today whose id that law did not have, the lightest first."""
    found = {one.id: one for one in measure.law.sanctions_on(measure.today)}
    found |= {one.id: one for one in measure.law.sanctions_on(day(state.happened_on))}
    return tuple(sorted(found.values(), key=lambda one: one.severity))


def last_of_the_same_nature(state: CaseState, history: Iterable[PastDecision]) -> PastDecision | None:
    """The last disciplinary sanction before the act, for a violation of the same nature; None where there is none.

    All cases of this register are about neutrality, so the track tells the nature. Moral sanctions are no
    disciplinary ones, and what was annulled does not count.
    """
    before = [
        past
        for past in history
        if past.track == state.track != Track.ETHICS
        and not past.annulled
        and past.decided_on < day(state.happened_on)
        and past.level is not Level.MORAL
    ]
    return max(before, key=lambda past: past.decided_on, default=None)


def same_act(state: CaseState, history: Iterable[PastDecision]) -> PastDecision | None:
    """A sanction that stands for an act of the same day and form; None where there is none."""
    for past in history:
        same_form = set(past.violations) & set(state.violations)
        if past.happened_on == day(state.happened_on) and same_form and not past.annulled:
            return past
    return None


def _of_the_case(weighing: _Weighing, _sanction: Sanction) -> Reason | None:
    """What keeps the case itself from a sanction."""
    state = weighing.state
    if Side.OUTSIDE in state.side:
        return _("the respondent serves another agency; refer the case"), weighing.article("other-agency")
    if state.status in FINAL:
        reason = _("the case is at “{status}”").format(status=_(STATUS_LABELS[state.status]))
        return reason, _lines(weighing)[0].basis
    if finding(state) is Finding.NOT_PROVEN:
        return _("the violation was found not proven"), weighing.article("findings-overruled")
    if decided := decision(state):
        reason = _("this case has its sanction already ({sanction}); there is one sanction for one violation")
        return reason.format(sanction=decided.sanction), weighing.article("twice-for-one-act")
    if past := same_act(state, weighing.history):
        reason = _("the act was sanctioned already in case {case} ({sanction})")
        return reason.format(case=past.case, sanction=past.sanction), weighing.article("twice-for-one-act")
    return None


def _of_the_person(weighing: _Weighing, sanction: Sanction) -> Reason | None:
    employment = weighing.state.employment or Employment.PNS
    if employment in sanction.employment:
        return None
    reason = _("it is no sanction for {employment}").format(employment=_(EMPLOYMENT_LABELS[employment]))
    return reason, sanction.basis


def _of_the_law(weighing: _Weighing, sanction: Sanction) -> Reason | None:
    if sanction.in_force(weighing.act):
        return None
    reason = _("the law of the day of the act ({day}) does not have it").format(day=weighing.act)
    return reason, weighing.article("law-of-the-act")


def _lines(weighing: _Weighing) -> list[Move]:
    """The lines of the table of moves by which a decision is taken on the track of the case, for such a respondent."""
    employment = weighing.state.employment or Employment.PNS
    return [
        move for move in moves_of(Step.DECIDE) if weighing.state.track in move.tracks and employment in move.employments
    ]


def _of_the_track(weighing: _Weighing, sanction: Sanction) -> Reason | None:
    lines = _lines(weighing)
    if any(sanction.level in move.sanctions for move in lines):
        return None
    reason = _("on the track {track} there is no sanction of level {level}")
    labels = {"track": _(TRACK_LABELS[weighing.state.track]), "level": _(LEVEL_LABELS[sanction.level])}
    return reason.format(**labels), lines[0].basis


def _is_local(weighing: _Weighing) -> bool:
    """Whether a rule of the office itself says what level a breach has; the table of PNS binds nobody then."""
    return weighing.state.employment == Employment.PPPK and weighing.state.track == Track.DISCIPLINE


def _of_the_level(weighing: _Weighing, sanction: Sanction) -> Reason | None:
    footing_ = weighing.footing
    if _is_local(weighing):
        return None
    if sanction.level in footing_.articles or sanction in _next_heavier(weighing):
        return None
    if footing_.gravest is None:
        reason = _("no ground of the case has a level by the law of the day of the act; an officer may set one with a "
                   "reason (reclassify)")  # fmt: skip
        return reason, weighing.article("level-uncovered")
    level, gravest = _(LEVEL_LABELS[sanction.level]), _(LEVEL_LABELS[footing_.gravest])
    if sanction.level in footing_.others:
        reason = _("for several violations there is one sanction, the heaviest: {gravest}")
        return reason.format(gravest=gravest), weighing.article("not-the-heaviest")
    reason = _("the grounds of the case lead to {gravest}, not to {level}")
    if footing_.doubts:
        reason = _("the grounds of the case lead to {gravest}, not to {level}; that comes from an unverified source "
                   "({forms}), and an officer may set another level with a reason (reclassify)")  # fmt: skip
    text = reason.format(gravest=gravest, level=level, forms=", ".join(footing_.doubts))
    return text, weighing.article("level-uncovered")


def _of_the_history(weighing: _Weighing, sanction: Sanction) -> Reason | None:
    last = weighing.last
    if last is None or sanction.severity > last.severity:
        return None
    reason = _("for a violation of the same nature it has to be heavier than {last} (case {case}, {day})")
    text = reason.format(last=last.sanction, case=last.case, day=last.decided_on)
    return text, weighing.article("repeat-not-heavier")


_BARS: Final[tuple[_Bar, ...]] = (
    _of_the_case, _of_the_person, _of_the_law, _of_the_track, _of_the_level, _of_the_history,
)  # fmt: skip


def _next_heavier(weighing: _Weighing) -> tuple[Sanction, ...]:
    """After a repeat for which no sanction of the level of the case is heavier: the lightest ones that are."""
    last = weighing.last
    if last is None:
        return ()
    fitting = [one for one in weighing.candidates if not any(bar(weighing, one) for bar in _FITTING)]
    if any(one.level in weighing.footing.articles and one.severity > last.severity for one in fitting):
        return ()
    heavier = [one for one in fitting if one.severity > last.severity]
    lightest = min((one.severity for one in heavier), default=0)
    return tuple(one for one in heavier if one.severity == lightest)


_FITTING: Final[tuple[_Bar, ...]] = (_of_the_person, _of_the_law, _of_the_track)


def _option(weighing: _Weighing, sanction: Sanction) -> SanctionOption:
    found = competence(weighing.state, sanction, weighing.law, on=weighing.measure.today, vacant=weighing.vacant)
    running = serving(weighing.history, weighing.measure.today) if _lasts(sanction) else None
    ends = running.past.case if running and sanction.severity > running.past.severity else None
    waits = running if running and ends is None else None
    local = _is_local(weighing)
    return SanctionOption(
        sanction=sanction,
        article=_article(weighing, sanction),
        officials=found.officials if found else (),
        delegates=found.delegates if found else (),
        competence_basis=found.basis if found else "",
        basis=sanction.basis,
        verified=sanction.verified and not (local or weighing.footing.doubts) and (found is None or found.verified),
        notes=(*_notes(weighing, sanction), *_on_competence(found), *_on_serving(ends, waits)),
        ends=ends,
        waits_for=waits.past.case if waits else None,
        waits_until=waits.ends_on if waits else None,
    )


def _article(weighing: _Weighing, sanction: Sanction) -> str:
    """What states the level for this case; the grounds name the articles of PNS, those of PPPK are others."""
    if _is_local(weighing):
        return LEVELS_OF_PPPK
    if weighing.state.employment == Employment.PPPK and weighing.state.track == Track.PARTY:
        return sanction.basis
    return weighing.footing.articles.get(sanction.level, "") or weighing.article("repeat-not-heavier")


def _lasts(sanction: Sanction) -> bool:
    return sanction.permanent or sanction.months is not None


def _notes(weighing: _Weighing, sanction: Sanction) -> Iterator[str]:
    footing_, last = weighing.footing, weighing.last
    if weighing.state.employment is None:
        yield _("The kind of employment is unknown; PNS is assumed.")
    if _is_local(weighing):
        yield _(
            "The office's own rule for PPPK and the contract set the level of a breach; the table of PNS is a guide."
        )
    elif footing_.by_impact and sanction.level in footing_.articles:
        text = _("{forms} states no level; this one needs a written reason or a second ground.")
        yield text.format(forms=", ".join(footing_.unstated))
    if footing_.doubts and not _is_local(weighing):
        yield _("The level of {forms} comes from an unverified source.").format(forms=", ".join(footing_.doubts))
    if sanction.condition:
        yield either(sanction.condition, sanction.condition_en)
    if sanction.note:
        yield either(sanction.note, sanction.note_en)
    if last:
        text = _("A repeat: the last sanction was {last} (case {case}, {day}), and this one is heavier.")
        yield text.format(last=last.sanction, case=last.case, day=last.decided_on)
    yield from _on_the_post(weighing, sanction)


def _on_the_post(weighing: _Weighing, sanction: Sanction) -> Iterator[str]:
    """Whether the post it vacates may be vacated today without the Minister."""
    for election in weighing.law.elections:
        if sanction.vacates_post and election.protects(weighing.measure.today):
            text = _("It vacates a post before {until}; whether the Minister has to consent is not settled ({basis}).")
            yield text.format(until=election.protected_until, basis=election.protected_basis)


def _on_competence(found: Competence | None) -> Iterator[str]:
    if found is None:
        yield _("Who may impose it cannot be told from the law data; look at the class of post.")
        return
    if found.moved:
        yield _("The post of the competent official is vacant, so the next higher one may impose it.")
    if found.note:
        yield either(found.note, found.note_en)


def _on_serving(ends: str | None, waits: Served | None) -> Iterator[str]:
    if ends:
        yield _("It would end the sanction of case {case}, which is lighter and still served.").format(case=ends)
    if waits:
        yield _("It would begin when the sanction of case {case} has ended.").format(case=waits.past.case)
