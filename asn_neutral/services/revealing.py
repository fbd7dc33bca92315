"""Seeing who complained, and erasing it: each is on record before anything else happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asn_neutral.domain.numbering import number_of
from asn_neutral.domain.rights import Right
from asn_neutral.errors import NotFoundError
from asn_neutral.intake.typed import stated
from asn_neutral.law.procedure import Step
from asn_neutral.locale import _
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.evidence import opening_complaint
from asn_neutral.services.sealing import Opener, SealedComplainant, digest_of
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.queries.sealed import forget_complainant, sealed_complainant
from asn_neutral.store.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class Revealed:
    """Who wrote a complaint, and the event that says that it was shown."""

    number: str
    name: str | None
    contact: str | None
    event: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A complaint whose writer was erased, and the event that says so."""

    number: str
    event: int | None


def reveal(number: str, reason: str, desk: Desk, identities: Sequence[str], path: Path) -> Revealed:
    """Who wrote the complaint that *number* names; that it is shown, why and to whom is on record before it returns.

    Raises:
        NotFoundError, AmbiguousError: *number* names nothing, or nobody is on record as having written it.
        WrongKeyError: *identities*, from the file *path*, do not open it; nothing is recorded then.
        BadNeedError: the reason is empty, or holds what acts on a screen.
    """
    why = stated("reason", reason)
    with recording(desk, Right.REVEAL) as (work, _user):
        found = _sealed(work, number)
        who = Opener(identities, register_uuid(work.driver), path).open(found)
        event = _recorded(work, found, Step.REVEAL_COMPLAINANT, why, desk)
    name, contact = who
    return Revealed(number_of("complaint", found.complaint_id), name, contact, event)


def forget(number: str, reason: str, desk: Desk, *, rehearse: bool = False) -> Forgotten:
    """Erase who wrote the complaint that *number* names; what the chain keeps of it tells nothing.

    Copies made before, such as backups, still have it, sealed.

    Raises:
        NotFoundError, AmbiguousError: *number* names nothing, or nobody is on record as having written it.
        BadNeedError: the reason is empty, or holds what acts on a screen.
    """
    why = stated("reason", reason)
    with recording(desk, Right.FORGET) as (work, _user):
        found = _sealed(work, number)
        event = _recorded(work, found, Step.FORGET_COMPLAINANT, why, desk)
        forget_complainant(work.driver, found.complaint_id)
        if rehearse:
            work.abandon()
    return Forgotten(number_of("complaint", found.complaint_id), None if rehearse else event)


def _sealed(work: UnitOfWork, number: str) -> SealedComplainant:
    complaint_id = opening_complaint(work.driver, number)
    found = sealed_complainant(work.driver, complaint_id)
    if found is None:
        wanted = _("complainant of {number} on record").format(number=number_of("complaint", complaint_id))
        raise NotFoundError(wanted=wanted, noun="complaint")
    return SealedComplainant(*found)


def _recorded(work: UnitOfWork, found: SealedComplainant, step: Step, reason: str, desk: Desk) -> int:
    """Append the event; its place."""
    chain = EventChain(bulk := Bulk(work.driver), desk)
    details = chain.told({"reason": reason, "complainant": digest_of(found.sealed)})
    event = chain.append(None, found.complaint_id, step.value, desk.today.isoformat(), None, details)
    bulk.flush()
    return event
