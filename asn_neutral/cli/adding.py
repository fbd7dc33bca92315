"""What `asn-neutral complaint add` does besides reading its options."""

import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.cli.fields import COMPLAINANT, FIELDS, Typed, options
from asn_neutral.cli.order import Order
from asn_neutral.errors import UnreadableFileError, UsageError, reason_of
from asn_neutral.intake.words import number_needed
from asn_neutral.locale import _
from asn_neutral.services.add_complaint import Added, add_complaint
from asn_neutral.services.guide import Guide

_NUMBER: Final = "nomor_laporan"
_UNIT: Final = "unit_kerja"
_LONGEST: Final = 1_000  # characters of a line about the complainant


def add(office: Office, order: Order) -> Added | None:
    """The complaint, recorded; what the words leave open is asked of a person. None when the person dropped it.

    Raises:
        UsageError: Something is missing and nobody is there to be asked, or the words do not fit together.
    """
    if order.tip and order.case is not None:
        raise UsageError(problem=_("--tip and --case do not go together: a case has a respondent."))
    if order.separate and order.answers.get(_NUMBER):
        raise UsageError(problem=_("--separate is for complaints without a number; another number is another anyway."))
    desk = desk_of(office)
    guide = Guide(desk)
    order = _as_recorded(replace(order, answers=_with_days(office, order.answers)), guide)
    missing = _missing(order)
    if not missing:
        if not order.new_unit:
            _refuse_doubtful_unit(order.answers.get(_UNIT, ""), guide)
        cells = {**order.answers, **order.complainant}
        return add_complaint(
            cells, desk, rehearse=order.dry_run, case=order.case, tip=order.tip, separate=order.separate,
            names=options(),
        )  # fmt: skip
    if not office.interactive:
        raise UsageError(problem=_("These are missing: {options}.").format(options=", ".join(missing)))
    guide.check(order.case)
    from asn_neutral.cli.asking import Dialogue

    return Dialogue(guide, desk, order).run()


def _refuse_doubtful_unit(name: str, guide: Guide) -> None:
    """Refuse a unit that nobody named before where its name resembles a known one: a typing error would stay.

    Raises:
        UsageError: it does, and nobody said that it is new.
    """
    known = guide.known_like(_UNIT, name) if name else None
    if known:
        problem = _("No unit is called “{name}” yet; {known} is. Correct --unit, or add --new-unit if it is another.")
        raise UsageError(problem=problem.format(name=name, known=known))


def remember(office: Office, added: Added) -> None:
    """From now on `-` is the complaint that was stored, and its case where there is exactly one."""
    if added.stored:
        office.remember("complaint", added.number)
        if len(added.cases) == 1:
            office.remember("case", added.cases[0])


def read_complainant(source: str | None) -> Typed:
    """Who complained: the first line of *source* is the name, the second the contact; `-` is standard input.

    Raises:
        UnreadableFileError: It cannot be read, or says nothing.
    """
    if source is None:
        return {}
    stdin = source == "-"
    name = _("standard input") if stdin else source
    try:
        with nullcontext(sys.stdin) if stdin else Path(source).open(encoding="utf-8-sig") as stream:
            lines = [stream.readline(_LONGEST).strip().removeprefix("\ufeff") for _line in COMPLAINANT]
    except OSError as error:
        raise UnreadableFileError(path=name, reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(path=name, reason=_("it is not text in UTF-8")) from error
    if not any(lines):
        raise UnreadableFileError(path=name, reason=_("it names nobody"))
    return {field.key: line for field, line in zip(COMPLAINANT, lines, strict=True)}


def _with_days(office: Office, answers: Typed) -> Typed:
    """The answers with every day as an ISO date; UsageError for what is none."""
    days = {
        field.key: office.day(field.option, answers[field.key]).isoformat()
        for field in FIELDS
        if field.day and answers.get(field.key)
    }
    return {**answers, **days}


def _as_recorded(order: Order, guide: Guide) -> Order:
    """The order with what it leaves out of a complaint whose number is there already, as that one said it."""
    number = order.answers.get(_NUMBER)
    known = guide.recorded(number, order.answers.get("jalur", "")) if number else None
    if known is None:
        return order
    return replace(order, answers={**known.cells, **order.answers}, recorded_as=known.number)


def _missing(order: Order) -> list[str]:
    """The options that are needed and were not given, all of them."""
    named = not order.tip and order.case is None
    needed = [field for field in FIELDS if field.required and (named or not field.respondent)]
    if not number_needed(order.answers.get("jalur", "")):
        needed = [field for field in needed if field.key != _NUMBER]
    return [field.option for field in needed if not order.answers.get(field.key)]
