"""What the page of a destroyed complaint or case says of it."""

import json
from collections.abc import Iterator

from asn_neutral.locale import _
from asn_neutral.store.queries.tombstones import OfDestruction


def tombstone_notes(tombstone: OfDestruction | None) -> Iterator[str]:
    """What the page of a destroyed complaint or case says of it; nothing where its file stands."""
    if tombstone is not None:
        told = json.loads(tombstone.details)
        sentence = _(
            "This file was destroyed on {on} by {actor} (event {event}), because its retention ended on {ends_on}: "
            "{reason}. Basis: {basis}; approval {letter}."
        )
        facts = {key: told.get(key) for key in ("ends_on", "reason", "basis", "letter")}
        yield sentence.format(on=tombstone.happened_on, actor=tombstone.actor, event=tombstone.seq, **facts)
