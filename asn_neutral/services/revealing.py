"""Seeing who complained, and erasing it: each is on record before anything else happens."""

from collections.abc import Mapping, Sequence
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
from asn_neutral.services.sealing import Opener, SealedComplainant, digest_of, public_of
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.queries.sealed import custodians, forget_complainant, sealed_complainant
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
        told = {"reason": why, **_custodian_with(work, identities)}
        event = _recorded(work, found, Step.REVEAL_COMPLAINANT, told, desk)
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
        event = _recorded(work, found, Step.FORGET_COMPLAINANT, {"reason": why}, desk)
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


def _custodian_with(work: UnitOfWork, identities: Sequence[str]) -> dict[str, str]:
    """Whose private key is among *identities*, by name; nothing where it is that of no custodian who is there."""
    keys = {public_of(one) for one in identities}
    names = [one.name for one in custodians(work.driver) if one.public_key in keys and not one.retired_at]
    return {"custodian": names[0]} if names else {}


def _recorded(work: UnitOfWork, found: SealedComplainant, step: Step, told: Mapping[str, str], desk: Desk) -> int:
    """Append the event; its place."""
    chain = EventChain(bulk := Bulk(work.driver), desk)
    details = chain.told({**told, "complainant": digest_of(found.sealed)})
    event = chain.append(None, found.complaint_id, step.value, desk.today.isoformat(), None, details)
    bulk.flush()
    return event
