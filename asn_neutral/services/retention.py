"""Files whose retention has ended: proposed for destruction by one person, approved or rejected by another."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum, unique

from asn_neutral.domain.numbering import number_of
from asn_neutral.domain.retention import Term, destroyable, terms
from asn_neutral.domain.rights import Right, User, same_user, who_may
from asn_neutral.errors import FileKeptError, NotFoundError, NotPermittedError, ProposalDecidedError
from asn_neutral.intake.typed import stated, tidy
from asn_neutral.law.procedure import Step
from asn_neutral.law.terms import Disposition
from asn_neutral.locale import _
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.destroying import Basis, destroy, refuse_destroyed, remove_evidence, told_by
from asn_neutral.services.evidence import opening_complaint
from asn_neutral.services.users import recording, shared_logins
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.retention import events_of_destruction, links


@unique
class Standing(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ProposedFile:
    """A file as it was proposed: complaints and cases by number, the entry of the schedule, its basis, its days."""

    complaints: tuple[str, ...]
    cases: tuple[str, ...]
    rule: str
    disposition: str
    basis: str
    closed_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a second person decided of a proposal; `letter` is the number of the written approval."""

    on: str
    actor: str
    reason: str
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Files that somebody proposed for destruction; `id` counts the proposals from 1 on, None of a rehearsal."""

    id: int | None
    on: str
    actor: str
    reason: str
    files: tuple[ProposedFile, ...]
    standing: Standing = Standing.OPEN
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A proposal, and what it leaves out.

    `others` are files whose term is over as well, but of which the schedule wants something else than destruction, or
    which another proposal holds already. `unscheduled` is how many closed files the schedule gives no years for.
    """

    proposal: Proposal
    others: tuple[ProposedFile, ...]
    unscheduled: int


@dataclass(frozen=True, slots=True)
class Approved:
    """A proposal whose files were destroyed; `evidence` is how many pieces of evidence went with them.

    It is not `fresh` where the files had been destroyed before, and only evidence was left to remove. `shared` are the
    users of the system that are both who proposed and who approved.
    """

    proposal: Proposal
    evidence: int
    fresh: bool
    shared: list[str]


def propose(numbers: Sequence[str], reason: str, desk: Desk, *, rehearse: bool = False) -> Review:
    """Propose closed files for destruction: those that *numbers* name, or all that the schedule wants destroyed.

    A file that the schedule wants appraised again is proposed only where it is named. Nothing is recorded where there
    is nothing to propose.

    Raises:
        FileKeptError: a file that was named is not one that may be destroyed.
        NotFoundError, AmbiguousError, DestroyedError: a number names nothing, or more than one, or what is gone.
        BadNeedError: the reason holds what acts on a screen.
    """
    why = tidy("reason", reason)
    with recording(desk, Right.PROPOSE_DESTRUCTION) as (work, _user):
        known = terms(links(work.driver), desk.book, desk.today)
        before = proposals(work.driver)
        held = _held(before)
        chosen = _named(work.driver, numbers, known, held, desk) if numbers else _all(known, held, desk)
        files = tuple(map(_proposed, chosen))
        kept = bool(files) and not rehearse
        if kept:
            chain = EventChain(bulk := Bulk(work.driver), desk)
            told = chain.told({"reason": why, "files": [asdict(file) for file in files]})
            chain.append(None, None, Step.PROPOSE_DESTRUCTION.value, desk.today.isoformat(), None, told)
            bulk.flush()
        over = [term for term in known if term.is_over(desk.today) and term not in chosen]
        unscheduled = sum(term.ends_on is None for term in known)
    proposal = Proposal(len(before) + 1 if kept else None, desk.today.isoformat(), desk.actor, why, files)
    return Review(proposal, tuple(map(_proposed, over)), unscheduled)


def reject(id_: int, reason: str, desk: Desk) -> Proposal:
    """Do not approve a proposal; its files may be proposed again.

    Raises:
        NotFoundError, ProposalDecidedError: there is no such proposal, or it was decided.
        BadNeedError: the reason is empty, or holds what acts on a screen.
    """
    why = stated("reason", reason)
    with recording(desk, Right.DESTROY) as (work, _user):
        _open(work.driver, id_)
        chain = EventChain(bulk := Bulk(work.driver), desk)
        told = chain.told({"proposal": id_, "reason": why})
        chain.append(None, None, Step.REJECT_DESTRUCTION.value, desk.today.isoformat(), None, told)
        bulk.flush()
        return _found(work.driver, id_)


