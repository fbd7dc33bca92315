"""Appending events: the one way in which an event is chained to the ones before it."""

import json
from collections.abc import Mapping

from asn_neutral.domain.chain import GENESIS, event_hash
from asn_neutral.law.terms import Status, Step
from asn_neutral.services.desk import Desk
from asn_neutral.store.bulk import Bulk

_REGISTER = Step.REGISTER.value
_REGISTERED = Status.REGISTERED.value


class EventChain:
    """Appends events inside one unit of work; they are written with the next flush of *bulk*.

    `aside` is what every event recorded now says besides, as JSON: that the clock was set back since the newest event,
    and the user of the system where it is not the person who records.
    """

    __slots__ = ("_actor", "_add", "_add_registration", "_bulk", "_hash", "_recorded_at", "aside")

    def __init__(self, bulk: Bulk, desk: Desk) -> None:
        self._bulk = bulk
        self._recorded_at = desk.recorded_at
        self._actor = desk.actor
        self._add = bulk.adder("events")
        self._add_registration = bulk.adder("registrations")
        self._hash, last_at = bulk.last_event() or (GENESIS, "")
        login = f',"login":{json.dumps(desk.login)}' if desk.login not in {"", desk.actor} else ""
        self.aside = login + (',"clock":"back"' if desk.recorded_at < last_at else "")

    def told(self, details: Mapping[str, object], *, besides: str = "") -> str:
        """*details* as the JSON text of an event, with *besides* (`,"key":...`) and `aside`."""
        text = json.dumps(details, ensure_ascii=False, separators=(",", ":"))
        inner = f"{text[1:-1]}{besides}{self.aside}"
        return f"{{{inner.removeprefix(',')}}}"

    def append(  # noqa: PLR0913, PLR0917 - these are the fields of an event; a wrapper object would cost a third of an import's chaining time
        self,
        case_id: int | None,
        complaint_id: int | None,
        step: str,
        happened_on: str,
        status: str | None,
        details: str,
    ) -> int:
        """Chain an event to the ones before it; its place among all events."""
        seq, before = self._bulk.next_id("events"), self._hash
        fields = (case_id, complaint_id, step, happened_on, self._recorded_at, self._actor, status, details)
        self._hash = event_hash(before, seq, *fields)
        self._add((seq, *fields, before, self._hash))
        return seq

    def register(self, case_id: int, complaint_id: int, happened_on: str, details: str) -> int:
        """The same for the event that opens a case, without what `Bulk.fix` has said of all of them."""
        seq, before = self._bulk.next_id("events"), self._hash
        self._hash = event_hash(
            before, seq, case_id, complaint_id, _REGISTER, happened_on, self._recorded_at, self._actor, _REGISTERED,
            details,
        )  # fmt: skip
        self._add_registration((seq, case_id, complaint_id, happened_on, self._actor, details, before, self._hash))
        return seq
