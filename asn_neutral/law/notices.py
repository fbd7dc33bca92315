"""What is noticed about a step without refusing it: the officer decides, the notice stays on record.

A notice is kept as its word, with what it is about after a colon (`late:decision-delivery`).
"""

from collections.abc import Callable, Mapping
from enum import StrEnum, unique
from typing import Final

from asn_neutral.law.called import deadline_called, levels_called, recommender_called, sanction_called
from asn_neutral.locale import N_, _


@unique
class Notice(StrEnum):
    """Why a step deserves a second look."""

    LATE = "late"
    SHORT_INTERVAL = "short-interval"
    REMEDY_LATE = "remedy-late"
    REMEDY_UNKNOWN = "remedy-unknown"
    NO_CALENDAR = "no-calendar"
    NO_RULE = "no-rule"
    UNVERIFIED_STEP = "unverified-step"
    UNVERIFIED_RULE = "unverified-rule"
    UNVERIFIED_SANCTION = "unverified-sanction"
    CONDITION = "condition"
    EMPLOYMENT_UNKNOWN = "employment-unknown"
    LEVEL_DOUBTFUL = "level-doubtful"
    RECOMMENDER = "recommender"
    EFFECT_DIFFERS = "effect-differs"
    EFFECT_UNKNOWN = "effect-unknown"
    TERM_CUT = "term-cut"
    FINDING_DIFFERS = "finding-differs"
    NO_PROPOSAL = "no-proposal"
    CRIMINAL_OPEN = "criminal-open"
    STILL_BLOCKED = "still-blocked"
    UNANSWERED = "unanswered"
    WINDOW_OPEN = "window-open"
    OWN_RECKONING = "own-reckoning"
    EARLIER_LIMIT = "earlier-limit"


NOTICE_LABELS: Final[Mapping[str, str]] = {
    Notice.LATE: N_("The deadline “{what}” had passed"),
    Notice.SHORT_INTERVAL: N_(
        "Between the summons and the day lie fewer full working days than the law asks for: {what}"
    ),
    Notice.REMEDY_LATE: N_("It was filed after “{what}” had ended; whoever decides may declare it inadmissible"),
    Notice.REMEDY_UNKNOWN: N_("The law read names no objection or appeal against this sanction"),
    Notice.NO_CALENDAR: N_(
        "A deadline reaches into {what}, a year without a calendar; it has no day until one is added"
    ),
    Notice.NO_RULE: N_("The law read has no deadline “{what}” for that day"),
    Notice.UNVERIFIED_STEP: N_("This step rests on practice or on a source that was not read"),
    Notice.UNVERIFIED_RULE: N_("The deadline “{what}” comes from an unverified source"),
    Notice.UNVERIFIED_SANCTION: N_("The sanction “{what}” comes from an unverified source"),
    Notice.CONDITION: N_("The sanction “{what}” has a condition that may not be met yet"),
    Notice.EMPLOYMENT_UNKNOWN: N_("The kind of employment is unknown; the step may belong to another procedure"),
    Notice.LEVEL_DOUBTFUL: N_("The level of the case is not certain; the step is for other levels than {what}"),
    Notice.RECOMMENDER: N_("On that day {what} no longer recommended, or did not yet"),
    Notice.EFFECT_DIFFERS: N_("The sanction was to take effect on {what}"),
    Notice.EFFECT_UNKNOWN: N_("The day on which the sanction was to take effect could not be computed"),
    Notice.TERM_CUT: N_("The term of the sanction ends on {what} only"),
    Notice.FINDING_DIFFERS: N_("The findings say otherwise"),
    Notice.NO_PROPOSAL: N_("Termination was not proposed to the PPK first, as it must be outside JPT and JF utama"),
    Notice.CRIMINAL_OPEN: N_("The criminal track is still open; outcomes of the kind of PTDH wait for a final verdict"),
    Notice.STILL_BLOCKED: N_("The data in SIASN are still blocked"),
    Notice.UNANSWERED: N_("The outcome was not reported to who recommended"),
    Notice.WINDOW_OPEN: N_("The respondent may still object or appeal until {what}"),
    Notice.OWN_RECKONING: N_("That clocks stand still is the office's own reckoning; the law read does not say so"),
    Notice.EARLIER_LIMIT: N_("The recommendation {what} is still unanswered; its time limit ends first and stays"),
}
"""`{what}` is what follows the colon, as people call it."""
_CALLED: Final[Mapping[Notice, Callable[[str], str]]] = {
    Notice.LATE: deadline_called,
    Notice.SHORT_INTERVAL: deadline_called,
    Notice.REMEDY_LATE: deadline_called,
    Notice.NO_RULE: deadline_called,
    Notice.UNVERIFIED_RULE: deadline_called,
    Notice.UNVERIFIED_SANCTION: sanction_called,
    Notice.CONDITION: sanction_called,
    Notice.RECOMMENDER: recommender_called,
    Notice.LEVEL_DOUBTFUL: levels_called,
}
"""For the notices that are about an id."""

DEMANDING: Final = frozenset({
    Notice.EFFECT_DIFFERS, Notice.TERM_CUT, Notice.FINDING_DIFFERS, Notice.NO_PROPOSAL, Notice.CRIMINAL_OPEN,
})  # fmt: skip
"""Notices against which the officer may decide only with a reason on record."""


def noticed(notice: Notice, what: object = "") -> str:
    """The notice as it is kept."""
    return f"{notice}:{what}" if str(what) else str(notice)


def notice_of(kept: str) -> tuple[Notice, str]:
    """A kept notice in its two parts."""
    word, _colon, what = kept.partition(":")
    return Notice(word), what


def sentence(kept: str) -> str:
    """A kept notice in words, in the language in force."""
    notice, what = notice_of(kept)
    called = _CALLED.get(notice, str)
    return _(NOTICE_LABELS[notice]).format(what=called(what))
