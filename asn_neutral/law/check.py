"""Does the law data hold together? Dates that overlap, ids that lead nowhere, stages with gaps.

Each check gives the entries at fault with the reason; none of them stops at the first. What is shipped holds
together, so a fault between two entries is laid on the one that is the office's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from asn_neutral.law.entries import (
    Authority,
    Dated,
    Deadline,
    Decree,
    Election,
    Ground,
    Holiday,
    Retention,
    Sanction,
    Sourced,
    Violation,
)
from asn_neutral.law.posts import STAND_INS, STAND_INS_IMPOSE
from asn_neutral.law.reading import unknown
from asn_neutral.law.terms import Effect, Level
from asn_neutral.locale import _


class Fault(NamedTuple):
    """An entry that does not fit the others, and why."""

    entry: Sourced
    reason: str


def overlaps(entries: Iterable[Dated]) -> Iterator[Fault]:
    """Two versions of one series that hold on the same day."""
    in_order = sorted(entries, key=lambda entry: (entry.series, entry.since))
    for _series, versions in groupby(in_order, key=lambda entry: entry.series):
        for earlier, later in pairwise(versions):
            if earlier.in_force(later.since):
                reason = _("the version from {since} begins while the one from {earlier} is still in force")
                yield _laid(reason.format(since=later.since, earlier=earlier.since), later, earlier)


def retention_faults(entries: Sequence[Retention]) -> Iterator[Fault]:
    """Two entries of the schedule for the same files on the same day."""
    for entry, other in combinations(entries, 2):
        shared = [level for level in (*Level, None) if entry.covers(level) and other.covers(level)]
        if entry.id != other.id and shared and (entry.in_force(other.since) or other.in_force(entry.since)):
            ours, theirs = sorted((entry, other), key=lambda one: not one.from_office)
            yield Fault(ours, _("{other} is for the same files at the same time").format(other=theirs.id))


def violation_faults(
    violations: Iterable[Violation], grounds: Sequence[Ground], sanctions: Sequence[Sanction]
) -> Iterator[Fault]:
    """Forms whose grounds are not there on each of their days, or whose level no sanction or no article states."""
    for violation in violations:
        for ground_id in violation.grounds:
            yield from _link_faults(violation, ground_id, "ground", grounds)
        if violation.level is not None:
            fitting = [sanction for sanction in sanctions if sanction.level is violation.level]
            if day := uncovered(violation, fitting):
                reason = _("no sanction of level {level} is in force on {day}")
                yield _laid(reason.format(level=violation.level, day=day), violation, *fitting)
            yield from _article_faults(violation, grounds)


def _article_faults(violation: Violation, grounds: Sequence[Ground]) -> Iterator[Fault]:
    """The level of a form must be one that an article of its grounds states, unless it says what else does."""
    if not violation.grounds or violation.level_basis:
        return
    named = [ground for ground in grounds if ground.id in violation.grounds]
    if day := uncovered(violation, [ground for ground in named if violation.level in ground.articles]):
        reason = _("on {day} no article of the grounds of {entry} states level {level}; say in level_basis what does")
        text = reason.format(day=day, entry=_called(violation), level=violation.level)
        yield _laid(text, violation, *named)


def sanction_faults(sanctions: Iterable[Sanction], deadlines: Sequence[Deadline]) -> Iterator[Fault]:
    """Sanctions that name a deadline which is not there on each of their days, or that take effect in two ways."""
    for sanction in sanctions:
        if (sanction.effect is Effect.BY_CLOCK) != bool(sanction.in_force_by):
            yield Fault(sanction, _("effect by-clock and a deadline in in_force_by go together"))
        for rule in filter(None, (sanction.decide_by, sanction.in_force_by)):
            yield from _link_faults(sanction, rule, "deadline", deadlines)


def deadline_faults(deadlines: Iterable[Deadline]) -> Iterator[Fault]:
    """Two rules of one id and kind of election that hold on one day for the decisions of the same official."""
    for one, other in combinations(deadlines, 2):
        shared = set(one.officials) & set(other.officials)
        same_rule = (one.id, one.regime) == (other.id, other.regime)
        if shared and same_rule and (one.in_force(other.since) or other.in_force(one.since)):
            reason = _("two rules hold on {day} for the decisions of {official}")
            text = reason.format(day=max(one.since, other.since), official=min(shared))
            yield _laid(text, one, other)


def authority_faults(authorities: Iterable[Authority], sanctions: Sequence[Sanction]) -> Iterator[Fault]:
    """Entries on authority that name a sanction that is not there, of another level, or for other employees.

    Nor may somebody who only stands in impose more than the lightest level.
    """
    for authority in authorities:
        standing_in = STAND_INS & {*authority.officials, *authority.delegates}
        if standing_in and authority.level is not STAND_INS_IMPOSE:
            reason = _("{official} may impose {level} only")
            text = reason.format(official=min(standing_in), level=STAND_INS_IMPOSE)
            yield Fault(authority, text)
        for sanction_id in authority.sanctions:
            yield from _link_faults(authority, sanction_id, "sanction", sanctions)
            for sanction in sanctions:
                if sanction.id == sanction_id and sanction.level is not authority.level:
                    reason = _("sanction {sanction} is not of level {level}")
                    yield _laid(reason.format(sanction=sanction_id, level=authority.level), authority, sanction)
                elif sanction.id == sanction_id and not set(sanction.employment) & set(authority.employment):
                    reason = _("sanction {sanction} is not for {employment}")
                    words = ", ".join(authority.employment)
                    yield _laid(reason.format(sanction=sanction_id, employment=words), authority, sanction)


def decree_faults(decrees: Iterable[Decree], holidays: Sequence[Holiday]) -> Iterator[Fault]:
    """Decrees that call a year complete without a day off in it, and days off of another year than their decree's."""
    setting = {holiday.decree for holiday in holidays}
    years = {decree.id: decree.about for decree in decrees}
    for decree in decrees:
        if decree.year is not None and decree.id not in setting:
            reason = _("no day off names this decree, so the calendar of {year} is not complete")
            yield Fault(decree, reason.format(year=decree.year))
    for holiday in holidays:
        if holiday.decree and holiday.day.year != years[holiday.decree]:
            reason = _("decree {decree} is about {year}")
            yield Fault(holiday, reason.format(decree=holiday.decree, year=years[holiday.decree]))


