"""The agencies with which a register is compared: whose numbers they give, and which cases concern them."""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final, NamedTuple

from asn_neutral.law.needs import RECOMMENDER_LABELS, Recommender
from asn_neutral.law.terms import AGENCY_LABELS, AGENCY_OF_CHANNEL, Agency


@unique
class Counterpart(StrEnum):
    """Who sent a list: an agency whose numbers complaints carry, or one that recommends sanctions."""

    BAWASLU = Agency.BAWASLU.value
    BKN = Recommender.BKN.value
    KASN = Recommender.KASN.value
    SBT = Agency.SBT.value
    LAPOR = Agency.LAPOR.value
    OFFICE = Agency.OFFICE.value
    SENDER = Agency.SENDER.value


COUNTERPART_LABELS: Final[Mapping[str, str]] = {**RECOMMENDER_LABELS, **AGENCY_LABELS}
"""The names of counterparts, as msgids."""


class Concern(NamedTuple):
    """What makes a case one of an agency: its number, a channel, or its recommendation; empty for what it has not."""

    agency: str
    channels: tuple[str, ...]
    recommender: str


def concern_of(counterpart: Counterpart) -> Concern:
    """What makes a case one of *counterpart*; the complaints of BKN come through SBT."""
    word = Agency.SBT.value if counterpart is Counterpart.BKN else counterpart.value
    channels = tuple(channel.value for channel, agency in AGENCY_OF_CHANNEL.items() if agency == word)
    recommender = counterpart.value if counterpart.value in set(Recommender) else ""
    return Concern(word, channels, recommender)
