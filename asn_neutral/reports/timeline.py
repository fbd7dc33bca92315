"""Everything that was recorded of a case, in its order: what each entry said, and whether it still says so."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from asn_neutral.domain.case import LEVEL_SET, CaseState, Detail, Event, effective, said_of_entries
from asn_neutral.domain.correcting import Standing, standing
from asn_neutral.domain.numbering import number_of
from asn_neutral.law.called import deadline_called
from asn_neutral.law.needs import NEEDS, Need
from asn_neutral.law.notices import sentence
from asn_neutral.law.procedure import STATUS_LABELS, STEP_LABELS
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.names import View, timed
from asn_neutral.reports.table import Column, Facts, Kind, Table, Value
from asn_neutral.store.filters import NONE
from asn_neutral.store.queries.cases import case_events
from asn_neutral.store.queries.numbers import find

STANDING_LABELS: Final[Mapping[str, str]] = {
    Standing.VALID: N_("stands"),
    Standing.CORRECTED: N_("corrected later"),
    Standing.VOID: N_("void"),
}
_RECORDED_AT: Final = Column("recorded_at", N_("Recorded at"), Kind.ID, spare=3)
KEY_LABELS: Final[Mapping[str, str]] = {
    **{str(need): spec.label for need, spec in NEEDS.items()},
    "happened_on": N_("day"),
    "standing": N_("standing"),
    "clock": N_("deadline"),
    "warning": N_("remark"),
    "corrects": N_("concerns entry"),
    "also": N_("further entries that now read otherwise"),
    "complaint": N_("complaint"),
    "violations": N_("forms"),
    "effect_on": N_("to take effect on"),
    "owner": N_("responsible"),
    "employment": N_("employment"),
    "rank": N_("rank"),
    "position": N_("post"),
    "position_class": N_("class of post"),
    "district": N_("district (kecamatan)"),
    "name": N_("name"),
    "source": N_("address"),
    "account": N_("account"),
    "posted_at": N_("posted"),
    "captured_at": N_("captured"),
    "sha256": "SHA-256",
    "public_key": N_("public key"),
    "evidence": N_("evidence taken in with the events"),
    "read": N_("rows read"),
    "accepted": N_("accepted"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
    "custodian": N_("with the key of"),
    "user": N_("user"),
    "roles": N_("roles"),
    "logins": N_("users of the system"),
    "proposal": N_("proposal"),
    "basis": N_("basis"),
    "letter": N_("number of the approval"),
    "erased": N_("erased by event"),
}
_TOLD_BY: Final[Mapping[Step, Sequence[str]]] = {
    Step.IMPORT: ("read", "accepted", "unchanged", "refused"),
    Step.ADD_EVIDENCE: ("name", "source", "account", "posted_at", "captured_at", "note", "sha256"),
    Step.REVEAL_COMPLAINANT: ("custodian", "reason"),
    Step.FORGET_COMPLAINANT: ("reason",),
    Step.ADD_CUSTODIAN: ("name", "public_key"),
    Step.RETIRE_CUSTODIAN: ("name", "public_key"),
    Step.SET_USER: ("user", "roles", "logins"),
    Step.PROPOSE_DESTRUCTION: ("reason",),
    Step.REJECT_DESTRUCTION: ("proposal", "reason"),
    Step.DESTROY: ("proposal", "reason", "letter", "basis"),
}
"""Steps of which a few words are told, by their keys."""
_REGISTERED: Final = ("track", "level", "employment", "rank", "position", "position_class", "district")
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"standing": STANDING_LABELS, "owner": {NONE: N_("nobody")}}
_KEYS: Final = {str(need): need for need in Need}


class Said(Facts):
    """One thing that an entry said, by its key; a person reads the key's label and the value's."""

    def __str__(self) -> str:
        """Label and value; of a correction, the value before and after."""
        label, value = label_of(self["key"]), word_of(self["key"], self["value"])
        return f"{label}: {word_of(self['key'], self['before'])} → {value}" if "before" in self else f"{label}: {value}"


def label_of(key: str) -> str:
    """What a person reads for a key, in the language in force."""
    return _(KEY_LABELS.get(key, key))


def word_of(key: str, value: str) -> str:
    """What a person reads for a value of that key."""
    if key == "warning":
        return sentence(value)
    if key == "clock":
        clock, _blank, day = value.partition(" ")
        return f"{deadline_called(clock)}, {day}"
    need = _KEYS.get(key)
    labels = (NEEDS[need].choices if need else None) or _WORDS.get(key, {})
    return _(labels[value]) if value in labels else value or "-"


def timeline(connection: sqlite3.Connection, state: CaseState, view: View) -> Table:
    """Every entry of the case; the rows of its events say when, by whom and where it was recorded."""
    recorded = case_events(connection, find(connection, "case", state.number))
    marks = standing(state.events)
    columns = (
        Column("entry", N_("Entry"), Kind.COUNT),
        Column("happened_on", N_("Happened on"), Kind.DATE),
        Column("step", N_("Step"), labels=STEP_LABELS),
        Column("standing", N_("Standing"), labels=STANDING_LABELS, spare=1),
        Column("said", N_("What it says"), Kind.LIST),
        Column("status", N_("Status"), labels=STATUS_LABELS, for_scripts=True),
        timed(_RECORDED_AT, (row["recorded_at"] for row in recorded), view),
        Column("actor", N_("By"), spare=2),
        Column("event", N_("Event"), Kind.COUNT, for_scripts=True),
    )
    rows: list[tuple[Value, ...]] = [
        (
            place,
            event.happened_on,
            event.step,
            marks[place],
            tuple(said_of(event, state.events[: place - 1])),
            event.status,
            row["recorded_at"],
            row["actor"],
            row["seq"],
        )
        for (place, event), row in zip(enumerate(state.events, start=1), recorded, strict=True)
    ]
    return Table("case-timeline", _("Case {number}: what was recorded").format(number=state.number), columns, rows)


def said_of(event: Event, before: Sequence[Event] = ()) -> Iterator[Said]:
    """What an event said; with those *before* it in its case, also what a correction changed."""
    details = event.details
    if "erased" in details:
        yield Said(key="erased", value=str(details["erased"]))
    elif event.step in _TOLD_BY:
        yield from (Said(key=key, value=str(details[key])) for key in _TOLD_BY[event.step] if key in details)
    elif event.step is Step.EXPORT_EVIDENCE:
        yield Said(key="evidence", value=", ".join(map(str, _items(details, "evidence"))))
    elif event.step in {Step.REGISTER, Step.LINK_COMPLAINT}:
        yield from _of_registration(details)
    elif event.step is Step.ASSIGN:
        yield Said(key="owner", value=str(details["owner"] or NONE))
    elif event.step in {Step.CORRECT, Step.UNDO}:
        yield from _of_correction(before, event)
    else:
        yield from (Said(key=key, value=str(details[key])) for key in details if key in _KEYS)
        if effect := details.get("effect_on"):
            yield Said(key="effect_on", value=str(effect))
        if LEVEL_SET in details and Need.LEVEL not in details:
            yield Said(key="level", value=str(details[LEVEL_SET] or ""))
        yield from (Said(key="clock", value=f"{clock} {due_on or '?'}") for clock, due_on in _clocks(details))
        yield from (Said(key="warning", value=str(kept)) for kept in _items(details, "warnings"))


def _clocks(details: Mapping[str, Detail]) -> Iterator[tuple[Detail, Detail]]:
    """The clocks that an entry started or changed, each with its last day."""
    clocks = (clock for clock in _items(details, "clocks") if isinstance(clock, Mapping))
    return ((clock["clock"], clock["due_on"]) for clock in clocks)


def _items(details: Mapping[str, Detail], name: str) -> Sequence[Detail]:
    value = details.get(name)
    return value if isinstance(value, list) else []


def _of_registration(details: Mapping[str, Detail]) -> Iterator[Said]:
    complaint = details["complaint_id"]
    if isinstance(complaint, int):
        yield Said(key="complaint", value=number_of("complaint", complaint))
    forms = details.get("violations")
    if isinstance(forms, list):
        yield Said(key="violations", value=", ".join(map(str, forms)))
    yield from (Said(key=key, value=str(details[key])) for key in _REGISTERED if details.get(key))


def _of_correction(before: Sequence[Event], event: Event) -> Iterator[Said]:
    """Which entry it concerns, why, and what reads otherwise there since."""
    entry = event.details["corrects"]
    yield Said(key="corrects", value=str(entry))
    yield Said(key="reason", value=str(event.details["reason"]))
    stood = dict(effective(before))
    others = []
    for place, content in said_of_entries(event):
        if place != entry:
            others.append(str(place))
        elif isinstance(content, Mapping) and place in stood:
            yield from _corrected(stood[place], content)
    if others:
        yield Said(key="also", value=", ".join(others))


def _corrected(before: Event, content: Mapping[str, Detail]) -> Iterator[Said]:
    details = content["details"]
    now = details if isinstance(details, Mapping) else {}
    return differences(before, str(content["happened_on"]), now)


def differences(before: Event, happened_on: str, details: Mapping[str, Detail]) -> Iterator[Said]:
    """What an entry says otherwise once it is corrected to that day and those details."""
    if happened_on != before.happened_on:
        yield Said(key="happened_on", before=before.happened_on, value=happened_on)
    for key in dict.fromkeys([*before.details, *details]):
        if key in _KEYS or key in _REGISTERED or key == "effect_on":
            old, new = before.details.get(key), details.get(key)
            if old != new:
                yield Said(key=key, before=str(old or ""), value=str(new or ""))