def approve(id_: int, letter: str, reason: str, desk: Desk, *, rehearse: bool = False) -> Approved:
    """Destroy the files of a proposal; a tombstone with number, reason and basis stays of each complaint.

    *letter* is the number of the written approval that the law asks for. All of it happens in one transaction;
    evidence is removed when that is safe on the disk. Asked again for a proposal that was approved, it only removes
    the evidence that a run which was broken off left behind. What cannot be undone goes by the clock: a day that was
    given for today counts only where it is earlier.

    Raises:
        NotFoundError, ProposalDecidedError: there is no such proposal, or it was rejected.
        NotPermittedError: who asks proposed it, or may not; or the register does not know who anybody is.
        FileKeptError: a file is no longer as it was proposed; nothing is destroyed then.
        BadNeedError: letter or reason is empty, or holds what acts on a screen.
    """
    basis = (stated("letter", letter), stated("reason", reason))
    desk = replace(desk, today=min(desk.today, desk.now.date()))
    with recording(desk, Right.DESTROY) as (work, user):
        proposal = _found(work.driver, id_)
        if proposal.standing is Standing.REJECTED:
            raise _decided(proposal)
        if fresh := proposal.standing is Standing.OPEN:
            _demand_another(proposal, user, desk)
            _destroy_all(work.driver, proposal, basis, desk)
        shared = shared_logins(work.driver, desk, proposal.actor)
        if rehearse:
            work.abandon()
        proposal = _found(work.driver, id_)
    return Approved(proposal, 0 if rehearse else remove_evidence(desk, id_), fresh, shared)


def _destroy_all(driver: sqlite3.Connection, proposal: Proposal, decided: tuple[str, str], desk: Desk) -> None:
    letter, reason = decided
    standing = {_proposed(term): term for term in terms(links(driver), desk.book, desk.today)}
    for file in proposal.files:
        term = standing.get(file)
        if file.ends_on >= desk.today.isoformat():
            reason = _("its retention ends on {day}, and destruction goes by the clock").format(day=file.ends_on)
            raise FileKeptError(number=file.complaints[0], reason=reason)
        if term is None or not destroyable(term, desk.today, named=True):
            raise FileKeptError(number=file.complaints[0], reason=_("it is no longer as it was proposed"))
    chosen = [(standing[file].file.complaints, file) for file in proposal.files]
    basis = {
        complaint: Basis(proposal.id or 0, file.rule, file.basis, file.ends_on, letter, reason)
        for complaints, file in chosen
        for complaint in complaints
    }
    destroy(driver, basis, desk)


def _demand_another(proposal: Proposal, user: User | None, desk: Desk) -> None:
    """Refuse who proposed, and anybody where names are only typed: two persons stand behind what cannot be undone."""
    if user is None:
        what = _("destroy files of a register without users, to which anybody can give any name")
        raise NotPermittedError(name=desk.actor, what=what, who=_("a user, once `asn-neutral user add` named two"))
    if same_user(proposal.actor, desk.actor):
        what = _("approve the destruction that {name} proposed").format(name=proposal.actor)
        raise NotPermittedError(name=desk.actor, what=what, who=", ".join(who_may(Right.DESTROY)))


def proposals(connection: sqlite3.Connection) -> list[Proposal]:
    """Every proposal with what became of it, the oldest first."""
    events = [(event, told_by(event.details)) for event in events_of_destruction(connection)]
    proposed = [(event, told) for event, told in events if event.step == Step.PROPOSE_DESTRUCTION]
    decisions: dict[object, tuple[Standing, Decision]] = {}
    for event, told in events:
        if event.step != Step.PROPOSE_DESTRUCTION:
            standing = Standing.REJECTED if event.step == Step.REJECT_DESTRUCTION else Standing.APPROVED
            letter = told.get("letter")
            decided = Decision(event.happened_on, event.actor, str(told.get("reason")), str(letter) if letter else None)
            decisions[told.get("proposal")] = standing, decided
    return [
        Proposal(
            id_, event.happened_on, event.actor, str(told.get("reason")), tuple(_files(told)),
            *decisions.get(id_, (Standing.OPEN, None)),
        )
        for id_, (event, told) in enumerate(proposed, start=1)
    ]  # fmt: skip