def election_faults(elections: Iterable[Election]) -> Iterator[Fault]:
    """Elections whose days stand in the wrong order, or whose stages leave a day out or cover one twice."""
    for election in elections:
        if not election.opens_on <= election.determination_on <= election.voting_on <= election.inauguration:
            yield Fault(election, _("its days stand in the wrong order"))
        if election.protected_from and not election.protects(election.determination_on):
            reason = _("its protected window, {since} to {until}, does not hold the determination")
            since, until = election.protected_from, election.protected_until
            yield Fault(election, reason.format(since=since, until=until))
        yield from _stage_faults(election) if election.stages else [Fault(election, _("it has no stages"))]


def _stage_faults(election: Election) -> Iterator[Fault]:
    first, last = election.stages[0], election.stages[-1]
    if first.since != election.opens_on:
        reason = _("stage {stage} of {election} begins on {since}; acts count from {day}")
        text = reason.format(stage=first.id, election=election.id, since=first.since, day=election.opens_on)
        yield _laid(text, election, first)
    for before, stage in pairwise(election.stages):
        if stage.since - before.until != timedelta(days=1):
            reason = _(
                "stage {stage} of {election} begins on {since}, not on the day after {last}, the end of {before}"
            )
            text = reason.format(
                stage=stage.id, election=election.id, since=stage.since, last=before.until, before=before.id
            )
            yield _laid(text, stage, before)
    if last.until != election.inauguration:
        reason = _("the stages of {election} end on {last}, the inauguration is on {day}")
        text = reason.format(election=election.id, last=last.until, day=election.inauguration)
        yield _laid(text, election, last)


def uncovered(span: Dated, versions: Iterable[Dated]) -> date | None:
    """The first day of *span* on which none of *versions* is in force; None when on every day one of them is."""
    day = span.since
    for version in sorted(versions, key=lambda one: one.since):
        if version.in_force(day):
            if version.until is None or version.until == date.max:
                return None
            day = version.until + timedelta(days=1)
    return None if span.until is not None and day > span.until else day


def _link_faults(entry: Dated, wanted: str, table: str, linked: Sequence[Dated]) -> Iterator[Fault]:
    """Whether what an entry names by its id is there, on every day of the entry."""
    versions = [one for one in linked if one.id == wanted]
    if not versions:
        yield Fault(entry, f"{table}: {unknown(wanted, (one.id for one in linked))}")
    elif day := uncovered(entry, versions):
        reason = _("{entry} names {linked}, which is not in force on {day}")
        yield _laid(reason.format(entry=_called(entry), linked=f"{table} {wanted}", day=day), entry, *versions)


def _called(entry: Sourced) -> str:
    return f"{entry.table} {entry.id}"


def _laid(reason: str, *parties: Sourced) -> Fault:
    """The fault, laid on the first of *parties* that is the office's own, otherwise on the first of all."""
    return Fault(next((one for one in parties if one.from_office), parties[0]), reason)
