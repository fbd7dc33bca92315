"""Does the law data hold together? Dates that overlap, ids that lead nowhere, stages with gaps.

Each check gives the entries at fault with the reason; none of them stops at the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from asn_neutral.law.entries import Authority, Dated, Election, Ground, Sanction, Sourced, Stage, Violation
from asn_neutral.law.reading import unknown
from asn_neutral.locale import _


class Fault(NamedTuple):
    """An entry that does not fit the others, and why."""

    kind: str
    entry: Sourced
    reason: str


def overlaps(kind: str, entries: Iterable[Dated]) -> Iterator[Fault]:
    """Two versions of one series that hold on the same day."""
    in_order = sorted(entries, key=lambda entry: (entry.series, entry.since))
    for _series, versions in groupby(in_order, key=lambda entry: entry.series):
        for earlier, later in pairwise(versions):
            if earlier.in_force(later.since):
                reason = _("in force from {since} while the version from {earlier} still is")
                yield Fault(kind, later, reason.format(since=later.since, earlier=earlier.since))


def violation_faults(
    violations: Iterable[Violation], grounds: Sequence[Ground], sanctions: Sequence[Sanction]
) -> Iterator[Fault]:
    """Forms that name a ground that is not there on their first day, or a level no sanction has."""
    for violation in violations:
        for ground_id in violation.grounds:
            if reason := _ground_fault(ground_id, violation, grounds):
                yield Fault("violation", violation, reason)
        levels = {sanction.level for sanction in sanctions if sanction.in_force(violation.since)}
        if violation.level and violation.level not in levels:
            reason = _("no sanction of level {level} is in force on {day}")
            yield Fault("violation", violation, reason.format(level=violation.level, day=violation.since))


def _ground_fault(ground_id: str, violation: Violation, grounds: Sequence[Ground]) -> str | None:
    versions = [ground for ground in grounds if ground.id == ground_id]
    if not versions:
        return _("ground: {problem}").format(problem=unknown(ground_id, (ground.id for ground in grounds)))
    if not any(version.in_force(violation.since) for version in versions):
        return _("ground {ground} is not in force on {day}").format(ground=ground_id, day=violation.since)
    return None


def authority_faults(authorities: Iterable[Authority], sanctions: Sequence[Sanction]) -> Iterator[Fault]:
    """Entries on authority that name a sanction that is not there, or one of another level."""
    levels = {sanction.id: sanction.level for sanction in sanctions}
    for authority in authorities:
        for sanction_id in authority.sanctions:
            if sanction_id not in levels:
                reason = _("sanction: {problem}").format(problem=unknown(sanction_id, levels))
                yield Fault("authority", authority, reason)
            elif levels[sanction_id] is not authority.level:
                reason = _("sanction {sanction} is not of level {level}")
                yield Fault("authority", authority, reason.format(sanction=sanction_id, level=authority.level))


def election_faults(elections: Iterable[Election]) -> Iterator[Fault]:
    """Elections whose days stand in the wrong order, or whose stages leave a day out or cover one twice."""
    for election in elections:
        if not election.opens_on <= election.determination_on <= election.voting_on <= election.inauguration:
            yield Fault("election", election, _("its days stand in the wrong order"))
        yield from _stage_faults(election)


def _stage_faults(election: Election) -> Iterator[Fault]:
    expected = election.opens_on
    for stage in election.stages:
        if stage.since != expected:
            reason = _("stage {stage} begins on {since} instead of {expected}")
            yield Fault("election", election, reason.format(stage=stage.id, since=stage.since, expected=expected))
        expected = stage.until + timedelta(days=1)
    if expected != election.inauguration + timedelta(days=1):
        reason = _("its stages end on {last}, the inauguration is on {day}")
        last = expected - timedelta(days=1)
        yield Fault("election", election, reason.format(last=last, day=election.inauguration))


def stage_faults(stages: Iterable[Stage], elections: Sequence[Election]) -> Iterator[Fault]:
    """Stages of an election that is not there."""
    known = [election.id for election in elections]
    for stage in stages:
        if stage.election not in known:
            yield Fault("stage", stage, _("election: {problem}").format(problem=unknown(stage.election, known)))