def proposal_of(connection: sqlite3.Connection, id_: int) -> Proposal:
    """The proposal with that id; NotFoundError where there is none."""
    return _found(connection, id_)


def _found(connection: sqlite3.Connection, id_: int) -> Proposal:
    found = next((one for one in proposals(connection) if one.id == id_), None)
    if found is None:
        remedy = _("`asn-neutral retention list` shows those that there are.")
        raise NotFoundError(wanted=_("proposal {proposal}").format(proposal=id_), remedy=remedy)
    return found


def _open(connection: sqlite3.Connection, id_: int) -> Proposal:
    found = _found(connection, id_)
    if found.standing is not Standing.OPEN:
        raise _decided(found)
    return found


def _decided(proposal: Proposal) -> ProposalDecidedError:
    on, actor = (proposal.decision.on, proposal.decision.actor) if proposal.decision else ("?", "?")
    return ProposalDecidedError(proposal=proposal.id, on=on, actor=actor)


def _files(told: Mapping[str, object]) -> Iterator[ProposedFile]:
    files = told.get("files")
    for file in files if isinstance(files, list) else []:
        yield ProposedFile(**{**file, "complaints": tuple(file["complaints"]), "cases": tuple(file["cases"])})


def _proposed(term: Term) -> ProposedFile:
    rule, file = term.rule, term.file
    return ProposedFile(
        complaints=tuple(number_of("complaint", id_) for id_ in file.complaints),
        cases=tuple(number_of("case", id_) for id_ in file.cases),
        rule=rule.id if rule else "",
        disposition=rule.disposition.value if rule else "",
        basis=rule.basis if rule else "",
        closed_on=file.closed_on.isoformat(),
        ends_on=term.ends_on.isoformat() if term.ends_on else "",
    )


def _held(known: Iterable[Proposal]) -> dict[str, int]:
    """By number of a complaint the open proposal that holds it."""
    return {
        number: one.id or 0
        for one in known
        if one.standing is Standing.OPEN
        for file in one.files
        for number in file.complaints
    }


def _all(known: Iterable[Term], held: Mapping[str, int], desk: Desk) -> list[Term]:
    """Every file that the schedule wants destroyed, and that no open proposal holds."""
    return [
        term
        for term in known
        if destroyable(term, desk.today, named=False)
        and not any(number_of("complaint", id_) in held for id_ in term.file.complaints)
    ]


def _named(
    connection: sqlite3.Connection, numbers: Sequence[str], known: Sequence[Term], held: Mapping[str, int], desk: Desk
) -> list[Term]:
    """The files that were named; FileKeptError for one that may not be destroyed."""
    by_complaint = {id_: term for term in known for id_ in term.file.complaints}
    chosen: list[Term] = []
    for wanted in numbers:
        id_ = opening_complaint(connection, wanted)
        refuse_destroyed(connection, "complaint", id_)
        number, term = number_of("complaint", id_), by_complaint.get(id_)
        if reason := _kept_because(term, held.get(number), desk):
            raise FileKeptError(number=number, reason=reason)
        if term and term not in chosen:
            chosen.append(term)
    return chosen


def _kept_because(term: Term | None, held: int | None, desk: Desk) -> str | None:
    """Why a file that was named may not be proposed; None where it may."""
    if term is None:
        return _("not every case of it, and of the persons in it, is closed, or it has no case")
    if held is not None:
        return _("proposal {proposal} holds it already").format(proposal=held)
    if term.ends_on is None:
        return _("the schedule gives no years for it (`asn-neutral law retention list`)")
    if not term.is_over(desk.today):
        return _("its retention ends on {day}").format(day=term.ends_on)
    return _("the schedule keeps it for ever") if term.disposition is Disposition.PERMANEN else None
